"""What articles say of an event, in short: the sentence, who says it, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from detente.web.claims import Source, read_source
from detente.web.reader import Reader

MOST: Final = 4  # of one event, in short; its page has all


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim's sentence; `id` is the claim's within its article."""

    id: str
    quote: str
    teller: str
    source: Source


def read_sayings(
    reader: Reader, event: str, *, most: int = MOST, sources: dict[str, Source] | None = None
) -> list[Saying]:
    """The sentences of the first claims that support an event; `sources` remembers articles that were read."""
    known = {} if sources is None else sources
    sayings = []
    for claim in reader.nodes(event, "dt:supportedBy")[:most]:
        article = reader.node(claim, "prov:wasQuotedFrom")
        if article not in known:
            known[article] = read_source(reader, article)
        source = known[article]
        speakers = [reader.label(speaker) for speaker in reader.nodes(claim, "prov:wasAttributedTo")]
        evidence = reader.node(claim, "dt:evidence")
        quote = reader.text(evidence, "nif:anchorOf") if evidence else ""
        sayings.append(Saying(claim.rpartition("#")[2], quote, told_by(source, speakers), source))
    return sayings


def told_by(source: Source, speakers: list[str]) -> str:
    """Who answers for a claim: its publisher, and whom it quotes."""
    who = source.publisher or source.headline
    return f"{who}, quoting {', '.join(speakers)}" if speakers else who
