from __future__ import annotations

import pytest

from detente.offices import Office, is_holder, sole


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("President", "president"),
        ("premier", "prime minister"),
        ("Defense Minister", "defence minister"),
        ("foreign minister", "foreign minister"),
        ("minister", None),
        ("vice president", None),
        ("ambassador", None),
        ("prime", None),
        ("", None),
    ],
)
def test_offices_that_one_holds(title: str, office: str | None) -> None:
    assert sole(title) == office


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("The Belmoran president", True),
        ("the former Belmoran president", False),
        ("a Belmoran foreign minister", False),
        ("Belmora's deputy foreign minister", False),
        ("the president-elect of Belmora", False),
    ],
)
def test_descriptions_of_who_holds_an_office(name: str, holds: bool) -> None:
    assert is_holder([name]) is holds


def test_an_office_is_a_line_of_words() -> None:
    office = Office("foreign minister", "Country|port arvan|", 1398)
    assert Office.of_text(office.text) == office
    assert list(office.keys(named=False)) == [f"office {office.text}"]
    assert len(set(office.keys(named=True))) == 3
