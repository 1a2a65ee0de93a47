"""Answers for people and programs: a table, CSV, SPARQL results in JSON, Turtle."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Final, Literal, get_args

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.errors import DetenteError
from detente.iris import BASE
from detente.query import Rows, Term
from detente.serialization import write_quads
from detente.vocabulary import PREFIXES

Format = Literal["csv", "json", "turtle"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
WORD: Final = 16  # characters of a word that a column doesn't break


class AnswerError(DetenteError):
    """An answer that the chosen format can't hold."""


def write(rows: Rows, kind: Format) -> str:
    """An answer as CSV, JSON or Turtle, ending in a newline.

    Raises:
        AnswerError: rows asked for as Turtle, or a graph as JSON.
    """
    if kind == "turtle":
        if not rows.is_graph:
            raise AnswerError("only CONSTRUCT and DESCRIBE have a graph to write as Turtle; take csv or json")
        return _turtle(rows)
    if kind == "json":
        if rows.is_graph:
            raise AnswerError("a graph can't be written as SPARQL results in JSON; take turtle or csv")
        return json.dumps(_results(rows), ensure_ascii=False, indent=1) + "\n"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(rows.columns)
    writer.writerows([_value(term) for term in row] for row in rows.terms)
    return text.getvalue()


def show(rows: Rows, console: Console, *, title: str | None = None) -> None:
    """Print an answer for people: a table with the quotes below it, Turtle for a graph, yes or no for ASK."""
    if rows.form == "ASK":
        console.print("yes" if rows.truth else "no")
    elif rows.is_graph:
        console.print(_turtle(rows), end="", markup=False, highlight=False, soft_wrap=True)
    else:
        notes: dict[str, int] = {}
        console.print(_table(rows, notes, title))
        for note, number in notes.items():
            console.print(Padding(Text(f"[{number}] {note}"), (0, 0, 0, 1)))
        more = [column for column in rows.columns if column.endswith("_iri")]
        console.print(
            f"{len(rows):,} row{'s' * (len(rows) != 1)}"
            + (f"; CSV and JSON also have {', '.join(more)}" if more else ""),
            style="dim",
            highlight=False,
        )


def _table(rows: Rows, notes: dict[str, int], title: str | None) -> Table:
    """The rows without what others say in words (IRIs) and without quotes, which go into `notes`, numbered from 1."""
    drawn = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    quotes = [column for column in rows.columns if column == "quote" or column.endswith("_quote")]
    articles = [column.removesuffix("quote") + "article" for column in quotes]
    hidden = {*quotes, *articles}
    shown = [at for at, column in enumerate(rows.columns) if not column.endswith("_iri") and column not in hidden]
    shown = [at for at in shown or range(len(rows.columns)) if not rows.terms or any(row[at] for row in rows.terms)]
    for at in shown:
        title_words = rows.columns[at].replace("_", " ")
        words = f"{title_words} {' '.join(shortened(row[at]) for row in rows.terms)}".split()
        drawn.add_column(title_words, min_width=min(max(map(len, words)), WORD), overflow="fold")
    if quotes:
        drawn.add_column("source", min_width=6)
    for row in rows.terms:
        cells = [shortened(row[at]) for at in shown]
        if quotes:
            said = dict(zip(rows.columns, map(shortened, row), strict=True))
            told = [
                f"“{said[quote]}” ({said.get(article, '')})"
                for quote, article in zip(quotes, articles, strict=True)
                if said[quote]
            ]
            cells.append(" ".join(f"[{notes.setdefault(note, len(notes) + 1)}]" for note in told))
        drawn.add_row(*map(Text, cells))
    return drawn


def shortened(term: Term | None) -> str:
    """A term for reading: text as it is, IRIs with the project's prefixes."""
    if not isinstance(term, NamedNode):
        return "" if term is None else term.value if not isinstance(term, BlankNode) else str(term)
    iri = term.value
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _value(term: Term | None) -> str:
    return "" if term is None else str(term) if isinstance(term, BlankNode) else term.value


def _results(rows: Rows) -> dict[str, Any]:
    """The answer after *SPARQL 1.1 Query Results JSON Format*."""
    if rows.form == "ASK":
        return {"head": {}, "boolean": rows.truth}
    bindings = [
        {column: _binding(term) for column, term in zip(rows.columns, row, strict=True) if term is not None}
        for row in rows.terms
    ]
    return {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    plain = term.datatype.value == f"{PREFIXES['xsd']}string"
    return {"type": "literal", "value": term.value} | ({} if plain else {"datatype": term.datatype.value})


def _turtle(rows: Rows) -> str:
    output = io.BytesIO()
    write_quads((Quad(*row) for row in rows.terms), output, RdfFormat.TURTLE, base=BASE)  # type: ignore[arg-type]  # of CONSTRUCT
    return output.getvalue().decode()
