from __future__ import annotations

import datetime
import random
from dataclasses import replace

from affairs import release, release_elsewhere
from pyoxigraph import Store

from detente.consolidate import consolidate
from detente.index import Index
from detente.rdf import to_rdf
from detente.syndication import change, copies, resemblance, sketch

WORDS = [f"word{number}" for number in range(200)]


def text(seed: int, length: int = 150) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_a_text_resembles_itself_and_a_copy_with_another_beginning() -> None:
    assert resemblance(sketch(text(1)), sketch(text(1).upper())) == 1
    assert resemblance(sketch(text(1)), sketch(f"The Post reports. {text(1)} Read more.")) > 0.8
    assert resemblance(sketch(text(1)), sketch(text(2))) < 0.1
    assert sketch("too short to tell") == b""


def test_copies_are_found_and_forgotten() -> None:
    index = Index()
    assert change(index, [], [("a", text(1)), ("b", text(2))]) == set()
    assert change(index, [], [("c", f"{text(1)} And more.")]) == {"a", "c"}
    assert copies(index, ["a", "b", "c"]) == {frozenset("ac")}
    assert change(index, ["a"], []) == {"a", "c"}
    assert copies(index, ["a", "b", "c"]) == set()


def reports(*, copied: bool) -> list[str]:
    one, other = release(), release_elsewhere()
    if copied:
        article = replace(one.article, id="copy", publisher="Casterian Times", published=datetime.date(2031, 4, 10))
        other = replace(one, article=article)
    store = Store()
    for account in (one, other):
        store.extend(to_rdf(account, text=not copied))
    consolidate(store)
    query = "SELECT ?n { GRAPH ?g { ?e a dt:Release ; dt:count 40 ; dt:reports ?n } }"
    return [row[0].value for row in store.query(query, prefixes={"dt": "https://w3id.org/detente/ontology#"})]


def test_a_copy_is_no_second_report_even_without_the_texts() -> None:
    assert reports(copied=False) == ["2"]
    assert reports(copied=True) == ["1"]
