"""What a query may not do."""

import pytest

from detente.sparql import DEPTH, LENGTH, MARKS, QueryError, check, form, syntax_error


def refused(text: str, *graphs: str) -> str:
    with pytest.raises(QueryError) as caught:
        check(text, owns=graphs.__contains__)
    return str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "PREFIX service: <http://example.org/from/> SELECT ?s { ?s service:load service:insert }",
        "ASK { ?s ?p 'SERVICE <http://example.org/> {}' }",
        'ASK { ?s ?p """DROP ALL " \\""" FROM <x> """ }',
        "# SERVICE <http://example.org/>\nASK {}",
        "ASK { ?service ?from ?insert FILTER(?from < 3 && ?insert > 2) }",
        "SELECT * { ?s <http://example.org/#SERVICE> ?o } # LOAD",
        "DESCRIBE <http://example.org/LOAD>",
        f"SELECT * {{ VALUES ?x {{ {' '.join(f'<urn:{n}>' for n in range(5000))} }} }}",
    ],
)
def test_reading_is_allowed(text: str) -> None:
    assert check(text, owns=lambda _: False) == form(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a' . SERVICE<http://127.0.0.1/>{ ?s ?p 'b' } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p \\u0027 . SERVICE <http://127.0.0.1/> {} . ?s ?p \\u0027 }",
        "SELECT * { FILTER(?a <?b) # >\n SERVICE <http://127.0.0.1/> {} }",
    ],
)
def test_other_servers_are_refused(text: str) -> None:
    assert "SERVICE is refused" in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# SELECT\nDROP ALL",
        "ASK {} ; CLEAR ALL",
    ],
)
def test_updates_are_refused(text: str) -> None:
    assert "only reads" in refused(text)


def test_from_may_only_name_a_graph_of_the_store() -> None:
    query = "SELECT * FROM {} {{ ?s ?p ?o }}"
    assert check(query.format("<urn:ours>"), owns={"urn:ours"}.__contains__) == "SELECT"
    assert check(query.format("NAMED <urn:ours>"), owns={"urn:ours"}.__contains__) == "SELECT"
    for foreign in ("<file:///etc/passwd>", "NAMED <http://example.org/>", "ex:graph", "<ours>"):
        assert "FROM may only name" in refused(query.format(foreign), "urn:ours")
    assert "line 2" in refused("SELECT * FROM <urn:ours>\nFROM <urn:theirs> {}", "urn:ours")


def test_neither_update_nor_query() -> None:
    assert "must begin with SELECT" in refused("hello there")
    assert "must begin with SELECT" in refused("")


def test_depth_and_length_have_limits() -> None:
    assert check("ASK " + "{" * DEPTH + "}" * DEPTH, owns=bool) == "ASK"
    assert f"more than {DEPTH} deep" in refused("ASK " + "{" * 20_000 + "}" * 20_000)
    assert f"more than {DEPTH} deep" in refused("ASK { FILTER" + "(" * 20_000 + "1" + ")" * 20_000 + "}")
    for operator in ("!", "||true", "+1", "/<a:b>", "{} UNION "):
        assert f"more than {MARKS:,} keywords" in refused("ASK { " + operator * (MARKS + 1) + "}")
    assert "longer than" in refused("ASK {}" + " " * LENGTH)


def test_a_syntax_error_shows_the_place() -> None:
    text = "ASK {\n  ?s ?p ;; .\n}"
    error = str(syntax_error(text, "error at 2:10: expected one of …", name="mine.rq"))
    assert error == "mine.rq, line 2, column 10: not valid SPARQL, at ?s ?p ;▸; .◂"
    assert str(syntax_error("x", "strange", name="mine.rq")) == "mine.rq: not valid SPARQL: strange"
    unknown = syntax_error("ASK { a:b a:c a:d }", "error at 1:9: expected one of Prefix not found, ['%']", name="q")
    assert "a prefix that no PREFIX line declares, at ASK { a:▸" in str(unknown)
