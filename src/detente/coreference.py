"""Coreference: one reading of the text from left to right that resolves descriptions and pronouns."""

from __future__ import annotations

from spacy.tokens import Doc

from detente import collectives, descriptions, pronouns
from detente.actors import Roster
from detente.discourse import Discourse
from detente.mentions import Reference
from detente.officialdom import Issuer
from detente.positions import Membership


def resolve(
    doc: Doc, roster: Roster, references: list[Reference], memberships: list[Membership], issuer: Issuer
) -> list[Reference]:
    """References of all descriptions and pronouns that mean an actor, in order.

    Unnamed actors are added to `roster`, offices of unnamed people to `memberships`.
    """
    discourse = Discourse(doc, roster, references, memberships, issuer)
    late = []
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            reference = discourse.heads.get(token.i)
            if reference is not None and reference.kind != "name" and reference.label != "RULE":
                continue
            if reference is None and collectives.is_those(token):
                reference = collectives.those(token, discourse)
                if reference is None:
                    late.append(token)
            elif reference is None and collectives.is_counted(token):
                reference = collectives.counted(token, discourse)
            elif reference is None and pronouns.is_pronoun(token):
                draft = pronouns.meant(token, number, discourse)
                reference = discourse.refer(token, draft, "pronoun") if draft is not None else None
            elif reference is None:
                reference = descriptions.describe(token, discourse)
            if reference is None and (name := discourse.covering.get(token.i)) is not None and name.head == token.i:
                reference = name  # a state as a modifier: "US interest in reopening its embassy"
            if reference is not None:
                discourse.see(reference, token, number)
    for token in late:  # "those freed", told before the group is
        collectives.those(token, discourse)
    return discourse.found
