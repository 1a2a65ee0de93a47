"""A corpus made up by chance in the shape of the project's graphs: accounts of any number of events.

States and persons are named as often as Zipf's law has it. An affair is two states that meet, demand, promise, act,
deny and dispute within some weeks; one to three publishers tell of each part, so that every shipped query has rows.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from detente.records import Account, Actor, Article, Claim, Mention, Position, Quote

STATES = 190
PERSONS = 40  # of each state
PUBLISHERS = 60
BEGIN = datetime.date(2015, 1, 1)
DAYS = 3650
EVENTS = 10.1  # that an affair comes to, measured
_WEIGHTS = [1 / rank for rank in range(1, STATES + 1)]
_PERSON_WEIGHTS = [1 / rank for rank in range(1, PERSONS + 1)]
_GIVEN = (
    "Ada Boris Carla Dmitri Elena Farid Greta Hugo Ines Jonas Karim Lena Marta Nils Olga Pavel Rosa Sven Tara Uwe"
).split()
_SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to vu wa ze lor min tak".split()


@dataclass(frozen=True, slots=True)
class _Part:
    """One event of an affair: type, status, days after its beginning, roles by name of the actor, and more."""

    kind: str
    status: str
    after: int
    agent: str
    recipient: str
    words: str | None = None
    count: bool = False
    speaker: str | None = None
    about: int | None = None  # the part before that it is about, counted back
    follows: int | None = None


_PARTS = (
    _Part("Meeting", "actual", 0, "leader", "envoy"),
    _Part("Request", "actual", 1, "other", "one", "the release of the sailors"),
    _Part("Release", "requested", 1, "one", "group", about=None),
    _Part("Release", "planned", 2, "one", "group", count=True, speaker="spokesman"),
    _Part("Release", "actual", 6, "one", "group", count=True, follows=4),
    _Part("Pardon", "actual", 6, "leader", "group", count=True),
    _Part("SanctionsRelief", "planned", 7, "other", "company", "some sanctions", speaker="envoy"),
    _Part("SanctionsRelief", "actual", 12, "other", "one", "sanctions"),
    _Part("Statement", "actual", 13, "spokesman", "", "more sailors remain in prison", count=True),
    _Part("Attack", "actual", 20, "front", "other", count=True),
    _Part("Attack", "denied", 21, "front", "other"),
    _Part("Ceasefire", "actual", 25, "front", "other"),
    _Part("Agreement", "actual", 27, "one", "other", "trade"),
    _Part("Criticism", "actual", 28, "minister", "one", "the attack"),
    _Part("Detention", "actual", 30, "one", "prisoner"),
    _Part("Release", "actual", 34, "one", "prisoner"),
)


def accounts(events: int, *, seed: int = 7) -> Iterator[Account]:
    """Accounts that tell of about as many events."""
    chance = random.Random(seed)
    number = 0
    for affair in range(round(events / EVENTS)):
        one, other = chance.choices(range(STATES), _WEIGHTS, k=2)
        other = (other + 1) % STATES if other == one else other
        begin = BEGIN + datetime.timedelta(chance.randrange(DAYS))
        count = chance.randint(5, 90)
        people = {
            role: chance.choices(range(PERSONS), _PERSON_WEIGHTS)[0]
            for role in ("leader", "envoy", "spokesman", "minister")
        }
        first = sorted(chance.sample(range(len(_PARTS)), 10))
        for at in range(0, len(first), 3):
            parts = [_PARTS[index] for index in first[at : at + 3]]
            for publisher in chance.sample(range(PUBLISHERS), chance.choice((1, 1, 2, 3))):
                disputed = count + chance.choice((0, 0, 0, 1, 2))
                day = begin + datetime.timedelta(parts[-1].after + chance.randrange(2))
                yield _account(f"n{number}", parts, one, other, people, begin, day, publisher, disputed, affair)
                number += 1


def name(state: int, person: int) -> str:
    """A person's name, the same each time."""
    chance = random.Random(f"{state} {person}")
    return f"{chance.choice(_GIVEN)} {''.join(chance.choices(_SYLLABLES, k=3)).capitalize()}{person}"


def _state(number: int) -> str:
    return f"{''.join(random.Random(number).choices(_SYLLABLES, k=3)).capitalize()}ia{number}"


def _account(
    article_id: str, parts: list[_Part], one: int, other: int, people: dict[str, int],
    begin: datetime.date, published: datetime.date, publisher: int, count: int, affair: int,
) -> Account:  # fmt: skip
    names = {
        "one": _state(one), "other": _state(other), "leader": name(one, people["leader"]),
        "company": f"Air {_state(one)}",
        "envoy": name(other, people["envoy"]), "spokesman": name(one, people["spokesman"]),
        "minister": name(other, people["minister"]), "group": f"{count} sailors", "front": f"Front of {_state(one)}",
        "prisoner": name(one, 100 + affair % 997),
    }  # fmt: skip
    sentences = [
        f"{names[part.agent]} was said to act ({part.kind}, {part.status}) "
        f"towards {names.get(part.recipient, 'nobody')}"
        f"{', where ' + str(count) + ' sailors remain in prison' if part.kind == 'Statement' else ''}, "
        f"in matter {affair}."
        for part in parts
    ]
    text = " ".join(sentences)
    kinds = {"one": "Country", "other": "Country", "company": "Company", "group": "Group", "front": "ArmedGroup"}
    ids = {role: f"a{place}" for place, role in enumerate(names)}
    actors = []
    for role, called in names.items():
        start = text.find(called)
        quote = Quote(start, start + len(called), called) if start >= 0 else Quote(0, 1, text[0])
        state = one if role in ("leader", "spokesman", "company", "prisoner", "front") else other
        home = ids["one" if state == one else "other"] if role not in ("one", "other", "group") else None
        key = f"Q9{(one if role == 'one' else other):04}" if role in ("one", "other") else None
        actors.append(
            Actor(ids[role], called, kinds.get(role, "Person"), (Mention(quote, "name"),), state=home, wikidata=key,
                  key=key, count=count if role == "group" else None)  # type: ignore[arg-type]
        )  # fmt: skip
    claims: list[Claim] = []
    at = 0
    for place, (part, sentence) in enumerate(zip(parts, sentences, strict=True)):
        day = begin + datetime.timedelta(part.after)
        claims.append(
            Claim(
                f"c{place}", part.kind, Quote(at, at + 5, sentence[:5]), Quote(at, at + len(sentence), sentence),
                (ids[part.agent],), (ids[part.recipient],) if part.recipient else (),
                object=part.words, date=day.isoformat() if part.status == "actual" else None,
                count=count if part.count else None, status=part.status,  # type: ignore[arg-type]
                speakers=(ids[part.speaker],) if part.speaker else (),
                about=(f"c{place + 1}",) if part.kind == "Request" and place + 1 < len(parts) else (),
                follows=("c0",) if part.follows and place else (), confidence=0.9,
            )
        )  # fmt: skip
        at += len(sentence) + 1
    held = Quote(0, len(sentences[0]), sentences[0])
    positions = (
        Position(ids["leader"], "president", ids["one"], held),
        Position(ids["spokesman"], "spokesperson", ids["one"], held),
        Position(ids["minister"], "foreign minister", ids["other"], held),
    )
    article = Article(article_id, text, f"Matter {affair}, {article_id}", published, f"Paper {publisher}")
    return Account(article, tuple(actors), positions, tuple(claims))
