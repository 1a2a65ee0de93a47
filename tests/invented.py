"""Accounts made by chance, of few people and days, so that much of it can be one: data for tests of consolidation."""

from __future__ import annotations

import datetime
import random
from typing import Final

from detente.records import Account, Actor, ActorType, Article, Claim, Mention, Position, Quote, Status

STATES: Final = (("Arvania", "Q900001"), ("Belmora", None), ("Casteria", "Q900003"), ("Dorvik", None))
PERSONS: Final = (
    "Ilan Torvek", "Torvek", "Ilan Torwek", "Mira Torvek", "Siarhei Tsikhanov", "Sergey Tikhanov", "Tikhanov",
    "Oren Salk", "Salk", "President Oren Salk", "Mara Quill", "a Belmoran official",
    "present president", "new foreign minister",
)  # fmt: skip
BODIES: Final = (
    ("Council of Ports", "Organization"), ("COP", "Organization"), ("Hill Front", "ArmedGroup"),
    ("Hill Front", "Organization"), ("Arvair", "Company"), ("Belmora", "Place"), ("Port Arvan", "Place"),
    ("defence ministry", "Government"), ("Arvanian Defence Ministry", "Government"),
)  # fmt: skip
TYPES: Final = ("Release", "Pardon", "Meeting", "Visit", "Statement", "Criticism", "Attack")
TEXTS: Final = tuple(
    " ".join(
        random.Random(seed).choice("ships envoys talks ports grain border guards fishing".split()) for _ in range(60)
    )
    for seed in range(3)
)


def corpus(size: int, *, seed: int = 0) -> list[Account]:
    """`size` articles."""
    return [account(f"n{number}", random.Random(f"{seed} {number}")) for number in range(size)]


def account(article_id: str, chance: random.Random) -> Account:
    """One article with up to seven actors and four claims."""
    text = f"{chance.choice(TEXTS)} {chance.random()} ."
    actors = [_state(f"a{n}", *it) for n, it in enumerate(chance.sample(STATES, 2))]
    states = [None, *(actor.id for actor in actors)]
    for name in chance.sample(PERSONS, chance.randint(1, 3)):
        actors.append(_actor(f"a{len(actors)}", name, "Person", text, state=chance.choice(states)))
    for name, kind in chance.sample(BODIES, chance.randint(0, 2)):
        actors.append(_actor(f"a{len(actors)}", name, kind, text, state=chance.choice(states)))
    size = chance.choice((None, 40, 42, 12))
    whole = _actor(f"a{len(actors)}", f"{size or 'some'} people", "Group", text, count=size)
    part = _actor(f"a{len(actors) + 1}", "remaining people", "Group", text, subgroup_of=whole.id)
    actors += [whole, part]
    agents = [actor.id for actor in actors if actor.type != "Place"]
    claims: list[Claim] = []
    for number in range(chance.randint(1, 4)):
        kind = chance.choice(TYPES)
        agent, recipient = chance.sample(agents, 2)
        claims.append(
            Claim(
                f"c{number}", kind, Quote(0, 1, text[:1]), Quote(0, len(text), text),
                (agent,), () if chance.random() < 0.2 else (recipient,),
                object=chance.choice((None, "the ports of the north", "grain and guards")),
                date=chance.choice((None, "2031-04-08", "2031-04-09", "2031-04", "2031-04-20")),
                count=size if kind in ("Release", "Pardon") else None,
                status=_status(chance),
                follows=(claims[-1].id,) if claims and chance.random() < 0.3 else (),
            )
        )  # fmt: skip
    positions = [
        Position(it.id, _office(it.name), actors[0].id, Quote(0, 1, text[:1])) for it in actors if it.type == "Person"
    ]
    published = datetime.date(2031, 4, chance.randint(8, 12))
    publisher = chance.choice(("The Post", "Casterian Times", "Dorvik Daily", None))
    article = Article(article_id, text, f"Headline {article_id}", published, publisher)
    return Account(article, tuple(actors), tuple(positions[: chance.randint(0, 3)]), tuple(claims))


def _office(name: str) -> str:
    """Few hold an office that one holds alone, so that often nobody else does."""
    if name in ("Siarhei Tsikhanov", "Sergey Tikhanov", "new foreign minister"):
        return "foreign minister"
    return "president" if "T" in name or "president" in name else "envoy"


def _status(chance: random.Random) -> Status:
    return "planned" if chance.random() < 0.1 else "actual"


def _state(local_id: str, name: str, key: str | None) -> Actor:
    return Actor(local_id, name, "Country", wikidata=key, key=key, iso3="XAR" if key == "Q900001" else None)


def _actor(local_id: str, name: str, kind: str, text: str, **more: object) -> Actor:
    known: ActorType = kind  # type: ignore[assignment]
    return Actor(local_id, name, known, (Mention(Quote(0, 1, text[:1]), "name"),), **more)  # type: ignore[arg-type]
