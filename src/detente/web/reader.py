"""Short ways to what the graph says of one thing."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Store

from detente.iris import natural
from detente.vocabulary import term


class Reader:
    """Reads a store; names of properties are prefixed (``dt:agent``), IRIs are text. All graphs are read as one."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def texts(self, subject: str, name: str) -> list[str]:
        """The literals, sorted."""
        quads = self.store.quads_for_pattern(NamedNode(subject), term(name), None)
        return sorted({quad.object.value for quad in quads if isinstance(quad.object, Literal)})

    def text(self, subject: str, name: str) -> str:
        """The first literal, or ""."""
        return next(iter(self.texts(subject, name)), "")

    def nodes(self, subject: str, name: str) -> list[str]:
        """The IRIs that a property leads to, ``#c2`` before ``#c10``."""
        quads = self.store.quads_for_pattern(NamedNode(subject), term(name), None)
        return sorted({quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}, key=natural)

    def node(self, subject: str, name: str) -> str:
        """The first IRI, or ""."""
        return next(iter(self.nodes(subject, name)), "")

    def subjects(self, name: str, value: str) -> list[str]:
        """The IRIs of what has this value."""
        quads = self.store.quads_for_pattern(None, term(name), NamedNode(value))
        return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}, key=natural)

    def label(self, iri: str) -> str:
        """What to call it."""
        for name in ("skos:prefLabel", "rdfs:label", "schema:headline", "schema:name", "dcterms:identifier"):
            if words := self.text(iri, name):
                return words
        return iri
