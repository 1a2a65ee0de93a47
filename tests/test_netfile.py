"""Networks in files, read back by others' readers."""

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from detente.netfile import NetworkError, write_network
from detente.network import network

AFFAIRS = Path(__file__).parent / "data" / "affairs.trig"
RELEASE = ("https://w3id.org/detente/id/actor/arvania", "https://w3id.org/detente/id/actor/frees-52-a9")


def test_graphml(tmp_path: Path) -> None:
    net = network(AFFAIRS)
    write_network(net, tmp_path / "net.graphml")
    read = nx.read_graphml(tmp_path / "net.graphml")
    assert (set(read), read.number_of_edges()) == (set(net), net.number_of_edges())
    assert len({key for *_, key in read.edges(keys=True)}) == net.number_of_edges()
    ((_, _, data),) = [edge for edge in read.edges(data=True) if edge[:2] == RELEASE]
    assert (data["kind"], data["sign"], data["weight"], data["first"]) == ("Release", 1, 3, "2021-03-11")
    assert read.nodes[RELEASE[1]] == {"label": "52 prisoners", "kind": "Group", "state": "", "weight": 4}


def test_gexf_has_times_and_no_day_of_writing(tmp_path: Path) -> None:
    net = network(AFFAIRS)
    write_network(net, tmp_path / "net.gexf")
    read = nx.read_gexf(tmp_path / "net.gexf")
    ((_, _, data),) = [edge for edge in read.edges(data=True) if edge[:2] == RELEASE]
    assert (data["label"], data["start"], data["end"], data["weight"]) == ("release", "2021-03-11", "2021-03-11", 3.0)
    assert read.nodes[RELEASE[1]]["label"] == "52 prisoners"
    text = (tmp_path / "net.gexf").read_text(encoding="utf-8")
    assert "lastmodified" not in text
    assert 'mode="dynamic"' in text
    assert 'timeformat="date"' in text


def test_cytoscape(tmp_path: Path) -> None:
    net = network(AFFAIRS)
    write_network(net, tmp_path / "net.cyjs")
    data = json.loads((tmp_path / "net.cyjs").read_text(encoding="utf-8"))
    assert {it["data"]["name"] for it in data["elements"]["nodes"]} >= {"Arvania", "52 prisoners"}
    read = nx.cytoscape_graph(data)
    assert isinstance(read, nx.MultiDiGraph)
    assert (set(read), read.number_of_edges()) == (set(net), net.number_of_edges())
    ((_, _, edge),) = [it for it in read.edges(data=True) if it[:2] == RELEASE]
    assert (edge["kind"], edge["sign"], edge["weight"], edge["first"]) == ("Release", 1, 3, "2021-03-11")


def test_node_link(tmp_path: Path) -> None:
    net = network(AFFAIRS)
    write_network(net, tmp_path / "net.json")
    read = nx.node_link_graph(json.loads((tmp_path / "net.json").read_text(encoding="utf-8")), edges="edges")
    assert isinstance(read, nx.MultiDiGraph)
    assert (set(read), read.number_of_edges()) == (set(net), net.number_of_edges())
    assert read.nodes[RELEASE[1]] == {"label": "52 prisoners", "kind": "Group", "state": "", "weight": 4}


def test_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = """
import sys
from detente.netfile import write_network
from detente.network import network
for suffix in ("svg", "png", "graphml", "gexf", "cyjs", "json"):
    write_network(network(sys.argv[1]), f"{sys.argv[2]}.{suffix}")
"""
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, AFFAIRS, tmp_path / seed], check=True, env=environment)
    for suffix in ("svg", "png", "graphml", "gexf", "cyjs", "json"):
        assert (tmp_path / f"1.{suffix}").read_bytes() == (tmp_path / f"2.{suffix}").read_bytes(), suffix


def test_an_empty_network_can_be_written(tmp_path: Path) -> None:
    net = network(AFFAIRS, types=["Ban"])
    for suffix in ("svg", "png", "graphml", "gexf", "cyjs", "json"):
        write_network(net, tmp_path / f"net.{suffix}")
        assert (tmp_path / f"net.{suffix}").stat().st_size > 50
    assert ElementTree.parse(tmp_path / "net.svg").getroot().tag.endswith("svg")


def test_other_suffixes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        NetworkError, match=r"net\.pdf: no form of network; use one of \.html, \.svg, \.png, \.graphml, \.gexf, \.cyjs"
    ):
        write_network(nx.MultiDiGraph(), tmp_path / "net.pdf")


def test_a_page_needs_the_graph_that_its_sentences_stand_in(tmp_path: Path) -> None:
    net = network(AFFAIRS)
    with pytest.raises(NetworkError, match="give the graph"):
        write_network(net, tmp_path / "net.html")
    write_network(net, tmp_path / "net.html", graph=AFFAIRS)
    html = (tmp_path / "net.html").read_text(encoding="utf-8")
    assert all(data["name"] in html for _, data in net.nodes(data=True))
