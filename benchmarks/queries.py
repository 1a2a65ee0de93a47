"""Time of each shipped query on a store: ``python benchmarks/queries.py /tmp/corpus/store [query …]``.

Each query is asked without parameters and, where it takes an actor, about actors that are drawn as users would ask:
an actor of rank n by its events with a weight of 1/n (Zipf); speakers, for the query that takes one, by their claims.
Every answer is made in a process of its own, whose own processor time counts: other work on the machine doesn't. It is
ended when it takes too long. The same draw each time; a query's time about an actor counts as often as it was drawn.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import time
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import NamedNode, Store

from detente.query import ask
from detente.questions import Question, questions

LIMIT = 30  # seconds of the process's own time
RANKED = {
    "actor": """
SELECT ?actor (COUNT(?event) AS ?times) WHERE { ?event dt:party ?actor }
GROUP BY ?actor ORDER BY DESC(?times) ?actor""",
    "speaker": """
SELECT ?actor (COUNT(?claim) AS ?times) WHERE { ?claim prov:wasAttributedTo/dt:refersTo ?actor }
GROUP BY ?actor ORDER BY DESC(?times) ?actor""",
}
Times = list[tuple[float, int]]  # seconds, and how often they count


def main() -> None:
    """A line for each query, then what all questions about an actor come to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("queries", nargs="*")
    parser.add_argument("--draws", type=int, default=100, help="actors asked about")
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_intermixed_args()
    store = Store.read_only(str(arguments.store))
    ranked = {name: [str(row["actor"]) for row in ask(store, query)] for name, query in RANKED.items()}
    print(f"{len(store):,} quads, {len(ranked['actor']):,} actors, {len(ranked['speaker']):,} speakers")
    print(
        "| query | without an actor: rows | seconds | most active actor: rows | seconds | draws: median | p95 | most |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|", flush=True)
    drawn: Times = []
    figures = {}
    for question in questions():
        if arguments.queries and question.name not in arguments.queries:
            continue
        rows, seconds = timed(store, question, {})
        cells = [shown(rows), f"{seconds:.2f}"]
        figures[question.name] = {"rows": rows, "seconds": seconds}
        if parameter := next((it.name for it in question.parameters if it.type == "actor"), None):
            population = ranked["speaker" if parameter == "speaker" else "actor"]
            times: Times = []
            rows, seconds = timed(store, question, {parameter: population[0]})
            cells += [shown(rows), f"{seconds:.2f}"]
            for rank, often in draw(len(population), arguments.draws).items():
                took = timed(store, question, {parameter: population[rank]})[1] if rank else seconds
                times.append((took, often))
            cells += [f"{quantile(times, share):.2f}" for share in (0.5, 0.95, 1)]
            figures[question.name] |= {"top_rows": rows, "top_seconds": seconds, "draws": times}
            drawn += times
        print(f"| `{question.name}` | {' | '.join([*cells, *[''] * (7 - len(cells))])} |", flush=True)
    shares = (0.5, 0.9, 0.95, 0.99, 1)
    print(f"{len(drawn)} questions; quantiles {shares}: {[round(quantile(drawn, share), 2) for share in shares]}")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=1))


def draw(population: int, draws: int) -> Counter[int]:
    """Ranks, from 0, with how often each was drawn."""
    weights = [1 / rank for rank in range(1, population + 1)]
    return Counter(random.Random(7).choices(range(population), weights, k=draws))


def quantile(times: Times, share: float) -> float:
    """The least time that this share of the questions doesn't exceed."""
    weight = 0
    wanted = share * sum(often for _, often in times)
    for seconds, often in sorted(times):
        weight += often
        if weight >= wanted:
            return seconds
    return 0.0


def shown(rows: int | None) -> str:
    """A number of rows; "–" where it took too long."""
    return "–" if rows is None else f"{rows:,}"


def timed(store: Store, question: Question, given: dict[str, str]) -> tuple[int | None, float]:
    """How many rows there are, and in how many seconds; None and infinity where it took too long."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=answer, args=(store, question.name, given, sender))
    process.start()
    sender.close()
    try:
        got: tuple[int | None, float] = receiver.recv()
    except EOFError:
        got = None, float("inf")
    process.join()
    return got


def answer(store: Store, name: str, given: dict[str, str], sender: Connection) -> None:
    """Ask, and send the number of rows and the seconds."""
    began = time.process_time()
    limit = int(began) + LIMIT
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    rows = ask(store, name, **{name: NamedNode(actor) for name, actor in given.items()})
    sender.send((len(rows), time.process_time() - began))


if __name__ == "__main__":
    main()
