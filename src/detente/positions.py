"""Offices and functions that the text states: who holds them, of which state or body."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from detente.mentions import Reference
from detente.nouns import OFFICES

if TYPE_CHECKING:
    from detente.actors import Draft, Roster

# Words that may stand before the head of an office's title and belong to it.
_ATTRIBUTES = frozenset(
    "prime foreign defense defence interior finance justice health trade energy economy economic environment deputy vice"
    " press former acting interim caretaker senior chief opposition democratic presidential national security general"
    " special home external internal supreme assistant executive transitional outgoing incoming newly-elected ex- military"
    " political human rights state permanent first second principal associate research liaison intelligence police army"
    " navy naval agriculture education oil culture tourism transport labor labour development planning climate nuclear"
    " top lead party parliamentary regional federal minority majority house senate managing crown grand high under"
    " counterterrorism information communications cabinet central elect founding honorary spiritual supreme resident"
    " designate diplomatic public affairs budget immigration border science technology infrastructure".split()
)
_GLUE = {"of", "for", "on", "the", "and", "to", "in", "at", "with", "-", "&"}
_LONGEST = 12  # tokens of the longest title that is looked for before a name
_OF = {"of", "for", "at"}
_SENT = {"envoy", "representative", "coordinator", "rapporteur", "negotiator", "ambassador"}  # sent "for" or "to" a place
# Offices of one's own state, even where the text takes the state for granted.
_DOMESTIC = frozenset("president presidential prime premier foreign interior defense defence finance opposition".split())


@dataclass(slots=True, eq=False)
class Membership:
    """`holder` holds the office `title` of the state or body `of`; tokens `start` to `end` say so."""

    holder: Draft
    title: str
    of: Draft | None
    start: int
    end: int
    shared: bool = False  # told of several people together: "leaders like NAME"


def find(doc: Doc, references: list[Reference], roster: Roster) -> list[Membership]:
    """Every office that the text states of a person with a name."""
    at = {i: it for it in references for i in range(it.start, it.end)}
    found: list[Membership] = []
    for person in references:
        if person.draft is None or person.draft.type != "Person" or person.kind != "name" or person.use == "modifier":
            continue
        membership = _before(doc, person, at, roster) or _after(doc, person, at) or _reverse(doc, person, at)
        if membership is not None:
            if membership.of is None:
                membership.of = _after_name(doc, person, at)
            found.append(membership)
    return _unique(found, roster)


def complete(memberships: list[Membership], issuer: Draft | None, references: list[Reference]) -> None:
    """Where the text names no body: the state that issues the statement, or, for an office of state, the state that the text is most about."""
    states = Counter(it.draft for it in references if it.draft is not None and it.draft.type == "Country").most_common(2)
    clear = states[0][0] if states and (len(states) == 1 or states[0][1] > states[1][1]) else None
    for it in memberships:
        if it.of is None:
            words = set(it.title.lower().split())
            own = issuer if issuer is not None and "opposition" not in words else clear
            it.of = own if issuer is not None or _DOMESTIC & words else None
        if it.holder.state is None and it.of is not None:
            it.holder.state = it.of if it.of.type == "Country" else it.of.state


def head_of_office(doc: Doc, i: int) -> int | None:
    """The index of the word that makes the title ending at token `i` an office: `Secretary` of "Secretary of State"."""
    token = doc[i]
    if is_office(token):
        return i
    for back in range(i, max(i - 6, -1), -1):
        if doc[back].lower_ in ("of", "for") and back and is_office(doc[back - 1]):
            return back - 1
        if doc[back].is_punct and doc[back].text not in ("(", ")") or doc[back].pos_ in ("VERB", "AUX"):
            return None
    return None


def is_office(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and (token.lower_ in OFFICES or token.lemma_.lower() in OFFICES)


def title(doc: Doc, head: int, at: dict[int, Reference]) -> tuple[str, int, int, Draft | None]:
    """Title, first token, end and the state or body before it, for the office whose head is at `head`."""
    first, of = head, None
    begin = head
    while begin > 0:
        left = doc[begin - 1]
        named = at.get(left.i)
        if named is not None and named.draft is not None and (named.entry is not None or named.type in ("Government", "Organization", "IntergovernmentalOrganization", "Company", "ArmedGroup", "Media", "Person", "Place") or named.label == "RULE"):
            of = of or named.draft
            begin = named.start
        elif left.lower_ in _ATTRIBUTES or left.tag_ in ("NN", "JJ", "NNP", "HYPH") and begin > first - 4 and left.dep_ in ("compound", "amod", "nmod", "punct"):
            begin -= 1
            if of is None:
                first = begin
        elif left.tag_ == "POS" or left.text in ("’", "'") :
            begin -= 1
        else:
            break
    end = head + 1
    words = doc[first:end].text
    if end < len(doc) and doc[end].lower_ == "of" and end + 1 < len(doc) and (
        doc[end + 1].text == "State" or doc[end + 1].text[0].isupper() and (end + 1 not in at or at[end + 1].entry is None and at[end + 1].type == "Government")
    ):
        tail = end + 1
        while tail < len(doc) and (doc[tail].text[0].isupper() and doc[tail].is_alpha and (tail not in at or at[tail].draft is None or at[tail].draft.type not in ("Person", "Country")) or doc[tail].lower_ in ("and", "of")):
            tail += 1
        while doc[tail - 1].lower_ in ("and", "of"):
            tail -= 1
        if tail > end + 1:
            words, end = doc[first:tail].text, tail
    return _common(words), begin, end, of


def _common(words: str) -> str:
    """The title as running text writes it: "Secretary of State" keeps its capitals, "Prime Minister" doesn't."""
    return words if " of " in words else words.lower() if not words.isupper() or len(words) > 4 else words


