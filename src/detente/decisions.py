"""What a person decided about merges and claims, in a plain CSV file.

The columns are ``decision,one,other,note``. ``different`` tells two claims or two actors' profiles apart for good,
``same`` says that a doubtful merge is right (it is no longer listed), ``drop`` keeps one claim out of all events.
Claims are named by IRI, profiles by their keys, as `detente review` lists them.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from detente.errors import DetenteError

COLUMNS: Final = ("decision", "one", "other", "note")
Pair = frozenset[str]


class DecisionsError(DetenteError):
    """A file of decisions that can't be used."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs told apart, pairs confirmed, claims dropped."""

    different: frozenset[Pair] = frozenset()
    same: frozenset[Pair] = frozenset()
    dropped: frozenset[str] = field(default_factory=frozenset)

    @property
    def apart(self) -> Mapping[str, frozenset[str]]:
        """What each of those told apart is told apart from."""
        found: dict[str, set[str]] = defaultdict(set)
        for pair in self.different:
            for one in pair:
                found[one] |= pair - {one}
        return {one: frozenset(others) for one, others in found.items()}

    @property
    def hash(self) -> str:
        """A hash of what changes the graph."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def text(self) -> str:
        """What changes the graph, a decision a line."""
        rows = ["\t".join(("different", *sorted(pair))) for pair in self.different]
        return "\n".join(sorted([*rows, *(f"drop\t{claim}" for claim in self.dropped)]))


def read_decisions(path: Path) -> Decisions:
    """The decisions in a file; none if there is no file.

    Raises:
        DecisionsError: it can't be read, or a row is none of the three decisions.
    """
    if not path.exists():
        return Decisions()
    different, same, dropped = set(), set(), set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DecisionsError(f"{path}: can't be read: {error}") from error
    for number, row in enumerate(rows, start=2):
        decision, one, other = ((row.get(column) or "").strip() for column in COLUMNS[:3])
        match decision.lower():
            case "different" if one and other and one != other:
                different.add(frozenset((one, other)))
            case "same" if one and other and one != other:
                same.add(frozenset((one, other)))
            case "drop" if one and not other:
                dropped.add(one)
            case "":
                pass  # a row that nobody has decided yet
            case _:
                raise DecisionsError(
                    f"{path}, line {number}: write different or same with two names, or drop with one claim"
                )
    return Decisions(frozenset(different), frozenset(same - different), frozenset(dropped))
