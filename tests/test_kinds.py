import pytest
from casting import Play


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Skylark, an airline, stopped all flights.", "Skylark", "Company"),
        ("The newspaper Dagens Blick reported the deal.", "Dagens Blick", "Media"),
        ("The Norda Liberation Army attacked the town.", "Norda Liberation Army", "ArmedGroup"),
        ("The Norda Human Rights Association criticised the trial.", "Norda Human Rights Association", "Organization"),
        ("They met in the town of Halden.", "Halden", "Place"),
        ("Activist Maja Lund was freed.", "Maja Lund", "Person"),
        ("The World Fisheries Court ruled on Monday.", "World Fisheries Court", "IntergovernmentalOrganization"),
        ("The Maritime Safety Agency grounded the ship.", "Maritime Safety Agency", "Government"),
    ],
)  # fmt: skip
def test_words_in_and_around_a_name_tell_its_type(nlp, text, name, kind):
    assert Play(nlp, text).named().get(name) == kind
