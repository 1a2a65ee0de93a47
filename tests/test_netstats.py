"""Figures of small networks, worked out by hand, and of the small graph of tests/data."""

import datetime
import os
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

import networkx as nx
import pytest

from detente.netstats import network_changes, network_stats
from detente.network import network

AFFAIRS = Path(__file__).parent / "data" / "affairs.trig"


def net(*edges: tuple[str, str, int, int]) -> nx.MultiDiGraph:
    """Actors by their names; edges from, to, sign and weight."""
    made = nx.MultiDiGraph()
    for source, target, sign, weight in edges:
        for name in (source, target):
            made.add_node(name, name=name, type="Country", state="", weight=0)
        kind = {1: "Aid", -1: "Attack", 0: "Statement"}[sign]
        made.add_edge(source, target, key=kind, type=kind, sign=sign, weight=weight, symmetric=False)
    return made


def test_degrees_and_ways() -> None:
    found = {it.name: it for it in network_stats(net(("a", "b", 1, 2), ("b", "c", -1, 3), ("b", "d", 1, 1))).actors}
    assert list(found) == ["b", "c", "a", "d"]
    b = found["b"]
    assert (b.actors, b.reports, b.given, b.received, b.cooperation, b.conflict) == (3, 6, 4, 2, 3, 3)
    assert (b.betweenness, found["a"].betweenness) == (1, 0)
    assert sum(it.pagerank for it in found.values()) == pytest.approx(1, abs=1e-4)
    assert found["c"].pagerank > found["d"].pagerank > found["a"].pagerank
    assert [it.triads for it in found.values()] == [0] * 4
    assert {it.balanced for it in found.values()} == {None}


@pytest.mark.parametrize(
    ("signs", "balanced"), [((1, 1, 1), 1), ((1, 1, -1), 0), ((1, -1, -1), 1), ((-1, -1, -1), 0), ((-1, 1, -1), 1)]
)
def test_a_triad_is_balanced_with_no_or_two_foes(signs: tuple[int, int, int], balanced: int) -> None:
    found = network_stats(net(("a", "b", signs[0], 1), ("b", "c", signs[1], 1), ("c", "a", signs[2], 1)))
    assert (found.triads, found.balanced) == (1, balanced)
    assert [(it.triads, it.balanced) for it in found.actors] == [(1, balanced)] * 3


def test_neither_friends_nor_foes_make_no_triad() -> None:
    assert network_stats(net(("a", "b", 1, 1), ("b", "a", -1, 1), ("b", "c", 1, 1), ("c", "a", 1, 1))).triads == 0
    assert network_stats(net(("a", "b", 0, 1), ("b", "c", 1, 1), ("c", "a", 1, 1))).triads == 0


def test_balance_of_four() -> None:
    """Two camps of two: four triads, all balanced; one quarrel within a camp breaks the two that it is part of."""
    camps = [("a", "b", 1, 1), ("c", "d", 1, 1), *((x, y, -1, 1) for x in "ab" for y in "cd")]
    assert (network_stats(net(*camps)).triads, network_stats(net(*camps)).balanced) == (4, 1)
    found = network_stats(net(*camps, ("b", "a", -1, 5)))
    assert (found.triads, found.balanced) == (4, 0.5)
    friendly = 1 / 6
    assert found.expected == pytest.approx(friendly**3 + 3 * friendly * (1 - friendly) ** 2)


def test_communities_are_of_those_who_cooperate() -> None:
    bloc, other = [(x, y, 1, 3) for x, y in ("ab", "bc", "ca")], [(x, y, 1, 3) for x, y in ("de", "ef", "fg", "gd")]
    found = network_stats(net(*bloc, *other, ("a", "d", -1, 99), ("a", "z", -1, 1)))
    assert {it.name: it.community for it in found.actors} == {
        **dict.fromkeys("defg", 1), **dict.fromkeys("abc", 2), "z": None,
    }  # fmt: skip
    assert found.communities == 2
    assert 0.4 < found.modularity <= 0.5


def test_the_small_graph() -> None:
    made = network(AFFAIRS)
    found = network_stats(made)
    assert {it.iri: it.reports for it in found.actors} == dict(made.nodes(data="weight"))
    assert found.reports == sum(it.reports for it in found.actors) / 2
    meeting = next(it for it in found.actors if it.name == "Tam Corwin")
    assert (meeting.given, meeting.received, meeting.reports) == (2, 1, 2)  # a meeting, which is mutual, and a request


def test_changes() -> None:
    before = net(("a", "b", 1, 2), ("b", "c", 1, 1))
    after = net(("b", "a", -1, 3), ("b", "c", 1, 1), ("c", "d", -1, 1))
    assert [astuple(it)[:7] for it in network_changes(before, after)] == [
        ("a", "b", 2, 0, 0, 3, 5),
        ("c", "d", 0, 0, 0, 1, 1),
    ]
    assert network_changes(before, before) == []


def test_changes_of_the_small_graph() -> None:
    day = datetime.date(2021, 3, 12)
    found = network_changes(network(AFFAIRS, until=day - datetime.timedelta(days=1)), network(AFFAIRS, since=day))
    assert ("52 prisoners", "Arvania", 3, 0) in {
        (it.actor, it.other, it.cooperation_before, it.cooperation_after) for it in found
    } | {(it.other, it.actor, it.cooperation_before, it.cooperation_after) for it in found}


def test_nothing() -> None:
    found = network_stats(nx.MultiDiGraph())
    assert (found.actors, found.pairs, found.communities, found.balanced, found.expected) == ((), 0, 0, None, None)


def test_the_same_figures_whatever_the_hash_seed() -> None:
    code = "import sys, detente; print(detente.network_stats(detente.network(sys.argv[1], status=['any'])))"
    said = {
        subprocess.run(
            [sys.executable, "-c", code, AFFAIRS],
            check=True, capture_output=True, env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1
