"""A server that speaks SPARQL over HTTP: asked, updated, and given graphs by the Graph Store Protocol.

After *SPARQL 1.1 Protocol* and *SPARQL 1.1 Graph Store HTTP Protocol*. Everything sent can be sent again without
harm, so it is tried again where the connection or the server fails for the moment. No redirect is followed: what is
meant for one address, credentials above all, goes to no other.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

import httpx
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from detente.credentials import Credentials
from detente.servers import Addresses, EndpointError, locate

TRIES: Final = 5
LONGEST_WAIT: Final = 60.0  # seconds, whatever the server asks for
LARGEST_ANSWER: Final = 1 << 30  # bytes
_JSON: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_TIMEOUT: Final = httpx.Timeout(600, connect=10)
_BUSY: Final = frozenset({429, 502, 503, 504})
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_TAG: Final = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


Row = tuple[NamedNode | BlankNode | Literal | None, ...]


class Endpoint:
    """A server by one of its addresses; `server` names the product where the address doesn't tell it.

    Use it in a ``with`` block. `credentials` are by default those of the environment; `notice` is told of what is
    tried again.

    Raises:
        AddressError: not an address that requests can go to.
        CredentialsError: credentials that are incomplete.
    """

    def __init__(
        self,
        address: str,
        *,
        server: str | None = None,
        credentials: Credentials | None = None,
        notice: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.addresses: Addresses = locate(address, server=server)
        self._credentials = Credentials.from_environment() if credentials is None else credentials
        self._notice = notice
        self._client = httpx.Client(
            auth=self._credentials.auth(),
            timeout=_TIMEOUT,
            headers={"User-Agent": "detente"},
            trust_env=urlsplit(address).hostname not in _LOCAL,  # a proxy doesn't lead to this machine
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()

    def select(self, text: str) -> tuple[tuple[str, ...], list[Row]]:
        """The columns and rows of a SELECT query over the union of the graphs.

        Raises:
            EndpointError: no answer, or only a part of one.
        """
        data = self._ask(text, _JSON)
        try:
            found = parse_query_results(data, format=QueryResultsFormat.JSON)
            if not isinstance(found, QuerySolutions):
                raise EndpointError(f"{self.addresses.query}: the answer has no rows")
            return tuple(variable.value for variable in found.variables), [tuple(row) for row in found]
        except SyntaxError as error:
            raise self._unreadable(error) from error

    def ask(self, text: str) -> bool:
        """The answer to an ASK query over the union of the graphs.

        Raises:
            EndpointError: no answer.
        """
        data = self._ask(text, _JSON)
        try:
            found = parse_query_results(data, format=QueryResultsFormat.JSON)
            # Virtuoso says yes by a row, and no by none.
            return any(True for _ in found) if isinstance(found, QuerySolutions) else bool(found)
        except SyntaxError as error:
            raise self._unreadable(error) from error

    def construct(self, text: str) -> set[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query over the union of the graphs.

        Raises:
            EndpointError: no answer.
        """
        data = self._ask(text, _TRIPLES)
        try:
            return {quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES)}
        except SyntaxError as error:
            raise self._unreadable(error) from error

    def _ask(self, text: str, accept: str) -> bytes:
        form = {"query": text, **self.addresses.union}
        response = self._send("POST", self.addresses.query, data=form, headers={"Accept": accept}, again=_BUSY)
        if limit := response.headers.get("X-SPARQL-MaxRows"):
            raise EndpointError(
                f"{self.addresses.query}: the server gives no more than {limit} rows; "
                "ask for less, or raise its limit (ResultSetMaxRows in virtuoso.ini)"
            )
        return response.content

    def _unreadable(self, error: SyntaxError) -> EndpointError:
        return EndpointError(f"{self.addresses.query}: the answer can't be read: {self._credentials.hide(str(error))}")

    def update(self, text: str) -> None:
        """Carry out an update.

        Raises:
            EndpointError: it was refused or failed.
        """
        self._send(
            "POST", self.addresses.update, content=text.encode(), headers={"Content-Type": "application/sparql-update"}
        )

    def put(self, graph: str, triples: bytes) -> None:
        """Put a graph, in N-Triples, in the place of the one of that name.

        Raises:
            EndpointError: it was refused or failed.
        """
        self._give("PUT", graph, triples)

    def post(self, graph: str, triples: bytes) -> None:
        """Add triples, in N-Triples, to a graph.

        Raises:
            EndpointError: it was refused or failed.
        """
        self._give("POST", graph, triples)

    def _give(self, method: str, graph: str, triples: bytes) -> None:
        assert self.addresses.graphs is not None
        headers = {"Content-Type": _TRIPLES}
        self._send(method, self.addresses.graphs, params={"graph": graph}, content=triples, headers=headers)

    def _send(
        self, method: str, address: str, *, again: frozenset[int] = _BUSY | {500}, **request: Any
    ) -> httpx.Response:
        for attempt in range(1, TRIES + 1):
            wait = 0.5 * 2 ** (attempt - 1)
            try:
                response = self._sent(method, address, request)
            except httpx.TransportError as error:
                problem = f"{address}: no connection: {self._credentials.hide(str(error) or type(error).__name__)}"
            except httpx.HTTPError as error:
                raise EndpointError(f"{address}: no valid answer: {self._credentials.hide(str(error))}") from None
            else:
                if response.is_success:
                    return response
                problem = f"{address}: {self._refusal(method, response)}"
                if response.status_code not in again:
                    raise EndpointError(problem)
                wait = min(_asked_wait(response.headers) or wait, LONGEST_WAIT)
            if attempt < TRIES:
                self._notice(f"{problem}; trying again in {wait:g} s")
                time.sleep(wait)
        raise EndpointError(f"{problem}; tried {TRIES} times")

    def _sent(self, method: str, address: str, request: Mapping[str, Any]) -> httpx.Response:
        with self._client.stream(method, address, **request) as response:
            size = 0
            parts = []
            for part in response.iter_bytes():
                size += len(part)
                if size > LARGEST_ANSWER:
                    raise EndpointError(
                        f"{address}: the answer is larger than {LARGEST_ANSWER >> 20:,} MB; ask for less"
                    )
                parts.append(part)
        # The body is decoded already.
        headers = [(name, value) for name, value in response.headers.multi_items() if name != "content-encoding"]
        return httpx.Response(response.status_code, headers=headers, content=b"".join(parts), request=response.request)

    def _refusal(self, method: str, response: httpx.Response) -> str:
        said = f"{method}: {response.status_code} {response.reason_phrase}"
        if response.status_code == httpx.codes.UNAUTHORIZED:
            return f"{said}; " + (
                "the server doesn't accept the credentials"
                if self._client.auth
                else "set DETENTE_USER and DETENTE_PASSWORD, or DETENTE_TOKEN, or use --netrc"
            )
        if response.is_redirect:
            parts = urlsplit(response.headers["Location"])
            where = f"{parts.scheme}://{parts.hostname}{parts.path}" if parts.hostname else parts.path
            return f"{said}; redirects aren't followed: give the address that it leads to ({where})"
        if response.status_code in (404, 405):
            return f"{said}; is it the right address? --server tells what kind of server it is"
        text = response.content[:100_000].decode("utf-8", "replace")
        if "html" in response.headers.get("Content-Type", ""):
            text = _TAG.sub(" ", text)
        text = text.partition("SPARQL query:")[0]  # which Virtuoso repeats in full
        words = " ".join(self._credentials.hide(text).split())
        return f"{said}: {words[:300]}" if words else said


def _asked_wait(headers: httpx.Headers) -> float:
    """The seconds that a server asks us to wait; dates are passed over."""
    asked = headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else 0.0
