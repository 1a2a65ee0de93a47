import pytest
from casting import Play, gazetteer

from detente.mentions import names


def found(nlp, text):
    doc = nlp(text)
    return [reference.text(doc) for reference in names(doc, gazetteer())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Democratic Republic of the Congo signed the deal.", "Democratic Republic of the Congo"),
        ("Officials in Washington, D.C., confirmed it.", "Washington, D.C."),
        ("Sweden’s minister spoke.", "Sweden"),
        ("The European Union condemned the attack.", "European Union"),
    ],
)
def test_names_are_whole_and_bare(nlp, text, name):
    assert name in found(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "They spent US$7 billion on ships.",
        "The Paris Agreement was signed by all.",
        "The Secretary of State spoke.",
        "It told us to leave.",
    ],
)
def test_sums_treaties_and_common_words_are_no_names(nlp, text):
    assert not {"US", "Agreement", "Paris Agreement", "State", "us"} & set(found(nlp, text))


def test_titles_are_no_part_of_names(nlp):
    play = Play(nlp, "Director of National Intelligence Mary Holt met Swedish officials.")
    assert play.named()["Mary Holt"] == "Person"
    assert "National Intelligence" not in play.actors


def test_hyphenated_names_stay_whole(nlp):
    assert "Kim Jong-un" in found(nlp, "North Korean leader Kim Jong-un ordered the launch.")


def test_numbered_roads_are_places(nlp):
    assert Play(nlp, "Troops left the N2 road.").named() == {"N2 road": "Place"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The Prime Minister of Turkey Ahmet Demir spoke.", "Ahmet Demir"),
        ("The President of the Maldives Ahmed Nasir Latheef resigned.", "Ahmed Nasir Latheef"),
    ],
)
def test_a_name_after_office_and_state_is_a_person(nlp, text, person):
    assert Play(nlp, text).named()[person] == "Person"


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, the UN Emergency Relief Coordinator, spoke.",
        "Danish National Security Adviser Anna Berg spoke.",
        "Israeli Foreign Affairs Minister Anna Berg spoke.",
    ],
)
def test_a_title_is_no_body(nlp, text):
    assert "Organization" not in Play(nlp, text).named().values()
