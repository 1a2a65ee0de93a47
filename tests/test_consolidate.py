from __future__ import annotations

import random
from dataclasses import replace

import pytest
from affairs import corpus, release, release_elsewhere
from pyoxigraph import NamedNode, Quad, Store

from detente.consolidate import consolidate
from detente.iris import BASE, article_iri, graph_iri
from detente.rdf import to_rdf
from detente.records import Account, Quote

PREFIXES = (
    "PREFIX dt: <https://w3id.org/detente/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX dcterms: <http://purl.org/dc/terms/> "
    "PREFIX org: <http://www.w3.org/ns/org#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    f"PREFIX actor: <{BASE}actor/> "
)


def consolidated(accounts: list[Account]) -> Store:
    store = Store()
    for account in accounts:
        store.extend(to_rdf(account))
    consolidate(store)
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return consolidated(corpus())


def ask(store: Store, query: str) -> list[tuple[str, ...]]:
    rows = store.query(PREFIXES + query, use_default_graph_as_union=True)
    return sorted(tuple("" if term is None else term.value for term in row) for row in rows)


def test_what_two_publishers_tell_is_one_event(store: Store) -> None:
    rows = ask(
        store,
        "SELECT ?label ?reports (COUNT(?claim) AS ?claims) { ?event a dt:Release ; rdfs:label ?label ; "
        "dt:reports ?reports ; dt:supportedBy ?claim } GROUP BY ?event ?label ?reports",
    )
    assert rows == [("Arvania releases 12 sailors", "1", "1"), ("Arvania releases 40 prisoners", "2", "2")]


def test_a_meeting_told_from_the_other_side_is_the_same(store: Store) -> None:
    rows = ask(store, "SELECT ?agent ?recipient { ?event a dt:Meeting ; dt:agent ?agent ; dt:recipient ?recipient }")
    assert rows == [(f"{BASE}actor/ilan-torvek", f"{BASE}actor/mara-quill")]


def test_events_have_date_status_count_and_roles(store: Store) -> None:
    rows = ask(
        store,
        "SELECT ?date ?first ?count ?status ?agent { ?event a dt:Release ; dt:date ?date ; dt:firstDayNumber ?first ; "
        "dt:count ?count ; dt:status ?status ; dt:agent ?agent FILTER(?count = 40) }",
    )
    assert [row[:4] for row in rows] == [("2031-04-08", "22377", "40", "https://w3id.org/detente/ontology#Actual")] * 2
    assert {row[4] for row in rows} == {f"{BASE}actor/Q900001", f"{BASE}actor/ilan-torvek"}


def test_relations_come_from_actual_events_only(store: Store) -> None:
    rows = ask(store, "SELECT ?who ?whom { ?who dt:released ?whom }")
    assert ("Q900001", "12-sailors") in {(who.rpartition("/")[2], whom.rpartition("/")[2][:10]) for who, whom in rows}
    assert ask(store, "SELECT ?who { ?who dt:easedSanctionsOn ?whom }") == []
    assert ask(store, "SELECT ?who { ?who dt:pardoned ?whom }") == []


def test_symmetric_relations_hold_both_ways(store: Store) -> None:
    pairs = {("ilan-torvek", "mara-quill"), ("mara-quill", "ilan-torvek")}
    rows = ask(store, "SELECT ?who ?whom { ?who dt:metWith ?whom }")
    assert {(who.rpartition("/")[2], whom.rpartition("/")[2]) for who, whom in rows} == pairs


def test_plans_and_requests_are_events_with_their_status(store: Store) -> None:
    rows = ask(store, "SELECT ?label { ?event rdfs:label ?label ; dt:status ?status FILTER(?status != dt:Actual) }")
    assert rows == [("Belmora to ease sanctions on Arvair",), ("Ilan Torvek asked to pardon Oren Salk",)]


def test_order_is_lifted_to_events(store: Store) -> None:
    rows = ask(
        store, "SELECT ?later ?earlier { ?l a dt:Release ; rdfs:label ?later ; dt:follows ?e . ?e rdfs:label ?earlier }"
    )
    assert rows == [("Arvania releases 40 prisoners", "Ilan Torvek meets Mara Quill")]


def test_a_group_that_an_event_merges_is_one(store: Store) -> None:
    rows = ask(store, "SELECT ?group ?size (COUNT(?told) AS ?n) { ?group a dt:Group ; dt:size ?size . "
                      "?told dt:refersTo ?group } GROUP BY ?group ?size")  # fmt: skip
    assert sorted((size, n) for _, size, n in rows) == [("12", "1"), ("40", "2")]


