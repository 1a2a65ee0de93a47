"""The commands that ask a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

import detente
from detente import answers, screen
from detente.cli.arguments import AsOf, Graph, Netrc, Server, endpoint, known
from detente.graph import replacing
from detente.questions import questions
from detente.servers import is_address
from detente.terms import parse_parameters


def query(
    graph: Annotated[
        str | None,
        typer.Argument(metavar="GRAPH", help="A graph that was built with detente, or the address of a server."),
    ] = None,
    question: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", help="The name of a shipped query, a file ending in .rq, or SPARQL."),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("-p", "--param", metavar="NAME=VALUE", help="A parameter of the query. May be repeated."),
    ] = None,
    form: Annotated[
        Literal["table", "csv", "json", "turtle"] | None,
        typer.Option("-f", "--format", help="The default is a table; json: SPARQL results; turtle: for CONSTRUCT."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE: .csv, .json or .ttl.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="Show the shipped queries and their parameters.")] = False,
    as_of: AsOf = None,
    server: Server = None,
    netrc: Netrc = False,
) -> None:
    """Ask a graph a question."""
    if listed:
        screen.list_questions(questions())
        return
    if graph is None or question is None:
        raise typer.BadParameter("needs a GRAPH and a QUERY; detente query --list shows the shipped ones")
    kind = form or (_form(output) if output else "table")
    parameters = parse_parameters(param or ())
    if is_address(graph):
        if as_of is not None:
            raise typer.BadParameter("--as-of takes a file or a store, not a server")
        with endpoint(graph, server, netrc) as store:
            rows = detente.query(store, question, **parameters)
    else:
        rows = detente.query(known(Path(graph), as_of), question, **parameters)
    if kind == "table":
        answers.show(rows, screen.stdout)
    elif output is None:
        sys.stdout.buffer.write(answers.write(rows, kind).encode())
    else:
        with replacing(output) as stream:
            stream.write(answers.write(rows, kind).encode())


def show(
    graph: Graph,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id, IRI or headline.")],
    as_of: AsOf = None,
) -> None:
    """Show what one article claims.

    Each claim with its sentence, the words that carry it highlighted.
    """
    screen.stdout.print(detente.show(known(graph, as_of), article))


def _form(output: Path) -> Literal["csv", "json", "turtle"]:
    forms: dict[str, Literal["csv", "json", "turtle"]] = {".csv": "csv", ".json": "json", ".ttl": "turtle"}
    if output.suffix not in forms:
        raise typer.BadParameter(f"{output}: use one of {', '.join(forms)}, or say --format")
    return forms[output.suffix]
