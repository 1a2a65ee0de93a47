"""Readings: what a word may tell, with its roles filled as the lexicon and the grammar say."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from detente import arguments, status, subjects
from detente.actors import Draft
from detente.candidates import Candidate, find
from detente.cast import Cast
from detente.lexicon import Lexicon
from detente.nouns import PEOPLE
from detente.records import Status

# Dependents that tell whose a thing is; of an act that is judged, whose it is, not whom it is done to.
WHOSE = ("poss", "compound", "amod", "nmod", "of")
WHOSE_ACT = ("poss", "amod")
PLACE_PREPOSITIONS = ("in", "at", "near", "inside", "outside", "off", "around", "across", "along", "over", "on")
MISSIONS = {"embassy", "consulate"}
NEW = {"new", "further", "fresh", "more", "additional", "other", "another"}
MENTIONED_AGAIN = {"the", "this", "that", "these", "those", "its", "their", "his", "her", "such", "both"}


@dataclass(slots=True, eq=False)
class Telling:
    """One claim while it grows: tokens and actors of the cast."""

    candidate: Candidate
    sentence: Span
    roles: dict[str, list[Draft]] = field(default_factory=dict)
    bound: dict[str, list[Draft]] = field(default_factory=dict)  # the roles that the grammar alone gives
    object: str | None = None
    object_actor: Draft | None = None
    status: Status = "actual"
    date: str | None = None
    date_stated: str | None = None
    count: tuple[int | None, int | None, int | None] = (None, None, None)
    speakers: list[Draft] = field(default_factory=list)
    about: list[Telling] = field(default_factory=list)
    follows: list[Telling] = field(default_factory=list)
    also: list[Token] = field(default_factory=list)
    whole: Draft | None = None  # the group of which the recipients are said to be a part
    above: Telling | None = None  # the first reading of the word that governs this act: "called for" of "release"
    link: str = ""  # how it does: "for"
    company: frozenset[str] = frozenset()  # the types of the actors that the sentence mentions
    standfirst: bool = False
    confidence: float = 1.0
    weak: bool = False  # stands only as a further mention of an event told elsewhere

    @property
    def type(self) -> str:
        """The event type."""
        return self.candidate.entry.type

    @property
    def trigger(self) -> Token:
        """The word that tells it."""
        return self.candidate.trigger

    @property
    def definite(self) -> bool:
        """Whether the words may point back to an act already told: "the release", "their talks", bare "sanctions"."""
        if self.candidate.kind != "noun":
            return False
        if any(c.lower_ in MENTIONED_AGAIN or c.dep_ == "poss" for c in self.trigger.children):
            return True
        new = any(c.dep_ in ("det", "nummod") or c.lower_ in NEW for c in self.trigger.children)
        return not new and not self.bound.get("agent") and not self.bound.get("recipient")

    def role(self, name: str) -> list[Draft]:
        """The actors in a role, a list that may grow."""
        return self.roles.setdefault(name, [])


def read(doc: Doc, cast: Cast, lexicon: Lexicon) -> list[list[Telling]]:
    """For each word that may tell an event, its readings with their roles filled."""
    words = list(_words_read(doc, cast, lexicon))
    first = {readings[0].trigger.i: readings[0] for readings in words}
    for readings in words:
        anchor = readings[0].candidate.support or readings[0].trigger
        above = next(((first[head.i], place) for place, head in arguments.governors(anchor) if head.i in first), None)
        for telling in readings:
            telling.above, telling.link = above or (None, "")
    return words


def _words_read(doc: Doc, cast: Cast, lexicon: Lexicon) -> Iterator[list[Telling]]:
    ranges = doc.user_data.get("standfirst") or ()
    for candidates in find(doc, lexicon, cast):
        readings = []
        for candidate in candidates:
            telling = Telling(candidate, candidate.trigger.sent)
            telling.company = _company(telling.sentence, cast)  # anew: a place may have turned out a state
            telling.standfirst = any(a <= candidate.trigger.i < b for a, b in ranges)
            telling.status = status.status(candidate.trigger, candidate.support, lexicon)
            if subjects.member(candidate.trigger) is not None:
                telling.whole = cast.at(candidate.trigger.head)
            if telling.status == "denied" and "not" in candidate.entry.requires:
                telling.status = "actual"  # the negation is part of the words: "will not tolerate"
            _fill(telling, cast)
            _place(telling, cast)
            _mission(telling, cast)
            telling.bound = {role: list(found) for role, found in telling.roles.items()}
            readings.append(telling)
        yield readings


def _company(sentence: Span, cast: Cast) -> frozenset[str]:
    found = (cast.at(token) or cast.modifier_state(token) for token in sentence)
    return frozenset(actor.type for actor in found if actor is not None)


def _fill(telling: Telling, cast: Cast) -> None:
    """Bind what stands in the grammatical places to the roles that the entry names."""
    candidate = telling.candidate
    people = candidate.kind == "verb" and any(cast.at(token) for token in candidate.places.get("object", ()))
    for place, target in _bindings(candidate):
        if place == "of" and people:
            continue  # "freed 21 citizens of Arvania"
        for token in candidate.places.get(place, ()):
            for role in target.split("+"):
                if role == "object" and token.ent_type_ in ("DATE", "TIME"):
                    continue
                if role == "object":
                    telling.object = telling.object or _words(token)
                    meant = actors(token, cast)
                    telling.object_actor = telling.object_actor or (meant[0] if meant else None)
                elif role not in ("about", "date"):
                    _bind(telling, role, token, cast, about="about" in target)
    members = telling.roles.pop("members", [])
    if members:
        agents = telling.role("agent")
        rest = [m for m in members if m not in agents]
        if not agents and len(rest) > 1:
            telling.roles["agent"], rest = rest[:1], rest[1:]
        elif not agents:
            telling.roles["agent"], rest = rest, []
        telling.role("recipient").extend(r for r in rest if r not in telling.role("recipient"))
    recipients = telling.role("recipient")
    agents = telling.role("agent")
    telling.roles["recipient"] = [r for r in recipients if r not in agents] or ([] if agents else recipients)
    telling.count = count(telling)
    if telling.object is None:
        about = [place for place, target in candidate.entry.roles.items() if "about" in target]
        inner = [token for place in ["clause", *about] for token in candidate.places.get(place, ())]
        telling.object = _words(inner[0]) if inner else None


def _bindings(candidate: Candidate) -> Iterator[tuple[str, str]]:
    """(place, role) of an entry; for nouns the places where nouns have their subject and object."""
    roles = candidate.entry.roles
    subject, obj = roles.get("subject"), roles.get("object")
    if candidate.kind != "noun":
        yield from roles.items()
        return
    places = candidate.places
    explicit = {k: v for k, v in roles.items() if k not in ("subject", "object", "poss")}
    yield from explicit.items()
    possessor = roles.get("poss", subject)
    # "at the request of Norway": who is named at the noun does it, not the subject of the verb
    has_subject = any(role == subject and place in places for place, role in explicit.items())
    if subject and not has_subject:
        for place in ("by", "subject"):
            if place in places and place not in explicit:
                yield place, subject
                has_subject = True
    if subject == "agent" and not has_subject and "from" in places and "from" not in roles:
        yield "from", subject  # "an apology from Belmora"
        has_subject = True
    if obj and "of" in places and "of" not in explicit:
        yield "of", obj
        possessor = subject  # "Belarus's release of prisoners"
    elif subject and not has_subject and "of" in places and "of" not in explicit:
        yield "of", subject
        has_subject = True
    if "poss" in places and possessor:
        yield "poss", possessor
        has_subject = has_subject or possessor == subject
    if subject and "modifier" in places and not has_subject:
        yield "modifier", subject
    elif obj and "modifier" in places and "of" not in places and "object" not in explicit and obj == "recipient":
        yield "modifier", obj
    if obj and "compound" in places and "of" not in places:
        yield "compound", obj


def _bind(telling: Telling, role: str, token: Token, cast: Cast, *, about: bool) -> None:
    whose = (WHOSE_ACT if about else WHOSE) if role in ("agent", "recipient") else ()
    for actor in actors(token, cast, whose=whose):
        if role in ("place", "origin", "destination") and actor.type not in ("Place", "Country"):
            continue
        if role in ("agent", "recipient") and actor.type == "Place":
            if actor.state is not None:
                actor = actor.state
            elif role == "agent" and actor.named:
                actor.type = "Country"  # a place that acts is a state
            else:
                telling.role("place").extend([] if telling.role("place") else [actor])
                continue
        target = telling.role(role)
        if actor not in target:
            target.append(actor)


def actors(token: Token, cast: Cast, *, whose: Collection[str] = ()) -> list[Draft]:
    """The actors that a filler means.

    For things: whose they are ("US warships", "a Ryanair flight"), told by the dependents named in `whose`.
    """
    for word in dict.fromkeys((token, arguments.parts(token))):
        actor = cast.at(word) or next((a for c in word.children if c.dep_ == "appos" and (a := cast.at(c))), None)
        if actor is not None:
            return list(cast.members(actor))
    word = arguments.parts(token)
    state = cast.modifier_state(word)
    if state is not None:
        return [state]
    thing = word.pos_ in ("NOUN", "PROPN") and word.lemma_.lower() not in PEOPLE  # "a French citizen" is not France
    if whose and thing:
        for child in word.children:
            if child.dep_ in whose:
                found = cast.at(child) or cast.modifier_state(child)
                if found is not None and found.type != "Place":
                    return [found]
        for preposition, inner in arguments.prepositions(word):
            if (
                preposition == "of"
                and "of" in whose
                and (found := cast.at(inner)) is not None
                and found.type != "Place"
            ):
                return [found]
    within = cast.within(word)
    return [within] if within is not None and "of" in whose else []


def _words(token: Token) -> str:
    """The phrase under a word, to the letter, without what is set off by commas or relative clauses."""
    left, right = token.left_edge.i, token.i
    for child in token.subtree:
        if child.i > right and child.i - right > 1:
            break
        if child.i > right and (child.dep_ in ("relcl", "punct", "cc") or child.text in ",;:—-"):
            break
        right = max(right, child.i)
        if right - left > 24:
            break
    return token.doc[left : right + 1].text.strip(' ,;:—“”"')


def count(telling: Telling) -> tuple[int | None, int | None, int | None]:
    """How many people or things it concerns: exactly, at least, at most; the size of the group that it is done to."""
    parties = [*telling.role("recipient"), *telling.role("agent")]
    if telling.object_actor is not None:
        parties.append(telling.object_actor)
    for actor in parties:
        if actor.type == "Group" and (actor.count or actor.count_min or actor.count_max):
            return actor.count, actor.count_min, actor.count_max
    return None, None, None


def _mission(telling: Telling, cast: Cast) -> None:
    """An embassy stands for its state: "burned flags at the Iranian embassy"."""
    if telling.type in ("Protest", "Attack") and not telling.role("recipient"):
        for preposition, noun in arguments.prepositions(telling.trigger):
            if preposition in PLACE_PREPOSITIONS and noun.lemma_.lower() in MISSIONS:
                found = [a for a in actors(noun, cast, whose=WHOSE) if a.type != "Place"]
                telling.role("recipient").extend(a for a in found if a not in telling.role("agent"))


def _place(telling: Telling, cast: Cast) -> None:
    if telling.role("place"):
        return
    anchors = [telling.trigger] + ([telling.candidate.support] if telling.candidate.support is not None else [])
    for anchor in list(anchors):
        obj = subjects.logical_object(anchor) if anchor.pos_ == "VERB" else None
        if obj is not None and obj.i > anchor.i:
            anchors.append(obj)
    for anchor in anchors:
        for preposition, noun in arguments.prepositions(anchor):
            if preposition in PLACE_PREPOSITIONS:
                for token in dict.fromkeys((noun, arguments.parts(noun))):
                    actor = cast.at(token)
                    if actor is not None and actor.type in ("Place", "Country"):
                        telling.role("place").append(actor)
                        return
