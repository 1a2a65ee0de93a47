"""Train the scorer of readings on passages with events; evaluate it by cross-validation.

    python training/scorer.py PASSAGES.jsonl [--out lexicon/scorer.json]

PASSAGES has one record a line in the shape of `detente build -o FILE.jsonl`, with `text`. A reading is right when the
passage has an event of its type whose trigger it overlaps. Deterministic; about a minute.
"""

from __future__ import annotations


import argparse
import datetime
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detente.cast import cast
from detente.claims import read
from detente.gazetteer import Gazetteer
from detente.layout import layout
from detente.lexicon import Lexicon
from detente.nlp import annotate, end, load_pipeline, start
from detente.records import Article
from detente.scorer import features

FOLDS = 5
MINIMUM = 3  # a feature seen less often carries no weight

Reading = tuple[list[str], bool]  # features, is it an event of its type?


def passages(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def words(records: list[dict[str, Any]]) -> Iterator[tuple[list[list[Reading]], int]]:
    """For each passage: the words that may tell an event with their readings, and the number of its events."""
    nlp, gazetteer, lexicon = load_pipeline(), Gazetteer.load(), Lexicon.load()
    for record in records:
        published = record.get("published")
        article = Article(
            id=record["id"],
            text=record["text"],
            title=record.get("title"),
            published=datetime.date.fromisoformat(published) if published else None,
            parts=layout(record["text"], record.get("title")),
        )
        doc = annotate(nlp, article)
        spans = [(e["type"], e["trigger"]["start"], e["trigger"]["end"]) for e in record["events"]]
        found = []
        for readings in read(doc, cast(article, doc, gazetteer), lexicon):
            begin, stop = start(readings[0].trigger), end(readings[0].trigger)
            found.append(
                [
                    (list(features(t)), any(k == t.type and a < stop and begin < b for k, a, b in spans))
                    for t in readings
                ]
            )
        yield found, len(spans)


def fit(data: list[list[list[Reading]]], strength: float) -> dict[str, float]:
    """Weights of the features."""
    rows = [reading for passage in data for word in passage for reading in word]
    counts = Counter(name for names, _ in rows for name in set(names))
    index = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= MINIMUM))}
    pointers, columns = [0], []
    for names, _ in rows:
        columns.extend(sorted({index[name] for name in names if name in index}))
        pointers.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(index)))
    model = LogisticRegression(C=strength, max_iter=500, solver="lbfgs")
    model.fit(matrix, np.array([right for _, right in rows]))
    weights = {name: round(float(model.coef_[0][i]), 4) for name, i in index.items()}
    return {"bias": round(float(model.intercept_[0]), 4)} | {n: w for n, w in weights.items() if w}


def probabilities(weights: dict[str, float], data: list[list[list[Reading]]]) -> list[tuple[float, bool]]:
    """The best reading of each word: its probability, and whether it is right."""
    out = []
    for passage in data:
        for word in passage:
            scored = [(weights["bias"] + sum(weights.get(n, 0.0) for n in set(names)), right) for names, right in word]
            logit, right = max(scored, key=lambda pair: pair[0])
            out.append((1 / (1 + float(np.exp(-logit))), right))
    return out


def best_threshold(scored: list[tuple[float, bool]], wanted: int) -> tuple[float, float]:
    """The threshold with the highest F1 on triggers, and that F1."""
    candidates = [t / 100 for t in range(5, 90, 1)]
    def f1(threshold: float) -> float:
        kept = [right for p, right in scored if p >= threshold]
        return 2 * sum(kept) / (len(kept) + wanted) if kept else 0.0
    return max(((f1(t), t) for t in candidates), key=lambda pair: (pair[0], -pair[1]))[::-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--out", type=Path, default=Path("lexicon/scorer.json"))
    options = parser.parse_args()
    both = list(words(passages(options.passages)))
    data, wanted = [d for d, _ in both], sum(n for _, n in both)
    alone = [(1.0, word[0][1]) for passage in data for word in passage]
    print(f"{len(data)} passages, {wanted} events, {len(alone)} words with readings")
    print(f"rules alone: trigger F1 {best_threshold(alone, wanted)[1]:.3f}")
    results = []
    for strength in (0.05, 0.1, 0.2, 0.5, 1.0):
        scored = []
        for fold in range(FOLDS):
            weights = fit([d for i, d in enumerate(data) if i % FOLDS != fold], strength)
            scored += probabilities(weights, [d for i, d in enumerate(data) if i % FOLDS == fold])
        threshold, value = best_threshold(scored, wanted)
        results.append((value, strength, threshold))
        print(f"C={strength}: cross-validated trigger F1 {value:.3f} at {threshold}")
    _, strength, threshold = max(results)
    weights = fit(data, strength)
    options.out.write_text(json.dumps({"threshold": threshold, "weights": dict(sorted(weights.items()))}, indent=0) + "\n")
    print(f"{options.out}: {len(weights)} weights")


if __name__ == "__main__":
    main()
