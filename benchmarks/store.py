"""Time of a store: bulk load, consolidation, one article more.

Usage: ``python benchmarks/store.py 100000 --folder /tmp/corpus``, then ``benchmarks/queries.py /tmp/corpus/store``.
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
from detente.rdf import Activity, to_rdf
from detente.store import ArticleStore

ACTIVITY = Activity("1", "model 1", "abc")


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


def _make(folder: Path, path: Path, events: int) -> None:
    file = folder / "articles.nq"
    began = time.perf_counter()
    number = 0
    with file.open("wb") as stream:
        for account in accounts(events):
            serialize(to_rdf(account, activity=ACTIVITY), stream, RdfFormat.N_QUADS)
            number += 1
    print(f"{number:,} articles written in {time.perf_counter() - began:.0f} s", flush=True)
    _load(folder / "plain", file, "their")
    began = time.perf_counter()
    made = create(path, file)
    print(f"store made in {time.perf_counter() - began:.1f} s: {made:,} events", flush=True)
    dump = folder / "whole.nq"
    with dump.open("wb") as stream:
        read_graph(path).dump(stream, RdfFormat.N_QUADS)
    _load(folder / "whole", dump, "the store's")


def _load(folder: Path, file: Path, whose: str) -> None:
    began = time.perf_counter()
    store = Store(str(folder))
    store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
    print(f"pyoxigraph alone loads {whose} {len(store):,} quads in {time.perf_counter() - began:.1f} s", flush=True)


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


if __name__ == "__main__":
    main()
