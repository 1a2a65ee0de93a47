"""How sure: small trained scorers for what is a matter of degree.

Lexicon and grammar propose; logistic regressions over present-or-absent features decide. The weights are trained by
``training/scorer.py`` on passages with events and shipped as JSON; scoring needs nothing but this module.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DetenteError
from detente.resources import resource


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights of one answer, and for a question of yes or no the probability from which on it counts as yes."""

    weights: Mapping[str, float]
    threshold: float = 0.5

    def score(self, features: Iterable[str]) -> float:
        """The probability, 0 to 1, of yes to a question with yes or no for an answer."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.logit(features)))))

    def logit(self, features: Iterable[str]) -> float:
        """The sum of the weights; a feature given twice counts once, one never learnt as an unknown of its kind."""
        names = {name if name in self.weights else unknown(name) for name in features}
        return self.weights.get("bias", 0.0) + sum(self.weights.get(name, 0.0) for name in names)


def unknown(name: str) -> str:
    """What stands for all features of a kind that training saw too seldom: "lemma=?" for "lemma=parley"."""
    return f"{name.partition('=')[0]}=?"


@dataclass(frozen=True, slots=True)
class Scorers:
    """The scorers that extraction asks: is it an event; which actor fills a role; which status has it."""

    event: Scorer
    roles: Mapping[str, Scorer]
    status: Mapping[str, Scorer]

    @classmethod
    def load(cls, path: Path | None = None) -> Scorers:
        """Read the weights from JSON: ``{question: {"threshold": …, "weights": {feature: weight}}}``.

        Raises:
            DetenteError: the file cannot be read or has another shape.
        """
        path = path or resource("lexicon") / "scorer.json"
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DetenteError(f"scorer: {path} cannot be read: {error}") from error
        try:
            found = {name: Scorer(raw["weights"], raw["threshold"]) for name, raw in data.items()}
        except (AttributeError, KeyError, TypeError) as error:
            raise DetenteError(f"scorer: {path} is no file of scorers: {error}") from error
        return cls(
            event=found.get("event", Scorer({}, 0.0)),
            roles={name.partition(":")[2]: it for name, it in found.items() if name.startswith("role:")},
            status={name.partition(":")[2]: it for name, it in found.items() if name.startswith("status:")},
        )
