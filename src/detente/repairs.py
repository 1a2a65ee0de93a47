"""Slips of parser and recogniser that the words themselves decide: mended before anything is read from them."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from detente.dates import WEEKDAYS
from detente.nouns import OFFICES

TRANSFER = frozenset("give hand send offer pass bring show tell grant award lend sell pay deliver present".split())


def mend(doc: Doc) -> Doc:
    """Mend the parse of a paragraph in place."""
    for token in doc:
        if token.lower_ in WEEKDAYS and token.is_title:
            _day(token)
        elif token.lemma_ in TRANSFER and token.pos_ == "VERB":
            _receiver(token)
        elif token.lower_ in OFFICES and token.is_title and token.dep_ == "compound":
            _holder(token)
    return doc


def _day(day: Token) -> None:
    """Hang a day on its preposition and its number on the people: "On Friday 40 people were freed"."""
    if day.i == 0 or day.i + 1 == len(day.doc) or day.nbor(-1).lower_ != "on":
        return
    before, after = day.nbor(-1), day.nbor(1)
    noun = day.head
    if noun.i > day.i and (after.tag_ == "CD" or (after.tag_ == "NNP" and after.ent_type_ not in ("DATE", "TIME"))):
        day.head, day.dep_ = before, "pobj"
        if after.tag_ == "CD" and after.head == day and noun != before:
            after.head, after.dep_ = noun, "nummod"
    if after.tag_ == "CD" and after.ent_type_ == "DATE" and after.head != day and after.head.i > after.i:
        entities = [it for it in day.doc.ents if not it.start <= day.i < it.end]
        day.doc.set_ents([*entities, Span(day.doc, day.i, after.i, "DATE")])


def _receiver(verb: Token) -> None:
    """Of two objects the first is who gets the other: "handed the envoy a letter"."""
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    if len(objects) == 2 and not any(child.dep_ == "dative" for child in verb.children):
        objects[0].dep_ = "dative"


def _holder(title: Token) -> None:
    """Two or three names after the title of an office are a person's: "Foreign Minister Piet Halvers"."""
    doc, end = title.doc, title.i + 1
    while end < len(doc) and doc[end].tag_ in ("NNP", "NNPS") and doc[end].is_title and not doc[end].ent_type_:
        end += 1
    if end - title.i in (3, 4) and title.head.i == end - 1:
        doc.set_ents([*doc.ents, Span(doc, title.i + 1, end, "PERSON")])
