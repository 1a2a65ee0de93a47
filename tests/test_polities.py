import pytest
from casting import Play

from detente.polities import noun_of


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Arvania and Belmora signed a treaty.", {"Arvania", "Belmora"}),
        ("Arvania's foreign minister met the ambassador of Belmora.", {"Arvania", "Belmora"}),
        ("Arvania restored diplomatic ties with Belmora.", {"Arvania", "Belmora"}),
        ("Norway and Arvania signed a treaty.", {"Arvania", "Norway"}),
        ("Lena Sild brokered the ceasefire between Arvania and Belmora in March.", {"Arvania", "Belmora"}),
        ("The protesters marched to the Belmora embassy.", {"Belmora"}),
    ],
)
def test_what_only_states_have_and_do_makes_a_state(nlp, text, states):
    named = Play(nlp, text).named()
    assert {name for name, kind in named.items() if kind == "Country"} == states


@pytest.mark.parametrize(
    "text",
    [
        "Lena said Marko signed the treaty with Denmark.",
        "Mr. Arvan signed the treaty with Denmark. Arvan condemned the attack.",
        "Anna Belmora and Norway signed a treaty. Belmora condemned the attack.",
        "Marosh soldiers entered the village.",
        "The agreement between Marko and Lenard was kept.",
    ],
)
def test_people_are_no_states(nlp, text):
    unknown = [name for name, kind in Play(nlp, text).named().items() if kind == "Country"]
    assert set(unknown) <= {"Denmark", "Norway"}


def test_hints_add_up_over_the_text_and_hold_for_the_whole_of_it(nlp):
    play = Play(nlp, "Arvania welcomed the talks. The ambassador of Arvania left. Arvanian soldiers stayed.")
    assert play.actors["Arvania"].type == "Country"
    assert play.actors["Arvanian soldiers"].state == play.actors["Arvania"].id


@pytest.mark.parametrize(
    ("adjective", "noun"), [("Arvanian", "Arvania"), ("Belmorese", "Belmora"), ("Danish", None), ("Arv", None)]
)
def test_an_adjective_finds_its_noun(adjective, noun):
    assert noun_of(adjective, ["Belmora", "Arvania"]) == noun


def test_adjectives_tell_of_their_noun(nlp):
    play = Play(nlp, "Belmora wants peace. Belmoran troops left the town, Belmoran authorities said.")
    assert play.actors["Belmora"].type == "Country"
    assert "Belmoran" not in play.actors


def test_who_recalls_its_ambassador_is_a_state(nlp):
    assert Play(nlp, "Belmora recalled its ambassador to Norway on Monday.").actors["Belmora"].type == "Country"


@pytest.mark.parametrize(
    "text",
    [
        "The sanctions were welcomed by Belmora, whose foreign minister, Sofia Renn, spoke.",
        "Norway demanded that Belmora remove its soldiers from the bridge.",
        "Belmoran President Ilen Marosh left. Belmora and Norway agreed to a truce.",
    ],
)
def test_more_that_only_states_have(nlp, text):
    assert Play(nlp, text).actors["Belmora"].type == "Country"
