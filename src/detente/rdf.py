"""An account as RDF: the one place where records become quads.

Everything about an article stands in the graph that its IRI names. The terms are those of
``ontology/detente.ttl``; quotes are NIF fragments of the article's text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from detente.days import datatype, days, number
from detente.errors import DetenteError
from detente.gazetteer import Gazetteer
from detente.iris import BASE, actor_iri, article_iri, part_iri, publisher_iri, quote_iri, slug
from detente.records import Account, Actor, Article, Claim, Position, Quote
from detente.vocabulary import term

_Node = NamedNode | Literal
_Facts = Iterator[tuple[NamedNode, NamedNode, _Node]]


class RdfError(DetenteError):
    """An account that can't be said in RDF."""


@dataclass(frozen=True, slots=True)
class Activity:
    """How an account was made: version of the software, name and version of the model, hash of the configuration."""

    version: str
    model: str
    configuration: str


def to_rdf(
    account: Account,
    *,
    base: str = BASE,
    text: bool = True,
    activity: Activity | None = None,
    gazetteer: Gazetteer | None = None,
) -> Iterator[Quad]:
    """The quads of one account, each once, in an order that depends on the account alone.

    `base` is where the IRIs of data begin, `text=False` leaves the article's text out (quotes stay), `activity`
    is recorded as the article's origin. `gazetteer` knows the states of nationalities that are not actors themselves.

    Raises:
        RdfError: a date isn't a date, or an id or text holds half a character (a lone surrogate).
    """
    graph = NamedNode(article_iri(account.article.id, base=base))
    seen: set[tuple[NamedNode, NamedNode, _Node]] = set()
    try:
        for fact in _facts(account, graph, base, text, activity, gazetteer):
            if fact not in seen:
                seen.add(fact)
                yield Quad(*fact, graph)
    except ValueError as error:
        raise RdfError(f"article {account.article.id!r}: {error}") from error


def origin(article: Article, activity: Activity, *, base: str = BASE, text: bool = True) -> _Facts:
    """What an article's graph says of the article itself, its text and its extraction."""
    graph = NamedNode(article_iri(article.id, base=base))
    yield from _article(article, graph, base, text)
    yield from _activity(graph, activity)


def _facts(
    account: Account, graph: NamedNode, base: str, text: bool, activity: Activity | None, gazetteer: Gazetteer | None
) -> _Facts:
    article, language = account.article, account.article.lang
    keys = _state_keys(account.actors, gazetteer)
    yield from _article(article, graph, base, text)
    if activity is not None:
        yield from _activity(graph, activity)
    for actor in account.actors:
        yield from _actor(actor, graph, base, language, keys)
    for index, position in enumerate(account.positions, start=1):
        yield from _position(position, graph, f"p{index}", article)
    for claim in account.claims:
        yield from _claim(claim, graph, language)
    yield from _quotes(account, graph)


def _article(article: Article, graph: NamedNode, base: str, text: bool) -> _Facts:
    yield graph, term("rdf:type"), term("schema:NewsArticle")
    yield graph, term("dcterms:identifier"), _literal(article.id)
    if article.title is not None:
        yield graph, term("schema:headline"), _literal(article.title, language=article.lang)
    if article.published is not None:
        yield graph, term("schema:datePublished"), _typed(article.published.isoformat(), "xsd:date")
    if article.publisher:
        publisher = NamedNode(publisher_iri(article.publisher, base=base))
        yield graph, term("schema:publisher"), publisher
        yield publisher, term("rdf:type"), term("schema:Organization")
        yield publisher, term("schema:name"), _literal(article.publisher)
    if article.url:
        yield graph, term("schema:url"), _typed(article.url, "xsd:anyURI")
    if article.author:
        yield graph, term("schema:author"), _literal(article.author)
    yield graph, term("schema:inLanguage"), _literal(article.lang)
    yield graph, term("dt:textHash"), _literal(_hash(article.text))
    context = _quote(graph, 0, len(article.text))
    yield context, term("rdf:type"), term("nif:Context")
    yield context, term("rdf:type"), term("nif:RFC5147String")
    yield context, term("nif:beginIndex"), _count(0)
    yield context, term("nif:endIndex"), _count(len(article.text))
    if text:
        yield context, term("nif:isString"), _literal(article.text)


