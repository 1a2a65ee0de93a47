"""Profiles: what all articles together say of actors under one name, type and state, or under one key of the gazetteer.

An article's actor belongs to one profile, which its article alone decides. Profiles keep tallies only, so that a
change costs the same however often an actor is named; `detente.sameness` tells which of them are one actor.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from detente.names import fold, is_name, is_title, person_words, sound
from detente.offices import STRETCH, Office, is_holder, sole
from detente.testimony import ArticleActor

STATES: Final = ("Country", "IntergovernmentalOrganization")
_TALLIES: Final = ("types", "names", "also", "states", "codes", "offices")


@dataclass(slots=True)
class Profile:
    """Tallies of one profile; `states` are profiles' keys."""

    key: str
    known: bool  # to the gazetteer; then `key` is the actor's IRI
    named: bool
    state: str | None = None  # that all of it have; of a known one the most frequent
    count: int = 0
    types: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    also: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    offices: Counter[str] = field(default_factory=Counter)  # texts of `detente.offices.Office`

    @property
    def type(self) -> str:
        """What most articles say that it is."""
        return min(self.types, key=lambda kind: (-self.types[kind], kind))

    @property
    def mains(self) -> frozenset[str]:
        """Folded main names."""
        return frozenset(folded(name, self.type) for name in self.names)

    @property
    def others(self) -> frozenset[str]:
        """Folded other names by which it is called, where they are enough to be it: not those of a state."""
        if self.type == "Country" or (self.type == "Person" and not self.known):
            return frozenset()
        names = (folded(name, self.type) for name in self.also if is_name(name, self.type))
        return frozenset(name for name in names if not is_title(name)) - self.mains

    @property
    def full_names(self) -> frozenset[tuple[str, ...]]:
        """The words of a person's full names."""
        if self.type != "Person":
            return frozenset()
        names = (name for name in (*self.names, *self.also) if is_name(name, "Person"))
        return frozenset(words for name in names if len(words := person_words(name)) > 1 and not is_title(words[-1]))

    def keys(self) -> frozenset[str]:
        """What it shares with every profile that it may be one with."""
        found = {key for text in self.offices for key in Office.of_text(text).keys(named=self.named)}
        if not self.named:
            return frozenset(found)
        found |= {f"name {name}" for name in self.mains | self.others}
        if self.type == "Person":
            found |= {f"family {words[-1]}" for words in (*self.full_names, *map(tuple, map(str.split, self.mains)))}
            if self.state:
                for words in (tuple(main.split()) for main in self.mains):
                    if len(words) > 1:
                        found.add(f"sound {initials(words)} {self.state}")
        return frozenset(found)

    def add(self, other: Profile, sign: int = 1) -> None:
        """Add another's tallies, or take them off with a `sign` of -1."""
        self.count += sign * other.count
        for name in _TALLIES:
            tally: Counter[str] = getattr(self, name)
            for item, number in getattr(other, name).items():
                tally[item] += sign * number
                if not tally[item]:
                    del tally[item]
        if self.known:
            self.state = min(self.states, key=lambda state: (-self.states[state], state)) if self.states else None

    def text(self) -> str:
        """The profile as JSON, the same for the same tallies."""
        tallies = [dict(sorted(getattr(self, name).items())) for name in _TALLIES]
        return json.dumps([self.key, self.known, self.named, self.state, self.count, *tallies], ensure_ascii=False)

    @classmethod
    def of_text(cls, text: str) -> Profile:
        """The profile that `text` gave."""
        key, known, named, state, count, *tallies = json.loads(text)
        return cls(key, known, named, state, count, *map(Counter, tallies))


def profiles(actors: Iterable[ArticleActor]) -> dict[str, Profile]:
    """The profile of each of one article's actors, by IRI."""
    by_iri = {actor.iri: actor for actor in actors}
    return {iri: _profile(actor, by_iri) for iri, actor in by_iri.items()}


def folded(name: str, kind: str) -> str:
    """A name as names of this type are compared."""
    return " ".join(person_words(name)) if kind == "Person" else fold(name)


def initials(words: tuple[str, ...]) -> str:
    """What the sounds of given and family name begin with; ways to write one name have it in common."""
    family = sound(words[-1])[:1]
    return sound(words[0])[:1] + ("t" if family in ("c", "s") else family)


def _profile(actor: ArticleActor, actors: Mapping[str, ArticleActor]) -> Profile:
    state_actor = actors.get(actor.state) if actor.state else None
    if state_actor is not None and (state_actor.type not in STATES or state_actor is actor):
        state_actor = None
    state = _state_key(state_actor) if state_actor is not None else None
    named = bool(actor.refers_to) or _is_named(actor, state_actor)
    name = folded(actor.name, actor.type)
    if actor.type == "Government" and state_actor is not None:
        name = without_state(name, fold(state_actor.name))
    if actor.refers_to:
        key = actor.refers_to
    elif actor.type in STATES:
        key = _state_key(actor)
    elif named:
        key = "|".join((actor.type, name, state or ""))
    else:
        key = actor.iri
    return Profile(
        key=key,
        known=bool(actor.refers_to),
        named=named,
        state=state,
        count=1,
        types=Counter([actor.type]),
        names=Counter([actor.name]),
        also=Counter({other for other in actor.names if other != actor.name}),
        states=Counter([state] if state else []),
        codes=Counter([actor.iso3] if actor.iso3 else []),
        offices=Counter(_offices(actor, actors, named=named)),
    )


def _offices(actor: ArticleActor, actors: Mapping[str, ArticleActor], *, named: bool) -> set[str]:
    """The offices of a state that it alone holds; of who has no name, those that the description itself tells."""
    found: set[str] = set()
    if actor.type != "Person" or (not named and not is_holder(actor.names)):
        return found
    for statement in actor.offices:
        day, of, words = statement.split(" ", 2)
        title, state = sole(words), actors.get(of)
        told = named or len(fold(actor.name).split()) > len(words.split())  # "Belmoran president", not "president"
        if title is not None and state is not None and state.type == "Country" and told:
            found.add(Office(title, _state_key(state), int(day) // STRETCH).text)
    return found


def _is_named(actor: ArticleActor, state: ArticleActor | None) -> bool:
    if actor.type == "Group":
        return False
    ministry = actor.type == "Government" and state is not None
    return ministry or actor.type == "Country" or is_name(actor.name, actor.type)


def _state_key(state: ArticleActor) -> str:
    if state.refers_to:
        return state.refers_to
    named = state.type == "Country" or is_name(state.name, state.type)
    return "|".join((state.type, fold(state.name), "")) if named else state.iri


def without_state(name: str, state: str) -> str:
    """A ministry's folded name without its state before it, "arvanian" or "arvania"."""
    first, _, rest = name.partition(" ")
    return rest if rest and first[:4] == state[:4] else name
