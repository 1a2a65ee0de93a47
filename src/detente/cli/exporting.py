"""The commands that write a graph, or what lies in it, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import detente
from detente import screen
from detente.cli.arguments import Graph


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
