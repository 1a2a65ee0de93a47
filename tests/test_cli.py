import gzip
import re
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Arvania released 12 prisoners on Monday, President Ilen Marosh said."


def run(*arguments: str | Path, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a user has it."""
    command = [sys.executable, "-W", "error", "-m", "detente", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(TEXT)
    return path


def test_build_and_validate(tmp_path: Path, article: Path) -> None:
    graph = tmp_path / "graph.trig"
    done = run("build", article, "-o", graph, "--published", "2025-03-05")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("1 article, 10 words: ")
    assert "1  Release" in done.stderr
    assert '"2025-03-03"^^xsd:date' in graph.read_text()
    done = run("validate", graph)
    assert done.returncode == 0
    assert re.search(r"graph\.trig: valid \(\d+ nodes checked\)", done.stdout)


def test_standard_input(tmp_path: Path) -> None:
    done = run("build", "-", "-o", tmp_path / "graph.nq", stdin=TEXT)
    assert done.returncode == 0
    assert "article/stdin" in (tmp_path / "graph.nq").read_text()


def test_exit_code_2_for_usage(tmp_path: Path, article: Path) -> None:
    for arguments in (
        ["build", article],
        ["build", article, "-o", tmp_path / "x.doc"],
        ["build", tmp_path / "nowhere", "-o", tmp_path / "x.nq"],
        ["build", article, "-o", tmp_path / "x.nq", "--published", "yesterday"],
        ["build", article, "-o", tmp_path / "x.nq", "--jobs", "0"],
        ["build", article, "-o", tmp_path / "x.nq", "--model", "en_nowhere"],
        ["build", article, "-o", tmp_path / "x.nq", "--lexicon", tmp_path / "nowhere.yaml"],
        ["build", article, "-o", tmp_path / "x.nq", "--actors", tmp_path / "nowhere.ttl"],
        ["validate", tmp_path / "nowhere.nq"],
        ["unheard-of"],
    ):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()


@pytest.mark.usefixtures("article")
def test_exit_code_3_for_unreadable_inputs(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.jsonl.gz"
    damaged.write_bytes(gzip.compress(b'{"text": "Arvania freed ten."}\n' * 100)[:-20])
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    done = run("build", tmp_path, "-o", tmp_path / "graph.nq")
    assert done.returncode == 3
    assert len([line for line in done.stderr.splitlines() if "damaged.jsonl.gz" in line]) == 1
    assert len([line for line in done.stderr.splitlines() if "binary.txt" in line]) == 1
    assert "1 article" in done.stderr


def test_exit_code_4_for_nothing_readable(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("build", tmp_path / "empty.txt", "-o", tmp_path / "graph.nq")
    assert done.returncode == 4
    assert done.stderr.splitlines() == [
        f"{tmp_path}/empty.txt: empty",
        "detente: nothing readable: no article was found in the input",
    ]


def test_exit_code_5_for_an_invalid_graph(tmp_path: Path, article: Path) -> None:
    graph = tmp_path / "graph.nq"
    run("build", article, "-o", graph)
    graph.write_text(graph.read_text().replace("#Actual>", "#Perhaps>"))
    done = run("validate", graph)
    assert done.returncode == 5
    assert "Perhaps" in done.stdout
    empty = tmp_path / "empty.nq"
    empty.write_text("")
    assert run("validate", empty).returncode == 5


def test_version_and_help() -> None:
    assert run("--version").stdout.startswith("detente 0.")
    assert "Exit codes" in run("--help").stdout
