import csv
import gzip
import io
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.cli import main

TEXT = "Arvania released 12 prisoners on Monday, President Ilen Marosh said."


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line, in this process."""

    def run(*arguments: str | Path) -> Done:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        assert isinstance(ended.value.code, int)
        return Done(ended.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(TEXT)
    return path


def test_build_and_validate(run: Run, tmp_path: Path, article: Path) -> None:
    graph = tmp_path / "graph.trig"
    done = run("build", article, "-o", graph, "--published", "2025-03-05")
    assert (done.code, done.stdout) == (0, "")
    assert done.stderr.startswith("1 article, 10 words: ")
    assert "1  Release" in done.stderr
    assert '"2025-03-03"^^xsd:date' in graph.read_text()
    done = run("validate", graph)
    assert done.code == 0
    assert re.search(r"graph\.trig: valid \(\d+ nodes checked\)", done.stdout)


def test_standard_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    done = run("build", "-", "-o", tmp_path / "graph.nq")
    assert done.code == 0
    assert "article/stdin" in (tmp_path / "graph.nq").read_text()


def test_exit_code_2_for_usage(run: Run, tmp_path: Path, article: Path) -> None:
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
        assert done.code == 2, arguments
        assert "Traceback" not in done.stderr
        assert done.stderr.strip()


@pytest.mark.usefixtures("article")
def test_exit_code_3_for_unreadable_inputs(run: Run, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.jsonl.gz"
    damaged.write_bytes(gzip.compress(b'{"text": "Arvania freed ten."}\n' * 100)[:-20])
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    done = run("build", tmp_path, "-o", tmp_path / "graph.nq")
    assert done.code == 3
    assert len([line for line in done.stderr.splitlines() if "damaged.jsonl.gz" in line]) == 1
    assert len([line for line in done.stderr.splitlines() if "binary.txt" in line]) == 1
    assert "1 article" in done.stderr


def test_exit_code_4_for_nothing_readable(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = run("build", tmp_path / "empty.txt", "-o", tmp_path / "graph.nq")
    assert done.code == 4
    assert done.stderr.splitlines() == [
        f"{tmp_path}/empty.txt: empty",
        "detente: nothing readable: no article was found in the input",
    ]


def test_exit_code_4_for_a_damaged_graph(run: Run, tmp_path: Path) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_text("<a> <b")
    for arguments in (["validate", graph], ["query", graph, "releases"], ["export", graph, "-o", tmp_path / "x.ttl"]):
        done = run(*arguments)
        assert (done.code, "not well-formed" in done.stderr) == (4, True)
    assert run("validate", tmp_path / "none.nq").code == 2


def test_exit_code_5_for_an_invalid_graph(run: Run, tmp_path: Path, article: Path) -> None:
    graph = tmp_path / "graph.nq"
    assert run("build", article, "-o", graph).code == 0
    graph.write_text(graph.read_text().replace("#Actual>", "#Perhaps>"))
    done = run("validate", graph)
    assert done.code == 5
    assert "Perhaps" in done.stdout
    empty = tmp_path / "empty.nq"
    empty.write_text("")
    assert run("validate", empty).code == 5


def test_version_and_help(run: Run) -> None:
    assert run("--version").stdout.startswith("detente 0.")
    assert "Exit codes" in run("--help").stdout


def test_as_a_process_of_its_own(tmp_path: Path) -> None:
    """Errors in one line and without warnings; output that nobody reads is no error."""
    command = [sys.executable, "-W", "error", "-m", "detente"]
    done = subprocess.run([*command, "validate", str(tmp_path / "x.nq")], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    with subprocess.Popen([*command, "query", "--list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_query(run: Run, example_graph: Path, tmp_path: Path) -> None:
    done = run("query", example_graph, "releases", "--param", "actor=Belarus")
    assert done.code == 0
    assert "52 people" in done.stdout
    done = run("query", example_graph, "ASK { ?claim a dt:Claim }")
    assert done.stdout == "yes\n"
    done = run("query", example_graph, "SELECT ?claim { ?claim a dt:Claim } LIMIT 3", "--format", "csv")
    assert len(done.stdout.splitlines()) == 4
    for name in ("rows.json", "rows.csv"):
        assert run("query", example_graph, "meetings", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).stat().st_size > 100
    assert run("query", example_graph, "actor-network", "-o", tmp_path / "x.ttl").code == 0
    assert run("query", example_graph, "meetings", "-o", tmp_path / "rows.doc").code == 2
    assert run("query", example_graph, "meeting").code == 2
    assert run("query", example_graph).code == 2
    assert run("query", tmp_path / "nowhere.nq", "meetings").code == 2


def test_list_of_queries(run: Run) -> None:
    done = run("query", "--list")
    assert done.code == 0
    assert "releases" in done.stdout
    assert "--param actor=ACTOR" in done.stdout


def test_show(run: Run, example_graph: Path) -> None:
    done = run("show", example_graph, "Belarus frees 52 prisoners after talks with envoy of Trump")
    assert done.code == 0
    assert "release" in done.stdout
    assert "Natalya Eismont" in done.stdout
    assert run("show", example_graph, "no such article").code == 2


def test_export(run: Run, example_graph: Path, tmp_path: Path) -> None:
    for name in ("graph.ttl", "graph.jsonld", "graph.rdf", "graph.trig"):
        assert run("export", example_graph, "-o", tmp_path / name).code == 0
        assert run("validate", tmp_path / name).code == 0
    done = run("export", example_graph, "--format", "plover", "-o", tmp_path / "events.jsonl")
    assert re.match(r"\d+ events written", done.stderr)
    assert len((tmp_path / "events.jsonl").read_text().splitlines()) == 19
    assert run("export", example_graph, "-o", tmp_path / "graph.doc").code == 2


def test_network_in_figures(run: Run, example_graph: Path, tmp_path: Path) -> None:
    shown = run("network", example_graph, "--stats")
    assert (shown.code, shown.stderr) == (0, "")
    assert re.search(r"\d+ pairs of actors, \d+ reports: \d+ of cooperation, \d+ of conflict", shown.stdout)
    assert "Belarus" in shown.stdout
    told = run("network", example_graph, "--stats", "-o", tmp_path / "actors.csv")
    assert re.match(r"\d+ actors written: ", told.stderr)
    with (tmp_path / "actors.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {"iri", "name", "betweenness", "pagerank", "community", "balanced"} <= set(rows[0])
    assert [int(row["reports"]) for row in rows] == sorted((int(row["reports"]) for row in rows), reverse=True)
    assert "→" in run("network", example_graph, "--compare", "2025-09-11").stdout
    assert run("network", example_graph, "--compare", "2025-09-11", "-o", tmp_path / "pairs.csv").code == 0
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as stream:
        assert all(int(row["change"]) > 0 for row in csv.DictReader(stream))
    assert "written as .csv" in run("network", example_graph, "--stats", "-o", tmp_path / "actors.html").stderr
    assert run("network", example_graph, "--stats", "--compare", "2025-09-11").code == 2


def test_network(run: Run, example_graph: Path, tmp_path: Path) -> None:
    for name in ("network.svg", "network.png", "network.graphml", "network.gexf"):
        done = run("network", example_graph, "-o", tmp_path / name, "--actor", "Belarus", "--side")
        assert done.code == 0
        assert re.match(r"\d+ actors, \d+ ties written: ", done.stderr)
        assert (tmp_path / name).stat().st_size > 1000
    assert run("network", example_graph, "-o", tmp_path / "network.doc").code == 2
    assert run("network", example_graph, "-o", tmp_path / "network.svg", "--status", "planned").code == 0
    assert run("network", example_graph, "-o", tmp_path / "network.svg", "--status", "gone").code == 2
    assert "needs -o FILE" in run("network", example_graph).stderr
    assert run("network", example_graph, "-o", tmp_path / "network.svg", "--actor", "Nobody").code == 2
