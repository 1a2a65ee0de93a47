from __future__ import annotations

from detente.clusters import Clusters


def test_clusters_are_known_by_their_first_item_in_the_order_given() -> None:
    clusters = Clusters(["d", "b", "c", "a", "e"])
    clusters.join("a", "b")
    clusters.join("c", "a")
    assert clusters.find("c") == clusters.find("a") == "b"
    assert clusters.groups() == [["d"], ["b", "c", "a"], ["e"]]


def test_joining_twice_changes_nothing() -> None:
    clusters = Clusters(range(3))
    assert clusters.join(2, 1) == clusters.join(1, 2) == 1
    assert clusters.groups() == [[0], [1, 2]]
