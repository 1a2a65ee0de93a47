"""What people give a question, as RDF terms: "Lithuania", 14, 2025-09-11, "Release"."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, get_args

from pyoxigraph import Literal, NamedNode

from detente.questions import Parameter, Question
from detente.records import ActorType, Status
from detente.sparql import QueryError
from detente.types import event_types
from detente.vocabulary import term

Value = str | int | datetime.date | NamedNode | Literal
# Asks the graph a SELECT query and gives its rows, as text.
Select = Callable[[str], Iterable[Sequence[str]]]

ANY: Final = "any"
STATUSES: Final = tuple(status.capitalize() for status in get_args(Status))
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_ACTORS: Final = """
PREFIX dt: <https://w3id.org/detente/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?actor ?name ?preferred ?type WHERE {
  { SELECT DISTINCT ?actor WHERE { ?mentioned dt:refersTo ?actor } }
  VALUES (?property ?preferred) { (rdfs:label true) (skos:altLabel false) }
  ?actor ?property ?name ; a ?type .
}
"""


def parse_parameters(pairs: Iterable[str]) -> dict[str, list[str]]:
    """Parameters as the command line takes them, ``name=value``; the same name may come several times.

    Raises:
        QueryError: one has no name or no value.
    """
    values: dict[str, list[str]] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if not name.strip() or not value.strip():
            raise QueryError(f"parameter {pair!r}: write it as name=value")
        values.setdefault(name.strip(), []).append(value.strip())
    return values


def bind(
    question: Question, values: Mapping[str, Value | Sequence[Value] | None], select: Select
) -> dict[str, list[str]]:
    """The terms, in N-Triples syntax, that go into the blocks of the question's parameters.

    None and "any" stand for no restriction; several values mean any of them. `select` looks actors up by name.

    Raises:
        QueryError: a value doesn't fit its parameter's type, or no actor or several have that name.
    """
    parameters = {parameter.name: parameter for parameter in question.parameters}
    return {name: _terms(parameters.get(name), value, select) for name, value in values.items()}


def _terms(parameter: Parameter | None, value: Value | Sequence[Value] | None, select: Select) -> list[str]:
    if value is None or value == ANY or value == [ANY] or parameter is None:  # unknown names are refused by `filled`
        return ["UNDEF"]
    several = [value] if isinstance(value, (str, int, datetime.date, NamedNode, Literal)) else value
    return [str(_term(parameter, each, select)) for each in several]


def _term(parameter: Parameter, value: Value, select: Select) -> NamedNode | Literal:
    if isinstance(value, (NamedNode, Literal)):
        return value
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    match parameter.type:
        case "actor":
            return actor(text, select)
        case "iri" if _IRI.fullmatch(text):
            return NamedNode(text)
        case "date" if _day(text):
            return Literal(text, datatype=term("xsd:date"))
        case "integer" if re.fullmatch(r"[+-]?[0-9]+", text):
            return Literal(int(text))
        case "boolean" if text.lower() in ("true", "false"):
            return Literal(text.lower() == "true")
        case "string":
            return Literal(text)
        case "type":
            return named(parameter.name, text, event_types())
        case "actor-type":
            return named(parameter.name, text, get_args(ActorType))
        case "status":
            return named(parameter.name, text, STATUSES)
    forms = {"iri": "an IRI, such as https://…", "date": "a day, YYYY-MM-DD", "boolean": "true or false"}
    raise QueryError(f"{parameter.name}={text}: not {forms.get(parameter.type, 'a whole number')}")


def _day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def named(parameter: str, text: str, names: Iterable[str]) -> NamedNode:
    """The class or status among `names` that `text` names, however it is spaced and capitalised.

    Raises:
        QueryError: none of them.
    """
    known = {name.casefold(): name for name in names}
    key = re.sub(r"[\s_-]", "", text.removeprefix("dt:")).casefold()
    if key not in known:
        close = difflib.get_close_matches(key, known, n=3)
        hint = (
            f"did you mean {' or '.join(known[name] for name in close)}?"
            if close
            else f"it is one of {', '.join(known.values())}"
        )
        raise QueryError(f"{parameter}={text}: {hint}")
    return term(f"dt:{known[key]}")


def actor(text: str, select: Select) -> NamedNode:
    """The actor that a name or IRI means.

    Raises:
        QueryError: none has that name, or several.
    """
    if _IRI.fullmatch(text):
        return NamedNode(text)
    wanted = fold(text)
    found: dict[str, int] = {}
    names: dict[str, str] = {}
    for iri, name, preferred, kind in select(_ACTORS):
        names.setdefault(fold(name), name)
        if fold(name) == wanted:
            # A state is meant before the place of the same name, a main name before others.
            rank = 2 * (kind == term("dt:Place").value) + (preferred != "true")
            found[iri] = min(rank, found.get(iri, rank))
    best = sorted(iri for iri, rank in found.items() if rank == min(found.values()))
    if len(best) == 1:
        return NamedNode(best[0])
    if best:
        raise QueryError(f"{len(best)} actors are called {text!r}; give the IRI of one: {', '.join(best[:10])}")
    parts = [name for key, name in names.items() if wanted in key]
    close = [names[key] for key in difflib.get_close_matches(wanted, names, n=3)]
    hint = list(dict.fromkeys(close + parts))[:3]
    raise QueryError(
        f"no actor of this graph is called {text!r}; "
        + (f"did you mean {' or '.join(hint)}?" if hint else "the query 'actors' lists them all")
    )


def fold(name: str) -> str:
    """A name without case, accents and doubled spaces, to compare it with others."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
