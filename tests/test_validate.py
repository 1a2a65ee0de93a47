"""Validation: each shape's own test file, the two engines against each other, and what is left out of a build."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store

from detente.errors import DetenteError
from detente.rdf import Activity, to_rdf
from detente.records import Account, Actor, Article, Claim, Mention, Position, Quote
from detente.reference import findings as reference_findings
from detente.report import to_jsonl
from detente.resources import resource
from detente.shapes import SH, read_shapes
from detente.validate import Finding, Validator, validate

SHAPES = "https://w3id.org/detente/shapes#"
ARTICLE = "https://w3id.org/detente/id/article/freed"
FILES = sorted((Path(__file__).parent / "shapes").glob("*.ttl"))
TEXT = "Arvania freed 12 sailors on Monday after talks with Belmora in Port Ilan. President Ilan Doru thanked Belmora."

Key = tuple[str, str, str]  # shape, component, focus node


@pytest.fixture(scope="module")
def validator() -> Validator:
    return Validator()


def load(path: Path) -> Store:
    store = Store()
    store.load(path=str(path), format=RdfFormat.TURTLE, base_iri=f"https://example.org/{path.name}")
    return store


def key(finding: Finding) -> Key:
    check, focus, _ = finding
    return check.shape.iri, check.component, "[]" if isinstance(focus, BlankNode) else focus.value


def expected(store: Store) -> set[Key]:
    query = f"""PREFIX sh: <{SH}> SELECT ?shape ?component ?focus {{ ?report a sh:ValidationReport ; sh:result ?result .
      ?result sh:sourceShape ?shape ; sh:sourceConstraintComponent ?component ; sh:focusNode ?focus }}"""
    found = set()
    for row in store.query(query):
        part = row["component"].value.removeprefix(SH).removesuffix("ConstraintComponent")
        found.add((row["shape"].value, part, "[]" if isinstance(row["focus"], BlankNode) else row["focus"].value))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shape(path: Path, validator: Validator) -> None:
    store = load(path)
    shape = next(shape for shape in validator.shapes if shape.iri == SHAPES + path.stem)
    tested = {shape.iri, *(inner.iri for inner in shape.properties)}
    assert {key(finding) for finding in validator.findings(store) if finding[0].shape.iri in tested} == expected(store)


def test_every_shape_has_a_file(validator: Validator) -> None:
    assert {shape.iri.removeprefix(SHAPES) for shape in validator.shapes} == {path.stem for path in FILES}


def test_every_constraint_is_violated_somewhere(validator: Validator) -> None:
    checks = (check for screen in validator.screens for check in (*screen.checks, *screen.apart))
    violated = {found[:2] for path in FILES for found in expected(load(path))}
    assert {(check.shape.iri, check.component) for check in checks} == violated


@pytest.mark.filterwarnings("ignore")  # rdflib logs and warns about ill-formed literals, which are the point here
def test_engines_agree_on_one_violation_of_each_constraint(validator: Validator) -> None:
    store = Store()
    for path in FILES:
        store.extend(load(path))
    ours = {key(finding) for finding in validator.findings(store)}
    assert ours == {key(finding) for finding in reference_findings(store, validator)}
    assert {found for path in FILES for found in expected(load(path))} <= ours


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(3))
def test_engines_agree_on_a_damaged_graph(seed: int, validator: Validator) -> None:
    chance = random.Random(seed)
    given = quads(account())
    store = Store()
    for quad in given:
        match chance.randrange(10):
            case 0:
                continue
            case 1:
                other = chance.choice(given).object
                store.add(Quad(quad.subject, quad.predicate, other, quad.graph_name))
            case _:
                store.add(quad)
    ours = {key(finding) for finding in validator.findings(store)}
    assert ours
    assert ours == {key(finding) for finding in reference_findings(store, validator)}
    kept = validator.sift(store)
    assert not validator.findings(_stored(kept.quads))


def _stored(kept: tuple[Quad, ...]) -> Store:
    store = Store()
    store.extend(kept)
    return store


def test_screens_hide_nothing(validator: Validator) -> None:
    store = Store()
    for path in FILES:
        store.extend(load(path))
    every = (check for screen in validator.screens for check in (*screen.checks, *screen.apart))
    rows = {(check.shape.iri, check.component, str(row[0])) for check in every for row in store.query(check.query)}
    assert rows == {(check.shape.iri, check.component, str(focus)) for check, focus, _ in validator.findings(store)}


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(start, start + len(words), words)


def actor(local_id: str, name: str, kind: str, **more: object) -> Actor:
    return Actor(local_id, name, kind, (Mention(quote(name), "name"),), **more)  # type: ignore[arg-type]


def account(**more: object) -> Account:
    """A good account: a release after talks, thanks for it, and one position."""
    sentence, thanks = TEXT.partition(". ")[0] + ".", "President Ilan Doru thanked Belmora."
    release = Claim(
        "c1", "Release", quote("freed"), quote(sentence), ("a1",), ("a2",), date="2025-03-03", date_stated="Monday",
        count=12, follows=("c2",), speakers=("a5",), place="a4",
    )  # fmt: skip
    talks = Claim("c2", "Negotiation", quote("talks"), quote(sentence), ("a1",), ("a3",), place="a4", confidence=0.5)
    praise = Claim("c3", "Praise", quote("thanked"), quote(thanks), ("a5",), ("a3",), about=("c1",))
    good = Account(
        Article("freed", TEXT, "Twelve freed", datetime.date(2025, 3, 4), "The Port Ilan Post"),
        (
            actor("a1", "Arvania", "Country", iso3="XAR"),
            actor("a2", "12 sailors", "Group", count=12, nationalities=("Belmora",)),
            actor("a3", "Belmora", "Country"),
            actor("a4", "Port Ilan", "Place"),
            actor("a5", "Ilan Doru", "Person", state="a1"),
        ),
        (Position("a5", "president", "a1", quote("President Ilan Doru")),),
        (release, talks, praise),
    )
    return replace(good, **more)  # type: ignore[arg-type]


def quads(given: Account) -> list[Quad]:
    return list(to_rdf(given, activity=Activity("0.1.0", "pipeline 1.0", "f00d")))


def claims(kept: tuple[Quad, ...]) -> set[str]:
    """Ids of the claims in some quads."""
    return {quad.subject.value.partition("#")[2] for quad in kept if str(quad.object).endswith("#Claim>")}


def said(kept: tuple[Quad, ...], local_id: str, name: str) -> set[str]:
    """What some quads say of a claim or actor with a property."""
    subject = NamedNode(f"{ARTICLE}#{local_id}")
    found = (quad for quad in kept if quad.subject == subject and quad.predicate.value.endswith(f"#{name}"))
    return {quad.object.value.rpartition("#")[2] for quad in found}


def with_claim(index: int, **more: object) -> Account:
    good = account()
    changed = [*good.claims]
    changed[index] = replace(changed[index], **more)  # type: ignore[arg-type]
    return replace(good, claims=tuple(changed))


def with_actor(index: int, **more: object) -> Account:
    good = account()
    changed = [*good.actors]
    changed[index] = replace(changed[index], **more)  # type: ignore[arg-type]
    return replace(good, actors=tuple(changed))


def test_a_good_account_conforms_and_stays_as_it_is(validator: Validator) -> None:
    given = quads(account())
    sifted = validator.sift(given)
    assert sifted.violations == ()
    assert sifted.quads == tuple(given)
    assert validate(given).conforms
    assert validate(given, reference=True).conforms


@pytest.mark.parametrize("engine", [False, True])
def test_nothing_to_check_is_no_success(engine: bool) -> None:
    quad = Quad(
        NamedNode("https://example.org/a"), NamedNode("https://example.org/b"), NamedNode("https://example.org/c")
    )
    for nothing in ([], [quad]):
        report = validate(nothing, reference=engine)
        assert (report.focus_nodes, report.violations, report.conforms) == (0, (), False)
        assert [line[:8] for line in report.lines()] == ["no claim"]


def test_an_event_dated_after_publication_goes_alone(validator: Validator) -> None:
    sifted = validator.sift(quads(with_claim(0, date="2025-03-05")))
    assert claims(sifted.quads) == {"c2", "c3"}
    assert said(sifted.quads, "c3", "about") == set()
    assert sifted.left_out == (f"{ARTICLE}#c1",)
    [violation] = sifted.violations
    assert violation.article == "freed"
    assert violation.shape == f"{SHAPES}ClaimNotAhead"
    assert violation.sentence == quote(TEXT.partition(". ")[0] + ".").text
    assert violation.graph == ARTICLE
    assert "does not begin after its article was published" in str(violation)


def test_a_wrong_place_costs_a_claim_its_place_only(validator: Validator) -> None:
    sifted = validator.sift(quads(with_claim(0, place="a5")))
    assert claims(sifted.quads) == {"c1", "c2", "c3"}
    assert said(sifted.quads, "c1", "place") == set()
    assert said(sifted.quads, "c2", "place") == {"a4"}
    assert sifted.left_out == ()
    assert [violation.shape for violation in sifted.violations] == [f"{SHAPES}place"]


def test_of_two_agents_the_wrong_one_goes(validator: Validator) -> None:
    sifted = validator.sift(quads(with_claim(0, agent=("a1", "a4"))))
    assert said(sifted.quads, "c1", "agent") == {"a1"}


def test_whoever_is_agent_too_is_no_recipient(validator: Validator) -> None:
    sifted = validator.sift(quads(with_claim(1, recipient=("a1", "a3"))))
    assert said(sifted.quads, "c2", "recipient") == {"a3"}
    assert said(sifted.quads, "c2", "agent") == {"a1"}


def test_a_claim_without_its_speaker_goes(validator: Validator) -> None:
    """Without its speaker it would be the newspaper's own word."""
    sifted = validator.sift(quads(with_claim(0, speakers=("a4",))))
    assert claims(sifted.quads) == {"c2", "c3"}


