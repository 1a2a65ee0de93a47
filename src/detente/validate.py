"""Validation of graphs against ``ontology/shapes.ttl``.

Two engines give the same violations: the shapes as SPARQL queries (`Validator`, fast, any size) and pySHACL (the
reference, for small graphs and for the tests that hold the two together).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from detente.constraints import Check, Context, focus_query, screens, select
from detente.graph import read_graph
from detente.report import Report, Violation, describe
from detente.resources import resource
from detente.shapes import Term, read_shapes
from detente.sieve import Sieve, dispensable

__all__ = ["Report", "Sifted", "Validator", "Violation", "validate"]

Finding = tuple[Check, Term, Term | None]  # the check, the focus node, the value


@dataclass(frozen=True, slots=True)
class Sifted:
    """What may stay of some quads, in their order; why the rest may not; which nodes went as a whole (IRIs)."""

    quads: tuple[Quad, ...]
    violations: tuple[Violation, ...]
    left_out: tuple[str, ...]


class Validator:
    """The shapes, made ready once for any number of graphs."""

    def __init__(self, *, shapes: Path | None = None, ontology: Path | None = None) -> None:
        self.shapes_path = shapes or resource("ontology/shapes.ttl")
        self.ontology_path = ontology or resource("ontology/detente.ttl")
        self.shapes = read_shapes(self.shapes_path)
        context = Context.of(self._ontology)
        self.screens = screens(self.shapes, context)
        self._focus_query = focus_query(self.shapes, context)

    @cached_property
    def _ontology(self) -> Store:
        store = Store()
        store.load(path=str(self.ontology_path), format=RdfFormat.TURTLE)
        return store

    def validate(self, store: Store) -> Report:
        """Validate the union of a store's graphs."""
        found = {describe(store, *finding) for finding in self.findings(store)}
        return Report(tuple(sorted(found, key=order)), self.focus_nodes(store))

    def sift(self, quads: Iterable[Quad]) -> Sifted:
        """Leave out of the quads of one or more articles whatever violates a shape (see `detente.sieve`).

        What is left conforms. An article of some hundred quads takes about 10 ms, most of it for reading the queries:
        many articles in one call take much less each, with the same outcome.
        """
        given = tuple(quads)
        store = Store()
        store.extend(given)
        sieve = Sieve(store, dispensable(self.shapes))
        violations: set[Violation] = set()
        while found := self.findings(store):
            violations.update(describe(store, *finding) for finding in found)
            before = len(store)
            for check, focus, value in found:
                if check.shape.leaves_out is None:
                    sieve.node(focus)
                else:
                    sieve.statements(focus, check.shape.leaves_out, value)
            if len(store) == before:  # the statements to leave out aren't there: it is for want of one
                for _, focus, _ in found:
                    sieve.node(focus)
        kept = tuple(quad for quad in given if quad in store) if violations else given
        return Sifted(kept, tuple(sorted(violations, key=order)), tuple(sorted(sieve.dropped)))

    def findings(self, store: Store) -> list[Finding]:
        """Every violation as it is found: the check, the focus node and the value."""
        found: list[Finding] = []
        for screen in self.screens:
            checks = screen.checks if select(store, screen.query) else ()
            for check in (*checks, *screen.apart):
                found += ((check, focus, value) for focus, value in select(store, check.query) if focus is not None)
        return found

    def focus_nodes(self, store: Store) -> int:
        """How many nodes of the store any shape has something to say about."""
        [(number, _)] = select(store, self._focus_query)
        return int(number.value) if number is not None else 0


def validate(source: Store | Iterable[Quad] | str | os.PathLike[str], *, reference: bool = False) -> Report:
    """Validate a graph: a store, quads, or a file or folder that `detente.graph.read_graph` reads.

    With `reference` pySHACL does it, which takes some hundred times as long.

    Raises:
        GraphError: the file can't be read.
    """
    store = _store(source)
    validator = Validator()
    if not reference:
        return validator.validate(store)
    from detente.reference import findings  # pySHACL takes a second to import

    found = {describe(store, *finding) for finding in findings(store, validator)}
    return Report(tuple(sorted(found, key=order)), validator.focus_nodes(store))


def order(violation: Violation) -> tuple[str, ...]:
    """By article, then focus node, shape and value."""
    keys = (violation.article, violation.focus, violation.shape, violation.component, violation.value)
    return tuple(key or "" for key in keys)


def _store(source: Store | Iterable[Quad] | str | os.PathLike[str]) -> Store:
    if isinstance(source, Store):
        return source
    if isinstance(source, (str, os.PathLike)):
        return read_graph(source)
    store = Store()
    store.bulk_extend(source)
    return store
