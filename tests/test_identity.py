from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from detente.identity import identify
from detente.testimony import ArticleActor


def told(iri: str, name: str, kind: str = "Person", *names: str, **more: object) -> ArticleActor:
    fields: dict[str, object] = {
        "refers_to": None, "state": None, "iso3": None, "size": None, "size_bounds": (None, None),
        "subgroup_of": None, "nationalities": (),
    }  # fmt: skip
    return ArticleActor(iri=f"x#{iri}", type=kind, name=name, names=(name, *names), **{**fields, **more})


def clusters(*actors: ArticleActor) -> list[set[str]]:
    groups: dict[str, set[str]] = {}
    for iri, identity in identify(actors).items():
        groups.setdefault(identity.iri, set()).add(iri.removeprefix("x#"))
    return sorted(groups.values(), key=sorted)


ARVANIA = told("s1", "Arvania", "Country", refers_to="k/Q1")
BELMORA = told("s2", "Belmora", "Country")


def test_the_gazetteers_key_makes_one_whatever_the_name() -> None:
    one, other = told("1", "Ilan Torvek", refers_to="k/Q5"), told("2", "I. Torvek", refers_to="k/Q5")
    assert clusters(one, other) == [{"1", "2"}]
    assert identify([one, other])["x#1"].iri == "k/Q5"


def test_two_keys_are_never_one() -> None:
    assert clusters(told("1", "Kong", "Country", refers_to="k/Q1"), told("2", "Kong", "Country", refers_to="k/Q2")) == [
        {"1"},
        {"2"},
    ]


def test_the_same_name_and_type_is_one() -> None:
    assert clusters(told("1", "Oren Salk"), told("2", "OREN SALK"), told("3", "Oren Salk", "Place")) == [
        {"1", "2"},
        {"3"},
    ]


def test_namesakes_of_two_states_are_two() -> None:
    actors = [
        ARVANIA, BELMORA, told("1", "Oren Salk", state="x#s1"), told("2", "Oren Salk", state="x#s2"),
        told("3", "Oren Salk"),
    ]  # fmt: skip
    assert clusters(*actors) == [{"1"}, {"2"}, {"3"}, {"s1"}, {"s2"}]
    assert len({identity.iri for identity in identify(actors).values()}) == 5


def test_a_person_whose_state_most_articles_agree_on_is_one() -> None:
    here = [told(str(n), "Oren Salk", state="x#s1") for n in (1, 2)]
    odd, unknown = told("3", "Oren Salk", state="x#s2"), told("4", "Oren Salk")
    assert clusters(ARVANIA, BELMORA, *here, odd, unknown) == [{"1", "2", "3", "4"}, {"s1"}, {"s2"}]
    assert identify([ARVANIA, BELMORA, *here, odd])["x#3"].state == "k/Q1"


def test_a_place_or_body_called_like_a_state_is_the_state_if_half_of_the_articles_say_so() -> None:
    states = [told("1", "Casteria", "Country"), told("2", "Casteria", "Country")]
    others = [told("3", "Casteria", "Place"), told("4", "Casteria", "Organization")]
    assert clusters(*states, *others) == [{"1", "2", "3", "4"}]
    assert identify([*states, *others])["x#3"].type == "Country"
    assert clusters(states[0], *others) == [{"1"}, {"3"}, {"4"}]


def test_names_of_several_words_are_what_most_articles_take_them_for() -> None:
    persons = [told("1", "Oren Salk"), told("2", "Oren Salk"), told("3", "Oren Salk", "Organization")]
    assert clusters(*persons) == [{"1", "2", "3"}]
    bodies = [told("1", "Hill Front"), *(told(str(n), "Hill Front", "ArmedGroup") for n in (2, 3))]
    assert clusters(*bodies) == [{"1"}, {"2", "3"}]  # what is done to a person can't be done to a body
    assert clusters(told("1", "Arvair", "Company"), told("2", "Arvair", "Organization")) == [{"1"}, {"2"}]


def test_a_ministry_is_one_with_and_without_its_state_before_it() -> None:
    one = told("1", "Belmoran Defence Ministry", "Government", state="x#s2")
    other = told("2", "Belmora’s Defence Ministry", "Government", state="x#s2")
    assert clusters(BELMORA, one, other) == [{"1", "2"}, {"s2"}]


def test_who_has_no_state_joins_the_only_namesake() -> None:
    assert clusters(BELMORA, told("1", "Oren Salk", state="x#s2"), told("2", "Oren Salk")) == [{"1", "2"}, {"s2"}]


def test_a_family_name_joins_the_only_full_name() -> None:
    assert clusters(told("1", "Ilan Torvek"), told("2", "Torvek")) == [{"1", "2"}]
    assert clusters(told("1", "Ilan Torvek"), told("2", "Torvek"), told("3", "Mira Torvek")) == [{"1"}, {"2"}, {"3"}]


def test_states_join_by_their_whole_name_only() -> None:
    state = told("1", "Arvania", "Country", "Port Arvan", refers_to="k/Q1")
    assert clusters(state, told("2", "arvania", "Country"), told("3", "Port Arvan", "Country")) == [{"1", "2"}, {"3"}]


def test_names_written_otherwise_join_within_a_state() -> None:
    one = told("1", "Siarhei Tsikhanouski", state="x#s2")
    assert clusters(BELMORA, one, told("2", "Sergey Tikhanovsky", state="x#s2")) == [{"1", "2"}, {"s2"}]
    assert clusters(BELMORA, one, told("2", "Sergey Tikhanovsky")) == [{"1"}, {"2"}, {"s2"}]


