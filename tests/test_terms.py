"""What people give a question, as RDF terms."""

import datetime
from collections.abc import Iterable, Sequence

import pyoxigraph
import pytest

from detente.questions import Question, parse
from detente.sparql import QueryError
from detente.terms import bind, fold, parse_parameters
from detente.vocabulary import DT

XSD = "http://www.w3.org/2001/XMLSchema#"
ACTORS = [
    ("urn:minsk", "Minsk", "true", f"{DT}Place"),
    ("urn:belarus", "Belarus", "true", f"{DT}Country"),
    ("urn:belarus", "Minsk", "false", f"{DT}Country"),
    ("urn:nauseda", "Gitanas Nausėda", "true", f"{DT}Person"),
    ("urn:kim1", "Kim", "true", f"{DT}Person"),
    ("urn:kim2", "Kim", "true", f"{DT}Person"),
]


def select(_: str) -> Iterable[Sequence[str]]:
    return ACTORS


def one(kind: str) -> Question:
    return parse(f"#+ parameters: {{x: {{type: {kind}}}}}\nASK {{ VALUES ?x {{ UNDEF }} }}", name="q")


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("integer", "14", f'"14"^^<{XSD}integer>'),
        ("integer", 14, f'"14"^^<{XSD}integer>'),
        ("date", "2025-09-11", f'"2025-09-11"^^<{XSD}date>'),
        ("date", datetime.date(2025, 9, 11), f'"2025-09-11"^^<{XSD}date>'),
        ("boolean", "TRUE", f'"true"^^<{XSD}boolean>'),
        ("boolean", False, f'"false"^^<{XSD}boolean>'),
        ("string", 'a "b" } c', '"a \\"b\\" } c"'),
        ("iri", "https://example.org/x", "<https://example.org/x>"),
        ("type", "sanctions relief", f"<{DT}SanctionsRelief>"),
        ("type", "dt:release", f"<{DT}Release>"),
        ("status", "planned", f"<{DT}Planned>"),
        ("actor-type", "armed-group", f"<{DT}ArmedGroup>"),
        ("actor", "urn:other", "<urn:other>"),
        ("actor", "belarus", "<urn:belarus>"),
        ("actor", "  gitanas   NAUSEDA ", "<urn:nauseda>"),
        ("actor", "Minsk", "<urn:belarus>"),
        ("actor", pyoxigraph.NamedNode("urn:x"), "<urn:x>"),
        ("actor", None, "UNDEF"),
        ("actor", "any", "UNDEF"),
    ],
)
def test_terms(kind: str, value: object, term: str) -> None:
    assert bind(one(kind), {"x": value}, select) == {"x": [term]}  # type: ignore[dict-item]


def test_several_values_mean_any_of_them() -> None:
    assert bind(one("actor"), {"x": ["Belarus", "urn:x"]}, select) == {"x": ["<urn:belarus>", "<urn:x>"]}


@pytest.mark.parametrize(
    ("kind", "value", "complaint"),
    [
        ("integer", "fourteen", "x=fourteen: not a whole number"),
        ("integer", "1.5", "not a whole number"),
        ("date", "11.9.2025", "x=11.9.2025: not a day, YYYY-MM-DD"),
        ("date", "2025-02-30", "not a day"),
        ("date", "20250911", "not a day"),
        ("boolean", "yes", "not true or false"),
        ("iri", "belarus", "not an IRI"),
        ("iri", "urn:a> <b", "not an IRI"),
        ("type", "Releases", "x=Releases: did you mean Release"),
        ("status", "done", "it is one of Actual, Planned, Requested, Hypothetical, Denied"),
        ("actor", "Belrus", r"no actor of this graph is called 'Belrus'; did you mean Belarus\?"),
        ("actor", "nauseda", r"did you mean Gitanas Nausėda\?"),
        ("actor", "Xyz", "the query 'actors' lists them all"),
        ("actor", "Kim", "2 actors are called 'Kim'; give the IRI of one: urn:kim1, urn:kim2"),
    ],
)
def test_what_does_not_fit_is_refused(kind: str, value: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint):
        bind(one(kind), {"x": value}, select)


def test_parameters_of_the_command_line() -> None:
    assert parse_parameters(["a=1", "b = x=y ", "a=2"]) == {"a": ["1", "2"], "b": ["x=y"]}
    for wrong in ("a", "=1", "a="):
        with pytest.raises(QueryError, match="write it as name=value"):
            parse_parameters([wrong])


def test_names_are_compared_without_case_and_accents() -> None:
    assert fold(" Nausėda  GITANAS") == fold("nauseda gitanas")
    assert fold("Łukasz") != fold("Lucas")
