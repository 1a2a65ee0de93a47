"""An article as its page shows it: the text in pieces, each with the claims that it carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from detente.iris import natural
from detente.vocabulary import term
from detente.web.claims import Claim, Range, Source, read_claim, read_source
from detente.web.reader import Reader


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, with ids of claims that it triggers, of claims whose evidence it is part of, of actors."""

    text: str
    triggers: tuple[str, ...]
    evidence: tuple[str, ...]
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that the article gives somebody."""

    holder: str
    actor: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the page of an article shows. `pieces` is empty where the graph holds no texts."""

    source: Source
    claims: tuple[Claim, ...]
    offices: tuple[Office, ...]
    pieces: tuple[Piece, ...]

    @property
    def tones(self) -> dict[str, str]:
        """The tone of each claim, by its id."""
        return {claim.id: claim.tone for claim in self.claims}


def read_article(reader: Reader, iri: str) -> ArticlePage:
    """The article with this IRI."""
    claims = tuple(read_claim(reader, claim) for claim in reader.subjects("prov:wasQuotedFrom", iri))
    text = _text(reader, iri, claims)
    return ArticlePage(
        source=read_source(reader, iri),
        claims=claims,
        offices=tuple(_offices(reader, iri)),
        pieces=tuple(_pieces(text, claims)) if text else (),
    )


def _text(reader: Reader, iri: str, claims: tuple[Claim, ...]) -> str:
    for quad in reader.store.quads_for_pattern(None, term("nif:isString"), None, NamedNode(iri)):
        return quad.object.value if isinstance(quad.object, Literal) else ""
    # Files without named graphs: by way of a quote.
    quotes = (quote for claim in claims for quote in reader.nodes(claim.iri, "dt:evidence"))
    contexts = (reader.node(quote, "nif:referenceContext") for quote in quotes)
    return next((text for context in contexts if context and (text := reader.text(context, "nif:isString"))), "")


def _pieces(text: str, claims: tuple[Claim, ...]) -> Iterator[Piece]:
    """The text cut wherever a trigger, a sentence with a claim or the mention of an actor in a role begins or ends."""
    triggers = [(span, claim.id) for claim in claims for span in claim.triggers]
    evidence = [(claim.evidence, claim.id) for claim in claims]
    parties = {
        (span, party.id)
        for claim in claims
        for party in (*(party for _, side in claim.roles for party in side), *claim.speakers)
        for span in party.mentions
    }
    actors = sorted(parties)
    cuts = {0, len(text), *(at for span, _ in (*triggers, *evidence, *actors) for at in span)}
    places = sorted(at for at in cuts if 0 <= at <= len(text))
    for start, end in pairwise(places):
        yield Piece(
            text[start:end],
            _within(triggers, start, end),
            _within(evidence, start, end),
            _within(actors, start, end),
        )


def _within(spans: list[tuple[Range, str]], start: int, end: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for (first, last), name in spans if first <= start and end <= last))


def _offices(reader: Reader, iri: str) -> Iterator[Office]:
    quads = reader.store.quads_for_pattern(None, term("rdf:type"), term("org:Membership"), NamedNode(iri))
    for position in sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}, key=natural):
        holder = reader.node(position, "org:member")
        body = reader.node(position, "org:organization")
        yield Office(
            reader.label(holder),
            reader.node(holder, "dt:refersTo"),
            reader.text(position, "dt:title"),
            reader.label(body) if body else "",
        )
