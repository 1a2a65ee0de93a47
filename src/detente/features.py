"""What the scorers look at: features of a reading, of an actor in a role, of an act's status."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from detente import arguments
from detente.actors import Draft
from detente.readings import Telling

POWERS = frozenset({"Country", "Government", "IntergovernmentalOrganization", "ArmedGroup"})


def event(telling: Telling) -> Iterator[str]:
    """Features of a reading: is this word an event of this type here?"""
    candidate, trigger = telling.candidate, telling.trigger
    kind, type_ = candidate.kind, telling.type
    lemma = trigger.lemma_.lower()
    yield f"type={type_}"
    yield f"kind={kind}"
    yield f"entry={candidate.entry.name}"
    yield f"lemma={lemma}"
    yield f"lemma={lemma}|type={type_}"
    yield f"tag={trigger.tag_}|{kind}"
    yield f"dep={trigger.dep_}|{kind}"
    yield f"rank={min(3, candidate.rank[0] + candidate.rank[1])}"
    yield f"status={telling.status}"
    yield f"status={telling.status}|type={type_}"
    filled = "".join(
        letter if telling.role(role) else "-" for letter, role in (("a", "agent"), ("r", "recipient"), ("p", "place"))
    )
    yield f"filled={filled}|{kind}"
    yield f"filled={filled}|type={type_}"
    for role in ("agent", "recipient"):
        for actor in telling.role(role)[:1]:
            yield f"{role}={actor.type}|{type_}"
            yield f"{role}.named={actor.named}|{kind}"
    for place in candidate.places:
        yield f"place={place}|{kind}"
    yield f"outer={candidate.outer}|{kind}"
    yield f"outer={candidate.outer}|{type_}"
    if candidate.support is not None:
        yield "support"
        yield f"support={candidate.support.lemma_.lower()}"
    yield from _governor(telling)
    if kind == "noun":
        determiner = next((c.lower_ for c in trigger.children if c.dep_ == "det"), "none")
        yield f"det={determiner}"
        for child in trigger.children:
            if child.dep_ in ("amod", "compound"):
                yield f"modifier={child.lemma_.lower()}|{type_}"
    else:
        particle = next((c.lower_ for c in trigger.children if c.dep_ == "prt"), "")
        yield f"particle={particle}|{lemma}"
        for obj in candidate.places.get("object", ())[:1]:
            yield f"object={obj.lemma_.lower()}|{type_}"
    if candidate.entry.content:  # a saying stands by itself where nothing else tells what is said
        yield f"said={min(2, candidate.inner)}|{type_}"
        yield f"said.number={any(token.tag_ == 'CD' for token in telling.sentence)}|{type_}"
        yield f"said.speaker={[actor.named for actor in telling.role('agent')][:1]}|{lemma}"
    powers = sorted(POWERS & telling.company) or ["none"]  # crime and sport are told without them
    for power in powers:
        yield f"power={power}"
        yield f"power={power}|{type_}"
    quoted = sum(t.text in '“"' for t in telling.sentence[: max(1, trigger.i - telling.sentence.start)]) % 2
    yield f"quoted={quoted}|{type_}"
    yield f"depth={min(5, sum(1 for _ in trigger.ancestors))}|{kind}"
    if telling.standfirst:
        yield "standfirst"


def role(
    telling: Telling, name: str, token: Token, actor: Draft, bound: str | None, taken: Collection[str | None]
) -> Iterator[str]:
    """Features of an actor, mentioned at `token`, in the role `name`.

    `bound` is the role that the rules gave it, `taken` the roles that they gave to all actors in sight.
    """
    trigger, type_, kind = telling.trigger, telling.type, telling.candidate.kind
    empty = not telling.role(name)
    other = "recipient" if name == "agent" else "agent"
    yield f"bound={bound}"
    yield f"bound={bound}|{type_}"
    yield f"bound={bound}|{actor.type}"
    yield f"bound={bound}|{kind}|empty={empty}"
    yield f"actor={actor.type}|{type_}"
    yield f"named={actor.named}|{actor.type}"
    yield f"empty={empty}|{type_}"
    yield f"other={bool(telling.role(other))}|{bound}"
    route = path(trigger, token)
    yield f"path={route}|{kind}"
    yield f"path={route}|{type_}"
    yield f"path={route}|outer={telling.candidate.outer}"
    yield f"path={route}|inner={bool(telling.candidate.outer)}|bound={bound}"
    yield f"path={route}|empty={empty}"
    yield f"end={route.rpartition(' ')[2]}|{type_}"
    distance = token.i - trigger.i
    bucket = "0" if distance == 0 else ("+" if distance > 0 else "-") + str(min(6, abs(distance).bit_length()))
    yield f"distance={bucket}|{kind}"
    yield f"distance={bucket}|{type_}"
    preposition = token.head.lower_ if token.head.pos_ == "ADP" else ""
    yield f"dep={token.dep_}|{preposition}"
    yield f"tag={token.tag_}"
    yield f"speaker={any(actor is it for it in telling.speakers)}|{bound}"
    yield f"outer={telling.candidate.outer}|bound={bound}"
    if telling.above is not None:  # who condemns an act has hardly done it
        part = next((role for role, found in telling.above.bound.items() if actor in found), None)
        yield f"above={part}|{telling.above.type}"
        yield f"above={part}|{telling.above.type}|{bound}"
        yield f"above={part}|{telling.above.type}|{type_}"
        yield f"above={part}|{kind}|{bound}"
    yield f"actor={actor.type}|{type_}|bound={bound}"
    both = f"agent={'agent' in taken} recipient={'recipient' in taken}"
    yield f"taken={both}|{bound}"
    yield f"taken={both}|{bound}|{type_}"
    # "rejected a plan drafted by Belmora": an actor inside the phrase that fills a place
    inside = [p for p, words in telling.candidate.places.items() if any(w.is_ancestor(token) for w in words)]
    for place in inside:
        target = telling.candidate.entry.roles.get(place, "")
        yield f"inside={place}|{type_}"
        yield f"inside={place}|{token.dep_}|{preposition}"
        yield f"inside={place}|{token.dep_}|{type_}"
        yield f"inside.role={target}|{token.dep_}|{preposition}"
        yield f"inside.role={target}|{token.dep_}|{type_}"
    if not inside:
        yield f"inside=none|{bound}"


def status(telling: Telling) -> Iterator[str]:
    """Features of an act's status; `telling.status` is what the rules say."""
    trigger, type_ = telling.trigger, telling.type
    anchor = telling.candidate.support or trigger
    yield f"rule={telling.status}"
    yield f"rule={telling.status}|{type_}"
    yield f"rule={telling.status}|{telling.candidate.kind}"
    yield f"type={type_}"
    yield f"outer={telling.candidate.outer}|{type_}"
    yield f"tag={anchor.tag_}"
    for child in anchor.children:
        if child.dep_ in ("aux", "neg", "mark"):
            yield f"{child.dep_}={child.lower_}"
    yield from _governor(telling)
    for place, head in list(arguments.governors(anchor, limit=3))[1:]:
        yield f"above={head.lemma_.lower()}|{place}"
        for child in head.children:
            if child.dep_ in ("aux", "neg"):
                yield f"above.{child.dep_}={child.lower_}"
    if telling.candidate.kind == "noun":
        determiner = next((c.lower_ for c in trigger.children if c.dep_ == "det"), "none")
        yield f"det={determiner}"
        for child in trigger.children:
            if child.dep_ == "amod":
                yield f"modifier={child.lemma_.lower()}"


