"""Triple stores for the tests: an Oxigraph that is started here, and a Virtuoso that tools/virtuoso.sh started.

Without them the tests that need one are skipped; with DETENTE_TEST_SERVERS set, as in .ci/run, they fail instead.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from detente.credentials import Credentials
from detente.endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs: the addresses to load into and to ask, and who may."""

    name: str
    graphs: str
    query: str
    credentials: Credentials

    def open(self) -> Endpoint:
        return Endpoint(self.graphs, credentials=self.credentials)

    def clear(self, graphs: Iterable[str]) -> None:
        """Remove these graphs. (Virtuoso takes minutes to list those that it has.)"""
        with self.open() as endpoint:
            for graph in graphs:
                endpoint.update(f"CLEAR SILENT GRAPH <{graph}>")


@contextlib.contextmanager
def oxigraph() -> Iterator[Running]:
    """An Oxigraph of its own, in memory."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        missing("no `oxigraph` program: pip install oxigraph")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"{base}/query?query=ASK%7B%7D")
            yield Running("oxigraph", f"{base}/store", f"{base}/query", Credentials())
        finally:
            process.terminate()


def virtuoso() -> Running:
    """The Virtuoso that the environment tells of."""
    base = os.environ.get("DETENTE_TEST_VIRTUOSO")
    if base is None:
        missing("no Virtuoso: DETENTE_TEST_VIRTUOSO is not set; tools/virtuoso.sh starts one")
    user, password = (os.environ[f"DETENTE_TEST_VIRTUOSO_{name}"] for name in ("USER", "PASSWORD"))
    return Running(
        "virtuoso", f"{base}/sparql-graph-crud-auth", f"{base}/sparql-auth", Credentials(user=user, password=password)
    )


def missing(reason: str) -> None:
    if os.environ.get("DETENTE_TEST_SERVERS"):
        pytest.fail(reason)
    pytest.skip(reason)


def _wait_for(address: str) -> None:
    for _ in range(200):
        with contextlib.suppress(httpx.TransportError):
            httpx.get(address, trust_env=False)
            return
        time.sleep(0.05)
    pytest.fail(f"{address} doesn't answer")
