"""One event as the graph tells it: made of the claims of articles that support it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from detente.clusters import Clusters
from detente.days import EPOCH, days
from detente.identity import Identity
from detente.iris import event_iri
from detente.labels import event_label
from detente.rdf import dated
from detente.testimony import Told
from detente.types import event_types
from detente.vocabulary import term

Fact = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Event:
    """Claims of one event, the earliest first, with the identities of the actors that they name."""

    iri: str
    claims: tuple[Told, ...]
    identities: Mapping[str, Identity]
    copies: Collection[frozenset[str]] = ()  # pairs of articles, one of which is a copy of the other

    @classmethod
    def of(
        cls,
        claims: Sequence[Told],
        identities: Mapping[str, Identity],
        *,
        base: str,
        copies: Collection[frozenset[str]] = (),
    ) -> Event:
        """An event with the IRI that its earliest claim gives."""
        return cls(claim_event_iri(claims[0], base=base), tuple(claims), identities, copies)

    def facts(self, events: Mapping[str, str]) -> Iterator[Fact]:
        """What the graph says of it; `events` are the IRIs of events by claim."""
        node, first = NamedNode(self.iri), self.claims[0]
        agents, recipients = self._sides()
        words = next((claim.object for claim in self.claims if claim.object is not None), None)
        yield node, term("rdf:type"), term(f"dt:{first.type}")
        yield node, term("rdfs:label"), Literal(self._label(agents, recipients, words), language="en")
        yield node, term("dt:status"), term(f"dt:{first.status}")
        for role, actors in (("agent", agents), ("recipient", recipients)):
            for actor in actors:
                yield node, term(f"dt:{role}"), NamedNode(actor.iri)
        for role in ("object_actor", "place", "origin", "destination"):
            if actor_iri := next((iri for claim in self.claims if (iri := getattr(claim, role))), None):
                name = "objectActor" if role == "object_actor" else role
                yield from self._role(node, name, actor_iri)
        for party in sorted({iri for actor in (*agents, *recipients) for iri in (actor.iri, actor.state) if iri}):
            yield node, term("dt:party"), NamedNode(party)
        if words is not None:
            yield node, term("dt:object"), words
        if date := self._date():
            yield from dated(node, date)
        for name, number in self._counts():
            yield node, term(f"dt:{name}"), _number(number)
        for claim in self.claims:
            yield node, term("dt:supportedBy"), NamedNode(claim.iri)
            for earlier in claim.follows:
                if events.get(earlier, self.iri) != self.iri:
                    yield node, term("dt:follows"), NamedNode(events[earlier])
        yield node, term("dt:quotedClaim"), NamedNode(min(claim.iri for claim in self.claims))
        yield node, term("dt:reports"), _number(self.reports)
        yield node, term("dt:articles"), _number(len({claim.article for claim in self.claims}))
        if published := [claim.published for claim in self.claims if claim.published is not None]:
            yield node, term("dt:firstPublished"), _day(min(published))
            yield node, term("dt:lastPublished"), _day(max(published))

    def relations(self) -> Iterator[Fact]:
        """The plain triples between its actors, if it is actual."""
        if self.claims[0].status == "Actual":
            yield from _relations(self.claims[0].type, *self._sides())

    @property
    def reports(self) -> int:
        """How many publishers tell of it independently: those that carry one text count as one."""
        publishers = {claim.article: claim.publisher for claim in self.claims}
        sources = Clusters(sorted(set(publishers.values())))
        for pair in self.copies:
            one, other = sorted(pair)
            if one in publishers and other in publishers:
                sources.join(publishers[one], publishers[other])
        return len(sources.groups())

    def _sides(self) -> tuple[list[Identity], list[Identity]]:
        """Agents and recipients, as the earliest claim has them first; who stands on both sides counts as agent."""
        agents: dict[str, Identity] = {}
        recipients: dict[str, Identity] = {}
        for claim in self.claims:
            ours, theirs = self._known(claim.agent), self._known(claim.recipient)
            if event_types()[claim.type].symmetric and (recipients.keys() & ours or agents.keys() & theirs):
                ours, theirs = theirs, ours
            agents |= {iri: actor for iri, actor in ours.items() if iri not in recipients}
            recipients |= {iri: actor for iri, actor in theirs.items() if iri not in agents}
        return list(agents.values()), list(recipients.values())

    def _known(self, iris: Sequence[str]) -> dict[str, Identity]:
        actors = (self.identities[iri] for iri in iris if iri in self.identities)
        return {actor.iri: actor for actor in actors}

    def _role(self, node: NamedNode, name: str, iri: str) -> Iterator[Fact]:
        if (actor := self.identities.get(iri)) is not None:
            yield node, term(f"dt:{name}"), NamedNode(actor.iri)

    def _label(self, agents: list[Identity], recipients: list[Identity], words: Literal | None) -> str:
        first = self.claims[0]
        # The label keeps to one article's telling: others may name the state where this one names its president.
        doers = [actor for actor in agents if actor.iri in self._known((*first.agent, *first.recipient))] or agents
        others = [it for it in recipients if it.iri in self._known((*first.agent, *first.recipient))] or recipients
        thing = self.identities.get(first.object_actor) if first.object_actor else None
        return event_label(
            first.type,
            first.status,
            [actor.name for actor in doers],
            [actor.name for actor in others],
            plural=any(_several(actor) for actor in doers),
            words=words.value if words is not None else thing.name if thing is not None else None,
        )

    def _date(self) -> str | None:
        """The most exact date, of several the one that most claims give, then the earliest claim's."""
        dates = [claim.date for claim in self.claims if claim.date]
        if not dates:
            return None
        counted = Counter(dates)
        return min(dates, key=lambda date: (days(date)[1] - days(date)[0], -counted[date], dates.index(date)))

    def _counts(self) -> Iterator[tuple[str, int]]:
        """The exact count that most claims give, else the first bounds; the claims keep what each says."""
        exact = [claim.count for claim in self.claims if claim.count is not None]
        if exact:
            counted = Counter(exact)
            yield "count", max(exact, key=lambda count: (counted[count], -exact.index(count)))
            return
        for claim in self.claims:
            if claim.number is not None:
                if claim.count_min is not None:
                    yield "countMin", claim.count_min
                if claim.count_max is not None:
                    yield "countMax", claim.count_max
                return


def claim_event_iri(claim: Told, *, base: str) -> str:
    """The IRI of the event that this claim, as its earliest, gives."""
    return event_iri(claim.type, claim.date, claim.iri, base=base)


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=term("xsd:integer"))


def _day(number: int) -> Literal:
    return Literal((EPOCH + datetime.timedelta(number)).isoformat(), datatype=term("xsd:date"))


def _several(actor: Identity) -> bool:
    """Whether its name is a plural: a group, or forces and raiders in small letters."""
    last = actor.name.split()[-1]
    return actor.type == "Group" or (last.islower() and last.endswith("s"))


def _relations(event_type: str, agents: Sequence[Identity], recipients: Sequence[Identity]) -> Iterator[Fact]:
    """The plain triples from agents to recipients; both ways, and among agents alone, where the type is symmetric."""
    kind = event_types()[event_type]
    relation = NamedNode(kind.relation)
    pairs = [(agent.iri, recipient.iri) for agent in agents for recipient in recipients]
    if kind.symmetric:
        if not recipients:
            pairs = [(one.iri, other.iri) for one in agents for other in agents if one is not other]
        pairs += [(other, one) for one, other in pairs]
    for one, other in dict.fromkeys(pairs):
        yield NamedNode(one), relation, NamedNode(other)
