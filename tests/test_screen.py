import gzip
from collections import Counter
from pathlib import Path

import pytest

from detente import screen
from detente.build import Summary
from detente.report import Violation
from detente.sources import Unreadable


def test_expected_number_of_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text.\nMore.")
    (tmp_path / "b.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n')
    with gzip.open(tmp_path / "c.jsonl.gz", "wt") as stream:
        stream.write('{"text": "a"}\n' * 5)
    (tmp_path / "d.jsonl.gz").write_bytes(b"damaged")
    assert screen.expected([tmp_path]) == 1 + 2 + 5 + 1
    assert screen.expected([tmp_path, "-"]) is None


def test_numbers_have_nouns() -> None:
    told = [screen.counted(number, "article") for number in (0, 1, 2345)]
    assert told == ["0 articles", "1 article", "2,345 articles"]


def test_summary_tells_everything(capsys: pytest.CaptureFixture[str]) -> None:
    violation = Violation("x", "f", "s", "c", None, None, "wrong", None, None)
    screen.summarize(
        Summary(
            Path("graph.nq"),
            articles=3,
            words=2000,
            actors=7,
            claims=Counter(Release=1, Meeting=2),
            events=2,
            unreadable=[Unreadable("y.txt", "empty")],
            violations=[violation, violation],
            report=Path("graph.nq.report.txt"),
        )
    )
    assert capsys.readouterr().err.splitlines() == [
        "3 articles, 2,000 words: 7 actors, 3 claims, 2 events",
        "      2  Meeting",
        "      1  Release",
        "left out: 2 violations of the shapes in 1 article",
        "left out: 1 unreadable input",
        "what was left out, and why: graph.nq.report.txt",
        "written: graph.nq",
    ]


def test_complaints_are_one_line_without_markup(capsys: pytest.CaptureFixture[str]) -> None:
    screen.complain("file[red].txt: bad\nvery bad")
    assert capsys.readouterr().err == "file[red].txt: bad very bad\n"


def test_progress_tells_of_unreadable_inputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with screen.progress([tmp_path]) as advance:
        advance(Unreadable("y.txt", "empty"))
    assert capsys.readouterr().err == "y.txt: empty\n"
