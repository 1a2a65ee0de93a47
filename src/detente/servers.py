"""Where the products that speak SPARQL over HTTP answer: queries, updates and the Graph Store Protocol.

Of each product one address is enough, the others follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from detente.errors import DetenteError


@dataclass(frozen=True, slots=True)
class Form:
    """How a product lays out its addresses behind a common base."""

    query: str
    update: str
    graphs: str | None  # None without the Graph Store Protocol
    known_by: str  # a pattern of host and path that tells the product
    endings: str = ""  # a pattern of what may stand behind the base
    asks: str = ""  # a pattern of other endings that answer queries too
    union: Mapping[str, str] = field(default_factory=dict)  # asks for the union of the graphs, where it isn't given


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a server; `union` are the parameters with which a query sees the union of the graphs."""

    server: str
    query: str
    update: str
    graphs: str | None
    union: Mapping[str, str]


FORMS: Final[Mapping[str, Form]] = {
    "neptune": Form("", "", "/gsp/", r".*/sparql/gsp/?|[^/]*\.neptune\.[^/]+/sparql/?", r"/gsp/?|/"),
    "graphdb": Form(
        "", "/statements", "/rdf-graphs/service", r".*/repositories/[^/]+(/statements|/rdf-graphs/service)?/?",
        r"/statements|/rdf-graphs/service|/",
    ),
    "blazegraph": Form("", "", None, r".*/(bigdata|blazegraph)(/namespace/[^/]+)?/sparql"),
    "virtuoso": Form(
        "/sparql", "/sparql-auth", "/sparql-graph-crud-auth", r"[^/]*/sparql(-auth|-graph-crud(-auth)?)?/?",
        r"/sparql(-auth|-graph-crud(-auth)?)?/?", r".*/sparql-auth",
    ),
    "oxigraph": Form(
        "/query", "/update", "/store", r"[^/]*/(query|update|store)", r"/(query|update|store)|/",
        union={"union-default-graph": "true"},
    ),
    "fuseki": Form(
        "/query", "/update", "/data", r"[^/]*/.+/(query|sparql|update|data|get)", r"/(query|sparql|update|data|get)|/",
        r".*/sparql", union={"default-graph-uri": "urn:x-arq:UnionGraph"},
    ),
    "qlever": Form("", "", "", ""),
}  # fmt: skip
ONE_ADDRESS: Final = "qlever"  # where everything is at one address, as with QLever: what an unknown server is taken for


class AddressError(DetenteError):
    """An address that no request can go to."""


class EndpointError(DetenteError):
    """A server that can't be reached, refuses or fails."""

    code = 6


def is_address(text: str) -> bool:
    """Whether a command means a server rather than a file."""
    return text.lower().startswith(("http://", "https://"))


def locate(address: str, *, server: str | None = None) -> Addresses:
    """The addresses of the server of which `address` is one; `server` names its product where `address` doesn't tell.

    Raises:
        AddressError: no HTTP address, one with a password or parameters in it, or an unknown product.
    """
    address = _checked(address)
    parts = urlsplit(address)
    if server is None:
        where = parts.netloc + parts.path
        server = next((name for name, form in FORMS.items() if re.fullmatch(form.known_by, where)), ONE_ADDRESS)
    elif server not in FORMS:
        raise AddressError(f"unknown kind of server {server!r}; there are {', '.join(sorted(FORMS))}")
    form = FORMS[server]
    base = re.sub(f"({form.endings})$", "", address) if form.endings else address
    return Addresses(
        server=server,
        query=address if form.asks and re.fullmatch(form.asks, address) else base + form.query,
        update=base + form.update,
        graphs=None if form.graphs is None else base + form.graphs,
        union=form.union,
    )


def _checked(address: str) -> str:
    # What is refused is not shown: it may hold a password.
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise AddressError("not the address of a server; it has to look like https://host:port/path")
    if "@" in parts.netloc:
        raise AddressError(
            "a user or password in the address is refused, for others can see it; "
            "set DETENTE_USER and DETENTE_PASSWORD, or use --netrc"
        )
    if "?" in address or "#" in address:
        raise AddressError(
            f"{parts.scheme}://{parts.netloc}{parts.path}: give the address without '?' or '#' and what follows"
        )
    return address
