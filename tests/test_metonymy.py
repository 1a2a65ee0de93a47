import pytest
from casting import Play


@pytest.mark.parametrize(
    "text",
    [
        "Minsk rejected the demand.",
        "The talks with Minsk failed.",
        "Sanctions against Minsk were lifted.",
        "The Minsk government refused.",
    ],
)
def test_a_capital_that_acts_is_its_state(nlp, text):
    named = Play(nlp, text).named()
    assert named.get("Belarus") == "Country"
    assert "Minsk" not in named


@pytest.mark.parametrize(
    "text",
    [
        "The envoy arrived in Minsk on Monday.",
        "She flew to Minsk.",
        "It will reopen its embassy in Minsk.",
        "They left Minsk at night.",
    ],
)
def test_a_capital_where_something_happens_is_a_place(nlp, text):
    assert Play(nlp, text).named().get("Minsk") == "Place"


def test_a_town_that_is_no_capital_is_a_place(nlp):
    assert Play(nlp, "The leaders met in Geneva.").named() == {"Geneva": "Place"}


def test_a_seat_of_power_speaks_for_its_state(nlp):
    assert Play(nlp, "The Kremlin denied the report.").named() == {"Russia": "Country"}
