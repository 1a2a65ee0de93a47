"""The command line. Every error that a user can mend is one line on standard error, without a traceback."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

import detente
from detente import screen
from detente.cli.asking import query, show
from detente.cli.building import build, validate
from detente.cli.exporting import export
from detente.cli.loading import load
from detente.cli.networking import network
from detente.cli.serving import serve
from detente.cli.storing import add, remove, review
from detente.errors import DetenteError

app = typer.Typer(
    name="detente",
    help="News of diplomacy in, a knowledge graph that can be questioned out.",
    epilog="Exit codes: 0 done, 2 wrong usage, 3 some input unreadable, 4 nothing readable, 5 invalid graph, "
    "6 a server that fails.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
for command in (build, add, remove, review, validate, query, show, export, network, load, serve):
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"detente {detente.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, by default with the arguments of the process; it ends in SystemExit."""
    try:
        app(arguments)
    except DetenteError as error:
        screen.complain(f"detente: {error}")
        sys.exit(error.code)
    except BrokenPipeError:  # the reader of our output has gone: `detente query … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:  # a mistake of ours: a user gets one line, a developer the traceback
        if "DETENTE_DEBUG" in os.environ:
            raise
        told = f"{type(error).__name__}: {error}"
        screen.complain(f"detente: a mistake in detente itself ({told}); DETENTE_DEBUG=1 shows where it happened")
        sys.exit(1)
