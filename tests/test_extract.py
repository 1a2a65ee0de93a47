"""What extraction makes of whole texts of our own: roles, status, speakers, dates, order, and what is told twice."""

from __future__ import annotations

import datetime
from functools import cache

import pytest

from detente.extractor import Extractor
from detente.layout import layout
from detente.records import Account, Article, Claim

PUBLISHED = datetime.date(2024, 5, 17)  # a Friday


@cache
def extractor() -> Extractor:
    return Extractor()


def account(text: str, *, title: str | None = None, publisher: str | None = None) -> Account:
    parts = layout(text, title)
    return extractor().account(
        Article(id="a", text=text, title=title, published=PUBLISHED, publisher=publisher, parts=parts)
    )


def only(found: Account, type_: str) -> Claim:
    claims = [claim for claim in found.claims if claim.type == type_]
    assert len(claims) == 1, [(claim.type, claim.trigger.text) for claim in found.claims]
    return claims[0]


def names(found: Account, ids: tuple[str, ...]) -> set[str]:
    return {actor.name for actor in found.actors if actor.id in ids}


@pytest.mark.parametrize(
    "text",
    [
        "Norway released 40 prisoners on Monday.",
        "Forty prisoners were released by Norway on Monday.",
        "The release of 40 prisoners by Norway on Monday ended the dispute.",
        "Norway, which released 40 prisoners on Monday, has asked for nothing in return.",
        "Norway agreed to talks on Sunday and released 40 prisoners on Monday.",
    ],
)
def test_one_event_in_many_constructions(text: str) -> None:
    found = account(text)
    claim = only(found, "Release")
    assert names(found, claim.agent) == {"Norway"}
    assert (claim.count, claim.date, claim.status) == (40, "2024-05-13", "actual")


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Norway will release 40 prisoners.", "Release", "planned"),
        ("Norway promised to release 40 prisoners.", "Release", "planned"),
        ("Sweden urged Norway to release 40 prisoners.", "Release", "requested"),
        ("Sweden called for the release of 40 prisoners.", "Release", "requested"),
        ("Norway may release 40 prisoners.", "Release", "hypothetical"),
        ("Norway offered to release 40 prisoners.", "Release", "hypothetical"),
        ("Norway refused to release 40 prisoners.", "Release", "denied"),
        ("Norway did not release the 40 prisoners.", "Release", "denied"),
        ("Norway released 40 prisoners.", "Release", "actual"),
        ("“I want to thank Norway for the release,” President Emmanuel Macron said.", "Praise", "actual"),
        ("Sweden welcomed the release of 40 prisoners by Norway.", "Release", "actual"),
    ],
)
def test_status(text: str, type_: str, status: str) -> None:
    assert only(account(text), type_).status == status


def test_outer_acts_are_about_inner_ones() -> None:
    found = account("Sweden urged Norway to release 40 prisoners.")
    request, release = only(found, "Request"), only(found, "Release")
    assert request.about == (release.id,)
    assert names(found, request.agent) == {"Sweden"}
    assert names(found, request.recipient) == {"Norway"}
    assert names(found, release.agent) == {"Norway"}


def test_speakers_are_those_who_vouch_for_it() -> None:
    found = account("Foreign Minister Espen Barth Eide said Norway had expelled two diplomats.")
    assert names(found, only(found, "Expulsion").speakers) == {"Espen Barth Eide"}
    assert names(found, only(found, "Expulsion").agent) == {"Norway"}


def test_what_came_before() -> None:
    found = account("Norway released 40 prisoners on Monday following a meeting with Sweden.")
    release, talks = only(found, "Release"), only(found, "Meeting")
    assert release.follows == (talks.id,)


def test_told_twice_is_one_event() -> None:
    found = account(
        "Norway released 40 prisoners on Monday.\n\nThe release came after weeks of silence. Sweden hailed the release."
    )
    release = only(found, "Release")
    assert [quote.text for quote in release.also] == ["release", "release"]
    assert release.agent == only(found, "Release").agent


def test_a_part_of_a_group_is_an_event_of_its_own() -> None:
    found = account(
        "Norway released 40 prisoners on Monday. The Red Cross said six foreigners were among those released."
    )
    whole, part = (claim for claim in found.claims if claim.type == "Release")
    assert (whole.count, part.count) == (40, 6)
    assert part.agent == whole.agent
    assert part.date == whole.date
    assert names(found, part.speakers) == {"Red Cross"}


def test_the_headline_tells_nothing_twice() -> None:
    found = account(
        "Norway frees 40 prisoners\n\nOSLO\n\nNorway released 40 prisoners on Monday, the government said.",
        title="Norway frees 40 prisoners",
    )
    assert only(found, "Release").trigger.text == "released"


def test_official_texts_date_what_they_perform() -> None:
    found = account(
        "The United States condemns the shelling of Kharkiv by Russia. We call on Russia to stop.",
        title="Statement by Secretary Antony Blinken on the Shelling of Kharkiv",
        publisher="US Department of State",
    )
    assert only(found, "Criticism").date == "2024-05-17"


def test_offsets_quote_the_text() -> None:
    text = "“Norway” – so it’s said – released 40 prisoners. Sweden thanked Norway."
    found = account(text)
    for claim in found.claims:
        for quote in (claim.trigger, claim.evidence, *claim.also):
            assert text[quote.start : quote.end] == quote.text


