"""What articles say differently of one event, from their texts to the rows of the shipped queries."""

from __future__ import annotations

import pytest
import servers
from pyoxigraph import NamedNode, Store

import detente
from detente.endpoint import Endpoint
from detente.load import load
from detente.query import ask

LANDS = """key,type,name,adjectives
arvania,Country,Arvania,Arvanian
belmora,Country,Belmora,Belmoran
casteria,Country,Casteria,Casterian
"""
ARTICLES = {
    "one.md": ("2031-04-09", "Wire", "Arvania expelled 12 Belmoran diplomats on Tuesday."),
    "two.md": (
        "2031-04-11",
        "Courier",
        "Arvania expelled 14 Belmoran diplomats on 8 April, officials of Belmora said.",
    ),
    "three.md": ("2031-05-03", "Wire", "Belmora and Arvania attacked Casteria on Friday."),
    "four.md": ("2031-05-04", "Courier", "Belmora attacked Casteria on 2 May, Mara Quill said."),
    "five.md": ("2031-05-04", "Kestrel", "Belmora denied that it had attacked Casteria on 2 May."),
    "six.md": ("2031-06-03", "Wire", "Arvania detained Oren Salk on Monday."),
    "seven.md": ("2031-06-04", "Courier", "Oren Salk was detained by Belmora on 2 June, Mara Quill said."),
    "eight.md": ("2031-07-01", "Wire", "Arvania holds more than 1,000 political prisoners, Mara Quill said."),
    "nine.md": ("2031-07-20", "Courier", "Arvania still holds nearly 1,300 political prisoners, Ilan Torvek said."),
    "ten.md": ("2031-08-14", "Wire", "Casteria released 40 prisoners on Tuesday."),
    "eleven.md": ("2031-08-16", "Courier", "Casteria freed 40 prisoners on 13 August, Mara Quill said."),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("disputes")
    (folder / "lands.csv").write_text(LANDS)
    (folder / "news").mkdir()
    for name, (day, publisher, text) in ARTICLES.items():
        (folder / "news" / name).write_text(f"---\npublished: {day}\npublisher: {publisher}\n---\n{text}\n")
    detente.build(folder / "news", folder / "graph.nq", actors=[folder / "lands.csv"])
    store: Store = detente.read_graph(folder / "graph.nq")
    return store


def said(store: Store, what: str, **more: str) -> set[tuple[str, str, str]]:
    return {(str(it["value"]), str(it["says"]), str(it["article"])) for it in ask(store, "disputes", what=what, **more)}


@pytest.mark.parametrize(
    ("what", "rows"),
    [
        ("count", {("12", "Wire", "one.md"), ("14", "officials of Belmora", "two.md")}),
        ("date", {("2031-08-12", "Wire", "ten.md"), ("2031-08-13", "Mara Quill", "eleven.md")}),
        (
            "status",
            {
                ("Actual", "Wire", "three.md"),
                ("Actual", "Mara Quill", "four.md"),
                ("Denied", "Kestrel", "five.md"),
            },
        ),
        (
            "agent",
            {
                ("Arvania", "Wire", "three.md"),
                ("Belmora", "Wire", "three.md"),
                ("Belmora", "Mara Quill", "four.md"),
                ("Arvania", "Wire", "six.md"),
                ("Belmora", "Mara Quill", "seven.md"),
            },
        ),
        ("place", set()),
    ],
)
def test_each_value_with_its_speaker_and_article(store: Store, what: str, rows: set[tuple[str, str, str]]) -> None:
    assert said(store, what) == rows


def test_of_one_type_or_one_event(store: Store) -> None:
    assert {value for value, *_ in said(store, "agent", type="Detention")} == {"Arvania", "Belmora"}
    [event] = {str(it["event_iri"]) for it in ask(store, "disputes", what="date")}
    assert {str(it["differs"]) for it in ask(store, "disputes", event=event)} == {"date"}


@pytest.mark.parametrize(("days", "found"), [(30, True), (10, False)])
def test_numbers_of_articles_within_days(store: Store, days: int, found: bool) -> None:
    rows = {
        (it["says"], it["number"], it["other_says"], it["other_number"])
        for it in ask(store, "disputed-counts", days=days)
    }
    assert (("Mara Quill", 1000, "Ilan Torvek", 1300) in rows) is found
    assert ("Wire", 12, "officials of Belmora", 14) in rows  # of one event, whenever it is told


def test_the_same_of_a_server(server: servers.Running, store: Store) -> None:
    graphs = [graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)]
    server.clear(graphs)
    with server.open() as endpoint:
        load(store, endpoint)
    with Endpoint(server.query, credentials=server.credentials) as endpoint:
        found = list(ask(endpoint, "disputes"))
    server.clear(graphs)  # other tests use the same server
    assert found == list(ask(store, "disputes"))
