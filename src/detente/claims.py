"""Readings into claims: those that stand, with roles, status, date, speaker, inner and earlier acts settled."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from detente import arguments, dates, features, roles, status
from detente.cast import Cast
from detente.lexicon import Lexicon
from detente.readings import Telling, count, read
from detente.records import Article, Status
from detente.refusals import refusals
from detente.scorer import Scorer, Scorers
from detente.speakers import Speakers

DEVERBAL = ("ing", "tion", "sion", "ment", "ance", "ence")
# What an official text does by saying it: such acts happen on the day of the text.
PERFORMED = {
    "Praise",
    "Criticism",
    "Request",
    "Endorsement",
    "Apology",
    "Threat",
    "Refusal",
    "Recognition",
    "Accusation",
}
# Measures that an official text tells without a doer ("transactions will be prohibited") are its issuer's.
ORDERED = {"Ban", "SanctionsImposition", "SanctionsRelief"}
DAYS = {"today", "yesterday", "tomorrow", "tonight"}
EARLIER = {"following", "after", "since", "upon"}
WEAK = 0.05  # what a definite noun may point back to ("the arrest"), though it would be no event alone
CERTAIN = 0.8  # how likely "it happened" must be against the rules
STATUSES: tuple[Status, ...] = ("actual", "planned", "requested", "hypothetical", "denied")


def tell(article: Article, doc: Doc, cast: Cast, lexicon: Lexicon, scorers: Scorers) -> list[Telling]:
    """All tellings of a document, before those of the same event are joined."""
    speakers = Speakers(article, doc, lexicon)
    tellings = []
    for readings in read(doc, cast, lexicon):
        telling = choose(readings, scorers)
        if telling is None and (telling := _figure(readings, speakers, cast)) is None:
            continue
        telling.speakers = speakers.actors(telling.trigger, cast)
        roles.decide(telling, cast, scorers)
        if telling.type in ORDERED and not telling.role("agent") and not telling.speakers and cast.speaker_self:
            telling.roles["agent"] = [cast.speaker_self]
        if telling.candidate.entry.content and telling.object_actor is None:
            _count_said(telling, speakers, cast)
        telling.count = count(telling)
        if scorers.status:
            telling.status = likeliest(scorers.status, list(features.status(telling)), telling.status)
        tellings.append(telling)
    by_word = {t.trigger.i: t for t in tellings} | {
        t.candidate.support.i: t for t in tellings if t.candidate.support is not None
    }
    _nest(tellings, by_word)
    tellings += refusals(tellings, lexicon)
    _date(article, doc, tellings, by_word, cast)
    _order(tellings, by_word)
    kept = [t for t in tellings if _stands(t)]
    gone = {id(t) for t in tellings} - {id(t) for t in kept}
    for telling in kept:
        telling.about = [t for t in telling.about if id(t) not in gone]
        telling.follows = [t for t in telling.follows if id(t) not in gone]
        telling.speakers = [d for d in telling.speakers if d not in telling.role("agent")]
    return kept


def _figure(readings: list[Telling], speakers: Speakers, cast: Cast) -> Telling | None:
    """A saying of how many there are ("more than 1,000 remain in prison"): figures matter where speakers differ."""
    for telling in readings:
        if telling.candidate.entry.content and telling.candidate.inner == 0 and telling.role("agent"):
            _count_said(telling, speakers, cast)
            if telling.object_actor is not None:
                return telling
    return None


def _count_said(telling: Telling, speakers: Speakers, cast: Cast) -> None:
    """Note the counted group of a saying; its evidence goes on to the sentence that has the number."""
    figure = speakers.figure(telling.trigger, cast)
    if figure is not None:
        telling.object_actor = cast.at(figure)
        telling.sentence = figure.doc[telling.sentence.start : figure.sent.end]


def _stands(telling: Telling) -> bool:
    """Whether it is a claim: a saying yields to what is said, and a verb with nobody in its places tells of nobody."""
    if telling.candidate.entry.content:
        return bool(telling.role("agent")) and not telling.about
    return telling.candidate.kind != "verb" or any(telling.roles.values())


def choose(readings: list[Telling], scorers: Scorers) -> Telling | None:
    """The likeliest reading of a word, or None where none is likely enough to be an event."""
    for telling in readings:
        telling.confidence = scorers.event.score(features.event(telling))
    best = max(readings, key=lambda telling: telling.confidence)
    if best.confidence >= scorers.event.threshold:
        return best
    best.weak = best.definite and best.confidence >= WEAK
    return best if best.weak else None


def likeliest(scorers: Mapping[str, Scorer], seen: Sequence[str], rule: Status) -> Status:
    """The likeliest status of an act with the features `seen`.

    What the rules hold for a plan, a wish or a denial counts as done only if that is beyond doubt.
    """
    weights = {value: math.exp(scorer.logit(seen)) for value, scorer in scorers.items()}
    if rule != "actual" and weights["actual"] < CERTAIN * sum(weights.values()):
        del weights["actual"]
    return max(STATUSES, key=lambda value: weights.get(value, 0.0))


def _nest(tellings: list[Telling], by_word: dict[int, Telling]) -> None:
    """Tie inner acts to the acts that govern them."""
    for outer in tellings:
        for place, target in outer.candidate.entry.roles.items():
            for token in outer.candidate.places.get(place, ()) if "about" in target else ():
                inner = by_word.get(token.i)
                if inner is not None and inner is not outer:
                    outer.about.append(inner)
    for telling in tellings:
        anchor = telling.candidate.support or telling.trigger
        for _place_name, head in arguments.governors(anchor, limit=6):
            governing = by_word.get(head.i)
            if governing is not None and governing is not telling:
                governing.about.extend([] if telling in governing.about else [telling])
                break


def _date(article: Article, doc: Doc, tellings: list[Telling], by_word: dict[int, Telling], cast: Cast) -> None:
    """Give each date expression to the act that it hangs on; what an official text performs has its date."""
    for entity in _dates(doc):
        telling = _dated(entity.root, by_word)
        if telling is None or telling.date is not None:
            continue
        before = doc[entity.start - 1].lower_ if entity.start else ""
        words = f"{before} {entity.text}" if before in ("since", "until", "till", "by") else entity.text
        found = dates.resolve(words, article.published, future=status.is_future(telling.status))
        if found is None or (
            telling.status == "actual" and article.published is not None and found > article.published.isoformat()
        ):
            continue
        telling.date, telling.date_stated = found, entity.text
    if article.published is None or cast.speaker_self is None:
        return
    issuer = cast.speaker_self
    for telling in tellings:
        performed = telling.type in PERFORMED and telling.status == "actual" and not telling.speakers
        own = any(actor is issuer or actor.state is issuer for actor in telling.role("agent"))
        if telling.date is None and performed and own:
            telling.date = article.published.isoformat()


def _dates(doc: Doc) -> Iterator[Span]:
    """The date expressions: what the recogniser finds, and plain words of days that it missed."""
    found = [entity for entity in doc.ents if entity.label_ in ("DATE", "TIME")]
    taken = {i for entity in found for i in range(entity.start, entity.end)}
    for token in doc:
        if token.i in taken:
            continue
        if token.lower_ in DAYS or (token.lower_ in dates.WEEKDAYS and token.is_title and len(token) > 3):
            found.append(doc[token.i : token.i + 1])
        elif token.lower_ in ("morning", "afternoon", "evening") and token.i and token.nbor(-1).lower_ == "this":
            found.append(doc[token.i - 1 : token.i + 1])
    return iter(sorted(found, key=lambda span: span.start))


def _dated(token: Token, by_word: dict[int, Telling]) -> Telling | None:
    """The act that a date hangs on, directly or through a light verb or an object."""
    for _ in range(8):
        if token.i in by_word:
            return by_word[token.i]
        if token.head == token or (token.pos_ == "NOUN" and token.lemma_.endswith(DEVERBAL)):
            return None  # the date of an act that is none of ours
        token = token.head
    return None


def _order(tellings: list[Telling], by_word: dict[int, Telling]) -> None:
    """“released … following talks”: what the text says came first."""
    for telling in tellings:
        anchor = telling.candidate.support or telling.trigger
        preposition = anchor.head if anchor.dep_ in ("pobj", "pcomp") else None
        if preposition is not None and preposition.lower_ in EARLIER:
            later = by_word.get(preposition.head.i)
            if later is not None and later is not telling and telling not in later.follows:
                later.follows.append(telling)
                if telling in later.about:
                    later.about.remove(telling)