def test_what_refers_to_an_actor_that_goes(validator: Validator) -> None:
    """A nameless person: the position and the claim said by them go, the act of theirs loses its agent."""
    sifted = validator.sift([quad for quad in quads(account()) if not _is_label_of(quad, "a5")])
    assert claims(sifted.quads) == {"c2", "c3"}
    assert said(sifted.quads, "c3", "agent") == set()
    assert set(sifted.left_out) == {f"{ARTICLE}#a5", f"{ARTICLE}#c1", f"{ARTICLE}#p1"}


def _is_label_of(quad: Quad, local_id: str) -> bool:
    return quad.subject == NamedNode(f"{ARTICLE}#{local_id}") and quad.predicate.value.endswith("#label")


def test_a_quote_that_is_not_the_text_goes_with_its_claim(validator: Validator) -> None:
    sifted = validator.sift(quads(with_claim(1, trigger=Quote(*_span("talks"), "talk"))))
    assert claims(sifted.quads) == {"c1", "c3"}
    assert said(sifted.quads, "c1", "follows") == set()
    assert not any(getattr(quad.object, "value", "") == "talk" for quad in sifted.quads)


def _span(words: str) -> tuple[int, int]:
    found = quote(words)
    return found.start, found.end


def test_quotes_go_with_the_last_that_refers_to_them(validator: Validator) -> None:
    sifted = validator.sift(quads(with_claim(2, status="rumoured")))
    start, end = _span("thanked")
    assert claims(sifted.quads) == {"c1", "c2"}
    assert not any(quad.subject.value == f"{ARTICLE}#char={start},{end}" for quad in sifted.quads)


