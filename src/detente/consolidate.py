"""Claims of many articles into one graph: who is who, what happened once, and the plain relations between actors.

All of it is derived, and follows change by change what the articles' graphs say: `detente.register` knows the actors,
`detente.ledger` the events, `detente.crowds` unnamed people, `detente.syndication` copies of one text. What comes out
stands in the graphs ``events``, ``actors``, ``links`` (why things were merged) and ``dataset`` (what there is).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from detente import crowds, syndication
from detente.actorfacts import actor_facts, position_facts
from detente.dataset import dataset_facts
from detente.decisions import Decisions
from detente.events import Event, Fact, claim_event_iri
from detente.identity import Identity
from detente.index import Index
from detente.iris import BASE, graph_iri
from detente.ledger import Ledger, Pair, Stale, cast_of
from detente.mergefacts import claim_merge, profile_merge
from detente.register import Register
from detente.statements import Statements
from detente.testimony import ArticleActor, ArticlePosition, Testimony, Told, read_testimonies
from detente.vocabulary import term

DERIVED = ("actors", "dataset", "events", "links")


@dataclass(frozen=True, slots=True)
class Node:
    """Everything that a derived graph says with one subject; nothing if there is no such thing any more."""

    graph: NamedNode
    subject: NamedNode
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a derived graph, which holds now or doesn't; several things may say it."""

    quad: Quad
    holds: bool


def consolidate(store: Store, *, base: str = BASE, decisions: Decisions | None = None) -> int:
    """Build the derived graphs anew in `store`; return the number of events.

    The same articles give the same graphs, in whatever order they came.
    """
    for name in DERIVED:
        store.remove_graph(NamedNode(graph_iri(name, base=base)))
    consolidation = Consolidation(Index(), base=base, decisions=decisions)
    store.bulk_extend(quads(consolidation.change(added=read_testimonies(store))))
    return consolidation.events


def quads(output: Iterable[Node | Statement]) -> Iterator[Quad]:
    """What holds, as quads."""
    for piece in output:
        if isinstance(piece, Statement):
            if piece.holds:
                yield piece.quad
        else:
            yield from (Quad(*fact, piece.graph) for fact in piece.facts)