def test_nothing_from_nothing() -> None:
    assert account("The weather was fine in the mountains.").claims == ()


@pytest.mark.parametrize(
    ("text", "type_", "agents", "recipients"),
    [
        # who is asked for an act, or judged for it, is who does it
        (
            "Norway detained the writer Ann Berg. Sweden called for her release by Norway.",
            "Request",
            {"Sweden"},
            {"Norway"},
        ),
        ("Iran accused Iraq of shelling a village. Iraq rejected the accusation.", "Refusal", {"Iraq"}, {"Iran"}),
        # an act that a light verb and its noun tell is no act of the noun
        (
            "The Norwegian government issued a statement urging Sweden to open the border.",
            "Request",
            {"Norway"},
            {"Sweden"},
        ),
        ("Norway is waiting for an apology from Sweden.", "Apology", {"Sweden"}, set()),
        ("Norway imposed sanctions on elements of the Iranian army.", "SanctionsImposition", {"Norway"}, None),
    ],
)
def test_roles_that_other_words_give(text: str, type_: str, agents: set[str], recipients: set[str] | None) -> None:
    found = account(text)
    claim = only(found, type_)
    assert names(found, claim.agent) == agents
    if recipients is None:
        assert claim.recipient
    else:
        assert names(found, claim.recipient) == recipients


def test_who_asks_for_an_act_vouches_for_the_wish() -> None:
    found = account("Sweden demanded that Norway release 40 prisoners.")
    assert names(found, only(found, "Release").speakers) == {"Sweden"}


def test_the_press_is_not_addressed() -> None:
    found = account("President Emmanuel Macron told reporters that France would recall its ambassador to Norway.")
    assert all(not claim.recipient for claim in found.claims if claim.type == "Statement")


def test_an_embassy_stands_for_its_state() -> None:
    found = account("Hundreds of students burned flags at the Iranian embassy in Oslo.")
    assert names(found, only(found, "Protest").recipient) == {"Iran"}


def test_two_states_before_a_noun_are_both_in_it() -> None:
    found = account("The India-Pakistan talks failed on Monday.")
    claim = only(found, "Negotiation")
    assert names(found, claim.agent + claim.recipient) == {"India", "Pakistan"}


def test_two_praises_for_two_things_are_two_events() -> None:
    found = account(
        "Sweden praised Norway for releasing 40 prisoners. Sweden also praised Norway for its aid to Kenya on Monday."
    )
    assert len([claim for claim in found.claims if claim.type == "Praise"]) == 2


def test_who_is_freed_frees_nobody() -> None:
    found = account("Norway freed 40 prisoners on Monday. Two Swedish journalists were among those freed.")
    part = [claim for claim in found.claims if claim.type == "Release"][-1]
    assert names(found, part.agent) == {"Norway"}


def test_who_demands_or_condemns_an_act_has_not_done_it() -> None:
    found = account("Norway condemned the recent arrest of the writer Karim Haddad.")
    assert not names(found, only(found, "Detention").agent)


def test_measures_of_an_official_text_are_its_issuer_s() -> None:
    found = account(
        "Today, the State Department is taking new steps. As a result, imports from Iran will be banned.",
        title="Statement by President Joe Biden on Iran",
        publisher="The White House",
    )
    assert names(found, only(found, "Ban").agent) == {"United States"}


def test_who_refuses_an_act_of_his_own_means_those_it_would_be_done_to() -> None:
    found = account("Norway refused to lift the sanctions on Iran.")
    refusal = only(found, "Refusal")
    assert (names(found, refusal.agent), names(found, refusal.recipient)) == ({"Norway"}, {"Iran"})


def test_where_it_happened_is_not_who_did_it() -> None:
    found = account("A prominent journalist was killed by a car bomb in Lebanon on Monday.")
    assert "Lebanon" not in names(found, only(found, "Attack").agent)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sweden demanded that the curbs stay until Norway has withdrawn its troops.", "hypothetical"),
        ("Fighting went on until Norway withdrew its troops.", "actual"),
    ],
)
def test_until_awaits_an_act_or_tells_of_it(text: str, status: str) -> None:
    assert only(account(text), "Withdrawal").status == status


def test_a_state_in_a_description_is_not_freed() -> None:
    found = account("In return, 21 citizens of Sweden were released by Norway.")
    assert names(found, only(found, "Release").recipient) == {"21 citizens of Sweden"}


def test_who_sent_it_does_not_receive_it() -> None:
    found = account("The envoy, Ann Lee, delivered a letter from President Emmanuel Macron.")
    assert "Emmanuel Macron" not in names(found, only(found, "Delivery").recipient)


def test_who_is_named_among_those_freed() -> None:
    found = account(
        "Norway freed 40 prisoners. Opposition figures were among those freed, including Karim Haddad and a "
        "French citizen."
    )
    part = [claim for claim in found.claims if claim.type == "Release"][-1]
    assert "Karim Haddad" in names(found, part.recipient)
    assert "France" not in names(found, part.recipient)


def test_the_state_of_who_demands_an_act_is_not_asked_to_do_it() -> None:
    found = account("Norwegian Prime Minister Ann Lee demanded the immediate release of all the detainees.")
    assert not names(found, only(found, "Release").agent)


def test_only_people_are_pardoned() -> None:
    found = account("She confirmed that those pardoned had left Belarus the same day.")
    assert all("Belarus" not in names(found, claim.recipient) for claim in found.claims)
