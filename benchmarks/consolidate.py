"""Time of consolidating and writing a synthetic corpus: ``python benchmarks/consolidate.py 2000``.

Each affair (two states, Zipf-distributed, and a person of each) is told by one to four publishers within two days,
each telling of ten events; so the number of events that should come out is known.
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Store

from detente.consolidate import consolidate
from detente.graph import FORMATS, read_graph, write_graph
from detente.rdf import to_rdf
from detente.records import Account, Actor, Article, Claim, Mention, Quote

PER_ARTICLE = 10
TYPES = ("Release", "Meeting", "Praise", "SanctionsRelief", "Visit", "Pardon", "Attack", "Expulsion", "Aid", "Ban")
STATES = 190
PUBLISHERS = 40


def affairs(articles: int) -> Iterator[tuple[int, Account]]:
    """Accounts with the number of their affair."""
    chance = random.Random(7)
    weights = [1 / rank for rank in range(1, STATES + 1)]
    written = affair = 0
    while written < articles:
        one, other = chance.choices(range(STATES), weights, k=2)
        day = datetime.date(2031, 1, 1) + datetime.timedelta(chance.randrange(1500))
        for publisher in chance.sample(range(PUBLISHERS), chance.randint(1, 4)):
            late = datetime.timedelta(chance.randrange(3))
            yield affair, account(f"n{written}", one, other, day, day + late, publisher, affair)
            written += 1
        affair += 1


def account(
    article_id: str, one: int, other: int, day: datetime.date, published: datetime.date, publisher: int, affair: int
) -> Account:
    """An article of ten sentences with an account of it."""
    sentences = [f"State {one} dealt with State {other} in matter {number}." for number in range(PER_ARTICLE)]
    text = " ".join(sentences)
    actors = (
        Actor("a1", f"State {one}", "Country", (Mention(Quote(0, 5, text[:5]), "name"),)),
        Actor("a2", f"State {other}", "Country"),
        Actor("a3", f"Ada Number{affair % 5000}", "Person", state="a1"),
        Actor("a4", f"{10 + affair % 90} people", "Group", count=10 + affair % 90),
    )
    claims = []
    at = 0
    for number, sentence in enumerate(sentences):
        quote = Quote(at, at + len(sentence), sentence)
        trigger = Quote(at, at + 5, sentence[:5])
        dated = (affair + number + publisher) % 3 > 0
        recipient = ("a4",) if TYPES[number] in ("Release", "Pardon") else ("a2",)
        agent = ("a3",) if TYPES[number] in ("Meeting", "Visit") else ("a1",)
        claims.append(
            Claim(
                f"c{number}", TYPES[number], trigger, quote, agent, recipient, date=day.isoformat() if dated else None
            )
        )
        at += len(sentence) + 1
    return Account(
        Article(article_id, text, published=published, publisher=f"Paper {publisher}"), actors, claims=tuple(claims)
    )


def main() -> None:
    """Build, consolidate, write and read, with the time of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int)
    arguments = parser.parse_args()
    store, told = Store(), set()
    began = time.perf_counter()
    for affair, made in affairs(arguments.articles):
        store.bulk_extend(to_rdf(made))
        told.add(affair)
    print(f"{len(store):,} quads of {arguments.articles:,} articles in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    events = consolidate(store)
    expected = len(told) * PER_ARTICLE
    print(f"{events:,} events ({expected:,} told of) consolidated in {time.perf_counter() - began:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        for suffix in FORMATS:
            path = Path(folder, f"graph{suffix}")
            began = time.perf_counter()
            write_graph(store, path)
            written = time.perf_counter()
            read_graph(path)
            rates = (len(store) / (written - began) / 1000, len(store) / (time.perf_counter() - written) / 1000)
            print(f"{suffix}: written at {rates[0]:,.0f}, read at {rates[1]:,.0f} thousand quads a second")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")


if __name__ == "__main__":
    main()