def test_a_body_joins_its_short_name() -> None:
    council = told("1", "Council of Ports", "Organization", "COP")
    assert clusters(council, told("2", "COP", "Organization")) == [{"1", "2"}]
    assert clusters(council, told("2", "COP", "Company")) == [{"1"}, {"2"}]


def test_unnamed_people_stay_their_articles_own() -> None:
    assert clusters(told("1", "40 prisoners", "Group"), told("2", "40 prisoners", "Group")) == [{"1"}, {"2"}]
    assert clusters(told("1", "a Belmoran official"), told("2", "a Belmoran official")) == [{"1"}, {"2"}]


def test_ministries_without_a_name_belong_to_their_state() -> None:
    one, other = (told(str(n), "foreign ministry", "Government", state="x#s2") for n in (1, 2))
    third = told("3", "foreign ministry", "Government", state="x#s1")
    assert clusters(ARVANIA, BELMORA, one, other, third) == [{"1", "2"}, {"3"}, {"s1"}, {"s2"}]


def test_every_identity_has_an_iri_of_its_own() -> None:
    actors = [
        told(str(n), name, kind)
        for n, (name, kind) in enumerate(
            (name, kind) for name in ("Arven", "arven!", "q1") for kind in ("Place", "Person")
        )
    ]
    identities = {(it.iri, it.type): it for it in identify([*actors, ARVANIA]).values()}.values()
    assert len({it.iri for it in identities}) == len(identities)


def test_the_order_of_articles_does_not_matter() -> None:
    actors = [
        ARVANIA, BELMORA,
        told("1", "Ilan Torvek", state="x#s1"), told("2", "Torvek"), told("3", "Ilan Torvek"),
        told("4", "COP", "Company"), told("5", "Council of Ports", "Company", "COP"),
        told("6", "Ilan Torwek", state="x#s1"), told("7", "Salk"),
    ]  # fmt: skip

    def shape(order: list[ArticleActor]) -> dict[str, tuple[str, str]]:
        return {iri: (identity.iri, identity.name) for iri, identity in identify(order).items()}

    first = shape(actors)
    for seed in range(10):
        shuffled = random.Random(seed).sample(actors, len(actors))
        assert shape(shuffled) == first


@pytest.mark.parametrize("names", [["Torvek", "Ilan Torvek", "Ilan Torvek"], ["Ilan Torvek", "Torvek"]])
def test_the_main_name_is_the_most_frequent_then_the_longest(names: list[str]) -> None:
    actors = [told(str(n), name) for n, name in enumerate(names)]
    assert {identity.name for identity in identify(actors).values()} == {"Ilan Torvek"}


def holder(day: int, name: str, *names: str, office: str = "president", state: str = "Belmora") -> list[ArticleActor]:
    """An article's actors: a state, and who holds an office of it on the day of publication."""
    article = f"{day} {name}".replace(" ", "-")
    land = replace(told("", state, "Country"), iri=f"{article}#s")
    person = replace(told("", name, "Person", *names, state=land.iri), iri=f"{article}#p")
    return [land, replace(person, offices=(f"{day} {land.iri} {office}",))]


def holders(*articles: list[ArticleActor]) -> list[set[str]]:
    """The names of persons, by actor."""
    found = identify(itertools.chain(*articles))
    names: dict[str, set[str]] = {}
    for _, person in articles:
        names.setdefault(found[person.iri].iri, set()).add(person.name)
    return sorted(names.values(), key=sorted)


RUK = holder(22400, "Ana Ruk")
HER = holder(22405, "Belmoran president", "the Belmoran president")


def test_who_is_told_of_by_an_office_is_who_others_say_holds_it_then() -> None:
    assert holders(RUK, HER) == [{"Ana Ruk", "Belmoran president"}]
    one = identify([*RUK, *HER])[HER[1].iri]
    assert (one.name, one.named, one.names) == ("Ana Ruk", True, ("Ana Ruk",))


@pytest.mark.parametrize(
    "other",
    [
        holder(22405 + 60, "Belmoran president"),
        holder(22405, "Arvanian president", state="Arvania"),
        holder(22405, "Belmoran foreign minister", office="foreign minister"),
        holder(22405, "Belmoran vice president", office="vice president"),
        holder(22405, "former Belmoran president", "the former Belmoran president"),
        holder(22405, "president", "the president"),
        holder(22405, "Belmoran envoy", office="envoy"),
    ],
)
def test_an_office_told_of_at_another_time_or_of_another_state_is_not_its_holder(other: list[ArticleActor]) -> None:
    assert holders(RUK, other) == sorted([{"Ana Ruk"}, {other[1].name}], key=sorted)


def test_an_office_that_two_are_said_to_hold_tells_of_nobody() -> None:
    assert holders(RUK, HER, holder(22410, "Oren Salk")) == [{"Ana Ruk"}, {"Belmoran president"}, {"Oren Salk"}]
    assert len(holders(RUK, HER, holder(22410 + 60, "Oren Salk"))) == 2  # a later holder is no other


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hassan Qadir", "Husain Kadeer", True),
        ("Petro Polenko", "Pyotr Polienka", True),
        ("Qadir", "Hasan Kadeer", True),
        ("Ilham Torvek", "Heidar Torvek", False),  # father and son
        ("Ilan Torvek", "Ilan Salk", False),
    ],
)
def test_holders_of_one_office_whose_names_are_alike(one: str, other: str, same: bool) -> None:
    found = holders(holder(22400, one), holder(22405, other))
    assert found == ([{one, other}] if same else sorted([{one}, {other}], key=sorted))
    apart = holders(holder(22400, one), holder(22405, other, office="envoy"))
    assert len(apart) == 2  # names that are less alike need an office
