"""Change a training text so that its annotations stay right.

Letter case, quotes and dashes, final stops, blank lines, other names in the same places.
"""

from __future__ import annotations

import random
from dataclasses import replace

from made import capitals, word
from sentence import Sentence, joined

STRAIGHT = {"“": '"', "”": '"', "’": "'", "‘": "'", "’s": "'s", "n’t": "n't", "’re": "'re", "’ve": "'ve", "’ll": "'ll"}
CURLY = {"'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'": "’"}
DASHES = ("—", "–", "--", "-")
SMALL = frozenset("a an the of in on at to for from by with and or but as over after amid".split())
STOPS = frozenset(".")


def lower(sentence: Sentence) -> Sentence:
    """All letters small."""
    return sentence.with_words([text.lower() for text in sentence.words])


def upper(sentence: Sentence) -> Sentence:
    """All letters large."""
    return sentence.with_words([text.upper() for text in sentence.words])


def title(sentence: Sentence) -> Sentence:
    """A Headline Like This."""
    words = [text if text in SMALL and i else text[:1].upper() + text[1:] for i, text in enumerate(sentence.words)]
    return sentence.with_words(words)


def without_stop(sentence: Sentence) -> Sentence:
    """The last full stop left out, where nothing hangs on it."""
    last = len(sentence) - 1
    if last < 3 or sentence.words[last] not in STOPS or last in sentence.heads[:last] or sentence.heads[last] == last:
        return sentence
    return sentence.cut(0, last)


def marks(sentence: Sentence, rng: random.Random) -> Sentence:
    """Quotes and dashes of another house style."""
    style = rng.choice((STRAIGHT, CURLY))
    dash = rng.choice(DASHES)
    words = [style.get(text, text) for text in sentence.words]
    if style is CURLY:
        inside = False
        for i, text in enumerate(words):
            if text == '"':
                words[i] = "”" if inside else "“"
                inside = not inside
    words = [
        dash if text in DASHES[:3] and tag == ":" else text for text, tag in zip(words, sentence.tags, strict=True)
    ]
    return sentence.with_words(words)


def with_blank_line(sentence: Sentence, rng: random.Random) -> Sentence:
    """A blank line as a word of its own after one of the sentences."""
    starts = [*sentence.starts()[1:], len(sentence)]
    at = rng.choice(starts)
    first = sentence.cut(0, at)
    first = replace(
        first,
        words=[*first.words, rng.choice(("\n", "\n\n"))],
        spaces=[*first.spaces[:-1], False, False],
        tags=[*first.tags, ""],
        heads=[*first.heads, at - 1],
        deps=[*first.deps, "dep"],
    )
    return joined((first, sentence.cut(at, len(sentence)))) if at < len(sentence) else first


def with_other_names(sentence: Sentence, pools: dict[str, list[str]], rng: random.Random) -> Sentence:
    """Other persons, places, nationalities and bodies, with as many words and the same number.

    The same name is exchanged alike throughout a text. Some bodies' names are invented.
    """
    if not sentence.names:
        return sentence
    words = list(sentence.words)
    new: dict[tuple[str, ...], list[str]] = {}
    for start, end, kind in sentence.names:
        old = tuple(words[start:end])
        if old not in new:
            new[old] = _other(old, sentence.tags[start:end], kind, pools, rng)
        words[start:end] = new[old]
    return sentence.with_words(words)


def _other(
    old: tuple[str, ...], tags: list[str], kind: str, pools: dict[str, list[str]], rng: random.Random
) -> list[str]:
    same = list(old)
    if kind == "PERSON" and all(tag == "NNP" for tag in tags) and len(old) < 4 and old[0][:1].isupper():
        return [rng.choice(pools["GIVEN"] if i + 1 < len(old) else pools["PERSON"]) for i in range(len(old))]
    if len(old) != 1:
        return same
    if kind == "GPE" and tags[0] == "NNP" and not old[0].isupper():
        return [rng.choice(pools["GPE"])]
    if kind == "NORP" and tags[0] == "JJ":
        return [rng.choice(pools["NORP"])]
    if kind == "ORG" and tags[0] == "NNP":
        if old[0].isupper():
            return [capitals(rng) if rng.random() < 0.3 else rng.choice(pools["CAPITALS"])]
        return [word(rng) if rng.random() < 0.15 else rng.choice(pools["ORG"])]
    return same


def vary(sentence: Sentence, shares: dict[str, float], pools: dict[str, list[str]], rng: random.Random) -> Sentence:
    """One text as training sees it; `shares` gives how often each change is made."""
    if rng.random() < shares.get("names", 0):
        sentence = with_other_names(sentence, pools, rng)
    if rng.random() < shares.get("marks", 0):
        sentence = marks(sentence, rng)
    if rng.random() < shares.get("without_stop", 0):
        sentence = without_stop(sentence)
    if rng.random() < shares.get("blank_line", 0):
        sentence = with_blank_line(sentence, rng)
    chance = rng.random()
    for name, change in (("lower", lower), ("title", title), ("upper", upper)):
        share = shares.get(name, 0)
        if chance < share:
            return change(sentence)
        chance -= share
    return sentence
