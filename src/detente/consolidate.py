"""Claims of many articles into one graph: who is who, what happened once, and the plain relations between actors.

All of it is derived: the graphs ``events`` and ``actors`` are dropped and built anew from the articles' graphs.
`detente.identity` finds the actors, `detente.blocking`, `detente.matching` and `detente.linking` the events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Store

from detente.clusters import Clusters
from detente.events import Event, Fact
from detente.identity import Identity, identify
from detente.iris import BASE, digest, encode
from detente.linking import link
from detente.matching import case
from detente.testimony import ArticlePosition, Told, derived, read_sources
from detente.vocabulary import PREFIXES, local, term


def consolidate(store: Store, *, base: str = BASE) -> int:
    """Build the graphs of events and actors anew in `store`; return the number of events.

    The same articles give the same graphs, in whatever order they came.
    """
    events_graph, actors_graph = derived(base)
    for graph in (events_graph, actors_graph):
        store.remove_graph(graph)
    sources = read_sources(store)
    identities = identify(sources.actors, base=base)
    types = {claim.iri: claim.type for claim in sources.claims}
    clusters, _ = link([case(claim, identities, types) for claim in sources.claims])
    grouped = [[sources.claims[index] for index in cluster] for cluster in clusters]
    identities = _merge_groups(grouped, identities)
    events = [Event.of(claims, identities, base=base) for claims in grouped]
    by_claim = {claim.iri: event.iri for event in events for claim in event.claims}
    store.bulk_extend(Quad(*fact, events_graph) for event in events for fact in event.facts(by_claim))
    facts = (*_actors(identities), *_positions(sources.positions, identities, base))
    store.bulk_extend(Quad(*fact, actors_graph) for fact in facts)
    return len(events)


def _merge_groups(events: Iterable[Sequence[Told]], identities: Mapping[str, Identity]) -> dict[str, Identity]:
    """Make unnamed people one who fill the same role of one event and are as many, or the only ones in that role."""
    unnamed = {identity.iri: identity for identity in identities.values() if not identity.named}
    clusters = Clusters(unnamed)
    articles = {iri: {_article(member.iri) for member in it.members} for iri, it in unnamed.items()}
    for claims in events:
        if len(claims) < 2:
            continue
        for sides in ([claim.agent for claim in claims], [claim.recipient for claim in claims]):
            filling = [[it for iri in side if (it := identities.get(iri)) and not it.named] for side in sides]
            for one, other in _same_groups(filling):
                first, second = clusters.find(one.iri), clusters.find(other.iri)
                # Two groups of one article stay two.
                if first != second and one.type == other.type and not articles[first] & articles[second]:
                    articles[clusters.join(first, second)] = articles[first] | articles[second]
    merged = dict(identities)
    for group in clusters.groups():
        if len(group) > 1:
            members = [member for iri in group for member in unnamed[iri].members]
            state = next((unnamed[iri].state for iri in group if unnamed[iri].state), None)
            whole = Identity(unnamed[group[0]].type, members, iri=group[0], state=state, named=False)
            merged |= {member.iri: whole for member in members}
    return merged


def _same_groups(filling: Sequence[Sequence[Identity]]) -> Iterator[tuple[Identity, Identity]]:
    """Pairs of unnamed actors in the same role of an event's claims that are the same people."""
    by_size: dict[int | None, list[Identity]] = defaultdict(list)
    for actors in filling:
        for actor in actors:
            by_size[actor.members[0].size].append(actor)
    sizes = set(by_size) - {None}
    if len(sizes) <= 1 and all(len(actors) <= 1 for actors in filling):
        by_size = {None: [actor for actors in filling for actor in actors]}
    else:
        by_size.pop(None, None)
    for same in by_size.values():
        for other in same[1:]:
            yield same[0], other


def _actors(identities: Mapping[str, Identity]) -> Iterator[Fact]:
    """The actors behind the articles' actors, and which refers to which."""
    actors = {identity.iri: identity for identity in identities.values()}
    for iri, actor in sorted(actors.items()):
        node = NamedNode(iri)
        yield node, term("rdf:type"), term(f"dt:{actor.type}")
        yield node, term("rdfs:label"), Literal(actor.name, language="en")
        for name in actor.names:
            if name != actor.name:
                yield node, term("skos:altLabel"), Literal(name, language="en")
        item = local(iri)
        if item[:1] == "Q" and item[1:].isdigit():
            yield node, term("skos:exactMatch"), NamedNode(PREFIXES["wd"] + item)
        if actor.state and actor.state != iri:
            yield node, term("dt:ofState"), NamedNode(actor.state)
        if code := next((member.iso3 for member in actor.members if member.iso3), None):
            yield node, term("dt:iso3"), Literal(code)
        if actor.type == "Group":
            yield from _group(node, actor, identities)
        for member in actor.members:
            if member.refers_to != iri:
                yield NamedNode(member.iri), term("dt:refersTo"), node


def _group(node: NamedNode, actor: Identity, identities: Mapping[str, Identity]) -> Iterator[Fact]:
    """A group's size, the group that it is a part of and the nationalities in it, as the earliest article has them."""
    sizes = [member for member in actor.members if member.size is not None]
    if sizes:
        least, most = sizes[0].size_bounds
        exact = sizes[0].size if least is None and most is None else None
        for name, size in (("size", exact), ("sizeMin", least), ("sizeMax", most)):
            if size is not None:
                yield node, term(f"dt:{name}"), Literal(str(size), datatype=term("xsd:integer"))
    wholes = (member.subgroup_of for member in actor.members if member.subgroup_of)
    whole = next((identities[iri] for iri in wholes if iri in identities), None)
    if whole is not None and whole.type == "Group" and whole.iri != actor.iri:
        yield node, term("dt:subgroupOf"), NamedNode(whole.iri)
    for state in dict.fromkeys(state for member in actor.members for state in member.nationalities):
        yield node, term("dt:memberNationality"), NamedNode(state)


def _positions(positions: Iterable[ArticlePosition], identities: Mapping[str, Identity], base: str) -> Iterator[Fact]:
    """Offices of actors, each once, with every day on which an article states it."""
    offices: dict[tuple[str, str, str], list[ArticlePosition]] = defaultdict(list)
    for position in positions:
        holder = identities.get(position.holder)
        if holder is not None and holder.named:
            body = identities.get(position.of) if position.of else None
            offices[holder.iri, position.title.value.casefold(), body.iri if body else ""].append(position)
    for (holder_iri, title, body_iri), told in sorted(offices.items()):
        node = NamedNode(f"{base}position/{encode(local(holder_iri))}-{digest(holder_iri, title, body_iri)}")
        titles = Counter(position.title.value for position in told)
        shown = min(titles, key=lambda it: (-titles[it], it))
        yield node, term("rdf:type"), term("org:Membership")
        yield node, term("org:member"), NamedNode(holder_iri)
        yield node, term("dt:title"), Literal(shown, language="en")
        if body_iri:
            yield node, term("org:organization"), NamedNode(body_iri)
        for position in told:
            if position.held_on:
                yield node, term("dt:heldOn"), Literal(position.held_on, datatype=term("xsd:date"))
            if position.evidence:
                yield node, term("dt:evidence"), NamedNode(position.evidence)
            else:
                yield node, term("dcterms:source"), NamedNode(position.article)


def _article(iri: str) -> str:
    return iri.partition("#")[0]
