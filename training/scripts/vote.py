"""Let several annotators vote on the silver texts.

    python scripts/vote.py DATA WORDS MODEL [MODEL ...]

DATA/silver.spacy holds one annotation, each MODEL (a pipeline's folder or package) gives another; DATA/voted.spacy is
what most of them say of the first WORDS words, but for bodies
that the gazetteer knows. A student whose teachers agree errs less than with any one of them
(Kuncoro and others, "Distilling an Ensemble of Greedy Dependency Parsers into One MST Parser", EMNLP 2016).
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import reader  # noqa: F401  # registers what the configuration names
import spacy
from evaluate import load
from names import known_bodies
from sentence import Sentence, read, write
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

BATCH = 2000  # texts handed to a process at a time


def vote(sentences: Sequence[Sentence]) -> Sentence:
    """One annotation from several of the same words; where all disagree, the first one's."""
    tags = [_most(choices) for choices in zip(*(s.tags for s in sentences), strict=True)]
    heads = [_most(choices) for choices in zip(*(s.heads for s in sentences), strict=True)]
    deps = [
        _most([s.deps[i] for s in sentences if s.heads[i] == head] or [sentences[0].deps[i]])
        for i, head in enumerate(heads)
    ]
    if not is_tree(heads):
        best = max(sentences, key=lambda s: sum(a == b for a, b in zip(s.heads, heads, strict=True)))
        heads, deps = best.heads, best.deps
    voted = replace(sentences[0], tags=tags, heads=heads, deps=deps)
    return replace(voted, names=known_bodies(voted, names(sentences)))


def names(sentences: Sequence[Sentence]) -> list[tuple[int, int, str]]:
    """The names whose bounds more than half of the annotators give, each with the type that most of these give."""
    kinds: dict[tuple[int, int], list[str]] = {}
    for sentence in sentences:
        for start, end, kind in sentence.names or ():
            kinds.setdefault((start, end), []).append(kind)
    return [(*bounds, _most(found)) for bounds, found in sorted(kinds.items()) if 2 * len(found) > len(sentences)]


def is_tree(heads: list[int]) -> bool:
    """Whether every word leads to a root and no arcs cross."""
    for i in range(len(heads)):
        at, steps = i, 0
        while heads[at] != at:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    arcs = sorted((min(i, head), -max(i, head)) for i, head in enumerate(heads) if i != head)
    open_ends: list[int] = []
    for start, negative in arcs:
        end = -negative
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and end > open_ends[-1]:
            return False
        open_ends.append(end)
    return True


def _most(choices: Sequence[Any]) -> Any:
    return Counter(choices).most_common(1)[0][0]


def annotated(nlp: Language, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """A model's annotation of the same words."""
    yield from map(Sentence.of, nlp.pipe(Doc(nlp.vocab, s.words, s.spaces) for s in sentences))


_models: list[Language] = []  # loaded before the processes are forked


def _batch(sentences: list[Sentence]) -> list[Sentence]:
    set_current_ops(NumpyOps(use_blis=False))
    views = zip(sentences, *(annotated(nlp, sentences) for nlp in _models), strict=True)
    return [vote(view) for view in views]


def first(sentences: Iterable[Sentence], words: int) -> Iterator[Sentence]:
    """The first texts, of about so many words."""
    for sentence in sentences:
        if words <= 0:
            return
        words -= len(sentence)
        yield sentence


def main(data: Path, words: int, models: list[str]) -> None:
    """Vote over the silver texts, which `prepare` has shuffled."""
    set_current_ops(NumpyOps(use_blis=False))
    _models.extend(load(name) for name in models)
    vocab = spacy.blank("en").vocab
    found = first(read([data / "silver.spacy"], vocab), words)
    with multiprocessing.get_context("fork").Pool() as pool:
        batches = iter(lambda: list(islice(found, BATCH)), [])
        result = [s for batch in pool.imap(_batch, batches) for s in batch]
    print(write(result, data / "voted.spacy", vocab), "words")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
