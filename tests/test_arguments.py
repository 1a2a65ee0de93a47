"""The argument finder on frozen parses, read and found right by hand: no pipeline is needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Token

from detente import arguments, subjects

VOCAB = spacy.blank("en").vocab
LINES = (Path(__file__).parent / "parses" / "arguments.jsonl").read_text(encoding="utf-8").splitlines()
PARSES = {parse["text"]: parse for parse in map(json.loads, LINES)}


def doc(text: str) -> Doc:
    parse = PARSES[text]
    keys = ("words", "spaces", "tags", "pos", "lemmas", "heads", "deps")
    return Doc(VOCAB, **{key: parse[key] for key in keys})


def word(text: str, sentence: str) -> Token:
    return next(token for token in doc(sentence) if token.text == text)


def text_of(token: Token | None) -> str | None:
    return None if token is None else token.text


@pytest.mark.parametrize(
    ("verb", "sentence", "subject", "obj"),
    [
        ("released", "Norway released 40 prisoners on Monday.", "Norway", "prisoners"),
        ("freed", "Forty prisoners were freed by Norway.", "Norway", "prisoners"),
        ("freed", "Norway, which freed 40 prisoners, thanked Oman.", "Norway", "prisoners"),
        ("release", "Norway agreed to release and pardon the sailors.", "Norway", "sailors"),
        ("pardon", "Norway agreed to release and pardon the sailors.", "Norway", "sailors"),
        ("free", "Sweden urged Norway to free the sailors.", "Norway", "sailors"),
        ("free", "Sweden called on Norway to free the sailors.", "Norway", "sailors"),
        ("held", "Sailors held by Norway went home.", "Norway", "Sailors"),
        ("free", "Oman welcomed Norway's decision to free the sailors.", "Norway", "sailors"),
        ("freeing", "Oman thanked Norway for freeing the sailors.", "Norway", "sailors"),
        ("freed", "Two doctors were among those freed.", None, "doctors"),
        ("deported", "Norway arrested and deported three people, including Ann Lee and Ben Roy.", "Norway", "people"),
        ("arrested", "Norway arrested and deported three people, including Ann Lee and Ben Roy.", "Norway", "people"),
    ],
)
def test_who_does_it_to_whom(verb: str, sentence: str, subject: str | None, obj: str) -> None:
    token = word(verb, sentence)
    assert text_of(subjects.logical_subject(token)) == subject
    assert text_of(subjects.logical_object(token)) == obj


def test_parts_of_a_list() -> None:
    token = word("people", "Norway arrested and deported three people, including Ann Lee and Ben Roy.")
    assert [part.text for part in arguments.included(token)] == ["Lee", "Roy"]


def test_what_a_partitive_measures() -> None:
    assert arguments.parts(word("Hundreds", "Hundreds of prisoners went home.")).text == "prisoners"


def test_what_governs_an_act() -> None:
    release = word("release", "Oman called for the release of the sailors.")
    assert [(place, head.text) for place, head in arguments.governors(release)] == [("for", "called")]
    pardon = word("pardon", "Norway agreed to release and pardon the sailors.")
    assert ("clause", "agreed") in [(place, head.text) for place, head in arguments.governors(pardon)]
