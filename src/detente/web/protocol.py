"""The SPARQL 1.1 Protocol, for queries: ``/sparql``, and its description where no query is given."""

from __future__ import annotations

import io
from typing import Final
from urllib.parse import parse_qsl

from pyoxigraph import Literal, NamedNode, Triple, serialize
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from detente.serialization import SerializationError
from detente.sparql import QueryError, form
from detente.vocabulary import PREFIXES
from detente.web.evaluation import Evaluator, LimitError, Query
from detente.web.negotiation import negotiate
from detente.web.results import CSV, GRAPHS, HTML, JSON, TSV, XML, offers
from detente.web.source import Source

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
# What the parameter `format` may say instead of an Accept header, for links.
_NAMES: Final = {"json": JSON, "xml": XML, "csv": CSV, "tsv": TSV, "turtle": "text/turtle"}
_ATTACHED: Final = {CSV: "answer.csv", TSV: "answer.tsv"}


class Endpoint:
    """Answers the requests of SPARQL clients."""

    def __init__(self, source: Source, evaluator: Evaluator) -> None:
        self._source = source
        self._evaluator = evaluator

    async def answer(self, request: Request) -> Response:
        """Answer one request: GET, POST of a form, or POST of a query itself."""
        try:
            parameters = await _parameters(request)
            if parameters is None:
                return _plain("POST a form or application/sparql-query\n", 415)
            return await self._respond(request, parameters)
        except (QueryError, SerializationError) as error:
            return _plain(f"{error}\n", 400)
        except LimitError as error:
            return _plain(f"{error}\n", 503, {"Retry-After": "5"})

    async def _respond(self, request: Request, parameters: list[tuple[str, str]]) -> Response:
        texts = [value for name, value in parameters if name == "query"]
        if any(name == "update" for name, _ in parameters):
            raise QueryError("updates are refused: this endpoint only reads")
        if not texts and request.method in ("GET", "HEAD"):
            return _description(request)
        if len(texts) != 1:
            raise QueryError(f"one parameter query is needed, not {len(texts)}")
        kind = form(texts[0])
        offered = offers(kind or "SELECT")
        wanted = next((_NAMES.get(value) for name, value in parameters if name == "format"), None)
        media = wanted if wanted in offered else negotiate(request.headers.get("accept"), offered)
        if media is None:
            return _plain(f"this answer can be had as {', '.join(offered)}\n", 406)
        query = Query(
            texts[0],
            media,
            tuple(value for name, value in parameters if name == "default-graph-uri"),
            tuple(value for name, value in parameters if name == "named-graph-uri"),
        )
        snapshot = await run_in_threadpool(self._source.current)
        content = await run_in_threadpool(self._evaluator.evaluate, query, snapshot)
        headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
        if wanted and media in _ATTACHED:
            headers["Content-Disposition"] = f'attachment; filename="{_ATTACHED[media]}"'
        charset = "; charset=utf-8" if media.startswith("text/") else ""
        return Response(content, headers=headers | {"Content-Type": media + charset})


async def _parameters(request: Request) -> list[tuple[str, str]] | None:
    """Names and values, from the address and from the body; None for a body that is neither form nor query."""
    found = request.query_params.multi_items()
    if request.method != "POST":
        return found
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise QueryError("the request isn't UTF-8 text") from error
    if kind == "application/x-www-form-urlencoded":
        return found + parse_qsl(text, keep_blank_values=True)
    if kind == "application/sparql-query":
        return [*found, ("query", text)]
    return [("update", text)] if kind == "application/sparql-update" else None


def _description(request: Request) -> Response:
    """What the endpoint offers (SPARQL 1.1 Service Description); people get the editor instead."""
    media = negotiate(request.headers.get("accept"), ("text/turtle", *GRAPHS, HTML))
    if media == HTML:
        return RedirectResponse("/query", 303)
    if media is None:
        return _plain(f"the description can be had as {', '.join(GRAPHS)}\n", 406)
    service, dataset = NamedNode(f"{request.base_url}sparql"), NamedNode(f"{request.base_url}sparql#dataset")
    kind = NamedNode(f"{PREFIXES['rdf']}type")

    def said(name: str, value: str) -> Triple:
        return Triple(service, NamedNode(_SD + name), NamedNode(value))

    triples = [
        Triple(service, kind, NamedNode(f"{_SD}Service")),
        said("endpoint", service.value),
        said("supportedLanguage", f"{_SD}SPARQL11Query"),
        said("feature", f"{_SD}UnionDefaultGraph"),
        *(said("resultFormat", _FORMATS + name) for name in (*_RESULTS, *_GRAPHS)),
        said("defaultDataset", dataset.value),
        Triple(dataset, kind, NamedNode(f"{_SD}Dataset")),
        Triple(service, NamedNode(f"{PREFIXES['rdfs']}label"), Literal("Détente: events of diplomacy", language="en")),
    ]
    output = io.BytesIO()
    serialize(triples, output, GRAPHS[media], prefixes=PREFIXES | {"sd": _SD})
    return Response(output.getvalue(), headers={"Content-Type": media, "Vary": "Accept"})


def _plain(text: str, status: int, headers: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(text, status, headers)
