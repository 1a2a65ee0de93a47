import pytest
from casting import gazetteer

from detente.actors import Roster
from detente.officialdom import issuer
from detente.records import Article


@pytest.mark.parametrize(
    ("title", "person", "office"),
    [
        ("Statement by President Joe Biden on the Ceasefire", "Joe Biden", "president"),
        ("Statement by Press Secretary Maja Lund on the Visit", "Maja Lund", "press secretary"),
        ("Statement from NSC Spokesperson Maja Lund Welcoming the Deal", "Maja Lund", "spokesperson"),
        ("Readout of Foreign Minister Maja Lund’s Call with Her Counterpart", "Maja Lund", "foreign minister"),
    ],
)
def test_the_headline_of_a_statement_names_who_speaks(title, person, office):
    article = Article("a", "", title=title, publisher="The White House")
    found = issuer(article, Roster(article, gazetteer()))
    assert found.person is not None
    assert (found.person.name, found.title) == (person, office)
    assert found.state is not None
    assert found.state.name == "United States"
    assert title[found.start : found.end].endswith(person)


@pytest.mark.parametrize("title", ["Norway frees ten", "Message of hope", "Statement by the foreign ministers", None])
def test_news_has_no_issuer(title):
    article = Article("a", "", title=title, publisher="Norda News")
    found = issuer(article, Roster(article, gazetteer()))
    assert (found.person, found.state) == (None, None)
