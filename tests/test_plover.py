from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from affairs import actor, claim, corpus
from pyoxigraph import Store

from detente.graph import read_graph, write_graph
from detente.plover import PloverError, PloverEvent, export_plover, plover_articles
from detente.rdf import to_rdf
from detente.records import Account, Actor, Article, Claim, Position
from detente.sectors import Coder
from detente.testimony import read_sources

TEXT = (
    "Arvania agreed to free Salk. Belmora asked Arvania to withdraw. Arvania refused to talk. "
    "Belmora threatened an attack. Belmora will aid Casteria. Belmora will strike the port. Casteria may mediate. "
    "Arvania did not attack. Dorel urged restraint. The Casterian leader spoke. Envoys met and freed hostages."
)
ACTORS = (
    actor(TEXT, "a", "Arvania", "Country", iso3="ARV"),
    actor(TEXT, "b", "Belmora", "Country", iso3="BEL"),
    actor(TEXT, "c", "Casteria", "Country"),
    actor(TEXT, "s", "Salk", "Person", state="b"),
    actor(TEXT, "d", "Dorel", "Person"),
    actor(TEXT, "p", "the port", "Place"),
)


def store(*accounts: Account) -> Store:
    filled = Store()
    for account in accounts:
        filled.extend(to_rdf(account))
    return filled


def coded(
    *claims: Claim, actors: tuple[Actor, ...] = ACTORS, positions: tuple[Position, ...] = ()
) -> list[PloverEvent]:
    account = Account(Article("x", TEXT), actors, positions, claims)
    return list(next(iter(plover_articles(store(account)))).events)


def brief(event: PloverEvent) -> tuple[str, str | None, str, str]:
    source, target = (" ".join(party.name for party in side) for side in (event.source, event.target))
    return event.plover, event.mode, source, target


FREE = claim(TEXT, "c2", "Release", "free", agent=("a",), recipient=("s",), status="planned")


def test_an_act_agreed_is_the_mode_of_the_agreement() -> None:
    agreed = claim(TEXT, "c1", "Agreement", "agreed", agent=("a",), about=("c2",))
    assert [brief(event) for event in coded(agreed, FREE)] == [("AGREE", "Release", "Arvania", "Salk")]
    assert coded(agreed, FREE)[0].cameo == "0353"


def test_an_act_planned_is_an_agreement_to_it() -> None:
    assert [brief(event) for event in coded(FREE)] == [("AGREE", "Release", "Arvania", "Salk")]


def test_an_act_asked_for_is_the_mode_of_the_request() -> None:
    asked = claim(TEXT, "c1", "Request", "asked", agent=("b",), recipient=("a",), about=("c2",))
    withdrawal = claim(TEXT, "c2", "Withdrawal", "withdraw", agent=("a",), status="requested")
    assert [brief(event) for event in coded(asked, withdrawal)] == [("REQUEST", "Withdrawal", "Belmora", "Arvania")]


def test_who_is_asked_may_stand_in_the_act_only() -> None:
    asked = claim(TEXT, "c1", "Request", "urged", agent=("d",), about=("c2",))
    withdrawal = claim(TEXT, "c2", "Withdrawal", "withdraw", agent=("a",), status="requested")
    assert [brief(event) for event in coded(asked, withdrawal)] == [("REQUEST", "Withdrawal", "Dorel", "Arvania")]


def test_an_act_asked_for_without_a_word_for_asking_is_a_request_of_its_speaker() -> None:
    act = claim(TEXT, "c1", "Withdrawal", "withdraw", agent=("a",), status="requested", speakers=("b",))
    assert [brief(event) for event in coded(act)] == [("REQUEST", "Withdrawal", "Belmora", "Arvania")]


def test_refusals_and_threats_swallow_what_they_are_about() -> None:
    refused = claim(TEXT, "c1", "Refusal", "refused", agent=("a",), recipient=("b",), about=("c2",))
    talks = claim(TEXT, "c2", "Negotiation", "talk", agent=("a",), recipient=("b",), status="hypothetical")
    threat = claim(TEXT, "c3", "Threat", "threatened", agent=("b",), recipient=("a",), about=("c4",))
    attack = claim(TEXT, "c4", "Attack", "attack", agent=("b",), recipient=("a",), status="planned")
    events = coded(refused, talks, threat, attack)
    assert [brief(event) for event in events] == [
        ("REJECT", "Negotiation", "Arvania", "Belmora"),
        ("THREATEN", "Attack", "Belmora", "Arvania"),
    ]
    assert [event.cameo for event in events] == ["125", "138"]


def test_hostility_that_is_planned_is_a_threat() -> None:
    strike = claim(TEXT, "c1", "Attack", "strike", agent=("b",), object_actor="p", status="planned")
    assert [brief(event) for event in coded(strike)] == [("THREATEN", "Attack", "Belmora", "the port")]


