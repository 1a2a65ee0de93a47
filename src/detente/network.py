"""The network of actors that a graph's events make: who acts towards whom, for better or worse, how often, when."""

from __future__ import annotations

import datetime
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import networkx as nx
from pyoxigraph import Store

from detente.graph import read_graph
from detente.query import ask
from detente.scope import own_graph, select, within
from detente.terms import ANY, STATUSES, actor, named
from detente.types import EventType, event_types
from detente.vocabulary import local

_EVENTS: Final = """
SELECT DISTINCT ?event ?type ?status ?first ?last ?reports WHERE { %s{
  ?event dt:status ?status ; a ?type .
  FILTER EXISTS { ?event dt:supportedBy ?claim }
  OPTIONAL { ?event dt:firstDay ?first ; dt:lastDay ?last }
  OPTIONAL { ?event dt:reports ?reports }
} }
"""
_PARTIES: Final = "SELECT DISTINCT ?event ?actor WHERE { %s{ ?event dt:%s ?actor } }"
_ACTORS: Final = """
SELECT ?actor ?name ?type ?state WHERE { %s{
  ?actor rdfs:label ?name ; a ?type .
  OPTIONAL { ?actor dt:ofState ?state }
} }
"""
_BEHIND: Final = "SELECT DISTINCT ?actor WHERE { ?mention dt:refersTo ?actor }"
_OFFICES: Final = """
SELECT DISTINCT ?actor ?body WHERE { %s{
  ?office org:member%s ?actor .
  OPTIONAL { ?office org:organization%s ?body }
} }
"""


@dataclass(frozen=True, slots=True)
class _Event:
    iri: str
    type: str
    status: str
    first: str  # days as ISO text, "" where unknown
    last: str
    reports: int


@dataclass(frozen=True, slots=True)
class _Actor:
    name: str
    type: str
    state: str  # its IRI


@dataclass(slots=True)
class _Tie:
    """Events of one type from one actor to another."""

    kind: EventType
    events: list[str] = field(default_factory=list)
    weight: int = 0
    first: str = ""
    last: str = ""

    def add(self, event: _Event) -> None:
        self.events.append(event.iri)
        self.weight += event.reports
        if event.first:
            self.first = min(self.first, event.first) if self.first else event.first
            self.last = max(self.last, event.last)

    def attributes(self) -> dict[str, Any]:
        return {
            "type": self.kind.name,
            "label": self.kind.label,
            "quad": self.kind.quad or "",
            "sign": 0 if self.kind.quad is None else -1 if self.kind.hostile else 1,
            "symmetric": self.kind.symmetric,
            "weight": self.weight,
            "count": len(self.events),
            "first": self.first,
            "last": self.last,
            "events": tuple(sorted(self.events)),
        }


def network(
    graph: str | os.PathLike[str] | Store,
    *,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    actors: Iterable[str] | None = None,
    types: Iterable[str] | None = None,
    min_weight: int = 1,
    status: Iterable[str] = ("actual",),
    side: bool = False,
) -> nx.MultiDiGraph:
    """Actors as nodes, what they did to each other as edges, one for each event type and direction.

    Nodes are IRIs with `name`, `type` ("Person"), `state` (the name of the state that it belongs to, or "") and
    `weight` (of all edges). Edges have the event type as key, and as attributes `type`, `label` (in words), `quad` (its
    PLOVER quad class), `sign` (1 cooperation, -1 conflict, 0 neither), `symmetric` (then there is one each way),
    `weight` (independent reports of its events, summed), `count` (of events), `first` and `last` (day as ISO text, ""
    where no date is known) and `events` (their IRIs, sorted).

    `since` and `until` keep events that may have happened then, and leave out undated ones; `actors` (names or IRIs)
    keeps edges with one of them, or with who acts for one of them, at an end; `types` keeps these event types and what
    stands below them ("Retreat" has "Release"); `min_weight` keeps pairs of actors whose edges in both directions weigh
    as much; `status` says how real events must be ("any" for all); `side` folds people into the body that they hold an
    office of, unnamed officials and governments into their state.

    Raises:
        QueryError: no actor, event type or status has that name.
        GraphError: the file can't be read.
    """
    store = graph if isinstance(graph, Store) else read_graph(graph)
    place = within(own_graph(store, "events"))
    known = _actors(store)
    fold = _sides(store, known) if side else {}
    kept = _kept(since, until, _kinds(types), _statuses(status))
    parties = {role: _parties(store, place, role) for role in ("agent", "recipient")}
    ties: dict[tuple[str, str, str], _Tie] = {}
    for event in filter(kept, _events(store, place)):
        kind = event_types()[event.type]
        agents, recipients = (
            sorted({fold.get(iri, iri) for iri in parties[role].get(event.iri, ())} & known.keys())
            for role in ("agent", "recipient")
        )
        for source, target in _pairs(agents, recipients, symmetric=kind.symmetric):
            key = source, target, kind.name
            if key not in ties:
                ties[key] = _Tie(kind)
            ties[key].add(event)
    wanted = None if actors is None else {actor(name, _selector(store)).value for name in actors}
    return _built(ties, known, wanted, min_weight)


