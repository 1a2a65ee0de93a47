"""The derived graphs after any row of changes are those of a fresh build of what is left."""

from __future__ import annotations

import random

import invented
import pytest
from pyoxigraph import NamedNode, Store

from detente.consolidate import Consolidation, consolidate
from detente.index import Index
from detente.iris import article_iri
from detente.rdf import to_rdf
from detente.records import Account
from detente.store import difference
from detente.testimony import read_testimonies


class Kept:
    """A store of articles with derived graphs that follow each change."""

    def __init__(self) -> None:
        self.store = Store()
        self.consolidation = Consolidation(Index())
        self.accounts: dict[str, Account] = {}

    def change(self, *accounts: Account, drop: tuple[str, ...] = ()) -> None:
        removed = [article_iri(it) for it in (*drop, *(account.article.id for account in accounts))]
        come = Store()
        for iri in removed:
            self.store.remove_graph(NamedNode(iri))
        for account in accounts:
            come.extend(to_rdf(account))
            self.accounts[account.article.id] = account
        for article in drop:
            del self.accounts[article]
        self.store.extend(come)
        output = list(self.consolidation.change(removed=removed, added=read_testimonies(come)))
        gone, new = difference(self.store, output)
        for quad in gone:
            self.store.remove(quad)
        self.store.extend(new)

    def fresh(self, chance: random.Random) -> set[str]:
        store = Store()
        for account in chance.sample(list(self.accounts.values()), len(self.accounts)):
            store.extend(to_rdf(account))
        consolidate(store)
        return set(map(str, store))


@pytest.mark.parametrize("seed", range(8))
def test_changes_end_as_a_fresh_build_does(seed: int) -> None:
    chance = random.Random(seed)
    kept = Kept()
    for account in invented.corpus(14, seed=seed):
        kept.change(account)
    for step in range(10):
        articles = sorted(kept.accounts)
        match chance.randrange(3):
            case 0:
                kept.change(drop=(chance.choice(articles),))
            case 1:
                kept.change(invented.account(chance.choice(articles), chance))
            case 2:
                kept.change(*(invented.account(f"m{step}{n}", chance) for n in range(3)), drop=(articles[0],))
        there, fresh = set(map(str, kept.store)), kept.fresh(chance)
        assert sorted(there - fresh)[:5] == sorted(fresh - there)[:5] == []


def test_much_of_it_is_merged() -> None:
    store = Store()
    for account in invented.corpus(60):
        store.extend(to_rdf(account))
    events = consolidate(store)
    claims = sum(len(account.claims) for account in invented.corpus(60))
    assert events < 0.9 * claims
    merges = list(store.query("SELECT ?m { GRAPH ?g { ?m a <https://w3id.org/detente/ontology#Merge> } }"))
    assert len(merges) > 20


def test_everything_can_go() -> None:
    kept = Kept()
    accounts = invented.corpus(5)
    kept.change(*accounts)
    kept.change(drop=tuple(account.article.id for account in accounts))
    assert {quad.graph_name.value.rpartition("/")[2] for quad in kept.store} == {"dataset"}
    for table in ("actor", "profile", "bucket", "tie", "identity", "claim", "block", "pair", "fact", "band", "minted"):
        assert not kept.consolidation._index.rows(f"SELECT * FROM {table}"), table
