"""Whose an office is where the words beside it name no state and no body."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from detente.actors import Draft
from detente.mentions import Reference
from detente.positions import Membership

# Offices of one's own state, even where the text takes the state for granted.
_DOMESTIC = frozenset(
    "president presidential prime premier foreign interior defense defence finance opposition".split()
)


def complete(doc: Doc, memberships: list[Membership], issuer: Draft | None, references: list[Reference]) -> None:
    """Where the text names no body, take the state that issues the statement, that acted last, or that is most told of.

    "Belmora criticised the decision. “…”, said Foreign Minister Sofia Renn": Belmora's.
    """
    states = Counter(it.draft for it in references if it.draft is not None and it.draft.type == "Country")
    subjects = ("nsubj", "nsubjpass")  # of main clauses
    acting = [
        it
        for it in references
        if it.draft in states and doc[it.head].dep_ in subjects and doc[it.head].head.dep_ == "ROOT"
    ]
    top = states.most_common(2)
    clear = top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None
    for membership in memberships:
        words = set(membership.title.lower().split())
        if membership.of is None and (issuer is not None or _DOMESTIC & words):
            last = next((it.draft for it in reversed(acting) if it.start < membership.start), clear)
            guess = issuer if issuer is not None and "opposition" not in words else last
            known = membership.holder.entry is not None  # to the gazetteer: President Obama is not Morocco's
            membership.of = membership.holder.state if known else guess
        holder, of = membership.holder, membership.of
        if holder.state is None and of is not None:
            holder.state = of if of.type == "Country" else of.state
