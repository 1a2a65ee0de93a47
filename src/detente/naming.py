"""Naming: which actor each name of a text means."""

from __future__ import annotations

from spacy.tokens import Doc

from detente import kinds
from detente.actors import Draft, Roster
from detente.gazetteer import Gazetteer
from detente.mentions import Reference
from detente.nouns import OFFICES
from detente.polities import noun_of
from detente.records import Article

_COMPASS = frozenset(
    "eastern western northern southern central northeastern northwestern southeastern southwestern".split()
)


def gather(article: Article, doc: Doc, gazetteer: Gazetteer, references: list[Reference]) -> Roster:
    """Give every name its draft: known actors first, then full names, so that short ones find them."""
    roster = Roster(article, gazetteer)
    states = [it.text(doc) for it in references if it.type == "Country" and it.source != "adjective"]
    loose = [it for it in references if it.entry is None and it.type is None and it.label not in ("RULE", "NORP")]
    surnames = {it.text(doc) for it in loose if len(it) == 1}
    kinds.settle(doc, loose, frozenset(it for it in surnames if roster.in_office(gazetteer.surname(it))))
    for reference in references:
        if reference.entry is not None and reference.source != "demonym":  # whom those mean, `collectives` tells
            reference.draft = _known(doc, roster, reference)
    for reference in loose:
        if reference.label == "LOC" and reference.text(doc) in ("North", "South"):
            reference.type, reference.draft = None, _half(doc, roster, reference)
    for single in (False, True):
        for reference in loose:
            if reference.type == "Person" and (len(reference) == 1) is single:
                titled = reference.start > 0 and doc[reference.start - 1].lower_ in OFFICES
                reference.draft = roster.person(reference.text(doc), titled=titled)
        for reference in references:
            if reference.draft is None and reference.type not in (None, "Person") and (len(reference) == 1) is single:
                reference.draft = _body(doc, roster, reference, states)
            if not single:
                _acronym(doc, roster, reference)
    for reference in references:
        if reference.draft is None and reference.label == "NORP" and reference.entry is None:
            reference.draft = roster.lookup(reference.text(doc))
    for reference in references:
        if reference.label == "RULE":
            _rule(doc, roster, reference, references)
    return roster


def _known(doc: Doc, roster: Roster, reference: Reference) -> Draft:
    """The draft of a name that the gazetteer knows; a capital where it is a town, and a part of a state, are places."""
    assert reference.entry is not None
    if reference.use == "place" and reference.source in ("capital", "metonym"):
        town = roster.named(reference.text(doc), "Place")
        if reference.source == "capital":
            town.state = town.state or roster.known(reference.entry, named=False)
        return town
    in_part = reference.start and doc[reference.start - 1].lower_ in _COMPASS
    if reference.is_state and in_part and reference.source == "name":  # "eastern Ukraine"
        state = roster.known(reference.entry)
        reference.start -= 1
        part = roster.named(f"{doc[reference.start].lower_} {reference.entry.name}", "Place")
        part.state = state
        return part
    modifies = doc[reference.head].dep_ == "amod"
    named = reference.source == "name" or (reference.source in ("capital", "metonym") and not modifies)
    return roster.known(reference.entry, named=named)


def _half(doc: Doc, roster: Roster, reference: Reference) -> Draft | None:
    """The state of the text in "the North": North Korea."""
    start = reference.text(doc) + " "
    states = [it for it in roster.drafts if it.type == "Country" and it.name.startswith(start)]
    return states[0] if len(states) == 1 else None


def _body(doc: Doc, roster: Roster, reference: Reference, states: list[str]) -> Draft:
    assert reference.type is not None
    name = reference.text(doc)
    if reference.source == "adjective":  # of a state that no list knows
        name = noun_of(name, states) or name
    draft = roster.named(name, reference.type)
    state = reference.state
    if state is not None and state.entry is not None:
        draft.state = roster.known(state.entry, named=state.source == "name")
    elif state is not None and state.type == "Country":
        draft.state = _body(doc, roster, state, states)
    if reference.type == "Place":
        reference.use = "place"
    return draft


def _acronym(doc: Doc, roster: Roster, reference: Reference) -> None:
    """Let the letters of "Organisation (ABC)" mean the organisation in the rest of the text."""
    draft, end = reference.draft, reference.end
    if draft is None or end + 2 >= len(doc) or doc[end].text not in ("(", "[") or doc[end + 2].text not in (")", "]"):
        return
    letters = doc[end + 1]
    if letters.is_upper and letters.is_alpha and len(letters) > 1:
        roster.alias(letters.text, draft)


def _rule(doc: Doc, roster: Roster, reference: Reference, references: list[Reference]) -> None:
    """The state in "the Lukashenka regime", several in "the Governments of A and B"."""
    ruler = reference.state
    assert ruler is not None
    draft = ruler.draft or (roster.known(ruler.entry) if ruler.entry is not None else None)
    if draft is not None and draft.type == "Place" and roster.gazetteer.surname(ruler.text(doc)):
        draft = ruler.draft = roster.person(ruler.text(doc))
    state = roster.rule_of(draft) if draft is not None else None
    if state is not None:
        state.named = True
        reference.draft = state
    elif draft is not None and draft.type == "Place":  # "the government of PROVINCE"
        first = reference.start + (doc[reference.start].lower_ in ("the", "a", "an"))
        reference.draft = roster.named(doc[first : reference.end].text, "Government")
        reference.draft.state = draft.state
    inside = [it.draft for it in references if reference.start <= it.start < reference.end]
    states = tuple(dict.fromkeys(it for it in inside if it is not None and it.type == "Country"))
    if doc[reference.head].tag_ in ("NNS", "NNPS") and len(states) > 1:
        reference.draft = roster.add(reference.text(doc), "Group", named=False, plural=True)
        reference.draft.members = states