def _activity(graph: NamedNode, activity: Activity) -> _Facts:
    node = NamedNode(part_iri(graph.value, "extraction"))
    yield graph, term("prov:wasGeneratedBy"), node
    yield node, term("rdf:type"), term("prov:Activity")
    yield node, term("dt:softwareVersion"), _literal(activity.version)
    yield node, term("dt:model"), _literal(activity.model)
    yield node, term("dt:configuration"), _literal(activity.configuration)


def _actor(actor: Actor, graph: NamedNode, base: str, language: str, keys: dict[str, str]) -> _Facts:
    node = _part(graph, actor.id)
    yield node, term("rdf:type"), term(f"dt:{actor.type}")
    yield node, term("skos:prefLabel"), _literal(actor.name, language=language)
    surfaces = (mention.quote.text for mention in actor.mentions if mention.kind != "pronoun")
    for name in dict.fromkeys((actor.name, *surfaces)):
        yield node, term("rdfs:label"), _literal(name, language=language)
    for mention in actor.mentions:
        yield node, term("dt:mention"), _quote(graph, mention.quote.start, mention.quote.end)
    if key := _key(actor):
        yield node, term("dt:refersTo"), NamedNode(actor_iri(key, base=base))
    if actor.iso3:
        yield node, term("dt:iso3"), _literal(actor.iso3)
    if actor.state:
        yield node, term("dt:ofState"), _part(graph, actor.state)
    for name, size in (("size", actor.count), ("sizeMin", actor.count_min), ("sizeMax", actor.count_max)):
        if size is not None:
            yield node, term(f"dt:{name}"), _count(size)
    if actor.subgroup_of:
        yield node, term("dt:subgroupOf"), _part(graph, actor.subgroup_of)
    for nationality in actor.nationalities:
        state = keys.get(nationality) or slug(nationality)
        yield node, term("dt:memberNationality"), NamedNode(actor_iri(state, base=base))


def _position(position: Position, graph: NamedNode, local_id: str, article: Article) -> _Facts:
    node = _part(graph, local_id)
    yield node, term("rdf:type"), term("org:Membership")
    yield node, term("org:member"), _part(graph, position.holder)
    yield node, term("dt:title"), _literal(position.title, language=article.lang)
    if position.of:
        yield node, term("org:organization"), _part(graph, position.of)
    if article.published is not None:
        yield node, term("dt:heldOn"), _typed(article.published.isoformat(), "xsd:date")
    if position.evidence.text:
        yield node, term("dt:evidence"), _quote(graph, position.evidence.start, position.evidence.end)
    else:  # told in a headline that is not in the text
        yield node, term("dcterms:source"), graph


