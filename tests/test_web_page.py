"""The network as one file, without a browser; test_web_browser.py opens it in one."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from webgraph import HOSTILE, graph_file

from detente.graph import read_graph
from detente.network import network
from detente.web.page import page


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = read_graph(graph_file(tmp_path_factory.mktemp("web")))
    return page(network(store), store, title="Arvania & others")


def data(html: str) -> dict[str, object]:
    (text,) = re.findall(r'<script type="application/json" id="network-data">(.*?)</script>', html, re.DOTALL)
    return json.loads(text)  # type: ignore[no-any-return]


def test_ties_lead_to_events_with_sentences_sources_and_dates(html: str) -> None:
    found = data(html)
    events, ties = found["events"], found["ties"]
    assert isinstance(events, list)
    assert isinstance(ties, list)
    for tie in ties:
        assert len(tie["events"]) == tie["count"]
        assert {events[at]["type"] for at in tie["events"]} == {tie["type"]}
    told = next(event for event in events if event["label"] == "Arvania releases 12 sailors")
    assert told["date"] == "2031-04-10"
    assert told["quotes"] == [
        {"text": "Arvania released 12 sailors on Thursday.", "source": "The Belmora Post: casteria/sailors",
         "published": "2031-04-10", "path": ""}
    ]  # fmt: skip


def test_nothing_is_fetched_and_no_markup_comes_from_articles(html: str) -> None:
    assert HOSTILE not in html
    assert "javascript:alert" not in html
    addresses = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"', html)
    assert addresses == ["data:,"]
    assert "Arvania &amp; others" in html


def test_the_policy_allows_this_script_and_this_style_alone(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    for name, kind in (("script", "script-src"), ("style", "style-src")):
        (content,) = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy[1]


def test_the_same_network_gives_the_same_bytes(html: str, tmp_path: Path) -> None:
    store = read_graph(graph_file(tmp_path))
    assert page(network(store), store, title="Arvania & others") == html
