"""Sets that grow together: disjoint-set union with path halving."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Clusters(Generic[T]):
    """Items in disjoint clusters, each known by its first item in the order in which they were given."""

    def __init__(self, items: Iterable[T]) -> None:
        self._rank = {item: rank for rank, item in enumerate(items)}
        self._parent = {item: item for item in self._rank}

    def find(self, item: T) -> T:
        """The first item of the cluster that `item` is in."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: T, other: T) -> T:
        """Make one cluster of two; return its first item."""
        one, other = self.find(one), self.find(other)
        if self._rank[other] < self._rank[one]:
            one, other = other, one
        self._parent[other] = one
        return one

    def groups(self) -> list[list[T]]:
        """The clusters in the order of their first items, each in the order given."""
        groups: dict[T, list[T]] = {}
        for item in self._rank:
            groups.setdefault(self.find(item), []).append(item)
        return list(groups.values())
