"""Where accounts of one event contradict each other, and where they merely say less."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from starlette.testclient import TestClient
from webgraph import graph_file

from detente.graph import read_graph
from detente.iris import BASE, article_iri, part_iri
from detente.vocabulary import term
from detente.web.app import application
from detente.web.claims import Claim, Party, read_claim
from detente.web.evaluation import Evaluator
from detente.web.events import disagreements
from detente.web.reader import Reader
from detente.web.source import Source


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Claim:
    store = read_graph(graph_file(tmp_path_factory.mktemp("web")))
    return read_claim(Reader(store), part_iri(article_iri("https://news.example/arvania?id=1"), "c1"))


def matters(*claims: Claim) -> list[str]:
    return [it.matter for it in disagreements(claims)]


def test_a_claim_has_roles_words_and_offsets(told: Claim) -> None:
    assert (told.type, told.status, told.date, told.number) == ("Release", "Actual", "2031-04-08", "40")
    assert [party.name for party in told.parties("agent")] == ["Arvania"]
    assert told.tone == "cooperation"
    assert "".join(words for words, _ in told.pieces()) == told.quote
    marked = [piece for piece in told.pieces() if piece[1]]
    assert marked[:2] == [("Arvania", "agent"), ("released", "trigger")]


@pytest.mark.parametrize(
    ("count", "clash"),
    [((40, 40), False), ((38, 38), True), ((30, None), False), ((None, 50), False), ((41, None), True),
     ((None, 39), True), (None, False)],
)  # fmt: skip
def test_counts(told: Claim, count: tuple[int | None, int | None] | None, clash: bool) -> None:
    assert matters(told, replace(told, count=count)) == (["count"] if clash else [])


@pytest.mark.parametrize(
    ("date", "clash"),
    [("2031-04-08", False), ("2031-04", False), ("2031", False), ("", False), ("2031-04-09", True), ("2030", True)],
)
def test_dates(told: Claim, date: str, clash: bool) -> None:
    assert matters(told, replace(told, date=date)) == (["date"] if clash else [])


def test_statuses_and_agents(told: Claim) -> None:
    assert matters(told, replace(told, status="Denied")) == ["status"]
    other = Party("a9", "Belmora", "https://example.org/belmora", ())
    agents = dict(told.roles)
    stranger = replace(told, roles=tuple((agents | {"agent": (other,)}).items()))
    assert matters(told, stranger) == ["agent"]
    both = replace(told, roles=tuple((agents | {"agent": (*told.parties("agent"), other)}).items()))
    assert matters(told, both) == []


def test_versions_say_who_tells_them(told: Claim) -> None:
    (it,) = disagreements([told, replace(told, count=(38, 38)), told])
    assert [(version.answer, version.told_by) for version in it.versions] == [
        ("40", ("The Belmora Post",)),
        ("38", ("The Belmora Post",)),
    ]


def test_the_page_marks_them(tmp_path: Path) -> None:
    path = graph_file(tmp_path)
    store = read_graph(path)
    supported = store.quads_for_pattern(None, term("dt:supportedBy"), NamedNode(part_iri(article_iri("hostile"), "c1")))
    (event,) = (quad.subject.value for quad in supported if isinstance(quad.subject, NamedNode))
    with TestClient(application(Source(path), evaluator=Evaluator(workers=0)), base_url="http://127.0.0.1") as client:
        page = client.get(f"/id/{event.removeprefix(BASE)}", headers={"Accept": "text/html"}).text
    assert "Accounts disagree" in page
    assert "<strong>38</strong>" in page
    assert re.findall(r'class="disputed"><dt>(\w+)', page) == ["number"] * 3
