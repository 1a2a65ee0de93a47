"""A network in a file: drawn (SVG, PNG), to be explored (HTML), or for other tools (GraphML, GEXF with times, JSON)."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import networkx as nx
from pyoxigraph import Store

from detente.errors import DetenteError
from detente.graph import read_graph, replacing


class NetworkError(DetenteError):
    """A network's file that can't be written."""


def write_network(
    net: nx.MultiDiGraph, path: str | os.PathLike[str], *, graph: str | os.PathLike[str] | Store | None = None
) -> None:
    """Write a network from `detente.network`, in the form that the suffix names; the same network gives the same bytes.

    `graph` is what the network was made from: ``.html`` shows the sentences behind each tie, which stand there.

    Raises:
        NetworkError: the suffix is none of ``.html``, ``.svg``, ``.png``, ``.graphml``, ``.gexf``, ``.cyjs``
            (Cytoscape) and ``.json`` (node-link); or ``.html`` without a graph.
        GraphError: the file can't be written, or the graph can't be read.
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".html":
        data = _html(net, path, graph)
    elif suffix in _FORMS:
        data = _FORMS[suffix](net)
    else:
        raise NetworkError(f"{path}: no form of network; use one of .html, {', '.join(_FORMS)}")
    with replacing(path) as output:
        output.write(data)


def _html(net: nx.MultiDiGraph, path: str | os.PathLike[str], graph: str | os.PathLike[str] | Store | None) -> bytes:
    from detente.web.page import page  # a quarter of a second to import

    if graph is None:
        raise NetworkError(f"{path}: the page shows sentences; give the graph that they stand in (graph=…)")
    return page(net, graph if isinstance(graph, Store) else read_graph(graph)).encode()


def _svg(net: nx.MultiDiGraph) -> bytes:
    from detente.drawing import draw  # matplotlib takes half a second to import

    return draw(net, "svg")


def _png(net: nx.MultiDiGraph) -> bytes:
    from detente.drawing import draw

    return draw(net, "png")


def _graphml(net: nx.MultiDiGraph) -> bytes:
    output = io.BytesIO()
    nx.write_graphml_xml(_flat(net), output, named_key_ids=True)
    return output.getvalue()


def _gexf(net: nx.MultiDiGraph) -> bytes:
    flat = _flat(net)
    for _, _, data in flat.edges(data=True):
        first, last = data.pop("first"), data.pop("last")
        if first:
            data |= {"start": first, "end": last}
    output = io.BytesIO()
    nx.write_gexf(flat, output)
    # The day of writing is no part of the network.
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", output.getvalue())


def _cytoscape(net: nx.MultiDiGraph) -> bytes:
    return _json(nx.cytoscape_data(_flat(net), name="label"))


def _node_link(net: nx.MultiDiGraph) -> bytes:
    return _json(nx.node_link_data(_flat(net), edges="edges"))


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _flat(net: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The network with attributes that any format holds, under the names that tools show; edges numbered from e1."""
    flat = nx.MultiDiGraph()
    for node, data in net.nodes(data=True):
        flat.add_node(node, **{_NAMES.get(name, name): value for name, value in data.items()})
    for number, (source, target, data) in enumerate(net.edges(data=True), start=1):
        values = {_NAMES.get(name, name): value for name, value in data.items()}
        flat.add_edge(source, target, key=f"e{number}", **values | {"events": " ".join(data["events"])})
    return flat


# "type" says in GEXF whether an edge has a direction.
_NAMES: Final = {"name": "label", "type": "kind"}
_FORMS: Final[dict[str, Callable[[nx.MultiDiGraph], bytes]]] = {
    ".svg": _svg,
    ".png": _png,
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".cyjs": _cytoscape,
    ".json": _node_link,
}
