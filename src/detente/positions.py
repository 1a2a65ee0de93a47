"""Offices and functions that the text states: who holds them, of which state or body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from detente.mentions import Reference
from detente.nouns import OFFICES

if TYPE_CHECKING:
    from detente.actors import Draft, Roster

# Words that may stand before the head of an office's title and belong to it.
_ATTRIBUTES = frozenset(
    "prime foreign defense defence interior finance justice health trade energy economy economic environment"
    " deputy vice press former acting interim caretaker senior chief opposition democratic presidential national"
    " security general special home external internal supreme assistant executive transitional outgoing incoming"
    " newly-elected ex- military political human rights state permanent first second principal associate research"
    " liaison intelligence police army navy naval agriculture education oil culture tourism transport labor labour"
    " development planning climate nuclear top lead party parliamentary regional federal minority majority house"
    " senate managing crown grand high under counterterrorism information communications cabinet central elect"
    " founding honorary spiritual resident designate diplomatic public affairs budget immigration border science"
    " technology infrastructure".split()
)
_LONGEST = 12  # tokens of the longest title that is looked for before a name
_OF = {"of", "for", "at"}
_SENT = {"envoy", "representative", "coordinator", "rapporteur", "negotiator", "ambassador"}  # "for" or "to" a place
_CAPTIONS = {"who", "which", "is", "was", "the", "a", "an", "also", "then", "now", "serves", "as", "currently"}
_BODIES = ("Country", "Organization", "IntergovernmentalOrganization", "Government")

At = dict[int, Reference]


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
    at = {i: it for it in references if it.use != "aside" for i in range(it.start, it.end)}
    found: list[Membership] = []
    for name in references:
        holder = name.draft
        if holder is None or holder.type != "Person" or name.kind != "name" or name.use in ("modifier", "aside"):
            continue
        membership = _before(doc, name, holder, at) or _after(doc, name, holder, at) or _reverse(doc, name, holder, at)
        if membership is not None and membership.of is not holder:
            membership.of = membership.of or _after_name(doc, name, at)
            found.append(membership)
    return _unique(found, roster)


def is_office(token: Token) -> bool:
    """Whether a word is the head of an office's title."""
    words = {token.lower_, token.lemma_.lower(), token.lower_.removesuffix("s")}
    return token.pos_ in ("NOUN", "PROPN", "ADJ") and not words.isdisjoint(OFFICES)


def is_plural(office: Token) -> bool:
    """Whether several hold the office: "Presidents NAME and NAME"."""
    return office.tag_ in ("NNS", "NNPS") or office.lower_.removesuffix("s") in OFFICES - {office.lower_}


def title(doc: Doc, head: int, at: At) -> tuple[str, int, int, Draft | None]:
    """Title, first token, end, and the state or body named before it, of the office whose head is at `head`."""
    first = begin = head
    of: Draft | None = None
    while begin > 0:
        left = doc[begin - 1]
        named = at.get(left.i)
        if named is not None and named.draft is not None:
            of, begin = of or named.draft, named.start
        elif left.tag_ == "WP$":  # "Belmora, whose foreign minister"
            before = begin - 2 if begin < 3 or doc[begin - 2].text != "," else begin - 3
            whose = at.get(before)
            of = of or (whose.draft if whose is not None else None)
            break
        elif left.lower_ in _ATTRIBUTES or (begin > first - 4 and _is_attribute(left)):
            begin -= 1
            if of is None:
                first = begin
        elif left.tag_ == "POS" or left.text in ("’", "'"):
            begin -= 1
        else:
            break
    end = _end_of_title(doc, head, at)
    words = doc[first:end].text
    return words if " of " in words or (words.isupper() and len(words) < 5) else words.lower(), begin, end, of


def _is_attribute(token: Token) -> bool:
    if token.ent_type_ == "DATE":
        return False  # "On Friday Prime Minister …"
    return token.tag_ in ("NN", "JJ", "NNP", "HYPH") and token.dep_ in ("compound", "amod", "nmod", "punct")


def _end_of_title(doc: Doc, head: int, at: At) -> int:
    """The end of "Secretary of State", "Director of National Intelligence": what follows "of" is no actor."""
    end = tail = head + 1
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return end
    tail += 1
    while tail < len(doc) and (doc[tail].lower_ in ("and", "of") or (doc[tail].is_title and doc[tail].is_alpha)):
        named = at.get(tail)
        if named is not None and named.draft is not None and named.draft.type != "Government":
            break
        tail += 1
    while doc[tail - 1].lower_ in ("and", "of"):
        tail -= 1
    return max(tail, end)


def _office_before(doc: Doc, i: int) -> int | None:
    """The head of the title that ends at token `i`: "Secretary" in "Secretary of State"."""
    if is_office(doc[i]):
        return i
    for back in range(i, max(i - 6, 0), -1):
        if doc[back].lower_ in ("of", "for") and is_office(doc[back - 1]):
            return back - 1
        if (doc[back].is_punct and doc[back].text not in ("(", ")")) or doc[back].pos_ in ("VERB", "AUX"):
            return None
    return None


