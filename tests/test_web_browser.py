"""The pages in a real browser: Debian's Chromium, without a window."""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from affairs import corpus
from webgraph import HOSTILE, dense, graph, graph_file, hostile, served

from detente.graph import read_graph, write_graph
from detente.iris import BASE, article_iri
from detente.network import network
from detente.web.page import page as network_page

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None and os.environ.get("DETENTE_TEST_BROWSER") != "required":
    pytest.skip("no chromium on this machine (apt-get install chromium)", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import (  # noqa: E402
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

pytestmark = pytest.mark.browser
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --enable-unsafe-swiftshader"
).split()
ARTICLE = f"/id/{article_iri('https://news.example/arvania?id=1').removeprefix(BASE)}"
HOSTILE_ARTICLE = f"/id/{article_iri('hostile').removeprefix(BASE)}"
PAGES = ("/", "/?q=prisoners", "/timeline?status=any", "/network?status=any", "/query", ARTICLE, "/id/actor/Q900001")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(graph_file(tmp_path_factory.mktemp("web")), seconds=5) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "chromium is missing"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Tab:
    """A page that remembers what went wrong on it, and what was asked of other servers."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.wrong: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        if path.startswith("/network"):
            self.page.wait_for_selector("#stage[data-ready]", state="attached")
        return self.page

    def _said(self, message: ConsoleMessage) -> None:
        # Drawing without a graphics card is slow, and said to be.
        if message.type in ("error", "warning") and "GL Driver Message" not in message.text:
            self.wrong.append(message.text)

    def _asked(self, url: str) -> None:
        if not url.startswith((f"{self.address}/", "data:")):
            self.wrong.append(f"asked for {url}")


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    tab = Tab(context, address)
    yield tab
    context.close()
    assert tab.wrong == []


@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_at_every_width_in_both_schemes(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    tab = Tab(context, address)
    for path in PAGES:
        page = tab.open(path)
        if path == "/query":
            page.wait_for_selector(".cm-content")  # the script has taken over
            page.click("#run")
            page.wait_for_selector("#shown table")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        light = sum(map(int, re.findall(r"\d+", paper)[:3])) > 384
        assert light == (scheme == "light"), path
        found = Axe().run(page).response["violations"]
        serious = [(it["id"], it["nodes"][0]["html"]) for it in found if it["impact"] in ("serious", "critical")]
        assert serious == [], path
    context.close()
    assert tab.wrong == []


def test_search_leads_to_an_article_and_from_a_claim_to_its_event(tab: Tab) -> None:
    page = tab.open("/")
    page.fill("#q", "prisoners")
    page.press("#q", "Enter")
    page.click("text=Arvania frees 40 <prisoners>")
    page.wait_for_load_state()  # the script has run: before that a pointer that enters is not seen
    page.hover(".trigger:text('talks')")
    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("meeting")
    expect(card).to_contain_text("Ilan Torvek")
    expect(page.locator(".lit.is-agent").first).to_contain_text("Ilan")
    expect(page.locator(".lit.is-recipient").first).to_have_text("Mara Quill")
    card.locator("a", has_text="meets").click()
    expect(page.locator("h1")).to_have_text("Ilan Torvek meets Mara Quill")
    expect(page.locator(".account")).to_have_count(2)


def test_a_tie_shows_its_events_with_sentences(tab: Tab) -> None:
    page = tab.open("/network?actor=Ilan+Torvek")
    page.click("#ties button:has-text('Mara Quill')")
    panel = page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Ilan Torvek ↔ Mara Quill")
    expect(panel).to_contain_text("talks between President Ilan Torvek and envoy Mara Quill")
    expect(panel).to_contain_text("The Belmora Post, 2031-04-09")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_click_on_a_line_of_the_drawing_opens_it(tab: Tab) -> None:
    page = tab.open("/network?actor=Ilan+Torvek&type=Meeting")
    box = page.locator("#stage").bounding_box()
    assert box
    # Two actors and one line: it crosses the middle.
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("#panel h2")).to_have_text("Ilan Torvek ↔ Mara Quill")


def test_filters_stand_in_the_address_and_are_shared(tab: Tab) -> None:
    page = tab.open("/network")
    page.select_option("select[name=type]", "Release")
    page.fill("input[name=since]", "2031-04-10")
    page.click(".filters button[type=submit]")
    assert "type=Release" in page.url
    page.wait_for_selector("#stage[data-ready]", state="attached")
    expect(page.locator("#ties li")).to_have_count(1)
    page.click("text=Same events as a timeline")
    assert "since=2031-04-10" in page.url
    expect(page.locator("ol.events li")).to_have_count(1)
    page.click("text=Clear")
    assert page.locator("ol.events li").count() > 3


def test_names_of_actors_are_suggested(tab: Tab) -> None:
    page = tab.open("/timeline")
    page.locator("input[name=actor]").press_sequentially("Qui")
    expect(page.locator("#actors option[value='Mara Quill']")).to_have_count(1)


def test_an_actor_is_found_in_the_network(tab: Tab) -> None:
    page = tab.open("/network")
    page.fill("#find", "quill")
    page.press("#find", "Enter")
    expect(page.locator("#panel h2")).to_have_text("Mara Quill")
    page.click("text=All about this actor")
    expect(page.locator("h1")).to_have_text("Mara Quill")


def test_a_query_is_coloured_run_and_downloaded(tab: Tab) -> None:
    page = tab.open("/query?name=releases")
    assert page.locator(".cm-line span[class]").count() > 10
    page.click("#run")
    expect(page.locator("#shown tbody tr").first).to_be_visible()
    page.locator("#shown td a", has_text="12 sailors").first.click()
    expect(page.locator("h1")).to_have_text("12 sailors")
    page.go_back()
    assert "SELECT" in page.locator(".cm-content").inner_text()
    page.click("#run")
    page.wait_for_selector("#downloads a")
    with page.expect_download() as download:
        page.click("#downloads a:has-text('CSV')")
    assert download.value.suggested_filename == "answer.csv"
    page.click("text=Draw as a graph")
    page.wait_for_selector("#shown .stage canvas", state="attached")


def test_a_graph_and_a_wrong_query(tab: Tab) -> None:
    page = tab.open("/query?name=actor-network")
    page.click("#run")
    expect(page.locator("#shown pre")).to_contain_text("dt:released")
    page.click("text=Draw as a graph")
    page.wait_for_selector("#shown .stage canvas", state="attached")
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT * { SERVICE <http://127.0.0.1:9/> ")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#message.failed")).to_contain_text("SERVICE is refused")
    tab.wrong.clear()  # the browser logs the status 400


def test_by_keyboard_alone(tab: Tab) -> None:
    page = tab.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("prisoners")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=prisoners")
    tabbed(page, "Arvania frees 40 <prisoners> & “more”")
    page.keyboard.press("Enter")
    page.wait_for_selector(".trigger")
    tabbed(page, "talks")
    expect(page.locator("#card")).to_contain_text("meeting")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    tab.open("/network")
    tabbed(page, "Ilan Torvek ↔ Mara Quill")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Close"
    page.keyboard.press("Enter")
    assert "Mara Quill" in page.evaluate("document.activeElement.textContent")  # back where it was opened
    tab.open("/query")
    page.focus(".cm-content")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"


def tabbed(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus, and can be seen to have it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement.textContent"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    raise AssertionError(f"Tab doesn't lead to {words!r}")


def test_markup_in_articles_stays_words(tab: Tab) -> None:
    page = tab.open(HOSTILE_ARTICLE)
    expect(page.locator("h1")).to_have_text(HOSTILE)
    assert page.locator("img").count() == 0
    for path in ("/network?status=any", "/?q=alert"):
        tab.open(path)


def test_a_script_in_a_page_would_not_run(tab: Tab) -> None:
    page = tab.open("/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}))"
    )
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in tab.wrong.pop()


def test_the_network_in_a_file_works_offline(browser: Browser, tmp_path: Path) -> None:
    store = graph([*corpus(), hostile()])
    file = tmp_path / "network.html"
    file.write_text(network_page(network(store), store), encoding="utf-8")
    context = browser.new_context(offline=True)
    tab = Tab(context, "file://")
    page = tab.open(str(file))
    page.wait_for_selector("#stage[data-ready]", state="attached")
    every = page.locator("#ties li").count()
    page.select_option("select[name=type]", "Meeting")
    expect(page.locator("#ties li")).to_have_count(1)
    page.select_option("select[name=type]", "")
    page.fill("input[name=since]", "2031-04-10")
    page.locator("input[name=since]").dispatch_event("change")
    expect(page.locator("#ties button", has_text="40 prisoners")).to_have_count(0)
    page.click("#ties button:has-text('12 sailors')")
    expect(page.locator("#panel blockquote")).to_have_text("Arvania released 12 sailors on Thursday.")
    page.click("text=Clear")
    expect(page.locator("#ties li")).to_have_count(every)
    found = [it["id"] for it in Axe().run(page).response["violations"] if it["impact"] in ("serious", "critical")]
    context.close()
    assert found == []
    assert tab.wrong == []


RECORD = """
window.written = [];
const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const { width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = this.measureText(text);
  window.written.push({ text, left: x, right: x + width, top: y - up, bottom: y + down });
  fillText.call(this, text, x, y);
};
CanvasRenderingContext2D.prototype.clearRect = function (...box) {
  window.written = [];
  clearRect.apply(this, box);
};
"""


def test_no_names_overlap_in_the_drawing(browser: Browser, tmp_path: Path) -> None:
    store = dense(60, 420)
    file = tmp_path / "network.html"
    file.write_text(network_page(network(store), store), encoding="utf-8")
    context = browser.new_context(viewport={"width": 900, "height": 700})
    context.add_init_script(RECORD)
    tab = Tab(context, "file://")
    page = tab.open(str(file))
    page.wait_for_selector("#stage[data-ready]", state="attached")
    for _ in range(2):
        page.wait_for_timeout(400)
        names = page.evaluate("window.written")
        assert len(names) > 5
        for one, other in itertools.combinations(names, 2):
            apart = (
                one["right"] <= other["left"]
                or other["right"] <= one["left"]
                or one["bottom"] <= other["top"]
                or other["bottom"] <= one["top"]
            )
            assert apart, (one, other)
        shown = page.locator("#names").inner_text()
        assert shown == "" or int(shown.split()[0]) == len(names)
        page.click("#zoom-in")
    context.close()
    assert tab.wrong == []


def test_two_thousand_ties_open(browser: Browser, tmp_path: Path) -> None:
    store = dense(120, 2100)
    net = network(store)
    assert net.number_of_edges() >= 120
    file = tmp_path / "network.html"
    file.write_text(network_page(net, store), encoding="utf-8")
    context = browser.new_context()
    tab = Tab(context, "file://")
    page = tab.open(str(file))
    page.wait_for_selector("#stage[data-ready]", state="attached")
    context.close()
    assert tab.wrong == []


def test_a_large_graph_is_never_sent_whole(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    write_graph(dense(300, 1500), path)
    with served(path) as address:
        context = browser.new_context()
        tab = Tab(context, address)
        sizes: list[int] = []
        tab.page.on("response", lambda response: sizes.append(len(response.body())))
        for page in ("/", "/timeline", "/network", "/id/actor/land001"):
            tab.open(page)
        tab.page.wait_for_load_state("networkidle")
        context.close()
    assert tab.wrong == []
    assert max(sizes) < 400_000
    assert len(read_graph(path)) > 20_000
