"""Actors of one article while they are being gathered: names that mean the same one, and of what type it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from spacy.tokens import Doc, Token

from detente.gazetteer import plain
from detente.mentions import COMPASS, Reference
from detente.nouns import ADDRESS, AMBIGUOUS, INTERNATIONAL, OFFICES, PEOPLE, RULE, TYPED
from detente.records import ActorType, Article, Mention

if TYPE_CHECKING:
    from detente.gazetteer import Gazetteer
    from detente.entries import Entry

_SIMILAR = 87  # rapidfuzz ratio from which two spellings of a name in one article are one
_BY_LABEL: dict[str, ActorType] = {"PERSON": "Person", "GPE": "Place", "LOC": "Place", "FAC": "Place", "ORG": "Organization"}
_EVIDENCE = 3  # what a telling word weighs against one label of the recogniser


@dataclass(slots=True, eq=False)
class Draft:
    """An actor that still grows. Compared by identity; `Cast.finish` turns it into a frozen `Actor`."""

    id: str
    name: str
    type: ActorType
    named: bool = True
    mentions: list[Mention] = field(default_factory=list)
    entry: Entry | None = None
    state: Draft | None = None
    gender: str | None = None  # "m", "f" or None where unknown
    plural: bool = False
    count: int | None = None
    count_min: int | None = None
    count_max: int | None = None
    subgroup_of: Draft | None = None
    nationalities: tuple[str, ...] = ()
    members: tuple[Draft, ...] = ()


class Roster:
    """The drafts of one article, found again by gazetteer key, by name and by surname."""

    def __init__(self, article: Article, gazetteer: Gazetteer) -> None:
        self.article = article
        self.gazetteer = gazetteer
        self.drafts: list[Draft] = []
        self._by_key: dict[str, Draft] = {}
        self._by_name: dict[tuple[str, str], Draft] = {}
        self._persons: dict[str, list[Draft]] = defaultdict(list)  # by each word of the name

    def add(self, name: str, kind: ActorType, *, named: bool = True, plural: bool = False) -> Draft:
        """A new draft; its id is settled when the cast is complete."""
        draft = Draft("", name, kind, named=named, plural=plural)
        self.drafts.append(draft)
        return draft

    def known(self, entry: Entry, *, named: bool = True) -> Draft:
        """The draft of an actor that the gazetteer knows."""
        draft = self._by_key.get(entry.key)
        if draft is None:
            draft = self._by_key[entry.key] = self.add(entry.name, entry.type, named=False)
            draft.entry = entry
            home = self.gazetteer.get(entry.state) or self._served(entry)
            draft.state = self.known(home, named=False) if home is not None else None
            if entry.type == "Person":
                self._register(draft, entry.name)
        draft.named = draft.named or named
        return draft

    def _served(self, entry: Entry) -> Entry | None:
        """The state that a person holds an office of on the article's date."""
        date = self.article.published
        for office in self.gazetteer.offices(entry, date) if date is not None else ():
            body = self.gazetteer.get(office.of)
            return body if body is None or body.type == "Country" else self.gazetteer.get(body.state)
        return None

    def named(self, name: str, kind: ActorType) -> Draft:
        """The draft of this type and name."""
        group = "Place" if kind == "Place" else "Actor"
        words = name.split()
        if group == "Place" and len(words) > 1 and TYPED.get(words[-1].lower()) == "Place":
            words = words[:-1]  # "Sinai Peninsula" and "Sinai" are one
        key = (group, plain("".join(words)).lower())
        if key not in self._by_name:
            self._by_name[key] = self.add(name, kind)
        draft = self._by_name[key]
        if group == "Place" and len(name) > len(draft.name):
            draft.name = name
        return draft

    def alias(self, name: str, draft: Draft) -> None:
        """Let `name` mean `draft` from now on."""
        self._by_name["Actor", plain(name).lower()] = draft

    def lookup(self, name: str) -> Draft | None:
        return self._by_name.get(("Actor", plain(name).lower()))

    def person(self, name: str) -> Draft:
        """The person of this full name or surname; spelling variants of one name are one person."""
        words = [word for word in name.replace(".", "").split() if word.lower() not in ADDRESS]
        last = plain(words[-1]).lower() if words else ""
        entries = [it for it in self.gazetteer.names(name) if it.type == "Person"]
        same = [draft for draft in self._persons.get(last, ()) if _agree(words, draft.name.split())]
        if same:
            draft = same[-1]
            if len(words) > len(draft.name.split()) and draft.entry is None:
                draft.name = name
            self._register(draft, name)
            return draft
        similar = next((it for it in self.drafts if it.type == "Person" and it.named and _similar(words, it)), None)
        if similar is not None:
            self._register(similar, name)
            return similar
        if len(words) == 1 and not entries:
            entries = self._in_office(self.gazetteer.surname(name))
        if entries:
            draft = self.known(entries[0])
        else:
            draft = self.add(name, "Person")
        self._register(draft, name)
        return draft

    def _in_office(self, entries: tuple[Entry, ...]) -> list[Entry]:
        """Of people with one surname the one who holds an office on the article's date; else the only one."""
        date = self.article.published
        holding = [it for it in entries if date is not None and self.gazetteer.offices(it, date)]
        return holding[:1] if holding else list(entries) if len(entries) == 1 else []

    def _register(self, draft: Draft, name: str) -> None:
        for word in {plain(word).lower() for word in name.split()}:
            if draft not in self._persons[word]:
                self._persons[word].append(draft)

    def rule_of(self, person: Draft) -> Draft | None:
        """The state whose head `person` is: the "Lukashenka regime" is Belarus."""
        if person.type in ("Country", "IntergovernmentalOrganization"):
            return person
        if person.state is not None:
            return person.state
        if person.entry is None:
            return None
        date = self.article.published
        offices = self.gazetteer.offices(person.entry, date) or self.gazetteer.offices(person.entry)
        entry = self.gazetteer.get(offices[-1].of) if offices else None
        return self.known(entry, named=False) if entry is not None else None


