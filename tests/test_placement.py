"""Boxes keep apart, neighbours near."""

import itertools
import random

import networkx as nx
import numpy as np
import pytest

from detente.placement import place


def overlaps(places: dict[str, tuple[float, float]], sizes: dict[str, tuple[float, float]]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in itertools.combinations(places, 2)
        if all(
            abs(places[one][axis] - places[other][axis]) < (sizes[one][axis] + sizes[other][axis]) / 2
            for axis in (0, 1)
        )
    ]


@pytest.mark.parametrize(
    "net",
    [
        nx.star_graph(40),
        nx.complete_graph(15),
        nx.path_graph(12),
        nx.empty_graph(9),
        nx.gnm_random_graph(60, 80, seed=1),
    ],
    ids=["star", "complete", "path", "empty", "random"],
)
def test_no_box_lies_on_another(net: nx.Graph) -> None:
    net = nx.relabel_nodes(net, str)
    chance = random.Random(7)
    sizes = {node: (chance.uniform(30, 140), chance.choice([16.0, 27.0, 38.0])) for node in net}
    places = place(net, sizes, length=80, gap=10)
    assert set(places) == set(net)
    assert overlaps(places, sizes) == []
    assert places == place(net, sizes, length=80, gap=10)


def test_neighbours_are_nearer_than_others() -> None:
    net = nx.relabel_nodes(nx.barbell_graph(5, 3), str)
    places = place(net, dict.fromkeys(net, (40.0, 16.0)), length=80, gap=10)

    def far(one: str, other: str) -> float:
        return float(np.hypot(*np.subtract(places[one], places[other])))

    near = np.mean([far(*edge) for edge in net.edges])
    others = np.mean([far(*pair) for pair in nx.non_edges(net)])
    assert near < 0.6 * others


def test_nothing_to_place() -> None:
    assert place(nx.Graph(), {}, length=80, gap=10) == {}
