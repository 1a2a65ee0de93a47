"""Which of the actors around a trigger fill its roles, where the grammar leaves it open.

The rules bind what stands in a place that the lexicon names. Over all actors of the sentence a trained scorer then
decides: it mostly follows the rules, drops what they bind against all odds, and
finds what they miss ("signs a law providing for new sanctions": the signer imposes them).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from detente import features
from detente.actors import Draft
from detente.cast import Cast
from detente.readings import Telling
from detente.scorer import Scorers

ROLES = ("agent", "recipient", "place")
FITTING = {"place": {"Place", "Country"}}
# Acts that nobody tells without a party in this role: where no actor is likely enough, the likeliest has it.
COMPLETE = {
    "agent": {
        "Statement",
        "Request",
        "Refusal",
        "SanctionsImposition",
        "Delivery",
        "Visit",
        "Deployment",
        "Withdrawal",
    },
    "recipient": {"Aid", "Accusation", "SanctionsImposition", "SanctionsRelief", "Expulsion", "Recognition"},
}
JUDGED = {"Accusation", "Criticism", "Praise", "Request"}  # acts that one does about what another does
REACTING = {"after", "following", "over", "despite", "because", "amid"}  # "eased sanctions after the release"
SCENES = {"in", "at", "near", "inside", "outside", "across"}  # before where it happened, not who did it
DESCRIBING = {"pobj", "prep", "poss", "amod", "compound", "nmod"}
SENT = {"Aid", "Delivery", "Statement"}  # a letter from somebody is not for him
LEAST = 0.1  # how likely even the likeliest must be
BEFALLING = {"Pardon", "Detention"}  # what only people can be the recipients of, as the shapes have it
PRESS = {"reporter", "journalist", "newsman", "press", "media", "correspondent"}  # who is told what all are told


def options(telling: Telling, cast: Cast) -> Iterator[tuple[Token, Draft]]:
    """The actors that the sentence of a telling mentions, each with its mention nearest to the trigger."""
    nearest: dict[int, tuple[Token, Draft]] = {}
    for token in telling.sentence:
        actor = cast.at(token) or cast.modifier_state(token)
        if actor is None:
            continue
        for member in cast.members(actor):
            known = nearest.get(id(member))
            if known is None or abs(token.i - telling.trigger.i) < abs(known[0].i - telling.trigger.i):
                nearest[id(member)] = (token, member)
    yield from nearest.values()


def bound(telling: Telling, actor: Draft) -> str | None:
    """The role that the rules gave an actor."""
    return next((role for role in ROLES if any(a is actor for a in telling.role(role))), None)


def taken(telling: Telling, choices: Iterable[tuple[Token, Draft]]) -> set[str | None]:
    """The roles that the rules gave to these actors."""
    return {bound(telling, actor) for _, actor in choices if actor.type != "Place"}


def fits(role: str, actor: Draft) -> bool:
    """Whether an actor of this type can stand in the role at all."""
    return actor.type in FITTING[role] if role in FITTING else actor.type != "Place"


def _aside(telling: Telling, role: str, token: Token, actor: Draft, *, stated: bool) -> bool:
    """Whether an actor stands beside the act; `stated` where the rules gave it this role.

    Who vouches for it ("…, said his secretary"), the press that is told, who condemns or demands what another has done,
    the group whose members were freed; what is no people where only people are acted on.
    """
    if role == "agent":
        above = telling.above
        apart = above is not None and (above.type in JUDGED or telling.link in REACTING)
        outer = above.bound.get("agent", ()) if apart and above is not None else ()
        judges = any(actor in (it, it.state) for it in outer)
        scene = token.dep_ == "pobj" and token.head.lower_ in SCENES  # "killed in Lebanon"
        return actor is telling.whole or ((judges or scene) and not stated)
    if role != "recipient":
        return False
    if telling.type == "Statement" and not actor.named and token.lemma_.lower() in PRESS:
        return True
    if telling.type in BEFALLING and actor.type not in ("Person", "Group"):
        return True
    sender = telling.type in SENT and token.dep_ == "pobj" and token.head.lower_ == "from"
    return not stated and (sender or any(actor is it for it in telling.speakers))


def _describes(token: Token, heads: set[int]) -> bool:
    """Whether an actor is only part of another's description: Arvania in "21 citizens of Arvania"."""
    while token.dep_ in DESCRIBING:
        token = token.head
        if token.i in heads:
            return True
    return False


def decide(telling: Telling, cast: Cast, scorers: Scorers) -> None:
    """Fill the roles with the actors that score above the threshold; those out of sight of the scorer stay."""
    choices = list(options(telling, cast))
    ruled = {id(actor): bound(telling, actor) for _, actor in choices}
    given = taken(telling, choices)
    heads = {role: {token.i for token, actor in choices if ruled[id(actor)] == role} for role in ROLES}
    scores: dict[str, list[tuple[float, Draft]]] = {}
    for role, scorer in scorers.roles.items():
        scores[role] = [(1.0, actor) for actor in telling.role(role) if id(actor) not in ruled]
        rest: list[tuple[float, int, Draft]] = []
        for token, actor in choices:
            stated = ruled[id(actor)] == role
            if not fits(role, actor) or _aside(telling, role, token, actor, stated=stated):
                continue
            if not stated and _describes(token, heads[role]):
                continue
            score = scorer.score(features.role(telling, role, token, actor, ruled[id(actor)], given))
            named = telling.whole is not None and stated  # "six were among those freed"
            if score >= scorer.threshold or named:
                scores[role].append((score, actor))
            else:
                rest.append((score, -token.i, actor))
        if not scores[role] and telling.type in COMPLETE.get(role, ()) and rest:
            score, _, actor = max(rest, key=lambda it: it[:2])
            scores[role] = [(score, actor)] if score >= LEAST else []
    sides = {role: {id(actor): score for score, actor in found} for role, found in scores.items()}
    for role, other in (("agent", "recipient"), ("recipient", "agent")):
        if role in scores and other in scores:  # nobody is on both sides: the surer one counts
            scores[role] = [(s, a) for s, a in scores[role] if (s, role) > (sides[other].get(id(a), 0.0), other)]
    for role, found in scores.items():
        telling.roles[role] = [actor for _, actor in found]
