"""The commands that keep a store of articles up to date."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Annotated

import typer

import detente
from detente import screen
from detente.cli.arguments import DAY, Day
from detente.graph import replacing
from detente.review import review as doubtful
from detente.review import write_doubts
from detente.store import DECISIONS

Store = Annotated[Path, typer.Argument(metavar="STORE", help="The folder of a store: detente build … -o STORE/.")]


def add(
    store: Store,
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Articles, as for detente build.")],
    model: Annotated[
        str | None, typer.Option(metavar="NAME|PATH", help="Another spaCy pipeline than the shipped one.")
    ] = None,
    published: Annotated[
        Day | None,
        typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="Publication date of texts that carry none."),
    ] = None,
    actors: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Further actors (.ttl or .csv). May be repeated.")
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Further words for events (.yaml). May be repeated.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", min=1, metavar="N", help="Processes. The result is the same for any N.")
    ] = 1,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep the articles' text in the graph.")] = True,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write what was left out.", show_default="STORE.report.txt"),
    ] = None,
) -> None:
    """Add articles to a store.

    Articles that are there unchanged stay; one with the same id and another text, date or headline is
    replaced. If the command is interrupted, run it again.
    """
    with screen.progress(inputs) as progress:
        summary = detente.add(
            store,
            inputs,
            model=model,
            published=published.date() if published else None,
            actors=actors or (),
            lexicon=lexicon or (),
            jobs=jobs,
            text=text,
            report=report,
            progress=progress,
        )
    screen.summarize(summary)
    raise typer.Exit(3 if summary.unreadable else 0)


def remove(
    store: Store,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Articles by id or IRI.")],
) -> None:
    """Remove articles from a store, and what only they tell."""
    events = detente.remove(store, articles)
    gone, left = screen.counted(len(articles), "article"), screen.counted(events, "event")
    screen.note(f"removed: {gone}; {left} left in {store}")


def review(
    store: Store,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the list to FILE (.csv).")
    ] = None,
) -> None:
    """List the merges of a store that rest on little.

    The list is CSV. Write "different" (or "same") before a row that you have judged, and keep
    such rows in decisions.csv in the store's folder; "drop" and a claim's IRI refuses a claim. What is
    decided there holds from the next add, remove or review on.
    """
    found = doubtful(store)
    text = io.StringIO()
    write_doubts(found, text)
    if output is None:
        sys.stdout.write(text.getvalue())
    else:
        with replacing(output) as stream:
            stream.write(text.getvalue().encode())
    screen.note(f"{screen.counted(len(found), 'doubtful merge')}; decisions are read from {store / DECISIONS}")
