"""Which pairs of claims are worth comparing: those of one type and status that share someone and are near in time.

Claims with somebody known on both sides meet by pairs of those; the others, and these with the others, by each alone.
Time is cut into stretches of some days, so that what a claim meets depends on its neighbours only. A key that very
many claims have says too little: those that have it are compared by their narrower keys alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

from detente.matching import FAMILIES, LATE, ONE_PERSON, Case, Side, is_telling

MOST: Final = 200  # claims with one key that are still compared
_VAGUE: Final = 31  # days; claims of longer spans meet by publication
_STRETCH: Final = 8  # days


@dataclass(frozen=True, slots=True)
class Blocks:
    """The keys that a claim has, and those by which it looks for others."""

    own: frozenset[str]
    sought: frozenset[str]

    def meets(self, other: Blocks) -> bool:
        """Whether the two claims are worth comparing."""
        return bool(self.own & other.sought or other.own & self.sought)


def blocks(case: Case) -> Blocks:
    """The keys of a claim; none for one without any date, which nothing can be compared with."""
    told = case.told
    kind = f"{told.type} {told.status}"
    agents, recipients = _known(case.agent), _known(case.recipient)
    pairs = [tuple(sorted(pair)) if case.symmetric else pair for pair in product(agents, recipients)]
    stretches = list(_stretches(case))
    own: set[str] = set()
    sought: set[str] = set()
    if told.date and told.number is not None:
        own |= {f"day {kind} {one} {other} {told.date} {told.number}" for one, other in pairs}
    for stretch in stretches:
        own |= {f"both {kind} {one} {other} {stretch}" for one, other in pairs}
        own |= {f"said {kind} {text} {stretch}" for text in case.described if is_telling(text)}
        if told.type in ONE_PERSON:
            own |= {f"done to {kind} {person} {stretch}" for person in case.recipient.people}
    sought |= own
    for party, stretch in product(sorted({*agents, *recipients}), stretches):
        one, two = f"one {kind} {party} {stretch}", f"two {kind} {party} {stretch}"
        own.add(two if pairs else one)
        sought |= {one} if pairs else {one, two}
    if family := FAMILIES.get(told.type):
        parties = sorted(case.recipient.people) or [" ".join(pair) for pair in pairs]
        kin = {f"kin {family} {told.status} {party} {stretch}" for party, stretch in product(parties, stretches)}
        own |= kin
        sought |= kin
    return Blocks(frozenset(own), frozenset(sought))


def pairs(cases: Iterable[Case]) -> Iterator[tuple[int, int]]:
    """Indexes of the cases that meet, the lower first; for few cases, every two of which are looked at."""
    found = [blocks(case) for case in cases]
    for index, one in enumerate(found):
        for other in range(index + 1, len(found)):
            if one.meets(found[other]):
                yield index, other


def _known(side: Side) -> list[str]:
    return sorted(side.named | side.states)


def _stretches(case: Case) -> Iterator[int]:
    """The stretches of time in which a claim looks for others: those of its event, or around its publication."""
    told = case.told
    if told.first is not None and told.last is not None and told.last - told.first <= _VAGUE:
        first, last = told.first, told.last
    elif told.published is not None:
        first = last = told.published
    else:
        return
    yield from range((2 * first - LATE) // (2 * _STRETCH), (2 * last + LATE) // (2 * _STRETCH) + 1)
