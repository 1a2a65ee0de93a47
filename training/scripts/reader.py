"""What the training configuration names.

The training texts as a mixture that changes while training runs, a learning rate that falls to zero, and the faster
matrix product.
"""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
import srsly
from sentence import Sentence, read
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import NumpyOps, set_current_ops
from variants import vary


class TimeUpError(Exception):
    """The minutes given to training have passed; spaCy saves the pipeline and hands this on."""


class Clock:
    """How far training is, from 0 to 1: by words read or by minutes passed, whichever is further."""

    def __init__(self, words: int, minutes: float) -> None:
        self.words, self.minutes = words, minutes
        self.read = 0
        self.started: float | None = None

    def progress(self) -> float:
        """Share of the training that is done."""
        if self.started is None:
            self.started = time.monotonic()
        passed = (time.monotonic() - self.started) / 60 / self.minutes if self.minutes else 0.0
        return min(1.0, max(self.read / self.words, passed))


CLOCK = Clock(1, 0)


@spacy.registry.readers("detente.mixture.v1")
def mixture(
    sources: dict[str, dict[str, float]],
    folder: str,
    pools: str,
    shares: dict[str, float],
    names_share: dict[str, float],
    total_words: int,
    minutes: float,
    seed: int,
) -> Callable[[Language], Iterator[Example]]:
    """Texts without end from `folder`/NAME.spacy; each source's share of the words runs from `first` to `last`.

    total_words (and minutes of wall clock, if not 0) say when training ends; shares: see variants.vary;
    names_share: how often names are exchanged, by source.
    """
    CLOCK.words, CLOCK.minutes = total_words, minutes
    texts: dict[str, list[Sentence]] = {}

    def examples(nlp: Language) -> Iterator[Example]:
        rng = random.Random(seed)
        names = srsly.read_json(pools)
        if not texts:  # called twice, to initialise and to train
            texts.update({source: list(read([Path(folder) / f"{source}.spacy"], nlp.vocab)) for source in sources})
        means = {source: sum(map(len, found)) / len(found) for source, found in texts.items()}
        streams = {source: _endless(found, rng) for source, found in texts.items()}
        CLOCK.read = 0
        while True:
            at = CLOCK.progress()
            if minutes and at >= 1:
                raise TimeUpError
            weights = [(s["first"] + (s["last"] - s["first"]) * at) / means[name] for name, s in sources.items()]
            source = rng.choices(list(sources), weights)[0]
            sentence = vary(next(streams[source]), {**shares, "names": names_share.get(source, 0)}, names, rng)
            CLOCK.read += len(sentence)
            yield Example(Doc(nlp.vocab, sentence.words, sentence.spaces), sentence.doc(nlp.vocab))

    return examples


def _endless(texts: list[Sentence], rng: random.Random) -> Iterator[Sentence]:
    while True:
        rng.shuffle(texts)
        yield from texts


@spacy.registry.schedules("detente.to_zero.v1")
def to_zero(initial_rate: float, warmup_steps: int) -> Iterator[float]:
    """A short rise, then straight down to nothing at the mixture's end."""
    for step in itertools.count(1):
        yield initial_rate * min(1.0, step / warmup_steps) * (1 - CLOCK.progress())


@spacy.registry.callbacks("detente.numpy_products.v1")
def numpy_products() -> Callable[[type[Language]], type[Language]]:
    """Matrix products by numpy's BLAS, about three times as fast on a processor with AVX2 as thinc's default."""

    def use(language: type[Language]) -> type[Language]:
        set_current_ops(NumpyOps(use_blis=False))
        return language

    return use
