"""Endpoints against a server on this machine that does as each test says."""

import gzip
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message

import pytest
from pyoxigraph import Literal, NamedNode

from detente import endpoint as module
from detente.credentials import Credentials
from detente.endpoint import TRIES, Endpoint
from detente.query import ask
from detente.servers import EndpointError
from detente.sparql import QueryError

JSON = {"Content-Type": "application/sparql-results+json"}
ROWS = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "one"}}]}}'
SECRET = "s3cret-word"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answers; with status 0 it hangs up."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Request:
    """What the server was sent."""

    method: str
    path: str
    headers: Message
    body: str


@dataclass(slots=True)
class Scripted:
    """A server that gives these answers in turn, the last one again and again."""

    address: str
    answers: list[Answer]
    requests: list[Request]


@pytest.fixture
def serve() -> Iterator[Callable[..., Scripted]]:
    running: list[http.server.ThreadingHTTPServer] = []

    def serve(*answers: Answer) -> Scripted:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                scripted.requests.append(Request(self.command, self.path, self.headers, body.decode()))
                answer = scripted.answers.pop(0) if len(scripted.answers) > 1 else scripted.answers[0]
                if not answer.status:
                    self.connection.close()
                    return
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def do_PUT(self) -> None:
                self.do_POST()

            def log_message(self, *_: object) -> None:
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                pass

        server = Server(("127.0.0.1", 0), Handler)
        running.append(server)
        scripted = Scripted(f"http://127.0.0.1:{server.server_port}", list(answers), [])
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return scripted

    yield serve
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waits: list[float] = []
    monkeypatch.setattr(module.time, "sleep", waits.append)
    for name in ("DETENTE_USER", "DETENTE_PASSWORD", "DETENTE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return waits


Serve = Callable[..., Scripted]


def put(server: Scripted, **options: object) -> None:
    with Endpoint(f"{server.address}/store", **options) as endpoint:  # type: ignore[arg-type]
        endpoint.put("https://example.org/a%2Fb", b"<urn:a> <urn:b> <urn:c> .\n")


def test_requests_of_the_graph_store_protocol(serve: Serve) -> None:
    server = serve(Answer(204))
    put(server)
    with Endpoint(f"{server.address}/store") as endpoint:
        endpoint.post("https://example.org/x", b"")
        endpoint.update("CLEAR GRAPH <urn:é>")
    first, second, third = server.requests
    assert (first.method, first.path) == ("PUT", "/store?graph=https%3A%2F%2Fexample.org%2Fa%252Fb")
    assert first.headers["Content-Type"] == "application/n-triples"
    assert first.body == "<urn:a> <urn:b> <urn:c> .\n"
    assert (second.method, second.path) == ("POST", "/store?graph=https%3A%2F%2Fexample.org%2Fx")
    assert (third.method, third.path, third.body) == ("POST", "/update", "CLEAR GRAPH <urn:é>")
    assert third.headers["Content-Type"] == "application/sparql-update"


def test_tried_again_with_longer_and_longer_waits(serve: Serve, waits: list[float]) -> None:
    said: list[str] = []
    server = serve(Answer(503), Answer(0), Answer(500), Answer(429), Answer(204))
    put(server, notice=said.append)
    assert len(server.requests) == 5
    assert waits == [0.5, 1, 2, 4]
    assert "503 Service Unavailable; trying again in 0.5 s" in said[0]
    assert "no connection" in said[1]


def test_a_server_says_how_long_to_wait_within_reason(serve: Serve, waits: list[float]) -> None:
    put(serve(Answer(429, {"Retry-After": "7"}), Answer(503, {"Retry-After": "86400"}), Answer(204)))
    assert waits == [7, 60]


def test_given_up_in_the_end(serve: Serve, waits: list[float]) -> None:
    server = serve(Answer(503, body=b"busy"))
    with pytest.raises(EndpointError, match=rf"503 .*: busy; tried {TRIES} times") as raised:
        put(server)
    assert raised.value.code == 6
    assert (len(server.requests), len(waits)) == (TRIES, TRIES - 1)


def test_nobody_listens(waits: list[float]) -> None:
    with pytest.raises(EndpointError, match="no connection"), Endpoint("http://127.0.0.1:1/store") as endpoint:
        endpoint.update("")
    assert len(waits) == TRIES - 1


def test_refusals_are_final(serve: Serve, waits: list[float]) -> None:
    page = Answer(400, {"Content-Type": "text/html"}, b"<html><style>a</style><h1>No\n<b>such</b></h1> graph</html>")
    with pytest.raises(EndpointError, match="PUT: 400 Bad Request: No such graph$"):
        put(serve(page))
    with pytest.raises(EndpointError, match="403 Forbidden$"):
        put(serve(Answer(403)))
    with pytest.raises(EndpointError, match="404 Not Found; is it the right address"):
        put(serve(Answer(404)))
    with pytest.raises(EndpointError, match="set DETENTE_USER"):
        put(serve(Answer(401, {"WWW-Authenticate": "Basic"})))
    assert not waits
    failing = serve(Answer(500, body=b"Virtuoso 37000 Error\n\nSPARQL query:\nSELECT"))
    with pytest.raises(EndpointError, match="500 Internal Server Error: Virtuoso 37000 Error$"):
        ask(f"{failing.address}/sparql", "ASK {}")
    assert len(failing.requests) == 1, "a query that fails once fails again"


def test_credentials_go_to_no_other_address(serve: Serve) -> None:
    for credentials in (Credentials(token=SECRET), Credentials("ann", SECRET)):
        other = serve(Answer(204))
        target = f"{other.address}/store?signature={SECRET}"
        server = serve(Answer(307, {"Location": target}))
        with pytest.raises(EndpointError, match=r"redirects aren't followed: .*/store\)") as raised:
            put(server, credentials=credentials)
        assert not other.requests
        assert SECRET not in str(raised.value)


def test_secrets_that_a_server_echoes_are_not_shown(serve: Serve) -> None:
    said: list[str] = []
    for credentials in (Credentials(token=SECRET), Credentials("ann", SECRET)):
        for status in (400, 503):
            body = f"you are ann with {SECRET}, YW5uOnMzY3JldC13b3Jk".encode()
            with pytest.raises(EndpointError, match="you are ann") as raised:
                put(serve(Answer(status, body=body)), credentials=credentials, notice=said.append)
            assert SECRET not in str(raised.value)
    assert not any(SECRET in line for line in said)


def test_a_refused_password(serve: Serve) -> None:
    server = serve(Answer(401, {"WWW-Authenticate": 'Basic realm="x"'}))
    with pytest.raises(EndpointError, match="doesn't accept the credentials") as raised:
        put(server, credentials=Credentials("ann", SECRET))
    assert SECRET not in str(raised.value)
    assert [bool(request.headers["Authorization"]) for request in server.requests] == [False, True]


def test_answers_to_queries(serve: Serve) -> None:
    server = serve(Answer(headers=JSON, body=ROWS))
    with Endpoint(f"{server.address}/query") as endpoint:
        assert endpoint.select("SELECT * {}") == (("x",), [(Literal("one"),)])
    assert server.requests[0].body == "query=SELECT+%2A+%7B%7D&union-default-graph=true"
    assert server.requests[0].headers["Accept"] == "application/sparql-results+json"
    packed = Answer(headers={**JSON, "Content-Encoding": "gzip"}, body=gzip.compress(ROWS))
    assert list(ask(f"{serve(packed).address}/sparql", "SELECT ?x {}")) == [{"x": "one"}]


def test_distinct_rows_are_distinct(serve: Serve) -> None:
    row = b'{"x": {"type": "literal", "value": "one"}}'
    server = serve(Answer(headers=JSON, body=ROWS.replace(row, row + b", " + row)))
    for query, number in (("SELECT * {}", 2), ("SELECT ?x { ?x a ?y }", 2), ("select distinct ?x { ?x a ?y }", 1)):
        assert len(ask(f"{server.address}/sparql", query)) == number


def test_ask_also_as_virtuoso_answers(serve: Serve) -> None:
    yes, no = b'{"head": {}, "boolean": true}', b'{"head": {}, "boolean": false}'
    row, none = ROWS, b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'
    for body, truth in ((yes, True), (no, False), (row, True), (none, False)):
        assert ask(f"{serve(Answer(headers=JSON, body=body)).address}/sparql", "ASK {}").truth is truth


def test_graphs_as_answers(serve: Serve) -> None:
    server = serve(Answer(body=b"<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <urn:c> .\n"))
    rows = ask(f"{server.address}/sparql", "CONSTRUCT WHERE { ?s ?p ?o }")
    assert rows.terms == ((NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c")),)
    assert server.requests[0].headers["Accept"] == "application/n-triples"


@pytest.mark.parametrize("query", ["SELECT * {}", "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_answers_that_are_none(serve: Serve, query: str) -> None:
    with pytest.raises(EndpointError, match="can't be read"):
        ask(f"{serve(Answer(body=b'<html>welcome</html>')).address}/sparql", query)


def test_an_answer_that_was_cut_off(serve: Serve) -> None:
    cut = Answer(headers={**JSON, "X-SPARQL-MaxRows": "10000"}, body=ROWS)
    with pytest.raises(EndpointError, match="no more than 10000 rows"):
        ask(f"{serve(cut).address}/sparql", "SELECT * {}")


def test_an_answer_without_end(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_ANSWER", 1 << 20)
    bomb = Answer(headers={**JSON, "Content-Encoding": "gzip"}, body=gzip.compress(bytes(10 << 20)))
    with pytest.raises(EndpointError, match="larger than 1 MB"):
        ask(f"{serve(bomb).address}/sparql", "SELECT * {}")


def test_queries_are_checked_before_they_leave(serve: Serve) -> None:
    server = serve(Answer())
    for query in ("DROP ALL", "SELECT * { SERVICE <http://127.0.0.1/> {} }", "SELECT * FROM <urn:x> { ?s ?p ?o }"):
        with pytest.raises(QueryError):
            ask(f"{server.address}/sparql", query)
    assert not server.requests


def test_prefixes_need_not_be_declared(serve: Serve) -> None:
    server = serve(Answer(headers=JSON, body=ROWS))
    ask(f"{server.address}/sparql", "PREFIX dt: <urn:mine#> SELECT ?x { ?x a dt:Claim ; rdfs:label ?y }")
    sent = server.requests[0].body
    assert sent.count("PREFIX+dt%3A") == 1
    assert "PREFIX+rdfs%3A" in sent
