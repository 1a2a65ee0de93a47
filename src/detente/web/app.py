"""The web application: which address leads where."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from detente.errors import DetenteError
from detente.serialization import write_quads
from detente.web.desk import Desk
from detente.web.evaluation import Evaluator
from detente.web.guard import Guard
from detente.web.negotiation import negotiate
from detente.web.pages import Pages
from detente.web.protocol import Endpoint
from detente.web.reader import Reader
from detente.web.results import HTML
from detente.web.source import Source
from detente.web.templating import STATIC

_DATA: Final = {"text/turtle": RdfFormat.TURTLE, "application/ld+json": RdfFormat.JSON_LD}
_SUFFIXES: Final = {"ttl": "text/turtle", "jsonld": "application/ld+json", "html": HTML}


def application(source: Source, *, host: str = "127.0.0.1", evaluator: Evaluator | None = None) -> Starlette:
    """The application over a graph. `host` is the name that requests may call it by, beside addresses and localhost.

    Raises:
        DetenteError: the scripts of the pages were not bundled when detente was installed.
    """
    if not (STATIC / "site.css").is_file():
        raise DetenteError(
            "the web pages' scripts are missing: they are bundled when detente is installed; "
            "in a checkout, run `pip install --editable .` again, with access to a package index"
        )
    queries = evaluator or Evaluator()
    pages = Pages(Desk(source))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        queries.close()
        source.close()

    async def named(request: Request) -> Response:
        return await run_in_threadpool(_named, request, source, pages)

    async def missing(request: Request, _: Exception) -> Response:
        return await run_in_threadpool(pages.missing, request, "There is no such page.")

    routes = [
        Route("/", pages.home),
        Route("/timeline", pages.timeline),
        Route("/network", pages.network),
        Route("/ties", pages.ties),
        Route("/query", pages.query),
        Route("/suggest", pages.suggest),
        Route("/sparql", Endpoint(source, queries).answer, methods=["GET", "POST"]),
        Route("/id/{name:path}", named),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    return Starlette(
        routes=routes,
        lifespan=lifespan,
        middleware=[Middleware(Guard, host=host)],
        exception_handlers={404: missing},
    )


def _named(request: Request, source: Source, pages: Pages) -> Response:
    """What an IRI of the graph stands for: a page for people, Turtle or JSON-LD for programs."""
    snapshot = source.current()
    # The path as it was sent: the server's own has %2F decoded.
    sent = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
    iri = snapshot.base + (sent or request.url.path).removeprefix("/id/")
    try:
        node = NamedNode(iri)
    except ValueError:
        return pages.missing(request, "That is no valid IRI.")
    reader = Reader(snapshot.store)
    if replaced := reader.node(iri, "dcterms:isReplacedBy"):
        return RedirectResponse(pages.path(replaced), 301)
    facts = _about(reader, node)
    if not facts:
        return pages.missing(request, f"The graph says nothing about {iri}.")
    asked = _SUFFIXES.get(request.query_params.get("format", ""))
    media = asked or negotiate(request.headers.get("accept"), (HTML, *_DATA))
    if media == HTML:
        return pages.thing(request, iri)
    if media is None:
        return PlainTextResponse(f"this can be had as {HTML}, {', '.join(_DATA)}\n", 406)
    output = io.BytesIO()
    write_quads(facts, output, _DATA[media], base=snapshot.base)
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Response(output.getvalue(), headers={"Content-Type": media + charset, "Vary": "Accept"})


def _about(reader: Reader, node: NamedNode) -> list[Quad]:
    """What is said of a node in any graph; of an article, everything in its own graph, whose IRIs lead here, too."""
    quads = [*reader.store.quads_for_pattern(node, None, None), *reader.store.quads_for_pattern(None, None, None, node)]
    return list(dict.fromkeys(quads))
