"""The command that makes a network of actors, and what it tells of one."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich import box
from rich.table import Table
from rich.text import Text

import detente
from detente import screen
from detente.answers import WORD
from detente.cli.arguments import DAY, AsOf, Day, Graph, known
from detente.graph import replacing

_SHOWN: Final = 20  # rows on a screen; a file has all
_HEADS: Final = {
    "name": "actor",
    "community": "com.",
    "actors": "actors",
    "reports": "reports",
    "cooperation": "coop.",
    "conflict": "confl.",
    "betweenness": "betw.",
    "pagerank": "PageRank",
    "triads": "triads",
    "balanced": "bal.",
}


def network(
    graph: Graph,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="A page (.html), a picture (.svg, .png) or data (.graphml, .gexf, .cyjs, .json); with --stats or "
            "--compare: a table (.csv).",
        ),
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only what this actor, or who acts for it, takes part in. May be repeated."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Only events of this type or below it. May be repeated."),
    ] = None,
    since: Annotated[
        Day | None,
        typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="Only events from then."),
    ] = None,
    until: Annotated[
        Day | None,
        typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="Only events up to then."),
    ] = None,
    min_weight: Annotated[
        int, typer.Option(min=1, metavar="N", help="Only pairs of actors with so many independent reports.")
    ] = 1,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="Only events of this status: actual (the default), planned, requested, hypothetical, denied, or any. "
            "May be repeated.",
        ),
    ] = None,
    side: Annotated[bool, typer.Option("--side", help="Count people as the state or body that they act for.")] = False,
    stats: Annotated[
        bool,
        typer.Option("--stats", help="Figures: centralities and communities of actors, balance of friends and foes."),
    ] = False,
    compare: Annotated[
        Day | None,
        typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="The pairs of actors that changed most from then on."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write the network of actors, as a page to explore it, as a picture or as data; or tell it in figures."""
    if stats and compare:
        raise typer.BadParameter("--stats and --compare make a table each; take one of them")
    if not output and not stats and not compare:
        raise typer.BadParameter("needs -o FILE, --stats or --compare; detente network --help tells what there is")
    if output and (stats or compare) and output.suffix.lower() != ".csv":
        raise typer.BadParameter(f"{output}: a table is written as .csv")
    store = known(graph, as_of)

    def between(since: datetime.date | None, until: datetime.date | None) -> Any:
        return detente.network(
            store,
            since=since,
            until=until,
            actors=actor,
            types=kind,
            min_weight=min_weight,
            status=status or ("actual",),
            side=side,
        )

    first, last = (day.date() if day else None for day in (since, until))
    if compare:
        eve = compare.date() - datetime.timedelta(days=1)
        pairs = detente.network_changes(between(first, eve), between(compare.date(), last))
        if output:
            _write([asdict(pair) for pair in pairs], detente.PairChange, "pair", output)
        else:
            _show(["actor", "other", "cooperation", "conflict", "change"], [_cells(pair) for pair in pairs])
        return
    net = between(first, last)
    if stats:
        found = detente.network_stats(net)
        if output:
            _write([asdict(it) for it in found.actors], detente.ActorStats, "actor", output)
        else:
            _show(list(_HEADS.values()), [[_words(name, getattr(it, name)) for name in _HEADS] for it in found.actors])
        for line in _summary(found):
            screen.note(line) if output else screen.stdout.print(line, soft_wrap=True)
    elif output:
        detente.write_network(net, output, graph=store)
        actors, ties = screen.counted(len(net), "actor"), screen.counted(net.number_of_edges(), "tie")
        screen.note(f"{actors}, {ties} written: {output}")


def _summary(found: detente.NetworkStats) -> Iterable[str]:
    yield (
        f"{screen.counted(found.pairs, 'pair')} of actors, {screen.counted(found.reports, 'report')}: "
        f"{found.cooperation:,} of cooperation, {found.conflict:,} of conflict"
    )
    communities = f"{found.communities:,} communit{'y' if found.communities == 1 else 'ies'}"
    yield f"{communities} of those who cooperate, modularity {found.modularity:.2f}"
    if found.balanced is not None and found.expected is not None:
        yield (
            f"{screen.counted(found.triads, 'triad')} of friends and foes, {found.balanced:.0%} balanced "
            f"({found.expected:.0%} if the same signs stood by chance)"
        )
    else:
        yield "no triads of friends and foes"


def _write(rows: Sequence[dict[str, Any]], kind: type[Any], noun: str, output: Path) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, [field.name for field in fields(kind)], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    with replacing(output) as stream:
        stream.write(text.getvalue().encode())
    screen.note(f"{screen.counted(len(rows), noun)} written: {output}")


def _show(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print the first rows."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for at, head in enumerate(heads):
        words = [word for row in rows[:_SHOWN] for word in row[at].split()]
        width = min(max(map(len, [head, *words])), WORD)
        table.add_column(head, justify="left" if head in ("actor", "other") else "right", min_width=width)
    for row in rows[:_SHOWN]:
        table.add_row(*map(Text, row))
    screen.stdout.print(table)
    if len(rows) > _SHOWN:
        screen.stdout.print(f"and {len(rows) - _SHOWN:,} more: -o FILE.csv has all", style="dim")


def _cells(pair: detente.PairChange) -> list[str]:
    cooperation = f"{pair.cooperation_before:,} → {pair.cooperation_after:,}"
    conflict = f"{pair.conflict_before:,} → {pair.conflict_after:,}"
    return [pair.actor, pair.other, cooperation, conflict, f"{pair.change:,}"]


def _words(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.0%}" if name == "balanced" else f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
