"""The grammatical places around a word: what stands in its ``subject``, ``object``, ``clause``, after ``with``.

Places are logical (see `detente.arguments`). Beside the usual ones, a verb of saying has the subject of the clause that
it governs (``clause-subject``), its negation (``clause-not``) and modal verb (``modal``), what is said of something
(``predicate``), and an infinitive as such (``infinitive``); ``not`` is the verb's own negation, ``auxiliary`` its own
modal verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente import arguments, subjects, verbs
from detente.cast import Cast

Places = dict[str, list[Token]]


def add(places: Places, place: str, token: Token | None) -> None:
    """Put a filler, with what is joined to it, in a place."""
    if token is not None and token not in places.setdefault(place, []):
        for each in arguments.conjuncts(token):
            places[place].extend(t for t in (each, *arguments.included(each)) if t not in places[place])


def prefix(participle: Token) -> Token | None:
    """Who does it in "the UN-brokered truce"."""
    hyphen = participle.nbor(-1) if participle.i else participle
    return hyphen.nbor(-1) if hyphen.text in ("-", "‑", "–") and hyphen.i and participle.tag_ == "VBN" else None


def of_verb(verb: Token) -> Places:
    """The places around a verb."""
    places: Places = {}
    if verb.dep_ == "amod" and (doer := prefix(verb)) is not None:
        return {"subject": [doer], "object": [verb.head]}
    add(places, "subject", subjects.logical_subject(verb))
    obj = subjects.logical_object(verb)
    if verbs.is_passive(verb) and (given := next((c for c in verb.children if c.dep_ == "dobj"), None)) is not None:
        add(places, "dative", obj)  # "the writer was granted asylum"
        obj = given
    add(places, "object", obj)
    if subjects.member(verb) is not None:  # "they were among those freed, including Ann Lee"
        for whole in (verb, verb.head, verb.head.head.head):
            places.setdefault("object", []).extend(arguments.included(whole))
    for child in verb.children:
        if child.dep_ == "dative" and child.pos_ in subjects.NOUNS:
            add(places, "dative", child)
        elif child.dep_ == "neg":
            places.setdefault("not", []).append(child)
    for other in (verb, verbs.joined(verb)) if verb.dep_ == "conj" else (verb,):  # "will find and punish them"
        for child in other.children:
            if child.dep_ == "aux" and child.tag_ == "MD":
                places.setdefault("auxiliary", []).append(child)
    for preposition, noun in arguments.prepositions(verb):
        add(places, preposition, noun)
    if obj is not None and obj.head == verb:
        for preposition, noun in arguments.prepositions(obj):
            if preposition not in places or obj.lemma_.lower() not in arguments.PARTITIVES:
                add(places, preposition, noun)
    for filler in [filler for fillers in places.values() for filler in fillers]:
        for preposition, noun in arguments.prepositions(filler):
            if preposition in ("between", "with") and preposition not in places:
                add(places, preposition, noun)  # "served as a mediator between Iran and Oman", "engaged in talks with"
    for clause in arguments.clauses(verb):
        places.setdefault("clause", []).append(clause)
        for child in clause.children:
            if child.dep_ in verbs.SUBJECTS and clause.head == verb:
                add(places, "clause-subject", child)
            elif child.dep_ == "neg":
                places.setdefault("clause-not", []).append(child)
            elif child.dep_ == "aux" and child.tag_ == "MD":
                places.setdefault("modal", []).append(child)
            elif child.dep_ == "aux" and child.tag_ == "TO" and clause.head == verb:
                places.setdefault("infinitive", []).append(clause)
    for predicate in arguments.predicates(verb):
        places.setdefault("predicate", []).append(predicate)
    return places


def of_noun(noun: Token, support: Token | None, cast: Cast) -> Places:
    """The places around a noun, with those of the light verb that it hangs on."""
    places: Places = {}
    for child in noun.children:
        if child.dep_ == "poss":
            add(places, "poss", child)
        elif child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i:
            if cast.modifier_state(child) is not None:
                add(places, "modifier", child)
                for other in child.children:  # "the India-Pakistan talks"
                    if other.dep_ in ("compound", "nmod") and (cast.modifier_state(other) or cast.at(other)):
                        add(places, "modifier", other)
            elif child.dep_ in ("compound", "nmod"):
                add(places, "compound", child)
    for preposition, inner in arguments.prepositions(noun):
        add(places, preposition, inner)
    for preposition, inner in arguments.prepositions(noun):
        if preposition in subjects.NEAR or preposition == "by":
            # "the closure of the border by Iran": a parser may hang "by" on "border"
            for further, other in arguments.prepositions(inner):
                if further not in places and (further in ("between", "by") or preposition in ("in", "of")):
                    add(places, further, other)
    if support is not None:
        add(places, "subject", subjects.logical_subject(support))
        for preposition, inner in arguments.prepositions(support):
            if preposition not in places and inner != noun:
                add(places, preposition, inner)
    for clause in arguments.clauses(noun):
        places.setdefault("clause", []).append(clause)
    _share(places, noun, cast)
    return places


def _share(places: Places, noun: Token, cast: Cast) -> None:
    """What joined nouns have in common: "Norway's seizure of the ship and arrest of its crew"."""
    first = noun
    while first.dep_ == "conj" and (first.head.pos_ in ("NOUN", "PROPN") or first.head.dep_ == "acl"):
        first = first.head.head if first.head.dep_ == "acl" else first.head  # past "…, travelling to Oslo, and arrest"
    if first != noun and "poss" not in places and "by" not in places and "modifier" not in places:
        for child in first.children:
            if child.dep_ == "poss":
                add(places, "poss", child)
            elif child.dep_ in ("amod", "compound") and cast.modifier_state(child) is not None:
                add(places, "modifier", child)
    if "of" not in places:
        before = [noun.head] if noun.dep_ == "conj" else []  # "arrest and trial of X": it may hang on either noun
        for other in (*arguments.conjuncts(noun), *before):
            for preposition, inner in arguments.prepositions(other):
                if preposition == "of" and inner.i > noun.i:
                    add(places, "of", inner)
                    return


def of_adjective(adjective: Token) -> Places:
    """The places around a predicative adjective."""
    places: Places = {}
    head = adjective.head
    if adjective.dep_ in ("acomp", "oprd", "conj") and head.pos_ in ("VERB", "AUX"):
        add(places, "subject", subjects.surface_subject(head))
    elif adjective.dep_ == "ROOT" or adjective.dep_ in ("ccomp", "advcl"):
        add(places, "subject", subjects.surface_subject(adjective))
    for preposition, noun in arguments.prepositions(adjective):
        add(places, preposition, noun)
    for clause in arguments.clauses(adjective):
        places.setdefault("clause", []).append(clause)
    if head.lemma_ == "be" and "clause" not in places:  # "it is vital that Chad agree", "it is vital to agree"
        for child in head.children:
            if child.dep_ in ("ccomp", "csubj") and child.i > adjective.i:
                places.setdefault("clause", []).append(child)
    return places
