"""Events over time: how many in each day, month, quarter or year, by tone, as bars for a chart."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from detente.days import EPOCH, number
from detente.web.catalogue import Catalogue
from detente.web.claims import tone
from detente.web.filters import Filters

TONES: Final = ("cooperation", "neutral", "conflict")
_BARS: Final = 60  # at most, roughly
WIDTH: Final = 1000
HEIGHT: Final = 160


@dataclass(frozen=True, slots=True)
class Block:
    """Part of a bar: its tone, where it begins and how high it is, in units of the drawing."""

    tone: str
    y: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time, from its first to its last day."""

    name: str
    since: str
    until: str
    x: float
    width: float
    blocks: tuple[Block, ...]
    total: int
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A chart: bars, the greatest number of events in one, names for some of the bars."""

    unit: str
    bars: tuple[Bar, ...]
    most: int
    ticks: tuple[tuple[float, str], ...]

    @property
    def dated(self) -> int:
        """The number of events in all bars."""
        return sum(bar.total for bar in self.bars)


def timeline(catalogue: Catalogue, filters: Filters) -> Timeline | None:
    """The chart of the dated events that pass the filters; None if there are none.

    An event counts where its first day lies.
    """
    condition, values = filters.condition()
    days = [
        (int(day), kind, int(count))
        for day, kind, count in catalogue.rows(
            f"SELECT first, type, COUNT(*) FROM event WHERE first IS NOT NULL AND {condition} GROUP BY first, type",
            values,
        )
    ]
    if not days:
        return None
    low, high = (min(day for day, *_ in days), max(day for day, *_ in days))
    if filters.since:
        low = max(low, number(datetime.date.fromisoformat(filters.since)))
    unit = next((name for name, length in (("day", 1), ("month", 31), ("quarter", 92)) if high - low <= _BARS * length),
                "year")  # fmt: skip
    counts: dict[datetime.date, dict[str, int]] = defaultdict(lambda: dict.fromkeys(TONES, 0))
    for day, kind, count in days:
        counts[_begin(EPOCH + datetime.timedelta(days=max(day, low)), unit)][tone(kind)] += count
    return _drawn(unit, counts, _begin(EPOCH + datetime.timedelta(days=low), unit), max(counts))


def _drawn(
    unit: str, counts: dict[datetime.date, dict[str, int]], start: datetime.date, last: datetime.date
) -> Timeline:
    begins = [start]
    while begins[-1] < last:
        begins.append(_next(begins[-1], unit))
    step = WIDTH / len(begins)
    most = max(sum(tones.values()) for tones in counts.values())
    bars = []
    for at, begin in enumerate(begins):
        y = float(HEIGHT)
        blocks = []
        for name, count in counts.get(begin, {}).items():
            if count:
                height = round(count / most * (HEIGHT - 4), 2)
                y = round(y - height, 2)
                blocks.append(Block(name, y, height, count))
        end = _next(begin, unit) - datetime.timedelta(days=1)
        told = ", ".join(f"{block.count:,} {block.tone}" for block in blocks)
        width = min(step * 0.82, 48.0)
        bars.append(
            Bar(
                _name(begin, unit), begin.isoformat(), end.isoformat(), round(at * step + (step - width) / 2, 2),
                round(width, 2), tuple(blocks), sum(block.count for block in blocks), told,
            )
        )  # fmt: skip
    every = -(-len(begins) // 8)
    ticks = tuple((round((at + 0.5) * step, 2), bars[at].name) for at in range(0, len(begins), every))
    return Timeline(unit, tuple(bars), most, ticks)


def _begin(day: datetime.date, unit: str) -> datetime.date:
    match unit:
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "year":
            return day.replace(month=1, day=1)
    return day


def _next(begin: datetime.date, unit: str) -> datetime.date:
    length = {"day": 1, "month": 31, "quarter": 92, "year": 366}[unit]
    return _begin(begin + datetime.timedelta(days=length), unit)


def _name(begin: datetime.date, unit: str) -> str:
    match unit:
        case "month":
            return f"{begin:%b %Y}"
        case "quarter":
            return f"Q{(begin.month + 2) // 3} {begin.year}"
        case "year":
            return f"{begin.year}"
    return f"{begin.day} {begin:%b %Y}"
