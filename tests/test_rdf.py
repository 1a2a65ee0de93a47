from __future__ import annotations

from dataclasses import replace

import pytest
from affairs import corpus, quote, release, silence
from pyoxigraph import Literal, NamedNode, Quad, Store

from detente.gazetteer import Entry, Gazetteer
from detente.iris import BASE, article_iri
from detente.rdf import Activity, RdfError, decimal, to_rdf
from detente.records import Account
from detente.resources import resource
from detente.vocabulary import DT, term

ARTICLE = article_iri("https://news.example/arvania?id=1")


def store(account: Account, **options: object) -> Store:
    filled = Store()
    filled.extend(to_rdf(account, **options))
    return filled


def values(graph: Store, local_id: str, name: str) -> list[str]:
    node = NamedNode(f"{ARTICLE}#{local_id}" if local_id else ARTICLE)
    return sorted(quad.object.value for quad in graph.quads_for_pattern(node, term(name), None))


def test_everything_stands_in_the_graph_that_the_article_names() -> None:
    assert {quad.graph_name.value for quad in to_rdf(release())} == {ARTICLE}


def test_an_article_is_described() -> None:
    graph = store(release(), activity=Activity("0.1.0", "en_detente_news_sm 0.1.0", "abc"))
    assert values(graph, "", "rdf:type") == ["https://schema.org/NewsArticle"]
    assert values(graph, "", "dcterms:identifier") == ["https://news.example/arvania?id=1"]
    assert values(graph, "", "schema:headline") == ["Arvania frees 40 <prisoners> & “more”"]
    assert values(graph, "", "schema:datePublished") == ["2031-04-09"]
    assert values(graph, "", "schema:publisher") == [f"{BASE}publisher/the-belmora-post"]
    assert values(graph, "", "prov:wasGeneratedBy") == [f"{ARTICLE}#extraction"]
    assert values(graph, "extraction", "dt:model") == ["en_detente_news_sm 0.1.0"]
    assert len(values(graph, "", "dt:textHash")[0]) == 64


def test_a_claim_has_its_roles_status_date_and_evidence() -> None:
    graph = store(release())
    assert values(graph, "c1", "dt:eventType") == [f"{DT}Release"]
    assert values(graph, "c1", "dt:status") == [f"{DT}Actual"]
    assert values(graph, "c1", "dt:agent") == [f"{ARTICLE}#a1"]
    assert values(graph, "c1", "dt:recipient") == [f"{ARTICLE}#a5"]
    assert values(graph, "c1", "dt:follows") == [f"{ARTICLE}#c2"]
    assert values(graph, "c5", "dt:about") == [f"{ARTICLE}#c6"]
    assert values(graph, "c4", "prov:wasAttributedTo") == [f"{ARTICLE}#a7"]
    assert values(graph, "c1", "prov:wasQuotedFrom") == [ARTICLE]
    assert values(graph, "c1", "dt:date") == ["2031-04-08"]
    assert values(graph, "c1", "dt:confidence") == ["0.875"]
    assert values(graph, "c3", "dt:countMin") == ["900"]
    assert values(graph, "c3", "dt:count") == []


@pytest.mark.parametrize(
    ("claim", "kind", "first", "last", "numbers"),
    [
        ("c1", "date", "2031-04-08", "2031-04-08", ("22377", "22377")),
        ("c2", "gYearMonth", "2031-04-01", "2031-04-30", ("22370", "22399")),
        ("c4", "gYear", "2031-01-01", "2031-12-31", ("22280", "22644")),
    ],
)
def test_dates_are_as_exact_as_the_text(claim: str, kind: str, first: str, last: str, numbers: tuple[str, str]) -> None:
    graph = store(release())
    date = next(iter(graph.quads_for_pattern(NamedNode(f"{ARTICLE}#{claim}"), term("dt:date"), None))).object
    assert isinstance(date, Literal)
    assert date.datatype == term(f"xsd:{kind}")
    assert values(graph, claim, "dt:firstDay") == [first]
    assert values(graph, claim, "dt:lastDay") == [last]
    assert (*values(graph, claim, "dt:firstDayNumber"), *values(graph, claim, "dt:lastDayNumber")) == numbers


def test_quotes_are_slices_of_the_text() -> None:
    account = release()
    graph = store(account)
    quotes = list(graph.quads_for_pattern(None, term("nif:anchorOf"), None))
    assert len(quotes) > 15
    for quad in quotes:
        begin, end = (
            int(next(iter(graph.quads_for_pattern(quad.subject, term(name), None))).object.value)
            for name in ("nif:beginIndex", "nif:endIndex")
        )
        assert account.article.text[begin:end] == quad.object.value
        assert quad.subject.value == f"{ARTICLE}#char={begin},{end}"


def test_every_quote_that_is_pointed_at_is_there() -> None:
    graph = store(release())
    for name in ("dt:evidence", "dt:trigger", "dt:alsoMentioned", "dt:mention"):
        pointed = list(graph.quads_for_pattern(None, term(name), None))
        assert pointed
        for quad in pointed:
            assert list(graph.quads_for_pattern(quad.object, term("nif:referenceContext"), None))