def test_a_part_greater_than_the_whole_is_no_part(validator: Validator) -> None:
    good = account()
    part = actor("a6", "sailors", "Group", count=13, subgroup_of="a2")
    sifted = validator.sift(quads(replace(good, actors=(*good.actors, part))))
    assert said(sifted.quads, "a6", "size") == {"13"}
    assert said(sifted.quads, "a6", "subgroupOf") == set()


def test_a_bad_code_costs_a_state_its_code_only(validator: Validator) -> None:
    sifted = validator.sift(quads(with_actor(0, iso3="xar")))
    assert said(sifted.quads, "a1", "iso3") == set()
    assert claims(sifted.quads) == {"c1", "c2", "c3"}


def test_an_article_without_its_origin_goes_whole(validator: Validator) -> None:
    sifted = validator.sift(to_rdf(account()))
    assert sifted.quads == ()
    assert ARTICLE in sifted.left_out


def test_articles_are_sifted_together_as_alone(validator: Validator) -> None:
    bad = with_claim(0, date="2025-03-05")
    other = replace(account(), article=replace(account().article, id="other"))
    together = validator.sift([*quads(bad), *quads(other)])
    alone = [validator.sift(quads(bad)), validator.sift(quads(other))]
    assert together.quads == tuple(quad for sifted in alone for quad in sifted.quads)
    assert together.violations == alone[0].violations


