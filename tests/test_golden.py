"""Answers about examples/articles, from the articles' files to the rows, against rows written by hand."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import detente
from detente.query import Plain, ask
from detente.terms import parse_parameters

ROOT = Path(__file__).parent.parent
CASES = [
    (block["query"], kind, row)
    for block in yaml.safe_load((ROOT / "tests/golden/examples.yaml").read_text(encoding="utf-8"))
    for kind in ("has", "lacks")
    for row in block.get(kind, ())
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("golden") / "graph.nq"
    detente.build([str(ROOT / "examples" / "articles")], output)
    return output


@pytest.fixture(scope="module")
def answers(graph: Path) -> dict[str, list[dict[str, Plain]]]:
    store = detente.read_graph(graph)
    found = {}
    for call in dict.fromkeys(call for call, _, _ in CASES):
        name, *pairs = re.split(r" (?=\w+=)", call)
        found[call] = list(ask(store, name, **parse_parameters(pairs)))
    return found


def matches(row: dict[str, Plain], wanted: dict[str, Any]) -> bool:
    told = [value for column, value in row.items() if not column.endswith(("article", "quote", "_iri"))]
    words = [str(value).casefold() for value in told]
    return all(
        (str(value).casefold() in str(row[column]).casefold() if isinstance(value, str) else row[column] == value)
        for column, value in wanted.items()
        if column not in ("among", "missing")
    ) and all(any(name.casefold() in word for word in words) for name in wanted.get("among", ()))


def case(call: str, kind: str, row: dict[str, Any]) -> Any:
    shown = ", ".join(str(value) for key, value in row.items() if key != "missing")
    cause = row.get("missing")
    marks = [pytest.mark.xfail(reason=cause, strict=True, raises=AssertionError)] if cause else []
    return pytest.param(call, kind, row, id=f"{call} {kind} {shown}", marks=marks)


@pytest.mark.parametrize(("call", "kind", "row"), [case(*it) for it in CASES])
def test_rows(answers: dict[str, list[dict[str, Plain]]], call: str, kind: str, row: dict[str, Any]) -> None:
    found = [it for it in answers[call] if matches(it, row)]
    assert bool(found) == (kind == "has"), f"{len(answers[call])} rows, {len(found)} of them like {row}"
