"""SHACL constraints as SPARQL queries: one query for each constraint of each shape, whose rows are violations.

The rules themselves stand in ``ontology/shapes.ttl`` alone; this module knows only what SHACL's components mean
(W3C recommendation of 2017, sections 4 and 5). Subclasses are those of the ontology, known when the queries are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, count
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store

from detente.errors import DetenteError
from detente.shapes import RDF, SH, Constraint, Shape, Term

XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_SUBCLASS: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_TYPE: Final = NamedNode(f"{RDF}type")
# Whether a literal is well-formed; datatypes that aren't here are left to sh:pattern, as pySHACL does.
_WELL_FORMED: Final = {
    f"{XSD}date": f"COALESCE(DATATYPE(<{XSD}date>(STR({{0}}))) = <{XSD}date>, false)",
    f"{XSD}integer": r'REGEX(STR({0}), "^[+-]?[0-9]+$")',
    f"{XSD}nonNegativeInteger": r'REGEX(STR({0}), "^([+]?[0-9]+|-0+)$")',
    f"{XSD}decimal": r'REGEX(STR({0}), "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$")',
}
_NODE_KINDS: Final = {
    f"{SH}IRI": "isIRI({0})",
    f"{SH}Literal": "isLiteral({0})",
    f"{SH}BlankNode": "isBlank({0})",
    f"{SH}IRIOrLiteral": "(isIRI({0}) || isLiteral({0}))",
    f"{SH}BlankNodeOrIRI": "(isBlank({0}) || isIRI({0}))",
    f"{SH}BlankNodeOrLiteral": "(isBlank({0}) || isLiteral({0}))",
}
_OF_FOCUS: Final = frozenset({"MinCount", "MaxCount", "HasValue"})  # of all values together, not of each


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint of one shape; each row of `query` binds ``?this`` (the focus node) and maybe ``?value``."""

    shape: Shape
    component: str
    message: str
    query: str


@dataclass(frozen=True, slots=True)
class Context:
    """What an ontology says of classes: a class with all its subclasses, and the members that it declares itself."""

    subclasses: dict[str, tuple[str, ...]]
    members: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, ontology: Store) -> Context:
        """The classes of an ontology's store."""
        above: dict[str, list[str]] = {}
        for quad in ontology.quads_for_pattern(None, _SUBCLASS, None, None):
            above.setdefault(_iri(quad.subject), []).append(_iri(quad.object))
        below: dict[str, set[str]] = {}
        for name in above:
            for upper in _closure(name, above):
                below.setdefault(upper, {upper}).add(name)
        members: dict[str, set[str]] = {}
        for quad in ontology.quads_for_pattern(None, _TYPE, None, None):
            for upper in _closure(_iri(quad.object), above):
                members.setdefault(upper, set()).add(_iri(quad.subject))
        return cls(
            {name: tuple(sorted(found)) for name, found in below.items()},
            {name: tuple(sorted(found)) for name, found in members.items()},
        )


@dataclass(frozen=True, slots=True)
class Screen:
    """All that a shape with a target demands: first one query whether anything violates it, then the checks."""

    query: str  # its rows are focus nodes that violate any of `checks`
    checks: tuple[Check, ...]
    apart: tuple[Check, ...]  # sh:sparql, which no other query can hold


def screens(shapes: Iterable[Shape], context: Context) -> tuple[Screen, ...]:
    """A screen for every shape that has a target, with a check for every constraint of it and its property shapes."""
    writer = _Writer(context)
    return tuple(writer.screen(shape) for shape in shapes)


def focus_query(shapes: Iterable[Shape], context: Context) -> str:
    """A query for the number of focus nodes, as ``?n``."""
    writer = _Writer(context)
    targets = " UNION ".join(f"{{ {writer.target(shape)} }}" for shape in shapes)
    return f"SELECT (COUNT(DISTINCT ?this) AS ?n) WHERE {{ {targets} }}"


def select(store: Store, query: str) -> list[tuple[Term | None, Term | None]]:
    """The first two columns of a query over the union of the store's graphs."""
    solutions = store.query(query, use_default_graph_as_union=True)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError(f"not a SELECT query: {query}")
    width = len(solutions.variables)
    return [(_term(row[0]), _term(row[1]) if width > 1 else None) for row in solutions]


