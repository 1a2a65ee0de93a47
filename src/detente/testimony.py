"""What consolidation reads: the actors, positions and claims in the graphs of articles."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from detente.days import days, number
from detente.iris import natural
from detente.vocabulary import local, term

_Facts = dict[str, list[NamedNode | Literal]]


@dataclass(frozen=True, slots=True)
class ArticleActor:
    """An actor as one article tells of it; references are IRIs."""

    iri: str
    type: str  # "Person"
    name: str
    names: tuple[str, ...]  # every name used, sorted
    refers_to: str | None
    state: str | None
    iso3: str | None
    size: int | None  # the number said, also after "more than" and "nearly"
    size_bounds: tuple[int | None, int | None]  # as least and greatest
    subgroup_of: str | None
    nationalities: tuple[str, ...]
    offices: tuple[str, ...] = ()  # "day state title": held when published, of an article's actor

    def as_text(self) -> str:
        """The actor as JSON."""
        return json.dumps([getattr(self, name) for name in self.__slots__], ensure_ascii=False)

    @classmethod
    def of_text(cls, text: str) -> ArticleActor:
        """The actor that `text` gave."""
        values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in json.loads(text)]
        return cls(*values)


@dataclass(frozen=True, slots=True)
class ArticlePosition:
    """An office that one article states; without a quote where only its headline does."""

    iri: str
    article: str
    holder: str
    title: Literal
    of: str | None
    held_on: str | None
    evidence: str | None

    def as_text(self) -> str:
        """The position as JSON."""
        title = (self.title.value, self.title.language)
        return json.dumps([self.iri, self.article, self.holder, title, self.of, self.held_on, self.evidence])

    @classmethod
    def of_text(cls, text: str) -> ArticlePosition:
        """The position that `text` gave."""
        iri, article, holder, (title, language), *rest = json.loads(text)
        return cls(iri, article, holder, Literal(title, language=language), *rest)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what consolidation needs of it. Actors are IRIs, days are numbers since 1970-01-01."""

    iri: str
    article: str
    published: int | None
    publisher: str  # its IRI, or the article's where none is known: who reports independently
    type: str
    status: str  # "Actual"
    agent: tuple[str, ...]
    recipient: tuple[str, ...]
    object_actor: str | None
    object: Literal | None
    place: str | None
    origin: str | None
    destination: str | None
    date: str | None
    first: int | None
    last: int | None
    count: int | None
    count_min: int | None
    count_max: int | None
    about: tuple[str, ...]
    follows: tuple[str, ...]
    speakers: tuple[str, ...]
    evidence: str | None  # the sentence, as the IRI of a quote

    @property
    def number(self) -> int | None:
        """The number said, exact or not."""
        return next((it for it in (self.count, self.count_min, self.count_max) if it is not None), None)

    @property
    def order(self) -> tuple[float, str, tuple[str | int, ...]]:
        """The earliest published first, then by article and place in it."""
        published = float("inf") if self.published is None else self.published
        return published, self.article, natural(self.iri)


