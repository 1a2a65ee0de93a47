"""A graph as tables for statistics: actors, articles, claims, events, and who had which role in which event."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Store

from detente.errors import DetenteError
from detente.iris import natural
from detente.types import event_types
from detente.vocabulary import local, term

Kind = Literal["text", "texts", "integer", "decimal", "date"]
Cell = str | tuple[str, ...] | int | Decimal | datetime.date | None
Row = tuple[Cell, ...]
ROLES: Final = ("agent", "recipient", "objectActor", "place", "origin", "destination")


class TableError(DetenteError):
    """Tables that can't be made or written."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; "texts" are several texts in a cell. All but roles begin with their key, an IRI."""

    name: str
    columns: dict[str, Kind]
    rows: list[Row]

    def records(self) -> Iterator[dict[str, Cell]]:
        """The rows by the names of their columns."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def tables(store: Store) -> dict[str, Table]:
    """The tables of a graph by name; rows in the order of their keys, numbers in them counted as such.

    Raises:
        TableError: the graph holds something that the shapes don't allow.
    """
    facts = _Facts(store)
    try:
        made = [make(facts) for make in (_actors, _articles, _claims, _events, _roles)]
    except (ArithmeticError, KeyError, ValueError) as error:  # a date or number that is none, an unknown event type
        raise TableError(f"the graph is invalid ({error}); detente validate says where") from error
    return {table.name: table for table in made}


class _Facts:
    """What the graph says of a node, in plain values."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def subjects(self, predicate: str, value: str | None = None) -> list[str]:
        wanted = None if value is None else term(value)
        quads = self._store.quads_for_pattern(None, term(predicate), wanted)
        return _sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})

    def objects(self, predicate: str) -> list[str]:
        quads = self._store.quads_for_pattern(None, term(predicate), None)
        return _sorted({quad.object.value for quad in quads if isinstance(quad.object, NamedNode)})

    def all(self, node: str | None, predicate: str) -> tuple[str, ...]:
        if node is None:
            return ()
        quads = self._store.quads_for_pattern(NamedNode(node), term(predicate), None)
        return tuple(_sorted({it.object.value for it in quads if isinstance(it.object, (NamedNode, RdfLiteral))}))

    def one(self, node: str | None, predicate: str) -> str | None:
        return next(iter(self.all(node, predicate)), None)

    def name(self, node: str | None, predicate: str) -> str | None:
        """The last part of the IRI that is the value."""
        value = self.one(node, predicate)
        return None if value is None else local(value)

    def number(self, node: str, predicate: str) -> int | None:
        value = self.one(node, predicate)
        return None if value is None else int(value)

    def day(self, node: str, predicate: str) -> datetime.date | None:
        value = self.one(node, predicate)
        return None if value is None else datetime.date.fromisoformat(value)

    def behind(self, actors: Iterable[str]) -> tuple[str, ...]:
        """The actors behind the articles' actors."""
        return tuple(dict.fromkeys(self.one(actor, "dt:refersTo") or actor for actor in actors))

    def labels(self, actors: Iterable[str]) -> tuple[str, ...]:
        """The main names of actors, also of the articles'."""
        names = (self.one(actor, "skos:prefLabel") or self.one(actor, "rdfs:label") for actor in actors)
        return tuple(name for name in names if name is not None)


def _sorted(values: Iterable[str]) -> list[str]:
    return sorted(values, key=natural)


def _actors(facts: _Facts) -> Table:
    columns: dict[str, Kind] = {
        "iri": "text", "name": "text", "type": "text", "other_names": "texts", "state": "text", "state_name": "text",
        "iso3": "text", "wikidata": "text",
    }  # fmt: skip
    rows: list[Row] = []
    for iri in facts.objects("dt:refersTo"):
        state = facts.one(iri, "dt:ofState")
        rows.append(
            (
                iri,
                facts.one(iri, "rdfs:label"),
                facts.name(iri, "rdf:type"),
                facts.all(iri, "skos:altLabel"),
                state,
                facts.one(state, "rdfs:label"),
                facts.one(iri, "dt:iso3"),
                facts.one(iri, "skos:exactMatch"),
            )
        )
    return Table("actors", columns, rows)


def _articles(facts: _Facts) -> Table:
    columns: dict[str, Kind] = {
        "iri": "text", "id": "text", "headline": "text", "published": "date", "publisher": "text", "author": "text",
        "url": "text", "language": "text",
    }  # fmt: skip
    rows: list[Row] = []
    for iri in facts.subjects("rdf:type", "schema:NewsArticle"):
        rows.append(
            (
                iri,
                facts.one(iri, "dcterms:identifier"),
                facts.one(iri, "schema:headline"),
                facts.day(iri, "schema:datePublished"),
                facts.one(facts.one(iri, "schema:publisher"), "schema:name"),
                facts.one(iri, "schema:author"),
                facts.one(iri, "schema:url"),
                facts.one(iri, "schema:inLanguage"),
            )
        )
    return Table("articles", columns, rows)


