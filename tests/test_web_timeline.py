from __future__ import annotations

from collections.abc import Iterator

import pytest
from webgraph import graph_file

from detente.web.catalogue import Catalogue
from detente.web.filters import ANY, Filters
from detente.web.source import Source
from detente.web.ties import of_catalogue
from detente.web.timeline import HEIGHT, timeline


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Source(graph_file(tmp_path_factory.mktemp("web"))) as source:
        yield Catalogue(source.current())


def test_bars_stand_for_all_dated_events(catalogue: Catalogue) -> None:
    chart = timeline(catalogue, Filters(status=ANY))
    assert chart is not None
    dated = catalogue.rows("SELECT COUNT(*) FROM event WHERE first IS NOT NULL")[0][0]
    assert chart.dated == dated
    assert chart.most == max(bar.total for bar in chart.bars)
    for bar in chart.bars:
        assert sum(block.height for block in bar.blocks) <= HEIGHT
        assert bar.since <= bar.until


def test_the_unit_follows_the_span_and_filters_cut_it(catalogue: Catalogue) -> None:
    chart = timeline(catalogue, Filters(since="2031-04-02", status=ANY))
    assert chart is not None
    assert chart.unit == "day"
    assert chart.bars[0].since >= "2031-04-02"
    assert timeline(catalogue, Filters(since="2040-01-01")) is None


def test_the_network_has_the_same_ties_as_the_library_s(catalogue: Catalogue) -> None:
    from detente.network import network

    net = network(catalogue.snapshot.store)
    expected = {
        (source, target, edge["type"], edge["weight"], edge["count"], edge["first"], edge["last"])
        for source, target, edge in net.edges(data=True)
        if not edge["symmetric"] or source < target
    }
    ties = of_catalogue(catalogue, Filters(), limit=100)
    assert {(it.source, it.target, it.type, it.weight, it.count, it.first, it.last) for it in ties.ties} == expected
    assert {node.id: node.weight for node in ties.nodes} == dict(net.nodes(data="weight"))


def test_only_the_strongest_pairs_are_drawn_and_the_rest_is_counted(catalogue: Catalogue) -> None:
    every = of_catalogue(catalogue, Filters(status=ANY), limit=100)
    some = of_catalogue(catalogue, Filters(status=ANY), limit=2)
    assert len({frozenset((it.source, it.target)) for it in some.ties}) == 2
    assert some.left_out == len({frozenset((it.source, it.target)) for it in every.ties}) - 2
    assert min(it.weight for it in some.nodes) >= 1
