"""Why things were made one, as RDF: each merge with its reasons and its score, in the graph ``links``."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from detente.events import Fact
from detente.index import Index
from detente.iris import digest
from detente.ledger import Pair
from detente.rdf import decimal
from detente.vocabulary import term

Merge = tuple[NamedNode, tuple[Fact, ...]]


def claim_merge(index: Index, pair: Pair, *, base: str) -> Merge:
    """Why two claims are taken to tell of one event; no facts if they aren't."""
    rows = index.rows(
        "SELECT pair.score, pair.reasons FROM pair "
        "JOIN claim AS a ON a.iri = pair.one JOIN claim AS b ON b.iri = pair.other "
        "WHERE pair.one = ? AND pair.other = ? AND pair.kind = 'same' AND a.event = b.event",
        pair,
    )
    node = merge_iri(*pair, base=base)
    if not rows:
        return node, ()
    [(score, reasons)] = rows
    return node, _facts(node, pair, score, json.loads(reasons))


def profile_merge(index: Index, pair: Pair, *, base: str) -> Merge:
    """Why two profiles are taken for one actor, told of the first article's actor of each; no facts if they aren't."""
    node = merge_iri(*pair, base=base)
    rows = index.rows(
        "SELECT tie.score, tie.reason FROM tie "
        "JOIN profile AS a ON a.key = tie.one JOIN profile AS b ON b.key = tie.other "
        "WHERE tie.one = ? AND tie.other = ? AND a.head = b.head ORDER BY tie.reason",
        pair,
    )
    if not rows:
        return node, ()
    ends = [index.one("SELECT MIN(iri) FROM actor WHERE profile = ?", (key,)) for key in pair]
    return node, _facts(node, ends, max(score for score, _ in rows), [reason for _, reason in rows])


def merge_iri(one: str, other: str, *, base: str) -> NamedNode:
    """The IRI of a merge of two claims or profiles."""
    return NamedNode(f"{base}merge/{digest(one, other)}")


def _facts(node: NamedNode, ends: Iterable[str], score: float, reasons: Iterable[str]) -> tuple[Fact, ...]:
    return (
        (node, term("rdf:type"), term("dt:Merge")),
        *((node, term("dt:merges"), NamedNode(end)) for end in ends),
        (node, term("dt:score"), decimal(score)),
        *((node, term("dt:reason"), Literal(reason)) for reason in dict.fromkeys(reasons)),
    )
