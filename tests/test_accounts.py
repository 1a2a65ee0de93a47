from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from affairs import corpus, release

from detente.accounts import AccountsError, account_record, read_accounts, write_account
from detente.records import Account, Actor, Article, Claim, Mention, Quote


def test_the_record_of_an_account() -> None:
    record = account_record(release())
    assert list(record) == [
        "id", "title", "text", "published", "publisher", "language", "url", "actors", "positions", "events",
    ]  # fmt: skip
    assert record["published"] == "2031-04-09"
    assert record["actors"][0] == {
        "id": "a1", "name": "Arvania", "type": "Country", "mentions": ["Arvania"], "wikidata": "Q900001", "iso3": "XAR",
    }  # fmt: skip
    assert record["positions"][1] == {"holder": "a6", "title": "foreign minister", "of": "a4"}
    event = record["events"][0]
    text = record["text"]
    assert text[event["trigger"]["start"] : event["trigger"]["end"]] == event["trigger"]["text"] == "released"
    assert text[event["evidence"]["start"] : event["evidence"]["end"]].startswith("Arvania released")
    assert event["also"] == [{"start": text.index("remain"), "end": text.index("remain") + 6}]
    expected = {
        "type": "Release", "agent": ["a1"], "recipient": ["a5"], "theme": "a5", "place": None, "date": "2031-04-08",
        "count": 40, "status": "actual",
    }  # fmt: skip
    assert {name: event[name] for name in expected} == expected


def test_theme_is_words_source_is_speakers_and_counts_are_numbers() -> None:
    events = {event["id"]: event for event in account_record(release())["events"]}
    assert events["c3"]["theme"] == "More than 900 remain"
    assert events["c3"]["count"] == 900
    assert events["c4"]["source"] == ["a7"]
    assert events["c4"]["status"] == "planned"
    assert "also" not in events["c4"]


def test_a_count_of_none_stays_a_count() -> None:
    quote = Quote(0, 1, "x")
    account = Account(Article("x", "x"), claims=(Claim("c1", "Release", quote, quote, count=0, count_max=9),))
    assert account_record(account)["events"][0]["count"] == 0


def test_mere_parents_are_left_out_but_types_without_children_stay() -> None:
    quote = Quote(0, 1, "x")
    kinds = ("Agree", "Aid", "Consult", "Protest", "Request", "Movement")
    account = Account(Article("x", "x"), claims=tuple(Claim(kind, kind, quote, quote) for kind in kinds))
    assert [event["type"] for event in account_record(account)["events"]] == ["Aid", "Protest", "Request", "Movement"]


def test_pronouns_are_no_mentions() -> None:
    actor = Actor("a1", "Mara Quill", "Person", (Mention(Quote(0, 3, "She"), "pronoun"),))
    assert account_record(Account(Article("x", "She left."), (actor,)))["actors"][0]["mentions"] == []


def test_written_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "accounts.jsonl"
    with path.open("wb") as output:
        for account in corpus():
            write_account(account, output)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(corpus())
    assert "Édouard" in lines[0]  # no escapes
    again = list(read_accounts(path))
    assert [account_record(account) for account in again] == [json.loads(line) for line in lines]
    assert [account.article.text for account in again] == [account.article.text for account in corpus()]


def test_without_text() -> None:
    output = io.BytesIO()
    write_account(release(), output, text=False)
    record = json.loads(output.getvalue())
    assert "text" not in record
    assert record["events"][0]["trigger"]["text"] == "released"


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "x"}', "null", '{"id": 1, "text": null, "actors": [], "events": []}']
)
def test_damaged_lines_are_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("\n" + line, encoding="utf-8")
    with pytest.raises(AccountsError, match="line 2"):
        list(read_accounts(path))