def _before(doc: Doc, person: Reference, at: dict[int, Reference], roster: Roster) -> Membership | None:
    """ "Israeli Prime Minister NAME", "Secretary of State NAME", "Prime Minister of Turkey NAME"."""
    i = person.start - 1
    if i >= 2 and doc[i].text == ")" and doc[i - 2].text == "(":
        i -= 3
    if i < 0 or doc[i].is_punct:
        return None
    head = head_of_office(doc, i)
    if head is None and doc[i].lower_ in ("like", "including", "as") and i > 1:
        head = head_of_office(doc, i - 2 if doc[i].lower_ == "as" else i - 1)
    if head is None:
        head = _shared(doc, i, at)
    if head is None or person.start - head > 2 * _LONGEST:
        return None
    if doc[head].tag_ in ("NNS", "NNPS"):
        words, first, _, of = title(doc, head, at)
        singular = " ".join([*words.split()[:-1], doc[head].lemma_.lower()])
        return Membership(person.draft, singular, of, first, person.end, shared=True) if person.draft is not None else None
    words, first, end, of = title(doc, head, at)
    if end <= i:
        between = [it for it in range(end, i + 1) if it in at and at[it].draft is not None]
        if not between and doc[end].lower_ not in _GLUE:
            return None
        if of is None and between:
            of = at[between[0]].draft
    if of is person.draft or of is not None and of.type == "Person" and doc[head].lemma_.lower() in ("president", "minister"):
        return None
    _extend(person, first)
    return Membership(person.draft, words, of, first, person.end) if person.draft is not None else None


def _shared(doc: Doc, i: int, at: dict[int, Reference]) -> int | None:
    """The plural office of a list of people: "Presidents NAME of Kenya and NAME of Uganda"."""
    for back in range(i, max(i - 2 * _LONGEST, -1), -1):
        if is_office(doc[back]) and doc[back].tag_ in ("NNS", "NNPS") and back + 1 in at:
            return back
        if back not in at and doc[back].lower_ not in ("of", "the", "and", ",", "respectively"):
            return None
    return None


def _extend(person: Reference, first: int) -> None:
    """Note that the name's mention has its title before it."""
    person.titled = first


def _after(doc: Doc, person: Reference, at: dict[int, Reference]) -> Membership | None:
    """ "NAME, (the) senior researcher at BODY," and "NAME, who is president of STATE"."""
    i = person.end
    if i < len(doc) - 1 and doc[i].text in (",", "—", "-", "–", "("):
        i += 1
        while i < len(doc) and doc[i].lower_ in ("who", "which", "is", "was", "the", "a", "an", "also", "then", "now", "serves", "as"):
            i += 1
    elif i < len(doc) - 1 and doc[i].lower_ in ("is", "was", "became") and doc[i + 1].pos_ in ("DET", "NOUN", "ADJ", "PROPN"):
        i += 1
        while i < len(doc) and doc[i].lower_ in ("the", "a", "an", "also", "currently", "now"):
            i += 1
    else:
        return None
    for head in range(i, min(i + 8, len(doc))):
        token = doc[head]
        if is_office(token) and not (head + 1 < len(doc) and (is_office(doc[head + 1]) or doc[head + 1].tag_ in ("POS", "NNP") and head + 1 in at and at[head + 1].draft is not None and at[head + 1].draft.type == "Person" or doc[head + 1].tag_ == "POS")):
            words, first, end, of = title(doc, head, at)
            if of is None:
                of = _of(doc, end, at, person)
            if person.draft is None or of is person.draft:
                return None
            return Membership(person.draft, words, of, i, max(end, head + 1))
        if token.pos_ in ("VERB", "AUX") or token.is_punct and token.text not in ("-", "'", "’") or token.pos_ == "ADP":
            return None
    return None


