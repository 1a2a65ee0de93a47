from __future__ import annotations

from dataclasses import replace

import pytest
from affairs import corpus, release, silence
from pyoxigraph import Store
from rich.console import Console

from detente.consolidate import consolidate
from detente.iris import article_iri
from detente.rdf import to_rdf
from detente.records import Account
from detente.show import ShowError, show

ID = "https://news.example/arvania?id=1"


def printed(store: Store, article: str, *, colours: bool = False) -> str:
    console = Console(width=300, force_terminal=colours, color_system="standard" if colours else None)
    with console.capture() as capture:
        console.print(show(store, article))
    return capture.get()


def store(*accounts: Account) -> Store:
    filled = Store()
    for account in accounts:
        filled.extend(to_rdf(account))
    return filled


def test_every_claim_with_its_sentence_and_roles() -> None:
    text = printed(store(*corpus()), ID)
    assert "Arvania frees 40 <prisoners> & “more”" in text
    assert "The Belmora Post, 2031-04-09" in text
    assert "1. release (actual): agent Arvania; recipient 40 prisoners; date 2031-04-08; count 40" in text
    assert "   Arvania released 40 prisoners on Tuesday after talks" in text
    assert "easing of sanctions (planned): agent Belmora; recipient Arvair; object “sanctions”; speaker " in text
    assert "at least 900" in text
    assert "Ilan Torvek: president, Arvania" in text
    assert text.count("\n1. ") == 1
    assert "12 sailors" not in text


def test_trigger_and_roles_are_highlighted() -> None:
    text = printed(store(release()), ID, colours=True)
    assert "\x1b[1;7mreleased\x1b[0m" in text
    assert "\x1b[1;32mArvania\x1b[0m" in text
    assert "\x1b[1;36m40 prisoners\x1b[0m" in text


def test_the_derived_graphs_do_not_add_to_it() -> None:
    full = store(*corpus())
    before = printed(full, ID)
    consolidate(full)
    assert printed(full, ID) == before


@pytest.mark.parametrize("name", [ID, article_iri(ID), "Arvania frees 40 <prisoners> & “more”"])
def test_an_article_is_found_by_id_iri_or_headline(name: str) -> None:
    assert "released 40 prisoners" in printed(store(*corpus()), name)


def test_without_the_text_too() -> None:
    graph = Store()
    graph.extend(to_rdf(release(), text=False))
    assert printed(graph, ID) == printed(store(release()), ID)


def test_words_of_the_article_are_no_markup_and_no_commands() -> None:
    evil = "\x1b]8;;http://evil.example\x07[bold red]x[/] \u202egnp.exe \x9b2J"
    account = replace(silence(), article=replace(silence().article, title=evil))
    text = printed(store(account), "nichts")
    assert "[bold red]x[/]" in text
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_an_article_without_claims() -> None:
    assert "No claims were found" in printed(store(silence()), "nichts")


def test_unknown_articles_are_refused_with_those_that_come_close() -> None:
    with pytest.raises(ShowError, match="did you mean 'nichts'"):
        show(store(*corpus()), "nicht")
    with pytest.raises(ShowError, match="no such article"):
        show(Store(), "x")
