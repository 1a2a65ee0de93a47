"""A network of actors on paper: boxes with names, or of many actors dots; blue for cooperation, orange for conflict.

Boxes and words keep off each other, and the same network gives the same bytes.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from typing import Any, Final, Literal

import matplotlib as mpl
import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from detente.dots import dotted
from detente.legend import INK, KINDS, OTHER, SIGNS, Tie, curve, legend, sheet, ties, wide
from detente.placement import Array, Point, Size, place

_SIZE: Final = 9.0  # points of a name
_WRAP: Final = 18  # characters of a line in a box
_LINES: Final = 3
_BENDS: Final = (0.0, 0.1, -0.1, 0.2, -0.2, 0.32, -0.32, 0.45, -0.45, 0.7, -0.7)
_CROWD: Final = 100  # actors from which on there are dots instead of boxes
_MANY: Final = 400  # lines from which on none is bent to keep off others
_WORDY: Final = 130  # lines from which on none says what it stands for


Frame = tuple[float, float, float, float]  # centre, width and height of a box


def draw(net: nx.MultiDiGraph, form: Literal["svg", "png"], *, dpi: int = 200) -> bytes:
    """Draw a network from `detente.network` as an SVG or PNG file."""
    settings: dict[Any, Any] = {
        "svg.hashsalt": "detente",
        "svg.fonttype": "path",
        "font.family": "DejaVu Sans",
        "path.simplify": False,
    }
    with mpl.rc_context(settings):
        figure = dotted(net) if len(net) > _CROWD else _figure(net)
        output = io.BytesIO()
        metadata = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        figure.savefig(output, format=form, dpi=dpi, metadata=metadata)
    return output.getvalue()


def _figure(net: nx.MultiDiGraph) -> Figure:
    names = {node: _wrapped(net.nodes[node]["name"]) for node in net}
    sizes = {node: _box(name) for node, name in names.items()}
    places = place(nx.Graph(net), sizes, length=78.0, gap=18.0)
    left, right = _span((places[node][0], sizes[node][0]) for node in net)
    bottom, top = _span((places[node][1], sizes[node][1]) for node in net)
    figure, axes, size = sheet(left, bottom, right, top)
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
    legend(axes, net, size)
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
    return max(wide(line, _SIZE, "bold") for line in lines) + 12, 1.25 * _SIZE * len(lines) + 7


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
        curves = {bend: curve(start, end, bend) for bend in _BENDS}
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
        if len(found) < _WORDY:
            _label(axes, tie.label, colour, curves[bend], [*taken, *labels], labels)


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
    width, height = wide(text, size, "normal") + 4, size + 3
    for at in (20, 17, 23, 14, 26, 11, 29, 9, 31):
        x, y = float(curve[at][0]), float(curve[at][1])
        if all(abs(x - bx) > (width + bw) / 2 + 1 or abs(y - by) > (height + bh) / 2 + 1 for bx, by, bw, bh in taken):
            labels.append((x, y, width, height))
            box = {"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85}
            axes.text(x, y, text, ha="center", va="center", fontsize=size, color=colour, zorder=3, bbox=box)
            return
