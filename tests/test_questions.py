"""Questions in files: headers, parameters, and what is said when they are wrong."""

from pathlib import Path

import pytest

from detente.questions import parse, question, questions
from detente.sparql import QueryError

TEXT = """#+ summary: Who met whom
#+ description: One row for each pair.
#+ parameters:
#+   days: {type: integer, description: days at most}
#+   who: {type: actor, description: one of them}
#+ columns:
#+   a: one
# VALUES ?days { 1 }
SELECT ?a { VALUES ?days { 14 } VALUES ?who { UNDEF } VALUES (?who ?days) { (1 2) } FILTER(?a = "VALUES ?who { 3 }") }
"""


def test_a_header_says_what_can_be_given() -> None:
    asked = parse(TEXT, name="mine")
    assert (asked.name, asked.summary, asked.description) == ("mine", "Who met whom", "One row for each pair.")
    days, who = asked.parameters
    assert (days.name, days.type, days.description, days.default) == ("days", "integer", "days at most", "14")
    assert (who.name, who.type, who.default) == ("who", "actor", None)
    assert asked.columns == {"a": "one"}


def test_filling_replaces_the_parameter_s_own_block_once() -> None:
    filled = parse(TEXT, name="mine").filled({"days": ["3"], "who": ["<a:b>", "<a:c>"]})
    assert "SELECT ?a { VALUES ?days { 3 } VALUES ?who { <a:b> <a:c> } VALUES (?who ?days) { (1 2) }" in filled
    assert "# VALUES ?days { 1 }" in filled
    assert '"VALUES ?who { 3 }"' in filled
    assert parse(TEXT, name="mine").filled({}) == TEXT


def test_filling_replaces_every_block_of_a_parameter() -> None:
    text = "#+ parameters: {a: {type: integer}}\nASK { VALUES ?a { 1 } { SELECT ?b { VALUES ?a { 1 } ?b ?c ?a } } }"
    filled = parse(text, name="mine").filled({"a": ["20", "30"]})
    assert filled.endswith("ASK { VALUES ?a { 20 30 } { SELECT ?b { VALUES ?a { 20 30 } ?b ?c ?a } } }")


def test_unknown_parameters_are_refused_with_the_known_ones() -> None:
    with pytest.raises(QueryError, match=r"mine has no parameter 'dais'; did you mean 'days'\? It takes days, who"):
        parse(TEXT, name="mine").filled({"dais": ["3"]})
    with pytest.raises(QueryError, match=r"query has no parameter 'x'; it takes none"):
        question("ASK {}").filled({"x": ["1"]})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("#+ summary: [\nASK {}", "not valid YAML"),
        ("#+ sumary: x\nASK {}", "may have summary, description, parameters and columns"),
        ("#+ just words\nASK {}", "may have summary"),
        ("#+ parameters: [a]\nASK {}", "map names to what they are"),
        ("#+ parameters: {a: {type: integer}}\nASK {}", r"a block VALUES \?a { … } in the query with one default$"),
        ("#+ parameters: {a: {type: integer}}\nASK { VALUES ?a {1} VALUES ?a {2} }", "one default, not 1 and 2"),
        ("#+ parameters: {a: {type: float}}\nASK { VALUES ?a {1} }", "needs a type, one of actor,"),
        ("#+ parameters: {a: integer}\nASK { VALUES ?a {1} }", "needs a type"),
    ],
)
def test_wrong_headers(text: str, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint):
        parse(text, name="mine")


def test_shipped_questions_are_found_by_name_and_near_misses_suggested() -> None:
    assert len(questions()) >= 16
    assert question("releases").name == "releases"
    with pytest.raises(QueryError, match="no shipped query is called 'release'; did you mean releases"):
        question("release")
    with pytest.raises(QueryError, match="there are accounts, .*, timeline"):
        question("zzz")


def test_files(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(TEXT, encoding="utf-8")
    assert question(file).summary == question(str(file)).summary == "Who met whom"
    with pytest.raises(QueryError, match=r"absent\.rq: can't be read: No such file"):
        question(str(tmp_path / "absent.rq"))
    file.write_bytes(b"# \xff")
    with pytest.raises(QueryError, match="not UTF-8"):
        question(file)