def test_parts_of_groups_and_nationalities_are_lifted(store: Store) -> None:
    rows = ask(store, "SELECT ?part ?whole { ?part rdfs:label 'remaining prisoners'@en ; dt:subgroupOf ?whole . "
                      "?whole skos:altLabel '40 people'@en }")  # fmt: skip
    assert len(rows) == 1
    assert len(ask(store, "SELECT ?n { ?g skos:altLabel '40 people'@en ; dt:memberNationality ?n }")) == 2


def test_every_articles_actor_refers_to_one_actor(store: Store) -> None:
    rows = ask(store, "SELECT ?actor (COUNT(?behind) AS ?n) { ?actor skos:prefLabel ?x "
                      "OPTIONAL { ?actor dt:refersTo ?behind } } GROUP BY ?actor")  # fmt: skip
    assert len(rows) == sum(len(account.actors) for account in corpus())
    assert {n for _, n in rows} == {"1"}


def test_actors_have_one_label_other_names_and_their_state(store: Store) -> None:
    graph = graph_iri("actors")
    rows = ask(
        store,
        f"SELECT ?label ?also {{ GRAPH <{graph}> {{ actor:ilan-torvek rdfs:label ?label ; skos:altLabel ?also }} }}",
    )
    assert rows == [("Ilan Torvek", "President Ilan Torvek"), ("Ilan Torvek", "Torvek")]
    assert ask(store, "SELECT ?state { actor:ilan-torvek dt:ofState ?state }") == [(f"{BASE}actor/Q900001",)]
    assert ask(store, "SELECT ?code { actor:Q900001 dt:iso3 ?code }") == [("XAR",)]
    assert ask(store, "SELECT ?item { actor:Q900001 skos:exactMatch ?item }") == [
        ("http://www.wikidata.org/entity/Q900001",)
    ]


def test_offices_are_held_by_actors(store: Store) -> None:
    rows = ask(
        store,
        f"SELECT ?title ?day {{ GRAPH <{graph_iri('actors')}> {{ ?office org:member actor:ilan-torvek ; "
        "dt:title ?title ; org:organization actor:Q900001 ; dt:heldOn ?day ; dt:evidence ?quote }}",
    )
    assert rows == [("president", "2031-04-09")]


def test_nobody_is_agent_and_recipient() -> None:
    account = release_elsewhere()
    swapped = replace(account.claims[0], agent=account.claims[0].recipient, recipient=account.claims[0].agent)
    odd = replace(account, claims=(replace(account.claims[0], recipient=("a1", "a2")), replace(swapped, id="c9")))
    store = consolidated([odd])
    assert ask(store, "SELECT ?event { ?event dt:supportedBy ?c ; dt:agent ?who ; dt:recipient ?who }") == []


def test_derived_graphs_are_built_anew(store: Store) -> None:
    before = set(store)
    junk = NamedNode("https://x.example/junk")
    store.add(Quad(junk, junk, junk, NamedNode(graph_iri("events"))))
    assert consolidate(store) == 7
    assert set(store) == before


def test_the_order_of_articles_does_not_matter() -> None:
    accounts = corpus()
    first = set(consolidated(accounts))
    for seed in range(5):
        assert set(consolidated(random.Random(seed).sample(accounts, len(accounts)))) == first


def test_the_event_keeps_its_name_when_a_later_report_comes() -> None:
    query = "SELECT ?event { ?event a dt:Release ; dt:count 40 }"
    assert ask(consolidated([release()]), query) == ask(consolidated(corpus()), query)


def test_another_base() -> None:
    store = Store()
    store.extend(to_rdf(release(), base="https://data.example/"))
    assert consolidate(store, base="https://data.example/") == 6
    assert not [quad for quad in store if BASE in str(quad)]


def test_nothing_from_nothing() -> None:
    assert consolidate(Store()) == 0


def test_an_office_that_only_a_headline_tells_rests_on_the_article() -> None:
    account = release()
    position = replace(account.positions[0], evidence=Quote(0, 0, ""))
    store = consolidated([replace(account, positions=(position,))])
    pattern = f"GRAPH <{graph_iri('actors')}> {{ ?office a org:Membership ; dcterms:source ?source }}"
    rows = ask(store, f"SELECT ?source {{ {pattern} }}")
    assert rows == [(article_iri(account.article.id),)]
