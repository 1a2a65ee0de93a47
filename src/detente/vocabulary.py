"""The namespaces and terms that the graph uses, as pyoxigraph nodes."""

from __future__ import annotations

from functools import cache
from typing import Final

from pyoxigraph import NamedNode

PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dt": "https://w3id.org/detente/ontology#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
DT: Final = PREFIXES["dt"]


@cache
def term(name: str) -> NamedNode:
    """The node of a prefixed name such as ``dt:Claim``; a KeyError for a prefix that is not ours."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def local(iri: str) -> str:
    """The part of a term's IRI after its namespace: ``Release`` of ``dt:Release``."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]
