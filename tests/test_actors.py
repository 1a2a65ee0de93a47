import datetime

import pytest
from casting import Play, gazetteer

from detente.actors import Roster
from detente.records import Article


@pytest.fixture
def roster():
    return Roster(Article("a", "", published=datetime.date(2025, 9, 11)), gazetteer())


def test_one_person_under_several_names(roster):
    full = roster.person("Maja Lund")
    assert roster.person("Lund") is full
    assert roster.person("Mr Lund") is full
    assert roster.person("Maja Lundh") is full


def test_namesakes_are_two(roster):
    assert roster.person("Maja Lund") is not roster.person("Jon Lund")


def test_a_surname_grows_into_the_full_name(roster):
    person = roster.person("Lund")
    assert roster.person("Maja Lund") is person
    assert person.name == "Maja Lund"


def test_a_known_actor_brings_its_state(roster):
    person = roster.person("Alexander Lukashenko")
    assert person.entry is not None
    assert roster.rule_of(person).name == "Belarus"
    assert not person.state.named


def test_places_and_actors_of_one_name_are_two(roster):
    assert roster.named("Halden", "Place") is not roster.named("Halden", "Company")


def test_an_alias_is_found(roster):
    draft = roster.named("Nordic Relief Association", "Organization")
    roster.alias("NRA", draft)
    assert roster.lookup("N.R.A.") is draft
    assert roster.lookup("XYZ") is None


def test_a_surname_that_many_bear_needs_an_office_or_the_state(nlp):
    day = datetime.date(2009, 5, 1)
    assert "Smith" in Play(nlp, "Mr. Smith left early.", published=day).actors
    assert "Stephen Smith" in Play(nlp, "Foreign Minister Smith left early.", published=day).actors
    assert "Stephen Smith" in Play(nlp, "Australia said that Smith left early.", published=day).actors
