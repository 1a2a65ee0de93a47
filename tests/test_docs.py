"""What the documentation shows works: its commands, queries and code run, and the reference is not stale."""

import runpy
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest
import refresh_docs
from refresh_docs import HOUSE, PAGES, blocks, commands

import detente
from detente.cli import main

TEXTS = {page.name: page.read_text(encoding="utf-8") for page in PAGES}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, where the reader of the documentation stands."""
    shutil.copytree(HOUSE / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", TEXTS)
@pytest.mark.usefixtures("folder")
def test_commands_run(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    for block in blocks(TEXTS[page], "console"):
        for command in commands(block):
            name, *arguments = shlex.split(command)
            assert name == "detente"
            with pytest.raises(SystemExit) as ended:
                main(arguments)
            assert ended.value.code == 0, (command, capsys.readouterr().err)


@pytest.mark.parametrize("page", TEXTS)
def test_queries_have_answers(page: str, example_graph: Path, tmp_path: Path) -> None:
    for query in blocks(TEXTS[page], "sparql"):
        (tmp_path / "mine.rq").write_text(query)
        assert len(detente.query(example_graph, tmp_path / "mine.rq")) > 0, query


@pytest.mark.parametrize("page", TEXTS)
@pytest.mark.usefixtures("folder")
def test_code_runs(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    for code in blocks(TEXTS[page], "python"):
        exec(compile(code, page, "exec"), {})
        assert capsys.readouterr().out


def test_lexicon_and_actors_of_the_documentation_extend_the_shipped_ones(tmp_path: Path) -> None:
    (yaml,) = blocks(TEXTS["CONTRIBUTING.md"], "yaml")
    (turtle,) = blocks(TEXTS["CONTRIBUTING.md"], "turtle")
    (tmp_path / "words.yaml").write_text(yaml)
    (tmp_path / "actors.ttl").write_text(turtle)
    article = tmp_path / "one.txt"
    article.write_text("The NoReCo said Arvania had unshackled ten prisoners.")
    plain = detente.build(article, tmp_path / "plain.jsonl")
    more = detente.build(
        article, tmp_path / "more.jsonl", lexicon=[tmp_path / "words.yaml"], actors=[tmp_path / "actors.ttl"]
    )
    assert (plain.claims["Release"], more.claims["Release"]) == (0, 1)
    assert "Northern Relief Committee" in (tmp_path / "more.jsonl").read_text()


def test_quickstart_runs(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(HOUSE / "examples" / "quickstart.py"), run_name="__main__")
    assert "valid: True" in capsys.readouterr().out


def test_reference_is_fresh() -> None:
    assert refresh_docs.REFERENCE.read_text() == refresh_docs.reference(), "run `make docs`"


def test_links_lead_somewhere() -> None:
    import re

    for page in PAGES:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
            assert (page.parent / link).exists(), (page.name, link)


def test_make_targets_exist() -> None:
    targets = (HOUSE / "Makefile").read_text()
    for name in ("demo", "test", "lint", "docs"):
        assert f"\n{name}: " in targets


def test_version_is_said_once() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    assert project["project"]["dynamic"] == ["version"]
