"""What consolidation remembers between changes, in SQLite: beside a store as a file, else in memory.

It holds nothing that the articles' graphs don't: lost or stale, it is made anew from them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_SCHEMA: Final = """
CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE article (iri TEXT PRIMARY KEY, sketch BLOB) WITHOUT ROWID;
CREATE TABLE band (key TEXT, article TEXT, PRIMARY KEY (key, article)) WITHOUT ROWID;
CREATE TABLE copy (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE actor (iri TEXT PRIMARY KEY, article TEXT, profile TEXT, record TEXT) WITHOUT ROWID;
CREATE INDEX actor_article ON actor (article);
CREATE INDEX actor_profile ON actor (profile, iri);
CREATE TABLE profile (key TEXT PRIMARY KEY, state TEXT, head TEXT, record TEXT) WITHOUT ROWID;
CREATE INDEX profile_state ON profile (state);
CREATE INDEX profile_head ON profile (head);
CREATE TABLE bucket (key TEXT, profile TEXT, PRIMARY KEY (key, profile)) WITHOUT ROWID;
CREATE INDEX bucket_profile ON bucket (profile);
CREATE TABLE tie (
  bucket TEXT, one TEXT, other TEXT, score REAL, reason TEXT, PRIMARY KEY (bucket, one, other)
) WITHOUT ROWID;
CREATE INDEX tie_one ON tie (one);
CREATE INDEX tie_other ON tie (other);
CREATE TABLE identity (head TEXT PRIMARY KEY, iri TEXT, slug TEXT, record TEXT) WITHOUT ROWID;
CREATE INDEX identity_slug ON identity (slug);
CREATE INDEX identity_iri ON identity (iri);
CREATE TABLE people (actor TEXT PRIMARY KEY, record TEXT) WITHOUT ROWID;
CREATE TABLE claim (iri TEXT PRIMARY KEY, article TEXT, event TEXT, record TEXT) WITHOUT ROWID;
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_event ON claim (event);
CREATE TABLE role (claim TEXT, actor TEXT, PRIMARY KEY (claim, actor)) WITHOUT ROWID;
CREATE INDEX role_actor ON role (actor);
CREATE TABLE block (key TEXT, claim TEXT, PRIMARY KEY (key, claim)) WITHOUT ROWID;
CREATE INDEX block_claim ON block (claim);
CREATE TABLE pair (
  one TEXT, other TEXT, kind TEXT, score REAL, reasons TEXT, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX pair_other ON pair (other);
CREATE TABLE position (iri TEXT PRIMARY KEY, article TEXT, record TEXT) WITHOUT ROWID;
CREATE INDEX position_article ON position (article);
CREATE TABLE fact (owner TEXT, graph TEXT, statement TEXT, PRIMARY KEY (owner, graph, statement)) WITHOUT ROWID;
CREATE INDEX fact_statement ON fact (graph, statement);
CREATE TABLE minted (claim TEXT PRIMARY KEY, iri TEXT) WITHOUT ROWID;
"""
_MANY: Final = 500  # parameters in one statement

Row = tuple[Any, ...]


class Index:
    """A connection with the statements that are needed everywhere."""

    def __init__(self, path: Path | None = None) -> None:
        self.connection = sqlite3.connect(":memory:" if path is None else path, isolation_level=None)
        self.connection.execute("PRAGMA cache_size = -65536")
        if path is not None:
            # The store is what must not be lost; what is lost here is made anew.
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute("PRAGMA synchronous = NORMAL")
        if not self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'memory'").fetchone():
            self.connection.executescript(_SCHEMA)

    def rows(self, statement: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of a SELECT."""
        return self.connection.execute(statement, parameters).fetchall()

    def one(self, statement: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.connection.execute(statement, parameters).fetchone()
        return None if row is None else row[0]

    def among(self, statement: str, values: Iterable[str], parameters: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a SELECT with ``IN (?*)``, for any number of values, after other parameters."""
        ordered = sorted(set(values))
        for at in range(0, len(ordered), _MANY):
            chunk = ordered[at : at + _MANY]
            marks = statement.replace("?*", ",".join("?" * len(chunk)))
            yield from self.connection.execute(marks, (*parameters, *chunk)).fetchall()

    def run(self, statement: str, parameters: Iterable[Sequence[Any]]) -> None:
        """A statement that changes rows, for each tuple of parameters."""
        self.connection.executemany(statement, parameters)

    def remember(self, key: str, value: str) -> None:
        """Keep a value."""
        self.connection.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (key, value))

    def recall(self, key: str) -> str | None:
        """A value that was kept."""
        found: str | None = self.one("SELECT value FROM memory WHERE key = ?", (key,))
        return found

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A change that counts as a whole or not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def clear(self) -> None:
        """Forget everything."""
        for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            self.connection.execute(f"DELETE FROM {name}")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()
