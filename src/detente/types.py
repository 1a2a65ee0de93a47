"""The event types of the ontology, with what it says of each: the one place where code learns their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from detente.resources import resource
from detente.vocabulary import local, term


@dataclass(frozen=True, slots=True)
class EventType:
    """A class of events. `fine` is False for a mere parent, which says too little for the ``.jsonl`` records."""

    name: str  # "Release"
    label: str  # "release"
    parent: str  # "Retreat", or "Event" for parents and types without one
    plover: str | None  # "RETREAT"; None for Statement and Movement
    cameo: tuple[str, ...]  # codes that fit, sorted
    quad: str | None  # "MaterialCooperation"
    relation: str  # IRI of the plain property from agent to recipient
    symmetric: bool
    fine: bool

    @property
    def hostile(self) -> bool:
        """Whether it sets parties against one another."""
        return self.quad in ("VerbalConflict", "MaterialConflict")


@cache
def event_types() -> Mapping[str, EventType]:
    """Every event type by its bare name."""
    store = Store()
    store.bulk_load(path=str(resource("ontology/detente.ttl")), format=RdfFormat.TURTLE)
    named = store.quads_for_pattern(None, term("rdf:type"), term("dt:EventType"))
    classes = sorted((quad.subject for quad in named if isinstance(quad.subject, NamedNode)), key=str)
    parents = {node: _one(store, node, "rdfs:subClassOf") for node in classes}
    with_children = {parent for parent in parents.values() if parent}
    types = {}
    for node in classes:
        types[local(node.value)] = EventType(
            name=local(node.value),
            label=_one(store, node, "rdfs:label") or "",
            parent=local(parents[node] or ""),
            plover=_one(store, node, "dt:plover"),
            cameo=tuple(_all(store, node, "dt:cameo")),
            quad=local(quad) if (quad := _one(store, node, "dt:quadClass")) else None,
            relation=_one(store, node, "dt:relation") or "",
            symmetric=_one(store, node, "dt:symmetric") == "true",
            fine=node.value not in with_children,
        )
    return types


def _all(store: Store, node: NamedNode, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(node, term(predicate), None)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, (NamedNode, Literal)))


def _one(store: Store, node: NamedNode, predicate: str) -> str | None:
    return next(iter(_all(store, node, predicate)), None)
