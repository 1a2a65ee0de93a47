"""What a verb's form and its nearest words tell: voice, tense, what it is joined to, what its clause describes."""

from __future__ import annotations

from spacy.tokens import Token

FINITE = {"VBD", "VBZ", "VBP"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
CLAUSES = {"xcomp", "ccomp", "pcomp"}


def is_passive(verb: Token) -> bool:
    """Whether the verb's surface subject is its logical object."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ == "VBN":
        if verb.dep_ == "acl":
            return True
        if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not has(verb, SUBJECTS | {"aux"}):
            return is_passive(verb.head)
        if verb.dep_ == "advcl" and not has(verb, SUBJECTS | {"aux", "dobj"}):
            return True
    return False


def has(token: Token, labels: set[str]) -> bool:
    """Whether a dependent has one of these labels."""
    return any(c.dep_ in labels for c in token.children)


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause describes."""
    while verb.dep_ in ("conj", *CLAUSES) and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense or a modal of its own."""
    return verb.tag_ in FINITE or any(c.tag_ == "MD" or (c.dep_ == "aux" and c.tag_ in FINITE) for c in verb.children)


def joined(verb: Token) -> Token:
    """The verb that a conjunct goes with: a past tense joins no gerund ("spoke of reopening it and delivered …")."""
    head = verb.head
    if verb.tag_ in FINITE and not is_finite(head):
        for above in head.ancestors:
            if above.pos_ in ("VERB", "AUX") and is_finite(above):
                return above
    return head


def object_of(preposition: Token) -> Token | None:
    """What follows a preposition."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            return child
    return None
