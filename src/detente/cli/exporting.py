"""The commands that write a graph, or what lies in it, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import detente
from detente import screen
from detente.cli.arguments import DAY, AsOf, Day, Graph, known


def export(
    graph: Graph,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="As graph: .nq, .trig, .ttl, .jsonld, .rdf; as plover: .jsonl, .csv; else a folder.",
        ),
    ],
    form: Annotated[
        Literal["graph", "plover", "csv", "parquet", "neo4j"],
        typer.Option(
            "-f",
            "--format",
            help="The graph; event data in the PLOVER coding; tables of actors, articles, claims, events and roles; "
            "or nodes and relationships for Neo4j.",
        ),
    ] = "graph",
) -> None:
    """Write a graph in another format, as tables, or its events as event data."""
    store = detente.read_graph(graph)
    if form in ("csv", "parquet", "neo4j"):
        files = detente.write_tables(store, output, form=form)
        screen.note(f"written to {output}: {', '.join(f'{name} ({rows:,})' for name, rows in files.items())}")
    elif form == "plover":
        screen.note(f"{screen.counted(detente.export_plover(store, output), 'event')} written: {output}")
    else:
        detente.write_graph(store, output)
        screen.note(f"written: {output}")


def network(
    graph: Graph,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE", help="A page (.html), a picture (.svg, .png) or data (.graphml, .gexf)."
        ),
    ],
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
    side: Annotated[bool, typer.Option("--side", help="Count people as the state or body that they act for.")] = False,
    as_of: AsOf = None,
) -> None:
    """Write the network of actors, as a page to explore it, as a picture or as data."""
    store = known(graph, as_of)
    net = detente.network(
        store,
        since=since.date() if since else None,
        until=until.date() if until else None,
        actors=actor,
        types=kind,
        min_weight=min_weight,
        side=side,
    )
    detente.write_network(net, output, graph=store)
    actors, ties = screen.counted(len(net), "actor"), screen.counted(net.number_of_edges(), "tie")
    screen.note(f"{actors}, {ties} written: {output}")
