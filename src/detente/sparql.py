"""What a query may do: it reads this graph, and nothing else.

A query is split into the tokens of SPARQL 1.1 (section 19) before any engine sees it. Updates, SERVICE and FROM of
graphs that aren't in the store are refused, and so are depths and lengths at which engines overflow their stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, Literal, cast

from detente.errors import DetenteError

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

DEPTH: Final = 100  # of brackets of any kind: rdflib gives up at 300, pyoxigraph's process dies of 20,000
MARKS: Final = 1000  # keywords and operators: pyoxigraph's process dies of some ten thousand in a row
LENGTH: Final = 1_000_000  # characters

_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_TOKEN: Final = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<comment>\#[^\r\n]*)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
          |"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+')
      | (?P<variable>[?$]\w+)
      | (?P<name>(?:[^\W\d_][\w.-]*|_)?:(?:[\w:%]|[.-](?=[\w:%.-])|\\.)*)
      | (?P<language>@[A-Za-z0-9-]+)
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<word>[^\W\d_]\w*)
      | (?P<mark>\S)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CAUSES: Final = {  # what pyoxigraph and rdflib say, in words
    "Prefix not found|Unknown namespace prefix": "a prefix that no PREFIX line declares",
    "Duplicated variable name": "the same name twice in SELECT",
    "SELECT contains a variable that is unbound": "a variable in SELECT that GROUP BY doesn't have",
}


class QueryError(DetenteError):
    """A query that can't be answered, with what to do about it."""


def tokens(text: str) -> Iterator[re.Match[str]]:
    """The tokens of a query, comments left out; ``match.lastgroup`` says what each is."""
    return (match for match in _TOKEN.finditer(text) if match.lastgroup != "comment")


def form(text: str) -> Form | None:
    """Whether a query is SELECT, ASK, CONSTRUCT or DESCRIBE; None if it is none of them."""
    words = (match[0].upper() for match in tokens(text) if match.lastgroup == "word")
    first = next((word for word in words if word not in ("BASE", "PREFIX")), "")
    return cast("Form", first) if first in _FORMS else None


def check(text: str, *, owns: Callable[[str], bool]) -> Form:
    """Refuse a query that would do anything but read this graph; return its form.

    `owns` tells whether the store has a graph of that IRI, which FROM may name then.

    Raises:
        QueryError: it is an update, asks another service, names a foreign graph, is too long or too deep.
    """
    if len(text) > LENGTH:
        raise QueryError(f"the query is longer than {LENGTH:,} characters; shorten it")
    # Engines may decode \u0053ERVICE before they parse: what is read either way has to be harmless.
    for reading in dict.fromkeys((text, _ESCAPE.sub(_decoded, text))):
        _check_size(reading)
        _check_words(reading, owns)
    kind = form(text)
    if kind is None:
        raise QueryError("no query: it must begin with SELECT, ASK, CONSTRUCT or DESCRIBE, behind its PREFIX lines")
    return kind


def _check_size(text: str) -> None:
    depth = marks = 0
    for token in tokens(text):
        if token[0] in "({[":
            depth += 1
        elif token[0] in ")}]":
            depth -= 1
        elif token.lastgroup == "word" or (token.lastgroup == "mark" and token[0] not in ".,;"):
            marks += 1
        if depth > DEPTH:
            raise QueryError(f"line {line(text, token.start())}: brackets nested more than {DEPTH} deep are refused")
        if marks > MARKS:
            raise QueryError(f"more than {MARKS:,} keywords and operators are refused; use VALUES for long lists")


def _check_words(text: str, owns: Callable[[str], bool]) -> None:
    found = list(tokens(text))
    for index, token in enumerate(found):
        if token.lastgroup != "word":
            continue
        word, where = token[0].upper(), f"line {line(text, token.start())}"
        if word in _UPDATES and not (word == "WITH" and index):
            raise QueryError(f"{where}: {word} is refused: a query only reads the graph (`detente build` writes it)")
        if word == "SERVICE":
            raise QueryError(f"{where}: SERVICE is refused: a query asks this graph alone, never another server")
        if word == "FROM":
            named = found[index + 1 : index + 3]
            if named and named[0][0].upper() == "NAMED":
                del named[0]
            iri = named[0][0] if named and named[0].lastgroup == "iri" else None
            if iri is None or not owns(iri[1:-1]):
                raise QueryError(
                    f"{where}: FROM may only name a graph of this store, by its IRI in full; "
                    "leave it out to ask the union of all graphs"
                )


def _decoded(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match[0]


def line(text: str, offset: int) -> int:
    """The number of the line, from 1, that `offset` lies in."""
    return text.count("\n", 0, offset) + 1


def syntax_error(text: str, message: str, *, name: str) -> QueryError:
    """An engine's complaint about `text` (``error at 3:23: expected …``), with the place between ▸ and ◂."""
    match = re.search(r"\bat (\d+):(\d+)", message) or re.search(r"line:(\d+), col:(\d+)", message)
    lines = text.splitlines()
    if match is None or not 0 < int(match[1]) <= len(lines):
        return QueryError(f"{name}: not valid SPARQL: {' '.join(message.split())}")
    row, column = int(match[1]), int(match[2])
    shown = lines[row - 1]
    before, after = shown[: column - 1].lstrip(), shown[column - 1 :].rstrip() or "(end of line)"
    cause = next((f": {cause}" for pattern, cause in _CAUSES.items() if re.search(pattern, message)), "")
    return QueryError(f"{name}, line {row}, column {column}: not valid SPARQL{cause}, at {before}▸{after}◂")
