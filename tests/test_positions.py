import pytest
from casting import Play

_RESEARCHER = ("Jon Berg", "senior researcher", "Halden Institute")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Norwegian Prime Minister Maja Lund met him.", ("Maja Lund", "prime minister", "Norway")),
        ("Maja Lund, president of Norway, met him.", ("Maja Lund", "president", "Norway")),
        ("Maja Lund, the Norwegian foreign minister, met him.", ("Maja Lund", "foreign minister", "Norway")),
        ("Norway's envoy, Maja Lund, met him.", ("Maja Lund", "envoy", "Norway")),
        ("President Maja Lund of Norway met him.", ("Maja Lund", "president", "Norway")),
        ("US Secretary of State Maja Lund met him.", ("Maja Lund", "Secretary of State", "United States")),
        ("Former Norwegian president Maja Lund met him.", ("Maja Lund", "president", "Norway")),
        ("Maja Lund is the president of Norway.", ("Maja Lund", "president", "Norway")),
        ("Norwegian opposition leaders like Maja Lund met him.", ("Maja Lund", "opposition leader", "Norway")),
        ("NATO spokesman Jon Berg said so.", ("Jon Berg", "spokesman", "NATO")),
        ("Jon Berg, senior researcher at the Halden Institute, spoke.", _RESEARCHER),
    ],
)  # fmt: skip
def test_offices_before_beside_and_after_names(nlp, text, office):
    assert office in Play(nlp, text).offices()


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "Sweden met its rivals. Norway criticised the plan. “It is wrong,” Foreign Minister Maja Lund said.",
            ("Maja Lund", "foreign minister", "Norway"),
        ),
        ("It was Norway, whose foreign minister, Maja Lund, spoke.", ("Maja Lund", "foreign minister", "Norway")),
    ],
)
def test_a_bare_office_is_of_who_acted_last(nlp, text, office):
    assert office in Play(nlp, text).offices()


def test_a_known_president_is_not_of_the_state_told_of(nlp):
    offices = Play(nlp, "Diplomats of Morocco met President Obama. Morocco thanked him.").offices()
    assert ("Barack Obama", "president", "Morocco") not in offices


def test_people_of_a_list_share_the_office(nlp):
    offices = Play(nlp, "He met Presidents Ada Otieno of Kenya and Ben Okello of Uganda.").offices()
    assert offices >= {("Ada Otieno", "president", "Kenya"), ("Ben Okello", "president", "Uganda")}


@pytest.mark.parametrize(
    "text",
    ["Journalist Maja Lund was freed.", "Maja Lund, a Norwegian activist, was freed.", "Mr. Lund was freed."],
)
def test_occupations_and_address_are_no_positions(nlp, text):
    assert Play(nlp, text).positions == ()


def test_the_host_of_an_ambassador_is_not_whom_he_serves(nlp):
    offices = Play(nlp, "Jon Berg, the Norwegian ambassador to Kenya, was recalled.").offices()
    assert offices == {("Jon Berg", "ambassador", "Norway")}


def test_a_state_told_by_an_office_alone_is_an_actor(nlp):
    named = Play(nlp, "Norwegian Prime Minister Maja Lund spoke.").named()
    assert named == {"Norway": "Country", "Maja Lund": "Person"}


def test_an_adjective_elsewhere_makes_no_actor(nlp):
    assert Play(nlp, "They ate Norwegian salmon.").named() == {}


def test_a_person_is_of_the_state_served(nlp):
    play = Play(nlp, "Norwegian Prime Minister Maja Lund spoke.")
    assert play.names[play.actors["Maja Lund"].state] == "Norway"


def test_the_evidence_has_the_office_and_the_name(nlp):
    (position,) = Play(nlp, "On Friday Norwegian Prime Minister Maja Lund spoke.").positions
    assert position.evidence.text == "Norwegian Prime Minister Maja Lund"


def test_the_mention_has_the_title_and_the_name_has_not(nlp):
    actor = Play(nlp, "Norwegian Prime Minister Maja Lund spoke.").actors["Maja Lund"]
    assert {it.quote.text for it in actor.mentions} == {"Maja Lund", "Norwegian Prime Minister Maja Lund"}
