"""The commands that make and check graphs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import detente
from detente import screen
from detente.cli.arguments import DAY, Day, Graph
from detente.iris import BASE


def build(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files (.txt, .md, .html, .json, .jsonl, each also .gz), folders, patterns, or - for standard input.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE|STORE",
            help="The graph: .nq, .trig, .ttl, .jsonld, .rdf; a folder for a store that articles can be added to; or "
            ".jsonl for accounts, one article a line.",
        ),
    ],
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
    base: Annotated[str, typer.Option(metavar="IRI", help="Where the IRIs of data begin.")] = BASE,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 5 if anything had to be left out.")] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where to write what was left out, and why.", show_default="OUTPUT.report.txt"
        ),
    ] = None,
) -> None:
    """Make the graph of some articles.

    Reads them, extracts who did what to whom, when and who says so, checks it and
    writes the graph. What the shapes don't allow is left out of the graph and told in the report.
    """
    with screen.progress(inputs) as progress:
        summary = detente.build(
            inputs,
            output,
            model=model,
            published=published.date() if published else None,
            actors=actors or (),
            lexicon=lexicon or (),
            jobs=jobs,
            text=text,
            base=base,
            report=report,
            progress=progress,
        )
    screen.summarize(summary)
    if strict and summary.violations:
        raise typer.Exit(5)
    raise typer.Exit(3 if summary.unreadable else 0)


def validate(graph: Graph) -> None:
    """Check a graph against the shapes. Exits with 5 if it violates any, or holds nothing to check."""
    report = detente.validate(graph)
    for line in report.lines():
        typer.echo(line)
    if not report.conforms:
        raise typer.Exit(5)
    typer.echo(f"{graph}: valid ({report.focus_nodes:,} nodes checked)")
