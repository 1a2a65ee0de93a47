"""Merges that a person should look at: those that rest on little."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from pyoxigraph import Literal, NamedNode

from detente.decisions import COLUMNS
from detente.store import ArticleStore
from detente.vocabulary import term

SURE: Final = {"claims": 3.0, "actors": 0.8}  # scores from which a merge isn't listed


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful merge: of two claims (IRIs) or of two profiles (keys), with the words of both."""

    one: str
    other: str
    score: float
    reasons: tuple[str, ...]
    one_words: str
    other_words: str


def doubts(store: ArticleStore) -> Iterator[Doubt]:
    """The doubtful merges of actors, then of claims, the most doubtful first; not those decided already."""
    decided = store.decisions.same | store.decisions.different
    actors = store.index.rows(
        "SELECT tie.one, tie.other, MAX(tie.score), group_concat(DISTINCT tie.reason) FROM tie "
        "JOIN profile AS a ON a.key = tie.one JOIN profile AS b ON b.key = tie.other "
        "WHERE a.head = b.head GROUP BY tie.one, tie.other HAVING MAX(tie.score) < ? ORDER BY 3, 1, 2",
        (SURE["actors"],),
    )
    for one, other, score, reason in actors:
        if frozenset((one, other)) not in decided:
            yield Doubt(one, other, score, (reason,), _profile(store, one), _profile(store, other))
    claims = store.index.rows(
        "SELECT pair.one, pair.other, pair.score, pair.reasons FROM pair "
        "JOIN claim AS a ON a.iri = pair.one JOIN claim AS b ON b.iri = pair.other "
        "WHERE pair.kind = 'same' AND a.event = b.event AND pair.score < ? ORDER BY 3, 1, 2",
        (SURE["claims"],),
    )
    for one, other, score, reasons in claims:
        if frozenset((one, other)) not in decided:
            yield Doubt(one, other, score, tuple(json.loads(reasons)), _sentence(store, one), _sentence(store, other))


def write_doubts(found: Iterator[Doubt] | list[Doubt], output: IO[str]) -> None:
    """Write doubts as rows of a file of decisions, with the decision left to be filled in."""
    rows = csv.writer(output, lineterminator="\n")
    rows.writerow(COLUMNS)
    for doubt in found:
        note = f"{doubt.score:g}: {'; '.join(doubt.reasons)} | {doubt.one_words} | {doubt.other_words}"
        rows.writerow(("", doubt.one, doubt.other, note))


def review(store: Path) -> list[Doubt]:
    """Honour what was decided since, and return the merges that are still doubtful."""
    with ArticleStore(store) as kept:
        return list(doubts(kept))


def _profile(store: ArticleStore, key: str) -> str:
    names = store.index.one("SELECT record FROM profile WHERE key = ?", (key,))
    return "/".join(list(json.loads(names)[6])[:3])


def _sentence(store: ArticleStore, claim: str) -> str:
    for quote in store.store.quads_for_pattern(NamedNode(claim), term("dt:evidence"), None):
        if isinstance(quote.object, NamedNode):
            for words in store.store.quads_for_pattern(quote.object, term("nif:anchorOf"), None):
                return words.object.value if isinstance(words.object, Literal) else ""
    return ""
