"""Event data in the PLOVER 0.8 coding, made from a graph: one line an article, or one row an event.

What an article says becomes the event that a coder of event data would note. Cooperation that is planned is an
agreement to it (AGREE), hostility that is planned a threat (THREATEN), an act asked for a REQUEST; the act itself is
then the event's ``mode`` and no event of its own, and so is an act that is refused, praised or condemned. What is
denied or merely possible is left out (failing to agree is a REJECT), and so are statements and movements, which PLOVER
has no type for, and events in which nobody takes part. An event is reciprocal where two parties at least do it with one
another: a state and its own president are one party, and so is who agrees to lift a ban on a third.
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

from detente.cameo import Sense, about, sense
from detente.errors import DetenteError
from detente.graph import replacing
from detente.sectors import Coder
from detente.testimony import ArticleActor, Sources, Told, read_sources
from detente.types import event_types
from detente.vocabulary import term

# Types of events that can be about an act which is not yet, or not, done.
_OUTER: Final = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
_ABOUT: Final = _OUTER | {"SUPPORT", "ACCUSE"}  # or about one that is
_OF_ANOTHER: Final = frozenset({"REQUEST", "SUPPORT", "ACCUSE"})  # about what another does
_JOINT: Final = frozenset({"Cooperation", "DiplomaticRestoration"})  # mutual where all are named as doing it
_MOVED: Final = frozenset({"Deployment", "Withdrawal"})  # done with forces, to a place
_CONFLICT: Final = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


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
        outer = ((claim, inner) for claim in sources.claims for inner in self._inner(claim))
        self._within = {inner.iri for claim, inner in outer if self._hides(claim, inner)}

    def event(self, claim: Told) -> PloverEvent | None:
        """The event that a claim is coded as, if it is."""
        sense = self._sense(claim)
        if claim.iri in self._within:
            return None  # the mode of another event
        target, mutual = self._target(claim), self._mutual(claim)
        if claim.status == "Denied" and claim.type == "Agreement":  # "failed to agree"
            return self._coded(claim, Sense("REJECT", None), claim.type, claim.agent, target, reciprocal=mutual)
        if sense.plover is None or claim.status in ("Denied", "Hypothetical"):
            return None
        if claim.status == "Requested":
            return self._asked(claim)
        if claim.status == "Planned" and sense.plover not in (*_OUTER, "ACCUSE"):
            outer = "THREATEN" if sense.plover in _CONFLICT else "AGREE"
            return self._coded(claim, Sense(outer, None), claim.type, claim.agent, target)
        act = self._act(claim, sense)
        if act is not None and not target:
            # Asked, praised or blamed is who acts; agreed with, refused or threatened is who it is done to.
            sides = (act.agent, act.recipient) if sense.plover in _OF_ANOTHER else (act.recipient, act.agent)
            others = (tuple(iri for iri in side if iri not in claim.agent) for side in sides)
            target = next((side for side in others if side), ())
            mutual = mutual and not target  # "A and B agreed to lift the ban on C"
        source = claim.agent or (claim.speakers if sense.plover in _OUTER else ())
        return self._coded(claim, sense, act.type if act is not None else None, source, target, reciprocal=mutual)

    def _sense(self, claim: Told) -> Sense:
        """What the claim is by its words, its objects, and who it is done to."""
        parties = (*claim.recipient, claim.object_actor)
        names = [self._actors[iri].name for iri in parties if iri is not None and iri in self._actors]
        triggers = [*self._quoted(claim.iri, "dt:trigger"), *self._quoted(claim.iri, "dt:alsoMentioned")]
        words = [*triggers, *names, *([claim.object.value] if claim.object is not None else [])]
        if claim.type == "Refusal":
            inner = list(self._inner(claim))
            if any(act.type == "Accusation" for act in inner) or (inner and triggers[0].lower().startswith("den")):
                return Sense(None, "016")
        if claim.type == "Expulsion" and claim.recipient and not any(map(self._envoy, claim.recipient)):
            return Sense("COERCE", "174")
        return sense(claim.type, " / ".join(words))

    def _envoy(self, iri: str) -> bool:
        """Whether they may be in a country for their state."""
        return not self._is(iri, "Person", "Group") or self._coder.code(iri).endswith("GOV")

    def _is(self, iri: str, *types: str) -> bool:
        actor = self._actors.get(iri)
        return actor is not None and actor.type in types

    def _mutual(self, claim: Told) -> bool:
        """Whether two parties at least do it with one another."""
        if not event_types()[claim.type].symmetric and (claim.type not in _JOINT or claim.recipient):
            return False
        known = [iri for iri in (*claim.agent, *claim.recipient) if iri in self._actors]
        codes = [self._coder.code(iri) for iri in known]
        parties = [
            code if not code.startswith("---") else self._actors[iri].name
            for iri, code in zip(known, codes, strict=True)
        ]
        return any(not one.startswith(other) and not other.startswith(one) for one in parties for other in parties)

    def _hides(self, outer: Told, inner: Told) -> bool:
        """Whether an act is only what another one is about; what parties agree on by doing it stands beside that."""
        plover = event_types()[outer.type].plover
        return plover in _ABOUT and (plover != "AGREE" or inner.status != "Actual")

    def _inner(self, claim: Told) -> Iterator[Told]:
        return (self._claims[iri] for iri in claim.about if iri in self._claims)

    def _act(self, claim: Told, sense: Sense) -> Told | None:
        """The act that an agreement, a request, praise or blame is about."""
        acts = self._inner(claim) if sense.plover in _ABOUT else iter(())
        return next((act for act in acts if event_types()[act.type].plover), None)

    def _asked(self, claim: Told) -> PloverEvent | None:
        """A request of which the article tells only the act: who says it asks, who would do it is asked."""
        target = claim.agent or self._target(claim)
        source = tuple(iri for iri in claim.speakers if iri not in target)
        return self._coded(claim, Sense("REQUEST", None), claim.type, source, target)

    def _target(self, claim: Told) -> tuple[str, ...]:
        """Whom or what it is done to; of forces that are sent or taken away, where."""
        places = [iri for iri in (claim.destination, claim.origin, claim.place) if iri and iri not in claim.agent]
        if claim.recipient:
            moved = {iri for iri in claim.recipient if claim.type in _MOVED and self._is(iri, "Group")}
            return tuple(iri for iri in claim.recipient if iri not in moved) or tuple(places[:1])
        return tuple(iri for iri in (claim.object_actor, *places) if iri and iri not in claim.agent)[:1]

    def _coded(
        self,
        claim: Told,
        sense: Sense,
        mode: str | None,
        source: Iterable[str],
        target: Iterable[str],
        *,
        reciprocal: bool = False,
    ) -> PloverEvent | None:
        """The event; None if nobody takes part in it."""
        assert sense.plover is not None
        place = claim.place if sense.plover in _CONFLICT else None
        sides = self._parties(source, place), self._parties(target, place)
        if not any(sides):
            return None
        return PloverEvent(
            plover=sense.plover,
            cameo=about(sense.plover, mode) if mode is not None and sense.plover in _OUTER else sense.cameo,
            mode=mode,
            source=sides[0],
            target=sides[1],
            reciprocal=reciprocal,
            date=claim.date,
            text=next(iter(self._texts(claim.evidence)), ""),
        )

    def _parties(self, iris: Iterable[str], place: str | None) -> tuple[Party, ...]:
        return tuple(Party(self._actors[iri].name, self._code(iri, place)) for iri in iris if iri in self._actors)

    def _code(self, iri: str, place: str | None) -> str:
        """An actor's code; unnamed people of no known state are of the state where they fight, protest or suffer."""
        code = self._coder.code(iri)
        if place is not None and place in self._actors and self._is(iri, "Group") and code.startswith("---"):
            return self._coder.code(place)[:3] + code[3:]
        return code

    def _quoted(self, claim: str, name: str) -> Iterator[str]:
        """The words of the text that a property of a claim points to."""
        for quad in self._store.quads_for_pattern(NamedNode(claim), term(name), None):
            if isinstance(quad.object, NamedNode):
                yield from self._texts(quad.object.value)

    def _texts(self, quote: str | None) -> Iterator[str]:
        quads = self._store.quads_for_pattern(NamedNode(quote), term("nif:anchorOf"), None) if quote else ()
        return (quad.object.value for quad in quads if isinstance(quad.object, Literal))


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
