"""Which pairs of claims are worth comparing: those of one type and status that share someone and are near in time.

Claims with somebody known on both sides meet by pairs of those; the others, and these with the others, by each alone.
In every block claims are compared with those next to them in time only, so the cost stays near linear in the number
of claims however much a state is in the news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from detente.matching import LATE, Case, Side

_WINDOW: Final = 40  # claims in a block that one is compared with, on either side
_VAGUE: Final = 31  # days; claims of longer spans meet by publication

_Key = tuple[str, ...]


def pairs(cases: Iterable[Case]) -> Iterator[tuple[int, int]]:
    """Indexes of the cases to compare, the lower first, each pair once, in a fixed order."""
    ordered = list(cases)
    both: dict[_Key, list[int]] = defaultdict(list)  # by someone on either side
    one_sided: dict[_Key, list[int]] = defaultdict(list)
    two_sided: dict[_Key, list[int]] = defaultdict(list)
    for index, case in enumerate(ordered):
        kind = (case.told.type, case.told.status)
        agents, recipients = _known(case.agent), _known(case.recipient)
        for agent in agents:
            for recipient in recipients:
                ends = sorted((agent, recipient)) if case.symmetric else (agent, recipient)
                both[(*kind, *ends)].append(index)
        alone = two_sided if agents and recipients else one_sided
        for party in sorted({*agents, *recipients}):
            alone[(*kind, party)].append(index)
    found: set[tuple[int, int]] = set()
    for block in both.values():
        found.update(_near(block, frozenset(block), ordered))
    for key, block in one_sided.items():
        found.update(_near([*block, *two_sided.get(key, ())], frozenset(block), ordered))
    yield from sorted(found)


def _known(side: Side) -> list[str]:
    return sorted(side.named | side.states)


def _near(block: list[int], wanted: frozenset[int], cases: list[Case]) -> Iterator[tuple[int, int]]:
    """Pairs in a block that are near in time and of which one is `wanted`."""
    spans = sorted((*_span(cases[index]), index) for index in block)
    for place, (_, last, index) in enumerate(spans):
        for first, _, other in spans[place + 1 : place + 1 + _WINDOW]:
            if first > last:
                break
            if index in wanted or other in wanted:
                yield (index, other) if index < other else (other, index)


def _span(case: Case) -> tuple[float, float]:
    """The days on which a claim looks for others: of its event, or around its publication."""
    told = case.told
    if told.first is not None and told.last is not None and told.last - told.first <= _VAGUE:
        return told.first - LATE / 2, told.last + LATE / 2
    if told.published is None:
        return -1.0, -1.0
    return told.published - LATE / 2, told.published + LATE / 2