def test_actors_are_described() -> None:
    graph = store(release())
    assert values(graph, "a2", "rdf:type") == [f"{DT}Person"]
    assert values(graph, "a2", "skos:prefLabel") == ["Ilan Torvek"]
    assert values(graph, "a2", "rdfs:label") == ["Ilan Torvek", "President Ilan Torvek", "Torvek"]
    assert values(graph, "a2", "dt:ofState") == [f"{ARTICLE}#a1"]
    assert values(graph, "a1", "dt:refersTo") == [f"{BASE}actor/Q900001"]
    assert values(graph, "a1", "dt:iso3") == ["XAR"]
    assert values(graph, "a5", "dt:size") == ["40"]
    assert values(graph, "a10", "dt:sizeMin") == ["900"]
    assert values(graph, "a10", "dt:subgroupOf") == [f"{ARTICLE}#a5"]
    assert values(graph, "p1", "org:member") == [f"{ARTICLE}#a2"]
    assert values(graph, "p1", "dt:title") == ["president"]
    assert values(graph, "p1", "dt:heldOn") == ["2031-04-09"]


def test_nationalities_are_states_of_the_gazetteer_or_named_after_themselves() -> None:
    assert values(store(release()), "a5", "dt:memberNationality") == [f"{BASE}actor/belmora", f"{BASE}actor/casteria"]
    gazetteer = Gazetteer([Entry("Q900003", "Casteria", "Country", names=("Casteria",))])
    known = store(release(), gazetteer=gazetteer)
    assert values(known, "a5", "dt:memberNationality") == [f"{BASE}actor/Q900003", f"{BASE}actor/belmora"]


def test_pronouns_are_mentions_but_no_names() -> None:
    account = release()
    mention = replace(account.actors[2].mentions[0], kind="pronoun")
    graph = store(replace(account, actors=(replace(account.actors[2], mentions=(mention,), name="Mara Q."),)))
    assert values(graph, "a3", "rdfs:label") == ["Mara Q."]
    assert len(values(graph, "a3", "dt:mention")) == 1


def test_the_text_can_stay_out_and_the_quotes_remain() -> None:
    with_text, without = store(release()), store(release(), text=False)
    gone = {quad.predicate for quad in with_text} - {quad.predicate for quad in without}
    assert gone == {term("nif:isString")}
    assert len(with_text) == len(without) + 1


def test_the_base_of_data_can_be_chosen() -> None:
    quads = list(to_rdf(release(), base="https://data.example/"))
    assert quads[0].graph_name.value.startswith("https://data.example/article/")
    assert not [quad for quad in quads if BASE in str(quad)]


def test_only_terms_that_the_ontology_has() -> None:
    ontology = resource("ontology/detente.ttl").read_text(encoding="utf-8")
    used = {
        node.value
        for account in corpus()
        for quad in to_rdf(account, activity=Activity("1", "m", "c"))
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(DT)
    }
    assert len(used) > 40
    assert [iri for iri in used if f"\ndt:{iri.removeprefix(DT)} a " not in ontology] == []


def test_a_store_keeps_every_literal_as_it_is() -> None:
    british = replace(release(), article=replace(release().article, lang="en-GB"))
    for account in (*corpus(), british):
        quads = list(to_rdf(account, activity=Activity("1", "m", "c")))
        assert set(store(account, activity=Activity("1", "m", "c"))) == set(quads)


def test_each_quad_once_and_always_in_the_same_order() -> None:
    quads = list(to_rdf(release()))
    assert len(quads) == len(set(quads))
    assert quads == list(to_rdf(release()))


def test_no_blank_nodes() -> None:
    assert all(isinstance(quad, Quad) and "_:" not in str(quad.subject) for quad in to_rdf(release()))


def test_an_article_without_claims_is_there() -> None:
    graph = store(silence())
    assert len(list(graph.quads_for_pattern(None, term("rdf:type"), term("schema:NewsArticle")))) == 1
    assert not list(graph.quads_for_pattern(None, term("dt:evidence"), None))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("title", "half \ud83d", "half a character"), ("lang", "not a tag", "language"), ("text", "\ud83d", "surrogate")],
)
def test_what_rdf_cant_say_is_refused_by_name(field: str, value: str, message: str) -> None:
    account = replace(silence(), article=replace(replace(silence().article, title="T"), **{field: value}))
    with pytest.raises(RdfError, match="nichts") as caught:
        list(to_rdf(account))
    assert message in str(caught.value)


def test_a_date_that_is_none_is_refused() -> None:
    account = release()
    bad = replace(account, claims=(replace(account.claims[0], date="2031-02-30"),))
    with pytest.raises(RdfError, match="arvania"):
        list(to_rdf(bad))


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1"), (0, "0"), (0.5, "0.5"), (0.1234, "0.123"), (10, "10"), (0.9999, "1")]
)
def test_decimals_are_canonical(value: float, written: str) -> None:
    assert decimal(value).value == written


def test_quotes_of_the_helper_are_slices() -> None:
    assert quote("ab cd", "cd").start == 3
