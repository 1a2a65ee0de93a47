"""What a graph holds of articles, actors and events, each in one piece, for the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Store

from detente.scope import own_graph, select, within
from detente.types import event_types
from detente.vocabulary import local

_ROLES: Final = ("agent", "recipient", "objectActor", "place", "origin", "destination")
_ARTICLES: Final = "SELECT ?article { ?article a schema:NewsArticle }"
_TEXTS: Final = "SELECT ?context ?text { ?context nif:isString ?text }"
_ACTORS: Final = """
SELECT ?actor ?name ?type ?state WHERE { %s{
  ?actor rdfs:label ?name ; a ?type .
  OPTIONAL { ?actor dt:ofState ?state }
} }
"""
_BEHIND: Final = "SELECT DISTINCT ?actor WHERE { ?mention dt:refersTo ?actor }"
_EVENTS: Final = """
SELECT ?event ?label ?type ?status ?date ?first ?last ?reports WHERE { %s{
  ?event dt:status ?status ; a ?type ; rdfs:label ?label .
  FILTER EXISTS { ?event dt:supportedBy ?claim }
  OPTIONAL { ?event dt:date ?date ; dt:firstDayNumber ?first ; dt:lastDayNumber ?last }
  OPTIONAL { ?event dt:reports ?reports }
} }
"""


@dataclass(frozen=True, slots=True)
class Article:
    """An article, with its text if the graph holds it."""

    iri: str
    headline: str
    published: str
    publisher: str
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor; `state` is an IRI, `others` are its other names."""

    iri: str
    name: str
    type: str
    state: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """An event with its parties (actor and role) and ties (from whom to whom); days are numbers, as on the graph."""

    iri: str
    label: str
    type: str
    status: str
    date: str
    first: int | None
    last: int | None
    reports: int
    parties: tuple[tuple[str, str], ...]
    ties: tuple[tuple[str, str], ...]


Entry = Article | Actor | Event


def contents(store: Store) -> Iterator[Entry]:
    """Everything that the catalogue lists."""
    actors = _actors(store)
    yield from actors.values()
    yield from _events(store, actors.keys())
    yield from _articles(store)


def _articles(store: Store) -> Iterator[Article]:
    headlines, ids, days, publishers, names = (
        _values(store, f"?it {name} ?value")
        for name in ("schema:headline", "dcterms:identifier", "schema:datePublished", "schema:publisher", "schema:name")
    )
    # A text's IRI is its article's with a fragment.
    texts = {context.partition("#")[0]: text for context, text in select(store, _TEXTS)}
    for iri in sorted({article for (article,) in select(store, _ARTICLES)}):
        publisher = publishers.get(iri, "")
        yield Article(
            iri,
            headlines.get(iri) or ids.get(iri, ""),
            days.get(iri, ""),
            names.get(publisher) or local(publisher),
            texts.get(iri, ""),
        )


def _values(store: Store, pattern: str) -> dict[str, str]:
    """The first value of each thing."""
    rows = select(store, f"SELECT ?it ?value {{ {pattern} }}")
    return dict(sorted(((it, value) for it, value in rows), reverse=True))


def _actors(store: Store) -> dict[str, Actor]:
    graph = own_graph(store, "actors")
    others: dict[str, set[str]] = defaultdict(set)
    for iri, name in select(store, f"SELECT ?actor ?name {{ {within(graph)}{{ ?actor skos:altLabel ?name }} }}"):
        others[iri].add(name)
    rows = sorted(select(store, _ACTORS % within(graph)), reverse=True)
    known = {
        iri: Actor(iri, name, local(kind), state, tuple(sorted(others[iri] - {name})))
        for iri, name, kind, state in rows
    }
    if graph:
        return known
    # Among everything else, what mentions refer to are the actors.
    return {iri: known[iri] for (iri,) in select(store, _BEHIND) if iri in known}


def _events(store: Store, actors: Iterable[str]) -> Iterator[Event]:
    place = within(own_graph(store, "events"))
    known = set(actors)
    sides: dict[str, dict[str, list[str]]] = {role: defaultdict(list) for role in _ROLES}
    for role, parties in sides.items():
        for event, actor in select(store, f"SELECT ?event ?actor {{ {place}{{ ?event dt:{role} ?actor }} }}"):
            if actor in known:
                parties[event].append(actor)
    found: set[str] = set()
    for iri, label, kind, status, date, first, last, reports in sorted(select(store, _EVENTS % place)):
        if iri in found:
            continue
        found.add(iri)
        name = local(kind)
        symmetric = name in event_types() and event_types()[name].symmetric
        yield Event(
            iri,
            label,
            name,
            local(status),
            date,
            int(first) if first else None,
            int(last) if last else None,
            int(reports or 1),
            tuple((actor, role) for role, parties in sides.items() for actor in sorted(set(parties.get(iri, ())))),
            _pairs(sides["agent"].get(iri, []), sides["recipient"].get(iri, []), symmetric=symmetric),
        )


def _pairs(agents: list[str], recipients: list[str], *, symmetric: bool) -> tuple[tuple[str, str], ...]:
    """Who acts towards whom, as in `detente.network`; a tie that goes both ways stands once, in order of IRIs."""
    found = {
        (min(pair), max(pair)) if symmetric else pair
        for pair in ((one, other) for one in agents for other in recipients or (agents if symmetric else ()))
        if pair[0] != pair[1]
    }
    return tuple(sorted(found))
