"""Candidates: words of the lexicon found in a text, with what fills their grammatical places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from detente import arguments
from detente.cast import Cast
from detente.lexicon import BUILT_IN_CLASSES, Entry, Lexicon

NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj", "attr"}  # where a gerund is a noun: "the shelling went on"
PEOPLE_TYPES = {"Person", "Group"}
PLACE_TYPES = {"Place", "Country"}
STATE_TYPES = {"Country", "Government", "IntergovernmentalOrganization"}


@dataclass(slots=True)
class Candidate:
    """One word that may tell an event; `places` as the argument finder filled them."""

    trigger: Token
    entry: Entry
    kind: str
    places: dict[str, list[Token]]
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
    if kind is None or token.ent_type_ == "DATE":  # "in March"
        return
    places: dict[str, list[Token]] | None = None
    support = None
    for entry, rest in lexicon.find(kind, token.lemma_.lower(), token.lower_):
        consumed = _phrase(token, kind, rest)
        if consumed is None:
            continue
        if places is None:
            if kind == "noun":
                support = support_verb(token, lexicon)
                places = _noun_places(token, support, cast)
            elif kind == "verb":
                places = _verb_places(token)
            else:
                places = _adjective_places(token)
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


def _particles(
    entry: Entry, rest: tuple[str, ...], consumed: tuple[Token, ...], places: dict[str, list[Token]]
) -> list[str]:
    """The words of a verb's phrase that are no prepositions to the entry but have a noun in this sentence."""
    return [
        word
        for word in rest
        if word in places and word not in entry.roles and not any(token in consumed for token in places[word])
    ]


def _astray(entry: Entry, rest: tuple[str, ...], consumed: tuple[Token, ...], places: dict[str, list[Token]]) -> bool:
    """Whether a particle of the phrase is another word here: "gave a talk in Rome" is not "gave in"."""
    return "object" in places and bool(_particles(entry, rest, consumed, places))


def _around(
    entry: Entry, rest: tuple[str, ...], consumed: tuple[Token, ...], places: dict[str, list[Token]]
) -> dict[str, list[Token]]:
    """The places of a verb with what hangs on its phrase: "came to terms with Romania", "took over the port"."""
    out = {place: list(fillers) for place, fillers in places.items()}
    for word in consumed:
        for preposition, noun in arguments.prepositions(word):
            if preposition not in places:
                _add(out, preposition, noun)
    for particle in _particles(entry, rest, consumed, places):
        out.setdefault("object", out.pop(particle))
    return out


def _kind(token: Token, lexicon: Lexicon) -> str | None:
    if token.tag_ == "VBG" and token.dep_ in NOMINAL:
        return "noun"
    if token.tag_ == "VBN" and token.dep_ == "acomp":
        return "adjective"  # "is concerned about"
    if token.pos_ == "VERB" or (token.tag_ == "VBG" and token.dep_ in ("pcomp", "advcl", "acl", "xcomp")):
        return None if token.dep_ == "amod" and _prefix(token) is None else "verb"
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
            pool = [c for c in _near(token) if c not in out]
        hit = next((c for c in pool if word in (c.lower_, c.lemma_.lower())), None)
        if hit is None:
            return None
        out.append(hit)
    return tuple(t for t in out if t.pos_ in ("NOUN", "PROPN"))


