"""The account of one article for a person: every claim with its sentence, the words that carry it highlighted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from pyoxigraph import Literal, NamedNode, Store
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from detente.errors import DetenteError
from detente.iris import natural, quote_range
from detente.types import event_types
from detente.vocabulary import local, term

_STYLES: Final = {"trigger": "bold reverse", "agent": "bold green", "recipient": "bold cyan", "speaker": "bold yellow"}
_ROLES: Final = {
    "dt:agent": "agent",
    "dt:recipient": "recipient",
    "dt:object": "object",
    "dt:objectActor": "object",
    "dt:place": "place",
    "dt:origin": "from",
    "dt:destination": "to",
    "prov:wasAttributedTo": "speaker",
}
_VALUES: Final = {"dt:date": "date ", "dt:count": "count ", "dt:countMin": "at least ", "dt:countMax": "at most "}
# What could move the cursor, colour the screen or turn the direction of writing.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class ShowError(DetenteError):
    """An article that the graph doesn't have."""


def show(store: Store, article: str) -> RenderableType:
    """The account of the article with this id, IRI or headline, ready to be printed by rich.

    What comes from the article is shown as it stands, never as markup; control characters become ``�``.

    Raises:
        ShowError: there is no such article; the message names those that come close.
    """
    return _View(store, _find(store, article)).render()


def _find(store: Store, wanted: str) -> NamedNode:
    known: dict[str, NamedNode] = {}
    for quad in store.quads_for_pattern(None, term("rdf:type"), term("schema:NewsArticle")):
        if isinstance(node := quad.subject, NamedNode):
            for name in ("dcterms:identifier", "schema:headline"):
                for said in store.quads_for_pattern(node, term(name), None):
                    known.setdefault(said.object.value if isinstance(said.object, Literal) else "", node)
            known[node.value] = node
    if wanted in known:
        return known[wanted]
    close = get_close_matches(wanted, sorted(known), n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(map(repr, close))}?" if close else "`detente query GRAPH articles` lists them"
    raise ShowError(f"{wanted!r}: no such article in the graph; {hint}")


class _View:
    """One article's part of the graph, in words."""

    def __init__(self, store: Store, article: NamedNode) -> None:
        self._store = store
        self._article = article

    def render(self) -> RenderableType:
        quads = self._store.quads_for_pattern(None, term("prov:wasQuotedFrom"), self._article)
        claims = sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}, key=natural)
        lines: list[RenderableType] = [self._heading(), self._legend(), Text()]
        for number, claim in enumerate(claims, start=1):
            lines += [self._claim(NamedNode(claim), number), Text()]
        if not claims:
            lines += [Text("No claims were found in this article."), Text()]
        if positions := sorted(self._positions()):
            lines += [Text("Positions", style="bold"), *(Text(f"  {position}") for position in positions), Text()]
        return Group(*lines[:-1])

    def _heading(self) -> Text:
        title = self._words(self._article, "schema:headline") or self._words(self._article, "dcterms:identifier")
        publishers = self._nodes(self._article, "schema:publisher")
        publisher = self._words(publishers[0], "schema:name") if publishers else ""
        origin = ", ".join(filter(None, (publisher, self._words(self._article, "schema:datePublished"))))
        return Text.assemble((title, "bold"), "\n" if origin else "", (origin, "dim"))

    def _legend(self) -> Text:
        shown = [(f" {name} " if name == "trigger" else name, style) for name, style in _STYLES.items()]
        return Text("  ").join(Text(name, style=style) for name, style in shown)

    def _claim(self, claim: NamedNode, number: int) -> RenderableType:
        kind = next((local(node.value) for node in self._nodes(claim, "dt:eventType")), "")
        label = event_types()[kind].label if kind in event_types() else kind
        status = next((local(node.value).lower() for node in self._nodes(claim, "dt:status")), "")
        details = list(self._details(claim))
        head = Text.assemble(f"{number}. ", (label, "bold"), f" ({status})", "" if not details else ": ")
        head.append_text(Text("; ").join(details))
        return Group(head, Padding(self._sentence(claim), (0, 0, 0, 3)))

    def _details(self, claim: NamedNode) -> Iterator[Text]:
        for name, role in _ROLES.items():
            nodes = self._nodes(claim, name)
            if name == "dt:objectActor":  # it may have another role as well
                told = {node.value for other in ("dt:agent", "dt:recipient") for node in self._nodes(claim, other)}
                nodes = [node for node in nodes if node.value not in told]
            words = [self._words(node, "skos:prefLabel") for node in nodes]
            if name == "dt:object":
                words = [f"“{self._words(claim, name)}”"] if self._words(claim, name) else []
            if words:
                yield Text.assemble((f"{role} ", "dim"), (", ".join(words), _STYLES.get(role, "")))
        for name, shown in _VALUES.items():
            if value := self._words(claim, name):
                yield Text.assemble((shown, "dim"), value)

    def _sentence(self, claim: NamedNode) -> Text:
        evidence = next(iter(self._nodes(claim, "dt:evidence")), None)
        if evidence is None:
            return Text()
        start, end = quote_range(evidence.value)
        text = Text(self._words(evidence, "nif:anchorOf"))
        marked = [(role, mention) for name, role in _ROLES.items() if role in _STYLES
                  for actor in self._nodes(claim, name) for mention in self._nodes(actor, "dt:mention")]  # fmt: skip
        marked += [("trigger", trigger) for trigger in self._nodes(claim, "dt:trigger")]
        for role, quote in marked:
            first, last = quote_range(quote.value)
            if start <= first and last <= end:
                text.stylize(_STYLES[role], first - start, last - start)
        return text

    def _positions(self) -> Iterator[str]:
        members = self._store.quads_for_pattern(None, term("org:member"), None)
        for node in (quad.subject for quad in members if isinstance(quad.subject, NamedNode)):
            if node.value.startswith(f"{self._article.value}#"):
                holder = next((self._words(it, "skos:prefLabel") for it in self._nodes(node, "org:member")), "")
                body = next((self._words(it, "skos:prefLabel") for it in self._nodes(node, "org:organization")), "")
                yield f"{holder}: {self._words(node, 'dt:title')}" + (f", {body}" if body else "")

    def _nodes(self, subject: NamedNode, name: str) -> list[NamedNode]:
        quads = self._store.quads_for_pattern(subject, term(name), None)
        nodes = {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
        return sorted(nodes, key=lambda node: natural(node.value))

    def _words(self, subject: NamedNode, name: str) -> str:
        """The literal that the graph has, the first of several, fit for a screen."""
        quads = self._store.quads_for_pattern(subject, term(name), None)
        values = sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal))
        return _CONTROLS.sub("\ufffd", values[0]) if values else ""
