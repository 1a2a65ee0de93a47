"""From an annotated article to its account."""

from __future__ import annotations

from spacy.tokens import Doc

from detente import claims, inference, merging
from detente.cast import cast
from detente.gazetteer import Gazetteer
from detente.lexicon import Lexicon
from detente.nlp import quote
from detente.readings import Telling
from detente.records import Account, Article, Claim
from detente.scorer import Scorers


def extract(article: Article, doc: Doc, *, lexicon: Lexicon, gazetteer: Gazetteer, scorers: Scorers) -> Account:
    """What one article says: its actors, who holds which office, its claims.

    `doc` is the article as `detente.nlp.annotate` gives it.
    """
    people = cast(article, doc, gazetteer)
    tellings = merging.merge(claims.tell(article, doc, people, lexicon, scorers))
    inference.infer(tellings, lexicon)
    ids = {id(telling): f"c{number}" for number, telling in enumerate(tellings, 1)}
    found = tuple(_claim(article, telling, ids) for telling in tellings)
    used = {
        actor
        for claim in found
        for actor in (
            *claim.agent,
            *claim.recipient,
            *claim.speakers,
            claim.place,
            claim.origin,
            claim.destination,
            claim.object_actor,
        )
        if actor
    }
    actors, positions = people.finish(used)
    return Account(article, actors, positions, found)


def _claim(article: Article, telling: Telling, ids: dict[int, str]) -> Claim:
    def one(role: str) -> str | None:
        return next((actor.id for actor in telling.role(role)), None)

    return Claim(
        id=ids[id(telling)],
        type=telling.type,
        trigger=quote(article, telling.trigger),
        evidence=quote(article, telling.sentence),
        agent=tuple(actor.id for actor in telling.role("agent")),
        recipient=tuple(actor.id for actor in telling.role("recipient")),
        object=telling.object,
        object_actor=None if telling.object_actor is None else telling.object_actor.id,
        place=one("place"),
        origin=one("origin"),
        destination=one("destination"),
        date=telling.date,
        date_stated=telling.date_stated,
        count=telling.count[0],
        count_min=telling.count[1],
        count_max=telling.count[2],
        status=telling.status,
        speakers=tuple(dict.fromkeys(actor.id for actor in telling.speakers)),
        about=tuple(ids[id(t)] for t in telling.about if id(t) in ids),
        follows=tuple(ids[id(t)] for t in telling.follows if id(t) in ids),
        also=tuple(quote(article, token) for token in telling.also),
        confidence=round(telling.confidence, 3),
    )
