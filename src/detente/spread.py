"""Where the actors of a large network go: the busiest apart, each with those around it who deal with it above all.

Each of the busiest has a disc: itself in the middle, its followers on a spiral. Discs are placed as boxes are, so that
none lies on another and names have room; what isn't tied to the rest stands in rows below.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import networkx as nx

from detente.placement import Point, place

_CORE: Final = 100  # actors with a disc, which are placed with care; that takes time that grows with their square
_NAME: Final = 18  # characters of a name that get room
_LETTER: Final = 7.0  # width of a character
_STEP: Final = 13.0  # from one follower to the next
_HOLE: Final = 22.0  # around the middle of a disc
_TURN: Final = math.pi * (3 - math.sqrt(5))  # turning by the golden angle never comes back to the same direction
_WIDE: Final = 1.6


def spread(ties: Mapping[tuple[str, str], float], names: Mapping[str, str]) -> dict[str, Point]:
    """A place for each actor, from the weight of the ties between pairs of them, with room for names of the busiest.

    The same ties give the same places on every run. Sideways and upwards, names are taken to be 7 wide a character and
    24 high.
    """
    weights: dict[str, float] = defaultdict(float)
    near: dict[str, list[str]] = defaultdict(list)
    for (one, other), weight in sorted(ties.items()):
        for actor, neighbour in ((one, other), (other, one)):
            weights[actor] += weight
            near[actor].append(neighbour)
    ordered = sorted(weights, key=lambda actor: (-weights[actor], actor))
    discs = _discs(ordered, near)
    core = nx.Graph()
    core.add_nodes_from(discs)
    core.add_edges_from(sorted(pair for pair in ties if pair[0] in core and pair[1] in core and pair[0] != pair[1]))
    boxes = {}
    for actor, followers in discs.items():
        across = 2 * _radius(len(followers)) if followers else 0.0
        boxes[actor] = (max(24 + _LETTER * min(len(names.get(actor, "")), _NAME), across), max(24.0, across))
    placed = place(core, boxes, length=70.0, gap=8.0)
    for actor, followers in discs.items():
        x, y = placed[actor]
        for at, follower in enumerate(followers, start=1):
            away, angle = _radius(at), at * _TURN
            placed[follower] = (x + away * math.cos(angle), y + away * math.sin(angle))
    return _widened(placed)


def _discs(ordered: list[str], near: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The busiest actors, with those who go with each: to its neighbours that nobody busier has, and theirs."""
    rank = {actor: at for at, actor in enumerate(ordered)}
    discs: dict[str, list[str]] = {actor: [] for actor in ordered[:_CORE]}
    owner = {actor: actor for actor in discs}
    for first in [None, *ordered]:  # what nobody of the core leads to goes with its own busiest
        if first is not None:
            if first in owner:
                continue
            discs[first], owner[first] = [], first
        front = list(discs) if first is None else [first]
        while front:
            reached = []
            for actor in front:
                for other in sorted(near[actor], key=rank.__getitem__):
                    if other not in owner:
                        owner[other] = owner[actor]
                        discs[owner[actor]].append(other)
                        reached.append(other)
            front = reached
    return discs


def _radius(at: int) -> float:
    """How far from the middle the follower with this number is."""
    return _HOLE + _STEP * math.sqrt(at)


def _widened(placed: dict[str, Point]) -> dict[str, Point]:
    """Screens and pages are wider than high: a drawing that is too narrow is stretched."""
    width, height = (max(at) - min(at) for at in zip(*placed.values(), strict=True)) if placed else (0.0, 0.0)
    stretch = min(max(_WIDE * height / width, 1.0), 1.5) if width else 1.0
    return {actor: (x * stretch, y) for actor, (x, y) in placed.items()}
