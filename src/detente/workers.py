"""Articles into checked quads, by one process or several: the same outcomes in the same order."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
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


def batches(settings: Settings, articles: Iterable[Article], *, jobs: int = 1) -> Iterator[Batch]:
    """Yield what becomes of the articles, in order and in bounded memory.

    Raises:
        DetenteError: what it takes can't be used, or a process was killed (for want of memory, for instance).
    """
    source = iter(articles)
    worker = Worker(settings)  # also with several processes: what can't be used is told here, once
    if jobs == 1:
        while batch := list(islice(source, BATCH)):
            yield worker.batch(batch)
        return
    # "spawn" on every system: a fork would copy the threads of a progress bar half-alive.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        under_way: deque[Future[Batch]] = deque()
        try:
            while True:
                while len(under_way) < jobs * AHEAD and (batch := list(islice(source, BATCH))):
                    under_way.append(pool.submit(_batch, settings, batch))
                if not under_way:
                    return
                yield under_way.popleft().result()
        except BrokenProcessPool as error:
            raise DetenteError("one of the --jobs processes was killed; try fewer, they need 0.5 GB each") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


@lru_cache(maxsize=1)
def _worker(settings: Settings) -> Worker:
    return Worker(settings)


def _batch(settings: Settings, articles: list[Article]) -> Batch:
    return _worker(settings).batch(articles)
