import pytest
from casting import Play

from detente.groups import Quantity, number, quantity


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,300", 1300),
        ("fifty-two", 52),
        ("two dozen", 24),
        ("three hundred and five", 305),
        ("two thousand one hundred", 2100),
        ("1.5 million", 1_500_000),
        ("several", None),
        ("2019-20", None),
    ],
)
def test_numbers(words, value):
    assert number(words.split()) == value


@pytest.mark.parametrize(
    ("text", "noun", "size"),
    [
        ("Norway freed 52 prisoners.", "prisoners", Quantity(52)),
        ("More than 1,000 prisoners remain.", "prisoners", Quantity(least=1000)),
        ("At least two dozen people were hurt.", "people", Quantity(least=24)),
        ("Nearly 1,300 political prisoners remain.", "prisoners", Quantity(most=1300)),
        ("About 80 residents left.", "residents", Quantity(80)),
        ("Fourteen foreigners left.", "foreigners", Quantity(14)),
        ("Dozens of people left.", "people", Quantity()),
        ("A few hundred protesters came.", "protesters", Quantity()),
        ("The prisoners left.", "prisoners", Quantity()),
    ],
)
def test_sizes(nlp, text, noun, size):
    assert quantity(next(token for token in nlp(text) if token.text == noun)) == size


def test_a_group_has_size_state_and_words(nlp):
    group = Play(nlp, "Norway freed at least 12 Russian sailors.").actors["at least 12 Russian sailors"]
    assert (group.type, group.count, group.count_min) == ("Group", None, 12)
    assert group.nationalities == ("Russia",)


def test_nationalities_of_a_list(nlp):
    play = Play(nlp, "Belarus freed 14 foreigners, including Lithuanians, Poles and a French citizen.")
    assert set(play.actors["14 foreigners"].nationalities) == {"Lithuania", "Poland", "France"}


def test_a_clause_before_the_noun_is_no_part_of_the_description(nlp):
    for actor in Play(nlp, "He drafted an order that will give Norway and Sweden wide authorities.").actors.values():
        assert "that will" not in actor.name