def broken_accounts() -> Iterator[Account]:
    yield with_claim(0, type="Coup")
    yield with_claim(0, confidence=1.5)
    yield with_claim(0, count_min=20, count_max=10)
    yield with_claim(0, evidence=Quote(5, 3, "no"))
    yield with_claim(2, status="rumoured", agent=("a4",), recipient=("a4",), about=("c9",))
    yield with_actor(2, type="Empire")
    yield with_actor(1, count=-1, count_min=3, count_max=1)
    yield account(positions=(Position("a1", "president", "a9", quote("President Ilan Doru")),))
    yield account(article=replace(account().article, id="freed", text=TEXT[:20]))


@pytest.mark.parametrize("broken", [*broken_accounts()])
def test_what_is_left_conforms(broken: Account, validator: Validator) -> None:
    sifted = validator.sift(quads(broken))
    assert sifted.violations
    assert validate(sifted.quads).conforms
    subjects = {quad.subject for quad in sifted.quads}
    local = {quad.object for quad in sifted.quads if str(quad.object).startswith(f"<{ARTICLE}#")}
    assert local <= subjects  # nothing refers to what went


def test_every_type_can_be_had_by_a_state_with_people(validator: Validator) -> None:
    ontology = Store()
    ontology.load(path=str(resource("ontology/detente.ttl")), format=RdfFormat.TURTLE)
    member = NamedNode("https://w3id.org/detente/ontology#EventType")
    a = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    types = sorted(q.subject.value.rpartition("#")[2] for q in ontology.quads_for_pattern(None, a, member, None))
    first = account().claims[0]
    made = tuple(replace(first, id=f"c{i}", type=kind, follows=()) for i, kind in enumerate(types))
    assert len(made) == 51
    assert validator.sift(quads(account(claims=made))).violations == ()


def test_the_gazetteer_conforms() -> None:
    assert validate(resource("ontology/actors.ttl")).conforms


def test_an_article_is_found_without_named_graphs() -> None:
    plain = [Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads(with_claim(0, confidence=2.0))]
    report = validate(plain)
    assert {(violation.article, violation.graph) for violation in report.violations} == {("freed", None)}


def test_a_report_says_where_and_what(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text("".join(f"{quad} .\n" for quad in quads(with_claim(0, confidence=2.0))))
    report = validate(path)
    [violation] = report.violations
    assert str(violation) == (
        "article freed: freed#c1: The confidence is one decimal number from 0 to 1. Found "
        '"2"^^<xsd:decimal>. (dts:confidence) '
        "In: “Arvania freed 12 sailors on Monday after talks with Belmora in Port Ilan.”"
    )
    [line] = to_jsonl(report.violations)
    assert json.loads(line)["component"] == "MaxInclusive"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("ex:a a sh:NodeShape ; sh:closed true .", "sh:closed is not supported"),
        ("ex:a a sh:NodeShape ; sh:node ex:b . ex:b a sh:NodeShape ; sh:node ex:a .", "recursive"),
        ("ex:a a sh:NodeShape ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .", "has no IRI"),
        ("ex:a a sh:PropertyShape ; sh:path [ sh:zeroOrMorePath ex:p ] .", "only paths of"),
        ("ex:a a sh:NodeShape", "can't be read"),
    ],
)
def test_shapes_that_are_not_understood_are_refused(text: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(f"@prefix sh: <{SH}> . @prefix ex: <https://example.org/> . {text}")
    with pytest.raises(DetenteError, match=complaint):
        read_shapes(path)
