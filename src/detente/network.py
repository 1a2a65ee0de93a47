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
from detente.query import Plain, ask
from detente.terms import STATUSES, actor, named
from detente.types import EventType, event_types
from detente.vocabulary import local

Row = dict[str, Plain]

_EVENTS: Final = """
SELECT DISTINCT ?event ?type ?status ?first ?last ?reports WHERE {
  ?event a ?type ; dt:status ?status ; dt:supportedBy ?claim .
  OPTIONAL { ?event dt:firstDay ?first ; dt:lastDay ?last }
  OPTIONAL { ?event dt:reports ?reports }
}
"""
_PARTIES: Final = "SELECT DISTINCT ?event ?actor WHERE { ?event dt:%s ?actor ; dt:supportedBy ?claim }"
_ACTORS: Final = """
SELECT DISTINCT ?actor ?name ?type ?state WHERE {
  { SELECT DISTINCT ?actor WHERE { ?mentioned dt:refersTo ?actor } }
  ?actor rdfs:label ?name ; a ?type .
  OPTIONAL { ?actor dt:ofState ?state }
}
"""
_OFFICES: Final = """
SELECT DISTINCT ?actor ?body WHERE {
  ?office a org:Membership ; org:member/dt:refersTo ?actor .
  OPTIONAL { ?office org:organization/dt:refersTo ?body }
}
"""


@dataclass(slots=True)
class _Tie:
    """Events of one type from one actor to another."""

    kind: EventType
    events: list[str] = field(default_factory=list)
    weight: int = 0
    first: str = ""
    last: str = ""

    def add(self, row: Row) -> None:
        self.events.append(str(row["event"]))
        self.weight += int(str(row["reports"] or 1))
        if row["first"]:
            first, last = str(row["first"]), str(row["last"])
            self.first = min(self.first, first) if self.first else first
            self.last = max(self.last, last)

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
    as much; `status` says how real events must be; `side` folds people into the body that they hold an office of,
    unnamed officials and governments into their state.

    Raises:
        QueryError: no actor, event type or status has that name.
        GraphError: the file can't be read.
    """
    store = graph if isinstance(graph, Store) else read_graph(graph)
    known = {str(row["actor"]): row for row in ask(store, _ACTORS)}
    fold = _sides(store, known) if side else {}
    kept = _kept(since, until, _kinds(types), {local(named("status", name, STATUSES).value) for name in status})
    parties = {role: _parties(store, role) for role in ("agent", "recipient")}
    ties: dict[tuple[str, str, str], _Tie] = {}
    for row in sorted(filter(kept, ask(store, _EVENTS)), key=lambda row: str(row["event"])):
        kind = event_types()[local(str(row["type"]))]
        agents, recipients = (
            sorted({fold.get(iri, iri) for iri in parties[role].get(str(row["event"]), ())} & known.keys())
            for role in ("agent", "recipient")
        )
        for source, target in _pairs(agents, recipients, symmetric=kind.symmetric):
            ties.setdefault((source, target, kind.name), _Tie(kind)).add(row)
    wanted = None if actors is None else {actor(name, _selector(store)).value for name in actors}
    return _built(ties, known, wanted, min_weight)


def _built(
    ties: Mapping[tuple[str, str, str], _Tie], known: Mapping[str, Row], wanted: Collection[str] | None, least: int
) -> nx.MultiDiGraph:
    pairs: dict[frozenset[str], int] = defaultdict(int)
    for (source, target, _), tie in ties.items():
        # A symmetric tie has an edge each way, and counts once.
        if not tie.kind.symmetric or source < target:
            pairs[frozenset((source, target))] += tie.weight
    net = nx.MultiDiGraph()
    for (source, target, key), tie in sorted(ties.items()):
        near = {source, target, str(known[source]["state"]), str(known[target]["state"])}
        if pairs[frozenset((source, target))] >= least and (wanted is None or near & set(wanted)):
            for iri in (source, target):
                state = known.get(str(known[iri]["state"]), {})
                net.add_node(
                    iri,
                    name=str(known[iri]["name"]),
                    type=local(str(known[iri]["type"])),
                    state=str(state.get("name", "")),
                )
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
) -> Callable[[Row], bool]:
    def kept(row: Row) -> bool:
        first, last = row["first"], row["last"]
        return (
            local(str(row["type"])) in kinds
            and local(str(row["status"])) in statuses
            and (since is None or (isinstance(last, datetime.date) and last >= since))
            and (until is None or (isinstance(first, datetime.date) and first <= until))
        )

    return kept


def _kinds(types: Iterable[str] | None) -> set[str]:
    every = event_types()
    if types is None:
        return set(every)
    asked = {local(named("type", name, every).value) for name in types}
    return {name for name, kind in every.items() if {name, kind.parent} & asked}


def _parties(store: Store, role: str) -> dict[str, list[str]]:
    parties: dict[str, list[str]] = defaultdict(list)
    for row in ask(store, _PARTIES % role):
        parties[str(row["event"])].append(str(row["actor"]))
    return parties


def _sides(store: Store, known: Mapping[str, Row]) -> dict[str, str]:
    """Whom each actor acts for: a person the body of its office, an unnamed official or a government its state."""
    offices = sorted((str(row["actor"]), str(row["body"] or "")) for row in ask(store, _OFFICES))
    bodies = dict(reversed(offices)) | {holder: body for holder, body in reversed(offices) if body}
    sides = {}
    for iri, row in known.items():
        kind, state = local(str(row["type"])), row["state"]
        if kind == "Person" and (iri in bodies or str(row["name"])[:1].islower()):
            sides[iri] = str(bodies.get(iri) or state or iri)
        elif kind == "Government" and state:
            sides[iri] = str(state)
    # The foreign minister acts for the ministry, and the ministry for the state.
    return {iri: sides.get(acts_for, acts_for) for iri, acts_for in sides.items()}


def _selector(store: Store) -> Callable[[str], Iterable[list[str]]]:
    return lambda text: (["" if term is None else term.value for term in row] for row in ask(store, text).terms)
