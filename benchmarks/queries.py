"""Time of each shipped query on a store: ``python benchmarks/queries.py /tmp/corpus [query …]``.

Each query is asked without parameters, and, where it takes an actor, about the most active actor and four of lower
rank. Every answer is made in a process of its own, whose own time counts: other work on the machine doesn't. It is
ended when it takes too long.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import statistics
import time
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import NamedNode, Store

from detente.errors import DetenteError
from detente.query import ask
from detente.questions import Parameter, questions

RANKS = (0, 3, 30, 300, 2000)
LIMIT = 20  # seconds of the process's own time


def main() -> None:
    """A line for each query: rows and seconds without parameters, then seconds with one actor or another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("queries", nargs="*")
    arguments = parser.parse_args()
    store = Store.read_only(str(arguments.store))
    active = list(ask(store, ACTIVE))
    chosen = [active[rank] for rank in RANKS if rank < len(active)]
    actors = [str(row["actor"]) for row in chosen]
    print(f"{len(store):,} quads; the actors have {', '.join(str(row['events']) for row in chosen)} events")
    print(f"{'query':18}{'rows':>8}{'seconds':>9}   rows and seconds with one actor: median, p95", flush=True)
    for question in questions():
        if arguments.queries and question.name not in arguments.queries:
            continue
        rows, seconds = timed(store, question.name, None, "")
        line = f"{question.name:18}{rows:>8}{seconds:>9.2f}"
        if parameter := next((it for it in question.parameters if it.type == "actor"), None):
            asked = [timed(store, question.name, parameter, actor) for actor in actors]
            times = sorted(seconds for _, seconds in asked)
            shown = " ".join(f"{seconds:.2f} ({rows})" for rows, seconds in asked)
            p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
            line += f"   {statistics.median(times):5.2f} {p95:5.2f}   {shown}"
        print(line, flush=True)


ACTIVE = """
SELECT ?actor (COUNT(?event) AS ?events) WHERE { ?event dt:party ?actor }
GROUP BY ?actor ORDER BY DESC(?events) ?actor
"""


def timed(store: Store, name: str, parameter: Parameter | None, actor: str) -> tuple[int | str, float]:
    """How many rows there are, and in how many seconds; "-" where it took too long."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=answer, args=(store, name, parameter, actor, sender))
    process.start()
    sender.close()
    try:
        got: tuple[int | str, float] = receiver.recv()
    except EOFError:
        got = "-", float("inf")
    process.join()
    return got


def answer(store: Store, name: str, parameter: Parameter | None, actor: str, sender: Connection) -> None:
    """Ask, and send the number of rows and the seconds."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    began = time.process_time()
    given = {parameter.name: NamedNode(actor)} if parameter else {}
    try:
        rows = ask(store, name, **given)
    except DetenteError as error:
        sender.send((str(error), 0.0))
        return
    sender.send((len(rows), time.process_time() - began))


if __name__ == "__main__":
    main()
