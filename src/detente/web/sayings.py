"""What articles say of events, in short: the sentence, who says it, where and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Store

from detente.iris import natural
from detente.scope import own_graph, select_among, within
from detente.vocabulary import local
from detente.web.claims import Source, followed

MOST: Final = 4  # of one event, in short; its page has all
_CLAIMS: Final = "SELECT ?it ?claim WHERE { VALUES ?it { ?* } %s{ ?it dt:supportedBy ?claim } }"
_QUOTES: Final = """
SELECT ?it ?article ?quote WHERE {
  VALUES ?it { ?* } ?it prov:wasQuotedFrom ?article ; dt:evidence ?evidence . ?evidence nif:anchorOf ?quote
}
"""
_SPEAKERS: Final = """
SELECT ?it ?speaker ?name WHERE { VALUES ?it { ?* } ?it prov:wasAttributedTo ?speaker . ?speaker skos:prefLabel ?name }
"""
_ARTICLES: Final = "SELECT ?it ?property ?value WHERE { VALUES ?it { ?* } ?it ?property ?value }"
_PUBLISHERS: Final = "SELECT ?it ?name WHERE { VALUES ?it { ?* } ?it schema:name ?name }"


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim's sentence; `id` is the claim's within its article."""

    id: str
    quote: str
    teller: str
    source: Source


def read_sayings(store: Store, events: Iterable[str], *, most: int = MOST) -> dict[str, list[Saying]]:
    """The sentences of the first claims that support each event."""
    claims: dict[str, list[str]] = defaultdict(list)
    for event, claim in select_among(store, _CLAIMS % within(own_graph(store, "events")), events):
        claims[event].append(claim)
    first = {event: sorted(set(them), key=natural)[:most] for event, them in claims.items()}
    chosen = [claim for them in first.values() for claim in them]
    quotes = {claim: (article, quote) for claim, article, quote in sorted(select_among(store, _QUOTES, chosen))}
    speakers: dict[str, dict[str, str]] = defaultdict(dict)
    for claim, speaker, name in sorted(select_among(store, _SPEAKERS, chosen), reverse=True):
        speakers[claim][speaker] = name
    sources = _sources(store, {article for article, _ in quotes.values()})

    def saying(claim: str) -> Saying:
        article, quote = quotes[claim]
        names = [speakers[claim][it] for it in sorted(speakers[claim], key=natural)]
        return Saying(claim.rpartition("#")[2], quote, told_by(sources[article], names), sources[article])

    return {event: [saying(claim) for claim in them if claim in quotes] for event, them in first.items()}


def _sources(store: Store, articles: Iterable[str]) -> dict[str, Source]:
    facts: dict[str, dict[str, list[str]]] = {article: defaultdict(list) for article in articles}
    for article, name, value in sorted(select_among(store, _ARTICLES, facts)):
        facts[article][local(name)].append(value)
    publishers = {it for facts_of in facts.values() for it in facts_of["publisher"]}
    names: dict[str, str] = {}
    for publisher, name in sorted(select_among(store, _PUBLISHERS, publishers)):
        names.setdefault(publisher, name)
    return {
        article: Source(
            iri=article,
            headline=next(iter(it["headline"] or it["identifier"]), ""),
            publisher=next((names.get(iri, iri) for iri in it["publisher"]), ""),
            published=next(iter(it["datePublished"]), ""),
            url=followed(it["url"]),
        )
        for article, it in facts.items()
    }


def told_by(source: Source, speakers: list[str]) -> str:
    """Who answers for a claim: its publisher, and whom it quotes."""
    who = source.publisher or source.headline
    return f"{who}, quoting {', '.join(speakers)}" if speakers else who
