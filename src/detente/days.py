"""Dates as the graph holds them: a day, month or year, its first and last day, and days as numbers."""

from __future__ import annotations

import calendar
import datetime
import re

EPOCH = datetime.date(1970, 1, 1)

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def days(date: str) -> tuple[datetime.date, datetime.date]:
    """The first and last day of ``2025-09-11``, ``2025-09`` or ``2025``; a ValueError for anything else."""
    match = _DATE.fullmatch(date)
    if match is None:
        raise ValueError(f"{date!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if day is not None:
        exact = datetime.date(year, month or 1, day)
        return exact, exact
    last_month = month or 12
    first = datetime.date(year, month or 1, 1)
    return first, datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])


def number(day: datetime.date) -> int:
    """Days since 1970-01-01."""
    return (day - EPOCH).days


def datatype(date: str) -> str:
    """The XSD datatype of a date of this precision, as a prefixed name."""
    return {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(date), "xsd:date")
