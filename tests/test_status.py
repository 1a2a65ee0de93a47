"""What modals, negation and governing words say of an act, before the scorer has its say."""

from __future__ import annotations

from functools import cache

import pytest
from spacy.language import Language

from detente import status
from detente.candidates import support_verb
from detente.lexicon import Lexicon


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Norway said it would free the prisoners.", "free", "planned"),
        ("Norway said it would free the prisoners if Sweden paid.", "free", "hypothetical"),
        ("Norway would free the prisoners if Sweden paid.", "free", "hypothetical"),
        ("Norway announced that it had freed the prisoners.", "freed", "actual"),
        ("Norway announced that it will free the prisoners.", "free", "planned"),
        ("Norway agreed to free the prisoners.", "free", "planned"),
        ("Norway is about to free the prisoners.", "free", "planned"),
        ("Norway is willing to free the prisoners.", "free", "planned"),
        ("Norway offered to free the prisoners.", "free", "hypothetical"),
        ("Norway will send 20 tons of aid to Sweden.", "aid", "planned"),
        ("Norway freed the prisoners without asking for a ransom.", "freed", "actual"),
        ("Norway freed the prisoners without asking for a ransom.", "asking", "denied"),
        ("No country will free the prisoners.", "free", "denied"),
        ("Norway will not free the prisoners.", "free", "denied"),
    ],
)
def test_status(nlp: Language, text: str, word: str, expected: str) -> None:
    token = next(token for token in nlp(text) if token.text == word)
    support = support_verb(token, lexicon()) if token.pos_ == "NOUN" else None
    assert status.status(token, support, lexicon()) == expected


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Norway will not free the prisoners.", True),
        ("Norway won't free the prisoners.", True),
        ("Norway would never free the prisoners.", True),
        ("Norway did not free the prisoners.", False),
        ("Norway would not have freed the prisoners.", False),
        ("Norway will free the prisoners.", False),
    ],
)
def test_refused(nlp: Language, text: str, *, refused: bool) -> None:
    verb = next(token for token in nlp(text) if token.lemma_ == "free")
    assert status.is_refused(verb) is refused
