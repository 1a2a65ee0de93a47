"""Candidates: words of the lexicon found in a text, with what fills their grammatical places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente import arguments
from detente.cast import Cast
from detente.lexicon import BUILT_IN_CLASSES, Entry, Lexicon
from detente.places import Places, add, of_adjective, of_noun, of_verb, prefix

NOMINAL = {"csubj", "nsubj", "nsubjpass", "dobj", "pobj", "attr"}  # where a gerund is a noun: "the shelling went on"
PEOPLE_TYPES = {"Person", "Group"}
PLACE_TYPES = {"Place", "Country"}
STATE_TYPES = {"Country", "Government", "IntergovernmentalOrganization"}


@dataclass(slots=True)
class Candidate:
    """One word that may tell an event; `places` as the argument finder filled them."""

    trigger: Token
    entry: Entry
    kind: str
    places: Places
    consumed: tuple[Token, ...]  # further words of the phrase: "ties" in "cut ties"
    support: Token | None = None  # the light verb of a noun: "held" in "held talks"
    outer: str = ""  # the type of the act that governs this one, as its first reading has it
    inner: int = 0  # how many other words that may tell events stand below this one

    @property
    def rank(self) -> tuple[int, int, int]:
        """How much of the sentence the reading explains; the highest wins."""
        return (len(self.consumed), len(self.entry.requires), len(self.entry.unless))


def find(doc: Doc, lexicon: Lexicon, cast: Cast) -> list[list[Candidate]]:
    """The candidates of a document in the order of the text: for each word its readings, one a type.

    The reading that explains most of the sentence comes first.
    """
    found: dict[int, list[Candidate]] = {}
    for token in doc:
        readings: dict[str, Candidate] = {}
        for candidate in sorted(_readings(token, lexicon, cast), key=lambda c: c.rank, reverse=True):
            readings.setdefault(candidate.entry.type, candidate)
        if readings:
            found[token.i] = list(readings.values())
    for words in found.values():
        for candidate in words:
            candidate.outer = _outer(candidate, found)
            candidate.inner = (
                sum(candidate.trigger.is_ancestor(doc[i]) for i in found) if candidate.entry.content else 0
            )
    # A noun that is part of a verb's phrase ("signed the deal") tells no other event of that type.
    eaten = {(t.i, readings[0].entry.type) for readings in found.values() for t in readings[0].consumed}
    left = ([c for c in readings if (i, c.entry.type) not in eaten] for i, readings in sorted(found.items()))
    return [readings for readings in left if readings]


def _outer(candidate: Candidate, found: dict[int, list[Candidate]]) -> str:
    for _, head in arguments.governors(candidate.support or candidate.trigger):
        if head.i in found:
            return found[head.i][0].entry.type
    return ""


def _readings(token: Token, lexicon: Lexicon, cast: Cast) -> Iterator[Candidate]:
    kind = _kind(token, lexicon)
    if kind is None or token.ent_type_ == "DATE" or _named(token):  # "in March"
        return
    places: Places | None = None
    support = None
    for entry, rest in lexicon.find(kind, token.lemma_.lower(), token.lower_):
        consumed = _phrase(token, kind, rest)
        if consumed is None:
            continue
        if places is None:
            if kind == "noun":
                support = support_verb(token, lexicon)
                places = of_noun(token, support, cast)
            elif kind == "verb":
                places = of_verb(token)
            else:
                places = of_adjective(token)
        filled = places
        if kind == "verb" and rest:
            if _astray(entry, rest, consumed, places):
                continue
            filled = _around(entry, rest, consumed, places)
        if all(_stands(filled.get(p, []), want, cast) for p, want in entry.requires.items()) and not any(
            _barred(filled.get(p, []), bar, cast) for p, bar in entry.unless.items()
        ):
            wanted = entry.requires.get("object", frozenset())
            objects = [t for t in filled.get("object", []) if _is(t, wanted, cast) and cast.at(t) is None]
            yield Candidate(token, entry, kind, filled, (*consumed, *objects), support)


def _named(token: Token) -> bool:
    """Whether it only helps to name a body: "the Front for the Liberation of Chad"; a body's own head may be an act."""
    return token.ent_type_ == "ORG" == token.head.ent_type_ and token.pos_ == "PROPN" and token.ent_iob_ == "I"


def _particles(entry: Entry, rest: tuple[str, ...], consumed: tuple[Token, ...], places: Places) -> list[str]:
    """The words of a verb's phrase that are no prepositions to the entry but have a noun in this sentence."""
    return [
        word
        for word in rest
        if word in places and word not in entry.roles and not any(token in consumed for token in places[word])
    ]


def _astray(entry: Entry, rest: tuple[str, ...], consumed: tuple[Token, ...], places: Places) -> bool:
    """Whether a particle of the phrase is another word here: "gave a talk in Rome" is not "gave in"."""
    return "object" in places and bool(_particles(entry, rest, consumed, places))


