"""Event data in the PLOVER 0.8 coding, made from a graph: one line an article, or one row an event.

What an article says becomes the event that a coder of event data would note. Cooperation that is planned is an
agreement to it (AGREE), hostility that is planned a threat (THREATEN), an act asked for a REQUEST; the act itself is
then the event's ``mode`` and no event of its own, and so is an act that is praised or condemned. What is denied or
merely possible is left out, and so are statements and movements, which PLOVER has no type for.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from detente.errors import DetenteError
from detente.graph import replacing
from detente.sectors import Coder
from detente.testimony import ArticleActor, Sources, Told, read_sources
from detente.types import EventType, event_types
from detente.vocabulary import term

# Types of events that can be about an act which is not yet, or not, done.
_OUTER: Final = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
_ABOUT: Final = _OUTER | {"SUPPORT", "ACCUSE"}  # or about one that is
_OF_ANOTHER: Final = frozenset({"REQUEST", "SUPPORT", "ACCUSE"})  # about what another does
_CONFLICT: Final = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
# CAMEO: the root of outer events, and what the act that they are about adds to it or makes of it.
_ROOTS: Final = {"AGREE": "03", "REQUEST": "02", "REJECT": "12", "THREATEN": "13"}
_ACTS: Final = {
    "Cooperation": "1", "Delivery": "1", "Praise": "2", "Endorsement": "2", "Recognition": "2",
    "DiplomaticRestoration": "2", "Aid": "3", "Release": "53", "Pardon": "53", "PrisonerExchange": "53",
    "SanctionsRelief": "54", "Ceasefire": "56", "Withdrawal": "56", "Meeting": "6", "Visit": "6", "PhoneCall": "6",
    "Negotiation": "6", "Agreement": "7",
}  # fmt: skip
_REFUSED: Final = {
    "Cooperation": "121", "Delivery": "121", "Aid": "122", "Release": "1243", "Pardon": "1243",
    "PrisonerExchange": "1243", "SanctionsRelief": "1244", "Ceasefire": "1246", "Withdrawal": "1246", "Meeting": "125",
    "Visit": "125", "PhoneCall": "125", "Negotiation": "125", "Mediation": "126", "Agreement": "127",
}  # fmt: skip
_THREATENED: Final = {
    "SanctionsImposition": "1312", "DiplomaticRupture": "1313", "Ban": "132", "Protest": "133", "Detention": "137",
    "Attack": "138", "Deployment": "138",
}  # fmt: skip
_CAMEO: Final = {"Agreement": "057"}  # of several codes the one for what is signed


class PloverError(DetenteError):
    """A file of event data that can't be written."""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor: its name, and its code of an ISO 3166 alpha-3 code, or ``---``, and a sector."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class PloverEvent:
    """An event of an article; `mode` is the act that it is about: agreed, asked for, refused, praised or condemned."""

    plover: str
    cameo: str | None
    mode: str | None
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    reciprocal: bool
    date: str | None
    text: str


@dataclass(frozen=True, slots=True)
class PloverArticle:
    """The events of an article, in the order in which it tells them."""

    id: str
    events: tuple[PloverEvent, ...]


def plover_articles(store: Store) -> Iterator[PloverArticle]:
    """The event data of every article in the graph, also of those without events, in order of their IRIs."""
    sources = read_sources(store)
    by_article: dict[str, list[Told]] = defaultdict(list)
    for claim in sources.claims:
        by_article[claim.article].append(claim)
    coding = _Coding(store, sources)
    for article in sources.articles:
        events = (coding.event(claim) for claim in by_article[article.iri])
        yield PloverArticle(article.id, tuple(dict.fromkeys(event for event in events if event is not None)))


