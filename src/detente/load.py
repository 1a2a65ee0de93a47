"""A graph into a triple store: each named graph on its own, sent whole, and counted afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    serialize,
)
from pyoxigraph import Literal as RdfLiteral

from detente.errors import DetenteError
from detente.graph import read_graph
from detente.query import plain
from detente.servers import EndpointError
from detente.vocabulary import PREFIXES, term

if TYPE_CHECKING:
    from detente.endpoint import Endpoint

BATCH: Final = 2000  # triples in an update; Virtuoso gives up on more than some 5,000
_COUNT: Final = "SELECT (COUNT(*) AS ?count) WHERE { GRAPH <%s> { ?s ?p ?o } }"
# The graph of an article holds the article under the graph's own name; listing all graphs takes some stores minutes.
_ARTICLES: Final = (
    "SELECT (COUNT(DISTINCT ?graph) AS ?count) WHERE "
    f"{{ GRAPH ?graph {{ ?graph a <{PREFIXES['schema']}NewsArticle> }} }}"
)


class LoadError(DetenteError):
    """A graph that can't be loaded."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is, in graphs."""

    stage: Literal["sending", "checking"]
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, or with a dry run would do. Graphs are `new` or `known` to the server beforehand.

    `new` and `known` are None where nobody asked: replacing needs no look at what was there. `elsewhere` is the number
    of articles that the server has and the loaded graph doesn't.
    """

    address: str
    graphs: int
    triples: int
    new: int | None
    known: int | None
    elsewhere: int


def load(
    graph: str | os.PathLike[str] | Store,
    server: str | Endpoint,
    *,
    append: bool = False,
    update: bool = False,
    dry_run: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Loaded:
    """Load every named graph of a file or store into a server, in the place of the server's graph of that name.

    `server` is one of its addresses, or an `Endpoint` for other credentials than those of the environment. It goes by
    the Graph Store Protocol, one request a graph, or with `update` (and where the server has no Graph Store Protocol)
    by SPARQL updates of at most 2,000 triples. With `append` triples are added to what stands there. Loading again
    changes nothing. A dry run sends nothing and asks what is there. Afterwards the triples of each graph are counted at
    the server; what it holds equal, such as 0.360 and 0.36, may count once.

    Raises:
        LoadError: triples outside named graphs, or blank nodes.
        EndpointError: the server can't be reached, refuses, fails, or holds another number of triples afterwards.
        GraphError: the file can't be read.
    """
    if isinstance(server, str):
        from detente.endpoint import Endpoint  # a fifth of a second that others need not wait for

        with Endpoint(server) as endpoint:
            return load(graph, endpoint, append=append, update=update, dry_run=dry_run, progress=progress)
    endpoint = server
    store = graph if isinstance(graph, Store) else read_graph(graph)
    names = _names(store)
    by_update = update or endpoint.addresses.graphs is None
    before: dict[str, int] = {}
    triples = 0
    for done, name in enumerate(names, 1):
        if append or dry_run:
            before[name] = _count(endpoint, _COUNT % name)
        quads = list(store.quads_for_pattern(None, None, None, NamedNode(name)))
        triples += len(quads)
        if not dry_run:
            _send(endpoint, name, quads, append=append, by_update=by_update)
        progress(Progress("sending", done, len(names)))
    if not dry_run:
        _check(endpoint, store, names, before if append else None, progress)
    there = [name for name in names if not dry_run or before[name]]
    return Loaded(
        address=endpoint.addresses.update if by_update else endpoint.addresses.graphs or "",
        graphs=len(names),
        triples=triples,
        new=sum(not count for count in before.values()) if before else None,
        known=sum(count > 0 for count in before.values()) if before else None,
        elsewhere=_count(endpoint, _ARTICLES) - sum(_is_article(store, name) for name in there),
    )


def _names(store: Store) -> list[str]:
    """The names of the graphs, when every triple can be loaded, and loaded again."""
    names = [name.value for name in store.named_graphs() if isinstance(name, NamedNode)]
    for quad in store:
        if isinstance(quad.graph_name, DefaultGraph):
            raise LoadError(
                "triples stand in no named graph, and a server can't keep them apart from others; "
                "load the graph as .nq, .trig or .jsonld, or its store"
            )
        if any(isinstance(node, BlankNode) for node in (quad.subject, quad.object, quad.graph_name)):
            raise LoadError(f"{quad.graph_name} holds blank nodes, of which every load would make new ones")
    if not names:
        raise LoadError("the graph is empty: there is nothing to load")
    return sorted(names)


def _send(endpoint: Endpoint, name: str, quads: list[Quad], *, append: bool, by_update: bool) -> None:
    triples = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    assert triples is not None
    if not by_update:
        (endpoint.post if append else endpoint.put)(name, triples)
        return
    # The graph is emptied in the request that brings its first triples, and so, where it is small, in one transaction.
    start = "" if append else f"CLEAR SILENT GRAPH <{name}>"
    lines = triples.decode().removesuffix("\n").split("\n") if triples else []  # texts may hold other ends of lines
    if start and not lines:
        endpoint.update(start)
    for at in range(0, len(lines), BATCH):
        batch = "\n".join(lines[at : at + BATCH])
        endpoint.update(f"{start}{start and ' ;'}\nINSERT DATA {{ GRAPH <{name}> {{\n{batch}\n}} }}")
        start = ""


def _check(
    endpoint: Endpoint,
    store: Store,
    names: list[str],
    before: dict[str, int] | None,
    progress: Callable[[Progress], None],
) -> None:
    """Compare the numbers of triples, graph by graph."""
    wrong = []
    for done, name in enumerate(names, 1):
        count = _count(endpoint, _COUNT % name)
        quads = list(store.quads_for_pattern(None, None, None, NamedNode(name)))
        least = len(quads) if count >= len(quads) else len(set(map(_by_value, quads)))
        most = len(quads)
        if before is not None:
            least, most = max(least, before[name]), most + before[name]
        if not least <= count <= most:
            wrong.append(f"<{name}> has {count:,} triples there instead of {least:,}")
        progress(Progress("checking", done, len(names)))
    if wrong:
        raise EndpointError(
            f"{endpoint.addresses.query}: {len(wrong):,} of {len(names):,} graphs differ after loading: "
            + "; ".join(wrong[:5])
        )


def _by_value(quad: Quad) -> tuple[object, ...]:
    """A triple as stores hold it that keep numbers as values, whatever their type."""
    value = quad.object
    if not isinstance(value, RdfLiteral):
        return quad.subject, quad.predicate, value
    said = plain(value)
    return quad.subject, quad.predicate, said, value.language, value.datatype if isinstance(said, str) else None


def _is_article(store: Store, name: str) -> bool:
    node = NamedNode(name)
    return Quad(node, term("rdf:type"), term("schema:NewsArticle"), node) in store


def _count(endpoint: Endpoint, text: str) -> int:
    """The number that is a query's only answer."""
    match endpoint.select(text):
        case _, [(RdfLiteral() as number,)] if number.value.isdecimal():
            return int(number.value)
    raise EndpointError(f"{endpoint.addresses.query}: doesn't answer what it counts")
