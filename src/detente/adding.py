"""Articles into a store that is there, and out of it, one by one."""

from __future__ import annotations

import datetime
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from detente.articles import read
from detente.build import Progress, Summary, count, readable, without, write_report
from detente.iris import article_iri
from detente.records import Article
from detente.store import ArticleStore


def add(
    store: str | os.PathLike[str],
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    model: str | None = None,
    published: datetime.date | None = None,
    actors: Iterable[str | os.PathLike[str]] = (),
    lexicon: Iterable[str | os.PathLike[str]] = (),
    jobs: int = 1,
    text: bool = True,
    report: str | os.PathLike[str] | None = None,
    progress: Progress = lambda _: None,
) -> Summary:
    """Add articles to a store; the arguments are those of `detente.build`.

    Each article is one change that counts as a whole or not at all. An article that is there as it stands, read by
    the same software with the same settings, is passed over; one with the same id and anything different is replaced.

    Raises:
        StoreError: there is no store, or it is being changed by another process.
        DetenteError: an input, model, file or option that can't be used; the message names it.
    """
    from detente.workers import Settings, Worker, batches  # brings spaCy along, which takes two seconds

    summary = Summary(Path(store))
    with ArticleStore(Path(store)) as kept:
        settings = Settings(model, tuple(map(Path, actors)), tuple(map(Path, lexicon)), kept.base, text)
        worker = Worker(settings)

        def there(article: Article) -> bool:
            known = kept.has(article, worker.activity, text=text)
            summary.unchanged += known
            return known

        found = readable(read(inputs, published=published), summary, progress)
        changed = (article for article in found if not there(article))
        for batch in batches(settings, changed, jobs=jobs, worker=worker):
            accounts = [it for account in batch.accounts if (it := without(account, batch.left_out, base=kept.base))]
            count(summary, batch, accounts)
            graphs: dict[str, list[Quad]] = defaultdict(list)
            for quad in parse(batch.quads, RdfFormat.N_QUADS):
                assert isinstance(quad.graph_name, NamedNode)
                graphs[quad.graph_name.value].append(quad)
            for account in batch.accounts:
                if quads := graphs.get(article_iri(account.article.id, base=kept.base)):
                    kept.put(quads)
                progress(account)
            for failure in batch.failures:
                progress(failure)
        summary.events = kept.events
    write_report(summary, Path(report) if report else None)
    return summary


def remove(store: str | os.PathLike[str], articles: Iterable[str]) -> int:
    """Remove articles, given by id or IRI, from a store; return how many events are left.

    Raises:
        StoreError: there is no store, it is being changed by another process, or it lacks one of the articles; those
            before it are removed then.
    """
    with ArticleStore(Path(store)) as kept:
        for article in articles:
            kept.remove(article)
        return kept.events
