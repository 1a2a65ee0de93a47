"""The command that shows a graph in a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from detente import screen
from detente.cli.arguments import Graph

_PORT = 8765


def serve(
    graph: Graph,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; 0.0.0.0 lets others on the network in.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="Where to listen; 0 takes any that is free.")
    ] = _PORT,
) -> None:
    """Show a graph in a browser, and answer SPARQL clients, until interrupted.

    Search, articles, events, actors, network, timeline and queries; SPARQL 1.1 Protocol
    at /sparql. Only reads, and sees what is added to the graph.
    """
    from detente.web.server import serve

    screen.note(f"{graph}: reading")
    serve(graph, host=host, port=port, ready=lambda address: screen.note(f"{graph}: {address} (Ctrl-C ends it)"))