def _around(entry: Entry, rest: tuple[str, ...], consumed: tuple[Token, ...], places: Places) -> Places:
    """The places of a verb with what hangs on its phrase: "came to terms with Romania", "took over the port"."""
    out = {place: list(fillers) for place, fillers in places.items()}
    for word in consumed:
        for preposition, noun in arguments.prepositions(word):
            if preposition not in places:
                add(out, preposition, noun)
    for particle in _particles(entry, rest, consumed, places):
        out.setdefault("object", out.pop(particle))
    return out


def _kind(token: Token, lexicon: Lexicon) -> str | None:
    if token.tag_ == "VBG" and token.dep_ in NOMINAL:
        return "noun"
    if token.tag_ == "VBN" and token.dep_ == "acomp":
        return "adjective"  # "is concerned about"
    if token.pos_ == "VERB" or (token.tag_ == "VBG" and token.dep_ in ("pcomp", "advcl", "acl", "xcomp")):
        return None if token.dep_ == "amod" and prefix(token) is None else "verb"
    if token.pos_ in ("NOUN", "PROPN"):
        if token.dep_ in ("compound", "nmod") and token.head.i > token.i:  # "ceasefire deal", but not "aid worker"
            return "noun" if any(lexicon.find("noun", token.head.lemma_.lower(), token.head.lower_)) else None
        return "noun"
    if token.pos_ == "ADJ" and token.dep_ in ("acomp", "oprd", "conj", "advcl", "ccomp", "ROOT"):
        return "adjective"
    return None


def _phrase(token: Token, kind: str, rest: tuple[str, ...]) -> tuple[Token, ...] | None:
    """The further words of a phrase around its head, or None where one is missing."""
    out: list[Token] = []
    for word in rest:
        if kind == "noun":
            pool = [c for c in token.lefts if c.dep_ in ("compound", "amod", "nmod", "nummod", "poss")]
        else:
            pool = [c for c in _near(token) if c not in out and not _dated(c)]
        hit = next((c for c in pool if word in (c.lower_, c.lemma_.lower())), None)
        if hit is None:
            return None
        out.append(hit)
    return tuple(t for t in out if t.pos_ in ("NOUN", "PROPN"))


def _dated(preposition: Token) -> bool:
    """Whether it only says when: "called the minister on Monday" is not "called on"."""
    return preposition.dep_ == "prep" and any(
        c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in preposition.children
    )


def _near(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("nsubj", "punct", "aux", "auxpass", "mark"):
            continue
        yield child
        if child.dep_ == "xcomp":  # "held to account": a parser may take the noun for an infinitive
            yield from (g for g in child.children if g.tag_ == "TO")
        elif child.dep_ in ("prep", "prt", "advmod", "dobj", "pobj", "agent", "nsubjpass", "acomp", "oprd"):
            for grandchild in child.children:
                if grandchild.dep_ in ("prep", "pobj", "pcomp", "amod", "compound", "advmod"):
                    yield grandchild
                    yield from (g for g in grandchild.children if g.dep_ in ("pobj", "prep"))


def support_verb(noun: Token, lexicon: Lexicon) -> Token | None:
    """The light verb that a noun of action hangs on: "held talks", "an attack was launched", "engaged in talks"."""
    for place, head in arguments.governors(noun, limit=2):
        if place == "of" and head.lemma_.lower() in arguments.PARTITIVES:
            continue  # "gave 20 tons of aid"
        if head.pos_ not in ("VERB", "AUX"):
            return None
        for operator in lexicon.operators("verb", head.lemma_.lower()):
            if operator.status == "support" and place in operator.places:
                return head
        return None
    return None


def _stands(tokens: list[Token], wanted: frozenset[str], cast: Cast) -> bool:
    return any(_is(token, wanted, cast) for token in tokens)


def _barred(tokens: list[Token], bar: frozenset[str], cast: Cast) -> bool:
    """Whether something that must not stand there does; words for things are no bar to people ("figures", "names")."""
    things = [token for token in tokens if (actor := cast.at(token)) is None or actor.type not in PEOPLE_TYPES]
    return _stands(things, bar - BUILT_IN_CLASSES, cast) or _stands(tokens, bar & BUILT_IN_CLASSES, cast)


def _is(token: Token, wanted: frozenset[str], cast: Cast) -> bool:
    """Whether a filler is of one of the classes or lemmas."""
    if "ANY" in wanted:
        return True
    for word in dict.fromkeys((token, arguments.parts(token))):
        for each in (word, *(c for c in word.children if c.dep_ in ("appos", "compound") and word.pos_ == "PROPN")):
            if each.lemma_.lower() in wanted or each.lower_ in wanted:
                return True  # "Ann Lee, the Irish ambassador, was recalled", "Ambassador Lee was recalled"
    actor = cast.at(token) or cast.at(arguments.parts(token))
    if actor is None:
        return "CLAUSE" in wanted and token.pos_ in ("VERB", "AUX")
    return (
        "ACTOR" in wanted
        or ("PEOPLE" in wanted and actor.type in PEOPLE_TYPES)
        or ("PERSON" in wanted and actor.type == "Person")
        or ("STATE" in wanted and actor.type in STATE_TYPES)
        or ("PLACE" in wanted and actor.type in PLACE_TYPES)
    )