def _agree(words: list[str], known: list[str]) -> bool:
    """Whether two names of people can be one: one is a part of the other ("Xi", "John F Kerry")."""
    seen, names = [plain(it).lower() for it in words], [plain(it).lower() for it in known]
    if len(seen) == 1 or len(names) == 1:
        return seen[-1] in names or names[-1] in seen
    return seen[-1] == names[-1] and (seen[0] == names[0] or seen[0][:1] == names[0][:1] and 1 in (len(seen[0]), len(names[0])))


def _similar(words: list[str], draft: Draft) -> bool:
    known = draft.name.split()
    if len(words) < 2 or len(known) != len(words):
        return False
    return all(fuzz.ratio(plain(a).lower(), plain(b).lower()) >= _SIMILAR for a, b in zip(words, known, strict=True))


def gather(article: Article, doc: Doc, gazetteer: Gazetteer, references: list[Reference]) -> Roster:
    """Give every name its draft."""
    roster = Roster(article, gazetteer)
    votes: dict[str, Counter[ActorType]] = defaultdict(Counter)
    loose = [it for it in references if it.entry is None and it.type is None and it.label not in ("RULE", "NORP")]
    for reference in loose:
        key = plain(reference.text(doc)).lower()
        votes[key][_BY_LABEL[reference.label]] += 1
        for kind, weight in evidence(doc, reference):
            votes[key][kind] += weight
    _surnames(doc, loose, votes, roster)
    for reference in loose:
        reference.type = max(votes[plain(reference.text(doc)).lower()].items(), key=lambda it: it[1])[0]
    people = [it for it in loose if it.type == "Person"]
    for reference in references:  # what the gazetteer knows goes first: names then find it
        if reference.entry is not None:
            _known(doc, roster, reference)
    for reference in loose:
        if reference.label == "LOC" and reference.text(doc) in ("North", "South"):
            _half(doc, roster, reference)
    for reference in sorted(people, key=lambda it: it.end - it.start == 1):  # full names before surnames
        reference.draft = roster.person(reference.text(doc))
    for reference in references:
        if reference.draft is None and reference.type is not None and reference.end - reference.start > 1:
            reference.draft = _body(doc, roster, reference)
        _acronym(doc, roster, reference)
    for reference in references:
        if reference.draft is None and reference.type is not None:
            reference.draft = _body(doc, roster, reference)
        elif reference.draft is None and reference.label == "NORP" and reference.entry is None:
            reference.draft = roster.lookup(reference.text(doc))
    for reference in references:
        if reference.label == "RULE" and reference.state is not None:
            _rule(doc, roster, reference)
            inside = [it.draft for it in references if reference.start <= it.start < reference.end and it.draft is not None]
            states = tuple(dict.fromkeys(it for it in inside if it.type == "Country"))
            if doc[reference.head].tag_ in ("NNS", "NNPS") and len(states) > 1:  # "the Governments of A and B"
                reference.draft = roster.add(reference.text(doc), "Group", named=False, plural=True)
                reference.draft.members = states
    return roster


