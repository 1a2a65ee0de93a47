"""How sure: a small trained scorer over the readings that lexicon and grammar propose.

A logistic regression over sparse features of a reading (its words, how its roles are filled, what governs it).
The weights are trained by ``training/scorer.py`` on passages with events and shipped as JSON; scoring needs
nothing but this module.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from detente import arguments
from detente.errors import DetenteError
from detente.resources import resource

if TYPE_CHECKING:
    from detente.claims import Telling


class Scorer:
    """Gives each reading the probability that it tells an event of its type."""

    def __init__(self, weights: Mapping[str, float], threshold: float = 0.5):
        self.weights = dict(weights)
        self.threshold = threshold

    @classmethod
    def load(cls, path: Path | None = None) -> Scorer:
        """Read the weights from JSON: ``{"threshold": …, "weights": {feature: weight}}``.

        Raises:
            DetenteError: the file cannot be read or has another shape.
        """
        path = path or resource("lexicon") / "scorer.json"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DetenteError(f"scorer: {path} cannot be read: {error}") from error
        return cls(data["weights"], data["threshold"])

    def score(self, telling: Telling) -> float:
        """The probability, 0 to 1, that the reading is an event."""
        total = self.weights.get("bias", 0.0) + sum(self.weights.get(name, 0.0) for name in features(telling))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def features(telling: Telling) -> Iterator[str]:
    """The features of a reading, each present or absent."""
    candidate, trigger = telling.candidate, telling.trigger
    kind, type_ = candidate.kind, telling.type
    lemma = trigger.lemma_.lower()
    yield f"type={type_}"
    yield f"kind={kind}"
    yield f"entry={candidate.entry.name}"
    yield f"lemma={lemma}"
    yield f"lemma={lemma}|type={type_}"
    yield f"tag={trigger.tag_}|{kind}"
    yield f"dep={trigger.dep_}|{kind}"
    yield f"rank={min(3, candidate.rank[0] + candidate.rank[1])}"
    yield f"status={telling.status}"
    yield f"status={telling.status}|type={type_}"
    filled = "".join(letter if telling.role(role) else "-" for letter, role in (("a", "agent"), ("r", "recipient"), ("p", "place")))
    yield f"filled={filled}|{kind}"
    yield f"filled={filled}|type={type_}"
    for role in ("agent", "recipient"):
        for actor in telling.role(role)[:1]:
            yield f"{role}={actor.type}|{type_}"
            yield f"{role}.named={actor.named}|{kind}"
    for place in candidate.places:
        yield f"place={place}|{kind}"
    if candidate.support is not None:
        yield "support"
        yield f"support={candidate.support.lemma_.lower()}"
    anchor = candidate.support or trigger
    for place, head in arguments.governors(anchor, limit=1):
        yield f"governor={head.lemma_.lower()}|{place}"
        yield f"governor.place={place}|{kind}"
        yield f"governor.pos={head.pos_}|{kind}"
    if kind == "noun":
        determiner = next((c.lower_ for c in trigger.children if c.dep_ == "det"), "none")
        yield f"det={determiner}"
        yield f"number={trigger.tag_}"
        for child in trigger.children:
            if child.dep_ in ("amod", "compound"):
                yield f"modifier={child.lemma_.lower()}|{type_}"
    else:
        particle = next((c.lower_ for c in trigger.children if c.dep_ == "prt"), "")
        yield f"particle={particle}|{lemma}"
        for obj in candidate.places.get("object", ())[:1]:
            yield f"object={obj.lemma_.lower()}|{type_}"
    if telling.standfirst:
        yield "standfirst"
