"""Offices that one person holds at a time, so that who holds one on a day can be told by another article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from detente.names import fold

STRETCH: Final = 16  # days; statements of one stretch and of those beside it are of one time
_HEADS: Final = {
    "president": "president",
    "prime minister": "prime minister",
    "premier": "prime minister",
    **{title: title for title in ("chancellor", "king", "queen", "emir", "sultan")},
}
_PORTFOLIOS: Final = {"defense": "defence", "labor": "labour"} | {
    name: name for name in "foreign defence interior finance justice health energy trade labour".split()
}
# Words that make another office, a past or coming holder, or one of several of it.
_NOT: Final = frozenset(
    "a an another former late previous then next ex deputy vice acting elect designate interim caretaker outgoing "
    "incoming future assistant regional opposition".split()
)


class Office(NamedTuple):
    """An office of a state (its profile's key) in a stretch of days, numbered since 1970-01-01."""

    title: str
    state: str
    stretch: int

    @property
    def text(self) -> str:
        """The office as a line of words."""
        return "\t".join((self.title, self.state, str(self.stretch)))

    @classmethod
    def of_text(cls, text: str) -> Office:
        """The office that `text` gave."""
        title, state, stretch = text.split("\t")
        return cls(title, state, int(stretch))

    def keys(self, *, named: bool) -> Iterable[str]:
        """Keys that it shares with the statements of its time; who looks for the holder does so in its own stretch."""
        around = (-1, 0, 1) if named else (0,)
        return (f"office {self._replace(stretch=self.stretch + step).text}" for step in around)


def sole(title: str) -> str | None:
    """The office of this title in the one spelling by which offices are compared; None if several may hold it."""
    words = fold(title)
    portfolio, _, rest = words.partition(" ")
    if rest == "minister" and portfolio in _PORTFOLIOS:
        return f"{_PORTFOLIOS[portfolio]} minister"
    return _HEADS.get(words)


def is_holder(names: Iterable[str]) -> bool:
    """Whether descriptions are of who holds an office now, alone: not "the former president", "a foreign minister"."""
    return not any(_NOT & set(fold(name).split()) for name in names)
