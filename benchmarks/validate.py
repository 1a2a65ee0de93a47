"""Time of both validation engines on the same synthetic graph: ``python benchmarks/validate.py 1000 [--reference]``.

Every article tells of ten events, with its text, quotes, actors and one position; every event has one claim.
"""

from __future__ import annotations

import argparse
import datetime
import resource
import time
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from detente.iris import actor_iri, event_iri, graph_iri
from detente.rdf import Activity, dated, to_rdf
from detente.records import Account, Actor, Article, Claim, Mention, Position, Quote
from detente.validate import Validator, validate
from detente.vocabulary import term

PER_ARTICLE = 10
TYPES = ("Release", "Meeting", "Praise", "SanctionsRelief", "Request")
ACTIVITY = Activity("0.1.0", "pipeline 1.0", "f00d")


def account(number: int) -> Account:
    """An article of ten sentences with an account of it."""
    sentences = [f"On Monday Arvania dealt with delegation {i} of Belmora." for i in range(PER_ARTICLE)]
    text = "\n\n".join(sentences)

    def quote(words: str, start: int = 0) -> Quote:
        begin = text.index(words, start)
        return Quote(begin, begin + len(words), words)

    actors = [
        Actor("a0", "Arvania", "Country", (Mention(quote("Arvania"), "name"),), key="arvania"),
        Actor("a1", "Belmora", "Country", (Mention(quote("Belmora"), "name"),), key="belmora"),
    ]
    claims = []
    for i, sentence in enumerate(sentences):
        evidence = quote(sentence)
        mention = Mention(quote(f"delegation {i}", evidence.start), "nominal")
        actors.append(Actor(f"g{i}", f"delegation {i}", "Group", (mention,), count=i + 1, state="a1"))
        claims.append(
            Claim(
                f"c{i}", TYPES[i % len(TYPES)], quote("dealt", evidence.start), evidence, ("a0",), (f"g{i}",),
                date="2025-03-03", date_stated="Monday", count=i + 1, speakers=("a1",), confidence=0.9,
            )
        )  # fmt: skip
    article = Article(f"article-{number}", text, "Dealings", datetime.date(2025, 3, 4), "The Port Ilan Post")
    return Account(article, tuple(actors), (Position("g0", "delegate", "a1", claims[0].evidence),), tuple(claims))


def quads(events: int) -> Iterator[Quad]:
    """A graph with that many events."""
    graph, actors = NamedNode(graph_iri("events")), NamedNode(graph_iri("actors"))
    arvania = NamedNode(actor_iri("arvania"))
    yield Quad(arvania, term("rdf:type"), term("dt:Country"), actors)
    yield Quad(arvania, term("rdfs:label"), Literal("Arvania", language="en"), actors)
    for number in range(events // PER_ARTICLE):
        given = account(number)
        for quad in to_rdf(given, activity=ACTIVITY):
            yield quad
            if quad.object == term("dt:Claim"):
                claim = given.claims[int(quad.subject.value.rpartition("c")[2])]
                event = NamedNode(event_iri(claim.type, claim.date, quad.subject.value))
                yield Quad(event, term("rdf:type"), term(f"dt:{claim.type}"), graph)
                yield Quad(event, term("rdfs:label"), Literal(f"Arvania: {claim.type}", language="en"), graph)
                yield Quad(event, term("dt:status"), term("dt:Actual"), graph)
                yield Quad(event, term("dt:agent"), arvania, graph)
                yield Quad(event, term("dt:supportedBy"), quad.subject, graph)
                for fact in dated(event, claim.date or ""):
                    yield Quad(*fact, graph)


def main() -> None:
    """Build the graph, time the engines, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="?", default=1000)
    parser.add_argument("--reference", action="store_true", help="time pySHACL too")
    options = parser.parse_args()
    store = Store()
    store.bulk_extend(quads(options.events))
    print(f"{options.events} events, {len(store)} quads")
    start = time.process_time()
    report = validate(store)
    ours = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"queries: {ours:.2f} s, {report.focus_nodes} focus nodes, {len(report.violations)} violations")
    print(f"memory: {memory:.0f} MB")
    validator, articles = Validator(), [list(to_rdf(account(number), activity=ACTIVITY)) for number in range(100)]
    start = time.process_time()
    for article in articles:
        validator.sift(article)
    alone = (time.process_time() - start) * 10
    start = time.process_time()
    validator.sift([quad for article in articles for quad in article])
    print(f"sift: {alone:.1f} ms an article alone, {(time.process_time() - start) * 10:.1f} ms in a batch of 100")
    if options.reference:
        start = time.process_time()
        reference = validate(store, reference=True)
        theirs = time.process_time() - start
        print(f"pySHACL: {theirs:.2f} s, {len(reference.violations)} violations; {theirs / ours:.0f} times as long")


if __name__ == "__main__":
    main()
