"""The cast of one article: who is in it, and which word means whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from detente import allegiance, bodies, polities, positions
from detente.actors import Draft, Roster
from detente.coreference import resolve
from detente.mentions import Reference, names
from detente.naming import gather
from detente.nlp import quote
from detente.nouns import TYPED
from detente.officialdom import Issuer, issuer
from detente.positions import Membership
from detente.records import Actor, Article, Mention, Position, Quote

if TYPE_CHECKING:
    from detente.gazetteer import Gazetteer

_TOWN = re.compile(r"[\s(\[]*(?P<town>[^\W\d_][\w.’' -]*?)\s*(?:,|—|–|--|\(|/|\d| -|:|$)")

_OPENING = re.compile(r"^[A-Z][A-Z.’' -]+(?:, [\w. ]{2,20})?(?= ?(?:—|–|--) )", re.MULTILINE)


@dataclass(slots=True)
class Cast:
    """Actors of an article, in order of first mention, and the words that mean them."""

    actors: list[Draft] = field(default_factory=list)
    memberships: list[tuple[Membership, Quote]] = field(default_factory=list)
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
        """The final records: every named actor, and unnamed ones where `used` (ids) or the rest needs them."""
        memberships = [(it, evidence) for it, evidence in self.memberships if it.holder.named or it.holder.id in used]
        needed = {draft.id for draft in self.actors if (draft.named and draft.mentions) or draft.id in used}
        needed |= {draft.id for it, _ in memberships for draft in (it.holder, it.of) if draft is not None}
        kept = [draft for draft in self.actors if draft.id in needed]
        for draft in list(kept):
            group = draft.subgroup_of
            if group is not None and group.id not in needed:
                needed.add(group.id)
                kept.append(group)
        found = [
            Position(it.holder.id, it.title, it.of.id if it.of is not None else None, evidence)
            for it, evidence in memberships
        ]
        return tuple(_record(draft, needed) for draft in self.actors if draft.id in needed), tuple(found)


def cast(article: Article, doc: Doc, gazetteer: Gazetteer) -> Cast:
    """Find the actors of `article` in its annotated `doc` (see `detente.nlp`)."""
    references = bodies.complete(doc, polities.complete(doc, names(doc, gazetteer), gazetteer))
    roster = gather(article, doc, gazetteer, references)
    memberships = positions.find(doc, references, roster)
    issued = issuer(article, roster)
    allegiance.complete(doc, memberships, issued.state, references)
    described = resolve(doc, roster, references, memberships, issued)
    _datelines(article, roster)
    result = Cast(speaker_self=issued.state)
    for reference in sorted([*references, *described], key=lambda it: it.start - it.end):
        if reference.draft is not None:
            _place(result, article, doc, reference)
    for membership in memberships:
        if membership.of is not None and not membership.of.mentions:
            membership.of = None  # the gazetteer knows the body, the text doesn't name it
        if membership.of is not None:
            membership.of.named = True
        result.memberships.append((membership, quote(article, doc[membership.start : membership.end])))
    if issued.person is not None:
        _headlined(result, article, issued)
    result.actors = _in_order(roster)
    return result


def _headlined(result: Cast, article: Article, issued: Issuer) -> None:
    """The office that the headline of an official statement tells; its words are quoted where the text has them."""
    assert issued.person is not None
    assert article.title is not None
    if any(it.holder is issued.person and it.title == issued.title for it, _ in result.memberships):
        return
    words, top = article.title[issued.start : issued.end], article.text.find(article.title)
    evidence = Quote(0, 0, "") if top < 0 else Quote(top + issued.start, top + issued.end, words)
    if evidence.text:
        issued.person.mentions.append(Mention(evidence, "name"))
    if issued.body is not None:
        issued.body.named = True
    result.memberships.append((Membership(issued.person, issued.title, issued.body, 0, 0), evidence))


def _place(result: Cast, article: Article, doc: Doc, reference: Reference) -> None:
    draft = reference.draft
    assert draft is not None
    for i in range(reference.start, reference.end):
        result.spans[i] = draft
    if reference.use == "modifier":
        result.modifiers[reference.head] = draft
    elif reference.use != "aside":
        result.heads[reference.head] = draft
        if doc[reference.head].dep_ == "poss" and draft.type == "Country":
            result.modifiers[reference.head] = draft
    draft.mentions.append(Mention(quote(article, reference.span(doc)), reference.kind))
    noun = doc[reference.head].head
    if draft.type == "Place" and noun.i >= reference.end and TYPED.get(noun.lower_) == "Place":  # "Latakia province"
        draft.mentions.append(Mention(quote(article, doc[reference.start : noun.i + 1]), "name"))
    if reference.titled is not None:
        draft.mentions.append(Mention(quote(article, doc[reference.titled : reference.end]), "name"))


def _datelines(article: Article, roster: Roster) -> None:
    """The towns of datelines: "KYIV, March 3 (Agency) —"."""
    parts = [(it.start, it.end) for it in article.parts if it.kind == "dateline"]
    openings = [it.span() for it in _OPENING.finditer(article.text)]
    for start, end in dict.fromkeys([*parts, *openings]):
        if (town := _TOWN.match(article.text[start:end])) is not None:
            words = town["town"]
            begin = start + town.start("town")
            place = roster.named(words.title() if words.isupper() else words, "Place")
            if all(it.quote.start != begin for it in place.mentions):
                place.mentions.append(Mention(Quote(begin, begin + len(words), words), "name"))


def _in_order(roster: Roster) -> list[Draft]:
    """The drafts, first mentions first, with their final ids."""
    for draft in roster.drafts:
        draft.mentions.sort(key=lambda it: (it.quote.start, -it.quote.end))
    found = sorted(roster.drafts, key=lambda it: it.mentions[0].quote.start if it.mentions else -1)
    for number, draft in enumerate(found, start=1):
        draft.id = f"a{number}"
    return found


def _record(draft: Draft, kept: set[str]) -> Actor:
    entry = draft.entry
    return Actor(
        id=draft.id,
        name=draft.name,
        type=draft.type,
        mentions=tuple(draft.mentions),
        key=entry.key if entry is not None else None,
        wikidata=entry.wikidata if entry is not None else None,
        iso3=entry.iso3 if entry is not None else None,
        state=draft.state.id if draft.state is not None and draft.state.id in kept else None,
        count=draft.count,
        count_min=draft.count_min,
        count_max=draft.count_max,
        subgroup_of=draft.subgroup_of.id if draft.subgroup_of is not None else None,
        nationalities=draft.nationalities,
    )
