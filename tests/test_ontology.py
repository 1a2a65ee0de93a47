"""The ontology and its alignments: integrity checks, foreign terms, and agreement with shapes and records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, VANN, XSD, DefinedNamespace

from detente.records import ActorType, Status
from detente.resources import resource

DT = "https://w3id.org/detente/ontology#"
DTS = "https://w3id.org/detente/shapes#"
PREFIXES = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {"dt": DT, "owl": OWL._NS, "rdfs": RDFS._NS, "skos": SKOS._NS}.items()
)
TYPES = {  # the parents and types of the annotation guide
    "Agree": "Agreement",
    "Consult": "Meeting Visit PhoneCall Negotiation Mediation",
    "Support": "Praise Endorsement Recognition DiplomaticRestoration",
    "Concede": "Pardon Apology Concession",
    "Retreat": "Release SanctionsRelief PrisonerExchange Ceasefire Withdrawal",
    "Cooperate": "Appointment Delivery Cooperation",
    "Aid": "",
    "Request": "",
    "Accuse": "Accusation Criticism",
    "Reject": "Refusal",
    "Threaten": "Threat",
    "Protest": "",
    "Sanction": "SanctionsImposition Expulsion DiplomaticRupture",
    "Mobilize": "Deployment",
    "Coerce": "Detention Seizure Ban",
    "Assault": "Attack",
    "Statement": "",
    "Movement": "",
}
CHECKS = sorted(resource("ontology/checks").glob("*.rq"))
PUBLISHED: tuple[type[DefinedNamespace], ...] = (
    DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, VANN, XSD,
)  # fmt: skip


def read(*names: str) -> Store:
    store = Store()
    for name in names:
        store.load(path=str(resource(f"ontology/{name}.ttl")), format=RdfFormat.TURTLE)
    return store


def values(store: Store, query: str) -> set[str]:
    prefixes = f"PREFIX dt: <{DT}> PREFIX skos: <{SKOS._NS}> PREFIX rdfs: <{RDFS._NS}> PREFIX sh: <{SH._NS}>"
    return {row[0].value.rpartition("#")[2] for row in store.query(f"{prefixes} PREFIX dts: <{DTS}> {query}")}


@pytest.fixture(scope="module")
def ontology() -> Store:
    return read("detente", "alignments")


@pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)
def test_check_passes(check: Path, ontology: Store) -> None:
    assert [[str(term) for term in row] for row in ontology.query(check.read_text())] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda path: path.stem)
def test_check_can_fail(check: Path) -> None:
    query = check.read_text()
    broken = query.split("# Broken by: ")[1].split("\n")[0]
    store = read("detente", "alignments")
    store.load(f"{PREFIXES}{broken}".encode(), format=RdfFormat.TURTLE)
    assert list(store.query(query))


def test_types_of_the_guide_stand_under_their_parents(ontology: Store) -> None:
    assert values(ontology, "SELECT ?c { ?c rdfs:subClassOf dt:Event }") == TYPES.keys()
    for parent, types in TYPES.items():
        assert values(ontology, f"SELECT ?c {{ ?c rdfs:subClassOf dt:{parent} }}") == set(types.split())
    assert sum(len(types.split()) or 1 for types in TYPES.values()) == 38


def test_symmetric_types_are_those_of_the_guide(ontology: Store) -> None:
    symmetric = {"Agreement", "Meeting", "PhoneCall", "Negotiation", "PrisonerExchange", "Ceasefire"}
    assert values(ontology, "SELECT ?c { ?c dt:symmetric true }") == symmetric


def test_actors_and_statuses_are_those_of_the_records(ontology: Store) -> None:
    leaves = "SELECT ?c { ?c rdfs:subClassOf+ dt:Actor FILTER NOT EXISTS { ?d rdfs:subClassOf ?c } }"
    assert values(ontology, leaves) == set(get_args(ActorType))
    assert {name.lower() for name in values(ontology, "SELECT ?c { ?c skos:inScheme dt:statuses }")} == set(
        get_args(Status)
    )


def test_terms_of_published_vocabularies_exist() -> None:
    listed = json.loads((Path(__file__).parent / "data" / "vocabularies.json").read_text())
    known = {
        URIRef(vocabulary["namespace"] + name)
        for vocabulary in listed.values()
        for names in vocabulary["terms"]
        for name in names.split()
    }
    namespaces = [str(namespace._NS) for namespace in PUBLISHED] + [v["namespace"] for v in listed.values()]
    seen = set()
    for name in ("detente", "alignments", "shapes"):
        graph = Graph().parse(resource(f"ontology/{name}.ttl"))
        terms = {*graph.predicates(), *graph.objects(), *graph.subjects()}
        for term in terms:
            namespace = next((n for n in namespaces if isinstance(term, URIRef) and term.startswith(n)), None)
            if namespace is not None and str(term) != namespace:
                assert term in known or any(term in vocabulary for vocabulary in PUBLISHED), (
                    f"{name}.ttl: {term} is no term of its vocabulary"
                )
                seen.add(namespace)
    assert seen == set(namespaces)  # nothing listed in vain: every vocabulary is used


def test_ontology_reads_the_same_everywhere() -> None:
    for name in ("detente", "alignments"):
        graph = Graph().parse(resource(f"ontology/{name}.ttl"))
        assert len(graph) == len(read(name))


def test_every_class_has_a_shape() -> None:
    store = read("detente", "shapes")
    query = """SELECT ?c { ?c a <http://www.w3.org/2002/07/owl#Class>
      FILTER NOT EXISTS { ?c rdfs:subClassOf* ?above . ?shape sh:targetClass ?above } FILTER (?c != dt:EventType) }"""
    assert values(store, query) == set()


def test_statuses_of_the_shape_are_those_of_the_scheme() -> None:
    store = read("detente", "shapes")
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    listed = values(store, f"SELECT ?s {{ dts:status sh:in/<{rdf}rest>*/<{rdf}first> ?s }}")
    assert listed == values(store, "SELECT ?s { ?s skos:inScheme dt:statuses }")


def test_shapes_about_roles_name_event_types_only() -> None:
    store = read("detente", "shapes")
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    named = values(store, f"SELECT ?c {{ ?s sh:in/<{rdf}rest>*/<{rdf}first> ?c . FILTER (?s != dts:status) }}")
    assert named <= values(store, "SELECT ?c { ?c a dt:EventType }")
    # Only what can be done to a place, or has no recipient, is free of conditions on its recipient.
    conditions = values(store, f"SELECT ?c {{ dts:WithSomeone sh:in/<{rdf}rest>*/<{rdf}first> ?c }}")
    fine = {name for parent, types in TYPES.items() for name in types.split() or [parent]}
    assert fine - conditions == {"Visit", "Aid", "Attack", "Deployment", "Withdrawal", "Movement", "Seizure"}


def test_shapes_speak_of_terms_that_exist(ontology: Store) -> None:
    shapes = read("shapes")
    for quad in shapes:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(DT) and term.value != DT:
                assert any(ontology.quads_for_pattern(term, None, None, None)), term.value


def test_every_shape_that_reports_says_so_in_plain_words() -> None:
    store = read("shapes")
    silent = """SELECT ?shape { { ?shape sh:targetClass|sh:targetSubjectsOf|sh:targetObjectsOf ?any }
      UNION { ?above sh:targetClass|sh:targetSubjectsOf|sh:targetObjectsOf ?any ; sh:property ?shape }
      ?shape sh:class|sh:in|sh:or|sh:not|sh:xone|sh:datatype|sh:minCount|sh:maxCount|sh:node|sh:sparql ?constraint
      FILTER NOT EXISTS { ?shape sh:message ?message FILTER (LANG(?message) = "en") } }"""
    assert values(store, silent) == set()
