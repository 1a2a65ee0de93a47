"""Questions in files: a SPARQL query whose ``#+`` lines say, in YAML, what it answers and what it can be given.

    #+ summary: Who met whom
    #+ description: One row for each pair.
    #+ parameters:
    #+   actor: {type: actor, description: one participant}
    #+ columns:
    #+   date: day, month or year

The query runs as it stands: each parameter is a block ``VALUES ?actor { … }`` with its default, or ``{ UNDEF }`` for
none. Several sub-SELECTs may have the same block: what one is given, all are.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from detente.resources import resource
from detente.sparql import QueryError, tokens

TYPES: Final = ("actor", "actor-type", "boolean", "date", "integer", "iri", "status", "string", "type")
_HEADER: Final = re.compile(r"^#\+ ?(.*)$", re.MULTILINE)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a question can be given; `default` is how the query's VALUES block has it, None for UNDEF."""

    name: str
    type: str
    description: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A query with what its header says. `columns` maps names to descriptions."""

    name: str
    text: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]

    def filled(self, values: Mapping[str, Sequence[str]]) -> str:
        """The query with the blocks of these parameters replaced by terms in N-Triples syntax.

        Raises:
            QueryError: no parameter of this question has that name.
        """
        unknown = sorted(values.keys() - {parameter.name for parameter in self.parameters})
        if unknown:
            raise QueryError(f"{self.name} has no parameter {unknown[0]!r}; {self._known(unknown[0])}")
        text = self.text
        for name, terms in values.items():
            for start, end in reversed(_blocks(text)[name]):
                text = f"{text[:start]} {' '.join(terms)} {text[end:]}"
        return text

    def _known(self, name: str) -> str:
        names = [parameter.name for parameter in self.parameters]
        close = difflib.get_close_matches(name, names, n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        return f"{hint}It takes {', '.join(names)}" if names else "it takes none"


def questions() -> list[Question]:
    """The shipped questions, by name."""
    return [_read(path) for path in sorted(resource("queries").glob("*.rq"))]


def question(query: str | Path) -> Question:
    """A shipped question by name, one in a file by its path, or the text of a query.

    Raises:
        QueryError: there is no such question or file, or its header is wrong.
    """
    if isinstance(query, Path) or query.endswith(".rq"):
        return _read(Path(query))
    if not _NAME.fullmatch(query):
        return parse(query, name="query")
    path = resource("queries") / f"{query}.rq"
    if path.is_file():
        return _read(path)
    names = [path.stem for path in resource("queries").glob("*.rq")]
    close = difflib.get_close_matches(query.lower(), names, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(close)}?" if close else f"there are {', '.join(sorted(names))}"
    raise QueryError(f"no shipped query is called {query!r}; {hint}")


def parse(text: str, *, name: str) -> Question:
    """A question from its text.

    Raises:
        QueryError: the header isn't YAML of the known keys, or a parameter has no VALUES block of its own.
    """
    header = "\n".join(match[1] for match in _HEADER.finditer(text))
    try:
        said = yaml.safe_load(header) or {}
    except yaml.YAMLError as error:
        raise QueryError(f"{name}: the lines with #+ are not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(said, dict) or not said.keys() <= {"summary", "description", "parameters", "columns"}:
        raise QueryError(f"{name}: the lines with #+ may have summary, description, parameters and columns")
    parameters, columns = said.get("parameters") or {}, said.get("columns") or {}
    if not isinstance(parameters, dict) or not isinstance(columns, dict):
        raise QueryError(f"{name}: parameters and columns map names to what they are")
    blocks = _blocks(text)
    return Question(
        name=name,
        text=text,
        summary=str(said.get("summary", "")).strip(),
        description=str(said.get("description", "")).strip(),
        parameters=tuple(_parameter(name, key, about, text, blocks) for key, about in parameters.items()),
        columns={str(key): str(about) for key, about in columns.items()},
    )


def _read(path: Path) -> Question:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: not UTF-8 text: {error}") from error
    except OSError as error:
        raise QueryError(f"{path}: can't be read: {error.strerror or error}") from error
    return parse(text, name=path.stem if path.parent == resource("queries") else str(path))


def _parameter(query: str, name: Any, about: Any, text: str, blocks: dict[str, list[tuple[int, int]]]) -> Parameter:
    if not isinstance(about, dict) or about.get("type") not in TYPES:
        raise QueryError(f"{query}: parameter {name!r} needs a type, one of {', '.join(TYPES)}")
    defaults = {text[start:end].strip() for start, end in blocks.get(name, [])}
    if len(defaults) != 1:
        raise QueryError(
            f"{query}: parameter {name!r} needs a block VALUES ?{name} {{ … }} in the query with one default"
            + (f", not {' and '.join(sorted(defaults))}" if defaults else "")
        )
    [default] = defaults
    return Parameter(
        str(name), about["type"], str(about.get("description", "")), None if default == "UNDEF" else default
    )


def _blocks(text: str) -> dict[str, list[tuple[int, int]]]:
    """Where the content of each ``VALUES ?name { … }`` lies."""
    found = list(tokens(text))
    blocks: dict[str, list[tuple[int, int]]] = {}
    for at in range(len(found) - 3):
        keyword, variable, opening = found[at : at + 3]
        if keyword[0].upper() == "VALUES" and variable.lastgroup == "variable" and opening[0] == "{":
            closing = next((token for token in found[at + 3 :] if token[0] == "}"), None)
            if closing is not None:
                blocks.setdefault(variable[0][1:], []).append((opening.end(), closing.start()))
    return blocks
