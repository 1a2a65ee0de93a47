"""Programs that people use against a SPARQL endpoint, against ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from webgraph import ARVANIA, graph_file, served

RELEASED = f"PREFIX dt: <https://w3id.org/detente/ontology#> SELECT ?whom {{ <{ARVANIA}> dt:released ?whom }}"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(graph_file(tmp_path_factory.mktemp("web"))) as address:
        yield f"{address}/sparql"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rdflib(address: str, method: str, form: str) -> None:
    store = SPARQLStore(address, method=method, returnFormat=form)
    rows = list(store.query(RELEASED))
    assert len(rows) >= 2
    assert all(str(row[0]).startswith("https://w3id.org/detente/id/actor/") for row in rows)


def test_rdflib_as_a_graph(address: str) -> None:
    graph = rdflib.Graph(SPARQLStore(address))
    assert graph.value(rdflib.URIRef(ARVANIA), rdflib.RDFS.label) == rdflib.Literal("Arvania", lang="en")
    built = graph.query("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3")
    assert len(built.graph or ()) == 3


def test_sparqlwrapper(address: str) -> None:
    sparqlwrapper = pytest.importorskip("SPARQLWrapper")
    client = sparqlwrapper.SPARQLWrapper(address)
    client.setQuery(RELEASED)
    for method in (sparqlwrapper.GET, sparqlwrapper.POST):
        client.setMethod(method)
        client.setReturnFormat(sparqlwrapper.JSON)
        assert len(client.queryAndConvert()["results"]["bindings"]) >= 2
    client.setMethod(sparqlwrapper.GET)
    client.setQuery("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3")
    client.setReturnFormat(sparqlwrapper.TURTLE)
    assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) == 3
    client.setReturnFormat(sparqlwrapper.JSON)
    client.setQuery("SELECT * { ?s ?p")
    with pytest.raises(sparqlwrapper.SPARQLExceptions.QueryBadFormed):
        client.query()
