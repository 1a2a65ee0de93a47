"""A claim as pages show it: what one article says, with the words that say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from detente.iris import quote_range
from detente.types import event_types
from detente.vocabulary import local
from detente.web.reader import Reader

ROLES: Final = {
    "dt:agent": "agent",
    "dt:recipient": "recipient",
    "dt:objectActor": "object",
    "dt:place": "place",
    "dt:origin": "from",
    "dt:destination": "to",
}
_KINDS: Final = {"IntergovernmentalOrganization": "international organisation", "Organization": "organisation"}
Range = tuple[int, int]  # code points of the article's text


@dataclass(frozen=True, slots=True)
class Party:
    """An article's actor: `id` within the article, the `actor` behind it, where the article mentions it."""

    id: str
    name: str
    actor: str
    mentions: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a claim stands in."""

    iri: str
    headline: str
    publisher: str
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. `count` holds the least and the greatest number that it allows, None for open ends."""

    id: str
    iri: str
    type: str
    label: str
    status: str
    roles: tuple[tuple[str, tuple[Party, ...]], ...]
    object: str
    date: str
    date_stated: str
    count: tuple[int | None, int | None] | None
    speakers: tuple[Party, ...]
    confidence: float | None
    quote: str
    evidence: Range
    triggers: tuple[Range, ...]
    about: tuple[tuple[str, str], ...]  # events that it is about: IRI and label
    event: str
    event_label: str
    source: Source

    @property
    def tone(self) -> str:
        """Whether it is "cooperation", "conflict" or "neutral"."""
        return tone(self.type)

    def parties(self, role: str) -> tuple[Party, ...]:
        """Who fills a role."""
        return dict(self.roles).get(role, ())

    @property
    def number(self) -> str:
        """The count in words, or ""."""
        match self.count:
            case (int(least), int(most)):
                return f"{least:,}" if least == most else f"{least:,} to {most:,}"
            case (int(least), None):
                return f"at least {least:,}"
            case (None, int(most)):
                return f"at most {most:,}"
        return ""

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The quote in pieces, each with what it is: "trigger", "agent", "recipient", "speaker" or ""."""
        start, end = self.evidence
        marks = [(span, "trigger") for span in self.triggers]
        for kind, parties in (("agent", self.parties("agent")), ("recipient", self.parties("recipient")),
                              ("speaker", self.speakers)):  # fmt: skip
            marks += [(span, kind) for party in parties for span in party.mentions]
        at = start
        for (first, last), kind in sorted(marks):
            if at <= first and last <= end and first < last:
                if at < first:
                    yield self.quote[at - start : first - start], ""
                yield self.quote[first - start : last - start], kind
                at = last
        if at < end:
            yield self.quote[at - start :], ""


def tone(kind: str) -> str:
    """Whether events of a type are "cooperation", "conflict" or "neutral"."""
    known = event_types().get(kind)
    if known is None or known.quad is None:
        return "neutral"
    return "conflict" if known.hostile else "cooperation"


def type_label(kind: str) -> str:
    """An event type in words."""
    known = event_types().get(kind)
    return known.label if known else kind


def kind_label(kind: str) -> str:
    """A type of actor in words: "armed group" for ``ArmedGroup``."""
    return _KINDS.get(kind) or "".join(f" {it.lower()}" if it.isupper() else it for it in kind).strip()


def read_claim(reader: Reader, iri: str) -> Claim:
    """The claim with this IRI."""
    kind = local(reader.node(iri, "dt:eventType"))
    evidence = reader.node(iri, "dt:evidence")
    event = _event(reader, iri)
    confidence = reader.text(iri, "dt:confidence")
    roles = ((role, tuple(_party(reader, it) for it in reader.nodes(iri, name))) for name, role in ROLES.items())
    return Claim(
        id=iri.rpartition("#")[2],
        iri=iri,
        type=kind,
        label=type_label(kind),
        status=local(reader.node(iri, "dt:status")),
        roles=tuple((role, parties) for role, parties in roles if parties),
        object=reader.text(iri, "dt:object"),
        date=reader.text(iri, "dt:date"),
        date_stated=reader.text(iri, "dt:dateStated"),
        count=_count(reader, iri),
        speakers=tuple(_party(reader, it) for it in reader.nodes(iri, "prov:wasAttributedTo")),
        confidence=float(confidence) if confidence else None,
        quote=reader.text(evidence, "nif:anchorOf") if evidence else "",
        evidence=_range(evidence),
        triggers=tuple(_range(it) for name in ("dt:trigger", "dt:alsoMentioned") for it in reader.nodes(iri, name)),
        about=tuple(
            (event, reader.label(event)) for inner in reader.nodes(iri, "dt:about") if (event := _event(reader, inner))
        ),
        event=event,
        event_label=reader.label(event) if event else "",
        source=read_source(reader, reader.node(iri, "prov:wasQuotedFrom")),
    )


def read_source(reader: Reader, article: str) -> Source:
    """Where an article comes from."""
    publisher = reader.node(article, "schema:publisher")
    addresses = [*reader.texts(article, "schema:url"), *reader.nodes(article, "schema:url")]
    return Source(
        iri=article,
        headline=reader.text(article, "schema:headline") or reader.text(article, "dcterms:identifier"),
        publisher=reader.label(publisher) if publisher else "",
        published=reader.text(article, "schema:datePublished"),
        url=followed(addresses),
    )


def followed(addresses: Iterable[str]) -> str:
    """The first address that a browser may follow, or ""."""
    return next((it for it in addresses if it.startswith(("https://", "http://"))), "")


def _event(reader: Reader, claim: str) -> str:
    return next(iter(reader.subjects("dt:supportedBy", claim)), "")


def _party(reader: Reader, iri: str) -> Party:
    return Party(
        id=iri.rpartition("#")[2],
        name=reader.label(iri),
        actor=reader.node(iri, "dt:refersTo"),
        mentions=tuple(_range(mention) for mention in reader.nodes(iri, "dt:mention")),
    )


def _count(reader: Reader, iri: str) -> tuple[int | None, int | None] | None:
    exact, least, most = (reader.text(iri, f"dt:{name}") for name in ("count", "countMin", "countMax"))
    if exact:
        return int(exact), int(exact)
    return (int(least) if least else None, int(most) if most else None) if least or most else None


def _range(quote: str) -> Range:
    return quote_range(quote) if quote else (0, 0)
