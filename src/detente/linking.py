"""Matches into events: the strongest first, as long as nothing in the grown cluster speaks against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from detente.clusters import Clusters
from detente.matching import DISPUTED, NEXT_DAY, Case, Match


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims, by index, that were taken to tell of one event, and why."""

    one: int
    other: int
    match: Match


@dataclass(slots=True)
class _Bounds:
    """What a cluster allows: its articles, the days that all its dates have in common, its counts.

    Where articles differ about the day, `last` is the one before `first`, and `apart` is 1.
    """

    articles: set[str]
    first: float
    last: float
    least: float
    most: float
    apart: int = 0

    @classmethod
    def of(cls, case: Case) -> _Bounds:
        told, number = case.told, case.told.number
        return cls(
            {told.article},
            float("-inf") if told.first is None else told.first,
            float("inf") if told.last is None else told.last,
            float("inf") if number is None else number,
            float("-inf") if number is None else number,
        )

    def joined(self, other: _Bounds, apart: int = 0) -> _Bounds | None:
        """The bounds of both together, or None if they contradict each other."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        least, most = min(self.least, other.least), max(self.most, other.most)
        apart = max(apart, self.apart, other.apart)
        # One article tells an event once; two claims of it are two events.
        if self.articles & other.articles or first > last + apart or most - least > most * DISPUTED:
            return None
        return _Bounds(self.articles | other.articles, first, last, least, most, apart)


def link(
    cases: Sequence[Case], matches: Iterable[Link], *, refused: Collection[frozenset[str]] = ()
) -> tuple[list[list[int]], list[Link]]:
    """Clusters of cases that are one event each (indexes, in order), and the links that made them.

    `refused` are pairs of claims, by IRI, that a person told apart.
    """
    clusters = Clusters(range(len(cases)))
    bounds = {index: _Bounds.of(case) for index, case in enumerate(cases)}
    apart = _apart(cases, refused)
    members = {index: {index} for index in range(len(cases))}
    used = []
    for candidate in sorted(matches, key=lambda it: (-it.match.score, it.one, it.other)):
        one, other = clusters.find(candidate.one), clusters.find(candidate.other)
        if one == other:
            used.append(candidate)
            continue
        apart_by = 1 if NEXT_DAY in candidate.match.reasons else 0
        if (joined := bounds[one].joined(bounds[other], apart_by)) is not None and not any(
            apart[index] & members[other] for index in members[one] if index in apart
        ):
            head = clusters.join(one, other)
            bounds[head] = joined
            members[head] = members[one] | members[other]
            used.append(candidate)
    return clusters.groups(), used


def _apart(cases: Sequence[Case], refused: Collection[frozenset[str]]) -> dict[int, set[int]]:
    places = {case.told.iri: index for index, case in enumerate(cases)}
    apart: dict[int, set[int]] = defaultdict(set)
    for pair in refused if refused else ():
        one, other = (places.get(iri) for iri in sorted(pair))
        if one is not None and other is not None:
            apart[one].add(other)
            apart[other].add(one)
    return apart
