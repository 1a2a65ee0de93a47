"""What pages look up of a whole graph, laid out once in SQLite: words to search, events to filter, ties to draw.

A page shows some dozens of events, however many the graph has. When the graph changes, the catalogue is compared with
it, and what has changed is written anew.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.sparql import QueryError
from detente.terms import fold
from detente.web.claims import kind_label
from detente.web.contents import Actor, Article, Entry, Event, contents
from detente.web.filters import Filters
from detente.web.source import Snapshot

_SCHEMA: Final = """
CREATE TABLE article (iri TEXT PRIMARY KEY, headline TEXT, published TEXT, publisher TEXT);
CREATE INDEX article_published ON article (published DESC, iri);
CREATE TABLE event (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, label TEXT, type TEXT, status TEXT, date TEXT,
                    first INTEGER, last INTEGER, reports INTEGER);
CREATE INDEX event_first ON event (first, iri);
CREATE INDEX event_type ON event (type, status);
CREATE TABLE actor (iri TEXT PRIMARY KEY, name TEXT, type TEXT, state TEXT, folded TEXT, events INTEGER DEFAULT 0);
CREATE INDEX actor_folded ON actor (folded);
CREATE INDEX actor_state ON actor (state);
CREATE TABLE name (actor TEXT, folded TEXT, preferred INTEGER);
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_actor ON name (actor);
CREATE TABLE party (event INTEGER, actor TEXT, role TEXT);
CREATE INDEX party_event ON party (event);
CREATE INDEX party_actor ON party (actor);
CREATE TABLE tie (event INTEGER, source TEXT, target TEXT);
CREATE INDEX tie_event ON tie (event);
CREATE INDEX tie_pair ON tie (source, target);
CREATE VIRTUAL TABLE word USING fts5 (kind UNINDEXED, iri UNINDEXED, title, body,
                                      tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
"""
_PARTIES: Final = "SELECT actor FROM party WHERE event = ?"
_COUNT: Final = """
UPDATE actor SET events = (SELECT COUNT(DISTINCT event) FROM party WHERE party.actor = actor.iri
                           AND role IN ('agent', 'recipient', 'objectActor')) WHERE iri = ?
"""
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
    """Tables of what a graph holds; safe to be used by several threads."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._lock = threading.Lock()
        self._tables = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._tables.executescript(f"PRAGMA temp_store = MEMORY; {_SCHEMA}")
        self._known: dict[str, tuple[int, int]] = {}  # of each entry, by IRI: its hash, and its number in the tables
        self.update(snapshot)

    def update(self, snapshot: Snapshot) -> None:
        """Bring the tables to what a snapshot holds. One thread at a time; others may read meanwhile."""
        here: set[str] = set()
        fresh: list[Entry] = []
        for entry in contents(snapshot.store):
            here.add(entry.iri)
            if entry.iri not in self._known or self._known[entry.iri][0] != hash(entry):
                fresh.append(entry)
        stale = {iri: number for iri, (_, number) in self._known.items() if iri not in here}
        stale |= {it.iri: self._known[it.iri][1] for it in fresh if it.iri in self._known}
        first = max((number for _, number in self._known.values()), default=0) + 1
        numbered = list(enumerate(fresh, start=first))
        with self._lock:
            self._tables.execute("BEGIN")
            recount = _remove(self._tables, stale) | _insert(self._tables, numbered)
            self._tables.executemany(_COUNT, [(actor,) for actor in sorted(recount)])
            self._tables.execute("COMMIT")
            self.snapshot = snapshot
        for iri in stale:
            del self._known[iri]
        self._known |= {entry.iri: (hash(entry), number) for number, entry in numbered}

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
                f"WHERE {condition} ORDER BY first IS NULL, first {order}, iri LIMIT ? OFFSET ?",
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
            "WHERE word MATCH ? AND kind = ? ORDER BY bm25(word, 0, 0, 8, 1), iri LIMIT ? OFFSET ?",
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


def _remove(tables: sqlite3.Connection, stale: Mapping[str, int]) -> set[str]:
    """Take out entries, given by IRI and number; return the actors whose events are fewer."""
    numbers = [(number,) for number in stale.values()]
    actors = {actor for number in numbers for (actor,) in tables.execute(_PARTIES, number)}
    for table, column in (("word", "rowid"), ("event", "id"), ("party", "event"), ("tie", "event")):
        tables.executemany(f"DELETE FROM {table} WHERE {column} = ?", numbers)
    for table, column in (("article", "iri"), ("actor", "iri"), ("name", "actor")):
        tables.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(iri,) for iri in stale])
    return actors


def _insert(tables: sqlite3.Connection, entries: Iterable[tuple[int, Entry]]) -> set[str]:
    """Put in entries, with their numbers; return the actors whose events have to be counted."""
    actors: set[str] = set()
    for number, it in entries:
        match it:
            case Article():
                tables.execute(
                    "INSERT INTO article VALUES (?, ?, ?, ?)", [it.iri, it.headline, it.published, it.publisher]
                )
                word = ("article", it.headline, it.text)
            case Actor():
                tables.execute(
                    "INSERT INTO actor (iri, name, type, state, folded) VALUES (?, ?, ?, ?, ?)",
                    [it.iri, it.name, it.type, it.state, fold(it.name)],
                )
                names = [(it.iri, fold(it.name), 1), *((it.iri, fold(other), 0) for other in it.others)]
                tables.executemany("INSERT INTO name VALUES (?, ?, ?)", names)
                word = ("actor", it.name, " · ".join(it.others))
                actors.add(it.iri)
            case Event():
                tables.execute(
                    "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [number, it.iri, it.label, it.type, it.status, it.date, it.first, it.last, it.reports],
                )
                tables.executemany("INSERT INTO party VALUES (?, ?, ?)", [(number, *party) for party in it.parties])
                tables.executemany("INSERT INTO tie VALUES (?, ?, ?)", [(number, *tie) for tie in it.ties])
                word = ("event", it.label, "")
                actors |= {actor for actor, _ in it.parties}
        kind, title, body = word
        tables.execute(
            "INSERT INTO word (rowid, kind, iri, title, body) VALUES (?, ?, ?, ?, ?)",
            [number, kind, it.iri, title, body],
        )
    return actors
