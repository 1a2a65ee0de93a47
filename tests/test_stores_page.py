"""The commands of docs/stores.md: run where a server is there, else understood."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
import servers
import typer
from refresh_docs import HOUSE, blocks
from test_cli import Done, run  # noqa: F401 a fixture
from test_queries import DATA

from detente.cli import app
from detente.servers import FORMS, locate

PAGE = (HOUSE / "docs" / "stores.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^##+ (.+)\n((?:(?!##).*\n)*)", PAGE, re.MULTILINE))
COMMANDS = [shlex.split(line) for block in blocks(PAGE, "bash") for line in block.splitlines()]
OF_KIND = {
    "Oxigraph": "oxigraph", "Virtuoso": "virtuoso", "Apache Jena Fuseki": "fuseki", "GraphDB and RDF4J": "graphdb",
    "Blazegraph": "blazegraph", "Amazon Neptune": "neptune", "QLever": "qlever",
}  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_commands_are_understood(command: list[str]) -> None:
    program, name, *arguments = command
    assert program == "detente"
    subcommand = typer.main.get_group(app).commands[name]
    context = subcommand.make_context(name, arguments)
    if name == "load":
        locate(context.params["address"], server=context.params["server"])


@pytest.mark.parametrize("title", OF_KIND)
def test_addresses_tell_the_server(title: str) -> None:
    lines = [shlex.split(line) for block in blocks(SECTIONS[title], "bash") for line in block.splitlines()]
    addresses = [word for line in lines for word in line if word.startswith("http")]
    assert {locate(address).server for address in addresses} == {OF_KIND[title]}
    load = locate(next(line[3] for line in lines if line[1] == "load"))
    ask = locate(next(line[2] for line in lines if line[1] == "query"))
    assert (load.graphs, load.update) == (ask.graphs, ask.update)
    assert load.graphs is None or load.graphs in addresses


def test_every_kind_of_server_is_in_the_table() -> None:
    assert set(re.findall(r"^\| .*\(`(\w+)`\)", PAGE, re.MULTILINE)) == set(FORMS)


def test_commands_run(
    server: servers.Running,
    run: Callable[..., Done],  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Those for the servers that the tests have, at the addresses that these have here."""
    monkeypatch.chdir(tmp_path)
    assert run("export", DATA / "affairs.trig", "-o", "graph.nq").code == 0
    monkeypatch.setenv("DETENTE_USER", server.credentials.user)
    monkeypatch.setenv("DETENTE_PASSWORD", server.credentials.password)
    base = server.query.rpartition("/")[0]
    section = SECTIONS[server.name.capitalize()]
    for block in blocks(section, "bash"):
        for line in block.splitlines():
            _, *arguments = shlex.split(re.sub(r"http://localhost:\d+", base, line))
            assert run(*arguments).code == 0, line
