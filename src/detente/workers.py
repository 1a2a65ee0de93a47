"""Articles into checked quads, by one process or several: the same outcomes in the same order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from detente import __version__
from detente.errors import DetenteError
from detente.extractor import Extractor
from detente.iris import BASE
from detente.rdf import Activity, to_rdf
from detente.records import Account, Article
from detente.report import Violation
from detente.sources import Unreadable
from detente.validate import Validator

# Articles that travel to a process together, and batches under way for each process: enough to keep every
# process busy, few enough that memory doesn't grow with the corpus.
BATCH = 8
AHEAD = 3
LOSSES = 2  # how often in a row processes may die before it is given up


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles are worked on: the spaCy pipeline, files beside the shipped data, how the graph is written."""

    model: str | None = None
    actors: tuple[Path, ...] = ()
    lexicon: tuple[Path, ...] = ()
    base: str = BASE
    text: bool = True


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some articles: the accounts, and what of them the shapes allow in the graph, as N-Quads."""

    accounts: tuple[Account, ...]
    quads: bytes
    violations: tuple[Violation, ...]
    left_out: frozenset[str]  # IRIs of the claims, actors … that the shapes don't allow
    failures: tuple[Unreadable, ...]


class Worker:
    """Everything that the work takes, made ready once.

    Raises:
        DetenteError: a model, gazetteer, lexicon or set of shapes that can't be used.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.extractor = Extractor(model=settings.model, actors=settings.actors, lexicon=settings.lexicon)
        self.validator = Validator()
        self.activity = Activity(__version__, self.extractor.model, self.extractor.configuration())

    def batch(self, articles: Sequence[Article]) -> Batch:
        """Extract what `articles` claim, bring it into RDF and leave out what the shapes don't allow."""
        settings = self.settings
        accounts: list[Account] = []
        quads: list[Quad] = []
        failures: list[Unreadable] = []
        for article in articles:
            try:
                account = self.extractor.account(article)
                found = list(
                    to_rdf(
                        account,
                        base=settings.base,
                        text=settings.text,
                        activity=self.activity,
                        gazetteer=self.extractor.gazetteer,
                    )
                )
            except Exception as error:  # noqa: BLE001 -- one article must not cost the others theirs; it is reported
                failures.append(Unreadable(article.path, f"can't be processed ({type(error).__name__}: {error})"))
            else:
                accounts.append(account)
                quads += found
        sifted = self.validator.sift(quads)
        return Batch(
            tuple(accounts),
            serialize(sifted.quads, format=RdfFormat.N_QUADS) or b"",
            sifted.violations,
            frozenset(sifted.left_out),
            tuple(failures),
        )


def batches(
    settings: Settings, articles: Iterable[Article], *, jobs: int = 1, worker: Worker | None = None
) -> Iterator[Batch]:
    """Yield what becomes of the articles, in order and in bounded memory; by this `worker` if one is ready.

    Raises:
        DetenteError: what it takes can't be used, or processes are killed again and again.
    """
    source = iter(articles)
    worker = worker or Worker(settings)  # also with several processes: what can't be used is told here, once
    if jobs == 1:
        while batch := list(islice(source, BATCH)):
            yield worker.batch(batch)
        return
    under_way: deque[list[Article]] = deque()
    losses = 0
    while losses <= LOSSES:
        try:
            for done in _pooled(settings, source, under_way, jobs):
                losses = 0
                yield done
            return
        except BrokenProcessPool:  # a process was killed: what was under way is done again, by new ones
            losses += 1
    raise DetenteError("the --jobs processes are killed again and again; try fewer, each needs 0.5 GB of memory")


def _pooled(
    settings: Settings, source: Iterator[Article], under_way: deque[list[Article]], jobs: int
) -> Iterator[Batch]:
    """Yield the batches that are `under_way` and those to come; what a dead process had in hand stays under way."""
    # "spawn" on every system: a fork would copy the threads of a progress bar half-alive.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            futures = deque(pool.submit(_batch, settings, articles) for articles in under_way)
            while True:
                while len(futures) < jobs * AHEAD and (articles := list(islice(source, BATCH))):
                    under_way.append(articles)
                    futures.append(pool.submit(_batch, settings, articles))
                if not futures:
                    return
                batch = futures.popleft().result()
                under_way.popleft()
                yield batch
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@lru_cache(maxsize=1)
def _worker(settings: Settings) -> Worker:
    return Worker(settings)


def _batch(settings: Settings, articles: list[Article]) -> Batch:
    return _worker(settings).batch(articles)