def _claims(facts: _Facts) -> Table:
    columns: dict[str, Kind] = {
        "iri": "text", "article": "text", "event": "text", "type": "text", "status": "text", "speakers": "texts",
        "speaker_names": "texts", "agents": "texts", "agent_names": "texts", "recipients": "texts",
        "recipient_names": "texts", "object": "text", "date": "text", "first_day": "date", "last_day": "date",
        "date_stated": "text", "count": "integer", "count_min": "integer", "count_max": "integer",
        "confidence": "decimal", "quote": "text", "quote_start": "integer", "quote_end": "integer",
    }  # fmt: skip
    event_of = {
        claim: event for event in facts.subjects("dt:supportedBy") for claim in facts.all(event, "dt:supportedBy")
    }
    rows: list[Row] = []
    for iri in facts.subjects("rdf:type", "dt:Claim"):
        speakers, agents, recipients = (
            facts.all(iri, name) for name in ("prov:wasAttributedTo", "dt:agent", "dt:recipient")
        )
        quote = facts.one(iri, "dt:evidence")
        confidence = facts.one(iri, "dt:confidence")
        rows.append(
            (
                iri,
                facts.one(iri, "prov:wasQuotedFrom"),
                event_of.get(iri),
                facts.name(iri, "dt:eventType"),
                facts.name(iri, "dt:status"),
                facts.behind(speakers),
                facts.labels(speakers),
                facts.behind(agents),
                facts.labels(agents),
                facts.behind(recipients),
                facts.labels(recipients),
                facts.one(iri, "dt:object"),
                *_dates(facts, iri),
                facts.one(iri, "dt:dateStated"),
                *(facts.number(iri, f"dt:count{bound}") for bound in ("", "Min", "Max")),
                None if confidence is None else Decimal(confidence),
                facts.one(quote, "nif:anchorOf"),
                facts.number(quote, "nif:beginIndex") if quote else None,
                facts.number(quote, "nif:endIndex") if quote else None,
            )
        )
    return Table("claims", columns, rows)


def _events(facts: _Facts) -> Table:
    columns: dict[str, Kind] = {
        "iri": "text", "type": "text", "parent": "text", "plover": "text", "quad": "text", "label": "text",
        "status": "text", "agents": "texts", "agent_names": "texts", "recipients": "texts", "recipient_names": "texts",
        "object": "text", "place_name": "text", "date": "text", "first_day": "date", "last_day": "date",
        "lowest_count": "integer", "highest_count": "integer", "claims": "integer", "reports": "integer",
    }  # fmt: skip
    rows: list[Row] = []
    for iri in facts.subjects("dt:supportedBy"):
        kind = event_types()[facts.name(iri, "rdf:type") or ""]
        agents, recipients = facts.all(iri, "dt:agent"), facts.all(iri, "dt:recipient")
        numbers = [int(said) for bound in ("", "Min", "Max") for said in facts.all(iri, f"dt:count{bound}")]
        rows.append(
            (
                iri,
                kind.name,
                kind.parent,
                kind.plover,
                kind.quad,
                facts.one(iri, "rdfs:label"),
                facts.name(iri, "dt:status"),
                agents,
                facts.labels(agents),
                recipients,
                facts.labels(recipients),
                facts.one(iri, "dt:object"),
                facts.one(facts.one(iri, "dt:place"), "rdfs:label"),
                *_dates(facts, iri),
                min(numbers, default=None),
                max(numbers, default=None),
                len(facts.all(iri, "dt:supportedBy")),
                facts.number(iri, "dt:reports"),
            )
        )
    return Table("events", columns, rows)


def _roles(facts: _Facts) -> Table:
    columns: dict[str, Kind] = {"event": "text", "role": "text", "actor": "text"}
    rows: list[Row] = [
        (event, role, actor)
        for event in facts.subjects("dt:supportedBy")
        for role in ROLES
        for actor in facts.all(event, f"dt:{role}")
    ]
    return Table("roles", columns, rows)


def _dates(facts: _Facts, iri: str) -> tuple[Cell, Cell, Cell]:
    """The date as exact as it is known, and the days that it spans."""
    return facts.one(iri, "dt:date"), facts.day(iri, "dt:firstDay"), facts.day(iri, "dt:lastDay")
