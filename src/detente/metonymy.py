"""Metonymy: whether "Minsk" is the government or the town, and whether a name acts or only modifies a word."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.mentions import Reference, Use
from detente.nouns import TYPED

_LOCATIVE = frozenset(
    "in at near into inside outside across around through throughout via within off towards toward above over to"
    " from of between for on beyond along past leaving".split()
)
# After these a seat of government is a town only where the word before speaks of going or being there.
_RELATIONAL = frozenset("to from of between for on over towards toward past around".split())
_GOING = frozenset(
    "go come travel fly return arrive visit trip journey flight road way tour move head drive march withdraw"
    " leave flee send bring deport extradite transfer depart ambassador embassy advance voyage departure arrival"
    " deportation mayor city capital outskirt suburb north south east west street resident people part center"
    " centre siege battle area region district airport attack mile kilometer kilometre transport evacuate ship"
    " back summon recall".split()
)
_HITTING = frozenset(
    "visit leave reach enter hit strike shell bomb tour attack seize capture surround storm occupy approach"
    " flee".split()
)
_TOWARDS = frozenset("anti pro non ex pre post".split())
_SEATED = frozenset("based born".split())
_HELD = frozenset("talk summit conference process meeting".split())


def use(doc: Doc, reference: Reference) -> Use:
    """Whether a name acts, is a place, or only modifies another word."""
    head = doc[reference.head]
    if _is_hyphenated(doc, reference):
        return "aside"
    if reference.source == "adjective":
        noun = head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and head.tag_ in ("NNP", "NNPS", "NNS")
        return "actor" if noun else "modifier"
    if reference.source == "demonym" or (reference.label == "NORP" and reference.entry is None):
        return "actor"
    if reference.label in ("LOC", "FAC") and reference.entry is None:
        return "place"
    if reference.source in ("capital", "metonym") and (_is_dateline(doc, reference) or is_locative(head)):
        return "place"
    return "modifier" if is_modifier(head) and head.head.pos_ in ("NOUN", "PROPN", "ADJ") else "actor"


def _is_hyphenated(doc: Doc, reference: Reference) -> bool:
    """Whether a name only says for or against whom, or by whose doing: "pro-Danish", "Danish-owned"."""
    start, end = reference.start, reference.end
    if start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in _TOWARDS:
        return True
    if end + 1 >= len(doc) or doc[end].text != "-" or doc[end + 1].lower_ in _SEATED:
        return False
    return doc[end + 1].tag_ in ("VBN", "VBD") and doc[end + 1].is_lower


def is_modifier(token: Token) -> bool:
    """Whether a word only modifies a later one: "government troops"."""
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i


def _is_dateline(doc: Doc, reference: Reference) -> bool:
    return doc[reference.start].is_upper and reference.end < len(doc) and doc[reference.end].text in ("—", "–", "--")


def is_locative(head: Token) -> bool:
    """Whether a seat of government is meant as a town: "in Minsk", "the embassy in Minsk", "flew to Geneva"."""
    while head.dep_ in ("conj", "appos") and head.head.i < head.i:
        head = head.head
    above = head.head
    lemma = above.lemma_.lower()
    if head.dep_ in ("pobj", "prep") or above.pos_ == "ADP" or above.dep_ == "prep":
        word = above.lower_
        return word in _LOCATIVE and (word not in _RELATIONAL or above.head.lemma_.lower() in _GOING)
    if head.dep_ in ("dobj", "nsubjpass"):
        return lemma in _HITTING
    if head.dep_ == "poss":
        return TYPED.get(lemma) == "Place" or (above.text[0].isupper() and above.ent_type_ in ("FAC", "LOC", "GPE"))
    if head.i + 2 < len(head.doc) and head.nbor(1).text == "-" and head.nbor(2).lower_ == "based":
        return True
    if head.dep_ in ("compound", "nmod"):
        return above.text[0].isupper() or lemma in _GOING | _HELD or TYPED.get(lemma) == "Place"
    return head.dep_ in ("npadvmod", "ROOT") and above.i == head.i
