"""Dates of the text, resolved from the day of publication; never from today's date.

A weekday is the nearest one before publication (after it, for what is still to come); "yesterday", "last month",
"earlier this year" and the like count from publication too. Without a publication date only absolute dates
resolve. Ranges have their first day.
"""

from __future__ import annotations

import datetime
import re

MONTHS = {
    m: i
    for i, m in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
MONTHS |= {m[:3]: i for m, i in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
WEEKDAYS |= {d[:3]: i for d, i in list(WEEKDAYS.items())} | {"tues": 1, "thur": 3, "thurs": 3}
NUMBERS = {n: i for i, n in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "a": 1,
    "an": 1,
    "couple of": 2,
}

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:\s*(?:-|–|to|and|through)\s*[0-3]?\d(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
ABSOLUTE = [
    re.compile(r"(?P<year>(?:1[89]|20)\d\d)-(?P<mon>[01]\d)-(?P<day>[0-3]\d)"),
    re.compile(rf"\b{_DAY}{_TO}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?", re.I),
    re.compile(rf"\b{_MONTH}\s+{_DAY}\b(?!\d){_TO}(?:,?\s+{_YEAR})?", re.I),
    re.compile(rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}", re.I),
    re.compile(rf"\b(?:in|since|last|this|next|early|mid|late|mid-|of)?\s*{_MONTH}(?!\w)", re.I),
    re.compile(rf"\b{_YEAR}\b"),
]
AGO = re.compile(
    r"\b(?P<n>\d+|" + "|".join(NUMBERS) + r")\s+(?P<unit>day|week|month|year)s?\s+(?P<way>ago|earlier|before)\b", re.I
)
LAST = re.compile(
    r"\b(?P<way>last|this|next|past|previous|earlier this|later this|early this|late last|earlier last)\s+"
    r"(?P<unit>week|month|year)\b",
    re.I,
)
VAGUE = re.compile(
    r"\b(?:since|until|till|every|each|annual|daily|weekly|recent|decades?|centur|years of|old|"
    r"for (?:the )?(?:past|last))\b",
    re.I,
)


def resolve(words: str, published: datetime.date | None, *, future: bool = False) -> str | None:
    """Resolve the words of a date to YYYY-MM-DD, YYYY-MM or YYYY, or None where they fix none.

    Args:
        words: what the text says ("on Thursday", "May 23", "earlier this year").
        published: the day from which relative words count.
        future: whether what is dated is still to come at publication.
    """
    text = words.strip().lower()
    for pattern in ABSOLUTE:
        if (match := pattern.search(text)) is not None:
            found = _absolute(match.groupdict(), published, future)
            if found is not None or match.groupdict().get("day"):
                return found  # a day that no calendar has fixes nothing
    if published is None or VAGUE.search(text):
        return None
    return _relative(text, published, future)


def _absolute(parts: dict[str, str | None], published: datetime.date | None, future: bool) -> str | None:
    month = int(parts["mon"] or 0) if parts.get("mon") else MONTHS.get((parts.get("month") or "").lower().rstrip("."))
    day = int(parts["day"] or 0) if parts.get("day") else None
    year = int(parts["year"] or 0) if parts.get("year") else None
    if month is None:
        return str(year) if year else None
    if year is None:
        if published is None:
            return None
        year = published.year
        if future and (month, day or 31) < (published.month, published.day):
            year += 1
        elif not future and (month, day or 1) > (published.month, published.day):
            year -= 1
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _relative(text: str, published: datetime.date, future: bool) -> str | None:
    day = datetime.timedelta(days=1)
    if re.search(r"\bday before yesterday\b", text):
        return (published - 2 * day).isoformat()
    if re.search(r"\b(?:yesterday|last night|overnight)\b", text):
        return (published - day).isoformat()
    if re.search(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", text):
        return published.isoformat()
    if re.search(r"\btomorrow\b", text):
        return (published + day).isoformat()
    if (match := AGO.search(text)) is not None:
        return _ago(int(NUMBERS.get(match["n"], 0) or match["n"]), match["unit"], published)
    if (match := LAST.search(text)) is not None:
        return _last(match["way"], match["unit"], published)
    for word in re.findall(r"[a-z]+", text):
        if word in WEEKDAYS and (len(word) > 3 or word not in ("sun", "sat", "mon")):
            return _weekday(WEEKDAYS[word], text, published, future)
    return None


def _ago(number: int, unit: str, published: datetime.date) -> str | None:
    if unit == "day":
        return (published - datetime.timedelta(days=number)).isoformat()
    if unit == "week":
        return None  # no day is fixed
    if unit == "month":
        months = published.year * 12 + published.month - 1 - number
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return f"{published.year - number:04}"


def _last(way: str, unit: str, published: datetime.date) -> str | None:
    shift = {"last": -1, "past": -1, "previous": -1, "late last": -1, "earlier last": -1, "next": 1}.get(way, 0)
    if unit == "year":
        return f"{published.year + shift:04}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + shift
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return None  # a week fixes neither day nor month


def _weekday(weekday: int, text: str, published: datetime.date, future: bool) -> str:
    ahead = (weekday - published.weekday()) % 7
    behind = (published.weekday() - weekday) % 7
    if future or re.search(r"\b(?:next|coming)\b", text):
        return (published + datetime.timedelta(days=ahead or (7 if "next" in text else 0))).isoformat()
    if re.search(r"\blast\b", text) and behind == 0:
        behind = 7
    return (published - datetime.timedelta(days=behind)).isoformat()
