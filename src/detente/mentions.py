"""Names in a text: what the entity recogniser and the gazetteer find, made consistent, with what each is used for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from spacy.tokens import Doc, Span, Token

from detente.nouns import BODIES, FORCES, NO_ACTORS, OFFICES, PORTFOLIOS, RULE, TYPED, VAGUE_NAMES
from detente.records import ActorType

if TYPE_CHECKING:
    from detente.actors import Draft
    from detente.gazetteer import Gazetteer
    from detente.gazetteer import Kind as Source
    from detente.entries import Entry

Use = Literal["actor", "place", "modifier"]
LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"}
COMPASS = {"eastern", "western", "northern", "southern", "central", "northeastern", "northwestern", "southeastern", "southwestern"}
_SOURCES: tuple[Source, ...] = ("name", "capital", "metonym", "adjective", "demonym")
_LOCATIVE = {
    "in", "at", "near", "into", "inside", "outside", "across", "around", "through", "throughout", "via", "within", "off",
    "towards", "toward", "above", "over", "to", "from", "of", "between", "for", "on", "via", "beyond", "along", "past", "leaving",
}  # fmt: skip
# A capital after these prepositions is a place only when nothing speaks for its government.
_TO_GOVERNMENT = {"to", "from", "of", "between", "for", "on", "over", "towards", "toward", "past", "around"}
_TOWARDS_PLACE = set(
    "go come travel fly return arrive visit trip journey flight road way tour move head drive march withdraw leave flee"
    " send bring deport extradite transfer depart ambassador embassy advance voyage departure arrival deportation mayor"
    " city capital outskirt suburb north south east west streets resident people part center centre siege battle area"
    " region district airport attack mile kilometer kilometre transport evacuate ship back summon recall".split()
)
_INTO_PLACE = set("visit leave reach enter hit strike shell bomb tour attack seize capture surround storm occupy approach flee".split())


@dataclass(slots=True, eq=False)
class Reference:
    """Tokens `start` to `end` (exclusive) that name or describe somebody; the tree hangs them by token `head`."""

    start: int
    end: int
    head: int
    kind: Literal["name", "nominal", "pronoun"]
    label: str = ""  # the entity recogniser's
    entry: Entry | None = None
    source: Source | None = None  # in which way the gazetteer's entry is named
    use: Use = "actor"
    type: ActorType | None = None  # where the words themselves tell
    state: Reference | None = None  # the state named inside
    draft: Draft | None = None
    titled: int | None = None  # first token of the title before a person's name

    def span(self, doc: Doc) -> Span:
        return doc[self.start : self.end]

    def text(self, doc: Doc) -> str:
        return doc[self.start : self.end].text


def names(doc: Doc, gazetteer: Gazetteer) -> list[Reference]:
    """Every name of the document, in order; of names that overlap the longest, of equally long ones the gazetteer's."""
    known = [reference for sentence in doc.sents for reference in _known(sentence, gazetteer)]
    candidates = known + list(_recognised(doc))
    taken: dict[int, Reference] = {}
    for reference in sorted(candidates, key=lambda it: (it.start - it.end, it.entry is None, it.start)):
        if all(i not in taken for i in range(reference.start, reference.end)):
            for i in range(reference.start, reference.end):
                taken[i] = reference
    inner = [it for it in known if taken.get(it.start) is not it and _is_state(it)]
    for reference in inner:
        outer = taken[reference.start]
        if outer.start <= reference.start and reference.end <= outer.end and outer.state is None and outer.entry is None:
            outer.state = reference
            reference.use = "modifier"
    bodies = list(_bodies(doc, taken))
    for body in bodies:
        for i in range(body.start, body.end):
            taken[i] = body
    found = sorted({id(it): it for it in [*taken.values(), *inner]}.values(), key=lambda it: (it.start, -it.end))
    states = [body.state for body in bodies if body.state is not None]
    for state in states:
        state.use = "modifier"
    for reference in found:
        if reference.use == "actor" and reference.label != "RULE":
            reference.use = use(doc, reference)
    return sorted({id(it): it for it in [*found, *states]}.values(), key=lambda it: (it.start, -it.end))


def _is_state(reference: Reference) -> bool:
    return reference.entry is not None and reference.entry.type == "Country"


