import pytest
from casting import Play

RELEASE = "Belarus released 52 prisoners on Monday. "


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Belarus had pardoned the 52 people.", "people"),
        ("The prisoners crossed the border.", "prisoners"),
        ("The convicts were ill.", "convicts"),
        ("All those pardoned left the country.", "those"),
        ("The group left the country.", "group"),
    ],
)
def test_a_group_is_spoken_of_again(nlp, text, word):
    assert Play(nlp, RELEASE + text).meant(word) == "52 prisoners"


def test_a_number_alone_means_the_group(nlp):
    assert Play(nlp, RELEASE + "Lukashenko pardoned all 52.").meant("52", 1) == "52 prisoners"


@pytest.mark.parametrize("text", ["Some 900 prisoners remain.", "Other prisoners remain.", "Ten sailors watched."])
def test_another_group_is_another(nlp, text):
    play = Play(nlp, RELEASE + text)
    noun = text.split()[-2]
    assert play.meant(noun, int(noun == "prisoners")) not in (None, "52 prisoners")


def test_what_is_among_a_group_is_a_part_of_it(nlp):
    play = Play(nlp, RELEASE + "14 foreigners were among those freed.")
    assert play.names[play.actors["14 foreigners"].subgroup_of] == "52 prisoners"


def test_the_citizens_are_the_state(nlp):
    assert Play(nlp, "The Egyptians recalled their envoy.").meant("Egyptians") == "Egypt"


def test_some_citizens_are_a_group(nlp):
    play = Play(nlp, "The blast killed eight Israelis.")
    assert play.meant("Israelis") == "eight Israelis"
    assert play.actors["eight Israelis"].count == 8


def test_citizens_in_a_list_are_nobody(nlp):
    play = Play(nlp, "The group included Poles and Germans.")
    assert {"Poles", "Germans"}.isdisjoint(play.named())


@pytest.mark.parametrize(
    ("text", "word", "members"),
    [
        ("Norway and Sweden met. The two countries agreed.", "countries", {"Norway", "Sweden"}),
        ("Norway accused Sweden of spying. Both sides expelled diplomats.", "sides", {"Norway", "Sweden"}),
        ("Maja Lund met Jon Berg. The two leaders shook hands.", "leaders", {"Maja Lund", "Jon Berg"}),
    ],
)
def test_two_together_are_the_two_named_last(nlp, text, word, members):
    play = Play(nlp, text)
    pair = play.cast.at(next(token for token in play.doc if token.text == word))
    assert {it.name for it in play.cast.members(pair)} == members


def test_rebels_without_a_name_are_an_armed_group(nlp):
    assert Play(nlp, "Rebels attacked the town.").actors["Rebels"].type == "ArmedGroup"


def test_rebels_with_a_name_are_those(nlp):
    assert Play(nlp, "M23 rebels attacked the town.").meant("rebels") == "M23"


def test_a_people_is_of_its_state_and_no_group_told_before(nlp):
    play = Play(nlp, RELEASE + "The Belarusian people rejoiced. He thanked the people of Belarus.")
    assert play.meant("people") == play.meant("people", 1) == "Belarusian people"


def test_words_after_the_noun_make_another_group(nlp):
    play = Play(nlp, "Armed forces ceased fire. It follows the withdrawal of forces occupying Halden.")
    assert play.meant("forces") != play.meant("forces", 1)


def test_officials_of_two_states_are_two_groups(nlp):
    play = Play(nlp, "Hungarian and Romanian officials met.")
    both = next(it for it in play.cast.actors if it.name == "Hungarian and Romanian officials")
    assert [(it.name, it.state.name) for it in both.members] == [
        ("Hungarian officials", "Hungary"),
        ("Romanian officials", "Romania"),
    ]
    assert both.state is None


@pytest.mark.parametrize(
    ("text", "group", "state"),
    [
        ("Demonstrators in Baghdad protested.", "Demonstrators in Baghdad", "Iraq"),
        ("Seven opposition parties in Nepal protested.", "Seven opposition parties", "Nepal"),
        ("The Danes of southern Sweden protested.", "Danes of southern Sweden", "Sweden"),
        ("President Putin withdrew his troops.", "his troops", "Russia"),
    ],
)
def test_where_people_are_or_whose_tells_their_state(nlp, text, group, state):
    found = next(it for it in Play(nlp, text).cast.actors if it.name == group)
    assert found.state.name == state


@pytest.mark.parametrize("text", ["Syrian-backed fighters left.", "An anti-Syria journalist left."])
def test_for_or_against_whom_somebody_is_tells_no_state(nlp, text):
    play = Play(nlp, text)
    head = play.cast.at(play.doc[-3])
    assert head.state is None


@pytest.mark.parametrize(
    ("text", "word", "people"),
    [
        ("The ministry released preliminary figures.", "figures", False),
        ("The ministry released opposition figures.", "figures", True),
        ("Their opposition to the plan grew.", "opposition", False),
        ("The opposition left the talks.", "opposition", True),
        ("Two others were arrested.", "others", True),
    ],
)
def test_things_are_no_people(nlp, text, word, people):
    assert (Play(nlp, text).meant(word) is not None) == people
