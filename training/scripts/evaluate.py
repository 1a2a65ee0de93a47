"""Score pipelines on human-annotated texts.

    python scripts/evaluate.py MODEL [MODEL ...] --gold CORPORA/gold [--dev DATA/dev] [--out FILE.json]

MODEL is an installed package's name or a folder. With --dev only the held-out development data are scored: the sets to
choose configurations on; --gold holds the test sets. Tokens are the gold ones, except for words/s. Rows:

names       strict F1 over persons, bodies and places (GPE, LOC and FAC are one), a leading article and a trailing
            possessive trimmed on both sides; what overlaps a span of `ignore` does not count
UAS, LAS    share of words with the right head, and with the right head and relation; punctuation left out
tags        Penn Treebank tags of all words
lemmas      of words that are not punctuation, letter case ignored
boundaries  F1 of sentence beginnings, ten sentences run together
words/s     raw text, whole pipeline, processor time (compare within one run only)
MB          size on disk
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc, DocBin

NAMES = {"re3d": "re3d-names.jsonl", "UNER PUD": "uner-pud-test.jsonl", "CrossNER": "crossner-politics-test.jsonl"}
TREES = {"PUD": "trees-pud.jsonl", "GUM news": "trees-gum-news.jsonl"}
KINDS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
ARTICLES, POSSESSIVES = {"the", "a", "an"}, {"'s", "’s"}
RUN_TOGETHER = 10

Span = tuple[int, int, str]


@dataclass
class Counts:
    """Right, predicted and wanted items."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: set[Any], wanted: set[Any]) -> None:
        """Count one text's items."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def f1(self) -> float:
        """In percent."""
        return 200 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


@dataclass(frozen=True)
class Named:
    """Words with their names; nothing is said inside the ignored stretches."""

    words: list[str]
    spaces: list[bool]
    names: list[Span]
    ignored: list[Span]


@dataclass(frozen=True)
class Treed:
    """Words of one or more sentences with tags, lemmas (maybe none), heads, relations and sentence beginnings."""

    words: list[str]
    spaces: list[bool]
    tags: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    punctuation: list[bool]
    starts: set[int]


def named(record: dict[str, Any]) -> Named:
    """A record with character offsets as words."""
    text, tokens = str(record["text"]), record["tokens"]
    starts = {a: i for i, (a, _) in enumerate(tokens)}
    ends = {b: i + 1 for i, (_, b) in enumerate(tokens)}

    def spans(key: str) -> list[Span]:
        return [
            (starts[span[0]], ends[span[1]], span[2] if len(span) > 2 else "")
            for span in record.get(key, [])
            if span[0] in starts and span[1] in ends
        ]

    words = [text[a:b] for a, b in tokens]
    return Named(words, [text[b : b + 1].isspace() for _, b in tokens], spans("spans"), spans("ignore"))


def treed(record: dict[str, Any]) -> Treed:
    """A record of one sentence."""
    punctuation = [pos in ("PUNCT", "SYM") for pos in record["pos"]]
    keys = ("words", "spaces", "tags", "lemmas", "heads", "deps")
    return Treed(*(record[key] for key in keys), punctuation, {0})


def from_docs(docs: Iterable[Doc]) -> tuple[list[Named], list[Treed]]:
    """Development texts: names where they were annotated, trees where names were not."""
    names, trees = [], []
    for doc in docs:
        words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
        if doc.has_annotation("ENT_IOB"):
            names.append(Named(words, spaces, [(e.start, e.end, e.label_) for e in doc.ents], []))
        else:
            punctuation = [t.dep_ == "punct" for t in doc]
            heads, deps = [t.head.i for t in doc], [t.dep_ for t in doc]
            starts = {sentence.start for sentence in doc.sents}
            trees.append(Treed(words, spaces, [t.tag_ for t in doc], [], heads, deps, punctuation, starts))
    return names, trees


def trimmed(words: list[str], spans: Iterable[Span]) -> set[Span]:
    """Spans of the three kinds without leading articles and trailing possessives."""
    found = set()
    for start, end, label in spans:
        while start < end and words[start].lower() in ARTICLES:
            start += 1
        while end > start and words[end - 1] in POSSESSIVES:
            end -= 1
        if start < end and label in KINDS:
            found.add((start, end, KINDS[label]))
    return found


def parsed(nlp: Language, texts: Iterable[Named | Treed]) -> Iterator[Doc]:
    """The pipeline's Docs over the given words."""
    docs = (Doc(nlp.vocab, words=text.words, spaces=text.spaces) for text in texts)
    return nlp.pipe(docs, batch_size=64)


