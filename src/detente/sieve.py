"""What goes when a shape is violated: as little as makes the rest true and whole.

A shape's ``dts:leavesOut`` names the statements that go. Where it names none the focus node goes, and with it whatever
refers to it, unless by a statement that some shape names as one that may go. So a claim loses its place when the place
is wrong, but goes as a whole when its speaker does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from detente.shapes import Shape, Term
from detente.vocabulary import term


def dispensable(shapes: Iterable[Shape]) -> frozenset[str]:
    """The properties whose statements may go without the node that they are about."""
    return frozenset(_leaves_out(shapes))


def _leaves_out(shapes: Iterable[Shape]) -> Iterator[str]:
    for shape in shapes:
        if shape.leaves_out:
            yield shape.leaves_out
        yield from _leaves_out(shape.properties)


class Sieve:
    """A store from which violations are taken out, and what went as a whole."""

    def __init__(self, store: Store, spare: frozenset[str]) -> None:
        self._store = store
        self._spare = spare
        self.dropped: set[str] = set()

    def statements(self, focus: Term, predicate: str, value: Term | None) -> int:
        """Take out the statements of a node with a property, or only those with `value` if it is among them."""
        if not isinstance(focus, (NamedNode, BlankNode)):
            return 0
        quads = list(self._store.quads_for_pattern(focus, NamedNode(predicate), None, None))
        exact = [quad for quad in quads if quad.object == value]
        for quad in exact or quads:
            self._remove(quad)
        return len(exact or quads)

    def node(self, node: Term) -> None:
        """Take out a node and what can't do without it; an article goes with its whole graph."""
        if not isinstance(node, (NamedNode, BlankNode)) or node.value in self.dropped:
            return
        self.dropped.add(node.value)
        if isinstance(node, NamedNode) and self._store.contains_named_graph(node):
            self._store.remove_graph(node)
        pointed = [quad.object for quad in self._quads(subject=node)]
        referring = self._quads(value=node)
        for quad in (*self._quads(subject=node), *referring):
            self._remove(quad)
        for quad in referring:
            if quad.predicate.value not in self._spare and isinstance(quad.subject, (NamedNode, BlankNode)):
                self.node(quad.subject)
        for value in pointed:
            self._orphan(value)

    def _remove(self, quad: Quad) -> None:
        self._store.remove(quad)
        self._orphan(quad.object)

    def _orphan(self, node: object) -> None:
        """Take out a quote that nothing refers to any more."""
        if not isinstance(node, NamedNode) or self._quads(value=node):
            return
        if any(self._store.quads_for_pattern(node, term("nif:referenceContext"), None, None)):
            for quad in self._quads(subject=node):
                self._store.remove(quad)

    def _quads(
        self, *, subject: NamedNode | BlankNode | None = None, value: NamedNode | BlankNode | None = None
    ) -> list[Quad]:
        return list(self._store.quads_for_pattern(subject, None, value, None))
