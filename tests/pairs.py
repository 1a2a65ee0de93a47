"""How well claims and actors of several articles are made one: measured on labelled pairs of claims and articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of pairs."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """How many of those found are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """How many of those wanted are found."""
        return self.right / self.wanted if self.wanted else 1.0


def score(found: Collection[Pair], wanted: Collection[Pair]) -> Score:
    """Compare pairs."""
    return Score(len(set(found) & set(wanted)), len(set(found)), len(set(wanted)))


def pairs(clusters: Iterable[Collection[str]]) -> set[Pair]:
    """Every two members of one cluster."""
    return {frozenset(pair) for cluster in clusters for pair in combinations(sorted(cluster), 2)}


def b_cubed(found: Mapping[str, str], wanted: Mapping[str, str]) -> float:
    """B³ F1 of a clustering (cluster by item) against the right one (Bagga and Baldwin 1998)."""

    def mean(ours: Mapping[str, str], theirs: Mapping[str, str]) -> float:
        members: dict[str, set[str]] = {}
        for item, cluster in ours.items():
            members.setdefault(cluster, set()).add(item)
        shares = [
            sum(theirs[other] == theirs[item] for other in members[ours[item]]) / len(members[ours[item]])
            for item in ours
        ]
        return sum(shares) / len(shares)

    precision, recall = mean(found, wanted), mean(wanted, found)
    return 2 * precision * recall / (precision + recall)
