import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import detente
from detente.accounts import account_record
from detente.build import without
from detente.records import Account, Actor, Article, Claim, Position, Quote
from detente.report import Violation

TEXT = "Arvania released 12 prisoners on Monday, President Ilen Marosh said. Belmora thanked Arvania."


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Twenty articles, more than a batch for each of two processes."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(20):
        write(folder, f"{number:02}.txt", f"Belmora freed {number + 2} fishermen on Tuesday.\n\n{TEXT}")
    return folder


def test_summary_counts_what_was_done(tmp_path: Path, corpus: Path) -> None:
    seen: list[object] = []
    summary = detente.build(corpus, tmp_path / "graph.nq", progress=seen.append)
    assert summary.articles == 20 == len(seen)
    assert summary.claims["Release"] >= 40
    assert summary.actors >= 60
    assert summary.events
    assert summary.unreadable == []
    assert detente.validate(tmp_path / "graph.nq").conforms


def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path, corpus: Path) -> None:
    one, two = tmp_path / "one.nq", tmp_path / "two.nq"
    detente.build(corpus, one)
    detente.build(corpus, two, jobs=2)
    assert one.read_bytes() == two.read_bytes()


def test_hash_seed_does_not_matter(tmp_path: Path) -> None:
    source = write(tmp_path, "x.txt", TEXT)
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "detente", "build", str(source), "-o", str(tmp_path / f"{seed}.trig")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
    assert (tmp_path / "1.trig").read_bytes() == (tmp_path / "2.trig").read_bytes()


def test_accounts_are_one_article_a_line(tmp_path: Path, corpus: Path) -> None:
    detente.build(corpus, tmp_path / "accounts.jsonl.gz")
    with gzip.open(tmp_path / "accounts.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    assert [record["id"] for record in records] == [f"{number:02}.txt" for number in range(20)]
    assert {"Release", "Praise"} <= {event["type"] for event in records[0]["events"]}


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt", TEXT)
    empty = write(tmp_path, "empty.txt", "")
    summary = detente.build([empty, good], tmp_path / "graph.nq")
    assert (summary.articles, len(summary.unreadable)) == (1, 1)
    assert summary.report == tmp_path / "graph.nq.report.txt"
    assert f"{empty}: empty" in summary.report.read_text()


def test_nothing_readable_leaves_what_was_there(tmp_path: Path) -> None:
    empty = write(tmp_path, "empty.txt", "")
    for name in ("graph.nq", "accounts.jsonl"):
        target = write(tmp_path, name, "as it was")
        with pytest.raises(detente.UnreadableError, match="nothing readable"):
            detente.build(empty, target)
        assert target.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["accounts.jsonl", "empty.txt", "graph.nq"]


def test_an_article_that_breaks_extraction_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.extractor import Extractor

    account = Extractor.account

    def fragile(self: Extractor, article: Article) -> Account:
        if "Belmora" in article.text:
            raise ZeroDivisionError("by nought")
        return account(self, article)

    monkeypatch.setattr(Extractor, "account", fragile)
    bad, good = write(tmp_path, "a.txt", "Belmora left."), write(tmp_path, "b.txt", "Arvania freed ten people.")
    summary = detente.build([bad, good], tmp_path / "graph.nq")
    assert summary.articles == 1
    assert [str(one) for one in summary.unreadable] == ["a.txt: can't be processed (ZeroDivisionError: by nought)"]


def test_text_can_be_left_out(tmp_path: Path) -> None:
    source = write(tmp_path, "x.txt", TEXT)
    detente.build(source, tmp_path / "with.nq")
    detente.build(source, tmp_path / "without.nq", text=False)
    assert "#isString" in (tmp_path / "with.nq").read_text()
    assert "#isString" not in (tmp_path / "without.nq").read_text()
    assert detente.validate(tmp_path / "without.nq").conforms


def test_a_report_that_was_asked_for_is_written(tmp_path: Path) -> None:
    source = write(tmp_path, "x.txt", TEXT)
    summary = detente.build(source, tmp_path / "x.nq", report=tmp_path / "report.txt")
    assert summary.violations == []
    assert (tmp_path / "report.txt").read_text() == "Nothing was left out.\n"


def test_unusable_options_are_named_before_anything_is_read(tmp_path: Path) -> None:
    source = write(tmp_path, "x.txt", TEXT)
    with pytest.raises(detente.DetenteError, match="unknown kind of graph"):
        detente.build(source, tmp_path / "graph.doc")
    with pytest.raises(detente.DetenteError, match="there is no folder"):
        detente.build(source, tmp_path / "nowhere" / "graph.nq")
    with pytest.raises(detente.DetenteError, match="there is no folder"):
        detente.build(source, tmp_path / "graph.nq", report=tmp_path / "nowhere" / "report.txt")
    with pytest.raises(detente.DetenteError, match="can't be written"):
        detente.build(source, Path("/proc") / "graph.nq")
    with pytest.raises(detente.DetenteError, match="base IRI"):
        detente.build(source, tmp_path / "graph.nq", base="here")
    with pytest.raises(detente.DetenteError, match="there is no such file"):
        detente.build(tmp_path / "nowhere", tmp_path / "graph.nq")
    with pytest.raises(detente.DetenteError, match="model en_nowhere"):
        detente.build(source, tmp_path / "graph.nq", model="en_nowhere")


def test_articles_are_never_overwritten(tmp_path: Path) -> None:
    articles = write(tmp_path, "articles.jsonl", json.dumps({"text": TEXT}))
    for inputs in (articles, tmp_path, [str(tmp_path / "*.jsonl")]):
        with pytest.raises(detente.DetenteError, match="is among the articles to be read"):
            detente.build(inputs, articles)
    with pytest.raises(detente.DetenteError, match="is among the articles to be read"):
        detente.build(articles, tmp_path / "graph.nq", report=articles)
    assert json.loads(articles.read_text()) == {"text": TEXT}


def test_without_takes_out_what_the_shapes_do_not_allow() -> None:
    quote = Quote(0, 3, "Arv")
    claims = tuple(Claim(id=f"c{number}", type="Release", trigger=quote, evidence=quote) for number in (1, 2))
    actors = (Actor("a1", "Arvania", "Country"), Actor("a2", "Belmora", "Country"))
    positions = (Position("a1", "president", None, quote),)
    account = Account(Article(id="x y", text="Arvania"), actors, positions, claims)
    base = "https://example.org/"
    gone = frozenset({f"{base}article/x%20y#{part}" for part in ("c1", "a2", "p1")} | {f"{base}article/z#c2"})
    left = without(account, gone, base=base)
    assert left is not None
    assert [actor["id"] for actor in account_record(left)["actors"]] == ["a1"]
    assert [claim.id for claim in left.claims] == ["c2"]
    assert left.positions == ()
    assert without(account, frozenset({f"{base}article/x%20y"}), base=base) is None


def test_violations_are_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import dataclasses

    from detente.extractor import Extractor

    account = Extractor.account

    def wrong(self: Extractor, article: Article) -> Account:
        found = account(self, article)
        claims = tuple(dataclasses.replace(claim, confidence=7.0) for claim in found.claims)
        return dataclasses.replace(found, claims=claims)

    monkeypatch.setattr(Extractor, "account", wrong)
    summary = detente.build(write(tmp_path, "x.txt", TEXT), tmp_path / "x.nq")
    assert {type(one) for one in summary.violations} == {Violation}
    assert summary.report is not None
    assert "Arvania released 12 prisoners" in summary.report.read_text()
    assert "7.0" not in (tmp_path / "x.nq").read_text()
    assert detente.validate(tmp_path / "x.nq").conforms
