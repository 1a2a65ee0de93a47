"""The command that loads a graph into a triple store."""

from __future__ import annotations

from typing import Annotated

import typer

import detente
from detente import screen
from detente.cli.arguments import Graph, Netrc, Server, endpoint


def load(
    graph: Graph,
    address: Annotated[str, typer.Argument(metavar="URL", help="The server's Graph Store, update or query address.")],
    append: Annotated[
        bool, typer.Option("--append/--replace", help="Add to the server's graphs, or take their place.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="By SPARQL updates, not by the Graph Store Protocol.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be sent and what is there already; send nothing.")
    ] = False,
    server: Server = None,
    netrc: Netrc = False,
) -> None:
    """Load a graph into a triple store.

    Each named graph is loaded on its own, and its triples are counted there. A graph
    takes the place of the server's graph of the same name; others stay. Loading again changes nothing.
    """
    with endpoint(address, server, netrc) as store, screen.loading() as progress:
        loaded = detente.load(graph, store, append=append, update=update, dry_run=dry_run, progress=progress)
    screen.note(screen.loaded(loaded, dry_run=dry_run))
