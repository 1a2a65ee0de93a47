import pytest

from detente.servers import FORMS, AddressError, is_address, locate

BEHIND = "https://data.example/rdf"
KNOWN = {
    "oxigraph": ("http://localhost:7878/store", "http://localhost:7878/query", "http://localhost:7878/update"),
    "virtuoso": (
        "http://localhost:8890/sparql-graph-crud-auth", "http://localhost:8890/sparql",
        "http://localhost:8890/sparql-auth",
    ),
    "fuseki": ("http://localhost:3030/news/data", "http://localhost:3030/news/query", "http://localhost:3030/news/update"),
    "graphdb": (
        "http://localhost:7200/repositories/news/rdf-graphs/service", "http://localhost:7200/repositories/news",
        "http://localhost:7200/repositories/news/statements",
    ),
    "neptune": (
        "https://x.cluster-y.eu-west-1.neptune.amazonaws.com:8182/sparql/gsp/",
        "https://x.cluster-y.eu-west-1.neptune.amazonaws.com:8182/sparql",
        "https://x.cluster-y.eu-west-1.neptune.amazonaws.com:8182/sparql",
    ),
    "blazegraph": (
        None, "http://localhost:9999/blazegraph/namespace/news/sparql",
        "http://localhost:9999/blazegraph/namespace/news/sparql",
    ),
    "qlever": ("http://localhost:7019", "http://localhost:7019", "http://localhost:7019"),
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN)
def test_of_each_product_any_address_gives_the_others(name: str) -> None:
    assert KNOWN.keys() == FORMS.keys()
    graphs, query, update = KNOWN[name]
    for address in (graphs, query, update):
        if address is not None:
            found = locate(address)
            assert (found.server, found.graphs, found.update) == (name, graphs, update)
            assert found.query == query or address.endswith("/sparql-auth")


def test_a_named_product_needs_only_its_base() -> None:
    assert locate(f"{BEHIND}/", server="oxigraph").graphs == f"{BEHIND}/store"
    assert locate(f"{BEHIND}/query", server="oxigraph").update == f"{BEHIND}/update"
    assert locate(BEHIND, server="virtuoso").graphs == f"{BEHIND}/sparql-graph-crud-auth"
    assert locate(f"{BEHIND}/news/", server="fuseki").graphs == f"{BEHIND}/news/data"
    assert locate(f"{BEHIND}/repositories/news/", server="graphdb").update == f"{BEHIND}/repositories/news/statements"
    assert locate(BEHIND, server="blazegraph").graphs is None


def test_another_address_that_answers_queries_is_kept() -> None:
    assert locate("http://localhost:8890/sparql-auth").query == "http://localhost:8890/sparql-auth"
    assert locate("http://localhost:3030/news/sparql").query == "http://localhost:3030/news/sparql"


def test_union_where_the_default_graph_is_another() -> None:
    assert {name for name in KNOWN if locate(KNOWN[name][1]).union} == {"oxigraph", "fuseki"}


@pytest.mark.parametrize(
    "address",
    ["", "graph.nq", "ftp://x.example/y", "http://", "http:///x", "https://x.example:0/", "https://x.example:99999/",
     "https://[::1/", "https://ann:hidden@x.example/", "https://hidden@x.example/", "https://x.example/?token=hidden",
     "https://x.example/#hidden"],
)  # fmt: skip
def test_refused_addresses_are_not_shown(address: str) -> None:
    with pytest.raises(AddressError) as raised:
        locate(address)
    assert "hidden" not in str(raised.value)
    assert raised.value.code == 2


def test_unknown_products() -> None:
    with pytest.raises(AddressError, match="'mysql'.* blazegraph, fuseki"):
        locate(BEHIND, server="mysql")


def test_files_are_no_addresses() -> None:
    assert is_address("HTTPS://x.example/y")
    assert not any(map(is_address, ["graph.nq", "http", "http_store/", "file:///x"]))
