from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal

from detente.blocking import blocks, pairs
from detente.identity import Identity
from detente.linking import Link, link
from detente.matching import Case, case, match, related
from detente.testimony import Told


def identity(
    name: str, kind: str, *, state: str | None = None, named: bool = True, size: int | None = None
) -> Identity:
    return Identity(kind, name, name, state, named, (name,), size=size)


PEOPLE = {
    it.iri: it
    for it in (
        identity("Arvania", "Country"),
        identity("Belmora", "Country"),
        identity("Torvek", "Person", state="Arvania"),
        identity("Dessen", "Person", state="Arvania"),
        identity("Quill", "Person", state="Belmora"),
        identity("Army", "Government", state="Arvania"),
        identity("Salk", "Person"),
        identity("40 prisoners", "Group", named=False, size=40),
        identity("forty people", "Group", named=False, size=40),
        identity("12 sailors", "Group", named=False, size=12),
        identity("prisoners", "Group", named=False),
        identity("political prisoners", "Group", named=False),
        identity("Port Arvan", "Place"),
        identity("Belm", "Place"),
    )
}
DAY = 22_377  # 2031-04-08
PLAIN = Told(
    iri="a1#c1", article="a1", published=DAY + 1, publisher="p1", type="Release", status="Actual", agent=("Arvania",),
    recipient=("Salk",), object_actor=None, object=None, place=None, origin=None, destination=None, date=None,
    first=None, last=None, count=None, count_min=None, count_max=None, about=(), follows=(), speakers=(), evidence=None,
)  # fmt: skip


def on(day: int, last: int | None = None) -> dict[str, object]:
    return {"date": "d", "first": day, "last": day if last is None else last}


def words(text: str) -> Literal:
    return Literal(text, language="en")


def told(number: int, **more: object) -> Told:
    return replace(PLAIN, iri=f"a{number}#c1", article=f"a{number}", **more)


def cases(*claims: Told) -> list[Case]:
    types = {claim.iri: claim.type for claim in claims} | {"ask#1": "Release", "ask#2": "Meeting"}
    return [case(claim, PEOPLE, types) for claim in claims]


def linked(both: list[Case]) -> tuple[list[list[int]], list[Link]]:
    met = pairs(both)
    return link(both, [Link(one, other, found) for one, other in met if (found := match(both[one], both[other]))])


SAME = [
    ("undated, published within days", {}, {"published": DAY + 3}),
    ("both on a day", on(DAY), {**on(DAY), "published": DAY + 200}),
    ("a day and its month", {**on(DAY), "recipient": ("Salk",)}, on(DAY - 7, DAY + 22)),
    ("the president for the state", {"agent": ("Torvek",)}, {}),
    ("an army for its state", {"agent": ("Army",)}, {}),
    ("groups of one size", {**on(DAY), "recipient": ("40 prisoners",)}, {**on(DAY), "recipient": ("forty people",)}),
    ("groups in words", {**on(DAY), "recipient": ("prisoners",)}, {**on(DAY), "recipient": ("political prisoners",)}),
    ("a count of people nearly the same", {"count": 100, **on(DAY)}, {"count_min": 95, **on(DAY)}),
    ("an expulsion, days in a row", {"type": "Expulsion", **on(DAY)}, {"type": "Expulsion", **on(DAY + 1)}),
    (
        "as many set free, days in a row",
        {**on(DAY), "recipient": ("40 prisoners",), "count": 40},
        {**on(DAY + 1), "recipient": ("forty people",), "count": 40},
    ),
    ("who holds a person is in dispute, same day", {**on(DAY)}, {**on(DAY), "agent": ("Belmora",)}),
    ("a side that one leaves out, same day", {**on(DAY), "recipient": ()}, on(DAY)),
    ("what seldom happens twice, a week apart", {"type": "Seizure"}, {"type": "Seizure", "published": DAY + 7}),
    ("a person held, whoever does it", {"type": "Detention", "agent": ()}, {"type": "Detention"}),
    (
        "a meeting, told from either side",
        {"type": "Meeting", "agent": ("Torvek",), "recipient": ("Quill",)},
        {"type": "Meeting", "agent": ("Quill",), "recipient": ("Torvek",)},
    ),
    (
        "one thing said",
        {"type": "Statement", "recipient": (), "object": words("the talks will go on in May")},
        {"type": "Statement", "recipient": (), "object": words("talks will go on in May")},
    ),
    ("requests for one act", {"type": "Request", "about": ("ask#1",)}, {"type": "Request", "about": ("ask#1",)}),
]
DIFFERENT = [
    ("other types", {}, {"type": "Pardon"}),
    ("a plan and the deed", {"status": "Planned"}, {}),
    ("denials", {"status": "Denied"}, {"status": "Denied"}),
    ("other recipients", {}, {"recipient": ("Quill",)}),
    ("other agents", {}, {"agent": ("Belmora",)}),
    ("other agents, and days only near", on(DAY), {"agent": ("Belmora",)}),
    ("two persons of one state", {"agent": ("Torvek",)}, {"agent": ("Dessen",)}),
    ("other days", on(DAY), on(DAY + 1)),
    ("an expulsion, two days apart", {"type": "Expulsion", **on(DAY)}, {"type": "Expulsion", **on(DAY + 2)}),
    ("few set free, days in a row", {**on(DAY), "count": 2}, {**on(DAY + 1), "count": 2}),
    (
        "attacks with as many victims, days in a row",
        {"type": "Attack", "count": 40, **on(DAY)},
        {"type": "Attack", "count": 40, **on(DAY + 1)},
    ),
    ("what happens often, a week apart", {"type": "Attack"}, {"type": "Attack", "published": DAY + 7}),
    ("published weeks apart", {}, {"published": DAY + 30}),
    ("undated without publication", {"published": None}, {}),
    ("a day long before the other's publication", on(DAY - 30), {}),
    ("a day after the other's publication", on(DAY + 9), {}),
    ("a year is too vague for an undated one", on(DAY - 97, DAY + 267), {}),
    ("other counts", {**on(DAY), "count": 52}, {**on(DAY), "count": 14}),
    ("groups of other sizes", {**on(DAY), "recipient": ("40 prisoners",)}, {**on(DAY), "recipient": ("12 sailors",)}),
    ("a group and a person", {**on(DAY), "recipient": ("40 prisoners",)}, on(DAY)),
    ("other places", {**on(DAY), "place": "Port Arvan"}, {**on(DAY), "place": "Belm"}),
    ("one side in common, nothing else", {"recipient": ()}, {}),
    ("nobody known", {"agent": (), "recipient": ("prisoners",)}, {"agent": (), "recipient": ("prisoners",)}),
    (
        "two things said",
        {"type": "Statement", "recipient": (), "object": words("the talks will go on in May")},
        {"type": "Statement", "recipient": (), "object": words("no ship has been seen")},
    ),
    ("things said without words", {"type": "Statement", "recipient": ()}, {"type": "Statement", "recipient": ()}),
    ("requests for two acts", {"type": "Request", "about": ("ask#1",)}, {"type": "Request", "about": ("ask#2",)}),
]


