from __future__ import annotations

import pytest

from detente.names import fold, is_name, person_words, same_person


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The U.S.", "us"),
        ("Nausėda’s", "nauseda"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Kim Jong-un", "kim jong un"),
        ("Łódź", "lodz"),
        ("The", "the"),
    ],
)
def test_names_are_folded(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_titles_before_a_name_go() -> None:
    assert person_words("President Ilan Torvek") == ("ilan", "torvek")
    assert person_words("President") == ("president",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siarhei Tsikhanouski", "Sergey Tikhanovsky"),
        ("Alexander Lukashenko", "Aliaksandr Lukashenka"),
        ("Sviatlana Tsikhanouskaya", "Svetlana Tikhanovskaya"),
        ("Volodymyr Zelensky", "Vladimir Zelenskiy"),
        ("Maria Kolesnikova", "Maryia Kalesnikava"),
        ("George Walker", "George H. Walker"),
    ],
)
def test_ways_to_write_one_name(one: str, other: str) -> None:
    assert same_person(person_words(one), person_words(other))
    assert same_person(person_words(other), person_words(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivan Petrov", "Igor Petrov"),
        ("Alexander Petrov", "Alexei Petrov"),
        ("Alexander Petrov", "Alexandra Petrova"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("George H. W. Bush", "George W. Bush"),
        ("John Smith", "Joan Smith"),
        ("Jim Smith", "Tim Smith"),
        ("John Kerry", "John Berry"),
        ("Ali Bongo", "Ali Bono"),
        ("Torvek", "Ilan Torvek"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not same_person(person_words(one), person_words(other))


@pytest.mark.parametrize(
    ("name", "kind", "proper"),
    [
        ("Mohammed bin Salman", "Person", True),
        ("Élise de la Tour", "Person", True),
        ("Кравчук", "Person", True),
        ("a Belmoran official", "Person", False),
        ("senior US envoy", "Person", False),
        ("the foreign ministry", "Government", False),
        ("Ministry of Justice", "Government", True),
        ("1,000", "Company", False),
    ],
)
def test_proper_names_and_descriptions(name: str, kind: str, proper: bool) -> None:
    assert is_name(name, kind) == proper
