"""The gazetteer: who is known beforehand, under which names, and who held which office when.

It is read from ``ontology/actors.ttl`` (made by ``tools/generate_actors.py``); a user's own files, in the same
Turtle shape or as CSV, extend it. Names are compared without regard to accents, hyphens, dots, spaces and
apostrophes, but with regard to capitals: ``us`` is not ``US``.
"""

from __future__ import annotations

import datetime
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from detente.entries import Entry, GazetteerError, Office, read_entries
from detente.resources import resource

__all__ = ["Entry", "Gazetteer", "GazetteerError", "Kind", "Office", "plain"]

Kind = Literal["name", "adjective", "demonym", "capital", "metonym", "surname"]

_INNER = frozenset("-–‐/.,'’&")  # marks that stand within names: "al-Qaeda", "Washington, DC"
_LONGEST = 16  # words of the longest name that `match` tries
# Acronyms that are also words: not believed where everything around is in capitals ("WHO IS IT").
_WORDLIKE = frozenset({"who", "us", "is", "it", "car", "pa", "let", "fed"})
_SPELL = str.maketrans({**dict(zip("łŁøØđĐðıə", "lLoOdDdia", strict=True)), "æ": "ae", "ß": "ss", "&": "and"})


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Letters and digits of `text` without accents, dots, hyphens, apostrophes and spaces; capitals stay."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPELL))
    return "".join(character for character in decomposed if character.isalnum() or character == "+")


def _bare(surface: str) -> str:
    """`surface` without a possessive ending and an article before it."""
    words = surface.replace("’", "'").strip()
    words = words.removesuffix("'s").removesuffix("'")
    return words[4:] if words[:4].lower() == "the " else words


def _fits(known: str, seen: str) -> bool:
    """Whether the capitals of `seen` allow the name `known` (both plain, equal but for capitals)."""
    if known == seen or (seen.isupper() and not known.isupper()):
        return True
    if known.isupper():  # an acronym
        return False
    if known[:3] == "The":
        known, seen = known[3:], seen[3:]
    return all(letter == other or letter.islower() for letter, other in zip(known, seen, strict=True))


class _Index:
    """Names of one kind, found by their plain form."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[str, Entry]]] = {}
        self._order: list[str] = []

    def add(self, name: str, entry: Entry) -> None:
        known = plain(name)
        self._names.setdefault(known.lower(), []).append((known, entry))

    def close(self) -> None:
        self._order = sorted(self._names)

    def find(self, seen: str) -> tuple[Entry, ...]:
        """Entries for the plain form `seen`, in the gazetteer's order."""
        found = {entry.key: entry for known, entry in self._names.get(seen.lower(), ()) if _fits(known, seen)}
        return tuple(found.values())

    def goes_on(self, seen: str) -> bool:
        """Whether a name begins with `seen`."""
        start = seen.lower()
        place = bisect_left(self._order, start)
        return place < len(self._order) and self._order[place].startswith(start)


class Gazetteer:
    """Entries by key and by what texts call them. Build it with `Gazetteer.load`."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: dict[str, Entry] = {entry.key: entry for entry in entries}
        self._indexes: dict[Kind, _Index] = {
            kind: _Index() for kind in ("name", "adjective", "demonym", "capital", "metonym", "surname")
        }
        self._holders: dict[tuple[str, str], list[tuple[Office, Entry]]] = {}
        for entry in self.entries.values():
            named: tuple[tuple[Kind, tuple[str, ...]], ...] = (
                ("name", entry.names),
                ("adjective", entry.adjectives),
                ("demonym", entry.demonyms),
                ("capital", entry.capitals),
                ("metonym", entry.metonyms),
                ("surname", entry.surnames),
            )
            for kind, names in named:
                for name in names:
                    self._indexes[kind].add(name, entry)
            for office in entry.offices:
                for title in (office.title, *office.also):
                    self._holders.setdefault((title, office.of), []).append((office, entry))
        for index in self._indexes.values():
            index.close()

    @classmethod
    def load(cls, extra: Iterable[Path] = ()) -> Gazetteer:
        """The shipped gazetteer, extended by the user's files; raises `GazetteerError` for a bad file."""
        return cls(read_entries([resource("ontology/actors.ttl"), *extra]))

    def __getitem__(self, key: str) -> Entry:
        return self.entries[key]

    def get(self, key: str | None) -> Entry | None:
        """The entry with this key, if there is one."""
        return self.entries.get(key) if key else None

    def find(self, surface: str, kind: Kind) -> tuple[Entry, ...]:
        """Entries that `surface` names in the given way; an article before it and ``'s`` after it don't matter."""
        index = self._indexes[kind]
        return index.find(plain(surface)) or index.find(plain(_bare(surface)))

    def names(self, surface: str) -> tuple[Entry, ...]:
        """Entries with this name, alias or acronym."""
        return self.find(surface, "name")

    def adjective(self, surface: str) -> Entry | None:
        """The state of an adjective: ``Belarusian``."""
        return _first(self.find(surface, "adjective"))

    def demonym(self, surface: str) -> Entry | None:
        """The state of its citizens: ``Poles``, ``Briton``."""
        return _first(self.find(surface, "demonym"))

    def capital(self, surface: str) -> Entry | None:
        """The state of a capital or another seat of government: ``Minsk``."""
        return _first(self.find(surface, "capital"))

    def metonym(self, surface: str) -> Entry | None:
        """The state or body that a seat of power stands for: ``the Kremlin``."""
        return _first(self.find(surface, "metonym"))

    def surname(self, surface: str) -> tuple[Entry, ...]:
        """Persons who are called so for short: ``Lukashenka``."""
        return self.find(surface, "surname")

    def match(self, words: Sequence[str], i: int, kind: Kind = "name") -> tuple[int, tuple[Entry, ...]]:
        """The longest name of the given kind that begins at word `i`: number of words and entries, or ``(0, ())``.

        Words are the tokens of a sentence in any tokenisation (``al - Qaeda`` or ``al-Qaeda``).
        """
        index = self._indexes[kind]
        best: tuple[int, tuple[Entry, ...]] = (0, ())
        seen = ""
        for length, word in enumerate(words[i : i + _LONGEST], start=1):
            part = plain(word)
            seen += part
            if not seen or not (part or word in _INNER) or not index.goes_on(seen):
                break
            if part and word != "is" and (found := index.find(seen)):  # "Israel is" is not "Israelis"
                best = (length, found)
        if best[0] == 1 and words[i].lower() in _WORDLIKE and _shouted(words):
            return (0, ())
        return best

    def holder(self, title: str, of: str, date: datetime.date) -> Entry | None:
        """Who held the office (``president``) of the state or body with the key `of` on that day, if known.

        Where two are known for a day, or for a year known only as such, the one who came later.
        """
        held = [(office, entry) for office, entry in self._holders.get((title.lower(), of), ()) if office.held(date)]
        return max(held, key=lambda pair: pair[0].start or datetime.date.min)[1] if held else None

    def offices(self, person: Entry | str, date: datetime.date | None = None) -> tuple[Office, ...]:
        """The offices of a person (entry or key), on the given day or ever."""
        entry = person if isinstance(person, Entry) else self.entries.get(person)
        if entry is None:
            return ()
        return tuple(office for office in entry.offices if date is None or office.held(date))


def _first(entries: tuple[Entry, ...]) -> Entry | None:
    return entries[0] if entries else None


def _shouted(words: Sequence[str]) -> bool:
    """Whether the whole text is in capitals."""
    return all(word.isupper() or not word.isalpha() for word in words)