@pytest.mark.parametrize(("why", "one", "other"), SAME)
def test_same_events(why: str, one: dict[str, object], other: dict[str, object]) -> None:
    both = cases(told(1, **one), told(2, **other))
    found = match(*both)
    assert found is not None, why
    assert found.score >= 1
    assert found.reasons
    assert match(both[1], both[0]) is not None
    assert list(pairs(both)) == [(0, 1)], "blocking must let them meet"
    assert linked(both)[0] == [[0, 1]]


@pytest.mark.parametrize(("why", "one", "other"), DIFFERENT)
def test_different_events(why: str, one: dict[str, object], other: dict[str, object]) -> None:
    both = cases(told(1, **one), told(2, **other))
    assert match(*both) is None, why
    assert match(both[1], both[0]) is None, why
    assert linked(both)[0] == [[0], [1]]


def test_two_claims_of_one_article_stay_two() -> None:
    one, other = told(1, **on(DAY)), replace(told(1, **on(DAY)), iri="a1#c2")
    assert match(*cases(one, other)) is None


def test_nor_are_they_joined_by_a_third() -> None:
    one, other, third = told(1, **on(DAY)), replace(told(1, **on(DAY)), iri="a1#c2"), told(2, **on(DAY))
    groups, links = linked(cases(one, other, third))
    assert groups == [[0, 2], [1]]
    assert len(links) == 1


def test_a_vague_claim_does_not_bridge_two_days() -> None:
    first, second, vague = told(1, **on(DAY)), told(2, **on(DAY + 2)), told(3, **on(DAY - 7, DAY + 22))
    groups, _ = linked(cases(first, second, vague))
    assert sorted(map(len, groups)) == [1, 2]


def test_what_a_person_told_apart_stays_two() -> None:
    both = cases(told(1, **on(DAY)), told(2, **on(DAY)), told(3, **on(DAY)))
    found = [Link(one, other, match(both[one], both[other])) for one, other in pairs(both)]
    assert link(both, found)[0] == [[0, 1, 2]]
    groups, _ = link(both, found, refused=[frozenset(("a1#c1", "a3#c1"))])
    assert sorted(map(len, groups)) == [1, 2]
    assert not any({0, 2} <= set(group) for group in groups)


def test_far_apart_claims_do_not_meet() -> None:
    many = cases(*(told(number, published=DAY + number * 20) for number in range(100)))
    assert not list(pairs(many))
    assert blocks(cases(told(1, published=None))[0]).own == frozenset()


def test_a_release_and_a_pardon_of_one_person_are_related() -> None:
    release, pardon, other = cases(
        told(1, **on(DAY)), told(2, type="Pardon", **on(DAY)), told(3, type="Pardon", recipient=("Quill",), **on(DAY))
    )
    assert related(release, pardon)
    assert blocks(release).meets(blocks(pardon))
    assert not related(release, other)
    assert not related(release, release)
