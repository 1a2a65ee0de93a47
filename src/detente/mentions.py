"""Names in a text: what the entity recogniser and the gazetteer find, made consistent, with what each is used for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from spacy.tokens import Doc, Span

from detente.nouns import ADDRESS, NO_ACTORS, OFFICES, PORTFOLIOS, TYPED, VAGUE_NAMES
from detente.records import ActorType

if TYPE_CHECKING:
    from detente.actors import Draft
    from detente.entries import Entry
    from detente.gazetteer import Gazetteer
    from detente.gazetteer import Kind as Source

Use = Literal["actor", "place", "modifier", "aside"]  # aside: "Danish-owned", "anti-Danish"; no state of the noun
LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"}
_SOURCES: tuple[Source, ...] = ("name", "capital", "metonym", "adjective", "demonym")
_PARTICLES = {"al", "the", "ash", "el"}  # small words that a name may begin with
_NUMBERED = re.compile(r"[A-Z]{1,3}-?\d{1,4}")
_ARTICLES = {"the", "a", "an"}
_ENDINGS = {"POS", "IN", "CC", "DT"}  # tags that no name ends in
_POSSESSIVES = {"'s", "’s", "'", "’"}
_DAYS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday".split()
)
_POSTS = OFFICES - {"justice", "queen", "king", "head", "prince", "princess", "deputy", "whip", "fellow", "director"}
_FIELDS = PORTFOLIOS | {"affairs", "and", "&"}  # a title's words that make no name by themselves


@dataclass(slots=True, eq=False)
class Reference:
    """Tokens `start` to `end` (exclusive) that name or describe somebody; the tree hangs them by token `head`."""

    start: int
    end: int
    head: int
    kind: Literal["name", "nominal", "pronoun"]
    label: str = ""  # the entity recogniser's, or RULE for "the … government"
    entry: Entry | None = None
    source: Source | None = None  # in which way the gazetteer's entry is named
    use: Use = "actor"
    type: ActorType | None = None  # where the words themselves tell
    state: Reference | None = None  # the state named inside
    draft: Draft | None = None
    titled: int | None = None  # first token of the title before a person's name

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def is_state(self) -> bool:
        """Whether the name is a state's: the gazetteer knows it, or the text tells (see `detente.polities`)."""
        return self.entry.type == "Country" if self.entry is not None else self.type == "Country"

    def span(self, doc: Doc) -> Span:
        """The words in their document."""
        return doc[self.start : self.end]

    def text(self, doc: Doc) -> str:
        """The words as the text writes them."""
        return doc[self.start : self.end].text


def names(doc: Doc, gazetteer: Gazetteer) -> list[Reference]:
    """Names of the document in order; of names that overlap the longest, of equally long ones the gazetteer's.

    A state's name inside a longer one ("U.S. Navy") comes too, as a modifier.
    """
    known = [reference for sentence in doc.sents for reference in _known(sentence, gazetteer)]
    states = {it.start: it for it in known if it.is_state}
    recognised = list(_recognised(doc, states))
    taken: dict[int, Reference] = {}
    candidates = [*known, *recognised, *_overlooked(doc, recognised, states)]
    for name in sorted(candidates, key=lambda it: (-len(it), it.entry is None, it.start)):
        if taken.keys().isdisjoint(range(name.start, name.end)):
            taken.update((i, name) for i in range(name.start, name.end))
    # "Sofia Renn" and "Israel Katz" are persons with no state inside.
    inner = [
        it
        for it in known
        if it.is_state
        and taken[it.start] is not it
        and not (taken[it.start].label == "PERSON" and it.source in ("name", "capital"))
    ]
    for name in inner:
        outer = taken[name.start]
        if name.end <= outer.end and outer.state is None and outer.entry is None:
            outer.state = name
            name.use = "modifier"
    return in_order([*taken.values(), *inner])


def in_order(references: Sequence[Reference]) -> list[Reference]:
    """References without repetition, earlier and longer ones first."""
    return sorted(dict.fromkeys(references), key=lambda it: (it.start, -it.end))


def _known(sentence: Span, gazetteer: Gazetteer) -> Iterator[Reference]:
    """The gazetteer's names in one sentence, longest first at every word."""
    doc, words = sentence.doc, [token.text for token in sentence]
    i = 0
    while i < len(words):
        length, entry, source = _longest(words, i, gazetteer)
        if length > 1 and words[i] in ("the", "The"):
            i, length = i + 1, length - 1
        if entry is None and words[i] in ("North", "South", "East", "West") and words[i + 1 : i + 2] == ["and"]:
            found = gazetteer.names(" ".join([words[i], *words[i + 3 : i + 4]]))  # "North and South Korea"
            length, entry = (1, found[0]) if found else (0, None)
        if entry is None or not any(map(str.isupper, "".join(words[i : i + length]))):
            i += 1
            continue
        if words[i + length : i + length + 2] in ([",", "DC"], [",", "D.C."]):
            length += 2
        if words[i + length : i + length + 1] != ["$"]:
            start = sentence.start + i
            span = doc[start : start + length]
            yield Reference(span.start, span.end, span.root.i, "name", "", entry, source)
        i += length


def _longest(words: Sequence[str], i: int, gazetteer: Gazetteer) -> tuple[int, Entry | None, Source]:
    """Words, entry and way of naming of the longest known name at word `i`; states of today before other entries."""
    best: tuple[int, Entry | None, Source] = (0, None, "name")
    word = words[i]
    if "$" in word or not (word[0].isupper() or word[0].isdigit() or word in _PARTICLES):
        return best
    for source in _SOURCES:
        length, entries = gazetteer.match(words, i, source)
        if length > best[0]:
            entry = min(entries, key=lambda it: (it.successor is not None, it.type != "Country"))
            best = (length, entry, source)
    return best


