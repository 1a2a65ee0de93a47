"""Statements of derived graphs that several things may say: the relations of actors, offices and who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from detente.events import Fact
from detente.index import Index

if TYPE_CHECKING:
    from detente.consolidate import Statement


class Statements:
    """Who says what; a statement holds as long as anything says it."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._touched: set[tuple[str, str]] = set()

    def forget(self, owners: Iterable[str]) -> None:
        """Take back what these said."""
        said = set(owners)
        self._touched |= set(self._index.among("SELECT graph, statement FROM fact WHERE owner IN (?*)", said))
        self._index.run("DELETE FROM fact WHERE owner = ?", ((owner,) for owner in sorted(said)))

    def say(self, owner: str, graph: NamedNode, facts: Iterable[Fact]) -> None:
        """Have `owner` say these."""
        rows = [(owner, graph.value, " ".join(map(str, fact))) for fact in dict.fromkeys(facts)]
        self._touched |= {(name, said) for _, name, said in rows}
        self._index.run("INSERT OR IGNORE INTO fact VALUES (?, ?, ?)", rows)

    def changed(self) -> Iterator[Statement]:
        """Every statement that came or went since the last call, with whether it holds."""
        from detente.consolidate import Statement

        touched = sorted(self._touched)
        triples = parse("".join(f"{said} .\n" for _, said in touched), RdfFormat.N_TRIPLES)
        for (graph, said), triple in zip(touched, triples, strict=True):
            found = self._index.one("SELECT 1 FROM fact WHERE graph = ? AND statement = ?", (graph, said))
            yield Statement(Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph)), bool(found))
        self._touched = set()
