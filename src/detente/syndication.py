"""Near-duplicate texts: what several papers carry from one agency is one report, not several.

Texts are compared by MinHash over runs of five words, which estimates what share of all their runs two texts have in
common (A. Broder, "On the resemblance and containment of documents", 1997).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from rensa import RMinHash

from detente.index import Index

ALIKE: Final = 0.6  # of all runs of words of two texts, common to both
_RUN: Final = 5  # words
_HASHES: Final = 128
_BANDS: Final = 32  # four hashes each: texts of 0.6 meet with a probability of 0.99
_LEAST: Final = 20  # words; less can be alike by chance
_SEED: Final = 1


def sketch(text: str) -> bytes:
    """What is kept of a text to compare it; empty for one of a few words."""
    words = re.findall(r"\w+", text.casefold())
    if len(words) < _LEAST:
        return b""
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    made = RMinHash(num_perm=_HASHES, seed=_SEED)
    made.update(sorted(runs))
    return struct.pack(f"<{_HASHES}I", *made.digest())


def resemblance(one: bytes, other: bytes) -> float:
    """The share of runs of words that two texts have in common, estimated from their sketches (± 0.04)."""
    if not one or not other:
        return 0.0
    first, second = struct.unpack(f"<{_HASHES}I", one), struct.unpack(f"<{_HASHES}I", other)
    common = sum(1 for a, b in zip(first, second, strict=True) if a == b)
    return common / _HASHES


def change(index: Index, removed: Iterable[str], added: Iterable[tuple[str, str]]) -> set[str]:
    """Take articles out, and others (with their texts) in; return those that have other copies now."""
    gone = sorted(set(removed))
    stale: set[str] = set()
    for one, other in (*index.among("SELECT one, other FROM copy WHERE one IN (?*)", gone),
                       *index.among("SELECT one, other FROM copy WHERE other IN (?*)", gone)):  # fmt: skip
        stale |= {one, other}
    for table, column in (("copy", "one"), ("copy", "other"), ("band", "article"), ("article", "iri")):
        index.run(f"DELETE FROM {table} WHERE {column} = ?", ((iri,) for iri in gone))
    for iri, text in added:
        made = sketch(text)
        index.run("INSERT INTO article VALUES (?, ?)", [(iri, made)])
        if not made:
            continue
        size = len(made) // _BANDS
        keys = [
            f"{band} {made[at : at + size].hex()}"
            for band, (at, _) in enumerate(pairwise(range(0, len(made) + 1, size)))
        ]
        near = {other for (other,) in index.among("SELECT article FROM band WHERE key IN (?*)", keys)}
        for other, theirs in index.among("SELECT iri, sketch FROM article WHERE iri IN (?*)", near):
            if resemblance(made, theirs) >= ALIKE:
                index.run("INSERT INTO copy VALUES (?, ?)", [(min(iri, other), max(iri, other))])
                stale |= {iri, other}
        index.run("INSERT INTO band VALUES (?, ?)", ((key, iri) for key in keys))
    return stale


def copies(index: Index, articles: Iterable[str]) -> set[frozenset[str]]:
    """The pairs among these articles of which one is a copy of the other."""
    ours = set(articles)
    rows = index.among("SELECT one, other FROM copy WHERE one IN (?*)", ours)
    return {frozenset(pair) for pair in rows if pair[1] in ours}
