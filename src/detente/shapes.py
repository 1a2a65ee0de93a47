"""SHACL shapes as records, read from Turtle. What is not understood is an error, never skipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

from detente.errors import DetenteError

SH: Final = "http://www.w3.org/ns/shacl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LEAVES_OUT: Final = "https://w3id.org/detente/shapes#leavesOut"

Term = NamedNode | BlankNode | Literal

# Parameters by what their values are: terms, shapes, or lists of either. Each gives a component of its own name.
_COUNTS: Final = ("minCount", "maxCount", "minLength", "minInclusive", "maxInclusive")
_PAIRS: Final = ("lessThan", "lessThanOrEquals", "disjoint")
_TERMS: Final = ("class", "datatype", "nodeKind", "pattern", "hasValue", *_COUNTS, *_PAIRS)
_SHAPES: Final = ("not", "node")
_SHAPE_LISTS: Final = ("and", "or", "xone")
_TARGETS: Final = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_OTHER: Final = ("path", "property", "sparql", "in", "message")
_KNOWN: Final = frozenset((*_TERMS, *_SHAPES, *_SHAPE_LISTS, *_TARGETS, *_OTHER))
_KINDS: Final = (f"{SH}NodeShape", f"{SH}PropertyShape")


class ShapesError(DetenteError):
    """A file of shapes that can't be used."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition: its component (``MinCount`` for ``sh:MinCountConstraintComponent``) and what it takes."""

    component: str
    terms: tuple[Term, ...] = ()
    shapes: tuple[Shape, ...] = ()
    query: str = ""  # the SELECT of a sh:sparql, with its prefixes declared
    message: str = ""  # its own, before the shape's

    @property
    def term(self) -> Term:
        """Its only parameter."""
        return self.terms[0]


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or a property shape where it has a path: steps, each written as a SPARQL property path."""

    iri: str
    steps: tuple[str, ...] = ()
    targets: tuple[tuple[str, str], ...] = ()  # ("targetClass", IRI) and so on
    constraints: tuple[Constraint, ...] = ()
    properties: tuple[Shape, ...] = ()
    message: str = ""
    leaves_out: str | None = None  # the property whose statements go when the shape is violated

    @property
    def path(self) -> str | None:
        """The whole path, as SPARQL writes it; None for a node shape."""
        return "/".join(self.steps) or None


def read_shapes(path: Path) -> tuple[Shape, ...]:
    """The shapes of a Turtle file that have targets, in the order of their IRIs.

    Raises:
        ShapesError: the file can't be read, or says something of SHACL that isn't supported here.
    """
    store = Store()
    try:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    except (SyntaxError, OSError) as error:
        raise ShapesError(f"{path}: shapes can't be read: {error}") from error
    reader = _Reader(store, path)
    found = (reader.shape(node, ()) for node in reader.shapes())
    return tuple(sorted((shape for shape in found if shape.targets), key=lambda shape: shape.iri))


class _Reader:
    def __init__(self, store: Store, path: Path) -> None:
        self._store = store
        self._path = path

    def shapes(self) -> Iterator[Term]:
        """Every node that is declared as a shape."""
        for kind in _KINDS:
            yield from self._subjects(f"{RDF}type", kind)

    def shape(self, node: Term, above: tuple[Term, ...]) -> Shape:
        if not isinstance(node, NamedNode):
            raise self._error(f"a shape in {above[-1] if above else 'the file'} has no IRI; give it one")
        if node in above:
            raise self._error(f"{node}: refers to itself; shapes can't be recursive")
        inner = (*above, node)
        for name in self._parameters(node):
            if name not in _KNOWN:
                raise self._error(f"{node}: sh:{name} is not supported")
        targets = [(kind, value.value) for kind in _TARGETS for value in self._sh(node, kind)]
        out = self._objects(node, LEAVES_OUT)
        return Shape(
            iri=node.value,
            steps=next((tuple(self._steps(value)) for value in self._sh(node, "path")), ()),
            targets=tuple(targets),
            constraints=tuple(self._constraints(node, inner)),
            properties=tuple(self.shape(value, inner) for value in self._sh(node, "property")),
            message=self._text(node, "message"),
            leaves_out=out[0].value if out and isinstance(out[0], NamedNode) else None,
        )

    def _constraints(self, node: NamedNode, above: tuple[Term, ...]) -> Iterator[Constraint]:
        for name in _TERMS:
            for value in self._sh(node, name):
                yield Constraint(_component(name), (value,))
        for value in self._sh(node, "in"):
            yield Constraint("In", tuple(self._list(value)))
        for name in _SHAPES:
            for value in self._sh(node, name):
                yield Constraint(_component(name), shapes=(self.shape(value, above),))
        for name in _SHAPE_LISTS:
            for value in self._sh(node, name):
                yield Constraint(_component(name), shapes=tuple(self.shape(one, above) for one in self._list(value)))
        for value in self._sh(node, "sparql"):
            query = self._prefixes(value) + self._text(value, "select")
            yield Constraint("SPARQL", query=query, message=self._text(value, "message"))

    def _prefixes(self, node: Term) -> str:
        declared = [one for owner in self._sh(node, "prefixes") for one in self._sh(owner, "declare")]
        return "".join(f"PREFIX {self._text(one, 'prefix')}: <{self._text(one, 'namespace')}>\n" for one in declared)

    def _steps(self, node: Term) -> Iterator[str]:
        """The steps of a path: of a sequence each, else the one."""
        if self._objects(node, f"{RDF}first"):
            for step in self._list(node):
                yield from self._steps(step)
        elif isinstance(node, NamedNode):
            yield str(node)
        elif alternatives := self._sh(node, "alternativePath"):
            yield "(" + "|".join("/".join(self._steps(path)) for path in self._list(alternatives[0])) + ")"
        else:
            raise self._error("only paths of predicates, sequences and alternatives are supported")

    def _list(self, node: Term) -> Iterator[Term]:
        while first := self._objects(node, f"{RDF}first"):
            yield first[0]
            node = self._objects(node, f"{RDF}rest")[0]

    def _parameters(self, node: NamedNode) -> Iterator[str]:
        for quad in self._store.quads_for_pattern(node, None, None, None):
            if quad.predicate.value.startswith(SH):
                yield quad.predicate.value.removeprefix(SH)

    def _subjects(self, predicate: str, value: str) -> list[Term]:
        quads = self._store.quads_for_pattern(None, NamedNode(predicate), NamedNode(value), None)
        return [quad.subject for quad in quads if not isinstance(quad.subject, Triple)]

    def _objects(self, node: Term, predicate: str) -> list[Term]:
        if not isinstance(node, (NamedNode, BlankNode)):
            return []
        quads = self._store.quads_for_pattern(node, NamedNode(predicate), None, None)
        return sorted((quad.object for quad in quads if not isinstance(quad.object, Triple)), key=str)

    def _sh(self, node: Term, name: str) -> list[Term]:
        return self._objects(node, SH + name)

    def _text(self, node: Term, name: str) -> str:
        return " ".join(value.value for value in self._sh(node, name) if isinstance(value, Literal))

    def _error(self, message: str) -> ShapesError:
        return ShapesError(f"{self._path}: {message}")


def _component(parameter: str) -> str:
    return parameter[0].upper() + parameter[1:]
