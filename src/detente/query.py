"""Questions to a graph: a shipped one by name, one in a file, or SPARQL."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Store

from detente.graph import read_graph
from detente.questions import question
from detente.servers import is_address
from detente.sparql import Form, QueryError, check, syntax_error, tokens
from detente.terms import Value, bind
from detente.vocabulary import PREFIXES, local

if TYPE_CHECKING:
    import rdflib

    from detente.endpoint import Endpoint

Term = NamedNode | BlankNode | Literal
Row = tuple[Term | None, ...]
TRIPLE: Final = ("subject", "predicate", "object")
Plain = str | int | Decimal | bool | datetime.date | None

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONVERSIONS: Final[dict[str, Callable[[str], Plain]]] = {
    "integer": int,
    "decimal": Decimal,
    "boolean": lambda text: text in ("true", "1"),
    "date": datetime.date.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: rows of RDF terms under named columns.

    CONSTRUCT and DESCRIBE have the columns subject, predicate and object, ASK has one row with one boolean. Iterating
    gives one dict of plain Python values for each row; `terms` has the RDF terms, None where a column is unbound.
    """

    form: Form
    columns: tuple[str, ...]
    terms: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[dict[str, Plain]]:
        for row in self.terms:
            yield {column: plain(term) for column, term in zip(self.columns, row, strict=True)}

    @property
    def is_graph(self) -> bool:
        """Whether the rows are the triples of a graph."""
        return self.form in ("CONSTRUCT", "DESCRIBE")

    @property
    def truth(self) -> bool:
        """The answer of ASK; for the other forms, whether there is any row."""
        return self.terms == ((Literal(True),),) if self.form == "ASK" else bool(self.terms)


def ask(
    graph: str | os.PathLike[str] | Store | Endpoint | rdflib.Graph,
    query: str | Path,
    /,
    **parameters: Value | Sequence[Value] | None,
) -> Rows:
    """Ask a graph a question; it is read as the union of its named graphs.

    `graph` is a file, the folder of a store, the address of a server (https://…) or an Endpoint, a pyoxigraph Store or
    an rdflib Graph or Dataset (with ``default_union=True``); `query` is the name of a shipped question ("releases"),
    the path of an ``.rq`` file, or SPARQL, in which the prefixes of `detente.vocabulary` need not be declared.
    `parameters` are those of the question: actors by name or IRI, days as dates or YYYY-MM-DD, several values as a
    list, None for no restriction.

    Raises:
        QueryError: unknown question, parameter or name, or a query that is not valid SPARQL or does more than read.
        GraphError: the file can't be read.
        EndpointError: the server can't be reached, refuses or fails.
    """
    if isinstance(graph, str) and is_address(graph):
        from detente.endpoint import Endpoint  # a fifth of a second that files need not wait for

        with Endpoint(graph) as endpoint:
            return ask(endpoint, query, **parameters)
    asked = question(query)
    answer = _answerer(read_graph(graph) if isinstance(graph, (str, os.PathLike)) else graph)
    values = bind(asked, parameters, lambda text: (_texts(row) for row in answer(text, "names").terms))
    return answer(asked.filled(values), asked.name)


def _answerer(graph: Store | Endpoint | rdflib.Graph) -> Callable[[str, str], Rows]:
    if isinstance(graph, Store):
        return partial(_oxigraph, graph)
    from detente.endpoint import Endpoint

    return partial(_remote, graph) if isinstance(graph, Endpoint) else partial(_rdflib, graph)


def _texts(row: Row) -> list[str]:
    return ["" if term is None else term.value for term in row]


def _oxigraph(store: Store, text: str, name: str) -> Rows:
    kind = _checked(
        text, name, lambda iri: _ABSOLUTE.match(iri) is not None and store.contains_named_graph(NamedNode(iri))
    )
    # FROM names the default graph itself, which the union would take the place of.
    union = not any(token[0].upper() == "FROM" for token in tokens(text) if token.lastgroup == "word")
    try:
        found = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise syntax_error(text, str(error), name=name) from error
    except RuntimeError as error:
        raise QueryError(f"{name}: can't be evaluated: {error}") from error
    if isinstance(found, QueryBoolean):
        return Rows(kind, ("answer",), ((Literal(bool(found)),),))
    try:
        terms = tuple(tuple(cast("Term | None", term) for term in row) for row in found)
    except RuntimeError as error:
        raise QueryError(f"{name}: can't be evaluated: {error}") from error
    if isinstance(found, QuerySolutions):
        return Rows(kind, tuple(variable.value for variable in found.variables), terms)
    return Rows(kind, TRIPLE, tuple(sorted(set(terms), key=str)))


def _remote(endpoint: Endpoint, text: str, name: str) -> Rows:
    kind = _checked(text, name, lambda _: False)
    declared = {name[0][:-1] for word, name in pairwise(tokens(text)) if word[0].upper() == "PREFIX"}
    # On the first line, so that the server counts lines as the reader does.
    text = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if name not in declared) + text
    if kind == "ASK":
        return Rows(kind, ("answer",), ((Literal(endpoint.ask(text)),),))
    if kind == "SELECT":
        columns, rows = endpoint.select(text)
        words = [token[0].upper() for token in tokens(text) if token.lastgroup == "word"]
        at = words.index("SELECT") + 1
        if words[at : at + 1] == ["DISTINCT"]:  # which Virtuoso forgets where ORDER BY has an expression
            rows = list(dict.fromkeys(rows))
        return Rows(kind, columns, tuple(rows))
    triples = (cast("Row", tuple(triple)) for triple in endpoint.construct(text))
    return Rows(kind, TRIPLE, tuple(sorted(triples, key=str)))


def _rdflib(graph: rdflib.Graph, text: str, name: str) -> Rows:
    kind = _checked(text, name, lambda _: False)
    try:
        found = graph.query(text, initNs=PREFIXES)
    except Exception as error:  # pyparsing's, or a plain Exception for an unknown prefix
        raise syntax_error(text, str(error), name=name) from error
    if kind == "ASK":
        return Rows(kind, ("answer",), ((Literal(bool(found.askAnswer)),),))
    terms = tuple(tuple(_from_rdflib(term) for term in row) for row in cast("Iterable[Sequence[Any]]", found))
    if kind == "SELECT":
        return Rows(kind, tuple(str(variable) for variable in found.vars or ()), terms)
    return Rows(kind, TRIPLE, tuple(sorted(set(terms), key=str)))


def _owns(store: Store, iri: str) -> bool:
    return _ABSOLUTE.match(iri) is not None and store.contains_named_graph(NamedNode(iri))


def _checked(text: str, name: str, owns: Callable[[str], bool]) -> Form:
    try:
        return check(text, owns=owns)
    except QueryError as error:
        raise QueryError(f"{name}: {error}") from error


def _from_rdflib(term: Any) -> Term | None:
    import rdflib  # half a second that others need not wait for

    if isinstance(term, rdflib.Literal):
        if term.language or term.datatype is None:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype)))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    return None if term is None else NamedNode(str(term))


def plain(term: Term | None) -> Plain:
    """A term as a Python value: numbers, booleans and full days as such, anything else as text."""
    if not isinstance(term, Literal):
        return None if term is None else term.value if isinstance(term, NamedNode) else str(term)
    convert = _CONVERSIONS.get(local(term.datatype.value), str)
    try:
        return convert(term.value)
    except (ValueError, ArithmeticError):  # "abc"^^xsd:integer
        return term.value
