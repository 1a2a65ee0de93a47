"""What drawings of networks have in common: lines for ties, colours for what they are, and a legend that tells.

Colours are Okabe and Ito's, told apart by the colour-blind; conflict is dashed, so that it shows in grey as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final, Literal

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.textpath import TextPath

from detente.placement import Array

INK: Final = "#222222"
Dashes = tuple[float, tuple[float, ...]]
SIGNS: Final[dict[int, tuple[str, Dashes | Literal["solid"], str]]] = {
    1: ("#0072B2", "solid", "cooperation"),
    -1: ("#D55E00", (0, (4, 2)), "conflict"),
    0: ("#777777", (0, (1, 1.5)), "neither"),
}
# Fill and words of the legend by type of actor; who acts is darker than who is acted on.
KINDS: Final = {
    "Country": ("#CFE3F1", "state"),
    "Government": ("#CFE3F1", "state"),
    "IntergovernmentalOrganization": ("#D5EFE6", "international body"),
    "Person": ("#FFFFFF", "person"),
    "Group": ("#EFEFEF", "group of people"),
    "ArmedGroup": ("#F6DDEA", "armed group"),
}
OTHER: Final = ("#FBF3C7", "organisation, company, media")
_MARGIN: Final = 18.0  # points around the drawing
STEPS: Final = np.linspace(0, 1, 41)[:, None]


@dataclass(frozen=True, slots=True)
class Tie:
    """What is drawn as one line: all edges of one sign from one actor to another, or between both."""

    source: str
    target: str
    sign: int
    mutual: bool
    weight: int
    label: str


def sheet(left: float, bottom: float, right: float, top: float) -> tuple[Figure, Axes, float]:
    """A page for a drawing between these points, with room for the legend, whose size of type comes with it."""
    # A legend that can still be read when a wide drawing is shrunk to a page.
    scale = max(1.0, (right - left) / 800)
    left, bottom, right, top = left - _MARGIN, bottom - _MARGIN - 46 * scale, right + _MARGIN, top + _MARGIN
    if (lack := 420 - (right - left)) > 0:
        left, right = left - lack / 2, right + lack / 2
    figure = Figure(figsize=((right - left) / 72, (top - bottom) / 72), facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(left, right), ylim=(bottom, top))
    axes.axis("off")
    return figure, axes, 7.5 * scale


def ties(net: nx.MultiDiGraph) -> list[Tie]:
    """The lines to draw. Edges that go both ways by their nature become one line with two heads."""
    found = []
    edges = [(u, v, data) for u, v, data in net.edges(data=True) if not data["symmetric"] or u < v]
    edges.sort(
        key=lambda edge: (edge[0], edge[1], edge[2]["sign"], edge[2]["symmetric"], -edge[2]["weight"], edge[2]["type"])
    )
    for (source, target, sign, mutual), group in groupby(
        edges, key=lambda edge: (edge[0], edge[1], edge[2]["sign"], edge[2]["symmetric"])
    ):
        of_group = [data for _, _, data in group]
        labels = [data["label"] for data in of_group]
        more = f" +{len(labels) - 2}" if len(labels) > 2 else ""
        weight = sum(data["weight"] for data in of_group)
        found.append(Tie(source, target, sign, mutual, weight, ", ".join(labels[:2]) + more))
    return found


def curve(start: Array, end: Array, bend: float) -> Array:
    """Points on the line that matplotlib draws with ``arc3,rad=bend``."""
    across = np.array([end[1] - start[1], start[0] - end[0]])
    middle = (start + end) / 2 + bend * across
    return np.asarray((1 - STEPS) ** 2 * start + 2 * STEPS * (1 - STEPS) * middle + STEPS**2 * end)


def wide(text: str, size: float, weight: str) -> float:
    """The width of a line of text, in points."""
    points = TextPath((0, 0), text, size=size, prop=FontProperties(family="DejaVu Sans", weight=weight)).vertices
    return float(np.ptp(points[:, 0])) if len(points) else 0.0


def legend(axes: Axes, net: nx.MultiDiGraph, size: float, *, more: str = "") -> None:
    """Draw the legend below; `more` is said in it as well."""
    signs = {data["sign"] for _, _, data in net.edges(data=True)}
    lines = [
        Line2D([], [], color=colour, linestyle=style, linewidth=1.6, label=words)
        for sign, (colour, style, words) in SIGNS.items()
        if sign in signs
    ]
    used = {KINDS.get(net.nodes[node]["type"], OTHER) for node in net}
    kinds = [
        Patch(facecolor=fill, edgecolor="#555555", linewidth=0.8, label=words)
        for fill, words in dict.fromkeys((*KINDS.values(), OTHER))
        if (fill, words) in used
    ]
    axes.legend(
        handles=[*lines, *kinds],
        loc="lower center",
        ncols=4,
        frameon=False,
        fontsize=size,
        handlelength=2.2,
        columnspacing=1.6,
        labelcolor=INK,
        title=_caption(net) + more,
        title_fontsize=size,
        borderaxespad=0.6,
    )


def _caption(net: nx.MultiDiGraph) -> str:
    days = [day for _, _, data in net.edges(data=True) for day in (data["first"], data["last"]) if day]
    when = f", {min(days)} to {max(days)}" if days else ""
    return f"{len(net)} actors{when}. The more independent reports, the thicker the line."
