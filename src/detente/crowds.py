"""Unnamed people across articles: one if they fill the same role of one event and are as many, or the only ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from detente.clusters import Clusters
from detente.identity import Identity, unnamed
from detente.index import Index
from detente.ledger import Ledger
from detente.register import Register
from detente.testimony import ArticleActor, Told

_Actors = list[tuple[str, Identity]]  # articles' actors with who is behind


def merge(index: Index, register: Register, ledger: Ledger, claims: Iterable[str], *, base: str) -> set[str]:
    """Compare the unnamed people of these claims and of all that hangs together with them.

    Returns the articles' actors behind which somebody else is now.
    """
    crowd, events = _reach(index, register, ledger, set(claims))
    if not crowd:
        return set()
    before = {actor: register.behind(actor) for actor in crowd}
    after = dict.fromkeys(crowd, None) | _merged(register, events, base)
    changed = {actor for actor in crowd if before[actor] != (after[actor] or register.identity(actor))}
    register.set_people({actor: after[actor] for actor in sorted(changed)})
    return changed


def _reach(index: Index, register: Register, ledger: Ledger, claims: set[str]) -> tuple[set[str], list[list[Told]]]:
    """The unnamed actors of the claims, and of the events of several claims that they reach through such actors."""
    actors: set[str] = set()
    events: dict[str, list[Told]] = {}
    fresh = claims
    while fresh:
        found = {
            actor
            for (actor,) in index.among("SELECT actor FROM role WHERE claim IN (?*)", fresh)
            if _is_unnamed(register, actor)
        } - actors
        actors |= found
        near = index.among(
            "SELECT DISTINCT claim.event FROM role JOIN claim ON claim.iri = role.claim WHERE role.actor IN (?*)", found
        )
        heads = {head for (head,) in near} - events.keys()
        several = index.among("SELECT event FROM claim WHERE event IN (?*) GROUP BY event HAVING COUNT(*) > 1", heads)
        fresh = set()
        for (head,) in several:
            told = ledger.told(claim for (claim,) in index.rows("SELECT iri FROM claim WHERE event = ?", (head,)))
            events[head] = told
            fresh |= {claim.iri for claim in told}
    return actors, sorted(events.values(), key=lambda told: told[0].order)


def _is_unnamed(register: Register, actor: str) -> bool:
    found = register.identity(actor)
    # Also who was unnamed, and merged as such, before an office told a name.
    return found is not None and (not found.named or register.behind(actor) != found)


def _merged(register: Register, events: Iterable[Sequence[Told]], base: str) -> dict[str, Identity]:
    order: dict[str, ArticleActor] = {}
    joins: list[tuple[str, str]] = []
    for claims in events:
        for sides in ([claim.agent for claim in claims], [claim.recipient for claim in claims]):
            filling = [_known(register, side) for side in sides]
            for actors in filling:
                order |= {actor: register.record(actor) for actor, _ in actors if actor not in order}
            joins += [
                (first, second)
                for (first, one), (second, other) in _same(filling)
                if one.type == other.type and first != second
            ]
    clusters = Clusters(sorted(order))
    articles = {actor: {_article(actor)} for actor in order}
    for first, second in joins:
        one, other = clusters.find(first), clusters.find(second)
        # Two groups of one article stay two.
        if one != other and not articles[one] & articles[other]:
            articles[clusters.join(one, other)] = articles[one] | articles[other]
    ranks = {actor: rank for rank, actor in enumerate(order)}  # the earliest told of first
    merged: dict[str, Identity] = {}
    for group in clusters.groups():
        if len(group) > 1:
            members = sorted(group, key=ranks.__getitem__)
            found = map(register.identity, members)
            state = next((actor.state for actor in found if actor is not None and actor.state), None)
            whole = unnamed([order[actor] for actor in members], state=state, base=base)
            merged |= dict.fromkeys(members, whole)
    return merged


def _known(register: Register, actors: Iterable[str]) -> _Actors:
    found = ((actor, register.identity(actor)) for actor in actors)
    return [(actor, one) for actor, one in found if one is not None and not one.named]


def _same(filling: Sequence[_Actors]) -> Iterator[tuple[tuple[str, Identity], tuple[str, Identity]]]:
    """Pairs of unnamed actors in the same role of an event's claims that are the same people."""
    by_size: dict[int | None, _Actors] = defaultdict(list)
    for actors in filling:
        for actor in actors:
            by_size[actor[1].size].append(actor)
    sizes = set(by_size) - {None}
    if len(sizes) <= 1 and all(len(actors) <= 1 for actors in filling):
        by_size = {None: [actor for actors in filling for actor in actors]}
    else:
        by_size.pop(None, None)
    for same in by_size.values():
        for other in same[1:]:
            yield same[0], other


def _article(iri: str) -> str:
    return iri.partition("#")[0]
