"""What the graph says of the actors behind articles' actors, and of the offices that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import Literal, NamedNode

from detente.events import Fact
from detente.identity import Identity
from detente.iris import digest, encode
from detente.testimony import ArticlePosition
from detente.vocabulary import PREFIXES, local, term


def actor_facts(actor: Identity, whole: Identity | None) -> Iterator[Fact]:
    """An actor with its names; `whole` is the group that it is a part of."""
    node = NamedNode(actor.iri)
    yield node, term("rdf:type"), term(f"dt:{actor.type}")
    yield node, term("rdfs:label"), Literal(actor.name, language="en")
    for name in actor.names:
        if name != actor.name:
            yield node, term("skos:altLabel"), Literal(name, language="en")
    item = local(actor.iri)
    if item[:1] == "Q" and item[1:].isdigit():
        yield node, term("skos:exactMatch"), NamedNode(PREFIXES["wd"] + item)
    if actor.state and actor.state != actor.iri:
        yield node, term("dt:ofState"), NamedNode(actor.state)
    if actor.iso3:
        yield node, term("dt:iso3"), Literal(actor.iso3)
    if actor.type == "Group":
        yield from _group(node, actor, whole)


def _group(node: NamedNode, group: Identity, whole: Identity | None) -> Iterator[Fact]:
    """A group's size, the group that it is a part of and the nationalities in it, as the earliest article has them."""
    least, most = group.size_bounds
    exact = group.size if least is None and most is None else None
    for name, size in (("size", exact), ("sizeMin", least), ("sizeMax", most)):
        if size is not None:
            yield node, term(f"dt:{name}"), Literal(str(size), datatype=term("xsd:integer"))
    if whole is not None and whole.type == "Group" and whole.iri != group.iri:
        yield node, term("dt:subgroupOf"), NamedNode(whole.iri)
    for state in group.nationalities:
        yield node, term("dt:memberNationality"), NamedNode(state)


def position_facts(
    position: ArticlePosition, identity: Callable[[str], Identity | None], *, base: str
) -> Iterator[Fact]:
    """An office of a named actor, with the day on which one article states it; other articles add their own."""
    holder = identity(position.holder)
    if holder is None or not holder.named:
        return
    body = identity(position.of) if position.of else None
    title = position.title.value
    key = digest(holder.iri, title, body.iri if body else "")
    node = NamedNode(f"{base}position/{encode(local(holder.iri))}-{key}")
    yield node, term("rdf:type"), term("org:Membership")
    yield node, term("org:member"), NamedNode(holder.iri)
    yield node, term("dt:title"), Literal(title, language="en")
    if body is not None:
        yield node, term("org:organization"), NamedNode(body.iri)
    if position.held_on:
        yield node, term("dt:heldOn"), Literal(position.held_on, datatype=term("xsd:date"))
    if position.evidence:
        yield node, term("dt:evidence"), NamedNode(position.evidence)
    else:
        yield node, term("dcterms:source"), NamedNode(position.article)
