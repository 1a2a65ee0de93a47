"""The pages, each from what a request asks for to HTML."""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from detente.questions import questions
from detente.types import event_types
from detente.vocabulary import PREFIXES, local
from detente.web.actors import read_actor
from detente.web.articles import read_article
from detente.web.desk import Desk
from detente.web.events import read_event, teller
from detente.web.filters import read_filters
from detente.web.sayings import read_sayings
from detente.web.templating import environment
from detente.web.ties import LIMITS
from detente.web.timeline import HEIGHT, WIDTH, timeline

_EXAMPLE: Final = "releases"
_HEADER: Final = re.compile(r"^#\+.*\n", re.MULTILINE)
_SHOWN: Final = 20  # items of a list on one page
_GROUPS: Final = (("article", "Articles"), ("event", "Events"), ("actor", "Actors"))


class Pages:
    """Makes the pages of what lies on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._templates = environment()
        self._templates.globals["path"] = self.path

    def path(self, iri: str) -> str:
        """Where this server shows an IRI of the graph; the IRI itself if it isn't one of those."""
        base = self._desk.source.current().base
        return f"/id/{iri.removeprefix(base)}" if iri.startswith(base) else iri

    def home(self, request: Request) -> Response:
        """The search, and the latest articles."""
        catalogue = self._desk.catalogue()
        text = request.query_params.get("q", "").strip()[:200]
        kind, page = request.query_params.get("kind", ""), _page(request)
        kinds = [(name, title) for name, title in _GROUPS if kind in (name, "")]
        shown = _SHOWN if kind else 6
        groups = []
        for name, title in kinds if text else ():
            total, hits = catalogue.search(text, name, limit=shown, offset=(page - 1) * shown)
            groups.append((name, title, total, hits))
        articles = [] if text else catalogue.rows(
            "SELECT iri, headline, published, publisher FROM article ORDER BY published DESC, iri LIMIT ? OFFSET ?",
            [_SHOWN, (page - 1) * _SHOWN],
        )  # fmt: skip
        counts = {table: catalogue.count(table) for table in ("article", "event", "actor")}
        busiest = catalogue.rows("SELECT iri, name, events FROM actor ORDER BY events DESC, name LIMIT 12")
        return self._html("home.html", request, text=text, kind=kind, page=page, groups=groups, articles=articles,
                          counts=counts, busiest=busiest, shown=shown, listed=_SHOWN)  # fmt: skip

    def timeline(self, request: Request) -> Response:
        """Events over time, and as a list."""
        catalogue = self._desk.catalogue()
        filters, wrong = read_filters(request.query_params, catalogue.actor)
        page = _page(request)
        condition, values = filters.condition()
        total = int(catalogue.rows(f"SELECT COUNT(*) FROM event WHERE {condition}", values)[0][0])
        events = catalogue.happenings(filters, limit=_SHOWN, offset=(page - 1) * _SHOWN)
        return self._html("timeline.html", request, filters=filters, wrong=wrong, page=page, total=total,
                          events=events, shown=_SHOWN, chart=timeline(catalogue, filters),
                          chart_width=WIDTH, chart_height=HEIGHT)  # fmt: skip

    def network(self, request: Request) -> Response:
        """The network of actors."""
        filters, wrong = read_filters(request.query_params, self._desk.catalogue().actor)
        limit = _limit(request)
        ties = self._desk.network(filters, limit)
        data = ties.data() | {"paths": {node.id: self.path(node.id) for node in ties.nodes}}
        data["events"] = f"/ties?{filters.parameters()}"
        return self._html("network.html", request, filters=filters, wrong=wrong, limit=limit, ties=ties, data=data)

    def ties(self, request: Request) -> Response:
        """The events that tie two actors, with a sentence and its source for each, as JSON for the network's page."""
        catalogue = self._desk.catalogue()
        filters, _ = read_filters(request.query_params, catalogue.actor)
        condition, values = filters.condition()
        ends = [request.query_params.get(name, "") for name in ("source", "target")]
        rows = catalogue.rows(
            "SELECT iri, label, type, date, status, reports FROM event WHERE id IN (SELECT event FROM tie WHERE "
            f"source = ? AND target = ?) AND {condition} ORDER BY first IS NULL, first DESC, iri LIMIT 50",
            [*ends, *values],
        )
        sayings = read_sayings(self._desk.reader().store, [row[0] for row in rows])
        events = [
            {"label": label, "type": kind, "date": date, "status": status.lower(), "reports": reports,
             "path": self.path(iri),
             "quotes": [{"text": said.quote, "source": said.teller, "published": said.source.published,
                         "path": f"{self.path(said.source.iri)}#{said.id}"} for said in sayings.get(iri, ())]}
            for iri, label, kind, date, status, reports in rows
        ]  # fmt: skip
        return JSONResponse(events)

    def query(self, request: Request) -> Response:
        """The editor of queries."""
        asked = request.query_params
        shipped = questions()
        chosen = next(
            (it for it in shipped if it.name == asked.get("name", "" if "query" in asked else _EXAMPLE)), None
        )
        # The header of a question is for the command line; the page shows what it says.
        text = asked.get("query") or (_HEADER.sub("", chosen.text) if chosen else "")
        terms = {f"dt:{name}": kind.label for name, kind in event_types().items()}
        return self._html("query.html", request, text=text, shipped=shipped, chosen=chosen, prefixes=PREFIXES,
                          terms=terms, base=self._desk.source.current().base)  # fmt: skip

    def suggest(self, request: Request) -> Response:
        """Names of actors that begin as asked, as JSON."""
        return JSONResponse(self._desk.catalogue().suggest(request.query_params.get("q", "")[:100]))

    def thing(self, request: Request, iri: str) -> Response:
        """The page of an article, event, actor or anything else of the graph."""
        reader = self._desk.reader()
        kinds = {local(kind) for kind in reader.nodes(iri, "rdf:type")}
        if "NewsArticle" in kinds:
            return self._html("article.html", request, article=read_article(reader, iri), iri=iri)
        if reader.nodes(iri, "dt:supportedBy"):
            return self._html("event.html", request, event=read_event(reader, iri), teller=teller)
        catalogue = self._desk.catalogue()
        if catalogue.rows("SELECT 1 FROM actor WHERE iri = ?", [iri]):
            return self._html("actor.html", request, actor=read_actor(reader, catalogue, iri))
        quads = sorted(reader.store.quads_for_pattern(NamedNode(iri), None, None), key=str)
        facts = [(quad.predicate.value, quad.object) for quad in quads]
        return self._html("thing.html", request, iri=iri, facts=facts)

    def missing(self, request: Request, words: str) -> Response:
        """What is shown instead of a page that there isn't."""
        return self._html("missing.html", request, words=words, status_code=404)

    def _html(self, name: str, request: Request, *, status_code: int = 200, **values: object) -> Response:
        html = self._templates.get_template(name).render(nonce=request.state.nonce, here=request.url.path, **values)
        return HTMLResponse(html, status_code, {"Cache-Control": "no-cache", "Vary": "Accept"})


def _page(request: Request) -> int:
    page = request.query_params.get("page", "1")
    return max(1, int(page)) if page.isdecimal() and len(page) < 8 else 1


def _limit(request: Request) -> int:
    limit = request.query_params.get("limit", "")
    return int(limit) if limit in map(str, LIMITS) else LIMITS[0]
