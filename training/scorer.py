"""Train the scorers of extraction on passages with events; evaluate them by cross-validation.

    python training/scorer.py PASSAGES.jsonl [--out lexicon/scorer.json]

PASSAGES has one record a line in the shape of `detente build -o FILE.jsonl`, with `text`. Three questions are learnt:
is a word an event of a type here (right: the passage has an event of that type whose trigger the word overlaps); does
an actor of the sentence fill a role of it; has it a status. Deterministic; a minute or two.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detente import features, roles
from detente.actors import Draft
from detente.cast import Cast, cast
from detente.claims import likeliest
from detente.gazetteer import Gazetteer
from detente.layout import layout
from detente.lexicon import Lexicon
from detente.nlp import annotate, end, load_pipeline, start
from detente.readings import Telling, read
from detente.records import Article, Status
from detente.scorer import Scorer, unknown
from detente.speakers import Speakers

FOLDS = 5
REACH = 5  # hundredths on either side that a threshold's figure is averaged over
MINIMUM = 3  # a feature seen less often carries no weight

Case = tuple[list[str], bool]  # features, right or wrong
Weights = dict[str, float]


@dataclass(slots=True)
class Lesson:
    """What one passage teaches: words with their readings, actors in roles, statuses; and how many are wanted."""

    words: list[list[Case]] = field(default_factory=list)
    near: list[list[list[int]]] = field(default_factory=list)  # the events that each reading may be held to mean
    events: int = 0
    roles: dict[str, list[Case]] = field(default_factory=dict)
    wanted: Counter[str] = field(default_factory=Counter)
    statuses: list[tuple[list[str], str, Status]] = field(default_factory=list)  # features, the right one, the rules'


def lessons(path: Path) -> Iterator[Lesson]:
    """One lesson a passage."""
    nlp, gazetteer, lexicon = load_pipeline(), Gazetteer.load(), Lexicon.load()
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            published = record.get("published")
            article = Article(
                id=record["id"],
                text=record["text"],
                title=record.get("title"),
                published=datetime.date.fromisoformat(published) if published else None,
                parts=layout(record["text"], record.get("title")),
            )
            doc = annotate(nlp, article)
            people = cast(article, doc, gazetteer)
            names = align(record["actors"], people)
            speakers = Speakers(article, doc, lexicon)
            lesson = Lesson(events=len(record["events"]))
            for readings in read(doc, people, lexicon):
                found = [event_of(t, record["events"]) for t in readings]
                lesson.words.append(
                    [(list(features.event(t)), e is not None) for t, e in zip(readings, found, strict=True)]
                )
                lesson.near.append([may_mean(t, e, record["events"]) for t, e in zip(readings, found, strict=True)])
                for telling, event in zip(readings, found, strict=True):
                    if event is not None:
                        telling.speakers = speakers.actors(telling.trigger, people)
                        teach(lesson, telling, event, people, names)
            yield lesson


def event_of(telling: Telling, events: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The annotated event of the same type that a trigger, or a noun of its phrase ("reached a deal"), tells."""
    for event in events:
        if event["type"] == telling.type:
            for token in (telling.trigger, *telling.candidate.consumed):
                if event["trigger"]["start"] < end(token) and start(token) < event["trigger"]["end"]:
                    return event
    return None


def may_mean(telling: Telling, event: dict[str, Any] | None, events: list[dict[str, Any]]) -> list[int]:
    """The numbers of the events that a reading may be held to mean: its own first, then others of its sentence."""
    begin, stop = start(telling.sentence[0]), end(telling.sentence[-1])
    near = [
        i
        for i, other in enumerate(events)
        if other["type"] == telling.type and begin <= other["trigger"]["start"] < stop and other is not event
    ]
    return near if event is None else [events.index(event), *near]


