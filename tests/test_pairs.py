"""How well what several articles tell is made one; the figures stand in docs/store.md."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from pairs import Pair, b_cubed, pairs, score
from pyoxigraph import NamedNode, Quad, Store
from spacy.language import Language

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

ROOT = Path(__file__).parent.parent
ANNOTATED = ROOT.parent / "shared" / "gold" / "articles_dev.jsonl"
LABELS = yaml.safe_load((ROOT / "tests/data/same-events.yaml").read_text(encoding="utf-8"))
TEXTS = yaml.safe_load((ROOT / "tests/data/pairs.yaml").read_text(encoding="utf-8"))
annotated = pytest.mark.skipif(not ANNOTATED.exists(), reason="needs the annotated articles")


def consolidated(given: Iterable[Quad]) -> tuple[Store, Index]:
    store, index = Store(), Index()
    store.extend(given)
    store.extend(quads(Consolidation(index).change(added=read_testimonies(store))))
    return store, index


def same_events(index: Index) -> set[Pair]:
    """Pairs of claims of one event, as article#claim."""
    events: dict[str, list[str]] = {}
    for claim, event in index.rows("SELECT iri, event FROM claim"):
        events.setdefault(event, []).append(claim.rpartition("article/")[2])
    return pairs(events.values())


@pytest.fixture(scope="module")
def extractor(nlp: Language) -> Extractor:  # noqa: ARG001 -- the pipeline is loaded once
    return Extractor()


@annotated
def test_claims_of_annotated_articles() -> None:
    _, index = consolidated(quad for account in read_accounts(ANNOTATED) for quad in to_rdf(account))
    wanted = pairs(LABELS)
    assert len(wanted) == 15
    found = score(same_events(index), wanted)
    assert found.precision >= 0.95, found
    assert found.recall >= 0.90, found


def test_articles_of_our_own(extractor: Extractor) -> None:
    accounts = [
        extractor.account(Article(f"{number}-{side}", text, published=day, publisher=f"{side} {number}"))
        for number, row in enumerate(TEXTS)
        for side, (day, text) in (("one", row["one"]), ("other", row["other"]))
    ]
    assert len(TEXTS) >= 40
    made = (quad for account in accounts for quad in to_rdf(account, activity=Activity("1", "m", "c")))
    _, index = consolidated(Validator().sift(made).quads)
    together = {frozenset(claim.partition("#")[0] for claim in pair) for pair in same_events(index)}
    asked = {frozenset((f"{number}-one", f"{number}-other")): row["same"] for number, row in enumerate(TEXTS)}
    found = score(together & asked.keys(), {pair for pair, same in asked.items() if same})
    assert found.precision >= 0.95, found
    assert found.recall >= 0.90, found


def aligned(account: Account, gold: Account) -> dict[str, str]:
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


@annotated
def test_actors_of_annotated_articles(extractor: Extractor) -> None:
    golds = list(read_accounts(ANNOTATED))
    accounts = [extractor.account(gold.article) for gold in golds]
    wanted = dict(itertools.chain.from_iterable(aligned(*both).items() for both in zip(accounts, golds, strict=True)))
    store, _ = consolidated(quad for it in accounts for quad in to_rdf(it, gazetteer=extractor.gazetteer))
    found = {}
    for actor in wanted:
        behind = {quad.object for quad in store.quads_for_pattern(NamedNode(actor), term("dt:refersTo"), None)}
        [found[actor]] = map(str, behind)
    assert len(wanted) > 100
    assert b_cubed(found, wanted) >= 0.92


def own_names(actor: ArticleActor) -> list[str]:
    """The names that an article itself uses; the annotated one is the same in all articles."""
    used = [name for name in actor.names if name != actor.name]
    return [name for name in used if is_name(name, actor.type)] or used or [actor.name]


@annotated
def test_actors_of_annotated_articles_without_a_gazetteer() -> None:
    """Each actor under the longest of the names that its own article uses."""
    register = Register()
    wanted, told = {}, []
    store = Store()
    for gold in read_accounts(ANNOTATED):
        store.extend(to_rdf(gold))
    for testimony in read_testimonies(store):
        bare = [replace(it, refers_to=None, name=max(own_names(it), key=len)) for it in testimony.actors]
        wanted |= {it.iri: f"{it.type} {it.name}" for it in testimony.actors}
        told.append(bare)
    register.change(added=told)
    found = {iri: one.iri for iri in wanted if (one := register.identity(iri)) is not None}
    assert b_cubed(found, wanted) >= 0.92
