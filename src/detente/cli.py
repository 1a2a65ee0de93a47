"""The command line. Every error that a user can mend is one line on standard error, without a traceback."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

import detente
from detente import screen
from detente.errors import DetenteError
from detente.graph import replacing
from detente.iris import BASE
from detente.servers import is_address, locate

if TYPE_CHECKING:
    from detente.endpoint import Endpoint

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

Graph = Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph that was built with detente.")]
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


@app.command()
def build(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files (.txt, .md, .html, .json, .jsonl, each also .gz), folders, patterns, or - for standard input.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The graph: .nq, .trig, .ttl, .jsonld, .rdf; or .jsonl for accounts, one article a line.",
        ),
    ],
    model: Annotated[
        str | None, typer.Option(metavar="NAME|PATH", help="Another spaCy pipeline than the shipped one.")
    ] = None,
    published: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Publication date of texts that carry none."),
    ] = None,
    actors: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Further actors (.ttl or .csv). May be repeated.")
    ] = None,
    lexicon: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Further words for events (.yaml). May be repeated.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", min=1, metavar="N", help="Processes. The result is the same for any N.")
    ] = 1,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep the articles' text in the graph.")] = True,
    base: Annotated[str, typer.Option(metavar="IRI", help="Where the IRIs of data begin.")] = BASE,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 5 if anything had to be left out.")] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where to write what was left out, and why.", show_default="OUTPUT.report.txt"
        ),
    ] = None,
) -> None:
    """Read articles, extract who did what to whom, check it and write the graph.

    What the shapes don't allow is left out of the graph and told in the report.
    """
    with screen.progress(inputs) as progress:
        summary = detente.build(
            inputs,
            output,
            model=model,
            published=published.date() if published else None,
            actors=actors or (),
            lexicon=lexicon or (),
            jobs=jobs,
            text=text,
            base=base,
            report=report,
            progress=progress,
        )
    screen.summarize(summary)
    if strict and summary.violations:
        raise typer.Exit(5)
    raise typer.Exit(3 if summary.unreadable else 0)


@app.command()
def validate(graph: Graph) -> None:
    """Check a graph against the shapes. Exits with 5 if it violates any, or holds nothing to check."""
    report = detente.validate(graph)
    for line in report.lines():
        typer.echo(line)
    if not report.conforms:
        raise typer.Exit(5)
    typer.echo(f"{graph}: valid ({report.focus_nodes:,} nodes checked)")


@app.command()
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
    server: Server = None,
    netrc: Netrc = False,
) -> None:
    """Ask a graph a question."""
    from detente import answers, questions, terms

    if listed:
        screen.list_questions(questions.questions())
        return
    if graph is None or question is None:
        raise typer.BadParameter("needs a GRAPH and a QUERY; detente query --list shows the shipped ones")
    kind = form or (_form(output) if output else "table")
    parameters = terms.parse_parameters(param or ())
    if is_address(graph):
        with _endpoint(graph, server, netrc) as endpoint:
            rows = detente.query(endpoint, question, **parameters)
    else:
        rows = detente.query(graph, question, **parameters)
    if kind == "table":
        answers.show(rows, screen.stdout)
    elif output is None:
        sys.stdout.buffer.write(answers.write(rows, kind).encode())
    else:
        with replacing(output) as stream:
            stream.write(answers.write(rows, kind).encode())


@app.command()
def show(
    graph: Graph,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id, IRI or headline.")],
) -> None:
    """Show what one article claims: each claim with its sentence, the words that carry it highlighted."""
    screen.stdout.print(detente.show(detente.read_graph(graph), article))


@app.command()
def export(
    graph: Graph,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="As graph: .nq, .trig, .ttl, .jsonld, .rdf; as plover: .jsonl, .csv.",
        ),
    ],
    form: Annotated[
        Literal["graph", "plover"],
        typer.Option("-f", "--format", help="The graph, or event data in the PLOVER coding."),
    ] = "graph",
) -> None:
    """Write a graph in another format, or its events as event data."""
    store = detente.read_graph(graph)
    if form == "plover":
        screen.note(f"{screen.counted(detente.export_plover(store, output), 'event')} written: {output}")
    else:
        detente.write_graph(store, output)
        screen.note(f"written: {output}")


@app.command()
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
    """Load a graph into a triple store, each named graph on its own, and count its triples there.

    A graph takes the place of the server's graph of the same name; others stay. Loading again changes nothing.
    """
    with _endpoint(address, server, netrc) as endpoint, screen.loading() as progress:
        loaded = detente.load(graph, endpoint, append=append, update=update, dry_run=dry_run, progress=progress)
    screen.note(screen.loaded(loaded, dry_run=dry_run))


def _endpoint(address: str, server: str | None, netrc: bool) -> Endpoint:
    from detente.credentials import Credentials
    from detente.endpoint import Endpoint

    locate(address, server=server)
    credentials = Credentials.from_netrc(address) if netrc else Credentials.from_environment()
    return Endpoint(address, server=server, credentials=credentials, notice=screen.complain)


def _form(output: Path) -> Literal["csv", "json", "turtle"]:
    forms: dict[str, Literal["csv", "json", "turtle"]] = {".csv": "csv", ".json": "json", ".ttl": "turtle"}
    if output.suffix not in forms:
        raise typer.BadParameter(f"{output}: use one of {', '.join(forms)}, or say --format")
    return forms[output.suffix]


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