def _recognised(doc: Doc, states: Mapping[int, Reference]) -> Iterator[Reference]:
    """The entity recogniser's names without articles, possessive endings and stray signs.

    `states` are the gazetteer's by their first token.
    """
    for entity in doc.ents:
        if entity.label_ not in LABELS:
            continue
        words, label = _trimmed(entity), entity.label_
        if not any(token.text[0].isupper() or token.text[0].isdigit() for token in words if not token.is_punct):
            continue
        start = words.start
        if _follows_office(doc, start):
            while start < words.end and doc[start].lower_ in PORTFOLIOS:
                start += 1  # "Director of National Intelligence NAME"
            if start in states and words.end - states[start].end > 1:
                start = states[start].end  # "Prime Minister of STATE NAME"
            if start > words.start:
                words, label = doc[start : words.end], "PERSON"
        if len(words) and not _is_common(words, label) and not _is_title(words, label, states):
            yield Reference(words.start, words.end, words.root.i, "name", label)


def _follows_office(doc: Doc, i: int) -> bool:
    """Whether "OFFICE of" or "OFFICE of the" stands before token `i`."""
    of = i - 1 - (i > 0 and doc[i - 1].lower_ == "the")
    return of > 0 and doc[of].lower_ == "of" and doc[of - 1].lower_ in OFFICES


def _overlooked(doc: Doc, recognised: Sequence[Reference], states: Mapping[int, Reference]) -> Iterator[Reference]:
    """What the recogniser left out.

    Surnames of people named in full elsewhere, roads with a number ("N2 road"), "President of STATE NAME",
    "Director of National Intelligence NAME".
    """
    covered = {i for it in recognised for i in range(it.start, it.end)}
    for office in doc[:-2]:
        if office.lower_ not in OFFICES or office.nbor(1).lower_ != "of":
            continue
        start = office.i + 2 + (office.nbor(2).lower_ == "the")
        while start < len(doc) and doc[start].lower_ in PORTFOLIOS:
            start += 1
        start = states[start].end if start in states else start
        end = start
        while end < len(doc) and doc[end].tag_ == "NNP" and doc[end].is_title and end not in covered:
            end += 1
        if start > office.i + 2 and end - start in (2, 3):
            yield Reference(start, end, end - 1, "name", "PERSON")
    surnames = {doc[it.end - 1].text for it in recognised if it.label == "PERSON" and len(it) > 1}
    for token in doc:
        if token.text in surnames and token.pos_ == "PROPN" and not token.ent_type_:
            yield Reference(token.i, token.i + 1, token.i, "name", "PERSON")
        elif _NUMBERED.fullmatch(token.text) and token.i + 1 < len(doc) and TYPED.get(token.nbor(1).lower_) == "Place":
            yield Reference(token.i, token.i + 2, token.i + 1, "name", "FAC")


def _trimmed(entity: Span) -> Span:
    doc, start, end = entity.doc, entity.start, entity.end
    while start < end and (doc[start].lower_ in _ARTICLES or not doc[start].text[0].isalnum()):
        start += 1
    while entity.label_ == "PERSON" and end + 1 < len(doc) and _hyphenated(doc, end + 1) and doc[end + 1].is_lower:
        end += 2  # "Moon Jae-in"
    while start < end and not _hyphenated(doc, end - 1):
        last = doc[end - 1]
        dated = entity.label_ in ("GPE", "LOC") and (last.is_digit or last.lower_.rstrip(".") in _DAYS)  # a caption's
        if not (dated or last.is_punct or last.tag_ in _ENDINGS or last.text in _POSSESSIVES):
            break
        end -= 1
    return doc[start:end]


def _hyphenated(doc: Doc, i: int) -> bool:
    """Whether a short word hangs on the one before by a hyphen."""
    if i < 2 or doc[i - 1].text != "-" or len(doc[i]) > 4:
        return False
    return not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_


def _is_title(words: Span, label: str, states: Mapping[int, Reference]) -> bool:
    """Whether the recogniser took a title, or its field of work, for a body: "the UN Relief Coordinator"."""
    if label not in ("ORG", "PERSON", "GPE") or len(words) < 2:
        return False
    doc, last = words.doc, words[-1].lower_
    if label == "ORG" and last in _POSTS and words[0].text[0].isupper():
        return not any(token.lower_ in ("of", "for") for token in words)
    start = states[words.start].end if words.start in states else words.start
    fields = start < words.end and all(token.lower_ in _FIELDS for token in doc[start : words.end])
    return fields and words.end < len(doc) and doc[words.end].lower_ in OFFICES


def _is_common(words: Span, label: str) -> bool:
    """Whether the recogniser took common words, a treaty, an event or a nationality for a name."""
    last = words[-1]
    if last.lower_ in NO_ACTORS or last.lower_.rstrip(".") in ADDRESS:
        return True
    if any(a.lower_ in NO_ACTORS and b.lower_ in ("of", "on", "for") for a, b in pairwise(words)):
        return True
    if len(words) > 1:
        return label == "NORP" and last.tag_ == "JJ"
    if label in ("ORG", "GPE", "PERSON") and (last.lower_ in PORTFOLIOS or last.text in ("North", "South")):
        return True
    plural = last.tag_ in ("NNPS", "NNS") and label in ("NORP", "GPE")
    return plural or last.lower_ in VAGUE_NAMES or (label == "NORP" and last.tag_ == "JJ" and last.dep_ != "pobj")