def _near(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("nsubj", "punct", "aux", "auxpass", "mark"):
            continue
        yield child
        if child.dep_ in ("prep", "prt", "advmod", "dobj", "pobj", "agent", "nsubjpass", "acomp", "oprd"):
            for grandchild in child.children:
                if grandchild.dep_ in ("prep", "pobj", "pcomp", "amod", "compound", "advmod"):
                    yield grandchild
                    yield from (g for g in grandchild.children if g.dep_ in ("pobj", "prep"))


def support_verb(noun: Token, lexicon: Lexicon) -> Token | None:
    """The light verb that a noun of action hangs on: "held talks", "an attack was launched", "engaged in talks"."""
    for place, head in arguments.governors(noun, limit=2):
        if head.pos_ not in ("VERB", "AUX"):
            return None
        for operator in lexicon.operators("verb", head.lemma_.lower()):
            if operator.status == "support" and place in operator.places:
                return head
        return None
    return None


def _add(places: dict[str, list[Token]], place: str, token: Token | None) -> None:
    if token is not None and token not in places.setdefault(place, []):
        for each in arguments.conjuncts(token):
            places[place].extend(t for t in (each, *arguments.included(each)) if t not in places[place])


def _prefix(participle: Token) -> Token | None:
    """Who does it in "the UN-brokered truce"."""
    hyphen = participle.nbor(-1) if participle.i else participle
    return hyphen.nbor(-1) if hyphen.text in ("-", "‑", "–") and hyphen.i and participle.tag_ == "VBN" else None


def _verb_places(verb: Token) -> dict[str, list[Token]]:
    places: dict[str, list[Token]] = {}
    if verb.dep_ == "amod" and (prefix := _prefix(verb)) is not None:
        return {"subject": [prefix], "object": [verb.head]}
    _add(places, "subject", arguments.logical_subject(verb))
    obj = arguments.logical_object(verb)
    if arguments.is_passive(verb) and (given := next((c for c in verb.children if c.dep_ == "dobj"), None)) is not None:
        _add(places, "dative", obj)  # "the writer was granted asylum"
        obj = given
    _add(places, "object", obj)
    for whole in [verb.head] if verb.dep_ == "acl" else []:
        places.setdefault("object", []).extend(arguments.included(whole))
    for child in verb.children:
        if child.dep_ == "dative" and child.pos_ in arguments.NOUNS:
            _add(places, "dative", child)
        elif child.dep_ == "neg":
            places.setdefault("not", []).append(child)
    for preposition, noun in arguments.prepositions(verb):
        _add(places, preposition, noun)
    if obj is not None and obj.head == verb:
        for preposition, noun in arguments.prepositions(obj):
            if preposition not in places or obj.lemma_.lower() not in arguments.PARTITIVES:
                _add(places, preposition, noun)
    for filler in [filler for fillers in places.values() for filler in fillers]:
        for preposition, noun in arguments.prepositions(filler):
            if preposition in ("between", "with") and preposition not in places:
                _add(places, preposition, noun)  # "served as a mediator between Iran and Oman", "engaged in talks with"
    for clause in arguments.clauses(verb):
        places.setdefault("clause", []).append(clause)
        for child in clause.children:
            if child.dep_ in arguments.SUBJECTS and clause.head == verb:
                _add(places, "clause-subject", child)
            elif child.dep_ == "neg":
                places.setdefault("clause-not", []).append(child)
            elif child.dep_ == "aux" and child.tag_ == "MD":
                places.setdefault("modal", []).append(child)
            elif child.dep_ == "aux" and child.tag_ == "TO" and clause.head == verb:
                places.setdefault("infinitive", []).append(clause)
    for predicate in arguments.predicates(verb):
        places.setdefault("predicate", []).append(predicate)
    return places


def _noun_places(noun: Token, support: Token | None, cast: Cast) -> dict[str, list[Token]]:
    places: dict[str, list[Token]] = {}
    for child in noun.children:
        if child.dep_ == "poss":
            _add(places, "poss", child)
        elif child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i:
            if cast.modifier_state(child) is not None:
                _add(places, "modifier", child)
            elif child.dep_ in ("compound", "nmod"):
                _add(places, "compound", child)
    for preposition, inner in arguments.prepositions(noun):
        _add(places, preposition, inner)
    for preposition, inner in arguments.prepositions(noun):
        if preposition in arguments.NEAR or preposition == "by":
            # "the closure of the border by Iran": a parser may hang "by" on "border"
            for further, other in arguments.prepositions(inner):
                if further not in places and (further in ("between", "by") or preposition in ("in", "of")):
                    _add(places, further, other)
    if support is not None:
        _add(places, "subject", arguments.logical_subject(support))
        for preposition, inner in arguments.prepositions(support):
            if preposition not in places and inner != noun:
                _add(places, preposition, inner)
    for clause in arguments.clauses(noun):
        places.setdefault("clause", []).append(clause)
    _share(places, noun, cast)
    return places


def _share(places: dict[str, list[Token]], noun: Token, cast: Cast) -> None:
    """What joined nouns have in common: "Norway's seizure of the ship and arrest of its crew"."""
    first = noun
    while first.dep_ == "conj" and (first.head.pos_ in ("NOUN", "PROPN") or first.head.dep_ == "acl"):
        first = first.head.head if first.head.dep_ == "acl" else first.head  # past "…, travelling to Oslo, and arrest"
    if first != noun and "poss" not in places and "by" not in places and "modifier" not in places:
        for child in first.children:
            if child.dep_ == "poss":
                _add(places, "poss", child)
            elif child.dep_ in ("amod", "compound") and cast.modifier_state(child) is not None:
                _add(places, "modifier", child)
    if "of" not in places:
        before = [noun.head] if noun.dep_ == "conj" else []  # "arrest and trial of X": it may hang on either noun
        for other in (*arguments.conjuncts(noun), *before):
            for preposition, inner in arguments.prepositions(other):
                if preposition == "of" and inner.i > noun.i:
                    _add(places, "of", inner)
                    return


def _adjective_places(adjective: Token) -> dict[str, list[Token]]:
    places: dict[str, list[Token]] = {}
    head = adjective.head
    if adjective.dep_ in ("acomp", "oprd", "conj") and head.pos_ in ("VERB", "AUX"):
        _add(places, "subject", arguments.surface_subject(head))
    elif adjective.dep_ == "ROOT" or adjective.dep_ in ("ccomp", "advcl"):
        _add(places, "subject", arguments.surface_subject(adjective))
    for preposition, noun in arguments.prepositions(adjective):
        _add(places, preposition, noun)
    for clause in arguments.clauses(adjective):
        places.setdefault("clause", []).append(clause)
    return places


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
