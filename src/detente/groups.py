"""People without a name: their number, the noun that describes them, the nationalities among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span, Token

from detente.mentions import Reference
from detente.nouns import COLLECTIVES, PEOPLE
from detente.records import ActorType

if TYPE_CHECKING:
    from detente.actors import Draft

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS = {word: number for number, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_AT_LEAST = {"least", "more", "over", "exceeding", "minimum"}
_AT_MOST = {"most", "nearly", "almost", "fewer", "less", "under", "up"}
_HEDGES = _AT_LEAST | _AT_MOST | {"about", "around", "some", "approximately", "roughly", "than", "at", "to", "an", "estimated", "another", "as", "many", "the", "a", "few", "further", "additional"}
# Plural nouns for several bodies or states, and the type of the actor that they make together.
MANY: dict[str, ActorType] = {
    **dict.fromkeys(("party", "government", "country", "nation", "state", "force", "neighbor", "neighbour", "power", "side", "opponent", "element", "tribe", "community", "authority"), "Group"),
    **dict.fromkeys(("company", "enterprise", "carrier", "bank", "firm", "airline", "business"), "Company"),
    **dict.fromkeys(("militia", "faction", "gang", "cartel"), "ArmedGroup"),
    **dict.fromkeys(("group", "organization", "organisation", "union", "ngo", "charity", "institution"), "Organization"),
    **dict.fromkeys(("newspaper", "broadcaster", "outlet"), "Media"),
}  # fmt: skip
VAGUE = {"hundreds", "thousands", "dozens", "scores", "tens", "millions", "many", "several", "few", "number", "majority", "group", "some", "most", "all", "both", "members", "lot", "each", "none", "half", "rest", "remainder", "crowd", "others"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: exactly (`count`), or at least, or at most; all None where the text gives no number."""

    count: int | None = None
    least: int | None = None
    most: int | None = None

    @property
    def number(self) -> int | None:
        return next((it for it in (self.count, self.least, self.most) if it is not None), None)


def number(words: list[str]) -> int | None:
    """The whole number that `words` write, in digits or in words: ``["1,300"]``, ``["two", "dozen"]``."""
    total, current, seen = 0, 0.0, False
    for word in words:
        for part in re.split(r"-(?=[a-z])", word.lower()):
            if re.fullmatch(r"\d{1,3}(,\d{3})+|\d+(\.\d+)?", part):
                current, seen = current + float(part.replace(",", "")), True
            elif part in NUMBERS:
                current, seen = current + NUMBERS[part], True
            elif part in _SCALES:
                current, seen = (current or 1) * _SCALES[part], True
                if _SCALES[part] >= 1000:
                    total, current = total + round(current), 0
            elif part not in ("and", "a", "-"):
                return None
    return total + round(current) if seen else None


def quantity(noun: Token) -> Quantity:
    """How many `noun` is said to be: "nearly 1,300 prisoners", "at least two dozen people", "162 of the miners"."""
    numeral = next((child for child in noun.children if child.dep_ == "nummod" and child.i < noun.i), None)
    if numeral is None and noun.like_num and any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children):
        numeral = noun
    if numeral is None and noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_ == "CD":
        numeral = noun.head.head
    if numeral is None:
        return Quantity()
    doc = noun.doc
    start = numeral.i
    while start and (doc[start - 1].lower_ in NUMBERS or doc[start - 1].lower_ in _SCALES or doc[start - 1].tag_ == "CD" or doc[start - 1].lower_ == "-" and doc[start].dep_ in ("nummod", "compound")):
        start -= 1
    value = number([token.text for token in doc[start : numeral.i + 1] if token.text != "-"])
    if value is None or start and doc[start - 1].lower_ in ("few", "several", "many") or numeral.lower_ in ("dozen", "hundred", "thousand", "million") and start == numeral.i and not (start and doc[start - 1].lower_ in ("a", "one")):
        return Quantity()
    hedges = set()
    while start and doc[start - 1].lower_ in _HEDGES:
        start -= 1
        hedges.add(doc[start].lower_)
    if hedges & {"more", "over", "least", "exceeding"}:
        return Quantity(least=value)
    if hedges & {"nearly", "almost", "fewer", "less", "most", "under", "up"}:
        return Quantity(most=value)
    return Quantity(count=value)


def phrase(noun: Token) -> tuple[int, int]:
    """Start and end of the noun's phrase without what follows the noun: "more than 1,000 political prisoners"."""
    doc, start = noun.doc, noun.i
    allowed = {"det", "amod", "nummod", "compound", "poss", "nmod", "quantmod", "advmod", "punct", "case", "predet", "npadvmod", "neg"}
    first = min((child.left_edge.i for child in noun.lefts if child.dep_ in allowed and child.dep_ != "relcl"), default=noun.i)
    start = max(first, noun.i - 12)
    while start < noun.i and (doc[start].is_punct or doc[start].dep_ in ("cc", "preconj")):
        start += 1
    while start and start > noun.i - 12 and doc[start - 1].lower_ in _HEDGES - {"as", "many", "to", "the"} and doc[start].tag_ == "CD":
        start -= 1
    return start, noun.i + 1


def is_people(token: Token, taken: dict[int, Reference]) -> bool:
    """Whether a noun describes one person or several, and is no name's part."""
    if token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i:
        return False
    if is_demonym(token, taken):
        return True
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.i in taken and taken[token.i].kind == "name":
        return False
    return token.lemma_.lower() in PEOPLE or token.lower_ in PEOPLE


def is_demonym(token: Token, taken: dict[int, Reference]) -> bool:
    reference = taken.get(token.i)
    return reference is not None and reference.source == "demonym"


def is_plural(token: Token) -> bool:
    """Whether a noun means several people."""
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in COLLECTIVES or (quantity(token).number or 0) > 1


def nationalities(noun: Token, at: dict[int, Reference]) -> tuple[str, ...]:
    """Names of the states whose citizens are said to be among the group: "14 foreigners, including Poles and a Briton"."""
    doc, found = noun.doc, []
    i = noun.i + 1
    if i < len(doc) and doc[i].text in (",", "(", "—", "-", ":"):
        i += 1
    if i >= len(doc) or doc[i].lower_ not in ("including", "among", "mostly", "mainly", "from", "of", "such"):
        states = [at[it] for it in range(phrase(noun)[0], noun.i) if it in at]
        return tuple(dict.fromkeys(it.entry.name for it in states if it.entry is not None and it.entry.type == "Country" and it.source in ("adjective", "name")))
    sentence_end = noun.sent.end
    for token in doc[i:sentence_end]:
        reference = at.get(token.i)
        if reference is not None and reference.entry is not None and reference.entry.type == "Country" and reference.source in ("adjective", "demonym"):
            found.append(reference.entry.name)
        if token.pos_ in ("VERB", "AUX") and token.lower_ != "including":
            break
    return tuple(dict.fromkeys(found))


def set_size(draft: Draft, size: Quantity) -> None:
    """Note the size of a group, unless the text has given one already."""
    if draft.count is None and draft.count_min is None and draft.count_max is None:
        draft.count, draft.count_min, draft.count_max = size.count, size.least, size.most


def bare(words: Span) -> str:
    """The words of a phrase without its article."""
    first = 1 if len(words) > 1 and words[0].lower_ in ("the", "a", "an") else 0
    return words[first:].text
