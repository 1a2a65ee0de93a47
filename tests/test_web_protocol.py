"""The SPARQL 1.1 Protocol, asked by a plain HTTP client."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, parse
from starlette.testclient import TestClient
from webgraph import ARVANIA, HOSTILE, graph_file

from detente.web.app import application
from detente.web.evaluation import Evaluator
from detente.web.source import Source

NAMES = f"SELECT ?name {{ <{ARVANIA}> rdfs:label ?name }}"
TRUE = "ASK { ?event a dt:Release }"
BUILT = f"CONSTRUCT {{ <{ARVANIA}> dt:released ?other }} WHERE {{ <{ARVANIA}> dt:released ?other }}"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = graph_file(tmp_path_factory.mktemp("web"))
    app = application(Source(path), evaluator=Evaluator(workers=1, rows=2000))
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        yield client


def ask(client: TestClient, query: str, accept: str = "*/*", **more: str) -> tuple[int, str, str]:
    response = client.get("/sparql", params={"query": query, **more}, headers={"Accept": accept})
    return response.status_code, response.headers["Content-Type"].partition(";")[0], response.text


def test_select_in_json_xml_csv_and_tsv(client: TestClient) -> None:
    status, media, text = ask(client, NAMES)
    assert (status, media) == (200, "application/sparql-results+json")
    assert json.loads(text)["results"]["bindings"] == [
        {"name": {"type": "literal", "value": "Arvania", "xml:lang": "en"}}
    ]
    _, media, text = ask(client, NAMES, "application/sparql-results+xml")
    space = {"s": "http://www.w3.org/2005/sparql-results#"}
    literal = ET.fromstring(text).find("s:results/s:result/s:binding[@name='name']/s:literal", space)
    assert (media, literal is not None and literal.text) == ("application/sparql-results+xml", "Arvania")
    assert list(csv.reader(io.StringIO(ask(client, NAMES, "text/csv")[2]))) == [["name"], ["Arvania"]]
    assert ask(client, NAMES, "text/tab-separated-values")[2] == '?name\n"Arvania"@en\n'


def test_xml_and_tsv_carry_what_would_be_markup(client: TestClient) -> None:
    query = "SELECT ?h ?none { ?a schema:headline ?h FILTER(CONTAINS(?h, 'script')) }"
    text = ask(client, query, "application/sparql-results+xml")[2]
    assert [it.text for it in ET.fromstring(text).iter("{http://www.w3.org/2005/sparql-results#}literal")] == [HOSTILE]
    lines = 'SELECT ?x { VALUES ?x { "a\\tb\\nc" } }'
    assert ask(client, lines, "text/tab-separated-values")[2] == '?x\n"a\\tb\\nc"\n'


def test_ask(client: TestClient) -> None:
    assert json.loads(ask(client, TRUE)[2]) == {"head": {}, "boolean": True}
    text = ask(client, TRUE, "application/sparql-results+xml")[2]
    assert ET.fromstring(text).findtext("{http://www.w3.org/2005/sparql-results#}boolean") == "true"
    assert ask(client, TRUE, "text/csv")[0] == 406


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_construct_in_every_format(client: TestClient, accept: str, form: RdfFormat) -> None:
    status, media, text = ask(client, BUILT, accept)
    assert (status, media) == (200, accept)
    triples = list(parse(text, format=form))
    assert len(triples) >= 2
    assert {triple.subject for triple in triples} == {NamedNode(ARVANIA)}


def test_post_of_a_form_and_of_a_query(client: TestClient) -> None:
    for response in (
        client.post("/sparql", data={"query": TRUE}),
        client.post("/sparql", content=TRUE, headers={"Content-Type": "application/sparql-query"}),
    ):
        assert response.json()["boolean"] is True
    assert client.post("/sparql", content=TRUE, headers={"Content-Type": "text/plain"}).status_code == 415
    assert client.put("/sparql", content=TRUE).status_code == 405


def test_the_graphs_that_the_protocol_names(client: TestClient) -> None:
    events = ARVANIA.partition("actor/")[0] + "graph/events"
    count = "SELECT (COUNT(*) AS ?n) { ?article a schema:NewsArticle }"
    numbers = [
        json.loads(ask(client, count, **more)[2])["results"]["bindings"][0]["n"]["value"]
        for more in ({}, {"default-graph-uri": events})
    ]
    assert numbers == ["5", "0"]
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    found = json.loads(ask(client, named, **{"named-graph-uri": events})[2])["results"]["bindings"]
    assert [row["g"]["value"] for row in found] == [events]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <https://elsewhere.example/g> { GRAPH ?g { ?s ?p ?o } }", "FROM"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "INSERT"),
        ("DROP ALL", "DROP"),
        ("SELECT * { ?s ?p", "not valid SPARQL"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "more than 2,000 rows"),
    ],
)
def test_queries_that_are_refused(client: TestClient, query: str, words: str) -> None:
    status, media, text = ask(client, query)
    assert (status, media) == (400, "text/plain")
    assert words in text
    assert "Traceback" not in text


def test_foreign_graphs_and_updates_of_the_protocol_are_refused(client: TestClient) -> None:
    assert ask(client, TRUE, **{"default-graph-uri": "file:///etc/passwd"})[0] == 400
    assert ask(client, TRUE, **{"named-graph-uri": "nowhere"})[0] == 400
    assert client.post("/sparql", data={"update": "DROP ALL"}).status_code == 400
    update = {"Content-Type": "application/sparql-update"}
    assert client.post("/sparql", content="DROP ALL", headers=update).status_code == 400
    assert client.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400


def test_the_description_of_the_service(client: TestClient) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    space = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, space.Service)
    assert graph.value(service, space.endpoint) == rdflib.URIRef("http://127.0.0.1:8765/sparql")
    assert graph.value(service, space.supportedLanguage) == space.SPARQL11Query
    assert len(list(graph.objects(service, space.resultFormat))) == 8
    people = client.get("/sparql", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (people.status_code, people.headers["Location"]) == (303, "/query")


def test_answers_to_download(client: TestClient) -> None:
    response = client.get("/sparql", params={"query": NAMES, "format": "csv"}, headers={"Accept": "text/html"})
    assert response.headers["Content-Type"].startswith("text/csv")
    assert response.headers["Content-Disposition"] == 'attachment; filename="answer.csv"'
