from __future__ import annotations

import pytest

from detente.labels import _VERBS, event_label
from detente.types import event_types


def test_every_event_type_has_words() -> None:
    assert set(_VERBS) == set(event_types())


@pytest.mark.parametrize(
    ("label", "arguments"),
    [
        ("Ilan Torvek pardons 52 people", ("Pardon", "Actual", ["Ilan Torvek"], ["52 people"])),
        ("Belmora to ease sanctions on Arvair", ("SanctionsRelief", "Planned", ["Belmora"], ["Arvair"])),
        ("Belmora and Casteria meet", ("Meeting", "Actual", ["Belmora", "Casteria"], [])),
        ("Arvania apologises to Belmora", ("Apology", "Actual", ["Arvania"], ["Belmora"])),
        ("Arvania said not to attack Belmora", ("Attack", "Denied", ["Arvania"], ["Belmora"])),
        ("Release: 40 prisoners", ("Release", "Actual", [], ["40 prisoners"])),
        ("Easing of sanctions (planned)", ("SanctionsRelief", "Planned", [], [])),
        ("A meets B, C and 2 others", ("Meeting", "Actual", ["A"], ["B", "C", "D", "E"])),
    ],
)
def test_labels(label: str, arguments: tuple[str, str, list[str], list[str]]) -> None:
    expected = label.replace("meet", "hold a meeting") if label == "Belmora and Casteria meet" else label
    assert event_label(*arguments) == expected


def test_words_tell_what_is_asked_or_said() -> None:
    label = event_label("Request", "Actual", ["Arvania"], ["Belmora"], words="the\n  release of\tall")
    assert label == "Arvania makes a request to Belmora: the release of all"
    assert event_label("Release", "Actual", ["Arvania"], ["40 people"], words="them") == "Arvania releases 40 people"
    long = event_label("Statement", "Actual", ["Arvania"], [], words="x" * 500)
    assert len(long) < 120
    assert long.endswith("…")


def test_groups_take_the_plural() -> None:
    assert (
        event_label("Movement", "Actual", ["40 prisoners"], ["Belmora"], plural=True) == "40 prisoners move to Belmora"
    )
