"""The application on an address of this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Final

import uvicorn

from detente.errors import DetenteError
from detente.web.app import application
from detente.web.source import Source

PORT: Final = 8765


def serve(
    graph: str | os.PathLike[str],
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve a graph's file or store to browsers and SPARQL clients until interrupted.

    `ready` is called with the address of the first page when it can be asked for; port 0 takes any that is free.

    Raises:
        GraphError: the graph can't be read.
        DetenteError: the address is taken or isn't one of this machine.
    """
    try:
        bound = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise DetenteError(f"{host}:{port}: can't be served on: {error.strerror or error}; try --port") from error
    shown = f"[{host}]" if ":" in host else host
    with bound, Source(graph) as source:
        app = application(source, host=host)
        ready(f"http://{shown}:{bound.getsockname()[1]}/")
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, limit_concurrency=64)
        uvicorn.Server(config).run(sockets=[bound])
