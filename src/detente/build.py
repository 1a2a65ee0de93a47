"""The main job: read articles, extract what they claim, check it, merge it into events, write the graph."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from detente.accounts import write_account
from detente.articles import read
from detente.consolidate import consolidate
from detente.errors import DetenteError, UnreadableError
from detente.founding import check_target, create
from detente.graph import graph_format, replacing, write_graph
from detente.iris import BASE, article_iri, checked_base
from detente.records import Account, Article
from detente.report import Violation
from detente.sources import Source, Unreadable, walk

if TYPE_CHECKING:
    from detente.workers import Batch

ACCOUNTS = (".jsonl", ".jsonl.gz")
Progress = Callable[[Account | Unreadable], None]


@dataclass(slots=True)
class Summary:
    """What a build did: how many articles and actors, how many claims of each type, and what was left out."""

    output: Path
    articles: int = 0
    words: int = 0
    actors: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    events: int | None = None  # None for accounts, which hold no events
    unchanged: int = 0  # articles that a store held already
    unreadable: list[Unreadable] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    report: Path | None = None


def build(
    inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    model: str | None = None,
    published: datetime.date | None = None,
    actors: Iterable[str | os.PathLike[str]] = (),
    lexicon: Iterable[str | os.PathLike[str]] = (),
    jobs: int = 1,
    text: bool = True,
    base: str = BASE,
    report: str | os.PathLike[str] | None = None,
    progress: Progress = lambda _: None,
) -> Summary:
    """Build the graph of some articles and write it, whole or not at all.

    Args:
        inputs: files, folders, globs, or "-" for standard input; see `detente.articles.read`.
        output: the graph, in the format of its suffix (see `detente.graph`); or ``.jsonl`` for accounts; or a folder
            or a name without a suffix for a store (see `detente.store`), which takes the place of one that is there.
        model: another spaCy pipeline than the shipped one, by name or path.
        published: the publication date of articles that carry none.
        actors: files that extend the shipped gazetteer.
        lexicon: files that extend the shipped lexicon.
        jobs: processes to work with; the result is the same for any number.
        text: whether the articles' text is kept in the graph.
        base: where the IRIs of data begin.
        report: where to write what was left out and why; by default beside the output, if there is anything to tell.
        progress: called with each account, and with each input that could not be used, as they come.

    Raises:
        DetenteError: an input, model, file or option that can't be used; the message names it.
        UnreadableError: not one article could be read.
    """
    from detente.workers import Settings, batches  # brings spaCy along, which takes two seconds

    target = Path(output)
    as_accounts = target.name.lower().endswith(ACCOUNTS)
    as_store = target.is_dir() or not target.suffix
    if as_store:
        check_target(target)
    elif not as_accounts:
        graph_format(target)
    for path in (*([] if as_store else [target]), *([Path(report)] if report else [])):
        _check_writable(path, inputs)
    settings = Settings(model, tuple(map(Path, actors)), tuple(map(Path, lexicon)), checked_base(base), text)
    summary = Summary(target)
    found = readable(read(inputs, published=published), summary, progress)
    with ExitStack() as stack:
        # Articles' quads and the store lie on disk, so that memory doesn't grow with the corpus.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="detente-", ignore_cleanup_errors=True)))
        stream = stack.enter_context(replacing(target) if as_accounts else (folder / "articles.nq").open("wb"))
        for batch in batches(settings, found, jobs=jobs):
            accounts = [it for account in batch.accounts if (it := without(account, batch.left_out, base=base))]
            count(summary, batch, accounts)
            if as_accounts:
                for account in accounts:
                    write_account(account, stream, text=text)
            else:
                stream.write(batch.quads)
            for failure in batch.failures:
                progress(failure)
            for account in batch.accounts:
                progress(account)
        if not summary.articles:
            raise UnreadableError("nothing readable: no article was found in the input")
        if as_store:
            stream.close()
            summary.events = create(target, folder / "articles.nq", base=base)
        elif not as_accounts:
            stream.close()
            store = Store(str(folder / "store"))
            store.bulk_load(path=str(folder / "articles.nq"), format=RdfFormat.N_QUADS)
            summary.events = consolidate(store, base=base)
            write_graph(store, target, base=base)
            del store  # closes it, before its folder goes
    write_report(summary, Path(report) if report else None)
    return summary


def _check_writable(path: Path, inputs: str | os.PathLike[str] | Sequence[str | os.PathLike[str]]) -> None:
    """See that a file can be written, before hours of work that end in it, and that it isn't one to be read."""
    if not path.parent.is_dir():
        raise DetenteError(f"{path}: there is no folder {path.parent} to write it to")
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise DetenteError(f"{path}: can't be written")
    names = [inputs] if isinstance(inputs, (str, os.PathLike)) else inputs
    sources = (source.path for source in walk(names) if isinstance(source, Source) and source.path)
    if path.exists() and any(path.samefile(source) for source in sources if source.exists()):
        raise DetenteError(f"{path}: is among the articles to be read; name another file to write")


def readable(found: Iterable[Article | Unreadable], summary: Summary, progress: Progress) -> Iterator[Article]:
    """The articles among what was found; what can't be read is told and noted."""
    for one in found:
        if isinstance(one, Unreadable):
            summary.unreadable.append(one)
            progress(one)
        else:
            yield one


def without(account: Account, left_out: frozenset[str], *, base: str = BASE) -> Account | None:
    """The account less what the shapes don't allow, given by IRIs; None if that is the whole article."""
    article = article_iri(account.article.id, base=base)
    if article in left_out:
        return None
    gone = {iri.removeprefix(f"{article}#") for iri in left_out}
    return replace(
        account,
        actors=tuple(actor for actor in account.actors if actor.id not in gone),
        positions=tuple(it for number, it in enumerate(account.positions, 1) if f"p{number}" not in gone),
        claims=tuple(claim for claim in account.claims if claim.id not in gone),
    )


def count(summary: Summary, batch: Batch, accounts: Iterable[Account]) -> None:
    """Add what a batch gave to the summary."""
    summary.violations += batch.violations
    summary.unreadable += batch.failures
    for account in accounts:
        summary.articles += 1
        summary.words += len(account.article.text.split())
        summary.actors += len(account.actors)
        summary.claims.update(claim.type for claim in account.claims)


def write_report(summary: Summary, path: Path | None) -> None:
    """Write what was left out; a report that was asked for is written also when there is nothing to tell."""
    left_out = [*map(str, summary.unreadable), *map(str, summary.violations)]
    if path is None and left_out:
        path = summary.output.with_name(f"{summary.output.name}.report.txt")
    if path is not None:
        with replacing(path) as stream:
            stream.writelines(f"{line}\n".encode() for line in left_out or ["Nothing was left out."])
        summary.report = path
