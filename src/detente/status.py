"""Did it happen? Modals, negation, conditions and governing words give an act its status."""

from __future__ import annotations

from spacy.tokens import Token

from detente import arguments, verbs
from detente.lexicon import Lexicon
from detente.records import Status

MODALS: dict[str, Status] = {
    "will": "planned",
    "'ll": "planned",
    "’ll": "planned",
    "wo": "planned",
    "shall": "planned",
    "may": "hypothetical",
    "might": "hypothetical",
    "could": "hypothetical",
    "would": "hypothetical",
    "can": "hypothetical",
    "must": "requested",
    "should": "requested",
    "ought": "requested",
}
# "ADP": the "about" of "is about to sign"
KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADP": "adjective"}
SAYINGS = {"add", "announce", "confirm", "declare", "promise", "report", "say", "state", "tell", "vow", "warn"}
ASPECT = {"continue", "keep", "remain"}
WISHES = {"want", "like", "wish"}
CONDITIONS = {"if", "unless", "whether"}
NEGATIVE_DETERMINERS = {"no", "neither", "nor"}
NOBODY = {"nobody", "none", "neither"}


def status(trigger: Token, support: Token | None, lexicon: Lexicon) -> Status:
    """The status of the act that `trigger` (with its light verb `support`) tells.

    The word's own modality comes first, then that of the words that govern it, from the nearest outwards: the
    first one that makes it other than actual decides.
    """
    own = _own(support if support is not None else trigger, lexicon)
    if (
        own == "actual"
        and support is None
        and trigger.dep_ in ("advcl", "acl")
        and trigger.tag_ == "VBG"
        and trigger.head.pos_ in ("VERB", "AUX")
    ):
        leading = _own(trigger.head, lexicon)  # "will return to the Gulf, visiting Oman"
        own = "planned" if leading == "planned" else "actual"
    if own == "actual" and support is not None:
        own = _modifiers(trigger, lexicon)
    if own != "actual":
        return own
    anchor = support if support is not None else trigger
    below = anchor
    for place, head in _chain(anchor):
        told, below = place == "clause" and _has_tense(below), head
        kind = KINDS.get(head.pos_)
        wished = head.lemma_ in WISHES and any(c.lower_ in ("i", "we") for c in head.children)
        if kind is None or wished:  # "I want to thank you" thanks
            continue
        for operator in lexicon.operators(kind, head.lemma_.lower()):
            if (
                operator.status not in ("support", "actual")
                and place in operator.places
                and not (told and operator.status == "planned")  # "announced that it had released them"
                and _has_words(head, operator.words, kind)
            ):
                return operator.status  # type: ignore[return-value]  # checked at load
        if place == "clause" and head.lemma_ in ("go", "be", "have") and head.pos_ in ("VERB", "AUX"):
            coming = _future(head)
            if coming is not None:
                return coming
        if place in ("clause", "object") and head.pos_ in ("VERB", "AUX") and head.lemma_ not in ("say", "tell"):
            outer = _own(head, lexicon)
            if outer != "actual":
                # what one will continue to do, one does
                return "actual" if head.lemma_ in ASPECT and outer == "planned" else outer
    return "actual"


def is_future(value: Status) -> bool:
    """Whether dates of an act with this status lie ahead of publication."""
    return value in ("planned", "requested", "hypothetical")


def _chain(token: Token) -> list[tuple[str, Token]]:
    chain = list(arguments.governors(token, limit=5))
    for index, (_place, head) in enumerate(chain):
        if (
            any(
                c.dep_ == "mark" and c.lower_ in ("that", "after", "because", "since", "as")
                for c in head.children
                if c.i < head.i
            )
            and index
        ):
            return chain[: index + 1]
    return chain


def _future(head: Token) -> Status | None:
    """“is going to meet”, "is to meet" are plans; "has to meet" is a demand."""
    if head.lemma_ == "go":
        return "planned" if head.tag_ == "VBG" else None
    if head.lemma_ == "be":
        return "planned"
    return "requested"


def _has_tense(verb: Token) -> bool:
    """Whether a clause tells what is or was: "that it has signed", not "to sign", "it will sign", "it is signing"."""
    coming = verb.tag_ == "VBG" or any(c.tag_ == "MD" for c in verb.children)
    return verbs.is_finite(verb) and not coming


def _reported(verb: Token, modal: Token) -> bool:
    """Whether "would" is the "will" of reported speech: "said it would sign", but not "would sign if …"."""
    saying = verb.head
    return (
        modal.lower_ in ("would", "'d", "’d")
        and verb.dep_ == "ccomp"
        and saying.lemma_ in SAYINGS
        and saying.tag_ in ("VBD", "VBN")
        and not any(c.dep_ == "advcl" and any(m.lower_ in CONDITIONS for m in c.children) for c in verb.children)
    )


def is_refused(word: Token) -> bool:
    """Whether an act is refused by a verb with "will not", "won't" or "would not"."""
    words = {c.lower_ for c in word.children if c.dep_ in ("aux", "neg")}
    return (
        bool(words & {"not", "n't", "never"}) and bool(words & {"will", "wo", "would", "'ll"}) and "have" not in words
    )


def _own(word: Token, lexicon: Lexicon) -> Status:
    negated = any(c.dep_ == "neg" or c.lower_ == "never" for c in word.children)
    if (
        word.dep_ == "conj"
        and word.pos_ == "VERB"
        and not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in word.children)
        and word.head.pos_ in ("VERB", "AUX")
    ):
        first = _own(word.head, lexicon)
        if first != "actual":
            return first
    for child in word.children:
        if child.dep_ == "aux" and child.lower_ in MODALS:
            modal: Status = "planned" if _reported(word, child) else MODALS[child.lower_]
            perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in word.children)
            if negated and modal in ("planned", "hypothetical"):
                return "denied"
            return "hypothetical" if perfect and modal == "planned" else modal
        if child.dep_ == "mark" and (child.lower_ in CONDITIONS or (child.lower_ == "until" and _is_present(word))):
            return "hypothetical"  # "until the last soldier has left"; but "until they left"
        if child.dep_ == "det" and child.lower_ in NEGATIVE_DETERMINERS:
            return "denied"
        if child.dep_ == "nsubj" and (child.lower_ in NOBODY or any(c.lower_ == "no" for c in child.lefts)):
            return "denied"  # "no state will recognise it"
    if word.dep_ in ("pobj", "pcomp") and word.head.lower_ == "without":
        return "denied"
    if negated:
        return "denied"
    return _modifiers(word, lexicon) if word.pos_ in ("NOUN", "PROPN") else "actual"


def _is_present(verb: Token) -> bool:
    return any(word.tag_ in ("VBZ", "VBP") for word in (verb, *(c for c in verb.children if c.dep_ == "aux")))


def _modifiers(noun: Token, lexicon: Lexicon) -> Status:
    """“planned talks”, "a possible visit": what an adjective says of the act."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound"):
            for operator in lexicon.operators("adjective", child.lemma_.lower()) or lexicon.operators(
                "adjective", child.lower_
            ):
                if "modifier" in operator.places:
                    return operator.status  # type: ignore[return-value]  # checked at load
        if child.dep_ == "det" and child.lower_ in NEGATIVE_DETERMINERS:
            return "denied"
    return "actual"


def _has_words(head: Token, words: tuple[str, ...], kind: str) -> bool:
    """Whether the further words of a governing phrase ("call for", "rule out") stand by its head."""
    rest = words[1:] if kind == "verb" else words[:-1]
    near = {c.lower_ for c in head.children} | {c.lemma_.lower() for c in head.children}
    return all(word in near for word in rest)
