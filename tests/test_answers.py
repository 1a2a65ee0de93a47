"""Answers as tables, CSV, JSON and Turtle, each read back by what others would use."""

import csv
import io
import json

import pyoxigraph
import pytest
import rdflib
from rich.console import Console

from detente.answers import AnswerError, shortened, show, write
from detente.query import Rows, ask

STORE = pyoxigraph.Store()
STORE.load(
    input=b"""@prefix dt: <https://w3id.org/detente/ontology#> . @base <https://w3id.org/detente/id/> .
    <event/1> a dt:Release ; dt:count 52 ; dt:object "the \\"Anna\\", a boat\\nof wood"@en .
    <event/2> a dt:Release ; dt:agent _:somebody .""",
    format=pyoxigraph.RdfFormat.TURTLE,
)
QUERY = """SELECT ?event ?count ?object {
  ?event a dt:Release OPTIONAL { ?event dt:count ?count ; dt:object ?object }
} ORDER BY ?event"""


def shown(rows: Rows, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width)
    show(rows, console)
    output = console.file
    assert isinstance(output, io.StringIO)
    return output.getvalue()


def test_csv() -> None:
    rows = list(csv.reader(io.StringIO(write(ask(STORE, QUERY), "csv"), newline="")))
    event = "https://w3id.org/detente/id/event/"
    assert rows == [
        ["event", "count", "object"],
        [f"{event}1", "52", 'the "Anna", a boat\nof wood'],
        [f"{event}2", "", ""],
    ]


def test_json_is_that_of_the_standard() -> None:
    text = write(ask(STORE, QUERY), "json")
    read = rdflib.query.Result.parse(io.BytesIO(text.encode()), format="json")
    assert [str(variable) for variable in read.vars or ()] == ["event", "count", "object"]
    first, second = list(read)
    assert isinstance(first, rdflib.query.ResultRow)
    assert isinstance(second, rdflib.query.ResultRow)
    assert first.asdict()["count"] == rdflib.Literal(52)
    assert first.asdict()["object"] == rdflib.Literal('the "Anna", a boat\nof wood', lang="en")
    assert set(second.asdict()) == {"event"}
    assert json.loads(write(ask(STORE, "ASK {}"), "json")) == {"head": {}, "boolean": True}
    somebody = json.loads(write(ask(STORE, "SELECT ?x { ?e dt:agent ?x }"), "json"))
    assert somebody["results"]["bindings"][0]["x"]["type"] == "bnode"


def test_turtle_holds_the_graph() -> None:
    rows = ask(STORE, "CONSTRUCT { ?e dt:agent dt:X } { ?e a dt:Release }")
    text = write(rows, "turtle")
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == 2
    assert text == write(rows, "turtle") == shown(rows)
    with pytest.raises(AnswerError, match="take turtle or csv"):
        write(rows, "json")
    with pytest.raises(AnswerError, match="take csv or json"):
        write(ask(STORE, QUERY), "turtle")


def test_a_table_is_for_reading() -> None:
    text = shown(ask(STORE, QUERY))
    assert "event/1" in text
    assert "https:" not in text
    assert "2 rows\n" in text
    assert shown(ask(STORE, "ASK {}")) == "yes\n"
    assert shown(ask(STORE, "ASK { FILTER(false) }")) == "no\n"
    assert "0 rows" in shown(ask(STORE, "SELECT ?x { ?x a dt:Nothing }"))


def test_quotes_stand_below_the_table_once() -> None:
    rows = ask(
        STORE,
        "SELECT ?who ?article ?quote ?who_iri { VALUES (?who ?article ?quote ?who_iri) {"
        ' ("A" "Head [one]" "Said so." <a:b>) ("B" "Head [one]" "Said so." <a:b>) ("C" "Other" "Or so." <a:b>) } }',
    )
    text = shown(rows)
    assert text.count("“Said so.” (Head [one])") == 1
    assert [line.split()[-1] for line in text.splitlines() if line.strip()[:1] in "ABC" and line.strip()] == [
        "[1]", "[1]", "[2]",
    ]  # fmt: skip
    assert "3 rows; CSV and JSON also have who_iri" in text
    for width in (40, 60, 200):
        assert max(map(len, shown(rows, width).splitlines())) <= width


def test_short_forms() -> None:
    assert shortened(pyoxigraph.NamedNode("https://w3id.org/detente/id/actor/Q184")) == "actor/Q184"
    assert shortened(pyoxigraph.NamedNode("https://w3id.org/detente/ontology#Release")) == "dt:Release"
    assert shortened(pyoxigraph.NamedNode("urn:x")) == "urn:x"
    assert shortened(None) == ""
