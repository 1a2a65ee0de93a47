"""Who does it, and to whom: the subject of a verb or a noun and its object, on the surface and in meaning.

Through passives, control ("urged Iran to stop"), coordination, participles, relatives and nouns of action.
"""

from __future__ import annotations

from spacy.tokens import Token

from detente.verbs import SUBJECTS, antecedent, has, is_finite, is_passive, joined, object_of

RELATIVE = {"who", "which", "that", "whom", "whose"}
NOUNS = {"NOUN", "PROPN", "PRON", "NUM"}
# Verbs whose infinitive is done by their object ("urged Iran to stop"), not by their subject.
OBJECT_CONTROL = frozenset(
    "urge ask call order tell command force push press pressure allow permit enable help invite persuade convince "
    "require warn encourage direct instruct request get cause compel authorize authorise beg expect want need "
    "implore exhort advise forbid let make see send leave call summon appoint dispatch".split()
)
# Verbs whose object is said or written: "issued a statement urging …".
ISSUING = frozenset("issue release publish send deliver make adopt pass sign write post give read".split())
OBLIQUE = frozenset("them him her it".split())
# Prepositions whose phrase may stand between a passive and its "by".
NEAR = frozenset("at from in near of on to with".split())


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject as the sentence has it, through control, coordination, participles and relatives."""
    if depth > 8:
        return None
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.lower_ in RELATIVE and (noun := antecedent(verb)) is not None:
                return noun
            return child
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return surface_subject(joined(verb), depth + 1)
    if verb.dep_ == "conj" and head.pos_ in NOUNS:
        return None
    if verb.dep_ == "relcl":
        return head
    if verb.dep_ == "acl":
        if verb.tag_ == "VBG" and (sayer := _sayer(verb)) is not None:
            return surface_subject(sayer, depth + 1)
        if verb.tag_ in ("VBG", "VBN"):
            return head
        return noun_subject(head, depth + 1)  # "Iran's decision to withdraw", "has plans to withdraw"
    if verb.dep_ == "xcomp" and head.pos_ in ("VERB", "AUX"):
        return _controller(head, depth)
    if verb.dep_ in ("advcl", "ccomp", "oprd") and head.pos_ in ("VERB", "AUX"):
        if verb.dep_ == "ccomp" and is_finite(verb):
            # "said Washington will …": a parser may hang the subject on the verb of saying
            return next((c for c in head.children if c.dep_ == "dobj" and head.i < c.i < verb.i), None)
        asked = verb.dep_ != "advcl" or (verb.tag_ == "VB" and head.lemma_ in OBJECT_CONTROL)
        return _controller(head, depth) if asked else surface_subject(head, depth + 1)
    if verb.dep_ == "pcomp" and head.pos_ in ("ADP", "SCONJ"):
        above = head.head
        before = head.nbor(-1) if head.i else head
        if above != before and before.pos_ == "NOUN" and above.is_ancestor(before) and before.dep_ != "dobj":
            above = before  # a parser may hang "in reopening" on "told", not on the "interest" beside it
        if above.pos_ in ("VERB", "AUX"):
            if (
                head.lower_ in ("of", "from", "for", "into", "against")
                and (patient := logical_object(above)) is not None
            ):
                return patient  # "accused Iran of arming", "thanked Iran for freeing"
            return surface_subject(above, depth + 1)
        if above.pos_ in NOUNS:
            return noun_subject(above, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        return surface_subject(head.head, depth + 1) if head.dep_ in ("acomp", "oprd") else None
    if verb.dep_ == "xcomp" and head.pos_ in NOUNS:
        return noun_subject(head, depth + 1)
    return None


def _sayer(verb: Token) -> Token | None:
    """The verb whose subject "issued a statement urging them" has: it is no statement, nor "them", that urges."""
    noun = verb.head
    if noun.dep_ == "dobj" and noun.head.lemma_ in ISSUING:
        return noun.head
    if noun.dep_ == "pobj" and any(c.dep_ == "dobj" and c.lower_ in OBLIQUE for c in verb.children):
        above = noun.head.head  # "issued a warning to citizens urging them": nobody urges themselves
        while above.dep_ in ("dobj", "pobj", "prep"):
            above = above.head
        return above if above.pos_ == "VERB" else None
    return None


def _controller(verb: Token, depth: int) -> Token | None:
    """Who does the infinitive under `verb`: its object for "urge", else its subject."""
    if verb.lemma_ in OBJECT_CONTROL:
        if is_passive(verb):
            return surface_subject(verb, depth + 1)
        for child in verb.children:
            if child.dep_ in ("dobj", "dative") and child.pos_ in NOUNS:
                return child
            if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "for") and child.i > verb.i:
                for grandchild in child.children:
                    if grandchild.dep_ == "pobj":
                        return grandchild
    return surface_subject(verb, depth + 1)


def noun_subject(noun: Token, depth: int = 0) -> Token | None:
    """Who does what a noun names: its possessor, its "by" phrase, or the subject of the verb it hangs on."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ == "by":
            return object_of(child)
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("GPE", "NORP"):
            return child  # "the US interest in reopening its embassy"
    head = noun.head
    if noun.dep_ == "dobj" and head.pos_ in ("VERB", "AUX"):
        return logical_subject(head, depth + 1)
    if noun.dep_ == "attr" and head.pos_ in ("VERB", "AUX"):
        return surface_subject(head, depth + 1)
    return None


def logical_subject(verb: Token, depth: int = 0) -> Token | None:
    """Who does it: the "by" phrase of a passive, else the surface subject."""
    if not is_passive(verb):
        return surface_subject(verb, depth)
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return object_of(child)
    for child in verb.children:  # "was supplied with drones by Iran": a parser may hang "by" on "drones"
        if child.dep_ == "prep" and child.lower_ in NEAR and (inner := object_of(child)) is not None:
            for grandchild in inner.children:
                if grandchild.dep_ == "prep" and grandchild.lower_ == "by":
                    return object_of(grandchild)
    return None


def logical_object(verb: Token) -> Token | None:
    """Whom it is done to: the surface subject of a passive, the direct object, or a relative's noun."""
    if is_passive(verb):
        return member(verb) or surface_subject(verb)
    for child in verb.children:
        if child.dep_ == "dobj":
            if child.lower_ in RELATIVE and (noun := antecedent(verb)) is not None:
                return noun
            return child
    if verb.lemma_ in OBJECT_CONTROL:  # "allowed inspectors to enter": a parser may see one clause
        for child in verb.children:
            if child.dep_ == "ccomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
                return next((c for c in child.children if c.dep_ == "nsubj" and c.pos_ in NOUNS), None)
    for child in verb.children:  # "released and deported 40 people"
        if child.dep_ == "conj" and child.pos_ == "VERB" and not has(child, SUBJECTS):
            return logical_object(child)
    if verb.dep_ == "relcl" and (noun := antecedent(verb)) is not None:
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if subject is not None and subject.lower_ not in RELATIVE:
            return noun
    return None


def member(verb: Token) -> Token | None:
    """Who is said to be one of a set: the doctors in "two doctors were among those freed"."""
    those = verb.head
    if verb.dep_ != "acl" or those.lower_ not in ("those", "them", "people") or those.dep_ != "pobj":
        return None
    preposition = those.head
    if preposition.lower_ not in ("among", "amongst", "of") or preposition.head.lemma_ != "be":
        return None
    return surface_subject(preposition.head)
