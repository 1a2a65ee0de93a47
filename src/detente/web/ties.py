"""The network of actors as data for the page that draws it: actors with places, ties between them, event types."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import networkx as nx

from detente.days import EPOCH
from detente.spread import spread
from detente.types import event_types
from detente.web.catalogue import Catalogue
from detente.web.claims import kind_label, tone
from detente.web.filters import Filters

LIMITS: Final = (200, 500, 1000, 2000)  # pairs of actors that a page of the server may draw
_SIGNS: Final = {"cooperation": 1, "conflict": -1, "neutral": 0}


@dataclass(frozen=True, slots=True)
class Node:
    """An actor. `state` is the name of the state that it belongs to, `weight` that of all its ties."""

    id: str
    name: str
    kind: str
    state: str
    weight: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Tie:
    """Events of one type by one actor towards another, or mutual ones. Days are ISO text, "" where unknown."""

    source: str
    target: str
    type: str
    weight: int
    count: int
    first: str
    last: str
    mutual: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """A network, the strongest ties first. `left_out` are pairs of actors whose ties are too weak to be drawn."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    left_out: int = 0

    def name(self, iri: str) -> str:
        """What the actor with this IRI is called."""
        return next((node.name for node in self.nodes if node.id == iri), iri)

    def data(self) -> dict[str, Any]:
        """What the page's script reads, fit for JSON; ties name nodes by their place in the list."""
        index = {node.id: at for at, node in enumerate(self.nodes)}
        kinds = {tie.type for tie in self.ties}
        return {
            "nodes": [asdict(node) | {"kindLabel": kind_label(node.kind)} for node in self.nodes],
            "ties": [asdict(tie) | {"source": index[tie.source], "target": index[tie.target]} for tie in self.ties],
            "types": {name: {"label": kind.label, "sign": _SIGNS[tone(name)]}
                      for name, kind in sorted(event_types().items()) if name in kinds},
        }  # fmt: skip


def of_catalogue(catalogue: Catalogue, filters: Filters, *, limit: int) -> Ties:
    """The ties of events that pass the filters, of the `limit` pairs of actors with the most reports."""
    condition, values = filters.condition()
    found = [
        Tie(source, target, kind, weight, count, _day(first), _day(last), _mutual(kind))
        for source, target, kind, weight, count, first, last in catalogue.rows(
            "SELECT source, target, type, SUM(reports), COUNT(*), MIN(first), MAX(last) FROM tie "
            f"JOIN event ON event.id = tie.event WHERE {condition} GROUP BY source, target, type",
            values,
        )
    ]
    if filters.actor:  # events with it have ties between others, too
        near = {filters.actor, *(row[0] for row in catalogue.rows("SELECT iri FROM actor WHERE state = ?",
                                                                  [filters.actor]))}  # fmt: skip
        found = [tie for tie in found if {tie.source, tie.target} & near]
    pairs = _pairs(found)
    chosen = set(sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:limit])
    ties = [tie for tie in found if _pair(tie) in chosen]
    involved = sorted({actor for pair in chosen for actor in pair})
    actors: dict[str, tuple[str, str, str]] = {}
    for start in range(0, len(involved), 500):
        some = involved[start : start + 500]
        actors |= {
            row[0]: row[1:]
            for row in catalogue.rows(
                "SELECT actor.iri, actor.name, actor.type, COALESCE(home.name, '') FROM actor "
                f"LEFT JOIN actor home ON home.iri = actor.state WHERE actor.iri IN ({', '.join('?' * len(some))})",
                some,
            )
        }
    return _placed(ties, actors, left_out=len(pairs) - len(chosen))


def of_network(net: nx.MultiDiGraph) -> Ties:
    """The ties of a network from `detente.network`."""
    ties = [
        Tie(source, target, it["type"], it["weight"], it["count"], it["first"], it["last"], it["symmetric"])
        for source, target, it in net.edges(data=True)
        if not it["symmetric"] or source < target
    ]
    actors = {iri: (it["name"], it["type"], it["state"]) for iri, it in net.nodes(data=True)}
    return _placed(ties, actors)


def _placed(ties: Iterable[Tie], actors: Mapping[str, tuple[str, str, str]], *, left_out: int = 0) -> Ties:
    ordered = tuple(sorted(ties, key=lambda tie: (-tie.weight, tie.source, tie.target, tie.type)))
    pairs = _pairs(ordered)
    places = spread(pairs, {iri: name for iri, (name, *_) in actors.items()})
    weights: dict[str, int] = defaultdict(int)
    for pair, weight in pairs.items():
        for iri in pair:
            weights[iri] += weight
    nodes = [
        Node(iri, *actors.get(iri, (iri, "", "")), weights[iri], *(round(at, 1) for at in places[iri]))
        for iri in sorted(weights, key=lambda it: (-weights[it], it))
    ]
    return Ties(tuple(nodes), ordered, left_out)


def _pairs(ties: Iterable[Tie]) -> dict[tuple[str, str], int]:
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for tie in ties:
        pairs[_pair(tie)] += tie.weight
    return dict(pairs)


def _pair(tie: Tie) -> tuple[str, str]:
    return min(tie.source, tie.target), max(tie.source, tie.target)


def _mutual(kind: str) -> bool:
    return kind in event_types() and event_types()[kind].symmetric


def _day(number: int | None) -> str:
    return "" if number is None else (EPOCH + datetime.timedelta(days=number)).isoformat()
