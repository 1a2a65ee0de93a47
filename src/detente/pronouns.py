"""Pronouns: whom "she", "it", "their", "who", "I" and "we" mean.

The antecedent is chosen by salience (after Lappin and Leass, 1994): recency, subjecthood and agreement add up.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from detente.actors import Draft
from detente.discourse import Discourse, Seen
from detente.records import ActorType

_MASCULINE = frozenset("he him his himself".split())
_FEMININE = frozenset("she her hers herself".split())
_NEUTER = frozenset("it its itself".split())
_PLURAL = frozenset("they them their theirs themselves".split())
_SELF = frozenset("i me my mine myself".split())
OURSELVES = frozenset("we us our ours ourselves".split())
_PEOPLE: tuple[ActorType, ...] = ("Person",)
_BODIES: tuple[ActorType, ...] = (
    "Country",
    "Government",
    "IntergovernmentalOrganization",
    "Organization",
    "ArmedGroup",
    "Company",
    "Media",
)
_WINDOW, _MEMORY = 5, 40  # sentences and mentions back in which an antecedent is looked for


def is_pronoun(token: Token) -> bool:
    """Whether a word is a personal, possessive or relative pronoun."""
    return token.tag_ in ("PRP", "PRP$", "WP", "WP$", "WDT")


def meant(token: Token, sentence: int, discourse: Discourse) -> Draft | None:
    """The actor that a pronoun means, if any."""
    word = token.lower_
    if word in _SELF:
        return discourse.quotations.speaker(token, discourse.heads) or discourse.issuer.person
    if word in OURSELVES:
        speaker = discourse.quotations.speaker(token, discourse.heads)
        if speaker is None:
            return discourse.issuer.state
        told = speaker.state is not None and any(it.draft is speaker.state for it in discourse.names)
        return speaker.state if told else speaker
    if token.tag_ in ("WP", "WDT", "WP$"):
        return _relative(token, discourse)
    if word in _MASCULINE:
        return _antecedent(token, sentence, discourse, _PEOPLE, "m")
    if word in _FEMININE:
        return _antecedent(token, sentence, discourse, _PEOPLE, "f")
    if word in _NEUTER and not (word == "it" and _is_empty(token)):
        return _antecedent(token, sentence, discourse, _BODIES)
    if word in _PLURAL:
        return _antecedent(token, sentence, discourse, ("Group", *_BODIES))
    return None


def _relative(token: Token, discourse: Discourse) -> Draft | None:
    clause = token
    while clause.dep_ not in ("relcl", "ROOT") and clause.head.i != clause.i:
        clause = clause.head
    return discourse.at(clause.head) if clause.dep_ == "relcl" else None


def _antecedent(
    token: Token, sentence: int, discourse: Discourse, types: Collection[ActorType], gender: str | None = None
) -> Draft | None:
    """The best of the actors mentioned before.

    A pronoun that is neither possessive nor reflexive never means the subject of its own clause, told or understood;
    who speaks a quotation is not "she" in it.
    """
    subjects = _subjects(token)
    free = token.tag_ == "PRP$" or token.lower_.endswith(("self", "selves"))
    speaker = discourse.quotations.speaker(token, discourse.heads) if gender is not None else None
    best, best_score = None, float("-inf")
    for rank, seen in enumerate(reversed(discourse.seen[-_MEMORY:])):
        if sentence - seen.sentence > _WINDOW:
            break
        draft, own = seen.draft, seen.token.i in subjects
        if draft.type not in types or (draft.type == "Person" and draft.plural) or seen.token.i >= token.i:
            continue
        if (gender is not None and (draft is speaker or draft.gender not in (None, gender))) or (own and not free):
            continue
        score = _salience(seen, token, sentence, discourse) - 0.1 * rank + 3.0 * own
        score += 1.0 if gender is not None and draft.gender == gender else 0.0
        if score > best_score:
            best, best_score = draft, score
    if best is not None and gender is not None and best.gender is None:
        best.gender = gender
    return best


def _salience(seen: Seen, token: Token, sentence: int, discourse: Discourse) -> float:
    draft, quotations = seen.draft, discourse.quotations
    value = -3.0 * (sentence - seen.sentence)
    value += 2.0 * seen.subject + 1.0 * (seen.subject and _is_main(seen.token)) - 1.0 * seen.modifier
    value -= 2.5 * (quotations.around(token) != quotations.around(seen.token))
    value += 3.5 * (token.lower_ in _PLURAL and (draft.type == "Group" or draft.plural))
    return value - 1.5 * bool(draft.members)


def _subjects(token: Token) -> set[int]:
    """The subjects, told or understood, of the clause that a word stands in: "A asked B to help him"."""
    verb = token
    while verb.head.i != verb.i and (verb.i == token.i or verb.pos_ not in ("VERB", "AUX")):
        verb = verb.head
    while True:
        found = {it.i for it in verb.children if it.dep_ in ("nsubj", "nsubjpass") and it.i != token.i}
        if found or verb.dep_ not in ("xcomp", "advcl", "conj", "pcomp", "acl") or verb.head.i == verb.i:
            return found
        verb = verb.head


def _is_main(token: Token) -> bool:
    """Whether a subject is that of the sentence's main clause."""
    while token.dep_ == "conj":
        token = token.head
    return token.head.dep_ == "ROOT"


def _is_empty(token: Token) -> bool:
    """Whether "it" means nothing: "it is essential that …", "it seems"."""
    verb = token.head
    if token.dep_ == "expl" or verb.lemma_ in ("seem", "sound", "appear", "turn"):
        return True
    if verb.lemma_ != "be" or token.dep_ != "nsubj":
        return False
    below = [it for child in verb.children if child.dep_ in ("acomp", "attr") for it in child.children]
    return any(it.dep_ in ("ccomp", "xcomp", "advcl", "csubj") for it in verb.children) or any(
        it.dep_ in ("ccomp", "xcomp", "acl", "relcl") for it in below
    )
