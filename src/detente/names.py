"""Names of actors, compared: without accents and titles, and across ways to write them in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from rapidfuzz.fuzz import ratio

_SPELL: Final = str.maketrans({**dict(zip("łøđðıə", "loddia", strict=True)), "æ": "ae", "œ": "oe", "þ": "th"})
_TITLES: Final = frozenset(
    "mr mrs ms dr sir dame lord lady prof president vice prime minister secretary general king queen prince princess "
    "sheikh sultan emir chancellor ambassador envoy senator foreign the".split()
)
_PARTICLES: Final = frozenset(
    "al el bin ibn ben abu da das de del della den der di do dos du la le ter van von zu y e".split()
)
# Ways to write the same sound, the longer first.
_SOUNDS: Final = tuple(
    pair.split(":")
    for pair in "shch:s sch:s tsch:c tch:c sh:s cz:c ch:c kh:h gh:h zh:z ts:c tz:c dj:j dzh:j ph:f th:t ck:k "
    "x:ks q:k g:h w:v iy:i yi:i ij:i ii:i ey:ei y:i j:i ou:ov au:av".split()
)
_DOUBLE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """`name` in small letters without accents, punctuation, possessives and an article before it."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'").translate(_SPELL))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    words = re.sub(r"[^\w\s-]", " ", re.sub(r"'s\b|(?<=\w)[.'](?=\w|\s|$)", "", plain)).replace("-", " ").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def person_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without titles before it."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    return tuple(words)


def is_title(folded: str) -> bool:
    """Whether a folded name is nothing but titles: "president", "prime minister"."""
    return all(word in _TITLES for word in folded.split())


def is_name(name: str, kind: str) -> bool:
    """Whether `name` is a proper name rather than a description ("a US official", "the foreign ministry").

    Of a person's name every word must have a capital, particles apart; of another name one word.
    """
    words = [word for word in re.split(r"[\s-]+", name.strip()) if any(map(str.isalpha, word))]
    capitals = [not word.lstrip("'’\"“(").startswith(tuple("abcdefghijklmnopqrstuvwxyz")) for word in words]
    if kind == "Person":
        return bool(words) and all(
            capital or word.lower() in _PARTICLES for word, capital in zip(words, capitals, strict=True)
        )
    return any(capitals)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """A folded word as it roughly sounds, so that ways to write a foreign name in Latin letters come close."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", word)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names (as `person_words` gives them) can be one person's, written differently.

    Family names must sound alike, and given names too, with the same ending of gender; middle names that both have
    must not differ. ``Siarhei Tsikhanouski`` and ``Sergei Tikhanovsky`` pass, ``Igor`` and ``Ivan Petrov`` don't.
    """
    if len(one) < 2 or len(other) < 2:
        return False
    if len(one) > 2 and len(other) > 2 and one[1:-1] != other[1:-1]:
        return False
    given, family = (sound(one[0]), sound(other[0])), (sound(one[-1]), sound(other[-1]))
    if given[0].endswith("a") != given[1].endswith("a") or given[0][0] != given[1][0]:
        return False
    return _alike(*family, length=6, least=80) and _alike(*given, length=5, least=75)


def same_holder(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, of which either may be a family name alone, can be one person's who holds one office.

    Less alike than `same_person` asks for, but given names must be: an office often stays in the family.
    """
    if not one or not other:
        return False
    families = sound(one[-1]), sound(other[-1])
    if not _alike(*families, length=4, least=70):
        return False
    if len(one) < 2 or len(other) < 2:
        return True
    given = sound(one[0]), sound(other[0])
    return given[0][0] == given[1][0] and _alike(*given, length=3, least=60)


def _alike(one: str, other: str, *, length: int, least: float) -> bool:
    """Whether sounds are equal or, unless one is short, nearly so."""
    return one == other or (min(len(one), len(other)) >= length and ratio(one, other) >= least)