def _of(doc: Doc, end: int, at: dict[int, Reference], person: Reference) -> Draft | None:
    """The state or body in "of Belarus", "at Cairo's Al-Ahram Center", "for the foreign ministry" after a title."""
    i = end
    while i < min(end + 10, len(doc)):
        token = doc[i]
        if i == end and (token.lower_ not in _OF or token.lower_ == "for" and doc[end - 1].lower_ in _SENT):
            return None
        named = at.get(i)
        if named is not None and named.draft is not None and named is not person:
            if named.end < len(doc) and doc[named.end].tag_ == "POS" and named.end + 1 in at:
                i = named.end + 1
                continue
            return named.draft
        if token.pos_ in ("VERB", "AUX") or token.text in (",", ";", "."):
            return None
        i += 1
    return None


def _reverse(doc: Doc, person: Reference, at: dict[int, Reference]) -> Membership | None:
    """ "Trump's envoy, NAME," and "the president of Belarus, NAME"."""
    i = person.start - 1
    if i < 1 or doc[i].text not in (",", "—", ":"):
        return None
    head = head_of_office(doc, i - 1)
    if head is None:
        for back in range(i - 1, max(i - 9, -1), -1):
            if is_office(doc[back]) and back + 1 < len(doc) and doc[back + 1].lower_ in _OF:
                head = back
                break
            if doc[back].is_punct or doc[back].pos_ in ("VERB", "AUX"):
                break
    if head is None:
        return None
    left = doc[i - 1]
    if left.i in at and at[left.i].draft is not None and at[left.i].draft.type == "Person":
        return None
    words, first, end, of = title(doc, head, at)
    of = of or _of(doc, end, at, person)
    token = doc[head]
    if token.tag_ in ("NNS", "NNPS") or person.draft is None or of is person.draft:
        return None
    related = doc[person.head].dep_ == "appos" or token.dep_ == "appos" or doc[person.end].text in (",", ".", "—") if person.end < len(doc) else True
    return Membership(person.draft, words, of, first, person.end) if related else None


def _after_name(doc: Doc, person: Reference, at: dict[int, Reference]) -> Draft | None:
    """ "President NAME of Rwanda"."""
    if person.end < len(doc) and doc[person.end].lower_ == "of":
        named = at.get(person.end + 1) or at.get(person.end + 2)
        if named is not None and named.draft is not None and named.draft.type in ("Country", "Organization", "IntergovernmentalOrganization", "Government"):
            return named.draft
    return None


def _unique(found: list[Membership], roster: Roster) -> list[Membership]:
    """One membership for each holder and title; where the text names no body, the gazetteer's for that office."""
    kept: dict[tuple[int, str], Membership] = {}
    said = {(id(it.holder), it.title.split()[-1].lower()) for it in found if not it.shared}
    for it in found:
        if it.shared and (id(it.holder), it.title.split()[-1].lower()) in said:
            continue
        if it.of is not None and it.of.type == "Person":
            it.of = roster.rule_of(it.of) or it.of
        if it.of is None:
            it.of = _known_body(it, roster)
        key = (id(it.holder), it.title.lower())
        if key not in kept:
            kept[key] = it
        elif kept[key].of is None:
            kept[key].of = it.of
    return list(kept.values())


def _known_body(membership: Membership, roster: Roster) -> Draft | None:
    entry, date = membership.holder.entry, roster.article.published
    if entry is None or date is None:
        return None
    for office in roster.gazetteer.offices(entry, date):
        body = roster.gazetteer.get(office.of)
        if body is not None and membership.title.lower() in (office.title, *office.also):
            draft = roster.known(body, named=False)
            return draft if draft.named or draft.state is None else draft.state
    return None