def _before(doc: Doc, name: Reference, holder: Draft, at: At) -> Membership | None:
    """Read "Israeli Prime Minister NAME", "Prime Minister of Turkey NAME", "opposition leaders like NAME"."""
    i = name.start - 1
    if i >= 2 and doc[i].text == ")" and doc[i - 2].text == "(":
        if (letters := at.get(i - 1)) is not None:
            letters.draft = None
        i -= 3  # "Director of National Intelligence (DNI) NAME"
    if i < 0 or doc[i].is_punct or doc[name.start].is_sent_start:
        return None
    head = _office_before(doc, i)
    if head is None and i > 1 and doc[i].lower_ in ("like", "including"):
        head = _office_before(doc, i - 1)
    head = head if head is not None else _list_before(doc, i, at)
    if head is None:
        return None
    words, first, end, of = title(doc, head, at)
    if is_plural(doc[head]):
        singular = " ".join([*words.split()[:-1], doc[head].lower_.removesuffix("s")])
        return Membership(holder, singular, of, first, name.end, shared=True)
    if end <= i:
        between = next((at[it].draft for it in range(end, i + 1) if it in at and at[it].draft is not None), None)
        if between is None and doc[end].lower_ not in ("of", "for", "("):
            return None
        of = of or between
    if of is not None and of.type == "Person" and doc[head].lemma_.lower() in ("president", "minister"):
        return None
    name.titled = first
    return Membership(holder, words, of, first, name.end)


def _list_before(doc: Doc, i: int, at: At) -> int | None:
    """The plural office of a list of people: "Presidents NAME of Kenya and NAME of Uganda"."""
    for back in range(i, max(i - 2 * _LONGEST, -1), -1):
        if is_office(doc[back]) and is_plural(doc[back]) and back + 1 in at:
            return back
        if back not in at and doc[back].lower_ not in ("of", "the", "and", ","):
            return None
    return None


def _after(doc: Doc, name: Reference, holder: Draft, at: At) -> Membership | None:
    """Read "NAME, (the) senior researcher at BODY," and "NAME(, who) is president of STATE"."""
    i = name.end
    if i + 1 >= len(doc):
        return None
    if doc[i].text not in (",", "—", "-", "–", "(") and doc[i].lower_ not in ("is", "was", "became"):
        return None
    i += 1
    while i < len(doc) and doc[i].lower_ in _CAPTIONS:
        i += 1
    for head in range(i, min(i + 8, len(doc))):
        token = doc[head]
        if is_office(token) and not _goes_on(doc, head + 1, at):
            words, _, end, of = title(doc, head, at)
            return Membership(holder, words, of or _of(doc, end, at, name), i, max(end, head + 1))
        if token.pos_ in ("VERB", "AUX", "ADP") or (token.is_punct and token.text not in ("-", "'", "’")):
            return None
    return None


def _goes_on(doc: Doc, i: int, at: At) -> bool:
    """Whether the words from token `i` show that the title before belongs to somebody or something else."""
    if i >= len(doc):
        return False
    named = at.get(i)
    person = named is not None and named.draft is not None and named.draft.type == "Person"
    return is_office(doc[i]) or doc[i].tag_ == "POS" or person


def _of(doc: Doc, end: int, at: At, name: Reference) -> Draft | None:
    """The state or body in "of Belarus", "at Cairo's Al-Ahram Center", "for the foreign ministry" after a title."""
    if end >= len(doc) or doc[end].lower_ not in _OF or (doc[end].lower_ == "for" and doc[end - 1].lower_ in _SENT):
        return None
    i = end
    while i < min(end + 10, len(doc)):
        token, named = doc[i], at.get(i)
        if named is not None and named.draft is not None and named is not name:
            if named.end + 1 in at and doc[named.end].tag_ == "POS":
                i = named.end + 1
                continue
            return named.draft
        if token.pos_ in ("VERB", "AUX") or token.text in (",", ";", "."):
            return None
        i += 1
    return None


def _reverse(doc: Doc, name: Reference, holder: Draft, at: At) -> Membership | None:
    """Read "Trump's envoy, NAME," and "the president of Belarus, NAME"."""
    i = name.start - 1
    if i < 1 or doc[i].text not in (",", "—", ":"):
        return None
    beside = at.get(i - 1)
    if beside is not None and beside.draft is not None and beside.draft.type == "Person":
        return None
    head = _office_before(doc, i - 1)
    for back in range(i - 1, max(i - 9, -1), -1):
        if head is not None or doc[back].is_punct or doc[back].pos_ in ("VERB", "AUX"):
            break
        if is_office(doc[back]) and doc[back + 1].lower_ in _OF:
            head = back
    if head is None or doc[head].tag_ in ("NNS", "NNPS"):
        return None
    apposed = "appos" in (doc[name.head].dep_, doc[head].dep_)
    if not apposed and name.end < len(doc) and doc[name.end].text not in (",", ".", "—"):
        return None
    words, first, end, of = title(doc, head, at)
    return Membership(holder, words, of or _of(doc, end, at, name), first, name.end)


def _after_name(doc: Doc, name: Reference, at: At) -> Draft | None:
    """Read "President NAME of Rwanda"."""
    if name.end >= len(doc) or doc[name.end].lower_ != "of":
        return None
    named = at.get(name.end + 1) or at.get(name.end + 2)
    draft = named.draft if named is not None else None
    return draft if draft is not None and draft.type in _BODIES else None


def _unique(found: list[Membership], roster: Roster) -> list[Membership]:
    """One membership for each holder and title; where the text names no body, the gazetteer's for that office."""
    said = {(id(it.holder), _last(it.title)) for it in found if not it.shared}
    kept: dict[tuple[int, str], Membership] = {}
    for it in found:
        if it.shared and (id(it.holder), _last(it.title)) in said:
            continue
        if it.of is not None and it.of.type == "Person":
            it.of = roster.rule_of(it.of) or it.of
        it.of = it.of or _known_body(it, roster)
        known = kept.setdefault((id(it.holder), it.title.lower()), it)
        known.of = known.of or it.of
    return list(kept.values())


def _last(words: str) -> str:
    return words.split()[-1].lower()


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
