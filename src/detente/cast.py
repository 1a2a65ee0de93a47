"""The cast of one article: who is in it, and which word means whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from detente.actors import Draft, Roster, gather
from detente.mentions import names
from detente.nlp import quote
from detente.records import Actor, Article, Mention, Position, Quote

if TYPE_CHECKING:
    from detente.gazetteer import Gazetteer


@dataclass(slots=True)
class Cast:
    """Actors of an article, in order of first mention, and the words that mean them."""

    actors: list[Draft] = field(default_factory=list)
    positions: tuple[tuple[Draft, str, Draft | None, Quote], ...] = ()
    speaker_self: Draft | None = None  # who "we" is in an official statement: the issuing state
    heads: dict[int, Draft] = field(default_factory=dict)  # token index of a mention's head
    spans: dict[int, Draft] = field(default_factory=dict)  # every token index, innermost mention
    modifiers: dict[int, Draft] = field(default_factory=dict)  # adjective, possessive or compound naming a state

    def at(self, token: Token) -> Draft | None:
        """The actor whose mention has its head at this token: name, description or resolved pronoun."""
        return self.heads.get(token.i)

    def within(self, token: Token) -> Draft | None:
        """The actor of the innermost mention that covers this token."""
        return self.spans.get(token.i)

    def modifier_state(self, token: Token) -> Draft | None:
        """The state that an adjective, possessive or compound token names ("Russian" attack, "Belarus'" release)."""
        return self.modifiers.get(token.i)

    def members(self, draft: Draft) -> tuple[Draft, ...]:
        """The actors that a collective ("the two sides") stands for; the actor itself where it is none."""
        return draft.members or (draft,)

    def finish(self, used: set[str]) -> tuple[tuple[Actor, ...], tuple[Position, ...]]:
        """The final records: every named actor, unnamed ones only when `used` (or needed by one that stays)."""
        keep = {draft.id for draft in self.actors if draft.named or draft.id in used}
        actors = tuple(
            Actor(draft.id, draft.name, draft.type, tuple(draft.mentions)) for draft in self.actors if draft.id in keep
        )
        return actors, ()


def cast(article: Article, doc: Doc, gazetteer: Gazetteer) -> Cast:
    """Find the actors of `article` in its annotated `doc` (see `detente.nlp`)."""
    references = names(doc, gazetteer)
    roster = gather(article, doc, gazetteer, references)
    result = Cast()
    for reference in sorted(references, key=lambda it: it.start - it.end):
        draft = reference.draft
        if draft is None:
            continue
        for i in range(reference.start, reference.end):
            result.spans[i] = draft
        if reference.use == "modifier":
            result.modifiers[reference.head] = draft
        else:
            result.heads[reference.head] = draft
        if reference.source not in ("adjective", "demonym"):
            draft.mentions.append(Mention(quote(article, reference.span(doc)), "name"))
    result.actors = _in_order(roster)
    return result


def _in_order(roster: Roster) -> list[Draft]:
    """The drafts that the text mentions, first mentions first, with their final ids."""
    for draft in roster.drafts:
        draft.mentions.sort(key=lambda it: (it.quote.start, -it.quote.end))
    found = sorted(roster.drafts, key=lambda it: it.mentions[0].quote.start if it.mentions else 10**9)
    for number, draft in enumerate(found, start=1):
        draft.id = f"a{number}"
    return found
