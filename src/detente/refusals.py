"""Refusals told by negation: "will not release them" refuses as "refuses to release them" does."""

from __future__ import annotations

from detente import status
from detente.candidates import Candidate
from detente.lexicon import Lexicon
from detente.readings import Telling
from detente.types import event_types


def refusals(tellings: list[Telling], lexicon: Lexicon) -> list[Telling]:
    """A refusal for each cooperative act that its agent will not, or would not, do; its word is the negation."""
    refuse = next(entry for entry, _ in lexicon.find("verb", "refuse") if entry.type == "Refusal")
    out = []
    for telling in tellings:
        verb = telling.candidate.support or telling.trigger
        kind = event_types()[telling.type]
        cooperative = kind.plover is not None and not kind.hostile
        if telling.status == "denied" and cooperative and telling.role("agent") and status.is_refused(verb):
            negation = next(c for c in verb.children if c.lower_ in ("not", "n't", "never"))
            candidate = Candidate(negation, refuse, "verb", {"clause": [verb]}, ())
            refusal = Telling(candidate, telling.sentence, {"agent": list(telling.role("agent"))})
            refusal.object, refusal.speakers = telling.object, list(telling.speakers)
            refusal.standfirst, refusal.confidence = telling.standfirst, telling.confidence
            refusal.about.append(telling)
            out.append(refusal)
    return out
