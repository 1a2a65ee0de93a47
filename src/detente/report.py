"""What a validation found, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from detente.constraints import Check, select
from detente.shapes import Term
from detente.vocabulary import PREFIXES, term

_PREFIXES: Final = {
    **PREFIXES,
    "dts": "https://w3id.org/detente/shapes#",
    "sh": "http://www.w3.org/ns/shacl#",
}
# The sentence that a focus node rests on: its evidence, that of its first claim, or its own words.
_SENTENCE: Final = """SELECT ?sentence WHERE {{
  {{ {0} {evidence}/{anchor} ?sentence }} UNION {{ {0} {supported}/{evidence}/{anchor} ?sentence }}
  UNION {{ {0} {anchor} ?sentence }}
}} ORDER BY ?sentence LIMIT 1"""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One violation: where it stands, what is wrong there, and which shape says so. IRIs are written in full."""

    article: str | None  # the article's id
    focus: str
    shape: str
    component: str  # of SHACL, such as "Datatype"
    path: str | None
    value: str | None
    message: str
    sentence: str | None
    graph: str | None

    def __str__(self) -> str:
        place = f"article {self.article}: " if self.article else ""
        found = f" Found {_short(self.value)}." if self.value and self.value != f"<{self.focus}>" else ""
        sentence = f" In: “{self.sentence}”" if self.sentence else ""
        return f"{place}{self.focus.rpartition('/')[2]}: {self.message}{found} ({_short(self.shape)}){sentence}"


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation. A graph without a focus node does not conform: there was nothing to check."""

    violations: tuple[Violation, ...]
    focus_nodes: int

    @property
    def conforms(self) -> bool:
        """Whether there was something to check and nothing violates a shape."""
        return self.focus_nodes > 0 and not self.violations

    def lines(self) -> Iterator[str]:
        """The report in plain words."""
        if not self.focus_nodes:
            yield "no claim, event, actor or article found: this is not a graph of detente, or it is empty"
        yield from map(str, self.violations)


def to_jsonl(violations: Iterable[Violation]) -> Iterator[str]:
    """Violations as lines of JSON, each ended by a newline."""
    for violation in violations:
        yield json.dumps(asdict(violation), ensure_ascii=False) + "\n"


def describe(store: Store, check: Check, focus: Term, value: Term | None) -> Violation:
    """A violation with what the graph says of its place: article, sentence and graph."""
    graph, article = _origin(store, focus)
    return Violation(
        article=article,
        focus=focus.value,
        shape=check.shape.iri,
        component=check.component,
        path=check.shape.path,
        value=str(value) if value is not None else None,
        message=check.message,
        sentence=_sentence(store, focus),
        graph=graph,
    )


def _origin(store: Store, focus: Term) -> tuple[str | None, str | None]:
    """The graph that speaks of the focus node, and the id of the article that it comes from."""
    if not isinstance(focus, NamedNode):
        return None, None
    quads = store.quads_for_pattern(focus, None, None, None)
    graphs = sorted({q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)})
    sources = store.quads_for_pattern(focus, term("prov:wasQuotedFrom"), None, None)
    # An article's graph has the article's name; without graphs, the parts of an article begin with its IRI.
    names = [*graphs, *(q.object.value for q in sources if isinstance(q.object, NamedNode)), focus.value.split("#")[0]]
    for name in names:
        for quad in store.quads_for_pattern(NamedNode(name), term("dcterms:identifier"), None, None):
            if isinstance(quad.object, Literal):
                return (name if name in graphs else next(iter(graphs), None)), quad.object.value
    return next(iter(graphs), None), None


def _sentence(store: Store, focus: Term) -> str | None:
    if not isinstance(focus, NamedNode):
        return None
    words = {"evidence": "dt:evidence", "supported": "dt:supportedBy", "anchor": "nif:anchorOf"}
    query = _SENTENCE.format(focus, **{name: str(term(value)) for name, value in words.items()})
    return next((sentence.value for sentence, _ in select(store, query) if sentence is not None), None)


def _short(text: str) -> str:
    """`text` with terms of known namespaces as prefixed names, other IRIs by their last part, cut to 80 characters."""
    for prefix, namespace in _PREFIXES.items():
        text = text.replace(f"<{namespace}", f"<{prefix}:").replace(f"{namespace}", f"{prefix}:")
    text = text.strip("<>").rpartition("/")[2] if text.startswith("<") else text
    return text if len(text) <= 80 else f"{text[:79]}…"
