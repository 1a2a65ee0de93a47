"""Asking a graph: names, files, SPARQL; what comes back, and what is said when it goes wrong."""

import datetime
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

from detente.graph import GraphError
from detente.query import Rows, ask
from detente.sparql import QueryError

AFFAIRS = Path(__file__).parent / "data" / "affairs.trig"
BASE = "https://w3id.org/detente/id/"


def test_a_graph_may_be_a_file_a_store_or_rdflib_s() -> None:
    store = pyoxigraph.Store()
    store.load(path=str(AFFAIRS))
    graph = rdflib.Graph()
    nt = pyoxigraph.serialize({quad.triple for quad in store}, format=pyoxigraph.RdfFormat.N_TRIPLES)
    graph.parse(data=nt, format="nt")
    answers = [ask(it, "meetings") for it in (AFFAIRS, str(AFFAIRS), store, graph)]
    assert answers[0] == answers[1] == answers[2] == answers[3]
    assert len(answers[0]) == 1
    with pytest.raises(GraphError, match=r"absent\.trig"):
        ask("absent.trig", "meetings")


def test_rows_hold_terms_and_give_python_values(tmp_path: Path) -> None:
    query = tmp_path / "mine.rq"
    query.write_text(
        "#+ parameters: {number: {type: integer}}\n"
        'SELECT ?number ?none (0.5 AS ?half) (true AS ?yes) ("a"@en AS ?text) (dt:Release AS ?iri)'
        ' ("2021-03-10"^^xsd:date AS ?day) ("2021-03"^^xsd:gYearMonth AS ?month) ("x"^^xsd:integer AS ?wrong)'
        " { VALUES ?number { 1 } OPTIONAL { ?none a dt:Nothing } }",
        encoding="utf-8",
    )
    rows = ask(AFFAIRS, query, number=[2, 3])
    assert (rows.form, rows.columns[:2], len(rows)) == ("SELECT", ("number", "none"), 2)
    assert rows.terms[0][4] == pyoxigraph.Literal("a", language="en")
    assert rows.terms[0][1] is None
    assert list(rows)[1] == {
        "number": 3, "none": None, "half": Decimal("0.5"), "yes": True, "text": "a",
        "iri": "https://w3id.org/detente/ontology#Release", "day": datetime.date(2021, 3, 10),
        "month": "2021-03", "wrong": "x",
    }  # fmt: skip


def test_yes_and_no_and_graphs() -> None:
    yes, no = ask(AFFAIRS, "ASK { ?x a dt:Pardon }"), ask(AFFAIRS, "ASK { ?x a dt:Expulsion }")
    assert (yes.form, yes.truth, no.truth, list(no)) == ("ASK", True, False, [{"answer": False}])
    described = ask(AFFAIRS, f"DESCRIBE <{BASE}actor/tam-corwin>")
    assert described.form == "DESCRIBE"
    assert described.is_graph
    assert described.columns == ("subject", "predicate", "object")
    assert {"subject": f"{BASE}actor/tam-corwin", "predicate": "http://www.w3.org/2000/01/rdf-schema#label",
            "object": "Tam Corwin"} in list(described)  # fmt: skip
    twice = "CONSTRUCT { ?a dt:agent ?b } { { ?a dt:agent ?b } UNION { ?a dt:agent ?b } }"
    assert len(ask(AFFAIRS, twice)) == len(set(ask(AFFAIRS, twice).terms)) > 0


def test_a_graph_of_the_store_may_be_asked_alone() -> None:
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s a dt:Country }}"
    alone = ask(AFFAIRS, count.format(f"FROM <{BASE}graph/actors>"))
    assert [row["n"] for row in alone] == [3]
    assert next(iter(ask(AFFAIRS, count.format("")))).get("n") != 3
    with pytest.raises(QueryError, match="query: line 1: FROM may only name a graph of this store"):
        ask(AFFAIRS, count.format("FROM <file:///etc/hostname>"))


@pytest.mark.parametrize("engine", ["oxigraph", "rdflib"])
@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("SELECT ?s {\n  ?s ?p }", r"query, line 2, column \d+: not valid SPARQL, at "),
        ("SELECT ?s { ?s nosuch:thing ?o }", "a prefix that no PREFIX line declares|Unknown namespace prefix"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "query: line 1: SERVICE is refused"),
        ("DELETE WHERE { ?s ?p ?o }", "query: line 1: DELETE is refused"),
        ("ASK " + "{" * 20_000 + "}" * 20_000, "nested more than"),
    ],
)
def test_errors_are_for_people(engine: str, query: str, complaint: str) -> None:
    graph = pyoxigraph.Store() if engine == "oxigraph" else rdflib.Graph()
    with pytest.raises(QueryError, match=complaint):
        ask(graph, query)


def test_unknown_functions() -> None:
    with pytest.raises(QueryError, match="query: can't be evaluated: .*urn:f"):
        ask(pyoxigraph.Store(), "SELECT * { FILTER(<urn:f>(1)) }")


def test_an_answer_is_true_if_it_has_rows() -> None:
    assert Rows("SELECT", ("a",), ((None,),)).truth
    assert not Rows("SELECT", ("a",), ()).truth
