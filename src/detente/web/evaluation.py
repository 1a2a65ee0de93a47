"""Queries of others, evaluated in processes of their own: what takes too long or too much is killed, not waited for."""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, Literal, cast

import pyoxigraph as ox

from detente.errors import DetenteError
from detente.graph import read_graph
from detente.query import TRIPLE, Row, Rows
from detente.sparql import QueryError, check, syntax_error, tokens
from detente.vocabulary import PREFIXES
from detente.web.results import serialize
from detente.web.source import Snapshot

SECONDS: Final = 10.0
ROWS: Final = 100_000
MEMORY: Final = 4 << 30  # bytes of data that a process may hold
WORKERS: Final = 2

_Answer = tuple[Literal["answer", "refusal"], bytes]


class LimitError(DetenteError):
    """A query that asks for more time or memory than one may have, or that finds no process free."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query, the graphs that the SPARQL protocol asks it of (none: the union of all) and the wanted media type."""

    text: str
    media: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    query: Query
    folder: Path
    version: str
    base: str
    rows: int


class Evaluator:
    """Some processes that wait for queries. `seconds` and `rows` are what one query may take and give at most."""

    def __init__(self, *, seconds: float = SECONDS, rows: int = ROWS, workers: int = WORKERS) -> None:
        self.seconds = seconds
        self.rows = rows
        self._idle: queue.Queue[_Worker] = queue.Queue()
        for _ in range(workers):
            self._idle.put(_Worker())

    def evaluate(self, query: Query, snapshot: Snapshot) -> bytes:
        """The answer, in the media type that the query asks for.

        Raises:
            QueryError: it isn't valid, does more than read or has too many rows.
            LimitError: it takes too long or too much memory, or too many others are under way.
        """
        try:
            worker = self._idle.get(timeout=self.seconds)
        except queue.Empty as error:
            raise LimitError("too many queries are under way; try again in some seconds") from error
        try:
            task = _Task(query, snapshot.folder, snapshot.version, snapshot.base, self.rows)
            kind, content = worker.do(task, self.seconds)
        except LimitError:
            worker.stop()
            worker = _Worker()
            raise
        finally:
            self._idle.put(worker)
        if kind == "refusal":
            raise QueryError(content.decode())
        return content

    def close(self) -> None:
        """End the processes."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().stop()


class _Worker:
    """A process that evaluates one query at a time."""

    def __init__(self) -> None:
        # A fresh process: a fork would inherit locks that threads of this one hold.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def do(self, task: _Task, seconds: float) -> _Answer:
        try:
            if not self._ready:  # starting Python is not the query's fault
                self._pipe.recv()
                self._ready = True
            self._pipe.send(task)
            if not self._pipe.poll(seconds):
                raise LimitError(
                    f"the query took longer than {seconds:g} seconds and was stopped: ask about one actor, some days "
                    "or fewer events; LIMIT helps where nothing is counted or sorted. `detente query` has no such limit"
                )
            return cast("_Answer", self._pipe.recv())
        except (EOFError, OSError) as error:
            raise LimitError("the query took more memory than it may have and was stopped; ask for less") from error

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(pipe: Connection) -> None:
    """Answer one task after another until the other end of the pipe is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process
    _limit_memory()
    pipe.send(None)
    opened: tuple[str, ox.Store] | None = None
    while True:
        try:
            task: _Task = pipe.recv()
        except EOFError:
            return
        try:
            if opened is None or opened[0] != task.version:
                opened = (task.version, read_graph(task.folder))
            pipe.send(("answer", _evaluate(task, opened[1])))
        except DetenteError as error:
            pipe.send(("refusal", str(error).encode()))


def _limit_memory() -> None:
    with contextlib.suppress(ImportError):  # there is none on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _evaluate(task: _Task, store: ox.Store) -> bytes:
    rows = evaluate(task.query, store, limit=task.rows)
    return serialize(rows, task.query.media, base=task.base)


def evaluate(query: Query, store: ox.Store, *, limit: int = ROWS) -> Rows:
    """Evaluate a query on a store, with at most `limit` rows or triples.

    Raises:
        QueryError: it isn't valid, does more than read, names a graph that the store hasn't, or has more rows.
    """

    def owns(iri: str) -> bool:
        with contextlib.suppress(ValueError):  # a relative IRI
            return store.contains_named_graph(ox.NamedNode(iri))
        return False

    kind = check(query.text, owns=owns)
    if foreign := next((iri for iri in query.default_graphs + query.named_graphs if not owns(iri)), None):
        raise QueryError(f"no graph of this store is called {foreign}")
    words = {token[0].upper() for token in tokens(query.text) if token.lastgroup == "word"}
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(it) for it in query.default_graphs]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(it) for it in query.named_graphs]
    chosen = bool(default or named)
    try:
        # What the protocol names takes precedence over FROM; without either, the union is asked.
        found = store.query(
            query.text,
            prefixes=PREFIXES,
            use_default_graph_as_union=not chosen and "FROM" not in words,
            default_graph=default if chosen else None,
            named_graphs=named if chosen else None,
        )
    except SyntaxError as error:
        raise syntax_error(query.text, str(error), name="query") from error
    except RuntimeError as error:
        raise QueryError(f"can't be evaluated: {error}") from error
    if isinstance(found, ox.QueryBoolean):
        return Rows(kind, ("answer",), ((ox.Literal(bool(found)),),))
    try:
        terms = tuple(tuple(row) for row in islice(cast("Iterator[Row]", found), limit + 1))
    except RuntimeError as error:
        raise QueryError(f"can't be evaluated: {error}") from error
    if len(terms) > limit:
        raise QueryError(f"more than {limit:,} rows; add LIMIT, or count and group instead")
    if isinstance(found, ox.QuerySolutions):
        return Rows(kind, tuple(variable.value for variable in found.variables), terms)
    return Rows(kind, TRIPLE, tuple(sorted(set(terms), key=str)))
