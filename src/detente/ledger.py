"""The ledger of claims: which of them tell of one event, kept up to date change by change.

A claim is compared with those that share a block with it. Pairs that match make components, and each component is
linked on its own; so a change costs what it touches.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final

from pyoxigraph import Literal

from detente.blocking import MOST, blocks
from detente.identity import Identity
from detente.index import Index
from detente.linking import Link, link
from detente.matching import Case, Match, case, match, related
from detente.register import Register
from detente.testimony import Told

Pair = tuple[str, str]
_FIELDS: Final = tuple(it.name for it in fields(Told))


@dataclass(slots=True)
class Stale:
    """What a change leaves to be written anew: claims (also those that are gone) and pairs of claims."""

    claims: set[str] = field(default_factory=set)
    pairs: set[Pair] = field(default_factory=set)


class Ledger:
    """Claims and their events; `refused` are pairs of claims that a person told apart, `dropped` claims refused."""

    def __init__(
        self,
        index: Index,
        register: Register,
        *,
        refused: Collection[frozenset[str]] = (),
        dropped: Collection[str] = (),
    ) -> None:
        self._index = index
        self._register = register
        self._refused = refused
        self._dropped = dropped
        self._cases: dict[str, Case] = {}

    def change(
        self,
        *,
        removed: Iterable[str] = (),
        added: Iterable[Told] = (),
        moved: Iterable[str] = (),
        reconsidered: Iterable[str] = (),
    ) -> Stale:
        """Take the claims of articles out and others in, after the actors of the `moved` profiles have changed."""
        index = self._index
        stale = Stale()
        gone = {claim for (claim,) in index.among("SELECT iri FROM claim WHERE article IN (?*)", removed)}
        dirty = {
            claim
            for (claim,) in index.among(
                "SELECT role.claim FROM actor JOIN role ON role.actor = actor.iri WHERE actor.profile IN (?*)", moved
            )
        } | {claim for (claim,) in index.among("SELECT iri FROM claim WHERE iri IN (?*)", reconsidered)}
        old_mates = self._mates(gone | dirty)
        for table, column in (("claim", "iri"), ("role", "claim")):
            index.run(f"DELETE FROM {table} WHERE {column} = ?", ((claim,) for claim in gone))
        inserted = self._insert(added)
        dirty = (dirty - gone) | inserted
        gone -= inserted  # claims of an article that was replaced
        self._cases.clear()
        dirty |= self._block(dirty, gone)
        touched = self._pair(dirty, gone, stale)
        affected = dirty | touched | (old_mates - gone)
        stale.claims = gone | affected
        stale.claims |= self._link(self._closure(affected), stale)
        return stale

    def told(self, claims: Iterable[str]) -> list[Told]:
        """Claims by IRI, the earliest published first."""
        rows = self._index.among("SELECT record FROM claim WHERE iri IN (?*)", claims)
        return sorted((told_of_text(text) for (text,) in rows), key=lambda told: told.order)

    def _insert(self, claims: Iterable[Told]) -> set[str]:
        kept = [claim for claim in claims if claim.iri not in self._dropped]
        rows = ((claim.iri, claim.article, claim.iri, told_text(claim)) for claim in kept)
        self._index.run("INSERT INTO claim VALUES (?, ?, ?, ?)", rows)
        self._index.run("INSERT INTO role VALUES (?, ?)", ((it.iri, actor) for it in kept for actor in cast_of(it)))
        return {claim.iri for claim in kept}

    def _mates(self, claims: set[str]) -> set[str]:
        """The claims of the same events."""
        events = {event for (event,) in self._index.among("SELECT event FROM claim WHERE iri IN (?*)", claims)}
        return {claim for (claim,) in self._index.among("SELECT iri FROM claim WHERE event IN (?*)", events)}

    def _case(self, claim: str) -> Case:
        if claim not in self._cases:
            told = told_of_text(self._index.one("SELECT record FROM claim WHERE iri = ?", (claim,)))
            inner = self.told(told.about) if told.about else []
            known: dict[str, Identity] = {
                actor: one for actor in cast_of(told) if (one := self._register.identity(actor)) is not None
            }
            self._cases[claim] = case(told, known, {it.iri: it.type for it in inner})
        return self._cases[claim]

    def _block(self, dirty: set[str], gone: set[str]) -> set[str]:
        """Put claims under their keys; return those whose keys are now compared, or no longer, as there are so many."""
        index = self._index
        leaving = {key for (key,) in index.among("SELECT key FROM block WHERE claim IN (?*)", dirty | gone)}
        found = {claim: blocks(self._case(claim)).own for claim in sorted(dirty)}
        keys = leaving | {key for own in found.values() for key in own}
        before = self._sizes(keys)
        index.run("DELETE FROM block WHERE claim = ?", ((claim,) for claim in sorted(dirty | gone)))
        index.run(
            "INSERT INTO block VALUES (?, ?)", ((key, claim) for claim, own in found.items() for key in sorted(own))
        )
        after = self._sizes(keys)
        crossing = {key for key in keys if (before.get(key, 0) > MOST) != (after.get(key, 0) > MOST)}
        return {claim for (claim,) in index.among("SELECT claim FROM block WHERE key IN (?*)", crossing)}

    def _sizes(self, keys: Iterable[str]) -> dict[str, int]:
        return dict(self._index.among("SELECT key, COUNT(*) FROM block WHERE key IN (?*) GROUP BY key", keys))

    def _pair(self, dirty: set[str], gone: set[str], stale: Stale) -> set[str]:
        """Compare claims with those that they meet; return the claims at the other ends of pairs that came or went."""
        index = self._index
        leaving = dirty | gone
        old: set[Pair] = set(index.among("SELECT one, other FROM pair WHERE one IN (?*)", leaving))
        old |= set(index.among("SELECT one, other FROM pair WHERE other IN (?*)", leaving))
        index.run("DELETE FROM pair WHERE one = ? AND other = ?", old)
        new: dict[Pair, tuple[str, float, str]] = {}
        for claim in sorted(dirty):
            for other in self._met(claim):
                pair = (claim, other) if claim < other else (other, claim)
                if pair not in new and (found := self._compare(*map(self._case, pair))):
                    new[pair] = found
        index.run("INSERT INTO pair VALUES (?, ?, ?, ?, ?)", ((*pair, *found) for pair, found in sorted(new.items())))
        stale.pairs |= old | set(new)
        return {claim for pair in old | set(new) for claim in pair} - gone

    def _met(self, claim: str) -> set[str]:
        sought = blocks(self._case(claim)).sought
        full = {key for key, size in self._sizes(sought).items() if size > MOST}
        rows = self._index.among("SELECT claim FROM block WHERE key IN (?*)", sought - full)
        return {other for (other,) in rows} - {claim}

    def _compare(self, one: Case, other: Case) -> tuple[str, float, str] | None:
        found = match(one, other)
        if found is not None:
            return "same", found.score, json.dumps(found.reasons)
        return ("kin", 0.0, "[]") if related(one, other) else None

    def _closure(self, affected: set[str]) -> list[list[str]]:
        """The components of matching pairs that these claims are in."""
        index = self._index
        near: dict[str, set[str]] = {claim: set() for claim in affected}
        fresh = affected
        while fresh:
            found: set[Pair] = set(
                index.among("SELECT one, other FROM pair WHERE kind = 'same' AND one IN (?*)", fresh)
            )
            found |= set(index.among("SELECT one, other FROM pair WHERE kind = 'same' AND other IN (?*)", fresh))
            ends = {claim for pair in found for claim in pair}
            fresh = ends - near.keys()
            for one, other in found:
                near.setdefault(one, set()).add(other)
                near.setdefault(other, set()).add(one)
        components: list[list[str]] = []
        seen: set[str] = set()
        for claim in sorted(near):
            if claim in seen:
                continue
            component, todo = [], [claim]
            seen.add(claim)
            while todo:
                component.append(todo.pop())
                fresh = near[component[-1]] - seen
                seen |= fresh
                todo += sorted(fresh)
            components.append(component)
        return components

    def _link(self, components: Iterable[Sequence[str]], stale: Stale) -> set[str]:
        """Make events of components; return the claims whose event is made of others now."""
        index = self._index
        moved: set[str] = set()
        for component in components:
            before: dict[str, str] = dict(index.among("SELECT iri, event FROM claim WHERE iri IN (?*)", component))
            after = self._events(component)
            changed = {claim for claim, event in after.items() if before[claim] != event}
            index.run("UPDATE claim SET event = ? WHERE iri = ?", ((after[claim], claim) for claim in sorted(changed)))
            if changed:
                heads = {event for claim in changed for event in (before[claim], after[claim])}
                moved |= {claim for claim, event in after.items() if event in heads or before[claim] in heads}
                rows = index.among("SELECT one, other FROM pair WHERE kind = 'same' AND one IN (?*)", component)
                stale.pairs |= {(one, other) for one, other in rows if one in changed or other in changed}
        return moved

    def _events(self, component: Sequence[str]) -> dict[str, str]:
        """The first claim of its event for each claim."""
        if len(component) == 1:
            return {component[0]: component[0]}
        cases = sorted((self._case(claim) for claim in component), key=lambda it: it.told.order)
        places = {it.told.iri: place for place, it in enumerate(cases)}
        rows = self._index.among(
            "SELECT one, other, score, reasons FROM pair WHERE kind = 'same' AND one IN (?*)", component
        )
        links = [
            Link(min(ends), max(ends), Match(score, tuple(json.loads(reasons))))
            for one, other, score, reasons in rows
            if (ends := (places[one], places[other]))
        ]
        groups, _ = link(cases, links, refused=self._refused)
        return {cases[place].told.iri: cases[group[0]].told.iri for group in groups for place in group}


def cast_of(told: Told) -> set[str]:
    """The article's actors in the roles of a claim."""
    single = (told.object_actor, told.place, told.origin, told.destination)
    return {*told.agent, *told.recipient, *(actor for actor in single if actor)}


def told_text(told: Told) -> str:
    """A claim as JSON."""
    words = (told.object.value, told.object.language) if told.object is not None else None
    values = [None if name == "object" else getattr(told, name) for name in _FIELDS]
    return json.dumps([*values, words], ensure_ascii=False)


def told_of_text(text: str) -> Told:
    """The claim that `text` gave."""
    *values, words = json.loads(text)
    named: dict[str, Any] = dict(zip(_FIELDS, values, strict=True))
    named |= {name: tuple(value) for name, value in named.items() if isinstance(value, list)}
    if words is not None:
        named["object"] = Literal(words[0], language=words[1])
    return Told(**named)
