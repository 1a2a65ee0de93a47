"""A network of actors in figures: who matters, who keeps with whom, whether enmities add up, what has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx

_PIVOTS: Final = 200  # actors from which the ways of large networks are followed
_SEED: Final = 7


@dataclass(frozen=True, slots=True)
class ActorStats:
    """One actor. `community` counts from 1, the largest; None for who cooperates with nobody.

    `actors` is the number of others that it has to do with; `reports` are independent ones, of all its events, `given`
    and `received` those of what it did and underwent (what is mutual is both), `cooperation` and `conflict` of each
    kind. `betweenness` and `pagerank` are shares of 1. `triads` are those that it is part of, `balanced` the share of
    them that is balanced, None where there are none.
    """

    iri: str
    name: str
    type: str
    state: str
    community: int | None
    actors: int
    reports: int
    given: int
    received: int
    cooperation: int
    conflict: int
    betweenness: float
    pagerank: float
    triads: int
    balanced: float | None


@dataclass(frozen=True, slots=True)
class NetworkStats:
    """A network: its actors, those with the most reports first, and figures of the whole.

    `pairs` are actors that have to do with each other, `reports` theirs, `communities` those of two and more with their
    `modularity`. `balanced` is the share of the `triads` that is balanced, `expected` the share there would be if the
    same signs stood on the pairs by chance; both None without triads.
    """

    actors: tuple[ActorStats, ...]
    pairs: int
    reports: int
    cooperation: int
    conflict: int
    communities: int
    modularity: float
    triads: int
    balanced: float | None
    expected: float | None


@dataclass(frozen=True, slots=True)
class PairChange:
    """Two actors, and the reports of their cooperation and conflict before and after; `change` is what is different."""

    actor: str
    other: str
    cooperation_before: int
    cooperation_after: int
    conflict_before: int
    conflict_after: int
    change: int
    actor_iri: str
    other_iri: str


@dataclass(slots=True)
class _Pair:
    reports: int = 0
    cooperation: int = 0
    conflict: int = 0

    @property
    def sign(self) -> int:
        """1 for friends, -1 for foes, 0 for neither."""
        return (self.cooperation > self.conflict) - (self.cooperation < self.conflict)


@dataclass(slots=True)
class _Triads:
    count: int = 0
    balanced: int = 0

    @property
    def share(self) -> float | None:
        return self.balanced / self.count if self.count else None


def network_stats(net: nx.MultiDiGraph) -> NetworkStats:
    """Figures of a network from `detente.network`; the same network gives the same figures.

    Betweenness (Freeman 1977) counts shortest ways between others, however often they deal with each other; of more
    than 200 actors, 200 stand for all as beginnings (Brandes and Pich 2007). PageRank (Brin and Page 1998) follows who
    acts towards whom, by reports. Communities are found in cooperation alone, by reports (Louvain: Blondel et al.
    2008). Two actors are friends if more reports tell of cooperation than of conflict, foes if fewer; a triad of three
    pairs is balanced with no or two pairs of foes (Heider 1946; Cartwright and Harary 1956).
    """
    pairs = _pairs(net)
    order = sorted(net)
    number = {iri: at for at, iri in enumerate(order)}  # sets of numbers have the same order on every run
    plain = nx.Graph()
    plain.add_nodes_from(range(len(order)))
    plain.add_edges_from((number[one], number[other]) for one, other in pairs)
    many = _PIVOTS if len(order) > _PIVOTS else None
    between = nx.betweenness_centrality(plain, k=many, seed=_SEED)
    rank = nx.pagerank(_directed(net, number), weight="weight") if order else {}
    friends = nx.Graph()
    friends.add_nodes_from(range(len(order)))
    friends.add_weighted_edges_from(
        (number[a], number[b], it.cooperation) for (a, b), it in pairs.items() if it.cooperation
    )
    communities, modularity = _communities(friends)
    every, own, expected = _balance(pairs)
    sums: dict[str, _Pair] = defaultdict(_Pair)
    for pair, it in pairs.items():
        for iri in pair:
            sums[iri].reports += it.reports
            sums[iri].cooperation += it.cooperation
            sums[iri].conflict += it.conflict
    actors = [
        ActorStats(
            iri=iri,
            name=data["name"],
            type=data["type"],
            state=data["state"],
            community=communities.get(number[iri]),
            actors=plain.degree[number[iri]],
            reports=sums[iri].reports,
            given=net.out_degree(iri, weight="weight"),
            received=net.in_degree(iri, weight="weight"),
            cooperation=sums[iri].cooperation,
            conflict=sums[iri].conflict,
            betweenness=round(between[number[iri]], 6),
            pagerank=round(rank[number[iri]], 6),
            triads=own[iri].count,
            balanced=own[iri].share,
        )
        for iri, data in net.nodes(data=True)
    ]
    return NetworkStats(
        actors=tuple(sorted(actors, key=lambda it: (-it.reports, it.iri))),
        pairs=len(pairs),
        reports=sum(it.reports for it in pairs.values()),
        cooperation=sum(it.cooperation for it in pairs.values()),
        conflict=sum(it.conflict for it in pairs.values()),
        communities=max(communities.values(), default=0),
        modularity=modularity,
        triads=every.count,
        balanced=every.share,
        expected=expected if every.count else None,
    )


def network_changes(before: nx.MultiDiGraph, after: nx.MultiDiGraph) -> list[PairChange]:
    """Pairs of actors that differ between two networks of different days, those that changed the most first.

    The change is that of the reports of cooperation, and of conflict, added up; where both periods are of different
    length, so are the numbers of reports to be expected.
    """
    old, new = _pairs(before), _pairs(after)
    names = {**nx.get_node_attributes(before, "name"), **nx.get_node_attributes(after, "name")}
    found = []
    for one, other in old.keys() | new.keys():
        was, now = old.get((one, other), _Pair()), new.get((one, other), _Pair())
        change = abs(now.cooperation - was.cooperation) + abs(now.conflict - was.conflict)
        if change:
            found.append(
                PairChange(
                    names[one], names[other], was.cooperation, now.cooperation, was.conflict, now.conflict, change,
                    one, other,
                )
            )  # fmt: skip
    return sorted(found, key=lambda it: (-it.change, it.actor_iri, it.other_iri))


def _pairs(net: nx.MultiDiGraph) -> dict[tuple[str, str], _Pair]:
    """Pairs of actors, in order, with the reports of what one did to the other; what is mutual counts once."""
    pairs: dict[tuple[str, str], _Pair] = defaultdict(_Pair)
    for source, target, data in sorted(net.edges(data=True), key=lambda edge: (edge[:2], edge[2]["type"])):
        if data["symmetric"] and source > target:
            continue
        pair = pairs[min(source, target), max(source, target)]
        pair.reports += data["weight"]
        pair.cooperation += data["weight"] * (data["sign"] > 0)
        pair.conflict += data["weight"] * (data["sign"] < 0)
    return dict(sorted(pairs.items()))


def _directed(net: nx.MultiDiGraph, number: Mapping[str, int]) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(number)))
    for source, target, weight in net.edges(data="weight"):
        at = number[source], number[target]
        graph.add_edge(*at, weight=graph.edges[at]["weight"] + weight if graph.has_edge(*at) else weight)
    return graph


def _communities(friends: nx.Graph) -> tuple[dict[int, int], float]:
    """The community of each node that has one, and how much stays within them."""
    if not friends.number_of_edges():
        return {}, 0.0
    found = nx.community.louvain_communities(friends, weight="weight", seed=_SEED)
    modularity = nx.community.modularity(friends, found, weight="weight")
    several = sorted((sorted(them) for them in found if len(them) > 1), key=lambda them: (-len(them), them))
    return {node: at for at, them in enumerate(several, start=1) for node in them}, round(modularity, 4)


def _balance(pairs: Mapping[tuple[str, str], _Pair]) -> tuple[_Triads, dict[str, _Triads], float]:
    """Triads of all and of each actor, and the share that would be balanced by chance."""
    signs = {pair: it.sign for pair, it in pairs.items() if it.sign}
    every, own = _Triads(), defaultdict[str, _Triads](_Triads)
    for triad in _triangles(signs):
        one, two, three = sorted(triad)
        balanced = signs[one, two] * signs[two, three] * signs[one, three] > 0
        for count in (every, *(own[iri] for iri in triad)):
            count.count += 1
            count.balanced += balanced
    friendly = sum(sign > 0 for sign in signs.values()) / max(len(signs), 1)
    return every, own, friendly**3 + 3 * friendly * (1 - friendly) ** 2


def _triangles(pairs: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, str, str]]:
    """Each three that are all tied to each other, once."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    rank = {iri: at for at, iri in enumerate(sorted(near, key=lambda iri: (len(near[iri]), iri)))}
    # Whoever has few looks for those with more: so nobody's many neighbours are gone through again and again.
    later = {iri: {it for it in them if rank[it] > rank[iri]} for iri, them in near.items()}
    for one, them in later.items():
        for two in them:
            for three in them & later[two]:
                yield one, two, three