def _known(sentence: Span, gazetteer: Gazetteer) -> Iterator[Reference]:
    """The gazetteer's names in one sentence, longest first at every word."""
    doc, words = sentence.doc, [token.text for token in sentence]
    i = 0
    while i < len(words):
        word = words[i]
        best: tuple[int, tuple[Entry, ...], Source] = (0, (), "name")
        if "$" not in word and (word[0].isupper() or word[0].isdigit() or word in ("al", "the", "ash", "el")):
            for source in _SOURCES:
                length, entries = gazetteer.match(words, i, source)
                if length > best[0]:
                    best = (length, entries, source)
        length, entries, source = best
        first = sentence.start + i
        if length and word in ("the", "The") and length > 1:
            first, length, i = first + 1, length - 1, i + 1
        if not length or not any(character.isupper() for token in doc[first : first + length] for character in token.text):
            i += 1
            continue
        entry = _likeliest(entries)
        if words[i + length : i + length + 1] == ["$"]:
            i += length
            continue
        if words[i + length : i + length + 1] == [","] and words[i + length + 1 : i + length + 2] in (["DC"], ["D.C."]):
            length += 2
        yield Reference(first, first + length, doc[first : first + length].root.i, "name", "", entry, source)
        i += length


def _likeliest(entries: tuple[Entry, ...]) -> Entry:
    """States that still exist go before those of the past, and both before the rest."""
    return min(entries, key=lambda it: (it.successor is not None, it.type != "Country"))


def _recognised(doc: Doc) -> Iterator[Reference]:
    """The entity recogniser's names without articles, possessive endings and stray signs."""
    for span in doc.ents:
        if span.label_ not in LABELS:
            continue
        start, end = span.start, span.end
        while start < end and (doc[start].is_punct or doc[start].lower_ in ("the", "a", "an") or not doc[start].text[0].isalnum()):
            start += 1
        while (
            span.label_ == "PERSON" and end < len(doc) - 1 and doc[end].text == "-" and not doc[end - 1].whitespace_
            and not doc[end].whitespace_ and doc[end + 1].is_lower and len(doc[end + 1]) < 5
        ):  # fmt: skip
            end += 2  # "Moon Jae-in"
        while start < end and not _hyphenated(doc, end - 1) and (doc[end - 1].is_punct or doc[end - 1].tag_ in ("POS", "IN", "CC", "DT") or doc[end - 1].text in ("'s", "’s", "’")):
            end -= 1
        words = doc[start:end]
        if not any(token.text[0].isupper() or token.text[0].isdigit() for token in words if not token.is_punct):
            continue
        if end - start == 1 and (words[0].lower_ in PORTFOLIOS or words[0].text in ("North", "South")) and span.label_ in ("ORG", "GPE", "PERSON"):
            continue
        if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in OFFICES and words[0].lower_ in PORTFOLIOS:
            while start < end and doc[start].lower_ in PORTFOLIOS:
                start += 1  # "Director of National Intelligence NAME"
            if start < end:
                yield Reference(start, end, doc[start:end].root.i, "name", "PERSON")
            continue
        if any(a.lower_ in NO_ACTORS and b.lower_ in ("of", "on", "for") for a, b in pairwise(words)):
            continue
        if words[-1].lower_ in NO_ACTORS or end - start == 1 and words[0].lower_ in VAGUE_NAMES or words[-1].tag_ in ("NNPS", "NNS") and end - start == 1 and span.label_ in ("NORP", "GPE") or span.label_ == "NORP" and words[-1].tag_ == "JJ" and words.root.dep_ != "pobj":
            continue
        yield Reference(start, end, words.root.i, "name", span.label_)


def _hyphenated(doc: Doc, i: int) -> bool:
    return i > 0 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_


