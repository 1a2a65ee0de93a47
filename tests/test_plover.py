from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from affairs import actor, claim, corpus
from pyoxigraph import Store

from detente.gazetteer import Gazetteer
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


def coded_in(text: str, actors: tuple[Actor, ...], *claims: Claim) -> list[PloverEvent]:
    return list(next(iter(plover_articles(store(Account(Article("x", text), actors, (), claims))))).events)


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


def test_meetings_are_reciprocal_but_what_one_side_plans_is_not() -> None:
    met = claim(TEXT, "c1", "Meeting", "met", agent=("a",), recipient=("b",))
    plan = claim(TEXT, "c2", "Meeting", "talk", agent=("a",), recipient=("b",), status="planned")
    assert [(event.plover, event.reciprocal) for event in coded(met, plan)] == [("CONSULT", True), ("AGREE", False)]


@pytest.mark.parametrize(
    ("kind", "agent", "recipient", "reciprocal"),
    [
        ("Meeting", ("a", "b"), (), True),
        ("Meeting", ("a",), (), False),
        ("Meeting", ("b", "s"), (), False),  # a state and its own citizen
        ("DiplomaticRestoration", ("a", "b"), (), True),  # "Arvania and Belmora restored ties"
        ("DiplomaticRestoration", ("a",), ("b",), False),
        ("Aid", ("a", "b"), (), False),
    ],
)
def test_reciprocal_is_what_two_parties_do_with_one_another(
    kind: str, agent: tuple[str, ...], recipient: tuple[str, ...], *, reciprocal: bool
) -> None:
    assert coded(claim(TEXT, "c1", kind, "met", agent=agent, recipient=recipient))[0].reciprocal is reciprocal


def test_what_two_agree_to_do_to_a_third_is_not_reciprocal() -> None:
    agreed = claim(TEXT, "c1", "Agreement", "agreed", agent=("a", "b"), about=("c2",))
    ease = claim(TEXT, "c2", "SanctionsRelief", "free", agent=("a", "b"), recipient=("c",), status="planned")
    event = coded(agreed, ease)[0]
    assert (brief(event), event.reciprocal) == (("AGREE", "SanctionsRelief", "Arvania Belmora", "Casteria"), False)


def test_what_is_done_by_agreeing_stands_beside_it() -> None:
    agreed = claim(TEXT, "c1", "Agreement", "agreed", agent=("a",), about=("c2",))
    criticism = claim(TEXT, "c2", "Criticism", "urged", agent=("a",), recipient=("b",))
    assert sorted(event.plover for event in coded(agreed, criticism)) == ["ACCUSE", "AGREE"]


def test_failing_to_agree_is_a_refusal() -> None:
    event = coded(claim(TEXT, "c1", "Agreement", "agreed", agent=("a",), recipient=("b",), status="denied"))[0]
    assert (brief(event), event.cameo) == (("REJECT", "Agreement", "Arvania", "Belmora"), "127")


def test_without_parties_there_is_no_event() -> None:
    assert coded(claim(TEXT, "c1", "Attack", "attack")) == []


@pytest.mark.parametrize(
    ("kind", "trigger", "words", "plover", "cameo"),
    [
        ("Agreement", "agreed", None, "AGREE", "030"),
        ("Agreement", "signed", None, "SUPPORT", "057"),
        ("Deployment", "sent", "300 troops", "MOBILIZE", "150"),
        ("Deployment", "sent", "300 peacekeepers", "AID", "074"),
        ("Withdrawal", "withdrew", "its peacekeepers", "SANCTION", "166"),
        ("Refusal", "refused", "the plan", "REJECT", "120"),
    ],
)
def test_words_tell_the_sense_of_an_act(kind: str, trigger: str, words: str | None, plover: str, cameo: str) -> None:
    text = f"Arvania {trigger} it."
    actors = (actor(text, "a", "Arvania", "Country", iso3="ARV"),)
    event = coded_in(text, actors, claim(text, "c1", kind, trigger, agent=("a",), object=words))[0]
    assert (event.plover, event.cameo) == (plover, cameo)


@pytest.mark.parametrize(
    ("kind", "words"),
    [("Refusal", "the accusations"), ("Refusal", "to comment on it"), ("Endorsement", "condolences")],
)
def test_what_is_only_said_is_no_event(kind: str, words: str) -> None:
    assert coded(claim(TEXT, "c1", kind, "refused", agent=("a",), object=words)) == []


def test_denying_an_act_is_a_statement() -> None:
    text = "Arvania denied that it attacked Belmora."
    actors = (actor(text, "a", "Arvania", "Country"), actor(text, "b", "Belmora", "Country"))
    denial = claim(text, "c1", "Refusal", "denied", agent=("a",), about=("c2",))
    attack = claim(text, "c2", "Attack", "attacked", agent=("a",), recipient=("b",), status="denied")
    assert coded_in(text, actors, denial, attack) == []


def test_envoys_are_expelled_by_sanction_others_by_force() -> None:
    text = "Arvania expelled two diplomats and 40 migrants."
    actors = (
        actor(text, "a", "Arvania", "Country"),
        actor(text, "d", "two diplomats", "Group"),
        actor(text, "m", "40 migrants", "Group"),
    )
    for who, plover in (("d", "SANCTION"), ("m", "COERCE")):
        expulsion = claim(text, "c1", "Expulsion", "expelled", agent=("a",), recipient=(who,))
        assert [event.plover for event in coded_in(text, actors, expulsion)] == [plover]


def test_forces_are_moved_to_a_place_and_victims_are_of_it() -> None:
    text = "Arvania sent 300 troops to Port Belm. Belm heard that rebels killed six people in Port Belm."
    actors = (
        actor(text, "a", "Arvania", "Country", iso3="ARV"),
        actor(text, "b", "Belm", "Country", iso3="BEL"),
        actor(text, "t", "300 troops", "Group"),
        actor(text, "v", "six people", "Group"),
        actor(text, "p", "Port Belm", "Place", state="b"),
    )
    sent = claim(text, "c1", "Deployment", "sent", agent=("a",), recipient=("t",), destination="p")
    killed = claim(text, "c2", "Attack", "killed", recipient=("v",), place="p")
    events = coded_in(text, actors, sent, killed)
    assert [[(it.name, it.code) for it in event.target] for event in events] == [
        [("Port Belm", "BEL")],
        [("six people", "BELCVL")],
    ]


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


@pytest.mark.parametrize(
    ("code", "nationalities"), [("NORREB", ("Norway",)), ("---REB", ("Norway", "Sweden")), ("---REB", ())]
)
def test_a_group_of_one_nationality_is_of_its_state(code: str, nationalities: tuple[str, ...]) -> None:
    who = Actor("x", "young rebels", "Group", nationalities=nationalities)
    filled = Store()
    filled.extend(to_rdf(Account(Article("x", TEXT), (who,)), gazetteer=Gazetteer.load()))
    sources = read_sources(filled)
    assert Coder(sources).code(sources.actors[0].iri) == code


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
