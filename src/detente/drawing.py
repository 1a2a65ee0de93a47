"""A network of actors on paper: boxes with names, blue for cooperation, dashed orange for conflict, a legend.

Colours are Okabe and Ito's, told apart by the colour-blind; conflict is dashed, so that it shows in grey as well.
Boxes and words keep off each other, and the same network gives the same bytes.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Literal

import matplotlib as mpl
import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Patch
from matplotlib.textpath import TextPath

from detente.placement import Array, Point, Size, place

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
_SIZE: Final = 9.0  # points of a name
_WRAP: Final = 18  # characters of a line in a box
_LINES: Final = 3
_MARGIN: Final = 18.0  # points around the drawing
_BENDS: Final = (0.0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.45, -0.45, 0.7, -0.7)
_MANY: Final = 400  # lines from which on none is bent or labelled to keep off others
_STEPS: Final = np.linspace(0, 1, 41)[:, None]


Frame = tuple[float, float, float, float]  # centre, width and height of a box


@dataclass(frozen=True, slots=True)
class Tie:
    """What is drawn as one line: all edges of one sign from one actor to another, or between both."""

    source: str
    target: str
    sign: int
    mutual: bool
    weight: int
    label: str


def draw(net: nx.MultiDiGraph, form: Literal["svg", "png"], *, dpi: int = 200) -> bytes:
    """Draw a network from `detente.network` as an SVG or PNG file."""
    settings: dict[Any, Any] = {
        "svg.hashsalt": "detente",
        "svg.fonttype": "path",
        "font.family": "DejaVu Sans",
        "path.simplify": False,
    }
    with mpl.rc_context(settings):
        figure = _figure(net)
        output = io.BytesIO()
        metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(output, format=form, dpi=dpi, metadata=metadata)
    return output.getvalue()


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


def _figure(net: nx.MultiDiGraph) -> Figure:
    names = {node: _wrapped(net.nodes[node]["name"]) for node in net}
    sizes = {node: _box(name) for node, name in names.items()}
    places = place(nx.Graph(net), sizes, length=78.0, gap=18.0)
    left, right = _span((places[node][0], sizes[node][0]) for node in net)
    bottom, top = _span((places[node][1], sizes[node][1]) for node in net)
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
    boxes = {node: _patch(axes, places[node], sizes[node], net.nodes[node]) for node in net}
    taken = [(*places[node], *sizes[node]) for node in net]
    _lines(axes, ties(net), places, boxes, taken)
    for node, name in names.items():
        bold = net.nodes[node]["type"] in ("Country", "IntergovernmentalOrganization")
        axes.text(
            *places[node],
            name,
            ha="center",
            va="center",
            fontsize=_SIZE,
            color=INK,
            zorder=5,
            linespacing=1.1,
            fontweight="bold" if bold else "normal",
        )
    _legend(axes, net, 7.5 * scale)
    return figure


def _span(extents: Iterator[Size]) -> Size:
    spans = [(middle - size / 2, middle + size / 2) for middle, size in extents]
    return min((low for low, _ in spans), default=0.0), max((high for _, high in spans), default=0.0)


def _wrapped(name: str) -> str:
    lines = textwrap.wrap(name, _WRAP, max_lines=_LINES, placeholder=" …") or [""]
    return "\n".join(lines)


def _box(text: str) -> Size:
    """Width and height of a box around `text`, in points."""
    lines = text.split("\n")
    return max(_width(line, _SIZE, "bold") for line in lines) + 12, 1.25 * _SIZE * len(lines) + 7


def _width(text: str, size: float, weight: str) -> float:
    points = TextPath((0, 0), text, size=size, prop=FontProperties(family="DejaVu Sans", weight=weight)).vertices
    return float(np.ptp(points[:, 0])) if len(points) else 0.0


def _patch(axes: Axes, centre: Point, size: Size, actor: dict[str, str]) -> FancyBboxPatch:
    fill, _ = KINDS.get(actor["type"], OTHER)
    corner = (centre[0] - size[0] / 2 + 4, centre[1] - size[1] / 2 + 4)
    box = FancyBboxPatch(
        corner,
        size[0] - 8,
        size[1] - 8,
        boxstyle="round,pad=4,rounding_size=4",
        facecolor=fill,
        edgecolor="#555555",
        linewidth=0.8,
        zorder=4,
    )
    axes.add_artist(box)
    return box


def _lines(
    axes: Axes, found: list[Tie], places: dict[str, Point], boxes: dict[str, FancyBboxPatch], taken: list[Frame]
) -> None:
    """Draw the heaviest ties first: bent to keep off boxes and other lines, with a label where there is room."""
    top = max((tie.weight for tie in found), default=1)
    drawn: list[Array] = []
    labels: list[Frame] = []
    for tie in sorted(found, key=lambda tie: (-tie.weight, tie.source, tie.target, tie.sign, tie.mutual)):
        start, end = np.array(places[tie.source]), np.array(places[tie.target])
        curves = {bend: _curve(start, end, bend) for bend in _BENDS}
        bend = 0.1
        if len(found) < _MANY:
            others = np.array([box for box in taken if box[:2] not in (places[tie.source], places[tie.target])])
            costs = {at: _cost(curve, others, drawn) + 3 * abs(at) for at, curve in curves.items()}
            bend = min(costs, key=lambda at: costs[at])
        drawn.append(curves[bend])
        colour, style, _ = SIGNS[tie.sign]
        axes.add_artist(
            FancyArrowPatch(
                (start[0], start[1]),
                (end[0], end[1]),
                connectionstyle=f"arc3,rad={bend}",
                arrowstyle="<|-|>" if tie.mutual else "-|>",
                mutation_scale=9,
                patchA=boxes[tie.source],
                patchB=boxes[tie.target],
                shrinkA=1,
                shrinkB=1,
                color=colour,
                linestyle=style,
                linewidth=1 + 2.2 * np.sqrt((tie.weight - 1) / max(top - 1, 1)),
                zorder=2,
                joinstyle="miter",
            )
        )
        if len(found) < _MANY:
            _label(axes, tie.label, colour, curves[bend], [*taken, *labels], labels)


def _curve(start: Array, end: Array, bend: float) -> Array:
    """Points on the line that matplotlib draws with ``arc3,rad=bend``."""
    across = np.array([end[1] - start[1], start[0] - end[0]])
    middle = (start + end) / 2 + bend * across
    return np.asarray((1 - _STEPS) ** 2 * start + 2 * _STEPS * (1 - _STEPS) * middle + _STEPS**2 * end)


def _cost(curve: Array, boxes: Array, drawn: list[Array]) -> float:
    """How much a line runs under boxes of others and along other lines."""
    cost = 0.0
    if len(boxes):
        inside = (np.abs(curve[:, None, :] - boxes[None, :, :2]) < boxes[None, :, 2:] / 2 + 3).all(axis=2)
        cost += 4 * inside.any(axis=0).sum() + 0.1 * inside.sum()
    if drawn:
        others = np.array([other[4:-4:2] for other in drawn])
        between = curve[None, 4:-4:2, None, :] - others[:, None, :, :]
        near = ((between**2).sum(axis=3).min(axis=2) < 49).sum(axis=1)
        cost += np.where(near > 1, 0.4, 0.1) @ near
    return float(cost)


def _label(axes: Axes, text: str, colour: str, curve: Array, taken: list[Frame], labels: list[Frame]) -> None:
    """Put the event types on the line where they touch nothing; leave them out if there is no such place."""
    size = 6.5
    width, height = _width(text, size, "normal") + 4, size + 3
    for at in (20, 17, 23, 14, 26, 11, 29, 9, 31):
        x, y = float(curve[at][0]), float(curve[at][1])
        if all(abs(x - bx) > (width + bw) / 2 + 1 or abs(y - by) > (height + bh) / 2 + 1 for bx, by, bw, bh in taken):
            labels.append((x, y, width, height))
            box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85}
            axes.text(x, y, text, ha="center", va="center", fontsize=size, color=colour, zorder=3, bbox=box)
            return


def _legend(axes: Axes, net: nx.MultiDiGraph, size: float) -> None:
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
        title=_caption(net),
        title_fontsize=size,
        borderaxespad=0.6,
    )


def _caption(net: nx.MultiDiGraph) -> str:
    days = [day for _, _, data in net.edges(data=True) for day in (data["first"], data["last"]) if day]
    when = f", {min(days)} to {max(days)}" if days else ""
    return f"{len(net)} actors{when}. The more independent reports, the thicker the line."
