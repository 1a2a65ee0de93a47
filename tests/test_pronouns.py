import pytest
from casting import Play


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Maja Lund spoke on Monday. She thanked Norway.", "She", "Maja Lund"),
        ("Press secretary Maja Lund said Jon Berg had pardoned them. She gave no names.", "She", "Maja Lund"),
        ("Jon Berg phoned Anders Ek to reassure him.", "him", "Anders Ek"),
        ("Jon Berg praised his team.", "his", "Jon Berg"),
        ("Norway recalled its envoy.", "its", "Norway"),
        ("He spoke of the Norwegian interest in reopening its embassy.", "its", "Norway"),
        ("The minister who spoke was Jon Berg. Norway, which borders Sweden, agreed.", "which", "Norway"),
        ("Belarus freed 52 prisoners. They crossed the border.", "They", "52 prisoners"),
        ("“I will not resign,” Maja Lund said.", "I", "Maja Lund"),
        ("Norwegian President Maja Lund said: “We will not leave.”", "We", "Norway"),
    ],
)
def test_pronouns(nlp, text, word, name):
    assert Play(nlp, text).meant(word) == name


@pytest.mark.parametrize(
    "text", ["Norway said it is essential that aid arrives.", "Norway left. It seems that nobody came."]
)
def test_it_may_mean_nothing(nlp, text):
    play = Play(nlp, text)
    assert play.meant("it" if " it " in text else "It") is None


def test_nobody_is_he_before_anybody_is_named(nlp):
    assert Play(nlp, "He left.").meant("He") is None


def test_we_of_a_statement_is_the_issuing_state(nlp):
    title = "Statement by President Joe Biden on the Attack"
    play = Play(nlp, "We condemn the attack. I thank our allies.", title=title, publisher="The White House")
    assert (play.meant("We"), play.meant("I"), play.meant("our")) == ("United States", "Joe Biden", "United States")
