"""The argument finder: what stands in the grammatical places around a word that tells an event.

It knows grammar (ClearNLP dependencies) and no event type. Places are logical, not on the surface: the
``subject`` of "52 people were freed by Belarus" is Belarus, and so it is in "the release of 52 people by
Belarus", "Belarus's decision to release 52 people" and "Belarus, which released 52 people".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

FINITE = {"VBD", "VBZ", "VBP"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
CLAUSES = {"xcomp", "ccomp", "pcomp"}
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
# Nouns that only measure or part what follows "of": "hundreds of prisoners", "a group of officers".
PARTITIVES = frozenset(
    "hundred thousand dozen million score number group series lot majority some part member most many all one two "
    "three several couple pair handful rest type kind round wave set list team crowd element ton "
    "tonne kilogram amount package shipment dollar euro worth".split()
)


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and what is joined to it by "and", "or" or commas, from left to right."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            yield from conjuncts(child)


def is_passive(verb: Token) -> bool:
    """Whether the verb's surface subject is its logical object."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.tag_ == "VBN":
        if verb.dep_ == "acl":
            return True
        if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not _has(verb, SUBJECTS | {"aux"}):
            return is_passive(verb.head)
        if verb.dep_ == "advcl" and not _has(verb, SUBJECTS | {"aux", "dobj"}):
            return True
    return False


def _has(token: Token, labels: set[str]) -> bool:
    return any(c.dep_ in labels for c in token.children)


def _antecedent(verb: Token) -> Token | None:
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


def surface_subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject as the sentence has it, through control, coordination, participles and relatives."""
    if depth > 8:
        return None
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.lower_ in RELATIVE and (noun := _antecedent(verb)) is not None:
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
            return _pobj(child)
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
            return _pobj(child)
    for child in verb.children:  # "was supplied with drones by Iran": a parser may hang "by" on "drones"
        if child.dep_ == "prep" and child.lower_ in NEAR and (inner := _pobj(child)) is not None:
            for grandchild in inner.children:
                if grandchild.dep_ == "prep" and grandchild.lower_ == "by":
                    return _pobj(grandchild)
    return None


def logical_object(verb: Token) -> Token | None:
    """Whom it is done to: the surface subject of a passive, the direct object, or a relative's noun."""
    if is_passive(verb):
        return member(verb) or surface_subject(verb)
    for child in verb.children:
        if child.dep_ == "dobj":
            if child.lower_ in RELATIVE and (noun := _antecedent(verb)) is not None:
                return noun
            return child
    if verb.lemma_ in OBJECT_CONTROL:  # "allowed inspectors to enter": a parser may see one clause
        for child in verb.children:
            if child.dep_ == "ccomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
                return next((c for c in child.children if c.dep_ == "nsubj" and c.pos_ in NOUNS), None)
    for child in verb.children:  # "released and deported 40 people"
        if child.dep_ == "conj" and child.pos_ == "VERB" and not _has(child, SUBJECTS):
            return logical_object(child)
    if verb.dep_ == "relcl" and (noun := _antecedent(verb)) is not None:
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


def included(token: Token) -> Iterator[Token]:
    """Who is named as a part: Ann and Ben in "three people, including Ann and Ben", "leaders like Ann and Ben"."""
    plural = token.tag_ == "NNS"
    for child in token.children:
        if child.dep_ == "prep" and (child.lower_ == "including" or (plural and child.lower_ in ("like", "as"))):
            for part in child.children:
                if part.dep_ == "pobj":
                    yield from conjuncts(part)


def _pobj(preposition: Token) -> Token | None:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            return child
    return None


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, its noun or gerund) below a token; "out of" and "together with" count as their last word."""
    for child in token.children:
        if child.dep_ in ("prep", "dative", "agent") or (child.dep_ in ("advmod", "prt") and child.pos_ == "ADP"):
            inner = _pobj(child)
            if inner is not None and child.pos_ in ("ADP", "SCONJ", "VERB", "PART", "ADV"):
                yield child.lower_, inner
                for other in conjuncts(child):
                    if other != child and (more := _pobj(other)) is not None:
                        yield other.lower_, more
            for grandchild in child.children:
                if (
                    child.pos_ != "VERB"  # "based on", "according to" are prepositions of their own
                    and grandchild.dep_ in ("prep", "pcomp")
                    and grandchild.pos_ == "ADP"
                    and (more := _pobj(grandchild)) is not None
                ):
                    yield grandchild.lower_, more


def clauses(token: Token) -> Iterator[Token]:
    """The heads of complement clauses: "agreed to meet", "said that …", "called for ending …"."""
    for child in token.children:
        if (
            child.dep_ in ("xcomp", "ccomp")
            or (child.dep_ == "acl" and (child.tag_ == "VB" or _has(child, {"mark"})))
            or (child.dep_ == "advcl" and child.tag_ == "VB")
        ):
            yield from (c for c in conjuncts(child) if c.pos_ in ("VERB", "AUX", "ADJ", "NOUN"))
        elif child.dep_ == "prep":
            yield from (c for c in child.children if c.dep_ == "pcomp")


def predicates(verb: Token) -> Iterator[Token]:
    """What a verb has said of its object or clause: "said the vote was a sham", "called it illegal", "described as"."""
    for clause in clauses(verb):
        if clause.pos_ in ("ADJ", "NOUN"):
            yield clause
        if clause.lemma_ in ("be", "become", "remain", "constitute", "represent", "mark", "amount"):
            for child in clause.children:
                if child.dep_ in ("attr", "acomp", "oprd", "dobj"):
                    yield from conjuncts(child)
    for child in verb.children:
        if child.dep_ == "oprd":
            yield from conjuncts(child)
        elif child.dep_ == "dobj":  # a parser may hang "illegal" on "vote" in "considers the vote illegal"
            yield from (c for c in child.children if c.i > child.i and c.dep_ in ("amod", "dobj", "oprd", "acomp"))
        elif child.dep_ == "prep" and child.lower_ == "as" and (inner := _pobj(child)) is not None:
            yield from conjuncts(inner)


def parts(token: Token) -> Token:
    """The noun meant by a partitive: prisoners for "hundreds of prisoners"."""
    seen = 0
    while token.lemma_.lower() in PARTITIVES and seen < 3:
        inner = next((n for p, n in prepositions(token) if p == "of"), None)
        if inner is None:
            break
        token, seen = inner, seen + 1
    return token


def governors(token: Token, limit: int = 4) -> Iterator[tuple[str, Token]]:
    """(place, word) of the words above a token that may govern it: "clause", "object" or a preposition.

    For "called for the release of prisoners": release → ("for", called). For "plans to meet": meet → ("clause",
    plans). Coordination is looked through: in "agreed to release and pardon them" both hang on "agreed".
    """
    while limit and token.head != token:
        limit -= 1
        head = token.head
        if token.dep_ == "conj":
            token = joined(token)
            continue
        if token.dep_ in ("xcomp", "ccomp", "acl", "advcl", "oprd"):
            if token.dep_ == "advcl" and token.tag_ != "VB":
                return
            yield "clause", head
        elif token.dep_ in ("dobj", "nsubjpass", "attr"):
            yield "object", head
        elif token.dep_ in ("pobj", "pcomp") and head.pos_ in ("ADP", "SCONJ", "PART"):
            before = head.nbor(-1) if head.i else head
            if before != head.head and before.pos_ == "NOUN" and head.head.is_ancestor(before):
                yield head.lower_, before  # a parser may hang "in reopening" on "told", not on the "interest" beside it
            yield head.lower_, head.head
            head = head.head
        else:
            return
        token = head
