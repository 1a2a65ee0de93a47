"""Entries of the gazetteer, read from Turtle (the shape of ``ontology/actors.ttl``) or from a user's CSV table."""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, get_args

import pyoxigraph as ox

from detente.errors import DetenteError
from detente.records import ActorType

ACTOR: Final = "https://w3id.org/detente/id/actor/"
DT: Final = "https://w3id.org/detente/ontology#"
_TYPES: Final[dict[str, ActorType]] = {kind: kind for kind in get_args(ActorType)}
_RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ORG: Final = "http://www.w3.org/ns/org#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
# Properties of the Turtle shape and the columns of the CSV table that mean the same.
_COLUMNS: Final = {
    "http://www.w3.org/2000/01/rdf-schema#label": "name",
    f"{_SKOS}altLabel": "names",
    f"{DT}adjective": "adjectives",
    f"{DT}demonym": "demonyms",
    f"{DT}capital": "capitals",
    f"{DT}metonym": "metonyms",
    f"{DT}surname": "surnames",
    f"{DT}iso2": "iso2",
    f"{DT}iso3": "iso3",
    f"{_SKOS}exactMatch": "wikidata",
    f"{DT}ofState": "state",
    f"{DT}successor": "successor",
    f"{DT}title": "title",
    f"{_ORG}organization": "of",
    f"{_ORG}member": "member",
    f"{DT}since": "since",
    f"{DT}until": "until",
    _RDF_TYPE: "type",
}
_TABLE: Final = ("key", *(column for column in _COLUMNS.values() if column != "member"))
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class GazetteerError(DetenteError):
    """A file of actors that can't be used."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person holds: from the first to the last day known, both included, None where open.

    A date known to the year only stands for its first (`start`) or last (`end`) day.
    """

    title: str  # "president", in small letters
    of: str  # key of the state or body
    start: datetime.date | None = None
    end: datetime.date | None = None
    also: tuple[str, ...] = ()  # other wordings: "foreign minister" for "secretary of state"

    def held(self, date: datetime.date) -> bool:
        """Whether it was held on that day, as far as known."""
        return (self.start is None or self.start <= date) and (self.end is None or date <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor that the gazetteer knows. `key` is the last part of its IRI: a Wikidata item or a slug."""

    key: str
    name: str
    type: ActorType
    names: tuple[str, ...] = ()  # every name, `name` first
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()  # of its citizens, singular and plural
    capitals: tuple[str, ...] = ()  # seats of government, the capital first
    iso2: str | None = None
    iso3: str | None = None
    wikidata: str | None = None
    state: str | None = None  # key of the state that it belongs to
    successor: str | None = None  # key of the state that came after, for states of the past
    metonyms: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()  # what a person is called for short
    offices: tuple[Office, ...] = ()

    @property
    def capital(self) -> str | None:
        """The first seat of government."""
        return self.capitals[0] if self.capitals else None


@dataclass(slots=True)
class _Node:
    """What the files say of one actor or office, in their order, and where."""

    path: Path
    where: int | str  # line of a table, or IRI in Turtle
    said: dict[str, list[str]] = field(default_factory=dict)

    def add(self, column: str, value: str) -> None:
        values = self.said.setdefault(column, [])
        if value not in values:
            values.append(value)

    def all(self, column: str) -> tuple[str, ...]:
        return tuple(self.said.get(column, ()))

    def one(self, column: str) -> str | None:
        return next(iter(self.said.get(column, ())), None)

    def error(self, message: str) -> GazetteerError:
        line = self.where if isinstance(self.where, int) else _line_of(self.path, self.where)
        return GazetteerError(f"{self.path}:{line}: {message}")


def slug(name: str) -> str:
    """A key for who has no Wikidata item: small letters and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read_entries(paths: Iterable[Path]) -> list[Entry]:
    """All entries of the files together, in their order; a later file adds to what earlier ones say of a key.

    Raises:
        GazetteerError: a file is missing or malformed, an actor lacks a name or has an unknown type, an office
            names a holder or a body that no file knows. The message gives file and line.
    """
    actors: dict[str, _Node] = {}
    offices: list[_Node] = []
    for path in paths:
        if path.suffix.lower() == ".csv":
            _read_table(path, actors, offices)
        else:
            _read_turtle(path, actors, offices)
    keys = {name: key for key, node in reversed(actors.items()) for name in (*node.all("names"), *node.all("name"))}
    keys |= {key: key for key in actors}
    held: dict[str, list[Office]] = {}
    for node in offices:
        held.setdefault(_reference(node, "member", keys), []).append(_office(node, keys))
    return [_entry(key, node, tuple(held.get(key, ())), keys) for key, node in actors.items()]


def _read_turtle(path: Path, actors: dict[str, _Node], offices: list[_Node]) -> None:
    nodes: dict[str, _Node] = {}
    for subject, predicate, value in _triples(path):
        column = _COLUMNS.get(predicate)
        if column is None:
            continue
        node = nodes.setdefault(subject, _Node(path, subject))
        node.add(column, value.removeprefix(DT if column == "type" else ACTOR).removeprefix(_WIKIDATA))
    for subject, node in nodes.items():
        if f"{_ORG}Membership" in node.all("type"):
            offices.append(node)
        elif subject.startswith(ACTOR):
            _join(actors, subject.removeprefix(ACTOR), node)


def _triples(path: Path) -> Iterator[tuple[str, str, str]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GazetteerError(f"{path}: can't be read: {error.strerror}") from error
    try:
        for triple in ox.parse(data, format=ox.RdfFormat.TURTLE):
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                yield subject.value, triple.predicate.value, value.value
    except SyntaxError as error:
        raise GazetteerError(f"{path}:{error.lineno}: not Turtle: {error.msg}") from error


def _read_table(path: Path, actors: dict[str, _Node], offices: list[_Node]) -> None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GazetteerError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8 (byte {error.start})") from error
    rows = csv.DictReader(io.StringIO(text, newline=""), restkey="", strict=True)
    unknown = [column for column in rows.fieldnames or () if column not in _TABLE]
    if unknown or "name" not in (rows.fieldnames or ()):
        problem = f"unknown column {', '.join(unknown)}" if unknown else "no column name"
        raise GazetteerError(f"{path}:1: {problem}; the columns are {', '.join(_TABLE)}")
    try:
        table = [(rows.line_num, row) for row in rows]
    except csv.Error as error:
        raise GazetteerError(f"{path}:{rows.line_num}: not CSV: {error}") from error
    for line, row in table:
        _read_row(_Node(path, line), _Node(path, line), row, actors, offices)


def _read_row(
    node: _Node, office: _Node, row: dict[str, str | None], actors: dict[str, _Node], offices: list[_Node]
) -> None:
    """An actor and, where the row gives a title or a body, its office."""
    if "" in row:
        raise node.error("more cells than columns")
    for column, cell in row.items():
        for value in filter(None, map(str.strip, (cell or "").split("|"))):
            (office if column in ("title", "of", "since", "until") else node).add(column, value)
    name = node.one("name")
    if name is None:
        raise node.error("no name")
    key = node.one("key") or node.one("wikidata") or slug(name)
    _join(actors, key, node)
    if office.said:
        office.add("member", key)
        offices.append(office)


def _join(actors: dict[str, _Node], key: str, node: _Node) -> None:
    known = actors.setdefault(key, node)
    if known is not node:
        for column, values in node.said.items():
            for value in values:
                known.add("names" if column == "name" else column, value)


def _entry(key: str, node: _Node, offices: tuple[Office, ...], keys: dict[str, str]) -> Entry:
    name, types = node.one("name"), node.all("type")
    if name is None:
        raise node.error(f"{key} has no label")
    if len(types) != 1 or types[0] not in _TYPES:
        said = ", ".join(types) or "none"
        raise node.error(f"{name}: one type of {', '.join(_TYPES)} is wanted, not {said}")
    return Entry(
        key=key,
        name=name,
        type=_TYPES[types[0]],
        names=tuple(dict.fromkeys((name, *node.all("names")))),
        adjectives=node.all("adjectives"),
        demonyms=node.all("demonyms"),
        capitals=node.all("capitals"),
        iso2=node.one("iso2"),
        iso3=node.one("iso3"),
        wikidata=node.one("wikidata"),
        state=_reference(node, "state", keys) if node.one("state") else None,
        successor=_reference(node, "successor", keys) if node.one("successor") else None,
        metonyms=node.all("metonyms"),
        surnames=node.all("surnames"),
        offices=offices,
    )


def _office(node: _Node, keys: dict[str, str]) -> Office:
    title = node.one("title")
    if title is None:
        raise node.error("an office without a title")
    start, end = _day(node, "since", last=False), _day(node, "until", last=True)
    if start and end and end < start:
        raise node.error(f"{title}: until {end} lies before since {start}")
    titles = tuple(title.lower() for title in (*node.all("title"), *node.all("names")))
    return Office(titles[0], _reference(node, "of", keys), start, end, titles[1:])


def _reference(node: _Node, column: str, keys: dict[str, str]) -> str:
    """The key of the actor that a column names by key or by name."""
    said = node.one(column)
    if said not in keys:
        raise node.error(f"{column}: {said or 'nothing'} is not an actor that the gazetteer knows")
    return keys[said]


def _day(node: _Node, column: str, *, last: bool) -> datetime.date | None:
    said = node.one(column)
    if said is None:
        return None
    parts = _DATE.fullmatch(said)
    if parts is None:
        raise node.error(f"{column}: {said} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)")
    year, month, day = int(parts[1]), int(parts[2] or (12 if last else 1)), parts[3]
    try:
        return datetime.date(year, month, int(day) if day else (monthrange(year, month)[1] if last else 1))
    except ValueError as error:
        raise node.error(f"{column}: {said} is not a date: {error}") from error


def _line_of(path: Path, iri: str) -> int:
    """The line where a Turtle file speaks of an IRI first, which it may write as a prefixed name."""
    tail = re.compile(rf"(?<![\w-]){re.escape(iri.rsplit('/', 1)[-1])}(?![\w-])")
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return next((number for number, line in lines if tail.search(line)), 1)
