from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from detente import workers
from detente.errors import DetenteError
from detente.records import Article
from detente.workers import Settings, Worker, batches

ARTICLES = [Article(id=f"a{number}", text=f"Arvania released {number} prisoners.") for number in range(2, 23)]


def test_a_batch_is_checked_quads() -> None:
    worker = Worker(Settings(base="https://example.org/", text=False))
    batch = worker.batch(ARTICLES[:3])
    assert [account.article.id for account in batch.accounts] == ["a2", "a3", "a4"]
    assert batch.failures == ()
    assert b"<https://example.org/article/a2>" in batch.quads
    assert b"isString" not in batch.quads


def test_an_id_that_no_iri_can_carry_is_a_failure() -> None:
    batch = Worker(Settings()).batch([Article(id="\ud800", text="Arvania freed ten."), ARTICLES[0]])
    assert [account.article.id for account in batch.accounts] == ["a2"]
    assert "lone surrogate" in batch.failures[0].reason


def test_no_more_is_read_ahead_than_needed() -> None:
    read = []

    def reading() -> Any:
        for article in ARTICLES:
            read.append(article.id)
            yield article

    first = next(batches(Settings(), reading()))
    assert len(first.accounts) == len(read) == workers.BATCH


class Pool:
    """A pool in this process, of which the submissions numbered in `killed` find their process dead."""

    killed: frozenset[int] = frozenset()
    submitted = 0

    def __init__(self, *_: Any, **__: Any) -> None: ...
    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, *_: object) -> None: ...
    def shutdown(self, **_: Any) -> None: ...
    def submit(self, function: Any, settings: Settings, articles: list[Article]) -> Future[Any]:
        type(self).submitted += 1
        future: Future[Any] = Future()
        if Pool.submitted in self.killed:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(function(settings, articles))
        return future


def test_what_a_killed_process_had_in_hand_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(Pool, "submitted", 0)
    monkeypatch.setattr(Pool, "killed", frozenset({2, 4}))
    done = [account.article.id for batch in batches(Settings(), ARTICLES, jobs=2) for account in batch.accounts]
    assert done == [article.id for article in ARTICLES]


def test_processes_that_die_again_and_again_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(Pool, "submitted", 0)
    monkeypatch.setattr(Pool, "killed", frozenset(range(1, 100)))
    with pytest.raises(DetenteError, match="killed again and again"):
        next(batches(Settings(), ARTICLES, jobs=2))