def score_names(nlp: Language, texts: list[Named]) -> float:
    """F1 in percent."""
    counts = Counts()
    for doc, text in zip(parsed(nlp, texts), texts, strict=True):
        gold = trimmed(text.words, text.names)
        found = trimmed(text.words, [(e.start, e.end, e.label_) for e in doc.ents])
        found = {s for s in found if s in gold or not any(s[0] < z[1] and z[0] < s[1] for z in text.ignored)}
        counts.add(found, gold)
    return counts.f1


def score_trees(nlp: Language, texts: list[Treed]) -> dict[str, float]:
    """UAS, LAS, tags and, where the texts have them, lemmas, in percent."""
    right = {"UAS": 0, "LAS": 0, "tags": 0, "lemmas": 0}
    words = inner = 0
    for doc, text in zip(parsed(nlp, texts), texts, strict=True):
        for i, token in enumerate(doc):
            words += 1
            right["tags"] += token.tag_ == text.tags[i]
            if text.punctuation[i]:
                continue
            inner += 1
            right["UAS"] += token.head.i == text.heads[i]
            right["LAS"] += token.head.i == text.heads[i] and token.dep_ == text.deps[i]
            right["lemmas"] += bool(text.lemmas) and token.lemma_.lower() == text.lemmas[i].lower()
    shares = {key: 100 * n / (words if key == "tags" else inner) for key, n in right.items()}
    if not texts[0].lemmas:
        del shares["lemmas"]
    return shares


def score_boundaries(nlp: Language, texts: list[Treed]) -> float:
    """F1 of sentence beginnings inside runs of ten texts, the first of each run left out."""
    counts = Counts()
    runs, wanted = [], []
    for first in range(0, len(texts), RUN_TOGETHER):
        run = texts[first : first + RUN_TOGETHER]
        words = [word for text in run for word in text.words]
        spaces = [space for text in run for space in [*text.spaces[:-1], True]]
        offsets = [0]
        for text in run:
            offsets.append(offsets[-1] + len(text.words))
        wanted.append({offset + start for text, offset in zip(run, offsets, strict=False) for start in text.starts})
        runs.append(Named(words, spaces, [], []))
    for doc, starts in zip(parsed(nlp, runs), wanted, strict=True):
        counts.add({sentence.start for sentence in doc.sents} - {0}, starts - {0})
    return counts.f1


def speed(nlp: Language, texts: list[str]) -> float:
    """Words a second of processor time over raw texts."""
    list(nlp.pipe(texts[:50]))
    started = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=128))
    return words / (time.process_time() - started)


def size(nlp: Language) -> float:
    """Megabytes on disk."""
    folder = nlp.path
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6 if folder else 0.0


def score_tests(nlp: Language, gold: Path) -> dict[str, float]:
    """All rows of the test sets."""
    rows = {
        f"names {name}": score_names(nlp, [named(r) for r in srsly.read_jsonl(gold / file)])
        for name, file in NAMES.items()
    }
    for name, file in TREES.items():
        texts = [treed(record) for record in srsly.read_jsonl(gold / file)]
        rows |= {f"{name} {key}": value for key, value in score_trees(nlp, texts).items()}
        rows[f"{name} boundaries"] = score_boundaries(nlp, texts)
    rows["words/s"] = speed(nlp, [record["text"] for record in srsly.read_jsonl(gold / NAMES["UNER PUD"])])
    rows["MB"] = size(nlp)
    return rows


def score_development(nlp: Language, dev: Path) -> dict[str, float]:
    """All rows of the held-out texts."""
    docs = [doc for path in sorted(dev.glob("*.spacy")) for doc in DocBin().from_disk(path).get_docs(nlp.vocab)]
    names, trees = from_docs(docs)
    rows = {f"dev {key}": value for key, value in score_trees(nlp, trees).items()}
    return {"dev names": score_names(nlp, names), **rows, "dev boundaries": score_boundaries(nlp, trees)}


def load(model: str) -> Language:
    """A pipeline by folder, or by the name of a module that loads itself as spaCy's packages do."""
    if model.isidentifier() and find_spec(model):
        return cast("Language", import_module(model).load())
    return spacy.load(model)


def main() -> None:
    """Print one column a pipeline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+")
    parser.add_argument("--gold", type=Path, help="folder of the test sets")
    parser.add_argument("--dev", type=Path, help="folder of held-out .spacy files")
    parser.add_argument("--out", type=Path, help="also write the figures to this JSON file")
    options = parser.parse_args()
    table = {}
    for model in options.models:
        nlp = load(model)
        rows = score_development(nlp, options.dev) if options.dev else {}
        if options.gold:
            rows |= score_tests(nlp, options.gold)
        table[model] = {key: round(value, 1) for key, value in rows.items()}
    for key in next(iter(table.values())):
        print(f"{key:24}", *(f"{rows[key]:>10}" for rows in table.values()))
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
