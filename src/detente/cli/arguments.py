"""Arguments that several commands have."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente import screen
from detente.graph import read_graph
from detente.servers import locate

if TYPE_CHECKING:
    from pyoxigraph import Store

    from detente.endpoint import Endpoint

Graph = Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph that was built with detente.")]
Day = datetime.datetime
DAY = ["%Y-%m-%d"]
AsOf = Annotated[
    Day | None,
    typer.Option("--as-of", formats=DAY, metavar="YYYY-MM-DD", help="Answer from what was published by then."),
]
Server = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        help="What the server is, where its address doesn't tell: blazegraph, fuseki, graphdb, neptune, oxigraph, "
        "qlever, virtuoso.",
    ),
]
Netrc = Annotated[
    bool,
    typer.Option(
        "--netrc",
        help="Take user and password from ~/.netrc, not from DETENTE_USER and DETENTE_PASSWORD or DETENTE_TOKEN.",
    ),
]


def known(graph: Path, as_of: Day | None) -> Store:
    """Return the graph, or what of it was known on a day."""
    store = read_graph(graph)
    if as_of is None:
        return store
    from detente.history import as_of as known_on  # consolidates anew: most calls need not wait for its import

    return known_on(store, as_of.date())


def endpoint(address: str, server: str | None, netrc: bool) -> Endpoint:
    """Return the server at an address, with the credentials that the user has for it."""
    from detente.credentials import Credentials
    from detente.endpoint import Endpoint

    locate(address, server=server)
    credentials = Credentials.from_netrc(address) if netrc else Credentials.from_environment()
    return Endpoint(address, server=server, credentials=credentials, notice=screen.complain)