@dataclass(frozen=True, slots=True)
class Source:
    """An article."""

    iri: str
    id: str
    published: str | None
    publisher: tuple[str, str] | None = None  # its IRI and name


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that the articles say, in a fixed order."""

    articles: tuple[Source, ...]
    actors: tuple[ArticleActor, ...]
    positions: tuple[ArticlePosition, ...]
    claims: tuple[Told, ...]  # the earliest published first


@dataclass(frozen=True, slots=True)
class Testimony:
    """Everything that one article says, in a fixed order, and its text (or what is quoted of it)."""

    source: Source
    actors: tuple[ArticleActor, ...]
    positions: tuple[ArticlePosition, ...]
    claims: tuple[Told, ...]
    text: str


def read_testimonies(store: Store) -> Iterator[Testimony]:
    """What each article says: each in its own graph, or all in one graph; what is derived from them is passed over."""
    for graph in (DefaultGraph(), *sorted(store.named_graphs(), key=str)):
        yield from testimonies(store.quads_for_pattern(None, None, None, graph))


def testimonies(quads: Iterable[Quad]) -> Iterator[Testimony]:
    """What articles say whose quads stand one graph after the other, as in the file of a build."""
    for _, graph in groupby(quads, key=lambda quad: quad.graph_name):
        nodes: dict[str, dict[str, _Facts]] = {}
        quoted: dict[str, str] = {}
        called: dict[str, str] = {}
        texts: dict[str, str] = {}
        for quad in graph:
            if (name := _NAMES.get(quad.predicate.value)) is None or not isinstance(quad.subject, NamedNode):
                continue
            iri, value = quad.subject.value, quad.object
            article = iri.partition("#")[0]
            if name == "nif:anchorOf":
                quoted[iri] = cast("Literal", value).value
            elif name == "schema:name":
                called[iri] = cast("Literal", value).value
            elif name == "nif:isString":
                texts[article] = cast("Literal", value).value
            elif "#char=" not in iri and isinstance(value, (NamedNode, Literal)):
                nodes.setdefault(article, {}).setdefault(iri, {}).setdefault(name, []).append(value)
        for article, parts in sorted(nodes.items()):
            if article in parts and _local(parts[article], "rdf:type") == "NewsArticle":
                yield _testimony(article, parts, quoted, called, texts.get(article))


def _testimony(
    article: str, parts: dict[str, _Facts], quoted: Mapping[str, str], called: Mapping[str, str], text: str | None
) -> Testimony:
    for facts in parts.values():
        for values in facts.values():
            if len(values) > 1:
                values.sort(key=lambda value: natural(value.value))
    actors: list[ArticleActor] = []
    positions: list[ArticlePosition] = []
    claims: list[Told] = []
    about = parts.pop(article)
    for iri, facts in sorted(parts.items(), key=lambda item: natural(item[0])):
        kind = _local(facts, "rdf:type")
        if kind == "Claim":
            claims.append(_told(iri, article, facts, about))
        elif kind == "Membership":
            positions.append(_position(iri, article, facts))
        elif kind and "skos:prefLabel" in facts:
            actors.append(_actor(iri, kind, facts))
    claims.sort(key=lambda claim: claim.order)
    actors = [replace(actor, offices=_offices(actor, positions)) for actor in actors]
    if text is None:  # what the graph has of it
        said = dict.fromkeys(claim.evidence for claim in claims if claim.evidence in quoted)
        text = "\n".join(quoted[iri] for iri in said if iri)
    by = _one(about, "schema:publisher")
    publisher = (by, called[by]) if by and by in called else None
    published = _one(about, "schema:datePublished")
    source = Source(article, _one(about, "dcterms:identifier") or article, published, publisher)
    return Testimony(source, tuple(actors), tuple(positions), tuple(claims), text)


def _offices(actor: ArticleActor, positions: Iterable[ArticlePosition]) -> tuple[str, ...]:
    held = (it for it in positions if it.holder == actor.iri and it.of and it.held_on)
    return tuple(
        f"{number(datetime.date.fromisoformat(it.held_on))} {it.of} {it.title.value}" for it in held if it.held_on
    )


def read_sources(store: Store) -> Sources:
    """Read what the articles say, all at once."""
    told = list(read_testimonies(store))
    return Sources(
        tuple(it.source for it in told),
        tuple(actor for it in told for actor in it.actors),
        tuple(position for it in told for position in it.positions),
        tuple(sorted((claim for it in told for claim in it.claims), key=lambda claim: claim.order)),
    )


_NAMES = {
    term(name).value: name
    for name in (
        "rdf:type dcterms:identifier schema:datePublished schema:publisher schema:name skos:prefLabel rdfs:label "
        "dt:refersTo dt:ofState dt:iso3 dt:size dt:sizeMin dt:sizeMax dt:subgroupOf dt:memberNationality "
        "org:member org:organization dt:title dt:heldOn dt:evidence dt:eventType dt:status dt:agent "
        "dt:recipient dt:objectActor dt:object dt:place dt:origin dt:destination dt:date dt:count dt:countMin "
        "dt:countMax dt:about dt:follows prov:wasAttributedTo nif:anchorOf nif:isString"
    ).split()
}


def _actor(iri: str, kind: str, facts: _Facts) -> ArticleActor:
    exact, least, most = (_int(facts, f"dt:size{name}") for name in ("", "Min", "Max"))
    size = next((it for it in (exact, least, most) if it is not None), None)
    refers_to, state, iso3, whole = (_one(facts, f"dt:{it}") for it in ("refersTo", "ofState", "iso3", "subgroupOf"))
    name, names = facts["skos:prefLabel"][0].value, _all(facts, "rdfs:label")
    nationalities = _all(facts, "dt:memberNationality")
    return ArticleActor(iri, kind, name, names, refers_to, state, iso3, size, (least, most), whole, nationalities)


def _position(iri: str, article: str, facts: _Facts) -> ArticlePosition:
    title = facts["dt:title"][0]
    assert isinstance(title, Literal)
    rest = (_one(facts, name) for name in ("org:organization", "dt:heldOn", "dt:evidence"))
    return ArticlePosition(iri, article, facts["org:member"][0].value, title, *rest)


def _told(iri: str, graph: str, facts: _Facts, article: _Facts) -> Told:
    published = _one(article, "schema:datePublished")
    date = _one(facts, "dt:date")
    first, last = (number(day) for day in days(date)) if date else (None, None)
    words = facts.get("dt:object", [None])[0]
    return Told(
        iri=iri,
        article=graph,
        published=number(datetime.date.fromisoformat(published)) if published else None,
        publisher=_one(article, "schema:publisher") or graph,
        type=_local(facts, "dt:eventType") or "",
        status=_local(facts, "dt:status") or "",
        agent=_all(facts, "dt:agent"),
        recipient=_all(facts, "dt:recipient"),
        object_actor=_one(facts, "dt:objectActor"),
        object=words if isinstance(words, Literal) else None,
        place=_one(facts, "dt:place"),
        origin=_one(facts, "dt:origin"),
        destination=_one(facts, "dt:destination"),
        date=date,
        first=first,
        last=last,
        count=_int(facts, "dt:count"),
        count_min=_int(facts, "dt:countMin"),
        count_max=_int(facts, "dt:countMax"),
        about=_all(facts, "dt:about"),
        follows=_all(facts, "dt:follows"),
        speakers=_all(facts, "prov:wasAttributedTo"),
        evidence=_one(facts, "dt:evidence"),
    )


def _all(facts: _Facts, name: str) -> tuple[str, ...]:
    return tuple(value.value for value in facts.get(name, ()))


def _one(facts: _Facts, name: str) -> str | None:
    values = facts.get(name)
    return values[0].value if values else None


def _int(facts: _Facts, name: str) -> int | None:
    value = _one(facts, name)
    return int(value) if value is not None else None


def _local(facts: _Facts, name: str) -> str | None:
    value = _one(facts, name)
    return local(value) if value is not None else None
