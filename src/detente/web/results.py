"""Answers to queries as bytes, in the media types of the SPARQL 1.1 recommendations."""

from __future__ import annotations

import io
from typing import Final
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from detente.answers import write
from detente.iris import BASE
from detente.query import Rows, Term
from detente.serialization import write_quads
from detente.vocabulary import PREFIXES

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
HTML: Final = "text/html"
# What SELECT and ASK, what CONSTRUCT and DESCRIBE can be had as; the first is the default. CSV and TSV hold no truth.
TABLES: Final = (JSON, XML, CSV, TSV, "application/json", "application/xml", "text/xml")
TRUTHS: Final = (JSON, XML, "application/json", "application/xml", "text/xml")
GRAPHS: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
}
_NAMESPACE: Final = "http://www.w3.org/2005/sparql-results#"
_ESCAPES: Final = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r"})


def offers(form: str) -> tuple[str, ...]:
    """The media types that answers of a query's form can be had as."""
    return tuple(GRAPHS) if form in ("CONSTRUCT", "DESCRIBE") else TRUTHS if form == "ASK" else TABLES


def serialize(rows: Rows, media: str, *, base: str = BASE) -> bytes:
    """An answer in one of the media types that `offers` names for its form.

    Raises:
        SerializationError: RDF/XML was asked for, and a text holds a character that XML can't.
    """
    if rows.is_graph:
        output = io.BytesIO()
        write_quads((Quad(*row) for row in rows.terms), output, GRAPHS[media], base=base)  # type: ignore[arg-type]  # of CONSTRUCT
        return output.getvalue()
    if media == CSV:
        return write(rows, "csv").encode()
    if media == TSV:
        return _tsv(rows).encode()
    return write(rows, "json").encode() if media in (JSON, "application/json") else _xml(rows)


def _tsv(rows: Rows) -> str:
    lines = ["\t".join(f"?{column}" for column in rows.columns)]
    lines += ["\t".join("" if term is None else str(term).translate(_ESCAPES) for term in row) for row in rows.terms]
    return "\n".join(lines) + "\n"


def _xml(rows: Rows) -> bytes:
    """The answer after *SPARQL Query Results XML Format*."""
    output = io.BytesIO()
    xml = XMLGenerator(output, "utf-8", short_empty_elements=True)
    xml.startDocument()
    _open(xml, "sparql", {"xmlns": _NAMESPACE})
    _open(xml, "head")
    for column in rows.columns if rows.form == "SELECT" else ():
        _open(xml, "variable", {"name": column})
        xml.endElement("variable")
    xml.endElement("head")
    if rows.form == "ASK":
        _element(xml, "boolean", str(rows.truth).lower())
    else:
        _open(xml, "results")
        for row in rows.terms:
            _open(xml, "result")
            for column, term in zip(rows.columns, row, strict=True):
                if term is not None:
                    _open(xml, "binding", {"name": column})
                    _term(xml, term)
                    xml.endElement("binding")
            xml.endElement("result")
        xml.endElement("results")
    xml.endElement("sparql")
    xml.endDocument()
    return output.getvalue() + b"\n"


def _term(xml: XMLGenerator, term: Term) -> None:
    if isinstance(term, NamedNode):
        _element(xml, "uri", term.value)
    elif isinstance(term, BlankNode):
        _element(xml, "bnode", term.value)
    elif term.language:
        _element(xml, "literal", term.value, {"xml:lang": term.language})
    elif term.datatype.value == f"{PREFIXES['xsd']}string":
        _element(xml, "literal", term.value)
    else:
        _element(xml, "literal", term.value, {"datatype": term.datatype.value})


def _element(xml: XMLGenerator, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
    _open(xml, name, attributes)
    xml.characters(text)
    xml.endElement(name)


def _open(xml: XMLGenerator, name: str, attributes: dict[str, str] | None = None) -> None:
    xml.startElement(name, AttributesImpl(attributes or {}))
