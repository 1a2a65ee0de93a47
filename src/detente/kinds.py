"""Kinds of actors: of which type a name is, by the words in it and around it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from detente.gazetteer import plain
from detente.mentions import Reference
from detente.nouns import ADDRESS, AMBIGUOUS, INTERNATIONAL, OFFICES, PEOPLE, RULE, TYPED
from detente.records import ActorType

_BY_LABEL: dict[str, ActorType] = {
    "PERSON": "Person",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "ORG": "Organization",
}
_STRONG, _WEAK = 3, 2  # what a telling word weighs against one label of the recogniser
_SHARED = frozenset(
    "court commission council fund agency organization organisation union parliament bank assembly office tribunal"
    " committee authority".split()
)
_PERSONAL = (ADDRESS | OFFICES | PEOPLE) - {"party", "group"}
# What only states have: "NAME's foreign minister", "the ambassador to NAME".
_OF_STATES = frozenset(
    "minister ministry parliament capital border territory ambassador embassy airspace army navy troop citizen diplomat"
    " coastguard premier".split()
)
_BROADCAST = frozenset("say tell speak report appear broadcast interview".split())


def settle(doc: Doc, references: list[Reference], known_persons: frozenset[str]) -> None:
    """Give each name the type that labels and evidence favour over the whole text.

    `known_persons` are single words known to be people's surnames here.
    """
    votes: dict[str, Counter[ActorType]] = defaultdict(Counter)
    full = {doc[it.end - 1].text for it in references if it.label == "PERSON" and len(it) > 1}
    for reference in references:
        text = reference.text(doc)
        vote = votes[plain(text).lower()]
        vote[_BY_LABEL[reference.label]] += 1
        for kind, weight in evidence(doc, reference):
            vote[kind] += weight
        if len(reference) == 1 and (text in full or text in known_persons):
            vote["Person"] += _STRONG
    for reference in references:
        vote = votes[plain(reference.text(doc)).lower()]
        reference.type = max(vote.items(), key=lambda item: item[1])[0]


def evidence(doc: Doc, reference: Reference) -> Iterator[tuple[ActorType, int]]:
    """What the words in and around a name tell of its type, with weights."""
    if len(reference) > 1 and (kind := by_name(doc, reference)) is not None:
        yield kind, _STRONG
    yield from _before(doc, reference)
    yield from _after(doc, reference)
    head = doc[reference.head]
    for noun in _appositions(head):
        word = _telling(noun)
        if word in PEOPLE:
            yield "Person", _STRONG
        elif word in TYPED:
            yield TYPED[word], _STRONG
    if head.dep_ == "conj" and head.head.ent_type_ == "GPE" and reference.label == "PERSON" and len(reference) == 1:
        yield "Place", _WEAK


def _before(doc: Doc, reference: Reference) -> Iterator[tuple[ActorType, int]]:
    if not reference.start:
        return
    before, head = doc[reference.start - 1], doc[reference.head]
    word = before.lower_.rstrip(".")
    if word in _PERSONAL:
        yield "Person", _STRONG
    elif word == "agency" and before.i and before.nbor(-1).lower_ == "news":
        yield "Media", _STRONG
    elif word in TYPED and before.pos_ in ("NOUN", "PROPN") and word not in ("press", "state", "border"):
        yield TYPED[word], _STRONG
    elif word in ("to", "of") and before.i and before.nbor(-1).lemma_.lower() in ("ambassador", "embassy", "premier"):
        yield "Place", _STRONG
    elif word == "of" and before.i and TYPED.get(before.nbor(-1).lower_) == "Place":
        yield "Place", _STRONG  # "the town of NAME"
    elif word in ("in", "near", "at") and head.dep_ == "pobj" and (len(reference) == 1 or reference.label == "PERSON"):
        yield "Place", _WEAK
    elif word == "on" and before.head.lemma_.lower() in _BROADCAST:
        yield "Media", _STRONG


def _after(doc: Doc, reference: Reference) -> Iterator[tuple[ActorType, int]]:
    if reference.end >= len(doc):
        return
    after, head = doc[reference.end], doc[reference.head]
    if after.text in ("'s", "’s", "'", "’") and after.i + 1 < len(doc) and after.nbor(1).lower_ in RULE:
        after = after.nbor(1)
    if head.dep_ == "poss" and head.head.lemma_.lower() in _OF_STATES and head.head.i >= after.i:
        yield "Place", _STRONG
    if after.lower_ in RULE and len(reference) == 1:
        yield "Person", _STRONG  # "the NAME regime"
        return
    if head.dep_ not in ("compound", "nmod", "amod") or head.head.i < after.i or len(reference) > 3:
        return
    word = _telling(after)
    if after.lower_ == "news" and after.i + 1 < len(doc) and after.nbor(1).lower_ == "agency":
        yield "Media", _STRONG
    elif word in TYPED and word not in ("group", "movement", "camp", "government"):
        yield TYPED[word], _WEAK  # "a NAME flight"


def by_name(doc: Doc, reference: Reference) -> ActorType | None:
    """The type that a name tells itself: "… Ministry", "Bank of …", "… Liberation Army"."""
    words = [token.lower_ for token in reference.span(doc)]
    person = reference.label == "PERSON"
    armed = any(TYPED.get(word) == "ArmedGroup" for word in words) or {"revolutionary", "forces"} <= {*words}
    if armed and not person:
        return "ArmedGroup"
    if words[-1] == "agency" and "news" in words:
        return "Media"
    governing = (a for a, b in pairwise(words) if a in TYPED and b in ("of", "for", "on", "against", "in"))
    telling = None if person else next(governing, None)
    if telling is None and words[-1] in TYPED and not (person and words[-1] in AMBIGUOUS):
        telling = words[-1]
    if telling is None:
        return None
    if words[0] in INTERNATIONAL and telling in _SHARED:
        return "IntergovernmentalOrganization"
    return "Government" if telling == "bank" and "central" in words else TYPED[telling]


def _telling(token: Token) -> str:
    return token.lower_ if token.lower_ in TYPED else token.lemma_.lower()


def _appositions(head: Token) -> list[Token]:
    nouns = [child for child in head.children if child.dep_ == "appos" and child.pos_ == "NOUN"]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        nouns.append(head.head)
    return nouns
