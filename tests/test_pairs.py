"""How well what several articles tell is made one; the figures stand in docs/store.md."""

from __future__ import annotations

from pathlib import Path

import pairs
import pytest
from spacy.language import Language

from detente.extractor import Extractor

ANNOTATED = Path(__file__).parent.parent.parent / "shared" / "gold" / "articles_dev.jsonl"
annotated = pytest.mark.skipif(not ANNOTATED.exists(), reason="needs the annotated articles")


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:  # noqa: ARG001 -- the pipeline is loaded once
    return Extractor()


@annotated
def test_claims_of_annotated_articles() -> None:
    found = pairs.annotated_claims(ANNOTATED)
    assert found.wanted == 15
    assert found.precision >= 0.95, found.wrong
    assert found.recall >= 0.90, found.missing


def test_articles_of_our_own(extractor: Extractor) -> None:
    assert len(pairs.TEXTS) >= 40
    found = pairs.short_articles(extractor)
    assert found.precision >= 0.95, found.wrong
    assert found.recall >= 0.85, found.missing


@annotated
def test_actors_of_annotated_articles(extractor: Extractor) -> None:
    actors, f1 = pairs.annotated_actors(ANNOTATED, extractor)
    assert actors > 100
    assert f1 >= 0.92


@annotated
def test_actors_of_annotated_articles_without_a_gazetteer() -> None:
    _, f1 = pairs.bare_actors(ANNOTATED)
    assert f1 >= 0.92


def test_the_measure() -> None:
    found = pairs.Score(pairs.pairs(["abc", "d"]), pairs.pairs(["ab", "cd"]))
    assert (found.right, found.found, found.wanted) == (1, 3, 2)
    assert (found.precision, found.recall) == (pytest.approx(1 / 3), 0.5)
    assert pairs.b_cubed(dict(zip("abcd", "1123", strict=True)), dict(zip("abcd", "1122", strict=True))) < 1
