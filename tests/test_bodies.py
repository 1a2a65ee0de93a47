import pytest
from casting import Play


@pytest.mark.parametrize(
    ("text", "body", "state"),
    [
        ("Norway's Defense Ministry reported the flight.", "Defense Ministry", "Norway"),
        ("The Norwegian army closed the road.", "Norwegian", "Norway"),
        ("The Ministry of Foreign Affairs of Sweden protested.", "Ministry of Foreign Affairs", "Sweden"),
    ],
)
def test_ministries_and_forces_are_governments_of_their_state(nlp, text, body, state):
    play = Play(nlp, text)
    (actor,) = [it for it in play.actors.values() if it.type == "Government"]
    assert any(body in mention.quote.text for mention in actor.mentions)
    assert play.names[actor.state] == state


@pytest.mark.parametrize(
    "text",
    [
        "The Norwegian government refused.",
        "The Government of Norway refused.",
        "The Norwegian authorities refused.",
        "Norway's leadership refused.",
        "The Norwegian military rulers refused.",
    ],
)
def test_a_government_is_its_state(nlp, text):
    play = Play(nlp, text)
    assert play.named()["Norway"] == "Country"
    assert play.meant(next(it.text for it in play.doc if it.lower_ in _RULE)) == "Norway"


_RULE = {"government", "authorities", "leadership", "rulers"}


def test_a_regime_is_the_state_of_its_ruler(nlp):
    play = Play(nlp, "The Lukashenka regime jailed them. The regime denied it.")
    assert play.meant("regime") == play.meant("regime", 1) == "Belarus"


def test_an_administration_is_the_state_of_its_president(nlp):
    assert Play(nlp, "The Trump administration eased the sanctions.").meant("administration") == "United States"


def test_several_governments_are_several_states(nlp):
    play = Play(nlp, "The Governments of Kenya and Uganda agreed.")
    together = play.cast.at(next(it for it in play.doc if it.text == "Governments"))
    assert [it.name for it in play.cast.members(together)] == ["Kenya", "Uganda"]


def test_a_field_of_work_is_no_body(nlp):
    assert "Norwegian intelligence" not in Play(nlp, "The Norwegian intelligence chief spoke.").actors


@pytest.mark.parametrize(
    ("text", "body", "state"),
    [
        ("The Senate of Thailand voted.", "Senate of Thailand", "Thailand"),
        ("The government of Sindh province resigned.", "government of Sindh province", None),
    ],
)
def test_a_body_of_what_follows(nlp, text, body, state):
    play = Play(nlp, text)
    assert play.actors[body].type == "Government"
    assert play.names.get(play.actors[body].state or "") == state
