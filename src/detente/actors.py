"""Actors of one article while they are being gathered, found again by what they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from detente.gazetteer import plain
from detente.nouns import ADDRESS, FREQUENT, TYPED
from detente.records import ActorType, Article, Mention

if TYPE_CHECKING:
    from detente.entries import Entry
    from detente.gazetteer import Gazetteer

# rapidfuzz ratios from which two spellings in one article are one name: of the whole, and of each word.
_SIMILAR, _WORD = 90, 75


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
        """The actor of this name, if there is one yet."""
        return self._by_name.get(("Actor", plain(name).lower()))

    def person(self, name: str, *, titled: bool = False) -> Draft:
        """The person of this full name or surname; spelling variants of one name are one person.

        `titled` tells whether an office stands before the name.
        """
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
            entries = [
                it for it in self.in_office(self.gazetteer.surname(name)) if self.may_be_meant(it, name, titled=titled)
            ]
        draft = self.known(entries[0]) if entries else self.add(name, "Person")
        self._register(draft, name)
        return draft

    def in_office(self, entries: Iterable[Entry]) -> list[Entry]:
        """Of people with one surname the one who holds an office on the article's date; else the only one."""
        entries, date = list(entries), self.article.published
        holding = [it for it in entries if date is not None and self.gazetteer.offices(it, date)]
        return holding[:1] or (entries if len(entries) == 1 else [])

    def may_be_meant(self, entry: Entry, name: str, *, titled: bool) -> bool:
        """Whether a surname alone can mean this person.

        One that many bear does only for who is in office, after a title or in a text that speaks of the state served.
        """
        if name.lower() not in FREQUENT:
            return True
        state, date = self.gazetteer.get(entry.state) or self._served(entry), self.article.published
        holding = date is not None and bool(self.gazetteer.offices(entry, date))
        return holding and (titled or (state is not None and state.key in self._by_key))

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
    initials = seen[0][:1] == names[0][:1] and 1 in (len(seen[0]), len(names[0]))
    return seen[-1] == names[-1] and (seen[0] == names[0] or initials)


def _similar(words: list[str], draft: Draft) -> bool:
    known = draft.name.split()
    if len(words) < 2 or len(known) != len(words):
        return False
    pairs = [(plain(a).lower(), plain(b).lower()) for a, b in zip(words, known, strict=True)]
    whole = fuzz.ratio(" ".join(a for a, _ in pairs), " ".join(b for _, b in pairs))
    return whole >= _SIMILAR and all(fuzz.ratio(a, b) >= _WORD for a, b in pairs)
