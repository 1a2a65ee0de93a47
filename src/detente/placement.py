"""Where the boxes of a network go: near those they are tied to, apart from all others, the same on every run.

Distances on paper follow distances in the network (stress majorization: Gansner, Koren and North 2004); connected
parts are placed on their own and packed in rows; then boxes that overlap are pushed apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Point = tuple[float, float]
Size = tuple[float, float]

_MANY: Final = 150  # nodes of a part from which on one start and fewer steps have to do
_PUSHES: Final = 400
_PATIENCE: Final = 20  # pushes after which a drawing is made wider
_WIDER: Final = 1.04
_LOWER: Final = 3.0


def place(net: nx.Graph, sizes: Mapping[str, Size], *, length: float, gap: float) -> dict[str, Point]:
    """The centre of each node's box, in the unit of `sizes` (width, height).

    `length` is the wanted length of an edge between centres, `gap` the least distance between boxes.
    """
    parts = [_part(net.subgraph(nodes), sizes, length, gap) for nodes in nx.connected_components(net)]
    parts.sort(key=lambda part: (-len(part), min(part)))
    return _packed(parts, sizes, 2 * gap)


def _part(net: nx.Graph, sizes: Mapping[str, Size], length: float, gap: float) -> dict[str, Point]:
    nodes = sorted(net)
    boxes = np.array([sizes[node] for node in nodes], dtype=float)
    places = _stress(net, nodes, boxes, length)
    places = _apart(_level(places), boxes, gap)
    return {node: (float(x), float(y)) for node, (x, y) in zip(nodes, places, strict=True)}


def _stress(net: nx.Graph, nodes: list[str], boxes: Array, length: float) -> Array:
    """Majorize stress from a circle, in the order of the nodes' names: no chance is involved."""
    count = len(nodes)
    if count == 1:
        return np.zeros((1, 2))
    index = {node: at for at, node in enumerate(nodes)}
    hops = np.zeros((count, count))
    for source, reached in nx.all_pairs_shortest_path_length(net):
        for target, distance in reached.items():
            hops[index[source], index[target]] = distance
    # Many neighbours and wide boxes need room.
    degree = np.array([net.degree(node) for node in nodes], dtype=float)
    room = (
        length * (1 + 0.12 * np.sqrt(degree[:, None] + degree[None, :] - 2))
        + (boxes[:, 0, None] + boxes[None, :, 0]) / 6
    )
    wanted = hops * room
    weights = 1 / np.maximum(wanted, 1) ** 2
    np.fill_diagonal(weights, 0)
    total = weights.sum(axis=1)
    laplacian = np.diag(total) - weights
    inverse = np.linalg.pinv(laplacian)
    best: Array = np.zeros((count, 2))
    least = float("inf")
    starts, steps = (4, 200) if count < _MANY else (1, 60)
    for turn in range(starts):
        start = np.random.default_rng(turn).permutation(count)
        angles = 2 * np.pi * start / count
        places = length * np.sqrt(count) * np.column_stack((np.cos(angles), np.sin(angles)))
        for _ in range(steps):
            between = places[:, None, :] - places[None, :, :]
            distances = np.maximum(np.linalg.norm(between, axis=2), 1e-9)
            ratio = weights * wanted / distances
            places = np.asarray(inverse @ (ratio.sum(axis=1)[:, None] * places - ratio @ places))
        distances = np.linalg.norm(places[:, None, :] - places[None, :, :], axis=2)
        stress = float((weights * (distances - wanted) ** 2).sum())
        if stress < least - 1e-6:
            best, least = places, stress
    return best


def _level(places: Array) -> Array:
    """Turn the longest way level, for pages are wider than high."""
    centred = places - places.mean(axis=0)
    if len(centred) < 2:
        return np.asarray(centred)
    _, axes = np.linalg.eigh(centred.T @ centred)
    main = axes[:, 1] * (1 if axes[0, 1] >= 0 else -1)
    turn = np.array([[main[0], main[1]], [-main[1], main[0]]])
    return np.asarray(centred @ turn.T)


def _apart(places: Array, boxes: Array, gap: float) -> Array:
    """Push overlapping boxes apart, along the way that is shorter; where that takes long, draw everything wider."""
    places = places.copy()
    reach = (boxes[:, None, :] + boxes[None, :, :]) / 2 + gap
    order = np.arange(len(places))
    # Of two in one place, the later one goes right and up.
    later = np.sign(order[:, None] - order[None, :]).astype(float)[:, :, None]
    for turn in range(1, _PUSHES + 1):
        between = places[:, None, :] - places[None, :, :]
        over = reach - np.abs(between)
        hit = np.asarray((over > 1e-6).all(axis=2))
        np.fill_diagonal(hit, False)
        if not hit.any():
            return places
        level = over[:, :, 0] < over[:, :, 1]
        push = np.where(between == 0, later, np.sign(between)) * (over / 2 + 1e-3)
        push *= np.stack((hit & level, hit & ~level), axis=2)
        places += push.sum(axis=1) / np.sqrt(np.maximum(hit.sum(axis=1), 1))[:, None]
        if turn % _PATIENCE == 0:
            places *= _WIDER
    between = np.maximum(np.abs(places[:, None, :] - places[None, :, :]), 1e-9)
    needed = (reach / between).min(axis=2)
    np.fill_diagonal(needed, 1)
    return np.asarray(places * max(1.0, float(needed.max())))


def _packed(parts: list[dict[str, Point]], sizes: Mapping[str, Size], gap: float) -> dict[str, Point]:
    """Parts in rows, the largest first; a row is as wide as the first part or as a page of that area."""
    frames = [_frame(part, sizes) for part in parts]
    area = sum((right - left + gap) * (top - bottom + gap) for left, bottom, right, top in frames)
    width = max([frame[2] - frame[0] for frame in frames] + [float(np.sqrt(1.5 * area))])
    packed: dict[str, Point] = {}
    x = y = height = 0.0
    for part, (left, bottom, right, top) in zip(parts, frames, strict=True):
        # What is much lower than its row begins a new one.
        if x and (x + right - left > width or height > _LOWER * (top - bottom)):
            x, y, height = 0.0, y - height - gap, 0.0
        packed |= {node: (x + px - left, y + py - top) for node, (px, py) in part.items()}
        x += right - left + gap
        height = max(height, top - bottom)
    return packed


def _frame(part: Mapping[str, Point], sizes: Mapping[str, Size]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the boxes."""
    return (
        min(x - sizes[node][0] / 2 for node, (x, _) in part.items()),
        min(y - sizes[node][1] / 2 for node, (_, y) in part.items()),
        max(x + sizes[node][0] / 2 for node, (x, _) in part.items()),
        max(y + sizes[node][1] / 2 for node, (_, y) in part.items()),
    )
