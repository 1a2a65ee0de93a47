"""Networks on paper."""

import io
import itertools
import random
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import networkx as nx
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from detente import drawing
from detente.dots import dotted
from detente.drawing import draw
from detente.legend import SIGNS, ties
from detente.network import network

AFFAIRS = Path(__file__).parent / "data" / "affairs.trig"


@pytest.fixture(scope="module")
def net() -> nx.MultiDiGraph:
    return network(AFFAIRS)


@pytest.fixture(scope="module")
def figure(net: nx.MultiDiGraph) -> Figure:
    return drawing._figure(net)


def extent(figure: Figure, text: Text) -> Bbox:
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    return text.get_window_extent(canvas.get_renderer())  # type: ignore[no-untyped-call]


def test_lines_stand_for_all_edges_of_one_sign(net: nx.MultiDiGraph) -> None:
    names = nx.get_node_attributes(net, "name")
    drawn = {(names[tie.source], names[tie.target], tie.sign, tie.mutual, tie.weight, tie.label) for tie in ties(net)}
    assert ("Arvania", "52 prisoners", 1, False, 3, "release") in drawn
    assert ("Arvania", "Jon Reik", -1, False, 1, "detention") in drawn
    assert ("Orlan Veska", "Tam Corwin", 1, True, 1, "meeting") in drawn
    assert len(drawn) == 12
    assert sum(data["weight"] for *_, data in net.edges(data=True) if not data["symmetric"]) + 3 == sum(
        tie.weight for tie in ties(net)
    )


def test_many_types_are_counted_in_a_line_s_label() -> None:
    net = nx.MultiDiGraph()
    for number, label in enumerate(["visit", "praise", "aid", "delivery"]):
        net.add_edge("a", "b", key=label, sign=1, symmetric=False, weight=9 - number, label=label, type=label)
    assert [tie.label for tie in ties(net)] == ["visit, praise +2"]


def test_no_words_overlap(figure: Figure) -> None:
    texts = [text for text in figure.axes[0].texts if text.get_text()]
    assert len(texts) >= 10 + 10  # every actor; nearly every line's label has room here
    boxes = [extent(figure, text) for text in texts]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert not one.overlaps(other), (one, other)
    legend = figure.axes[0].get_legend()
    assert legend is not None
    frame = extent(figure, legend)  # type: ignore[arg-type]
    assert not any(frame.overlaps(box) for box in boxes)


def test_every_word_lies_on_the_page(figure: Figure) -> None:
    page = figure.bbox
    for text in figure.axes[0].texts:
        box = extent(figure, text)
        assert page.x0 <= box.x0 < box.x1 <= page.x1
        assert page.y0 <= box.y0 < box.y1 <= page.y1


def test_conflict_is_told_from_cooperation_by_more_than_colour(figure: Figure) -> None:
    arrows = [artist for artist in figure.axes[0].get_children() if isinstance(artist, FancyArrowPatch)]
    assert len(arrows) == 12
    assert {arrow.get_linestyle() in ("-", "solid") for arrow in arrows} == {True, False}
    assert SIGNS[1][1] != SIGNS[-1][1]
    legend = figure.axes[0].get_legend()
    assert legend is not None
    words = [text.get_text() for text in legend.get_texts()]
    assert words[:2] == ["cooperation", "conflict"]
    assert "neither" not in words


def crowd(actors: int, count: int) -> nx.MultiDiGraph:
    """Some busy actors, and many that deal with few."""
    chance = random.Random(7)
    made = nx.MultiDiGraph()
    for number in range(count):
        source, target = chance.randrange(max(3, number % actors)), number % actors
        if source != target:
            sign = chance.choice((1, 1, -1))
            made.add_edge(
                f"a{source}", f"a{target}", key=str(number), type=f"T{number}", label="act", sign=sign, symmetric=False,
                weight=chance.randint(1, 9), first="2031-01-01", last="2031-01-02",
            )  # fmt: skip
    for node in made:
        weight = made.degree(node, weight="weight")
        made.nodes[node].update(name=f"Republic of {node}", type=chance.choice(("Country", "Person")), weight=weight)
    return made


@pytest.mark.parametrize("draws", [drawing._figure, dotted], ids=["boxes", "dots"])
def test_no_names_overlap_among_two_hundred_ties(draws: Callable[[nx.MultiDiGraph], Figure]) -> None:
    figure = draws(crowd(90, 200))
    boxes = [extent(figure, text) for text in figure.axes[0].texts]
    assert len(boxes) > 40
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other), (one, other)


def test_names_without_room_are_counted() -> None:
    net = crowd(600, 1500)
    figure = dotted(net)
    names = [text.get_text() for text in figure.axes[0].texts]
    heaviest = max(net, key=lambda node: (net.nodes[node]["weight"], node))
    assert net.nodes[heaviest]["name"] in names
    legend = figure.axes[0].get_legend()
    assert legend is not None
    left_out = len(net) - len(names)
    assert left_out > 0
    assert f"{left_out:,} smaller actors have no room for their names" in legend.get_title().get_text()
    boxes = [extent(figure, text) for text in figure.axes[0].texts]
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


def test_many_actors_are_dots() -> None:
    assert b"no room for" not in draw(crowd(90, 200), "svg")
    net = crowd(140, 300)
    assert draw(net, "svg") == draw(net, "svg")


def test_files(net: nx.MultiDiGraph) -> None:
    svg, png = draw(net, "svg"), draw(net, "png")
    assert ElementTree.parse(io.BytesIO(svg)).getroot().tag.endswith("svg")
    assert b"<dc:date>" not in svg
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert width > 1000
    assert height > 500
    assert svg == draw(net, "svg")
    assert mpl.rcParams["svg.hashsalt"] is None, "settings stay where they were"
