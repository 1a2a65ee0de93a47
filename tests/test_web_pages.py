"""The pages as a client without scripts gets them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from affairs import corpus, silence
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient
from webgraph import ARVANIA, HOSTILE, graph, graph_file, hostile

from detente.graph import write_graph
from detente.iris import BASE, article_iri
from detente.web.app import application
from detente.web.evaluation import Evaluator
from detente.web.source import Source


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = graph_file(tmp_path_factory.mktemp("web"))
    with TestClient(application(Source(path), evaluator=Evaluator(workers=0)), base_url="http://127.0.0.1") as client:
        yield client


def text(client: TestClient, path: str, **parameters: str) -> str:
    """The words of a page, without its markup."""
    response = client.get(path, params=parameters, headers={"Accept": "text/html"})
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"].startswith("text/html")
    body = re.sub(r"<script.*?</script>", " ", response.text, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", body).split()))


def local(iri: str) -> str:
    return f"/id/{iri.removeprefix(BASE)}"


def event(client: TestClient, label: str) -> str:
    """The path of the event with that label."""
    page = client.get("/", params={"q": label, "kind": "event"}).text
    (path,) = re.findall(rf'<a href="([^"]*)">{re.escape(label)}</a>', page)
    return path


def test_home_counts_and_lists_the_latest_articles_first(client: TestClient) -> None:
    page = text(client, "/")
    assert "5 articles" in page
    assert page.index("2031-04-11") < page.index("2031-04-10") < page.index("2031-04-09")


def test_search_finds_words_of_headlines_texts_events_and_names(client: TestClient) -> None:
    page = text(client, "/", q="édouard")
    assert "Édouard Nő person" in page
    assert "Arvania frees 40 <prisoners> & “more”" in page  # the text has the name
    assert "Nothing happened" not in page
    assert "Arvania releases 12 sailors" in text(client, "/", q="sailo", kind="event")
    assert "None." in text(client, "/", q='"; DROP TABLE word; --')


def test_an_article_shows_claims_in_place(client: TestClient) -> None:
    path = local(article_iri("https://news.example/arvania?id=1"))
    page = client.get(path, headers={"Accept": "text/html"}).text
    (talks,) = re.findall(r'<a class="trigger cooperation" href="#c2" data-claims="c2"[^>]*>talks</a>', page)
    assert 'data-evidence="c1 c2 c4"' in talks  # whose evidence is the sentence
    claim = page[page.index('id="c4"') : page.index('id="c5"')]
    assert "easing of sanctions" in claim
    assert ">planned<" in claim
    assert "Belmoran official" in claim
    assert "Arvair" in claim
    assert 'href="/id/event/sanctions-relief-2031-' in claim
    assert "foreign minister, Belmora" in text(client, path)


def test_markup_of_articles_is_shown_and_never_obeyed(client: TestClient) -> None:
    for path in ("/", "/?q=alert", local(article_iri("hostile")), "/timeline?status=any", "/network?status=any"):
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert HOSTILE not in page
        assert "<img src=x" not in page
        assert "<b>bold" not in page
        assert "javascript:" not in page
        assert all("src=" in tag or "application/json" in tag for tag in re.findall(r"<script[^>]*>", page))
    assert HOSTILE in text(client, local(article_iri("hostile")))


def test_an_event_shows_accounts_side_by_side(client: TestClient) -> None:
    page = text(client, event(client, "Arvania releases 40 prisoners"))
    assert "2 accounts" in page or "3 accounts" in page
    assert page.count("confidence") >= 2
    assert "The Belmora Post" in page
    assert "Casterian Times" in page


def test_an_actor_shows_names_offices_neighbours_and_events(client: TestClient) -> None:
    page = text(client, local(ARVANIA))
    assert "Ilan Torvek" in page
    assert "Arvania releases 12 sailors" in page
    torvek = text(client, "/id/actor/ilan-torvek")
    assert "Also named" in torvek
    assert "Torvek" in torvek
    assert "president Arvania 2031-04-09" in torvek
    assert "Mara Quill" in torvek


def test_filters_are_those_of_the_address(client: TestClient) -> None:
    page = text(client, "/timeline", since="2031-04-09", status="any")
    assert "Arvania releases 12 sailors" in page
    assert "40 prisoners" not in page
    assert "Arvania releases" in text(client, "/timeline", type="Retreat", actor="arvania", until="2031-04-10")
    assert "0 events" in text(client, "/timeline", type="Meeting", since="2032-01-01")
    planned = text(client, "/timeline", status="planned")
    assert "1 event " in planned
    assert "Mara Quill" in text(client, "/network", actor="Ilan Torvek")
    assert "No events between two actors" in text(client, "/network", since="2040-01-01")


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"since": "soon"}, "since=soon: not a day"),
        ({"since": "2031-05-01", "until": "2031-04-01"}, "nothing lies between"),
        ({"type": "Relase"}, "did you mean Release"),
        ({"status": "perhaps"}, "status=perhaps"),
        ({"actor": "Torve"}, "did you mean Ilan Torvek"),
        ({"page": "-1"}, "Timeline"),
        ({"page": "9" * 20}, "Timeline"),
    ],
)
def test_filters_that_mean_nothing_are_told(client: TestClient, parameters: dict[str, str], words: str) -> None:
    assert words in text(client, "/timeline", **parameters)


def test_events_of_a_tie_carry_sentences_and_sources(client: TestClient) -> None:
    page = client.get("/network").text
    target = re.search(r'"id": "([^"]*sailors[^"]*)"', page)
    assert target
    (told,) = client.get("/ties", params={"source": ARVANIA, "target": target[1]}).json()
    assert told["label"] == "Arvania releases 12 sailors"
    assert told["quotes"][0]["text"] == "Arvania released 12 sailors on Thursday."
    assert told["quotes"][0]["source"] == "The Belmora Post"
    assert client.get(told["quotes"][0]["path"]).status_code == 200


def test_names_are_suggested_by_their_beginnings(client: TestClient) -> None:
    assert client.get("/suggest", params={"q": "qui"}).json() == ["Mara Quill"]
    assert client.get("/suggest", params={"q": "%"}).json() != []


@pytest.mark.parametrize(
    ("accept", "form"), [("text/turtle", RdfFormat.TURTLE), ("application/ld+json", RdfFormat.JSON_LD)]
)
def test_iris_lead_to_data_for_those_who_ask_for_it(client: TestClient, accept: str, form: RdfFormat) -> None:
    for iri in (ARVANIA, article_iri("https://news.example/arvania?id=1"), article_iri("casteria/late story")):
        response = client.get(local(iri), headers={"Accept": accept})
        assert response.headers["Content-Type"].partition(";")[0] == accept
        assert response.headers["Vary"] == "Accept"
        assert any(quad.subject.value == iri for quad in parse(response.text, format=form))


def test_an_article_s_data_has_its_claims(client: TestClient) -> None:
    iri = article_iri("casteria/sailors")
    data = client.get(local(iri), headers={"Accept": "text/turtle"}).text
    assert f"{iri}#c1" in {quad.subject.value for quad in parse(data, format=RdfFormat.TURTLE)}


def test_what_there_is_not(client: TestClient) -> None:
    for path in ("/nowhere", "/id/actor/nobody", f"/id/{quote('<b>', safe='')}", "/id/"):
        response = client.get(path, headers={"Accept": "text/html"})
        assert response.status_code == 404
        assert "Not found" in response.text
        assert "<b>" not in response.text
    assert client.get(local(ARVANIA), headers={"Accept": "image/png"}).status_code == 406


def test_questions_are_offered_without_the_header_for_the_command_line(client: TestClient) -> None:
    page = text(client, "/query", name="disputed-counts")
    assert "Numbers on which speakers or articles differ" in page
    assert "#+" not in page
    assert "SELECT ?mine" in text(client, "/query", query="SELECT ?mine {}")


def test_additions_are_seen_without_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    write_graph(graph([silence()]), path)
    with TestClient(application(Source(path), evaluator=Evaluator(workers=1)), base_url="http://127.0.0.1") as client:
        assert "1 article ·" in text(client, "/")
        count = {"query": "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }", "format": "csv"}
        assert client.get("/sparql", params=count).text.split() == ["n", "1"]
        write_graph(graph([*corpus(), hostile()]), path)
        assert "5 articles ·" in text(client, "/")
        assert "Arvania releases 12 sailors" in text(client, "/", q="sailors")
        assert client.get("/sparql", params=count).text.split() == ["n", "5"]
        path.write_text("no graph", encoding="utf-8")
        assert "5 articles ·" in text(client, "/")


def test_a_file_without_named_graphs_shows_the_same(tmp_path: Path, client: TestClient) -> None:
    path = tmp_path / "graph.ttl"
    write_graph(graph([*corpus(), hostile()]), path)
    with TestClient(application(Source(path), evaluator=Evaluator(workers=0)), base_url="http://127.0.0.1") as other:
        for page in ("/", "/timeline", "/network", local(ARVANIA), local(article_iri("casteria/sailors"))):
            assert text(other, page) == text(client, page)
