"""Where a network's actors go on a screen: the busiest as on paper, all others beside those they deal with."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import networkx as nx

from detente.placement import Point, place

_CORE: Final = 120  # actors that are placed with care, which takes time that grows with their square
_NAME: Final = 16  # characters of a name that get room
_WIDE: Final = 1.7
_TURN: Final = math.pi * (3 - math.sqrt(5))  # turning by the golden angle never comes back to the same direction


def positions(ties: Mapping[tuple[str, str], float], names: Mapping[str, str]) -> dict[str, Point]:
    """A place for each actor, from the weight of the ties between pairs of them, with room for its name.

    The same ties give the same places on every run.
    """
    weights: dict[str, float] = defaultdict(float)
    near: dict[str, set[str]] = defaultdict(set)
    for (one, other), weight in ties.items():
        for actor, neighbour in ((one, other), (other, one)):
            weights[actor] += weight
            near[actor].add(neighbour)
    ordered = sorted(weights, key=lambda actor: (-weights[actor], actor))
    core = nx.Graph()
    core.add_nodes_from(ordered[:_CORE])
    core.add_edges_from(sorted(pair for pair in ties if pair[0] in core and pair[1] in core and pair[0] != pair[1]))
    boxes = {actor: (24.0 + 6.0 * min(len(names.get(actor, "")), _NAME), 24.0) for actor in core}
    placed = place(core, boxes, length=110.0, gap=6.0)
    beside: dict[str, int] = defaultdict(int)
    for actor in ordered[_CORE:]:
        known = sorted((it for it in near[actor] if it in placed), key=lambda it: (-weights[it], it))
        anchor = known[0] if known else ""
        x, y = placed.get(anchor, (0.0, 0.0))
        # A spiral of dots around the busiest neighbour, drawn a little towards the others.
        beside[anchor] += 1
        radius = 26.0 + 13.0 * math.sqrt(beside[anchor])
        if not known:
            radius += 90.0 * math.sqrt(len(placed))
        pulls = [placed[it] for it in known[1:4]]
        x += sum(other - x for other, _ in pulls) * 0.12
        y += sum(other - y for _, other in pulls) * 0.12
        angle = beside[anchor] * _TURN
        placed[actor] = (x + radius * math.cos(angle), y + radius * math.sin(angle))
    return _widened(placed)


def _widened(placed: dict[str, Point]) -> dict[str, Point]:
    """Screens are wider than high, and names are wide: a drawing that is too narrow is stretched."""
    width, height = (max(at) - min(at) for at in zip(*placed.values(), strict=True)) if placed else (0.0, 0.0)
    stretch = min(max(_WIDE * height / width, 1.0), 2.0) if width else 1.0
    return {actor: (x * stretch, y) for actor, (x, y) in placed.items()}
