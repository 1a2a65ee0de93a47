from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

import detente
from detente.cli import main
from detente.review import review
from detente.store import StoreError
from detente.vocabulary import term

RELEASE = "Belarus released 52 prisoners on Thursday.\n"
LATER = "Minsk freed 52 prisoners on 11 September, officials of Lithuania said.\n"


def write(folder: Path, name: str, text: str, day: str = "2025-09-11") -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"---\npublished: {day}\npublisher: {name}\n---\n{text}", encoding="utf-8")


def lines(path: Path) -> list[str]:
    store: Store = detente.read_graph(path)
    return sorted(line for quad in store if not (line := str(quad)).endswith("graph/log>"))


def test_from_articles_to_a_store_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    news = tmp_path / "news"
    write(news, "one.md", RELEASE)
    store = tmp_path / "store"
    assert detente.build(news, store).events == 1
    first = lines(store)

    again = detente.add(store, news)
    assert (again.articles, again.unchanged) == (0, 1)
    assert lines(store) == first

    write(news, "two.md", LATER, "2025-09-12")
    added = detente.add(store, news)
    assert (added.articles, added.unchanged, added.events) == (1, 1, 1)
    detente.build(news, tmp_path / "graph.nq")
    assert lines(store) == lines(tmp_path / "graph.nq")
    detente.build(news, store)
    assert lines(store) == lines(tmp_path / "graph.nq")

    write(news, "two.md", "Poland expelled three diplomats of Russia on Friday.\n", "2025-09-12")
    assert detente.add(store, news).events == 2
    for arguments in (["remove", str(store), "two.md"], ["review", str(store)], ["validate", str(store)]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0, capsys.readouterr().err
    assert lines(store) == first


def test_what_is_no_store_is_told(tmp_path: Path) -> None:
    write(tmp_path / "news", "one.md", RELEASE)
    with pytest.raises(StoreError, match="no graph store"):
        detente.add(tmp_path / "none", tmp_path / "news")
    with pytest.raises(StoreError, match="is there and no graph store"):
        detente.build(tmp_path / "news", tmp_path / "news")
    with pytest.raises(StoreError, match="no folder"):
        detente.build(tmp_path / "news", tmp_path / "none" / "store")


def test_the_holder_of_an_office_is_one_until_told_apart(tmp_path: Path) -> None:
    lands = tmp_path / "lands.csv"
    lands.write_text("key,type,name,adjectives\nbelmora,Country,Belmora,Belmoran\narvania,Country,Arvania,Arvanian\n")
    news = tmp_path / "news"
    write(news, "courier.md", "President Ana Rukova of Belmora met envoys of Arvania in Vesk on Tuesday.", "2031-04-09")
    write(news, "wire.md", "The Belmoran president met envoys of Arvania in Vesk on 8 April.", "2031-04-10")
    write(news, "times.md", "Belmora's President Anya Roukova criticised Arvania on 9 April.", "2031-04-11")
    store = tmp_path / "store"
    assert detente.build(news, store, actors=[lands]).events == 2
    found = {it.reasons: it for it in review(store)}
    office = found["president of the state, whom others name at that time",]
    assert ("president of one state at one time, names alike",) in found
    assert office.score == 0.7
    (store / "decisions.csv").write_text(f"decision,one,other,note\ndifferent,{office.one},{office.other},no\n")
    assert office not in review(store)
    events = detente.read_graph(store).quads_for_pattern(None, term("dt:supportedBy"), None)
    assert len({quad.subject for quad in events}) == 3
