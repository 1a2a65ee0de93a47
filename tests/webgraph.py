"""A graph for tests of the web application, and the application on a free port."""

from __future__ import annotations

import contextlib
import datetime
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import uvicorn
from affairs import actor, claim, corpus
from pyoxigraph import Store

from detente.consolidate import consolidate
from detente.graph import write_graph
from detente.iris import BASE
from detente.rdf import to_rdf
from detente.records import Account, Article
from detente.web.app import application
from detente.web.evaluation import Evaluator
from detente.web.source import Source

HOSTILE = "</script><script>alert('headline')</script>"
ARVANIA = f"{BASE}actor/Q900001"


def hostile() -> Account:
    """A telling of the release with another count, as a planned one, in words that would be markup."""
    text = f"{HOSTILE} <img src=x onerror=alert(1)> Arvania released 38 prisoners on Tuesday."
    actors = (
        actor(text, "a1", "Arvania", "Country", iso3="XAR", wikidata="Q900001", key="Q900001"),
        actor(text, "a2", "38 prisoners", "Group", count=38),
    )
    claims = (claim(text, "c1", "Release", "released", agent=("a1",), recipient=("a2",), date="2031-04-08", count=38),)
    article = Article(
        "hostile", text, HOSTILE, datetime.date(2031, 4, 11), "Tidings <b>bold</b>", url="javascript:alert('source')"
    )
    return Account(article, actors, (), claims)


def graph(accounts: list[Account]) -> Store:
    """A consolidated graph of accounts."""
    store = Store()
    for account in accounts:
        store.extend(to_rdf(account))
    consolidate(store)
    return store


def graph_file(folder: Path) -> Path:
    """The graph of the accounts of affairs.py and of the hostile article."""
    path = folder / "graph.nq"
    write_graph(graph([*corpus(), hostile()]), path)
    return path


def dense(actors: int, events: int) -> Store:
    """A graph in which states release people of each other, day after day."""
    accounts = []
    for number in range(events):
        one, other = number % actors, (number * 7 + 1) % actors
        if one == other:
            continue
        names = [f"Land{it:03}" for it in (one, other)]
        text = f"{names[0]} praised {names[1]}."
        states = tuple(
            replace(actor(text, f"a{at}", name, "Country"), key=name.lower()) for at, name in enumerate(names)
        )
        day = datetime.date(2031, 1, 1) + datetime.timedelta(days=number % 300)
        told = claim(text, "c1", "Praise", "praised", agent=("a0",), recipient=("a1",), date=day.isoformat())
        accounts.append(
            Account(Article(f"praise/{number}", text, f"Praise {number}", day, "Wire"), states, (), (told,))
        )
    return graph(accounts)


@contextlib.contextmanager
def served(path: Path, **options: float) -> Iterator[str]:
    """The address of the application over a graph's file, for as long as the block lasts."""
    evaluator = Evaluator(workers=1, **options)  # type: ignore[arg-type]
    bound = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application(Source(path), evaluator=evaluator), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
