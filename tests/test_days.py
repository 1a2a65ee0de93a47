from __future__ import annotations

import datetime

import pytest

from detente.days import datatype, days, number


@pytest.mark.parametrize(
    ("date", "first", "last", "kind"),
    [
        ("2031-04-08", (2031, 4, 8), (2031, 4, 8), "xsd:date"),
        ("2032-02", (2032, 2, 1), (2032, 2, 29), "xsd:gYearMonth"),
        ("1900-02", (1900, 2, 1), (1900, 2, 28), "xsd:gYearMonth"),
        ("2031", (2031, 1, 1), (2031, 12, 31), "xsd:gYear"),
    ],
)
def test_dates_cover_their_days(date: str, first: tuple[int, int, int], last: tuple[int, int, int], kind: str) -> None:
    assert days(date) == (datetime.date(*first), datetime.date(*last))
    assert datatype(date) == kind


@pytest.mark.parametrize("bad", ["", "31", "2031-13", "2031-02-30", "2031-4-8", "yesterday", "2031-04-08T00:00"])
def test_what_is_no_date_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        days(bad)


def test_days_are_counted_from_1970() -> None:
    assert number(datetime.date(1970, 1, 1)) == 0
    assert number(datetime.date(1969, 12, 31)) == -1
    assert number(datetime.date(2000, 3, 1)) == 11017