def _governor(telling: Telling) -> Iterator[str]:
    anchor = telling.candidate.support or telling.trigger
    for place, head in arguments.governors(anchor, limit=1):
        yield f"governor={head.lemma_.lower()}|{place}"
        yield f"governor.place={place}|{telling.candidate.kind}"
        yield f"governor.pos={head.pos_}|{telling.candidate.kind}"
        for child in head.children:
            if child.dep_ in ("aux", "neg"):
                yield f"governor.{child.dep_}={child.lower_}"
            elif child.lower_ in ("i", "we"):
                yield f"governor={head.lemma_.lower()}|{place}|first person"


def path(source: Token, target: Token) -> str:
    """The way through the tree: "^xcomp nsubj" is up from an infinitive and down to a subject; "far" beyond 6 steps."""
    up: list[Token] = [source]
    while up[-1].head != up[-1] and len(up) < 6:
        up.append(up[-1].head)
    index = {token.i: n for n, token in enumerate(up)}
    down: list[str] = []
    token = target
    while token.i not in index:
        if token.head == token or len(down) > 5:
            return "far"
        down.append(token.lower_ if token.dep_ == "prep" else token.dep_)
        token = token.head
    steps = [f"^{t.lower_ if t.dep_ == 'prep' else t.dep_}" for t in up[: index[token.i]]] + down[::-1]
    return " ".join(steps) if len(steps) <= 6 else "far"