def _surnames(doc: Doc, loose: list[Reference], votes: dict[str, Counter[ActorType]], roster: Roster) -> None:
    """A single word that is the last of a person's full name, or of somebody in office, is a person."""
    full = {doc[it.end - 1].text for it in loose if it.label == "PERSON" and it.end - it.start > 1}
    for reference in loose:
        if reference.end - reference.start == 1:
            text = reference.text(doc)
            if text in full or roster._in_office(roster.gazetteer.surname(text)):
                votes[plain(text).lower()]["Person"] += _EVIDENCE


def _known(doc: Doc, roster: Roster, reference: Reference) -> None:
    assert reference.entry is not None
    entry, head = reference.entry, doc[reference.head]
    if reference.source == "demonym":
        return  # people: `coreference` tells whom they mean
    if reference.use == "place" and reference.source in ("capital", "metonym"):
        reference.draft = roster.named(reference.text(doc), "Place")
        return
    before = doc[reference.start - 1] if reference.start else None
    if entry.type == "Country" and before is not None and before.lower_ in COMPASS and reference.source == "name":
        area = Reference(reference.start - 1, reference.end, reference.head, "name", "LOC", use="place")
        reference.draft = roster.named(area.text(doc), "Place")
        roster.known(entry)
        reference.start -= 1
        return
    plain_name = reference.source in ("name", "capital", "metonym") and not (head.dep_ == "amod" and reference.source != "name")
    reference.draft = roster.known(entry, named=plain_name)


def _half(doc: Doc, roster: Roster, reference: Reference) -> None:
    """ "the North" is the state of that name in the text: North Korea."""
    states = [it for it in roster.drafts if it.type == "Country" and it.name.startswith(reference.text(doc) + " ")]
    reference.type = None
    reference.draft = states[0] if len(states) == 1 else None


def _body(doc: Doc, roster: Roster, reference: Reference) -> Draft:
    assert reference.type is not None
    text = reference.text(doc)
    draft = roster.named(text, reference.type)
    if reference.state is not None and reference.state.entry is not None:
        draft.state = roster.known(reference.state.entry, named=reference.state.source == "name")
    if reference.type == "Place":
        reference.use = "place"
    return draft


def _acronym(doc: Doc, roster: Roster, reference: Reference) -> None:
    """ "Organisation (ABC)": the letters mean the organisation in the rest of the text."""
    draft, end = reference.draft, reference.end
    if draft is None or end + 2 >= len(doc) or doc[end].text not in ("(", "[") or doc[end + 2].text not in (")", "]"):
        return
    letters = doc[end + 1]
    if letters.is_upper and letters.is_alpha and len(letters.text) > 1:
        roster.alias(letters.text, draft)


def _rule(doc: Doc, roster: Roster, reference: Reference) -> None:
    assert reference.state is not None
    holder = reference.state
    draft = holder.draft
    if draft is None and holder.entry is not None:
        draft = roster.known(holder.entry)
    if draft is not None and draft.type == "Place":
        people = roster.gazetteer.surname(holder.text(doc))
        if people:
            draft = holder.draft = roster.person(holder.text(doc))
    state = roster.rule_of(draft) if draft is not None else None
    if state is not None:
        state.named = True
        reference.draft = state


