"""The reference engine: pySHACL, on the union of a store's graphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, serialize
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from detente.shapes import Term

if TYPE_CHECKING:
    from detente.validate import Finding, Validator


def findings(store: Store, validator: Validator) -> Iterator[Finding]:
    """The violations that pySHACL finds, as the validator's own engine would give them."""
    shapes = Graph().parse(validator.shapes_path, format="turtle")
    checks = (check for screen in validator.screens for check in (*screen.checks, *screen.apart))
    known = {(check.shape.iri, check.component): check for check in checks}
    data = _union(store) + _classes(validator)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    for result in report.objects(None, SH.result):
        component = str(report.value(result, SH.sourceConstraintComponent))
        name = component.removeprefix(str(SH)).removesuffix("ConstraintComponent")
        focus = _term(report.value(result, SH.focusNode))
        if focus is not None:
            check = known[str(report.value(result, SH.sourceShape)), name]
            yield check, focus, _term(report.value(result, SH.value))


def _union(store: Store) -> Graph:
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in store}
    data = serialize(triples, format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=data, format="nt")


def _classes(validator: Validator) -> Graph:
    """What the ontology says of classes and of their members, and nothing else that shapes could speak about."""
    ontology = Graph().parse(validator.ontology_path, format="turtle")
    classes = Graph()
    for predicate in (RDF.type, RDFS.subClassOf):
        for triple in ontology.triples((None, predicate, None)):
            classes.add(triple)
    return classes


def _term(node: Node | None) -> Term | None:
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if isinstance(node, BNode):
        return BlankNode(str(node))
    if isinstance(node, RdfLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype)) if node.datatype else None)
    return None