class Consolidation:
    """The derived graphs' memory, and how they change with the articles."""

    def __init__(self, index: Index, *, base: str = BASE, decisions: Decisions | None = None) -> None:
        self._index = index
        self._base = base
        self._decisions = decisions = decisions or Decisions()
        self._register = Register(index, base=base, refused=decisions.apart)
        self._ledger = Ledger(index, self._register, refused=decisions.different, dropped=decisions.dropped)
        self._statements = Statements(index)
        self._graphs = {name: NamedNode(graph_iri(name, base=base)) for name in DERIVED}

    @property
    def events(self) -> int:
        """How many events there are."""
        number: int = self._index.one("SELECT COUNT(DISTINCT event) FROM claim")
        return number

    @property
    def articles(self) -> list[str]:
        """The articles that are known, by IRI."""
        return [iri for (iri,) in self._index.rows("SELECT iri FROM article ORDER BY iri")]

    def change(
        self, *, removed: Iterable[str] = (), added: Iterable[Testimony] = (), reconsidered: Iterable[str] = ()
    ) -> Iterator[Node | Statement]:
        """Take articles out and others in; yield what the derived graphs say anew.

        `reconsidered` are claims and profiles about which a person decided since.
        """
        gone = sorted(set(removed) & set(self.articles))
        leaving = [self._actors_of(article) for article in gone]
        here: list[tuple[str, str]] = []
        come: list[tuple[ArticleActor, ...]] = []
        positions: list[ArticlePosition] = []
        claims: list[Told] = []
        publishers: dict[str, tuple[str, str]] = {}
        for testimony in added:
            here.append((testimony.source.iri, testimony.text))
            if testimony.source.publisher:
                publishers[testimony.source.iri] = testimony.source.publisher
            come.append(testimony.actors)
            positions += testimony.positions
            claims += testimony.claims
        copied = syndication.change(self._index, gone, here)
        again = set(reconsidered)
        moved = self._register.change(removed=leaving, added=come, reconsidered=again)
        stale = self._ledger.change(removed=gone, added=claims, moved=moved, reconsidered=again)
        regrouped = crowds.merge(self._index, self._register, self._ledger, stale.claims, base=self._base)
        told = {actor.iri for actors in (*leaving, *come) for actor in actors}
        yield from self._events(stale, regrouped, copied)
        yield from self._actors(told, regrouped)
        self._positions(gone, positions)
        self._publishers(gone, publishers)
        yield from self._merges(stale.pairs)
        yield from self._statements.changed()
        yield from self._dataset()

    def _actors_of(self, article: str) -> list[ArticleActor]:
        rows = self._index.rows("SELECT record FROM actor WHERE article = ? ORDER BY iri", (article,))
        return [ArticleActor.of_text(text) for (text,) in rows]

    def _events(self, stale: Stale, regrouped: Iterable[str], copied: Iterable[str]) -> Iterator[Node]:
        index = self._index
        claims = set(stale.claims)
        claims |= {claim for (claim,) in index.among("SELECT claim FROM role WHERE actor IN (?*)", regrouped)}
        claims |= {claim for (claim,) in index.among("SELECT iri FROM claim WHERE article IN (?*)", copied)}
        # What follows an event, or is related to it, names it.
        claims |= {
            one for (one,) in index.among("SELECT one FROM pair WHERE kind = 'kin' AND other IN (?*)", stale.claims)
        }
        claims |= {
            one for (one,) in index.among("SELECT other FROM pair WHERE kind = 'kin' AND one IN (?*)", stale.claims)
        }
        articles = {claim.partition("#")[0] for claim in stale.claims}
        claims |= {claim for (claim,) in index.among("SELECT iri FROM claim WHERE article IN (?*)", articles)}
        heads = {head for (head,) in index.among("SELECT event FROM claim WHERE iri IN (?*)", claims)}
        self._statements.forget(heads | claims)
        gone = stale.claims - {
            claim for (claim,) in index.among("SELECT iri FROM claim WHERE iri IN (?*)", stale.claims)
        }
        graph = self._graphs["events"]
        for _, iri in list(index.among("SELECT claim, iri FROM minted WHERE claim IN (?*)", gone)):
            yield Node(graph, NamedNode(iri), ())
        index.run("DELETE FROM minted WHERE claim = ?", ((claim,) for claim in gone))
        for head in sorted(heads):
            yield from self._event(self._ledger.told(self._claims_of(head)), graph)

    def _event(self, claims: Sequence[Told], graph: NamedNode) -> Iterator[Node]:
        known: dict[str, Identity] = {
            actor: one for claim in claims for actor in cast_of(claim) if (one := self._register.behind(actor))
        }
        copies = syndication.copies(self._index, {claim.article for claim in claims}) if len(claims) > 1 else ()
        event = Event.of(claims, known, base=self._base, copies=copies)
        follows = {claim: self._event_iri(claim) for told in claims for claim in told.follows}
        facts = list(event.facts({claim: iri for claim, iri in follows.items() if iri}))
        node = NamedNode(event.iri)
        facts += [(node, term("dt:relatedTo"), NamedNode(iri)) for iri in self._related(claims, event.iri)]
        yield Node(graph, node, tuple(dict.fromkeys(facts)))
        self._statements.say(claims[0].iri, graph, event.relations())
        for claim in claims[1:]:
            merged = NamedNode(claim_event_iri(claim, base=self._base))
            yield Node(graph, merged, ((merged, term("dcterms:isReplacedBy"), node),))
        minted = {claim.iri: claim_event_iri(claim, base=self._base) for claim in claims}
        for claim_iri, iri in list(self._index.among("SELECT claim, iri FROM minted WHERE claim IN (?*)", minted)):
            if minted[claim_iri] != iri:  # its article was replaced
                yield Node(graph, NamedNode(iri), ())
        self._index.run("INSERT OR REPLACE INTO minted VALUES (?, ?)", minted.items())

    def _related(self, claims: Sequence[Told], event: str) -> list[str]:
        ours = [claim.iri for claim in claims]
        others = {it for (it,) in self._index.among("SELECT other FROM pair WHERE kind = 'kin' AND one IN (?*)", ours)}
        others |= {it for (it,) in self._index.among("SELECT one FROM pair WHERE kind = 'kin' AND other IN (?*)", ours)}
        return sorted({iri for other in others if (iri := self._event_iri(other))} - {event})

    def _claims_of(self, head: str) -> list[str]:
        return [claim for (claim,) in self._index.rows("SELECT iri FROM claim WHERE event = ?", (head,))]

    def _event_iri(self, claim: str) -> str | None:
        head = self._index.one("SELECT event FROM claim WHERE iri = ?", (claim,))
        if head is None:
            return None
        [first] = self._ledger.told([head])
        return claim_event_iri(first, base=self._base)

    def _actors(self, told: set[str], regrouped: set[str]) -> Iterator[Node]:
        index, graph = self._index, self._graphs["actors"]
        renamed = {iri for (iri,) in index.among("SELECT iri FROM actor WHERE profile IN (?*)", self._register.renamed)}
        # Who is a part of a group that was merged is a part of the whole.
        articles = {actor.partition("#")[0] for actor in regrouped}
        nearby = {iri for (iri,) in index.among("SELECT iri FROM actor WHERE article IN (?*)", articles)}
        members = told | renamed | regrouped | nearby
        behind = {actor: self._register.behind(actor) for actor in members}
        iris = set(self._register.iris)
        for actor in regrouped | nearby:
            iris |= {one.iri for one in (behind[actor], self._register.identity(actor)) if one is not None}
        for actor, one in sorted(behind.items()):
            node = NamedNode(actor)
            known = one is None or self._register.is_known(actor)
            yield Node(graph, node, () if known or one is None else ((node, term("dt:refersTo"), NamedNode(one.iri)),))
        for iri in sorted(iris - {""}):
            found = self._register.by_iri(iri)
            whole = None
            if found is not None and found.subgroup_of:
                whole = self._register.behind(found.subgroup_of)
            yield Node(graph, NamedNode(iri), tuple(actor_facts(found, whole)) if found is not None else ())

    def _positions(self, gone: Iterable[str], positions: Sequence[ArticlePosition]) -> None:
        index = self._index
        leaving = {iri for (iri,) in index.among("SELECT iri FROM position WHERE article IN (?*)", gone)}
        index.run("DELETE FROM position WHERE iri = ?", ((iri,) for iri in leaving))
        rows = ((it.iri, it.article, it.as_text()) for it in positions)
        index.run("INSERT INTO position VALUES (?, ?, ?)", rows)
        again = index.among(
            "SELECT DISTINCT position.record FROM actor JOIN position ON position.article = actor.article "
            "WHERE actor.profile IN (?*)",
            self._register.renamed,
        )
        stale = {it.iri: it for it in (ArticlePosition.of_text(text) for (text,) in again)}
        stale |= {it.iri: it for it in positions}
        self._statements.forget(leaving | stale.keys())
        for position in stale.values():
            facts = position_facts(position, self._register.identity, base=self._base)
            self._statements.say(position.iri, self._graphs["actors"], facts)

    def _publishers(self, gone: Iterable[str], publishers: Mapping[str, tuple[str, str]]) -> None:
        self._statements.forget(gone)
        for article, (iri, name) in publishers.items():
            named = (NamedNode(iri), term("rdfs:label"), Literal(name))
            self._statements.say(article, self._graphs["actors"], [named])

    def _merges(self, pairs: Iterable[Pair]) -> Iterator[Node]:
        graph = self._graphs["links"]
        for pair in sorted(pairs):
            yield Node(graph, *claim_merge(self._index, pair, base=self._base))
        for pair in sorted(self._register.ties):
            yield Node(graph, *profile_merge(self._index, pair, base=self._base))

    def _dataset(self) -> Iterator[Node]:
        graph = self._graphs["dataset"]
        numbers = {"articles": self._index.one("SELECT COUNT(*) FROM article"), "events": self.events}
        for subject, facts in dataset_facts(numbers, self._decisions, base=self._base).items():
            yield Node(graph, subject, tuple(facts))