def evidence(doc: Doc, reference: Reference) -> list[tuple[ActorType, int]]:
    """What the words in and around a name tell of its type, with weights."""
    found: list[tuple[ActorType, int]] = []
    head, several = doc[reference.head], reference.end - reference.start > 1
    before = doc[reference.start - 1] if reference.start else None
    after = doc[reference.end] if reference.end < len(doc) else None
    if several and (inner := _inner(doc, reference)) is not None:
        found.append((inner, _EVIDENCE))
    if before is not None:
        word = before.lower_.rstrip(".")
        if word in ADDRESS | OFFICES | PEOPLE and before.lower_ not in ("party", "group"):
            found.append(("Person", _EVIDENCE))
        elif word == "agency" and before.i and before.nbor(-1).lower_ == "news":
            found.append(("Media", _EVIDENCE))
        elif word in TYPED and before.pos_ in ("NOUN", "PROPN") and word not in ("press", "state", "border"):
            found.append((TYPED[word], _EVIDENCE))
        elif word == "of" and before.i and TYPED.get(before.nbor(-1).lower_) == "Place":
            found.append(("Place", _EVIDENCE))
        elif word in ("in", "near", "at") and head.dep_ == "pobj" and not several:
            found.append(("Place", 2))
        elif word == "on" and before.head.lemma_.lower() in ("say", "tell", "speak", "report", "appear", "broadcast", "interview"):
            found.append(("Media", _EVIDENCE))
    if after is not None and after.text in ("'s", "’s", "'", "’") and after.i + 1 < len(doc):
        after = after.nbor(1) if after.nbor(1).lower_ in RULE else after
    if after is not None and after.lower_ in RULE and not several:
        found.append(("Person", _EVIDENCE))
    elif after is not None and head.head.i >= after.i and head.dep_ in ("compound", "nmod", "amod") and reference.end - reference.start < 4:
        two = f"{after.lower_} {after.nbor(1).lower_}" if after.i + 1 < len(doc) else ""
        word = after.lower_ if after.lower_ in TYPED else after.lemma_.lower()
        if two == "news agency":
            found.append(("Media", _EVIDENCE))
        elif word in TYPED and word not in ("group", "movement", "camp", "government"):
            found.append((TYPED[word], 2))
    for noun in _appositions(head):
        word = noun.lower_ if noun.lower_ in TYPED else noun.lemma_.lower()
        if word in PEOPLE:
            found.append(("Person", _EVIDENCE))
        elif word in TYPED:
            found.append((TYPED[word], _EVIDENCE))
    if head.dep_ == "conj" and head.head.ent_type_ == "GPE" and reference.label == "PERSON" and not several:
        found.append(("Place", 2))
    return found


def _inner(doc: Doc, reference: Reference) -> ActorType | None:
    """The type that a name tells itself: "… Ministry", "Bank of …", "… Liberation Army"."""
    words = [token.lower_ for token in doc[reference.start : reference.end]]
    person = reference.label == "PERSON"
    if any(TYPED.get(word) == "ArmedGroup" for word in words) and not person:
        return "ArmedGroup"
    if "revolutionary" in words and "forces" in words:
        return "ArmedGroup"
    if words[-1:] == ["agency"] and "news" in words:
        return "Media"
    telling = next((a for a, b in pairwise(words) if a in TYPED and b in ("of", "for", "on", "against", "in") and not person), None)
    if telling is None and words[-1] in TYPED and not (person and words[-1] in AMBIGUOUS):
        telling = words[-1]
    if telling is None:
        return None
    kind = TYPED[telling]
    if words[0] in INTERNATIONAL and kind in ("Government", "Organization", "Company") and telling in (
        "court", "commission", "council", "fund", "agency", "organization", "organisation", "union", "parliament", "bank",
        "assembly", "office", "tribunal", "committee", "authority", "bank",
    ):  # fmt: skip
        return "IntergovernmentalOrganization"
    if telling == "bank" and "central" in words:
        return "Government"
    return kind


def _appositions(head: Token) -> list[Token]:
    nouns = [child for child in head.children if child.dep_ == "appos" and child.pos_ == "NOUN"]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        nouns.append(head.head)
    return nouns
