"""Candidates: which words may tell events, and which only look like it."""

from __future__ import annotations

import pytest

from detente.candidates import find
from detente.cast import cast
from detente.gazetteer import Gazetteer
from detente.lexicon import Lexicon
from detente.nlp import annotate, load_pipeline
from detente.records import Article

LEXICON = Lexicon.load()
NLP = load_pipeline()
GAZETTEER = Gazetteer.load()


def types(text: str, word: str) -> set[str]:
    """The types that `word` may tell in `text`."""
    article = Article(id="test", text=text)
    doc = annotate(NLP, article)
    found = find(doc, LEXICON, cast(article, doc, GAZETTEER))
    return {it.entry.type for readings in found for it in readings if it.trigger.text == word}


@pytest.mark.parametrize(
    ("text", "word", "type_", "told"),
    [
        ("The Democratic Forces for the Liberation of Chad attacked Mali.", "Liberation", "Release", False),
        ("Niger praised the liberation of two nuns.", "liberation", "Release", True),
        ("Finland called Danish minister Ann Lee on Monday.", "called", "Request", False),
        ("Finland called on Danish minister Ann Lee to resign.", "called", "Request", True),
        ("Belarus will be held to account for the raid.", "held", "Threat", True),
        ("Syria will find and strike the rebels.", "strike", "Threat", True),
        ("Syria found and struck the rebels.", "struck", "Threat", False),
        ("It is imperative that Chad open the camp.", "imperative", "Request", True),
    ],
)
def test_readings_of_a_word(text: str, word: str, type_: str, told: bool) -> None:
    assert (type_ in types(text, word)) is told
