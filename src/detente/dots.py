"""A network of many actors on paper: dots, the busier the bigger, and names where they have room.

Names are placed one after the other, the busiest actor's first, where they cover neither a name nor a bigger dot; the
legend says how many have no room.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from detente.legend import INK, KINDS, OTHER, SIGNS, Tie, curve, legend, sheet, ties, wide
from detente.placement import Point
from detente.spread import spread

_SCALE: Final = 0.45  # points of a unit of `spread`, whose dots are 13 apart
_WIDEST: Final = 2400.0  # points of a page
_NAMED: Final = 1500  # actors whose names are tried
_BEND: Final = -0.12  # lines are read clockwise
_LEAST: Final = 1.6  # points of a dot's radius


def dotted(net: nx.MultiDiGraph) -> Figure:
    """Draw a network from `detente.network` with a dot for each actor."""
    found = ties(net)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for tie in found:
        weights[min(tie.source, tie.target), max(tie.source, tie.target)] += tie.weight
    places = _scaled(spread(weights, dict(net.nodes(data="name"))))
    heaviest = max((net.nodes[node]["weight"] for node in net), default=1)
    sizes = {node: _LEAST + 7 * float(np.sqrt(net.nodes[node]["weight"] / heaviest)) for node in net}
    corners = np.array(list(places.values()))
    edge = np.array((60.0, 12.0))  # room for names
    (left, bottom), (right, top) = corners.min(axis=0) - edge, corners.max(axis=0) + edge
    figure, axes, size = sheet(left, bottom, right, top)
    _lines(axes, found, places)
    order = sorted(net, key=lambda node: (-net.nodes[node]["weight"], node))
    axes.scatter(
        [places[node][0] for node in reversed(order)],
        [places[node][1] for node in reversed(order)],
        s=[(2 * sizes[node]) ** 2 for node in reversed(order)],
        c=[KINDS.get(net.nodes[node]["type"], OTHER)[0] for node in reversed(order)],
        edgecolors="#333333",
        linewidths=0.6,
        zorder=3,
    )
    named = _names(axes, net, order, places, sizes, (left, right))
    more = f"\nLines are read clockwise. {len(net) - named:,} smaller actors have no room for their names."
    legend(axes, net, size, more=more if named < len(net) else "\nLines are read clockwise.")
    return figure


def _scaled(places: dict[str, Point]) -> dict[str, Point]:
    """The same places in points."""
    across = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    scale = min(_SCALE, _WIDEST / max(across, 1.0))
    return {node: (x * scale, y * scale) for node, (x, y) in places.items()}


def _lines(axes: Axes, found: list[Tie], places: dict[str, Point]) -> None:
    """Draw the lightest ties first, all paler than they would be alone."""
    top = max((tie.weight for tie in found), default=1)
    pale = max(0.25, min(0.8, 12 / np.sqrt(len(found) or 1)))
    for sign, (colour, style, _) in SIGNS.items():
        drawn = sorted((tie for tie in found if tie.sign == sign), key=lambda tie: (tie.weight, tie.source, tie.target))
        curves = [
            curve(np.array(places[tie.source]), np.array(places[tie.target]), 0.0 if tie.mutual else _BEND)
            for tie in drawn
        ]
        widths = [0.4 + 2.6 * float(np.sqrt((tie.weight - 1) / max(top - 1, 1))) for tie in drawn]
        axes.add_collection(
            LineCollection(curves, linewidths=widths, colors=colour, linestyles=[style], alpha=pale, zorder=2),
            autolim=False,
        )


def _names(
    axes: Axes,
    net: nx.MultiDiGraph,
    order: list[str],
    places: dict[str, Point],
    sizes: dict[str, float],
    span: tuple[float, float],
) -> int:
    """Write names beside dots; return how many had room."""
    taken: list[tuple[float, float, float, float]] = []  # left, bottom, right, top
    named = 0
    for node in order[:_NAMED]:
        actor, radius, (x, y) = net.nodes[node], sizes[node], places[node]
        size = 6.0 + 3.0 * min(1.0, radius / 8)
        bold = "bold" if actor["type"] in ("Country", "IntergovernmentalOrganization") else "normal"
        # Hinting makes words a little wider on screens.
        across, high = 1.04 * wide(actor["name"], size, bold) + 4, 1.45 * size
        away = radius + 1
        corners = (
            (x + away, y - high / 2),
            (x - away - across, y - high / 2),
            (x - across / 2, y + away),
            (x - across / 2, y - away - high),
        )
        others = np.array(taken).reshape(-1, 4)
        taken.append((x - radius, y - radius, x + radius, y + radius))
        for left, bottom in corners:
            right, top = left + across, bottom + high
            apart = (others[:, 0] > right) | (others[:, 2] < left) | (others[:, 1] > top) | (others[:, 3] < bottom)
            if apart.all() and left > span[0] and right < span[1]:
                taken.append((left, bottom, right, top))
                box = {"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.75}
                axes.text(
                    left + across / 2, bottom + high / 2, actor["name"], ha="center", va="center", fontsize=size,
                    fontweight=bold, color=INK, zorder=4, bbox=box,
                )  # fmt: skip
                named += 1
                break
    return named
