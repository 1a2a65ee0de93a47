"""The catalogue after changes of the graph is the one that would be made anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from affairs import corpus
from webgraph import graph, hostile

from detente.graph import read_graph, write_graph
from detente.web import catalogue as module
from detente.web.catalogue import Catalogue
from detente.web.source import Snapshot

COUNTED = (
    ("article", "article"),
    ("actor", "actor"),
    ("name", "name"),
    ("event", "(SELECT iri, label, type, status, date, first, last, reports FROM event)"),
    ("party", "(SELECT iri, actor, role FROM party JOIN event ON event.id = party.event)"),
    ("tie", "(SELECT iri, source, target FROM tie JOIN event ON event.id = tie.event)"),
    ("word", "word"),
)


def snapshot(accounts: list[Any], version: str) -> Snapshot:
    return Snapshot(graph(accounts), Path(), version, "https://w3id.org/detente/id/")


def tables(catalogue: Catalogue) -> dict[str, list[tuple[Any, ...]]]:
    return {name: sorted(catalogue.rows(f"SELECT * FROM {table}"), key=repr) for name, table in COUNTED}


def test_updates_end_where_a_new_catalogue_begins() -> None:
    every = [*corpus(), hostile()]
    stages = [snapshot(some, str(at)) for at, some in enumerate((every[:2], every, every[2:], every[1:4]))]
    catalogue = Catalogue(stages[0])
    for stage in stages[1:]:
        catalogue.update(stage)
        assert catalogue.snapshot is stage
        anew = Catalogue(stage)
        assert tables(catalogue) == tables(anew)
        for kind in ("article", "event", "actor"):
            assert catalogue.search("arvania", kind, limit=50) == anew.search("arvania", kind, limit=50)
    assert tables(catalogue)["event"]


def test_what_stays_is_not_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    catalogue = Catalogue(snapshot(corpus()[:2], "1"))
    insert = module._insert

    def counted(connection: Any, entries: Any) -> set[str]:
        entries = list(entries)
        written.extend(it.iri for _, it in entries)
        found: set[str] = insert(connection, entries)
        return found

    monkeypatch.setattr("detente.web.catalogue._insert", counted)
    catalogue.update(snapshot(corpus()[:2], "2"))
    assert written == []


def test_a_file_in_one_graph_has_the_same_catalogue(tmp_path: Path) -> None:
    store = graph([*corpus(), hostile()])
    write_graph(store, tmp_path / "graph.ttl")
    plain = Snapshot(read_graph(tmp_path / "graph.ttl"), tmp_path, "1", "https://w3id.org/detente/id/")
    assert tables(Catalogue(plain)) == tables(Catalogue(snapshot([*corpus(), hostile()], "1")))