def _claim(claim: Claim, graph: NamedNode, language: str) -> _Facts:
    node = _part(graph, claim.id)
    yield node, term("rdf:type"), term("dt:Claim")
    yield node, term("dt:eventType"), term(f"dt:{claim.type}")
    yield node, term("dt:status"), term(f"dt:{claim.status.capitalize()}")
    parts: tuple[tuple[str, Iterable[str | None]], ...] = (
        ("dt:agent", claim.agent),
        ("dt:recipient", claim.recipient),
        ("dt:objectActor", [claim.object_actor]),
        ("dt:place", [claim.place]),
        ("dt:origin", [claim.origin]),
        ("dt:destination", [claim.destination]),
        ("dt:about", claim.about),
        ("dt:follows", claim.follows),
        ("prov:wasAttributedTo", claim.speakers),
    )
    for name, ids in parts:
        for local_id in ids:
            if local_id:
                yield node, term(name), _part(graph, local_id)
    if claim.object:
        yield node, term("dt:object"), _literal(claim.object, language=language)
    if claim.date:
        yield from dated(node, claim.date)
    if claim.date_stated:
        yield node, term("dt:dateStated"), _literal(claim.date_stated)
    for name, count in (("count", claim.count), ("countMin", claim.count_min), ("countMax", claim.count_max)):
        if count is not None:
            yield node, term(f"dt:{name}"), _count(count)
    yield node, term("prov:wasQuotedFrom"), graph
    yield node, term("dt:evidence"), _quote(graph, claim.evidence.start, claim.evidence.end)
    yield node, term("dt:trigger"), _quote(graph, claim.trigger.start, claim.trigger.end)
    for quote in claim.also:
        yield node, term("dt:alsoMentioned"), _quote(graph, quote.start, quote.end)
    yield node, term("dt:confidence"), decimal(claim.confidence)


def _quotes(account: Account, graph: NamedNode) -> _Facts:
    quotes: list[Quote] = [mention.quote for actor in account.actors for mention in actor.mentions]
    quotes += [position.evidence for position in account.positions if position.evidence.text]
    for claim in account.claims:
        quotes += [claim.evidence, claim.trigger, *claim.also]
    context = _quote(graph, 0, len(account.article.text))
    for quote in quotes:
        node = _quote(graph, quote.start, quote.end)
        yield node, term("rdf:type"), term("nif:RFC5147String")
        yield node, term("nif:referenceContext"), context
        yield node, term("nif:beginIndex"), _count(quote.start)
        yield node, term("nif:endIndex"), _count(quote.end)
        yield node, term("nif:anchorOf"), _literal(quote.text)


def dated(node: NamedNode, date: str) -> _Facts:
    """What the graph says of a date YYYY, YYYY-MM or YYYY-MM-DD: itself, its first and last day, also as numbers."""
    first, last = days(date)
    yield node, term("dt:date"), _typed(date, datatype(date))
    for name, day in (("firstDay", first), ("lastDay", last)):
        yield node, term(f"dt:{name}"), _typed(day.isoformat(), "xsd:date")
        yield node, term(f"dt:{name}Number"), _count(number(day))


def decimal(value: float) -> Literal:
    """`value` to three places, in the canonical form of ``xsd:decimal`` that every store keeps."""
    whole, _, places = f"{value:.3f}".partition(".")
    return _typed(".".join(filter(None, (whole, places.rstrip("0")))), "xsd:decimal")


def _state_keys(actors: Iterable[Actor], gazetteer: Gazetteer | None) -> dict[str, str]:
    """Keys of the states that are actors or whose citizens are among the actors, by name."""
    keys = {actor.name: key for actor in actors if actor.type == "Country" and (key := _key(actor))}
    if gazetteer is not None:
        for name in (name for actor in actors for name in actor.nationalities):
            if state := next((entry for entry in gazetteer.names(name) if entry.type == "Country"), None):
                keys.setdefault(name, state.key)
    return keys


def _key(actor: Actor) -> str | None:
    return actor.wikidata or actor.key


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _part(graph: NamedNode, local_id: str) -> NamedNode:
    return NamedNode(part_iri(graph.value, local_id))


def _quote(graph: NamedNode, start: int, end: int) -> NamedNode:
    return NamedNode(quote_iri(graph.value, start, end))


def _literal(value: str, *, language: str | None = None) -> Literal:
    try:
        return Literal(value, language=language.lower() if language else None)  # as stores have it
    except ValueError as error:
        raise ValueError(f"{value[:60]!r} (language {language!r}): half a character, or a bad language") from error


def _typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=term(kind))


def _count(value: int) -> Literal:
    # Also for NIF's indexes: stores turn its xsd:nonNegativeInteger into xsd:integer.
    return _typed(str(value), "xsd:integer")
