"""Matches into events: the strongest first, as long as nothing in the grown cluster speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.blocking import pairs
from detente.clusters import Clusters
from detente.matching import Case, Match, match


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims, by index, that were taken to tell of one event, and why."""

    one: int
    other: int
    match: Match


@dataclass(slots=True)
class _Bounds:
    """What a cluster allows: its articles, the days that all its dates have in common, its counts."""

    articles: set[str]
    first: float
    last: float
    least: float
    most: float

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

    def joined(self, other: _Bounds) -> _Bounds | None:
        """The bounds of both together, or None if they contradict each other."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        least, most = min(self.least, other.least), max(self.most, other.most)
        # One article tells an event once; two claims of it are two events.
        if self.articles & other.articles or first > last or most - least > most / 10:
            return None
        return _Bounds(self.articles | other.articles, first, last, least, most)


def link(cases: Sequence[Case]) -> tuple[list[list[int]], list[Link]]:
    """Clusters of cases that are one event each (indexes, in order), and the links that made them."""
    matches: Iterable[Link] = (
        Link(one, other, found) for one, other in pairs(cases) if (found := match(cases[one], cases[other]))
    )
    clusters = Clusters(range(len(cases)))
    bounds = {index: _Bounds.of(case) for index, case in enumerate(cases)}
    used = []
    for candidate in sorted(matches, key=lambda it: (-it.match.score, it.one, it.other)):
        one, other = clusters.find(candidate.one), clusters.find(candidate.other)
        if one == other:
            used.append(candidate)
        elif (joined := bounds[one].joined(bounds[other])) is not None:
            bounds[clusters.join(one, other)] = joined
            used.append(candidate)
    return clusters.groups(), used
