"""The argument finder: what stands in the grammatical places around a word that tells an event.

It knows grammar (ClearNLP dependencies) and no event type. Places are logical, not on the surface: the
``subject`` of "52 people were freed by Belarus" is Belarus, and so it is in "the release of 52 people by
Belarus", "Belarus's decision to release 52 people" and "Belarus, which released 52 people".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from detente.verbs import has, joined, object_of

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


def included(token: Token) -> Iterator[Token]:
    """Who is named as a part: Ann and Ben in "three people, including Ann and Ben", "leaders like Ann and Ben"."""
    plural = token.tag_ == "NNS"
    for child in token.children:
        if child.dep_ == "prep" and (child.lower_ == "including" or (plural and child.lower_ in ("like", "as"))):
            for part in child.children:
                if part.dep_ == "pobj":
                    yield from conjuncts(part)


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, its noun or gerund) below a token; "out of" and "together with" count as their last word."""
    for child in token.children:
        if child.dep_ in ("prep", "dative", "agent") or (child.dep_ in ("advmod", "prt") and child.pos_ == "ADP"):
            inner = object_of(child)
            if inner is not None and child.pos_ in ("ADP", "SCONJ", "VERB", "PART", "ADV"):
                yield child.lower_, inner
                for other in conjuncts(child):
                    if other != child and (more := object_of(other)) is not None:
                        yield other.lower_, more
            for grandchild in child.children:
                if (
                    child.pos_ != "VERB"  # "based on", "according to" are prepositions of their own
                    and grandchild.dep_ in ("prep", "pcomp")
                    and grandchild.pos_ == "ADP"
                    and (more := object_of(grandchild)) is not None
                ):
                    yield grandchild.lower_, more


def clauses(token: Token) -> Iterator[Token]:
    """The heads of complement clauses: "agreed to meet", "said that …", "called for ending …"."""
    for child in token.children:
        if (
            child.dep_ in ("xcomp", "ccomp")
            or (child.dep_ == "acl" and (child.tag_ == "VB" or has(child, {"mark"})))
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
        elif child.dep_ == "prep" and child.lower_ == "as" and (inner := object_of(child)) is not None:
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
