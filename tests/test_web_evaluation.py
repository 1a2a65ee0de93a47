"""Queries that ask for too much are stopped, and the next one is answered."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest
from webgraph import graph_file

from detente.sparql import QueryError
from detente.web.evaluation import Evaluator, LimitError, Query
from detente.web.results import JSON
from detente.web.source import Snapshot, Source

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    with Source(graph_file(tmp_path_factory.mktemp("web"))) as source:
        yield source.current()


@pytest.fixture(scope="module")
def evaluator() -> Iterator[Evaluator]:
    evaluator = Evaluator(seconds=1, rows=100, workers=1)
    yield evaluator
    evaluator.close()


def test_time_is_limited_and_the_next_query_is_answered(evaluator: Evaluator, snapshot: Snapshot) -> None:
    assert b"true" in evaluator.evaluate(Query("ASK {}", JSON), snapshot)
    started = time.monotonic()
    with pytest.raises(LimitError, match="longer than 1 seconds"):
        evaluator.evaluate(Query(ENDLESS, JSON), snapshot)
    assert time.monotonic() - started < 5
    assert b"true" in evaluator.evaluate(Query("ASK {}", JSON), snapshot)


def test_rows_are_limited(evaluator: Evaluator, snapshot: Snapshot) -> None:
    with pytest.raises(QueryError, match="more than 100 rows; add LIMIT"):
        evaluator.evaluate(Query("SELECT * { ?s ?p ?o }", JSON), snapshot)
    assert evaluator.evaluate(Query("SELECT * { ?s ?p ?o } LIMIT 100", JSON), snapshot).count(b'"s"') == 101


def test_a_process_that_dies_is_replaced(evaluator: Evaluator, snapshot: Snapshot) -> None:
    worker = evaluator._idle.queue[0]
    evaluator.evaluate(Query("ASK {}", JSON), snapshot)
    os.kill(worker._process.pid or 0, 9)
    with pytest.raises(LimitError, match="memory"):
        evaluator.evaluate(Query("ASK {}", JSON), snapshot)
    assert b"true" in evaluator.evaluate(Query("ASK {}", JSON), snapshot)


def test_one_process_that_is_busy_keeps_others_waiting_for_a_while_only(snapshot: Snapshot) -> None:
    evaluator = Evaluator(seconds=0.2, workers=1)
    busy = evaluator._idle.get()
    with pytest.raises(LimitError, match="try again"):
        evaluator.evaluate(Query("ASK {}", JSON), snapshot)
    busy.stop()
