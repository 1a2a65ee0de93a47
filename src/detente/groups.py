"""People without a name: their number, the phrase that describes them, the nationalities among them."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
NUMBERS = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_AT_LEAST = frozenset("more over least exceeding".split())
_AT_MOST = frozenset("nearly almost fewer less most under up".split())
_HEDGES = frozenset(
    "about around some approximately roughly than at to an estimated another as many the a few further"
    " additional".split()
)
_HEDGES |= _AT_LEAST | _AT_MOST
_UNCOUNTED = {"few", "several", "many"}  # "a few hundred"
# Words of number or part before "of".
VAGUE = frozenset(
    "hundreds thousands dozens scores tens millions many several few number majority group some most all both"
    " members lot each none half rest remainder crowd others".split()
)
_GROUPS = (
    "party government country nation state force neighbor neighbour power side opponent element tribe community"
    " authority"
)
# Plural nouns for several bodies or states, and the type of the actor that they make together.
MANY: dict[str, ActorType] = {
    **dict.fromkeys(_GROUPS.split(), "Group"),
    **dict.fromkeys("company enterprise carrier bank firm airline business".split(), "Company"),
    **dict.fromkeys("militia faction gang cartel".split(), "ArmedGroup"),
    **dict.fromkeys("group organization organisation union ngo charity institution".split(), "Organization"),
    **dict.fromkeys("newspaper broadcaster outlet".split(), "Media"),
}
# Nouns for things too, and the words that make people of them: "opposition figures", "security sources".
_DOUBTFUL = frozenset("figure source".split())
_PERSONAL = frozenset(
    "opposition political religious public senior leading key prominent influential military security intelligence"
    " diplomatic government party rebel official police hospital medical palace cultural literary top junior tribal"
    " administration defence defense unnamed anonymous cabinet militant underworld".split()
)
_PREMODIFIERS = frozenset("det amod nummod compound poss nmod quantmod advmod punct case predet npadvmod neg".split())
_FINITE = {"MD", "VBD", "VBZ", "VBP", "WDT", "WP"}
_REACH, _TAIL = 12, 8  # tokens that a description may have before and after its noun


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: exactly (`count`), or at least, or at most; all None where the text gives no number."""

    count: int | None = None
    least: int | None = None
    most: int | None = None

    @property
    def number(self) -> int | None:
        """The number that the text writes, whatever its hedges."""
        return next((it for it in (self.count, self.least, self.most) if it is not None), None)


def number(words: list[str]) -> int | None:
    """The whole number that `words` write, in digits or in words: ``["1,300"]``, ``["two", "dozen"]``."""
    total, current, seen = 0, 0.0, False
    for word in words:
        for part in re.split(r"-(?=[a-z])", word.lower()):
            if re.fullmatch(r"\d{1,3}(,\d{3})+|\d{1,12}(\.\d+)?", part):
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
    numeral = _numeral(noun)
    if numeral is None:
        return Quantity()
    doc, start = noun.doc, numeral.i
    while start and (doc[start - 1].tag_ == "CD" or doc[start - 1].lower_ in _SCALES or _joins(doc[start - 1])):
        start -= 1
    before = doc[start - 1].lower_ if start else ""
    value = number([token.text for token in doc[start : numeral.i + 1] if token.text != "-"])
    if value is None or before in _UNCOUNTED or (doc[start].lower_ in _SCALES and before not in ("a", "one")):
        return Quantity()
    hedges = set()
    while start and doc[start - 1].lower_ in _HEDGES:
        start -= 1
        hedges.add(doc[start].lower_)
    if hedges & _AT_LEAST:
        return Quantity(least=value)
    return Quantity(most=value) if hedges & _AT_MOST else Quantity(count=value)


def _numeral(noun: Token) -> Token | None:
    for child in noun.children:
        if (child.dep_ == "nummod" or (child.tag_ == "CD" and child.dep_ in ("compound", "amod"))) and child.i < noun.i:
            return child
    if noun.like_num and any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children):
        return noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.tag_ == "CD":
        return noun.head.head
    return None


def _joins(token: Token) -> bool:
    """Whether a hyphen stands inside a number: "thirty-five"."""
    return token.text == "-" and token.i > 0 and token.nbor(-1).lower_ in NUMBERS