def export_plover(store: Store, path: str | os.PathLike[str]) -> int:
    """Write event data to ``.jsonl`` (an article a line) or ``.csv`` (an event a row), also ``.gz``; return the number.

    Raises:
        PloverError: another suffix.
        GraphError: the file can't be written.
    """
    name = Path(path).name.lower().removesuffix(".gz")
    if not name.endswith((".jsonl", ".csv")):
        raise PloverError(f"{path}: event data are written as .jsonl or .csv (also with .gz)")
    written = 0
    with replacing(path) as output:
        if name.endswith(".csv"):
            output.write(_row(["id", *PloverEvent.__slots__]))
        for article in plover_articles(store):
            written += len(article.events)
            if name.endswith(".csv"):
                output.writelines(_row([article.id, *_cells(event)]) for event in article.events)
            else:
                record = {"id": article.id, "events": [asdict(event) for event in article.events]}
                output.write(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n")
    return written


class _Coding:
    """Turns claims into events, with the claims around them in view."""

    def __init__(self, store: Store, sources: Sources) -> None:
        self._store = store
        self._coder = Coder(sources)
        self._actors: Mapping[str, ArticleActor] = {actor.iri: actor for actor in sources.actors}
        self._claims = {claim.iri: claim for claim in sources.claims}
        self._within = {
            inner for claim in sources.claims if event_types()[claim.type].plover in _ABOUT for inner in claim.about
        }

    def event(self, claim: Told) -> PloverEvent | None:
        """The event that a claim is coded as, if it is."""
        kind = event_types()[claim.type]
        if kind.plover is None or claim.status in ("Denied", "Hypothetical"):
            return None
        if claim.iri in self._within:
            return None  # the mode of another event
        if claim.status == "Requested":
            return self._asked(claim)
        if claim.status == "Planned" and kind.plover not in (*_OUTER, "ACCUSE"):
            outer = "THREATEN" if kind.plover in _CONFLICT else "AGREE"
            reciprocal = kind.symmetric and outer == "AGREE"
            return self._coded(claim, outer, claim.type, claim.agent, self._target(claim), reciprocal=reciprocal)
        act = self._act(claim, kind)
        target = self._target(claim)
        if act is not None and not target:
            # Asked, praised or blamed is who acts; agreed with, refused or threatened is who it is done to.
            sides = (act.agent, act.recipient) if kind.plover in _OF_ANOTHER else (act.recipient, act.agent)
            others = (tuple(iri for iri in side if iri not in claim.agent) for side in sides)
            target = next((side for side in others if side), ())
        source = claim.agent or (claim.speakers if kind.plover in _OUTER else ())
        mode = act.type if act is not None else None
        return self._coded(claim, kind.plover, mode, source, target, reciprocal=kind.symmetric)

    def _act(self, claim: Told, kind: EventType) -> Told | None:
        """The act that an agreement, a request, praise or blame is about."""
        if kind.plover not in _ABOUT:
            return None
        acts = (self._claims[iri] for iri in claim.about if iri in self._claims)
        return next((act for act in acts if event_types()[act.type].plover), None)

    def _asked(self, claim: Told) -> PloverEvent:
        """A request of which the article tells only the act: who says it asks, who would do it is asked."""
        target = claim.agent or self._target(claim)
        source = tuple(iri for iri in claim.speakers if iri not in target)
        return self._coded(claim, "REQUEST", claim.type, source, target, reciprocal=False)

    def _target(self, claim: Told) -> tuple[str, ...]:
        if claim.recipient:
            return claim.recipient
        others = (claim.object_actor, claim.destination, claim.origin, claim.place)
        return tuple(iri for iri in others if iri and iri not in claim.agent)[:1]

    def _coded(
        self,
        claim: Told,
        plover: str,
        mode: str | None,
        source: Iterable[str],
        target: Iterable[str],
        *,
        reciprocal: bool,
    ) -> PloverEvent:
        return PloverEvent(
            plover=plover,
            cameo=_cameo(plover, claim.type, mode),
            mode=mode,
            source=self._parties(source),
            target=self._parties(target),
            reciprocal=reciprocal,
            date=claim.date,
            text=self._sentence(claim),
        )

    def _parties(self, iris: Iterable[str]) -> tuple[Party, ...]:
        return tuple(Party(self._actors[iri].name, self._coder.code(iri)) for iri in iris if iri in self._actors)

    def _sentence(self, claim: Told) -> str:
        quote = NamedNode(claim.evidence) if claim.evidence else None
        quads = self._store.quads_for_pattern(quote, term("nif:anchorOf"), None) if quote else ()
        return next((quad.object.value for quad in quads if isinstance(quad.object, Literal)), "")


def _cameo(plover: str, kind: str, mode: str | None) -> str | None:
    if mode is not None and plover in _ROOTS:
        special = {"REJECT": _REFUSED, "THREATEN": _THREATENED}.get(plover)
        return special.get(mode, _ROOTS[plover]) if special else _ROOTS[plover] + _ACTS.get(mode, "")
    return _CAMEO.get(kind) or next(iter(event_types()[kind].cameo), None)


def _cells(event: PloverEvent) -> Iterator[str]:
    """The cells of an event's row; several parties are set apart by semicolons, each as code and name."""
    for value in (getattr(event, name) for name in PloverEvent.__slots__):
        if isinstance(value, tuple):
            yield "; ".join(f"{party.code} {party.name}" for party in value)
        else:
            yield "" if value is None else str(value).lower() if isinstance(value, bool) else value


def _row(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode("utf-8")