def teach(lesson: Lesson, telling: Telling, event: dict[str, Any], people: Cast, names: dict[int, set[str]]) -> None:
    """Add the roles and the status of one event."""
    for role in roles.ROLES:
        filled = set([event["place"]] if role == "place" else event[role]) - {None}
        choices = list(roles.options(telling, people))
        taken = roles.taken(telling, choices)
        for token, actor in choices:
            if roles.fits(role, actor):
                ids = names.get(id(actor), set())
                case = list(features.role(telling, role, token, actor, roles.bound(telling, actor), taken))
                lesson.roles.setdefault(role, []).append((case, bool(ids & filled)))
        lesson.wanted[role] += len(filled)
    lesson.statuses.append((list(features.status(telling)), event["status"], telling.status))


def plain(name: str) -> str:
    """A name without case, accents, articles and marks."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"^(the|a|an)\s+", "", re.sub(r"[^\w\s]", " ", folded)).split())


def align(actors: list[dict[str, Any]], people: Cast) -> dict[int, set[str]]:
    """The annotated actors that each actor of the cast may be: those that share a name or description."""
    known = {a["id"]: {plain(n) for n in [a["name"], *a["mentions"]]} for a in actors}
    return {id(draft): {key for key, names in known.items() if names & surfaces(draft)} for draft in people.actors}


def surfaces(draft: Draft) -> set[str]:
    """The names and descriptions of an actor of the cast."""
    return {plain(n) for n in [draft.name, *(m.quote.text for m in draft.mentions if m.kind != "pronoun")]}


def fit(cases: Sequence[tuple[list[str], Any]], strength: float) -> dict[Any, Weights]:
    """Weights of the features for each answer of a logistic regression; for yes or no those of yes (True)."""
    counts = Counter(name for names, _ in cases for name in set(names))
    known = {name if count >= MINIMUM else unknown(name) for name, count in counts.items()}
    index = {name: i for i, name in enumerate(sorted(known))}
    pointers, columns = [0], []
    for names, _ in cases:
        columns.extend(sorted({index[name if name in index else unknown(name)] for name in names}))
        pointers.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(cases), len(index)))
    model = LogisticRegression(C=strength, max_iter=500, solver="lbfgs")
    model.fit(matrix, np.array([answer for _, answer in cases]))
    answers = [True] if len(model.classes_) == 2 else [str(answer) for answer in model.classes_]
    return {
        answer: {"bias": round(float(intercept), 3)} | {name: round(float(row[i]), 3) for name, i in index.items()}
        for answer, row, intercept in zip(answers, model.coef_, model.intercept_, strict=True)
    }


def probability(weights: dict[str, float], names: list[str]) -> float:
    """What the weights say of one case."""
    return Scorer(weights).score(names)


def threshold(scored: list[tuple[float, bool]], wanted: int) -> tuple[float, float]:
    """The threshold with the highest F1, and that F1; `wanted` counts also what no case reaches."""

    def f1(at: float) -> float:
        kept = [right for p, right in scored if p >= at]
        return 2 * sum(kept) / (len(kept) + wanted) if kept else 0.0

    return middle({t / 100: f1(t / 100) for t in range(5, 90)})


def middle(figures: dict[float, float], slack: float = 0.0) -> tuple[float, float]:
    """The threshold in the middle of the best stretch, and its figure: the single best one is mostly luck.

    With `slack`, the lowest whose stretch is at most so much worse: what is doubtful carries its confidence, what is
    missed can't be got back.
    """
    steps = sorted(figures)
    means = {
        at: float(np.mean([figures[near] for near in steps[max(0, i - REACH) : i + REACH + 1]]))
        for i, at in enumerate(steps)
    }
    best = min(at for at in steps if means[at] >= max(means.values()) - slack)
    return best, figures[best]


def agreement(judged: list[list[tuple[float, bool, list[int]]]], at: float, wanted: int) -> float:
    """F1 of events by type and sentence: each kept word means one event, each event is meant once."""
    kept = matched = 0
    for words in judged:
        free = {i for _, _, near in words for i in near}
        for p, _, near in sorted(words, key=lambda word: (not word[1], -word[0])):
            if p >= at:
                kept += 1
                hit = next((i for i in near if i in free), None)
                if hit is not None:
                    free.discard(hit)
                    matched += 1
    return 2 * matched / (kept + wanted)


def folded(lessons_: list[Lesson], pick: Any, strength: float) -> Iterator[tuple[Lesson, dict[Any, Weights]]]:
    """Each lesson with weights that were learnt without it."""
    for fold in range(FOLDS):
        weights = fit([c for i, it in enumerate(lessons_) if i % FOLDS != fold for c in pick(it)], strength)
        yield from ((it, weights) for i, it in enumerate(lessons_) if i % FOLDS == fold)


def main() -> None:
    """Learn, evaluate and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--out", type=Path, default=Path("lexicon/scorer.json"))
    options = parser.parse_args()
    data = list(lessons(options.passages))
    out: dict[str, Any] = {}

    wanted = sum(it.events for it in data)
    alone = [(1.0, word[0][1]) for it in data for word in it.words]
    print(f"{len(data)} passages, {wanted} events, {len(alone)} words with readings")
    flat = lambda it: [case for word in it.words for case in word]  # noqa: E731  # one expression, used twice
    judged: list[list[tuple[float, bool, list[int]]]] = []  # a passage's words: probability, exact, what it may mean
    for it, weights in folded(data, flat, 0.3):
        judged.append(
            [
                max((probability(weights[True], names), right, near) for (names, right), near in zip(w, n, strict=True))
                for w, n in zip(it.words, it.near, strict=True)
            ]
        )
    at, value = middle({t / 100: agreement(judged, t / 100, wanted) for t in range(5, 60)}, slack=0.003)
    exact = threshold([(p, right) for words in judged for p, right, _ in words], wanted)[1]
    print(
        f"event: rules alone F1 {threshold(alone, wanted)[1]:.3f}, cross-validated {exact:.3f}; "
        f"in the sentence {value:.3f} at {at}"
    )
    out["event"] = {"threshold": at, "weights": fit([c for it in data for c in flat(it)], 0.3)[True]}

    for role in roles.ROLES:
        pick = lambda it, role=role: it.roles.get(role, [])  # noqa: E731
        wanted = sum(it.wanted[role] for it in data)
        scored = [
            (probability(w[True], names), right) for it, w in folded(data, pick, 0.2) for names, right in pick(it)
        ]
        ruled = [(1.0 if f"bound={role}" in names else 0.0, right) for it in data for names, right in pick(it)]
        at, value = threshold(scored, wanted)
        print(f"{role}: rules alone F1 {threshold(ruled, wanted)[1]:.3f}, cross-validated {value:.3f} at {at}")
        out[f"role:{role}"] = {"threshold": at, "weights": fit([c for it in data for c in pick(it)], 0.2)[True]}

    pick = lambda it: [(names, right) for names, right, _ in it.statuses]  # noqa: E731
    ruled = learnt = asked = 0
    for it, by_answer in folded(data, pick, 1.0):
        scorers = {value: Scorer(weights) for value, weights in by_answer.items()}
        for names, right, rule in it.statuses:
            asked, ruled = asked + 1, ruled + (rule == right)
            learnt += likeliest(scorers, names, rule) == right
    print(f"status: rules alone {ruled / asked:.3f}, cross-validated {learnt / asked:.3f}")
    for value, weights in fit([c for it in data for c in pick(it)], 1.0).items():
        out[f"status:{value}"] = {"threshold": 0.5, "weights": weights}

    for part in out.values():
        part["weights"] = dict(sorted(part["weights"].items()))
    options.out.write_text(json.dumps(out, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{options.out}: {sum(len(part['weights']) for part in out.values())} weights")


if __name__ == "__main__":
    main()
