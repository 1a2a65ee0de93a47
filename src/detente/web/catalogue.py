"""What pages look up of a whole graph, laid out once in SQLite: words to search, events to filter, ties to draw.

A page shows some dozens of events, however many the graph has. The catalogue is derived from one snapshot and dropped
with it.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from detente.iris import graph_iri
from detente.sparql import QueryError
from detente.terms import fold
from detente.types import event_types
from detente.vocabulary import PREFIXES, local, term
from detente.web.claims import kind_label
from detente.web.filters import Filters
from detente.web.source import Snapshot

_SCHEMA: Final = """
CREATE TABLE article (iri TEXT PRIMARY KEY, headline TEXT, published TEXT, publisher TEXT);
CREATE INDEX article_published ON article (published DESC, iri);
CREATE TABLE event (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, label TEXT, type TEXT, status TEXT, date TEXT,
                    first INTEGER, last INTEGER, reports INTEGER);
CREATE INDEX event_first ON event (first, id);
CREATE INDEX event_type ON event (type, status);
CREATE TABLE actor (iri TEXT PRIMARY KEY, name TEXT, type TEXT, state TEXT, folded TEXT, events INTEGER DEFAULT 0);
CREATE INDEX actor_folded ON actor (folded);
CREATE INDEX actor_state ON actor (state);
CREATE TABLE name (actor TEXT, folded TEXT, preferred INTEGER);
CREATE INDEX name_folded ON name (folded);
CREATE TABLE party (event INTEGER, actor TEXT, role TEXT);
CREATE INDEX party_event ON party (event);
CREATE INDEX party_actor ON party (actor);
CREATE TABLE tie (event INTEGER, source TEXT, target TEXT);
CREATE INDEX tie_event ON tie (event);
CREATE INDEX tie_pair ON tie (source, target);
CREATE VIRTUAL TABLE word USING fts5 (kind UNINDEXED, iri UNINDEXED, title, body,
                                      tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
"""
_ROLES: Final = ("agent", "recipient", "objectActor", "place", "origin", "destination")
_EVENTS: Final = """
SELECT ?event ?type ?status ?label ?date ?first ?last ?reports WHERE {
  %s {
    ?event dt:status ?status ; a ?type ; rdfs:label ?label .
    OPTIONAL { ?event dt:date ?date ; dt:firstDayNumber ?first ; dt:lastDayNumber ?last }
    OPTIONAL { ?event dt:reports ?reports }
    FILTER EXISTS { ?event dt:supportedBy ?claim }
  }
}
"""
_PARTIES: Final = "SELECT ?event ?actor WHERE { %s { ?event dt:%s ?actor } }"
_OPEN, _CLOSE = "\ue000", "\ue001"  # around the words found, in private use: no article's text means anything by them


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in a list."""

    iri: str
    label: str
    type: str
    status: str
    date: str
    first: int | None
    last: int | None
    reports: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: an article, an event or an actor. `excerpt` has the words found at its odd places."""

    iri: str
    title: str
    note: str
    excerpt: tuple[str, ...]


class Catalogue:
    """Tables over one snapshot of a graph; safe to be used by several threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._lock = threading.Lock()
        self._tables = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._tables.executescript(f"PRAGMA temp_store = MEMORY; {_SCHEMA}")
        self._tables.execute("BEGIN")
        _fill(self._tables, snapshot.store, snapshot.base)
        self._tables.execute("COMMIT")

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of an SQL query."""
        with self._lock:
            return self._tables.execute(query, values).fetchall()

    def count(self, table: str) -> int:
        """The number of rows of a table."""
        return int(self.rows(f"SELECT COUNT(*) FROM {table}")[0][0])

    def happenings(self, filters: Filters, *, limit: int, offset: int = 0, latest: bool = True) -> list[Happening]:
        """Events that pass the filters: the latest first, or the earliest; undated ones last."""
        condition, values = filters.condition()
        order = "DESC" if latest else "ASC"
        return [
            Happening(*row)
            for row in self.rows(
                "SELECT iri, label, type, status, date, first, last, reports FROM event "
                f"WHERE {condition} ORDER BY first IS NULL, first {order}, id LIMIT ? OFFSET ?",
                [*values, limit, offset],
            )
        ]

    def happening(self, iri: str) -> Happening | None:
        """The event with this IRI."""
        found = self.rows("SELECT iri, label, type, status, date, first, last, reports FROM event WHERE iri = ?", [iri])
        return Happening(*found[0]) if found else None

    def actor(self, name: str) -> str:
        """The IRI of the actor that a name or an IRI means; of several, the one with the most events.

        Raises:
            QueryError: none has that name.
        """
        if self.rows("SELECT 1 FROM actor WHERE iri = ?", [name]):
            return name
        found = self.rows(
            "SELECT actor.iri FROM name JOIN actor ON actor.iri = name.actor WHERE name.folded = ? "
            "ORDER BY name.preferred DESC, actor.type = 'Place', actor.events DESC, actor.iri LIMIT 1",
            [fold(name)],
        )
        if found:
            return str(found[0][0])
        close = self.suggest(name, limit=3)
        hint = f"did you mean {' or '.join(close)}?" if close else "look for it with the search on the first page"
        raise QueryError(f"no actor of this graph is called “{name}”; {hint}")

    def suggest(self, beginning: str, *, limit: int = 10) -> list[str]:
        """Names of actors with a word that begins so, the busiest first."""
        words = re.sub(r"[%_\\]", "", fold(beginning))
        found = self.rows(
            "SELECT DISTINCT name FROM actor WHERE folded LIKE ? OR folded LIKE ? ORDER BY events DESC, name LIMIT ?",
            [f"{words}%", f"% {words}%", limit],
        )
        return [str(row[0]) for row in found]

    def search(self, text: str, kind: str, *, limit: int, offset: int = 0) -> tuple[int, list[Hit]]:
        """How many articles, events or actors have all words of `text`, and some; the last word may be unfinished."""
        words = re.findall(r"[^\W_]+", text)
        if not words:
            return 0, []
        wanted = " ".join(f'"{word}"' for word in words) + "*"
        total = self.rows("SELECT COUNT(*) FROM word WHERE word MATCH ? AND kind = ?", [wanted, kind])[0][0]
        found = self.rows(
            f"SELECT iri, title, snippet(word, -1, '{_OPEN}', '{_CLOSE}', '…', 24) FROM word "
            "WHERE word MATCH ? AND kind = ? ORDER BY bm25(word, 0, 0, 8, 1), rowid LIMIT ? OFFSET ?",
            [wanted, kind, limit, offset],
        )
        return int(total), [
            Hit(iri, title, self._note(kind, iri), tuple(re.split(f"[{_OPEN}{_CLOSE}]", excerpt)))
            for iri, title, excerpt in found
        ]

    def _note(self, kind: str, iri: str) -> str:
        queries = {
            "article": "SELECT publisher, published FROM article WHERE iri = ?",
            "event": "SELECT date, lower(status) FROM event WHERE iri = ?",
            "actor": "SELECT type, events || iif(events = 1, ' event', ' events') FROM actor WHERE iri = ?",
        }
        first, second = self.rows(queries[kind], [iri])[0]
        return " · ".join(filter(None, (kind_label(first) if kind == "actor" else first, second)))


def _fill(tables: sqlite3.Connection, store: Store, base: str) -> None:
    events, known = (NamedNode(graph_iri(name, base=base)) for name in ("events", "actors"))
    # A file without named graphs holds the union of them.
    named = store.contains_named_graph(events)
    actors = _actors(tables, store, known if named else None)
    _articles(tables, store)
    _events(tables, store, f"GRAPH {events}" if named else "", actors)
    tables.execute(
        "UPDATE actor SET events = (SELECT COUNT(DISTINCT event) FROM party WHERE party.actor = actor.iri "
        "AND role IN ('agent', 'recipient', 'objectActor'))"
    )


def _articles(tables: sqlite3.Connection, store: Store) -> None:
    texts = {
        quad.graph_name: quad.object.value
        for quad in store.quads_for_pattern(None, term("nif:isString"), None)
        if isinstance(quad.object, Literal)
    }
    publishers: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, term("rdf:type"), term("schema:NewsArticle")):
        said = {str(fact.predicate.value): fact.object for fact in store.quads_for_pattern(quad.subject, None, None)}
        title = _value(said.get(term("schema:headline").value)) or _value(said.get(term("dcterms:identifier").value))
        publisher = _value(said.get(term("schema:publisher").value))
        if publisher and publisher not in publishers:
            names = store.quads_for_pattern(NamedNode(publisher), term("schema:name"), None)
            publishers[publisher] = min((_value(fact.object) for fact in names), default=local(publisher))
        iri = _value(quad.subject)
        day = _value(said.get(term("schema:datePublished").value))
        tables.execute("INSERT OR IGNORE INTO article VALUES (?, ?, ?, ?)",
                       [iri, title, day, publishers.get(publisher, "")])  # fmt: skip
        tables.execute("INSERT INTO word VALUES ('article', ?, ?, ?)", [iri, title, texts.get(quad.graph_name, "")])


def _actors(tables: sqlite3.Connection, store: Store, graph: NamedNode | None) -> set[str]:
    names: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, str] = {}
    kinds: dict[str, str] = {}
    states: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, None, None, graph):
        subject, value = _value(quad.subject), _value(quad.object)
        match quad.predicate.value.rpartition("#")[2].rpartition("/")[2]:
            case "label":
                labels[subject] = min(value, labels.get(subject, value))
            case "altLabel":
                names[subject].append(value)
            case "ofState":
                states[subject] = value
            case "type":
                kinds[subject] = local(value)
    if graph is None:
        behind = {_value(quad.object) for quad in store.quads_for_pattern(None, term("dt:refersTo"), None)}
        labels = {iri: name for iri, name in labels.items() if iri in behind}
    for iri, name in sorted(labels.items()):
        others = sorted(set(names[iri]) - {name})
        tables.execute("INSERT INTO actor (iri, name, type, state, folded) VALUES (?, ?, ?, ?, ?)",
                       [iri, name, kinds.get(iri, ""), states.get(iri, ""), fold(name)])  # fmt: skip
        tables.executemany("INSERT INTO name VALUES (?, ?, ?)",
                           [(iri, fold(name), 1), *((iri, fold(it), 0) for it in others)])  # fmt: skip
        tables.execute("INSERT INTO word VALUES ('actor', ?, ?, ?)", [iri, name, " · ".join(others)])
    return set(labels)


def _events(tables: sqlite3.Connection, store: Store, where: str, actors: set[str]) -> None:
    sides: dict[str, dict[str, list[str]]] = {role: defaultdict(list) for role in _ROLES}
    for role, parties in sides.items():
        for event, actor in _select(store, _PARTIES % (where, role)):
            if actor in actors:
                parties[event].append(actor)
    rows = sorted(set(_select(store, _EVENTS % where)))
    for number, (iri, kind, status, label, date, first, last, reports) in enumerate(rows, start=1):
        tables.execute(
            "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [number, iri, label, local(kind), local(status), date,
             int(first) if first else None, int(last) if last else None, int(reports or 1)],
        )  # fmt: skip
        tables.execute("INSERT INTO word VALUES ('event', ?, ?, '')", [iri, label])
        tables.executemany(
            "INSERT INTO party VALUES (?, ?, ?)",
            [(number, actor, role) for role, parties in sides.items() for actor in sorted(parties.get(iri, ()))],
        )
        symmetric = local(kind) in event_types() and event_types()[local(kind)].symmetric
        pairs = _pairs(sides["agent"].get(iri, []), sides["recipient"].get(iri, []), symmetric=symmetric)
        tables.executemany("INSERT INTO tie VALUES (?, ?, ?)", [(number, *pair) for pair in pairs])


def _select(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    # A query decodes each term of a row once; going through the quads would decode those of its pattern as well.
    found = cast("QuerySolutions", store.query(query, prefixes=PREFIXES))
    return (tuple(_value(term) for term in row) for row in found)


def _pairs(agents: list[str], recipients: list[str], *, symmetric: bool) -> Iterator[tuple[str, str]]:
    """Who acts towards whom, as in `detente.network`; a tie that goes both ways stands once, in order of IRIs."""
    found = {
        (min(pair), max(pair)) if symmetric else pair
        for pair in ((one, other) for one in agents for other in recipients or (agents if symmetric else ()))
        if pair[0] != pair[1]
    }
    return iter(sorted(found))


def _value(node: object) -> str:
    return node.value if isinstance(node, (NamedNode, Literal)) else ""
