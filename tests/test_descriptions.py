import pytest
from casting import Play

_TWO = "Norwegian President Maja Lund met Swedish President Jon Ek. The Norwegian president left."


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Norwegian President Maja Lund spoke. The president left.", "president", "Maja Lund"),
        (_TWO, "president", "Maja Lund"),
        ("A senior US envoy arrived. Trump's envoy, John Hale, met ministers.", "envoy", "John Hale"),
        ("Maja Lund, a Norwegian journalist, was freed.", "journalist", "Maja Lund"),
        ("The ship belongs to Norda Lines, a company. The company denied it.", "company", "Norda Lines"),
        ("The Norda News Agency reported it. The news agency gave no source.", "agency", "Norda News Agency"),
        ("An Islamic State force held the town.", "force", "Islamic State"),
        ("Norway closed its border. The country feared an attack.", "country", "Norway"),
    ],
)  # fmt: skip
def test_descriptions_mean_whom_the_text_names(nlp, text, word, name):
    play = Play(nlp, text)
    occurrences = sum(token.text == word for token in play.doc)
    assert play.meant(word, occurrences - 1 if word != "envoy" else 0) == name


def test_an_official_without_a_name_is_one_person(nlp):
    play = Play(nlp, "A US official confirmed it. The official gave no date.")
    assert play.meant("official") == play.meant("official", 1) == "US official"
    assert play.actors["US official"].type == "Person"
    assert "US official" not in play.named()


def test_two_officials_of_two_states_are_two(nlp):
    play = Play(nlp, "A US official confirmed it. A Norwegian official denied it.")
    assert play.meant("official") != play.meant("official", 1)


def test_who_held_the_office_on_the_day(nlp):
    assert Play(nlp, "The letter thanked the Belarusian president.").meant("president") == "Alexander Lukashenko"


def test_a_former_holder_is_not_the_present_one(nlp):
    assert Play(nlp, "The letter thanked the former Belarusian president.").meant("president") != "Alexander Lukashenko"


def test_a_predicate_is_nobody_new(nlp):
    assert Play(nlp, "Maja Lund is a dissident.").meant("dissident") is None


def test_my_administration_is_the_issuing_state(nlp):
    title = "Remarks by President Donald Trump"
    play = Play(nlp, "My administration will act.", title=title, publisher="The White House")
    assert play.meant("administration") == "United States"


def test_an_army_without_a_name_is_of_the_state_spoken_of(nlp):
    play = Play(nlp, "Norway closed the border. The army sent tanks.")
    assert play.names[play.actors["army"].state] == "Norway"
