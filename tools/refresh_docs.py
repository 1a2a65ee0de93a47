"""Refresh what the documentation shows.

Written anew are docs/cli.md, from the commands; and in the README the output below ``$ detente …`` lines
and the picture.

Usage: python tools/refresh_docs.py
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import typer

from detente.cli import app

HOUSE = Path(__file__).parent.parent
README = HOUSE / "README.md"
REFERENCE = HOUSE / "docs" / "cli.md"
PAGES = [README, HOUSE / "CONTRIBUTING.md", *sorted((HOUSE / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str, language: str) -> Iterator[str]:
    """Yield the content of the code blocks of one language."""
    for block in BLOCK.finditer(text):
        if block[1] == language:
            yield block[2]


def commands(block: str) -> list[str]:
    """Return the commands of a console block: what follows "$ ", with lines that a backslash continues."""
    return re.findall(r"^\$ ((?:.*\\\n)*.*)$", block, re.MULTILINE)


def reference() -> str:
    """Return docs/cli.md: the help of detente and of each of its commands."""
    group = typer.main.get_group(app)
    parts = [
        "# The command line\n\nMade from the commands by `make docs`; a test fails where this page is stale.\n",
        _help("detente", group),
    ]
    parts += [f"## detente {name}\n\n{_help(f'detente {name}', command)}" for name, command in group.commands.items()]
    return "\n".join(parts)


def _help(name: str, command: typer.core.TyperCommand | typer.core.TyperGroup) -> str:
    context = command.context_class(command, info_name=name, terminal_width=100, color=False)
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return "```text\n" + "\n".join(lines).strip() + "\n```\n"


def refreshed(text: str, folder: Path) -> str:
    """Return a page with the output of its commands, run in `folder`; "…" in a line of its own keeps the rest out."""

    def run(block: re.Match[str]) -> str:
        if block[1] != "console":
            return block[0]
        old = re.split(r"^\$ (?:.*\\\n)*.*\n", block[2], flags=re.MULTILINE)[1:]
        parts = []
        for command, shown in zip(commands(block[2]), old, strict=True):
            lines = _output(command, folder)
            kept = shown.splitlines()
            if "…" in kept:
                lines = [*lines[: kept.index("…")], "…"]
            parts.append("\n".join([f"$ {command}", *lines]) + "\n")
        return "```console\n" + "".join(parts) + "```"

    return BLOCK.sub(run, text)


def _output(command: str, folder: Path) -> list[str]:
    environment = {**os.environ, "COLUMNS": "110", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True
    )
    return [line.rstrip() for line in done.stdout.decode().strip("\n").splitlines()]


def main() -> None:
    """Refresh the pages in place."""
    REFERENCE.write_text(reference(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(HOUSE / "examples", folder / "examples")
        README.write_text(refreshed(README.read_text(encoding="utf-8"), folder), encoding="utf-8")
        shutil.copyfile(folder / "network.svg", HOUSE / "docs" / "network.svg")


if __name__ == "__main__":
    main()
