"""What the command line shows: progress, complaints and summaries, all on standard error."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar
from rich.text import Text

from detente.sources import Source, Unreadable, walk

if TYPE_CHECKING:  # what a build needs takes two seconds to import
    from detente.build import Summary
    from detente.load import Loaded, Progress
    from detente.questions import Question

stderr = Console(stderr=True, highlight=False, soft_wrap=True)
stdout = Console(highlight=False)


class Speed(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        """Show the speed, once it is known."""
        return Text(f"{task.speed:.1f} articles/s" if task.speed else "")


def complain(message: str) -> None:
    """Show what is wrong, in one line."""
    stderr.print(" ".join(message.splitlines()), markup=False)


def note(message: str) -> None:
    """Show what has been done."""
    stderr.print(message, markup=False)


@contextmanager
def progress(inputs: Sequence[str | os.PathLike[str]]) -> Iterator[Callable[[object], None]]:
    """Show how far a build is, with articles a second and the time left; yield what to call for each result."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Speed(), TimeRemainingColumn())
    with Bar(*columns, console=stderr, transient=True, disable=not stderr.is_terminal) as bar:
        task = bar.add_task("reading", total=expected(inputs))

        def advance(result: object) -> None:
            if isinstance(result, Unreadable):
                complain(str(result))
            bar.advance(task)

        yield advance


@contextmanager
def loading() -> Iterator[Callable[[Progress], None]]:
    """Show how far a load into a server is; yield what to call with each step."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=stderr, transient=True, disable=not stderr.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(step: Progress) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bar.add_task(f"{step.stage} graphs", total=step.total)
            bar.update(tasks[step.stage], completed=step.done)

        yield advance


def loaded(load: Loaded, *, dry_run: bool) -> str:
    """Return what a load did, or would do, in words."""
    sent = f"{counted(load.graphs, 'graph')} with {counted(load.triples, 'triple')}"
    there = "" if load.new is None else f" ({load.new:,} new, {load.known:,} there before)"
    more = f"; the server has {counted(load.elsewhere, 'article')} that this graph doesn't" if load.elsewhere else ""
    if dry_run:
        return f"would send {sent}{there} to {load.address}{more}"
    return f"loaded {sent}{there} into {load.address}, and found there again{more}"


def expected(inputs: Sequence[str | os.PathLike[str]]) -> int | None:
    """Return about how many articles there are, one a line or file; None with standard input among them."""
    found = [source for source in walk(inputs) if isinstance(source, Source)]
    return None if any(source.path is None for source in found) else sum(map(_lines, found))


def summarize(summary: Summary) -> None:
    """Show what a build has done."""
    found = [counted(summary.actors, "actor"), counted(summary.claims.total(), "claim")]
    if summary.events is not None:
        found.append(counted(summary.events, "event"))
    say = stderr.print
    say(f"{counted(summary.articles, 'article')}, {counted(summary.words, 'word')}: {', '.join(found)}")
    for kind, number in sorted(summary.claims.items(), key=lambda item: (-item[1], item[0])):
        say(f"{number:>7,}  {kind}")
    if summary.unchanged:
        say(f"unchanged: {counted(summary.unchanged, 'article')}")
    if summary.violations:
        articles = len({violation.article for violation in summary.violations})
        say(
            f"left out: {counted(len(summary.violations), 'violation')} of the shapes in {counted(articles, 'article')}"
        )
    if summary.unreadable:
        say(f"left out: {counted(len(summary.unreadable), 'unreadable input')}")
    if summary.report:
        say(f"what was left out, and why: {summary.report}", markup=False)
    say(f"written: {summary.output}", markup=False)


def list_questions(questions: Sequence[Question]) -> None:
    """Show what can be asked, and what each question can be given."""
    for question in questions:
        stdout.print(Text.assemble((question.name, "bold"), "  ", question.summary))
        for parameter in question.parameters:
            default = f" [default: {parameter.default}]" if parameter.default else ""
            words = f"--param {parameter.name}={parameter.type.upper()}  {parameter.description}{default}"
            stdout.print(Padding(Text(words, style="dim"), (0, 0, 0, 4)))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 article", "2,345 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _lines(source: Source) -> int:
    """Return the number of lines of a .jsonl file, 1 for any other."""
    if source.suffix != ".jsonl" or source.path is None:
        return 1
    try:
        with gzip.open(source.path) if source.is_gzip else source.path.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    except (OSError, EOFError, zlib.error):  # reading will tell
        return 1