def _bodies(doc: Doc, taken: dict[int, Reference]) -> Iterator[Reference]:
    """Ministries, agencies and forces told by their noun, and "the … government", which is the state itself."""
    for token in doc:
        word = token.lower_ if token.lower_ in FORCES or token.lower_ in RULE else token.lemma_.lower()
        if word not in BODIES and word not in RULE and token.lower_ != "force" and token.lower_ != "forces":
            continue
        inside = taken.get(token.i)
        if inside is not None and (inside.entry is not None or inside.end > token.i + 1 or inside.label not in ("ORG", "GPE")):
            continue
        if inside is None and word not in RULE and token.text[0].islower() and is_modifier(token):
            continue
        if inside is not None and any(TYPED.get(it.lower_) in ("ArmedGroup", "Media") for it in doc[inside.start : inside.end]):
            continue
        start, state, proper = token.i, None, token.text[0].isupper()
        portfolio = False
        while start > 0:
            left = doc[start - 1]
            named = taken.get(left.i)
            if named is inside and inside is not None and word in RULE:
                if left.i >= inside.start and left.text[0].isupper() and left.lower_ not in PORTFOLIOS and inside.state is None:
                    named = Reference(inside.start, token.i, left.i, "name", "PERSON")
                    taken.update((i, named) for i in range(named.start, named.end))
            if named is not None and (named.entry is not None and (named.entry.type == "Country") or named.label in ("NORP", "GPE", "PERSON") or inside is named or word in RULE and named.label == "ORG"):
                start = named.start
                state = named if _is_state(named) else named.state
                proper = True
                if inside is named:
                    portfolio = True
                if state is not None or named.label == "PERSON":
                    break
            elif left.tag_ == "POS" or left.lower_ in PORTFOLIOS or left.pos_ == "PROPN" and left.text[0].isupper():
                portfolio = portfolio or left.lower_ in PORTFOLIOS or left.pos_ == "PROPN"
                proper = proper or left.text[0].isupper()
                start -= 1
            elif left.lower_ in ("and", "’", "'", "-") and start > 1 and (doc[start - 2].lower_ in PORTFOLIOS):
                start -= 1
            else:
                break
        end = token.i + 1
        if end + 1 < len(doc) and doc[end].lower_ == "of":
            tail = end + 1
            while tail < len(doc) and (doc[tail].lower_ in ("the", "and", "&") or taken.get(tail) is not None or doc[tail].text[0].isupper() and doc[tail].is_alpha):
                tail += 1
            while doc[tail - 1].lower_ in ("the", "and", "of"):
                tail -= 1
            inner = next((taken[i] for i in range(end, tail) if i in taken and _is_state(taken[i])), None)
            if tail > end + 1 and (token.text[0].isupper() or inner is not None):
                end, proper = tail, True
                state = state or inner
        while start < token.i and (doc[start].tag_ == "POS" or doc[start].lower_ in ("and", "’", "'", "the")):
            start += 1
        if word in RULE:
            holder = state or next((taken[i] for i in range(start, end) if i in taken and taken[i].label in ("PERSON", "GPE", "ORG")), None)
            if holder is not None:
                yield Reference(start, end, token.i, "nominal", "RULE", state=holder, use="modifier" if is_modifier(token) else "actor")
            continue
        if word in FORCES and state is None and inside is None:
            continue
        if not proper or end - start == 1 and not token.text[0].isupper():
            continue
        if state is None and not portfolio and inside is None:
            continue
        yield Reference(start, end, token.i, "name", "ORG", state=state, type="Government")


def use(doc: Doc, reference: Reference) -> Use:
    """Whether a name acts, is a place or only modifies another word."""
    head = doc[reference.head]
    if reference.source == "adjective" and not (head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and head.tag_ in ("NNP", "NNPS", "NNS")):
        return "modifier"
    if reference.source == "demonym" or reference.label == "NORP" and reference.entry is None:
        return "actor"
    if reference.label in ("LOC", "FAC") and reference.entry is None:
        return "place"
    if reference.source in ("capital", "metonym"):
        if reference.end < len(doc) and doc[reference.end].text in ("—", "–", "--") and doc[reference.start].is_upper:
            return "place"
        return "place" if is_locative(head) else _modifies(head)
    return _modifies(head)


def _modifies(head: Token) -> Use:
    return "modifier" if is_modifier(head) and head.head.pos_ in ("NOUN", "PROPN", "ADJ") else "actor"


def is_modifier(token: Token) -> bool:
    """Whether a word only modifies a later one: "government troops"."""
    return token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i


def is_locative(head: Token) -> bool:
    """Whether a seat of government is meant as a town: "in Minsk", "the embassy in Minsk", "flew to Geneva"."""
    while head.dep_ in ("conj", "appos") and head.head.i < head.i:
        head = head.head
    above = head.head
    if head.dep_ in ("pobj", "prep") or above.pos_ == "ADP" or above.dep_ == "prep":
        word, governor = above.lower_, above.head.lemma_.lower()
        if word not in _LOCATIVE:
            return False
        return word not in _TO_GOVERNMENT or governor in _TOWARDS_PLACE
    if head.dep_ in ("dobj", "nsubjpass"):
        return above.lemma_.lower() in _INTO_PLACE
    if head.dep_ == "poss":
        return TYPED.get(above.lemma_.lower()) == "Place" or above.text[0].isupper() and above.ent_type_ in ("FAC", "LOC", "GPE")
    if head.i + 2 < len(head.doc) and head.nbor(1).text == "-" and head.nbor(2).lower_ == "based":
        return True
    if head.dep_ in ("compound", "nmod"):
        return above.text[0].isupper() or above.lemma_.lower() in _TOWARDS_PLACE | {"talk", "summit", "conference", "process", "meeting"} or TYPED.get(above.lemma_.lower()) == "Place"
    return head.dep_ in ("npadvmod", "ROOT") and above.i == head.i


def overlapping(references: Iterable[Reference]) -> dict[int, Reference]:
    """The innermost reference over every token."""
    covered: dict[int, Reference] = {}
    for reference in sorted(references, key=lambda it: it.start - it.end):
        covered.update((i, reference) for i in range(reference.start, reference.end))
    return covered