def _built(
    ties: Mapping[tuple[str, str, str], _Tie], known: Mapping[str, _Actor], wanted: Collection[str] | None, least: int
) -> nx.MultiDiGraph:
    pairs: dict[frozenset[str], int] = defaultdict(int)
    for (source, target, _), tie in ties.items():
        # A symmetric tie has an edge each way, and counts once.
        if not tie.kind.symmetric or source < target:
            pairs[frozenset((source, target))] += tie.weight
    net = nx.MultiDiGraph()
    for (source, target, key), tie in sorted(ties.items()):
        near = {source, target, known[source].state, known[target].state}
        if pairs[frozenset((source, target))] >= least and (wanted is None or near & set(wanted)):
            for iri in (source, target):
                if iri not in net:
                    it = known[iri]
                    state = known[it.state].name if it.state in known else ""
                    net.add_node(iri, name=it.name, type=it.type, state=state)
            net.add_edge(source, target, key=key, **tie.attributes())
    for iri in net:
        net.nodes[iri]["weight"] = sum(pairs[frozenset((iri, other))] for other in set(nx.all_neighbors(net, iri)))
    return net


def _pairs(agents: list[str], recipients: list[str], *, symmetric: bool) -> list[tuple[str, str]]:
    """Who acts towards whom; those who meet without another side meet each other."""
    others = recipients or (agents if symmetric else [])
    pairs = {(one, other) for one in agents for other in others if one != other}
    if symmetric:
        pairs |= {(other, one) for one, other in pairs}
    return sorted(pairs)


def _kept(
    since: datetime.date | None, until: datetime.date | None, kinds: Collection[str], statuses: Collection[str]
) -> Callable[[_Event], bool]:
    begin, end = since.isoformat() if since else "", until.isoformat() if until else ""

    def kept(event: _Event) -> bool:
        return (
            event.type in kinds
            and event.status in statuses
            and (not begin or event.last >= begin)
            and (not end or "" < event.first <= end)
        )

    return kept


def _kinds(types: Iterable[str] | None) -> set[str]:
    every = event_types()
    if types is None:
        return set(every)
    asked = {local(named("type", name, every).value) for name in types}
    return {name for name, kind in every.items() if {name, kind.parent} & asked}


def _statuses(names: Iterable[str]) -> set[str]:
    return {
        status
        for name in names
        for status in (STATUSES if name == ANY else [local(named("status", name, STATUSES).value)])
    }


def _events(store: Store, place: str) -> list[_Event]:
    """The events, in the order of their IRIs."""
    rows = select(store, _EVENTS % place)
    return [
        _Event(iri, local(kind), local(status), first, last, int(reports or 1))
        for iri, kind, status, first, last, reports in sorted(rows)
    ]


def _parties(store: Store, place: str, role: str) -> dict[str, list[str]]:
    parties: dict[str, list[str]] = defaultdict(list)
    for event, party in select(store, _PARTIES % (place, role)):
        parties[event].append(party)
    return parties


def _actors(store: Store) -> dict[str, _Actor]:
    graph = own_graph(store, "actors")
    known = {iri: _Actor(name, local(kind), state) for iri, name, kind, state in select(store, _ACTORS % within(graph))}
    return known if graph else {iri: known[iri] for (iri,) in select(store, _BEHIND) if iri in known}


def _sides(store: Store, known: Mapping[str, _Actor]) -> dict[str, str]:
    """Whom each actor acts for: a person the body of its office, an unnamed official or a government its state."""
    graph = own_graph(store, "actors")
    rows = list(select(store, _OFFICES % (within(graph), "", ""))) if graph else []
    # Where there are no offices of actors, the articles' mentions have them.
    rows = rows or list(select(store, _OFFICES % ("", "/dt:refersTo", "/dt:refersTo")))
    offices = sorted(((holder, body) for holder, body in rows), reverse=True)
    bodies = dict(offices) | {holder: body for holder, body in offices if body}
    sides = {}
    for iri, it in known.items():
        if it.type == "Person" and (iri in bodies or it.name[:1].islower()):
            sides[iri] = bodies.get(iri) or it.state or iri
        elif it.type == "Government" and it.state:
            sides[iri] = it.state
    # The foreign minister acts for the ministry, and the ministry for the state.
    return {iri: sides.get(acts_for, acts_for) for iri, acts_for in sides.items()}


def _selector(store: Store) -> Callable[[str], Iterable[list[str]]]:
    return lambda text: (["" if term is None else term.value for term in row] for row in ask(store, text).terms)