def _term(value: object) -> Term | None:
    return value if isinstance(value, (NamedNode, BlankNode, Literal)) else None


class _Writer:
    def __init__(self, context: Context) -> None:
        self._context = context
        self._numbers = count()

    def target(self, shape: Shape) -> str:
        """A graph pattern that binds ``?this`` to the focus nodes."""
        patterns = []
        for kind, iri in shape.targets:
            if kind == "targetClass":
                classes = " ".join(f"<{name}>" for name in self._classes(iri))
                patterns.append(f"?this a ?class . VALUES ?class {{ {classes} }}")
            else:
                patterns.append(f"?this <{iri}> ?any" if kind == "targetSubjectsOf" else f"?any <{iri}> ?this")
        return " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)

    def screen(self, shape: Shape) -> Screen:
        """Everything about one shape with a target."""
        target = self.target(shape)
        found = tuple(self._checks(shape, target))
        focus = _focus(target)
        query = f"SELECT ?this WHERE {{ {focus} FILTER(!({self._holds(shape, '?this')})) }}"
        apart = tuple(check for check in found if check.component == "SPARQL")
        return Screen(query, tuple(check for check in found if check.component != "SPARQL"), apart)

    def _checks(self, shape: Shape, target: str) -> Iterator[Check]:
        for constraint in shape.constraints:
            message = constraint.message or shape.message
            yield Check(shape, constraint.component, message, self._query(shape, constraint, target))
        for inner in shape.properties:
            if shape.steps:
                raise _unsupported(inner, "a property shape inside a property shape")
            yield from self._checks(inner, target)

    def _query(self, shape: Shape, constraint: Constraint, target: str) -> str:
        focus = _focus(target)
        if constraint.component == "SPARQL":
            start = constraint.query.upper().index("SELECT")
            prefixes, select = constraint.query[:start], constraint.query[start:]
            return f"{prefixes}SELECT DISTINCT ?this ?value WHERE {{ {focus} {{ {select} }} }}"
        if not shape.steps:
            test = self._of_value(shape, constraint, "?this", "?this")
            return f"SELECT ?this (?this AS ?value) WHERE {{ {focus} FILTER(!({test})) }}"
        if constraint.component in _OF_FOCUS:
            return f"SELECT ?this WHERE {{ {focus} FILTER(!({self._of_focus(shape, constraint, '?this')})) }}"
        test = self._of_value(shape, constraint, "?this", "?value")
        return f"SELECT DISTINCT ?this ?value WHERE {{ {target} ?this {shape.path} ?value FILTER(!({test})) }}"

    def _holds(self, shape: Shape, node: str) -> str:
        """An expression: whether `node` conforms to `shape`."""
        tests = [self._holds(inner, node) for inner in shape.properties]
        if not shape.steps:
            plain = (constraint for constraint in shape.constraints if constraint.component != "SPARQL")
            tests += [self._of_value(shape, constraint, node, node) for constraint in plain]
        else:
            tests += [self._of_focus(shape, one, node) for one in shape.constraints if one.component in _OF_FOCUS]
            value = self._variable()
            each = [self._of_value(shape, c, node, value) for c in shape.constraints if c.component not in _OF_FOCUS]
            if each:
                violated = f"!({' && '.join(each)})"
                tests.append(f"!{self._exists(shape.steps, node, value, violated)}")
        return f"({' && '.join(tests)})" if tests else "true"

    def _of_focus(self, shape: Shape, constraint: Constraint, focus: str) -> str:
        """An expression: whether the values at `focus`, taken together, satisfy the constraint."""
        number = int(constraint.term.value) if constraint.component != "HasValue" else 0
        match constraint.component:
            case "MinCount":
                return self._at_least(number, shape, focus)
            case "MaxCount":
                return f"!{self._at_least(number + 1, shape, focus)}"
            case _:
                return self._exists(shape.steps, focus, str(constraint.term))

    def _exists(self, steps: tuple[str, ...], focus: str, value: str, condition: str = "") -> str:
        """An expression: whether the steps lead from `focus` to a value that meets the condition.

        Each step has a group of its own, so that no engine starts from the far end of a path.
        """
        if len(steps) == 1:
            return f"EXISTS {{ {focus} {steps[0]} {value} {f'FILTER({condition})' if condition else ''} }}"
        between = self._variable()
        return f"EXISTS {{ {focus} {steps[0]} {between} FILTER({self._exists(steps[1:], between, value, condition)}) }}"

    def _at_least(self, number: int, shape: Shape, focus: str) -> str:
        if number == 1:
            return self._exists(shape.steps, focus, self._variable())
        values = [self._variable() for _ in range(number)]
        patterns = " . ".join(f"{focus} {shape.path} {value}" for value in values)
        different = " && ".join(f"!sameTerm({one}, {other})" for one, other in combinations(values, 2))
        return f"EXISTS {{ {patterns} {f'FILTER({different})' if different else ''} }}"

    def _of_value(self, shape: Shape, constraint: Constraint, focus: str, value: str) -> str:
        """An expression: whether one value at `focus` satisfies the constraint."""
        match constraint.component:
            case "Class":
                return self._is_a(value, constraint.term.value)
            case "Datatype":
                datatype = constraint.term.value
                formed = _WELL_FORMED.get(datatype, "true").format(value)
                return f"(isLiteral({value}) && COALESCE(DATATYPE({value}) = <{datatype}>, false) && {formed})"
            case "NodeKind":
                return _NODE_KINDS[constraint.term.value].format(value)
            case "Pattern":
                return f"(!isBlank({value}) && REGEX(STR({value}), {_plain(constraint.term)}))"
            case "MinLength":
                return f"(!isBlank({value}) && STRLEN(STR({value})) >= {constraint.term.value})"
            case "MinInclusive":
                return f"COALESCE({value} >= {constraint.term}, false)"
            case "MaxInclusive":
                return f"COALESCE({value} <= {constraint.term}, false)"
            case "In":
                if all(isinstance(term, NamedNode) for term in constraint.terms):
                    return f"({value} IN ({', '.join(map(str, constraint.terms))}))"
                return f"({' || '.join(f'sameTerm({value}, {term})' for term in constraint.terms)})"
            case "LessThan" | "LessThanOrEquals":
                other, sign = self._variable(), "<" if constraint.component == "LessThan" else "<="
                pairs = f"{focus} {constraint.term} {other} FILTER(!COALESCE({value} {sign} {other}, false))"
                return f"NOT EXISTS {{ {pairs} }}"
            case "Disjoint":
                return f"NOT EXISTS {{ {focus} {constraint.term} {value} }}"
            case "Not":
                return f"!{self._holds(constraint.shapes[0], value)}"
            case "Node" | "And":
                return f"({' && '.join(self._holds(inner, value) for inner in constraint.shapes)})"
            case "Or":
                return f"({' || '.join(self._holds(inner, value) for inner in constraint.shapes)})"
            case "Xone":
                ones = (f"IF({self._holds(inner, value)}, 1, 0)" for inner in constraint.shapes)
                return f"({' + '.join(ones)} = 1)"
        raise _unsupported(shape, f"sh:{constraint.component} here")

    def _is_a(self, value: str, name: str) -> str:
        kind = self._variable()
        classes = ", ".join(f"<{one}>" for one in self._classes(name))
        test = f"EXISTS {{ {value} a {kind} FILTER({kind} IN ({classes})) }}"
        if members := self._context.members.get(name):
            test = f"({value} IN ({', '.join(f'<{member}>' for member in members)}) || {test})"
        return test

    def _classes(self, name: str) -> tuple[str, ...]:
        return self._context.subclasses.get(name, (name,))

    def _variable(self) -> str:
        return f"?v{next(self._numbers)}"


def _focus(target: str) -> str:
    """Each focus node once. GROUP BY, for Oxigraph pushes filters below DISTINCT, where a node comes many times."""
    return f"{{ SELECT ?this WHERE {{ {target} }} GROUP BY ?this }}"


def _closure(name: str, above: dict[str, list[str]]) -> set[str]:
    """`name` and everything that it is a subclass of."""
    found, left = {name}, [name]
    while left:
        for upper in above.get(left.pop(), ()):
            if upper not in found:
                found.add(upper)
                left.append(upper)
    return found


def _iri(node: object) -> str:
    return node.value if isinstance(node, NamedNode) else ""


def _plain(term: Term) -> str:
    return str(Literal(term.value))


def _unsupported(shape: Shape, what: str) -> DetenteError:
    return DetenteError(f"{shape.iri}: {what} is not supported")
