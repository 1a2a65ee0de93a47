from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from affairs import corpus, release
from pyoxigraph import Store

from detente.cli import main
from detente.consolidate import consolidate
from detente.graph import write_graph
from detente.history import as_of
from detente.query import ask
from detente.rdf import to_rdf


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    for account in corpus():
        made.extend(to_rdf(account))
    consolidate(made)
    return made


def test_a_day_knows_what_was_published_by_then(store: Store) -> None:
    before = as_of(store, datetime.date(2031, 4, 8))
    on_the_day = as_of(store, datetime.date(2031, 4, 9))
    assert len(ask(before, "articles")) == 0
    assert [row["reports"] for row in ask(on_the_day, "releases")] == [1]
    assert {row["reports"] for row in ask(as_of(store, datetime.date(2031, 4, 10)), "releases")} == {1, 2}


def test_it_is_the_graph_that_was_built_then(store: Store) -> None:
    then = Store()
    then.extend(to_rdf(release()))
    consolidate(then)
    assert set(as_of(store, datetime.date(2031, 4, 9))) == set(then)


def test_the_command_line_asks_as_of_a_day(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_graph(store, tmp_path / "graph.nq")
    with pytest.raises(SystemExit):
        main(["query", str(tmp_path / "graph.nq"), "releases", "--as-of", "2031-04-09", "--format", "csv"])
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 2
    with pytest.raises(SystemExit) as ended:
        main(["query", "http://127.0.0.1:9/", "releases", "--as-of", "2031-04-09"])
    assert ended.value.code == 2
