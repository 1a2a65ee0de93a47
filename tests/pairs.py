"""How well claims and actors of several articles are made one: measured on labelled pairs of claims and articles.

The figures stand in docs/store.md; ``python benchmarks/merging.py`` prints them.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from pyoxigraph import NamedNode, Quad, Store

from detente.accounts import read_accounts
from detente.consolidate import Consolidation, quads
from detente.extractor import Extractor
from detente.index import Index
from detente.iris import article_iri
from detente.names import is_name
from detente.rdf import Activity, to_rdf
from detente.records import Account, Article
from detente.register import Register
from detente.testimony import ArticleActor, read_testimonies
from detente.validate import Validator
from detente.vocabulary import term

DATA = Path(__file__).parent / "data"
LABELS: list[list[str]] = yaml.safe_load((DATA / "same-events.yaml").read_text(encoding="utf-8"))
TEXTS: list[dict[str, Any]] = yaml.safe_load((DATA / "pairs.yaml").read_text(encoding="utf-8"))
Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs that were found, and those that should have been."""

    ours: frozenset[Pair]
    theirs: frozenset[Pair]

    @property
    def right(self) -> int:
        """How many of those found are wanted."""
        return len(self.ours & self.theirs)

    @property
    def found(self) -> int:
        """How many were found."""
        return len(self.ours)

    @property
    def wanted(self) -> int:
        """How many there are."""
        return len(self.theirs)

    @property
    def wrong(self) -> frozenset[Pair]:
        """Those found that aren't wanted."""
        return self.ours - self.theirs

    @property
    def missing(self) -> frozenset[Pair]:
        """Those wanted that weren't found."""
        return self.theirs - self.ours

    @property
    def precision(self) -> float:
        """How many of those found are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """How many of those wanted are found."""
        return self.right / self.wanted if self.wanted else 1.0


def pairs(clusters: Iterable[Collection[str]]) -> frozenset[Pair]:
    """Every two members of one cluster."""
    return frozenset(frozenset(pair) for cluster in clusters for pair in combinations(sorted(cluster), 2))


def b_cubed(found: Mapping[str, str], wanted: Mapping[str, str]) -> float:
    """B³ F1 of a clustering (cluster by item) against the right one (Bagga and Baldwin 1998)."""

    def mean(ours: Mapping[str, str], theirs: Mapping[str, str]) -> float:
        members: dict[str, set[str]] = {}
        for item, cluster in ours.items():
            members.setdefault(cluster, set()).add(item)
        shares = [
            sum(theirs[other] == theirs[item] for other in members[ours[item]]) / len(members[ours[item]])
            for item in ours
        ]
        return sum(shares) / len(shares)

    precision, recall = mean(found, wanted), mean(wanted, found)
    return 2 * precision * recall / (precision + recall)


def short_articles(extractor: Extractor) -> Score:
    """The pairs of pairs.yaml, by number: are the two articles taken to tell of one event?"""
    accounts = [
        extractor.account(Article(f"{number}-{side}", text, published=day, publisher=f"{side} {number}"))
        for number, row in enumerate(TEXTS)
        for side, (day, text) in (("one", row["one"]), ("other", row["other"]))
    ]
    made = (quad for account in accounts for quad in to_rdf(account, activity=Activity("1", "m", "c")))
    _, index = _consolidated(Validator().sift(made).quads)
    together = {frozenset(claim.partition("#")[0] for claim in pair) for pair in _same_events(index)}
    asked = {frozenset((f"{number}-one", f"{number}-other")): row["same"] for number, row in enumerate(TEXTS)}
    return Score(frozenset(together & asked.keys()), frozenset(pair for pair, same in asked.items() if same))


def annotated_claims(file: Path) -> Score:
    """Claims of the annotated articles, against the labels of same-events.yaml."""
    _, index = _consolidated(quad for account in read_accounts(file) for quad in to_rdf(account))
    return Score(_same_events(index), pairs(LABELS))


def annotated_actors(file: Path, extractor: Extractor) -> tuple[int, float]:
    """Actors that the extractor finds in the annotated articles: how many can be judged, and B³ F1."""
    golds = list(read_accounts(file))
    accounts = [extractor.account(gold.article) for gold in golds]
    wanted = dict(itertools.chain.from_iterable(_aligned(*both).items() for both in zip(accounts, golds, strict=True)))
    store, _ = _consolidated(quad for it in accounts for quad in to_rdf(it, gazetteer=extractor.gazetteer))
    found = {}
    for actor in wanted:
        behind = {quad.object for quad in store.quads_for_pattern(NamedNode(actor), term("dt:refersTo"), None)}
        [found[actor]] = map(str, behind)
    return len(wanted), b_cubed(found, wanted)


def bare_actors(file: Path) -> tuple[int, float]:
    """The annotated actors, each under the longest of the names that its own article uses: how many, and B³ F1."""
    register = Register()
    wanted, told = {}, []
    store = Store()
    for gold in read_accounts(file):
        store.extend(to_rdf(gold))
    for testimony in read_testimonies(store):
        bare = [replace(it, refers_to=None, name=max(_own_names(it), key=len)) for it in testimony.actors]
        wanted |= {it.iri: f"{it.type} {it.name}" for it in testimony.actors}
        told.append(bare)
    register.change(added=told)
    found = {iri: one.iri for iri in wanted if (one := register.identity(iri)) is not None}
    return len(wanted), b_cubed(found, wanted)


def _consolidated(given: Iterable[Quad]) -> tuple[Store, Index]:
    store, index = Store(), Index()
    store.extend(given)
    store.extend(quads(Consolidation(index).change(added=read_testimonies(store))))
    return store, index


def _same_events(index: Index) -> frozenset[Pair]:
    """Pairs of claims of one event, as article#claim."""
    events: dict[str, list[str]] = {}
    for claim, event in index.rows("SELECT iri, event FROM claim"):
        events.setdefault(event, []).append(claim.rpartition("article/")[2])
    return pairs(events.values())


def _aligned(account: Account, gold: Account) -> dict[str, str]:
    """The annotated actor, by name, of each actor found that shares most of its surfaces with it."""
    surfaces = {it.id: {mention.quote.text.casefold() for mention in it.mentions} for it in gold.actors}
    names = {it.id: it.name for it in gold.actors}
    found = {}
    for actor in account.actors:
        ours = {mention.quote.text.casefold() for mention in actor.mentions if mention.kind != "pronoun"}
        best = max(surfaces, key=lambda it: (len(surfaces[it] & ours), it))
        if surfaces[best] & ours:
            found[f"{article_iri(account.article.id)}#{actor.id}"] = names[best]
    return found


def _own_names(actor: ArticleActor) -> list[str]:
    """The names that an article itself uses; the annotated one is the same in all articles."""
    used = [name for name in actor.names if name != actor.name]
    return [name for name in used if is_name(name, actor.type)] or used or [actor.name]