def phrase(noun: Token) -> tuple[int, int]:
    """Start and end of the noun's phrase without what follows the noun: "more than 1,000 political prisoners"."""
    doc = noun.doc
    edges = (child.left_edge.i for child in noun.lefts if child.dep_ in _PREMODIFIERS)
    start = max(min(edges, default=noun.i), noun.i - _REACH)
    while start < noun.i and (doc[start].is_punct or doc[start].dep_ in ("cc", "preconj")):
        start += 1
    verbs = (i for i in range(start, noun.i) if doc[i].tag_ in _FINITE)
    start = max(verbs, default=start - 1) + 1  # a clause that the parser hung before the noun
    if doc[start].tag_ == "CD":
        while start > max(noun.i - _REACH, 0) and doc[start - 1].lower_ in _HEDGES - {"as", "many", "to", "the"}:
            start -= 1
    return start, noun.i + 1


def description(noun: Token) -> tuple[int, int]:
    """The phrase, with what follows the noun where nothing else describes it: "the people of Belarus".

    Whose they are belongs to it in any case where a name tells ("the foreign ministers of Chad"); where they are, for a
    noun all alone ("students in Cairo").
    """
    start, end = phrase(noun)
    bare = not any(child.dep_ in ("amod", "nummod", "compound", "poss", "nmod") for child in noun.lefts)
    for child in noun.rights:
        clause = child.dep_ == "acl" and child.tag_ == "VBG"  # "forces occupying the town"
        tail = child.right_edge.i + 1
        if child.i != end or tail - end > _TAIL:
            continue
        if bare and (clause or child.lower_ in ("of", "for", "to", "from")):
            return start, tail
        alone = start == noun.i and noun.dep_ != "dobj"
        if child.lower_ in (("of", "in") if alone else ("of",)) and any(it.pos_ == "PROPN" for it in child.children):
            return start, tail
    return start, end


def bare(words: Span) -> str:
    """The words of a phrase without its article."""
    first = 1 if len(words) > 1 and words[0].lower_ in ("the", "a", "an") else 0
    return words[first:].text


def is_people(token: Token, covering: Mapping[int, Reference]) -> bool:
    """Whether a noun describes one person or several, and is no name's part."""
    if token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i:
        return False
    name = covering.get(token.i)
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or (name is not None and name.kind == "name"):
        return False
    lemma = token.lemma_.lower()
    if lemma in _DOUBTFUL:
        return any(it.lemma_.lower() in _PERSONAL for it in token.lefts)
    if lemma == "other":  # "three others"
        several = any(it.dep_ == "nummod" or it.lower_ in ("several", "many") for it in token.lefts)
        return token.tag_ == "NNS" and several
    if lemma == "opposition" and any(it.lower_ in ("to", "from") for it in token.rights):
        return False  # "their opposition to the plan"
    return lemma in PEOPLE or token.lower_ in PEOPLE


def is_demonym(token: Token, covering: Mapping[int, Reference]) -> bool:
    """Whether a word stands for a state's citizens, and modifies no other noun."""
    name = covering.get(token.i)
    modifies = token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i
    return name is not None and name.source == "demonym" and not modifies


def is_plural(token: Token) -> bool:
    """Whether a noun means several people."""
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in COLLECTIVES or (quantity(token).number or 0) > 1


def nationalities(noun: Token, covering: Mapping[int, Reference]) -> tuple[str, ...]:
    """Names of the states whose citizens are in the group: "14 foreigners, including Poles and a Briton"."""
    doc, i = noun.doc, noun.i + 1
    if i < len(doc) and doc[i].text in (",", "(", "—", "-", ":"):
        i += 1
    if i < len(doc) and doc[i].lower_ in ("including", "among", "mostly", "mainly", "from", "of", "such"):
        tokens, sources = range(i, noun.sent.end), ("adjective", "demonym")
    else:
        tokens, sources = range(phrase(noun)[0], noun.i), ("adjective", "name")
    found: dict[str, None] = {}
    for token in doc[tokens.start : tokens.stop]:
        if token.pos_ in ("VERB", "AUX") and token.lower_ != "including":
            break
        name = covering.get(token.i)
        if name is not None and name.is_state and name.source in sources and name.entry is not None:
            found[name.entry.name] = None
    return tuple(found)


def set_size(draft: Draft, size: Quantity) -> None:
    """Note the size of a group, unless the text has given one already."""
    if (draft.count, draft.count_min, draft.count_max) == (None, None, None):
        draft.count, draft.count_min, draft.count_max = size.count, size.least, size.most
