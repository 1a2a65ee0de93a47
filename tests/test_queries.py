"""The shipped queries: their headers, and what they answer on a small graph written by hand, on both engines."""

import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import yaml

from detente.query import Rows, ask
from detente.questions import Question, questions
from detente.terms import parse_parameters

DATA = Path(__file__).parent / "data"
EXPECTED = yaml.safe_load((DATA / "affairs.yaml").read_text(encoding="utf-8"))
# rdflib's own reader of TriG uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")
SELECTS = [question for question in questions() if question.columns]


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(path=str(DATA / "affairs.trig"))
    return store


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(DATA / "affairs.trig")
    return dataset


def asked(graph: pyoxigraph.Store | rdflib.Graph, call: str) -> Rows:
    """Ask what stands in affairs.yaml: a name and its parameters, of which values may have spaces."""
    name, _, rest = call.partition(" ")
    pairs = re.split(r" (?=\w+=)", rest) if rest else []
    return ask(graph, name, **parse_parameters(pairs))


def test_the_data_quotes_its_texts_to_the_letter(store: pyoxigraph.Store) -> None:
    query = """SELECT ?quote ?words ?begin ?end ?text {
      ?quote nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end ;
        nif:referenceContext/nif:isString ?text }"""
    rows = list(ask(store, query))
    assert len(rows) > 20
    for row in rows:
        begin, end = int(str(row["begin"])), int(str(row["end"]))
        assert str(row["text"])[begin:end] == row["words"]
        assert str(row["quote"]).endswith(f"#char={begin},{end}")


@pytest.mark.parametrize("call", EXPECTED)
def test_answers(store: pyoxigraph.Store, call: str) -> None:
    columns, answer = EXPECTED[call]["columns"], asked(store, call)
    assert [column for column in answer.columns if column in columns] == columns
    assert [[row[column] for column in columns] for row in answer] == EXPECTED[call]["rows"]


@pytest.mark.parametrize("call", [*EXPECTED, "actor-network", "actor-network actor=Belmora type=meeting"])
def test_same_answers_on_rdflib(store: pyoxigraph.Store, dataset: rdflib.Dataset, call: str) -> None:
    assert asked(store, call) == asked(dataset, call)


def test_every_query_is_tested() -> None:
    tested = {call.partition(" ")[0] for call in EXPECTED}
    assert tested == {question.name for question in SELECTS}
    for question in SELECTS:
        assert any(EXPECTED[call]["rows"] for call in EXPECTED if call.split()[0] == question.name), "no row anywhere"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_headers(store: pyoxigraph.Store, question: Question) -> None:
    assert question.summary
    assert question.description
    assert not question.summary.endswith(".")
    assert all(parameter.description for parameter in question.parameters)
    declared = set(re.findall(r"VALUES \?(\w+) \{ (?:UNDEF|\d+) \}", question.text))
    assert declared <= {parameter.name for parameter in question.parameters}, "a default that nobody can change"
    if question.columns:
        columns = [column for column in ask(store, question.name).columns if not column.endswith("_iri")]
        assert columns == list(question.columns)


@pytest.mark.parametrize("question", SELECTS, ids=lambda question: question.name)
def test_runs_as_it_stands_in_any_engine(store: pyoxigraph.Store, dataset: rdflib.Dataset, question: Question) -> None:
    solutions = store.query(question.text, use_default_graph_as_union=True)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    # Reading a query without our prefixes and machinery gives as many rows.
    assert len(list(solutions)) == len(list(dataset.query(question.text))) == len(ask(store, question.name))


def test_rows_that_rest_on_claims_carry_article_and_quote() -> None:
    without = {"actors", "articles"}
    assert {question.name for question in SELECTS if not {"article", "quote"} <= set(question.columns)} == without


def test_network_is_a_graph_of_relations_with_names(store: pyoxigraph.Store) -> None:
    rows = ask(store, "actor-network", actor="Belmora")
    facts = {(str(row["subject"]).rpartition("/")[2], str(row["predicate"]).rpartition("#")[2],
              str(row["object"]).rpartition("/")[2]) for row in rows}  # fmt: skip
    assert ("arvania", "agreedWith", "belmora") in facts
    assert ("belmora", "easedSanctionsOn", "arvair") in facts
    assert ("orlan-veska", "metWith", "tam-corwin") in facts
    assert ("tam-corwin", "label", "Tam Corwin") in facts
    assert not any(predicate == "visited" for _, predicate, _ in facts), "a visit that was only planned"
    assert not any("jon-reik" in fact for fact in facts)
