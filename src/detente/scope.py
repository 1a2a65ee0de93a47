"""Where a store keeps its events and actors, and short queries of them.

A store has them in named graphs of their own, and asking those spares the claims, of which there are many more; files
without named graphs have all in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from detente.history import base_of
from detente.iris import BASE, graph_iri
from detente.vocabulary import PREFIXES

_MANY: Final = 1000  # things that one query is about


def own_graph(store: Store, name: str) -> NamedNode | None:
    """The named graph of a store's ``events`` or ``actors``; None where all lies in one graph, as in Turtle."""
    graph = NamedNode(graph_iri(name, base=base_of(store) or BASE))
    return graph if store.contains_named_graph(graph) else None


def within(graph: NamedNode | None) -> str:
    """What a query has in front of the block that is about this graph."""
    return f"GRAPH {graph} " if graph else ""


def select(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    """The rows of a query over all graphs as one, as text; "" where a column is unbound."""
    # A query decodes each term of a row once; going through the quads would decode those of its pattern as well.
    found = cast("QuerySolutions", store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
    return (tuple(map(value, row)) for row in found)


def select_among(store: Store, query: str, iris: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The rows of a query about some things, which it names ``VALUES ?it { ?* }``."""
    ordered = sorted(set(iris))
    for at in range(0, len(ordered), _MANY):
        yield from select(store, query.replace("?*", " ".join(f"<{iri}>" for iri in ordered[at : at + _MANY])))


def value(node: object) -> str:
    """The text of a literal or an IRI; "" for anything else."""
    return node.value if isinstance(node, (NamedNode, Literal)) else ""
