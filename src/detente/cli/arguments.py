"""Arguments that several commands have."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente import screen
from detente.servers import locate

if TYPE_CHECKING:
    from detente.endpoint import Endpoint

Graph = Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph that was built with detente.")]
Day = datetime.datetime
DAY = ["%Y-%m-%d"]
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


def endpoint(address: str, server: str | None, netrc: bool) -> Endpoint:
    """Return the server at an address, with the credentials that the user has for it."""
    from detente.credentials import Credentials
    from detente.endpoint import Endpoint

    locate(address, server=server)
    credentials = Credentials.from_netrc(address) if netrc else Credentials.from_environment()
    return Endpoint(address, server=server, credentials=credentials, notice=screen.complain)
