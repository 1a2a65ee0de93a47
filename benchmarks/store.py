"""Time of a store: bulk load, consolidation, one article more, every shipped query.

Usage: ``python benchmarks/store.py 100000``.

Queries are asked as shipped ("all"), and about one actor in the middle of Zipf's curve where they take one.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from pathlib import Path

from corpus import accounts
from pyoxigraph import RdfFormat, Store, serialize

from detente.founding import create
from detente.graph import read_graph
from detente.query import ask
from detente.questions import questions
from detente.rdf import Activity, to_rdf
from detente.store import ArticleStore

ACTIVITY = Activity("1", "model 1", "abc")
ACTOR = "https://w3id.org/detente/id/actor/Q90020"  # the twenty-first state of 190


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int)
    parser.add_argument("--folder", type=Path, help="keep the store there, or use the one that is there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        path = folder / "store"
        if not path.exists():
            _make(folder, path, arguments.events)
        _change(path, arguments.events)
        _ask(path)


def _make(folder: Path, path: Path, events: int) -> None:
    file = folder / "articles.nq"
    began = time.perf_counter()
    number = 0
    with file.open("wb") as stream:
        for account in accounts(events):
            serialize(to_rdf(account, activity=ACTIVITY), stream, RdfFormat.N_QUADS)
            number += 1
    print(f"{number:,} articles written in {time.perf_counter() - began:.0f} s", flush=True)
    began = time.perf_counter()
    store = Store(str(folder / "plain"))
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    plain = time.perf_counter() - began
    print(f"pyoxigraph alone loads their {len(store):,} quads in {plain:.1f} s", flush=True)
    del store
    began = time.perf_counter()
    made = create(path, file)
    taken = time.perf_counter() - began
    print(f"store made in {taken:.1f} s: {made:,} events", flush=True)
    whole = read_graph(path)
    dump = folder / "whole.nq"
    with dump.open("wb") as stream:
        whole.dump(stream, RdfFormat.N_QUADS)
    print(f"{len(whole):,} quads in all", flush=True)


def _change(path: Path, events: int) -> None:
    times = []
    with ArticleStore(path) as store:
        for account in itertools.islice(accounts(events, seed=8), 20):
            quads = list(to_rdf(account, activity=ACTIVITY))
            began = time.perf_counter()
            store.put(quads)
            times.append(time.perf_counter() - began)
    print(
        f"one article more or replaced: median {1000 * statistics.median(times):.0f} ms, "
        f"most {1000 * max(times):.0f} ms",
        flush=True,
    )


def _ask(path: Path) -> None:
    store = read_graph(path)
    print(f"{'query':<20}{'all, s':>9}{'rows':>10}{'one actor, s':>14}{'rows':>9}")
    for question in questions():
        shown = [question.name]
        asked: list[dict[str, str]] = [{}]
        actor = next((it.name for it in question.parameters if it.type == "actor"), None)
        if actor:
            asked.append({actor: ACTOR})
        for parameters in asked:
            began = time.perf_counter()
            rows = ask(store, question.name, **parameters)
            shown += [f"{time.perf_counter() - began:.2f}", f"{len(rows):,}"]
        print("".join(f"{cell:<20}" if not place else f"{cell:>12}" for place, cell in enumerate(shown)), flush=True)


if __name__ == "__main__":
    main()
