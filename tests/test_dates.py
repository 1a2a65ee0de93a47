"""Dates of the text, from a Friday in May 2024."""

from __future__ import annotations

import datetime

import pytest

from detente.dates import resolve

PUBLISHED = datetime.date(2024, 5, 17)


@pytest.mark.parametrize(
    ("words", "future", "expected"),
    [
        ("Thursday", False, "2024-05-16"),
        ("Friday", False, "2024-05-17"),
        ("last Friday", False, "2024-05-10"),
        ("Saturday", False, "2024-05-11"),
        ("Saturday", True, "2024-05-18"),
        ("next Friday", True, "2024-05-24"),
        ("yesterday", False, "2024-05-16"),
        ("today", False, "2024-05-17"),
        ("tomorrow", True, "2024-05-18"),
        ("three days ago", False, "2024-05-14"),
        ("two months ago", False, "2024-03"),
        ("a year ago", False, "2023"),
        ("last month", False, "2024-04"),
        ("last year", False, "2023"),
        ("earlier this year", False, "2024"),
        ("this month", False, "2024-05"),
        ("10 December", False, "2023-12-10"),
        ("December 10", True, "2024-12-10"),
        ("3 March", False, "2024-03-03"),
        ("March 3, 2022", False, "2022-03-03"),
        ("the 3rd of March 2022", False, "2022-03-03"),
        ("19-20 November 2023", False, "2023-11-19"),
        ("August 2008", False, "2008-08"),
        ("in August", False, "2023-08"),
        ("1979", False, "1979"),
        ("2024-02-29", False, "2024-02-29"),
        ("31 February 2024", False, None),
        ("last week", False, None),
        ("two weeks ago", False, None),
        ("every day", False, None),
        ("since Monday", False, None),
        ("recent days", False, None),
    ],
)
def test_resolve(words: str, future: bool, expected: str | None) -> None:
    assert resolve(words, PUBLISHED, future=future) == expected


@pytest.mark.parametrize("words", ["Thursday", "yesterday", "last month", "10 December", "this year"])
def test_without_a_publication_date_words_stay_words(words: str) -> None:
    assert resolve(words, None) is None


@pytest.mark.parametrize(("words", "expected"), [("10 December 2016", "2016-12-10"), ("2011", "2011")])
def test_absolute_dates_need_none(words: str, expected: str) -> None:
    assert resolve(words, None) == expected
