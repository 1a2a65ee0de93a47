"""Loading into real servers, and the queries that they answer."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import servers
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple
from test_cli import Done, run  # noqa: F401 a fixture
from test_queries import DATA, EXPECTED, asked

from detente.endpoint import Endpoint
from detente.load import BATCH, LoadError, Progress, load
from detente.query import Rows, ask, plain
from detente.servers import EndpointError
from detente.terms import parse_parameters
from detente.vocabulary import term

GRAPH = NamedNode("https://example.org/article/caf%C3%A9%2F1?x=1&y=%252B")
OTHER = NamedNode("https://example.org/article/2")
COPY = NamedNode("https://example.org/copy")
HARD = [
    "“quotes” 'and' \"more\" \\ backslash \\n \\u0041", "lines\nand\r\nreturns\tand tabs",
    "𝄞 😀 é e\u0301 \u2028 \u0085 \ufeff",
    "bell \x07 and escape \x1b", "long " * 20_000, "<script>&amp;</script>", "'''\"\"\"", "",
]  # fmt: skip


def triples(number: int, text: str = "text") -> list[Quad]:
    about = NamedNode("https://example.org/about")
    return [Quad(NamedNode(f"https://example.org/{at}"), about, Literal(f"{text} {at}"), GRAPH) for at in range(number)]


def stored(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def held(server: servers.Running, graph: NamedNode) -> set[tuple[object, ...]]:
    """What a server holds of a graph, by value."""
    with server.open() as endpoint:
        found = endpoint.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph.value}> {{ ?s ?p ?o }} }}")
    return set(map(by_value, found))


def by_value(triple: Triple | Quad) -> tuple[object, ...]:
    value = triple.object
    assert not isinstance(value, (BlankNode, Triple))
    language = (value.language or "").lower() if isinstance(value, Literal) else None
    return triple.subject, triple.predicate, plain(value), language


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(path=str(DATA / "affairs.trig"))
    return store


def clear(server: servers.Running, store: Store) -> None:
    server.clear(graph.value for graph in (*store.named_graphs(), GRAPH, OTHER, COPY) if isinstance(graph, NamedNode))


@pytest.fixture
def emptied(server: servers.Running, store: Store) -> servers.Running:
    clear(server, store)
    return server


@pytest.mark.parametrize("update", [False, True], ids=["put", "update"])
def test_what_was_loaded_is_there_by_value(emptied: servers.Running, update: bool) -> None:
    subject, about = NamedNode("https://example.org/é"), NamedNode("https://example.org/about")
    values: list[Literal | NamedNode] = [Literal(text) for text in HARD]
    values += [Literal(text, language="en-GB") for text in HARD[:3]]
    values += [Literal(True), Literal(-12), OTHER]
    typed = {"decimal": "0.360", "gYearMonth": "2021-03", "date": "2021-03-11", "gYear": "2021"}
    values += [Literal(text, datatype=term(f"xsd:{kind}")) for kind, text in typed.items()]
    store = stored([Quad(subject, about, value, GRAPH) for value in values] + triples(2 * BATCH + 1))
    with emptied.open() as endpoint:
        loaded = load(store, endpoint, update=update)
    assert (loaded.graphs, loaded.triples) == (1, len(store))
    assert held(emptied, GRAPH) == set(map(by_value, store))


@pytest.mark.parametrize("update", [False, True], ids=["put", "update"])
def test_replacing_and_appending(emptied: servers.Running, update: bool) -> None:
    with emptied.open() as endpoint:
        load(stored([*triples(3, "old"), Quad(OTHER, term("rdf:type"), OTHER, OTHER)]), endpoint)
        for _ in range(2):
            load(stored(triples(5)), endpoint, update=update)
            assert held(emptied, GRAPH) == set(map(by_value, triples(5)))
        for _ in range(2):
            loaded = load(stored(triples(7, "more")), endpoint, update=update, append=True)
            assert (loaded.new, loaded.known) == (0, 1)
            assert held(emptied, GRAPH) == set(map(by_value, triples(5) + triples(7, "more")))
    assert len(held(emptied, OTHER)) == 1, "other graphs stay as they are"


def test_a_dry_run_sends_nothing(emptied: servers.Running) -> None:
    with emptied.open() as endpoint:
        load(stored(triples(3)), endpoint)
        both = stored([*triples(5), Quad(OTHER, term("rdf:type"), term("schema:NewsArticle"), OTHER)])
        loaded = load(both, endpoint, dry_run=True)
        assert (loaded.graphs, loaded.triples, loaded.new, loaded.known, loaded.elsewhere) == (2, 6, 1, 1, 0)
        assert not held(emptied, OTHER)
        assert len(held(emptied, GRAPH)) == 3
        load(both, endpoint)
        assert load(stored(triples(3)), endpoint).elsewhere == 1, "an article that the loaded graph doesn't have"


def test_graphs_that_are_emptied(emptied: servers.Running) -> None:
    store = stored(triples(3))
    with emptied.open() as endpoint:
        load(store, endpoint)
        store.clear_graph(GRAPH)
        for update in (False, True):
            assert load(store, endpoint, update=update).triples == 0
            assert not held(emptied, GRAPH)


def test_equal_values_count_once(emptied: servers.Running, tmp_path: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    values = [
        '"0.36"^^<{}decimal>', '"0.360"^^<{}decimal>', '"colour"@en-GB', '"colour"@en-gb', '"1"^^<{}boolean>',
        '"true"^^<{}boolean>', '"2021"^^<{}gYear>', '"2021-03"^^<{}gYearMonth>', '"007"^^<{}integer>',
        '"7"^^<{}integer>', '"7"^^<{}nonNegativeInteger>', '"7.0"^^<{}decimal>', '"2021-03-11"^^<{}date>',
    ]  # fmt: skip
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"{OTHER} {OTHER} {value.format(xsd)} {OTHER} .\n" for value in values))
    for update in (False, True):
        with emptied.open() as endpoint:
            assert load(path, endpoint, update=update).triples == 8


class Lossy(Endpoint):
    """An endpoint to a server that loses what it is sent."""

    def put(self, graph: str, triples: bytes) -> None:
        super().put(graph, triples[triples.find(b"\n") + 1 :])


def test_a_server_that_loses_triples(emptied: servers.Running) -> None:
    with (
        Lossy(emptied.graphs, credentials=emptied.credentials) as endpoint,
        pytest.raises(EndpointError, match="1 of 1 graphs differ after loading: .* has 4 triples there instead of 5"),
    ):
        load(stored(triples(5)), endpoint)


@pytest.mark.parametrize(
    ("quads", "message"),
    [
        ([], "nothing to load"),
        ([Quad(OTHER, OTHER, OTHER, DefaultGraph())], "in no named graph"),
        ([Quad(OTHER, OTHER, BlankNode(), OTHER)], "blank nodes"),
        ([Quad(BlankNode(), OTHER, OTHER, OTHER)], "blank nodes"),
        ([Quad(OTHER, OTHER, OTHER, BlankNode())], "blank nodes"),
    ],
)
def test_graphs_that_cannot_be_loaded_again_are_refused(quads: list[Quad], message: str) -> None:
    with Endpoint("http://127.0.0.1:1/store") as endpoint, pytest.raises(LoadError, match=message):
        load(stored(quads), endpoint)


def test_progress(emptied: servers.Running) -> None:
    steps: list[Progress] = []
    with emptied.open() as endpoint:
        load(stored([*triples(2), Quad(OTHER, OTHER, OTHER, OTHER)]), endpoint, progress=steps.append)
    assert [(step.stage, step.done, step.total) for step in steps] == [
        ("sending", 1, 2), ("sending", 2, 2), ("checking", 1, 2), ("checking", 2, 2),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def affairs(server: servers.Running, store: Store) -> servers.Running:
    """A server with the affairs, names twice: what stands in several graphs must not count several times."""
    clear(server, store)
    names = {term("rdfs:label"), term("schema:name"), term("schema:headline")}
    copy = stored(Quad(*quad.triple, COPY) for quad in store if quad.predicate in names)
    with server.open() as endpoint:
        load(store, endpoint)
        load(copy, endpoint)
    return server


def values(rows: Rows) -> tuple[tuple[str, ...], list[list[tuple[str, object]]]]:
    """The rows by value; 0 is not false."""
    found = [[plain(term) for term in row] for row in rows.terms]
    return rows.columns, [[(type(value).__name__, value) for value in row] for row in found]


@pytest.mark.parametrize("call", [*EXPECTED, "actor-network", "actor-network actor=Belmora type=meeting"])
def test_same_answers_as_of_the_file(affairs: servers.Running, store: Store, call: str) -> None:
    name, _, rest = call.partition(" ")
    parameters = parse_parameters(re.split(r" (?=\w+=)", rest) if rest else [])
    with Endpoint(affairs.query, credentials=affairs.credentials) as endpoint:
        assert values(ask(endpoint, name, **parameters)) == values(asked(store, call))


def test_commands(
    emptied: servers.Running,
    run: Callable[..., Done],  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = Store(str(tmp_path / "store"))
    folder.bulk_load(path=str(DATA / "affairs.trig"), format=RdfFormat.TRIG)
    folder.flush()
    size = f"{len(folder):,}"
    del folder
    user, password = emptied.credentials.user, emptied.credentials.password
    monkeypatch.setenv("DETENTE_USER", user)
    monkeypatch.setenv("DETENTE_PASSWORD", password)
    done = run("load", tmp_path / "store", emptied.graphs, "--dry-run")
    assert (done.code, done.stdout) == (0, "")
    assert done.stderr.startswith(f"would send 8 graphs with {size} triples (8 new, 0 there before) to http")
    for options in ([], ["--update"], ["--append"]):
        done = run("load", DATA / "affairs.trig", emptied.graphs, *options)
        assert done.code == 0
        assert done.stderr.startswith(f"loaded 8 graphs with {size} triples ")
        assert not password or password not in done.stderr
    done = run("query", emptied.query, "releases", "--param", "actor=Arvania", "--format", "csv")
    assert (
        done.stdout
        == run("query", DATA / "affairs.trig", "releases", "--param", "actor=Arvania", "--format", "csv").stdout
    )
    assert run("query", emptied.query, "SELECT {").code == 6
    if user:
        monkeypatch.setenv("DETENTE_PASSWORD", "not-the-password")
        done = run("load", DATA / "affairs.trig", emptied.graphs)
        assert done.code == 6
        assert "401 Unauthorized; the server doesn't accept the credentials" in done.stderr
        assert "not-the-password" not in done.stderr
        monkeypatch.delenv("DETENTE_USER")
        assert run("load", DATA / "affairs.trig", emptied.graphs).code == 2
        monkeypatch.delenv("DETENTE_PASSWORD")
        done = run("load", DATA / "affairs.trig", emptied.graphs)
        assert (done.code, "set DETENTE_USER" in done.stderr) == (6, True)
        (tmp_path / "netrc").write_text(f"machine 127.0.0.1 login {user} password {password}\n")
        (tmp_path / "netrc").chmod(0o600)
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        assert run("load", DATA / "affairs.trig", emptied.graphs, "--netrc").code == 0


def test_wrong_usage(run: Callable[..., Done], tmp_path: Path) -> None:  # noqa: F811
    data = DATA / "affairs.trig"
    assert run("load", data, "nowhere").code == 2
    assert run("load", data, "http://127.0.0.1:1/x", "--server", "mysql").code == 2
    assert run("load", tmp_path / "none.nq", "http://127.0.0.1:1/store").code == 2
