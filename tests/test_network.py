"""The network that the small graph of tests/data makes."""

import datetime
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from detente.network import network
from detente.sparql import QueryError

AFFAIRS = Path(__file__).parent / "data" / "affairs.trig"


def edges(net: nx.MultiDiGraph, *attributes: str) -> set[tuple[Any, ...]]:
    names = nx.get_node_attributes(net, "name")
    return {
        (names[source], key, names[target], *(data[name] for name in attributes))
        for source, target, key, data in net.edges(keys=True, data=True)
    }


def test_who_acts_towards_whom() -> None:
    net = network(AFFAIRS)
    assert edges(net, "sign", "weight") == {
        ("Arvania", "Agreement", "Belmora", 1, 1),
        ("Belmora", "Agreement", "Arvania", 1, 1),
        ("Belmora", "Request", "Arvania", -1, 1),
        ("Arvania", "Release", "52 prisoners", 1, 3),
        ("Arvania", "Release", "Jon Reik", 1, 1),
        ("Arvania", "Detention", "Jon Reik", -1, 1),
        ("Belmora", "SanctionsRelief", "Arvair", 1, 1),
        ("Cessia", "Ceasefire", "Red Ridge Front", 1, 1),
        ("Red Ridge Front", "Ceasefire", "Cessia", 1, 1),
        ("Red Ridge Front", "Attack", "Cessia", -1, 1),
        ("Iva Noll", "Praise", "Arvania", 1, 1),
        ("Orlan Veska", "Pardon", "52 prisoners", 1, 1),
        ("Orlan Veska", "Meeting", "Tam Corwin", 1, 1),
        ("Tam Corwin", "Meeting", "Orlan Veska", 1, 1),
        ("Tam Corwin", "Request", "Orlan Veska", -1, 1),
    }
    base = "https://w3id.org/detente/id/"
    assert net.edges[f"{base}actor/arvania", f"{base}actor/frees-52-a9", "Release"] == {
        "type": "Release", "label": "release", "quad": "MaterialCooperation", "sign": 1, "symmetric": False,
        "weight": 3, "count": 1, "first": "2021-03-11", "last": "2021-03-11",
        "events": (f"{base}event/release-2021-03-11-frees-522",),
    }  # fmt: skip
    assert net.nodes[f"{base}actor/arvair"] == {"name": "Arvair", "type": "Company", "state": "Arvania", "weight": 1}
    # One request, one agreement (both ways), three reports of a release, one more, one detention, praise.
    assert net.nodes[f"{base}actor/arvania"]["weight"] == 8


def test_sides_fold_people_into_what_they_act_for() -> None:
    net = network(AFFAIRS, side=True)
    assert edges(net, "weight", "count") >= {
        ("Arvania", "Meeting", "Belmora", 1, 1),
        ("Belmora", "Request", "Arvania", 2, 2),
        ("Cessia", "Praise", "Arvania", 1, 1),
        ("Arvania", "Pardon", "52 prisoners", 1, 1),
    }
    assert {"Orlan Veska", "Tam Corwin", "Iva Noll"}.isdisjoint(nx.get_node_attributes(net, "name").values())
    assert "Jon Reik" in nx.get_node_attributes(net, "name").values()
    assert not list(nx.selfloop_edges(net))


def test_days() -> None:
    march = network(AFFAIRS, since=datetime.date(2021, 3, 12), until=datetime.date(2021, 3, 20))
    assert edges(march) == {("Arvania", "Release", "Jon Reik"), ("Belmora", "SanctionsRelief", "Arvair")}
    april = datetime.date(2021, 4, 10)
    assert edges(network(AFFAIRS, since=april, until=april, status=["planned"])) == {("Tam Corwin", "Visit", "Arvania")}


def test_status() -> None:
    planned = edges(network(AFFAIRS, status=["Planned"]))
    assert ("Belmora", "SanctionsRelief", "Arvair") in planned
    assert ("Tam Corwin", "Visit", "Arvania") in planned
    assert not any(key == "Pardon" for _, key, _ in planned)
    assert edges(network(AFFAIRS, status=["any"])) >= planned | edges(network(AFFAIRS))
    with pytest.raises(QueryError, match="status=done"):
        network(AFFAIRS, status=["done"])


def test_types_and_those_below_them() -> None:
    assert {key for _, key, _ in edges(network(AFFAIRS, types=["retreat"]))} == {
        "Release",
        "SanctionsRelief",
        "Ceasefire",
    }
    assert {key for _, key, _ in edges(network(AFFAIRS, types=["Release", "attack"]))} == {"Release", "Attack"}
    with pytest.raises(QueryError, match=r"type=releases: did you mean Release"):
        network(AFFAIRS, types=["releases"])


def test_actors_and_who_acts_for_them() -> None:
    found = edges(network(AFFAIRS, actors=["belmora"]))
    assert ("Belmora", "SanctionsRelief", "Arvair") in found
    assert ("Orlan Veska", "Meeting", "Tam Corwin") in found
    assert not any("Cessia" in edge for edge in found)
    with pytest.raises(QueryError, match="no actor of this graph is called 'Bellmora'; did you mean Belmora"):
        network(AFFAIRS, actors=["Bellmora"])


def test_weight_is_that_of_a_pair() -> None:
    found = edges(network(AFFAIRS, min_weight=2))
    # Agreement and request together, release and detention together; a meeting counts once, not once each way.
    assert ("Belmora", "Request", "Arvania") in found
    assert ("Arvania", "Detention", "Jon Reik") in found
    assert ("Tam Corwin", "Meeting", "Orlan Veska") in found
    assert ("Iva Noll", "Praise", "Arvania") not in found
    assert edges(network(AFFAIRS, min_weight=3)) == {("Arvania", "Release", "52 prisoners")}


def test_the_order_does_not_depend_on_chance() -> None:
    first, second = network(AFFAIRS), network(AFFAIRS)
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))
    assert list(first.edges(keys=True))[:2] == sorted(first.edges(keys=True))[:2]