def test_what_is_denied_possible_or_only_said_is_left_out() -> None:
    claims = (
        claim(TEXT, "c1", "Attack", "attack", agent=("a",), status="denied"),
        claim(TEXT, "c2", "Mediation", "mediate", agent=("c",), status="hypothetical"),
        claim(TEXT, "c3", "Statement", "spoke", agent=("c",)),
        claim(TEXT, "c4", "Movement", "talk", agent=("c",)),
    )
    assert coded(*claims) == []


def test_an_act_that_is_praised_is_the_mode_of_the_praise() -> None:
    praise = claim(TEXT, "c1", "Praise", "urged", agent=("b",), about=("c2",))
    done = claim(TEXT, "c2", "Release", "freed", agent=("a",), recipient=("s",))
    assert [brief(event) for event in coded(praise, done)] == [("SUPPORT", "Release", "Belmora", "Arvania")]
    assert coded(praise, done)[0].cameo == "051"


def test_meetings_are_reciprocal_and_plans_for_them_too() -> None:
    met = claim(TEXT, "c1", "Meeting", "met", agent=("a",), recipient=("b",))
    plan = claim(TEXT, "c2", "Meeting", "talk", agent=("a",), recipient=("b",), status="planned")
    assert [(event.plover, event.reciprocal) for event in coded(met, plan)] == [("CONSULT", True), ("AGREE", True)]
    assert not coded(FREE)[0].reciprocal


def test_the_sentence_is_given_and_the_same_event_once() -> None:
    twice = (claim(TEXT, "c1", "Meeting", "met", agent=("a",)), claim(TEXT, "c2", "Meeting", "met", agent=("a",)))
    events = coded(*twice)
    assert [event.text for event in events] == ["Envoys met and freed hostages."]


@pytest.mark.parametrize(
    ("code", "who"),
    [
        ("ARV", Actor("x", "Arvania", "Country", iso3="ARV")),
        ("---", Actor("x", "Casteria", "Country")),
        ("ARVGOV", Actor("x", "Ministry of Justice", "Government", state="a")),
        ("ARVMIL", Actor("x", "Arvanian Navy", "Government", state="a")),
        ("---IGO", Actor("x", "League of Ports", "IntergovernmentalOrganization", state="a")),
        ("ARVBUS", Actor("x", "Arvair", "Company", state="a")),
        ("ARVMED", Actor("x", "Arvan Times", "Media", state="a")),
        ("---REB", Actor("x", "Hill Front", "ArmedGroup")),
        ("ARVNGO", Actor("x", "Salt Workers’ Union", "Organization", state="a")),
        ("ARVMIL", Actor("x", "forty soldiers", "Group", state="a")),
        ("---CVL", Actor("x", "52 people", "Group")),
        ("---OPP", Actor("x", "opposition activists", "Group")),
        ("ARVGOV", Actor("x", "senior Arvanian official", "Person", state="a")),
        ("ARV", Actor("x", "Oren Salk", "Person", state="a")),
        ("ARV", Actor("x", "Port Arvan", "Place", state="a")),
    ],
)  # fmt: skip
def test_codes(code: str, who: Actor) -> None:
    account = Account(Article("x", TEXT), (*ACTORS, who))
    coder = Coder(read_sources(store(account)))
    iri = next(actor.iri for actor in read_sources(store(account)).actors if actor.iri.endswith("#x"))
    assert coder.code(iri) == code


def test_an_office_gives_state_and_sector() -> None:
    positions = (Position("d", "defence minister", "b", ACTORS[0].mentions[0].quote),)
    events = coded(claim(TEXT, "c1", "Meeting", "met", agent=("d",)), positions=positions)
    assert events[0].source[0].code == "BELMIL"


def test_a_line_for_every_article(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl.gz"
    number = export_plover(store(*corpus()), path)
    lines = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert sorted(line["id"] for line in lines) == sorted(account.article.id for account in corpus())
    assert sum(len(line["events"]) for line in lines) == number == 7
    assert next(line for line in lines if line["id"] == "nichts")["events"] == []
    event = lines[-1]["events"][0] if lines[-1]["events"] else lines[-2]["events"][0]
    assert list(event) == ["plover", "cameo", "mode", "source", "target", "reciprocal", "date", "text"]


def test_a_row_for_every_event(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    number = export_plover(store(*corpus()), path)
    with path.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == number
    release = next(row for row in rows if row["plover"] == "RETREAT" and "40 prisoners" in row["target"])
    assert release["source"] == "XAR Arvania"
    assert release["reciprocal"] == "false"
    assert release["date"] == "2031-04-08"


def test_the_union_of_graphs_gives_the_same(tmp_path: Path) -> None:
    full = store(*corpus())
    write_graph(full, tmp_path / "x.ttl")
    assert list(plover_articles(read_graph(tmp_path / "x.ttl"))) == list(plover_articles(full))


def test_other_kinds_of_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PloverError, match="jsonl"):
        export_plover(store(), tmp_path / "events.txt")
