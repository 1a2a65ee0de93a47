"""Stores that change while they are served."""

from __future__ import annotations

from pathlib import Path

import pytest
from affairs import release, release_elsewhere, silence
from pyoxigraph import Store

from detente.graph import GraphError
from detente.iris import article_iri
from detente.rdf import to_rdf
from detente.web.source import Source


def test_a_store_s_additions_are_seen_while_it_is_being_written(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.extend(to_rdf(silence()))
    store.flush()
    source = Source(tmp_path / "store")
    first = source.current()
    assert source.current() is first
    for account in (release(), release_elsewhere()):
        store.extend(to_rdf(account))
        store.flush()
        graphs = {graph.value for graph in source.current().store.named_graphs()}
        assert article_iri(account.article.id) in graphs
    assert {graph.value for graph in first.store.named_graphs()} == {article_iri("nichts")}


def test_what_is_no_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no graph store lies in it"):
        Source(tmp_path)


def test_the_base_is_that_of_the_articles(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.extend(to_rdf(release(), base="https://data.example/x/"))
    store.flush()
    assert Source(tmp_path / "store").current().base == "https://data.example/x/"
