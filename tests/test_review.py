from __future__ import annotations

import io
from pathlib import Path

import invented
from test_store import fresh

from detente.review import doubts, review, write_doubts
from detente.store import ArticleStore


def test_doubtful_merges_are_listed_until_decided(tmp_path: Path) -> None:
    fresh(invented.corpus(60), tmp_path)
    path = tmp_path / "fresh0"
    found = review(path)
    assert any("|" in it.one for it in found)
    assert any("#c" in it.one for it in found)
    assert all(it.reasons and it.one_words and it.other_words for it in found)
    text = io.StringIO()
    write_doubts(found, text)
    rows = text.getvalue().splitlines()
    assert rows[0] == "decision,one,other,note"
    # An undecided list changes nothing; a decided row is no longer asked about.
    (path / "decisions.csv").write_text("\n".join([rows[0], f"same{rows[1]}", f"different{rows[-1]}", *rows[2:-1]]))
    left = review(path)
    assert len(left) < len(found)
    assert {found[0].one + found[0].other, found[-1].one + found[-1].other}.isdisjoint(it.one + it.other for it in left)
    with ArticleStore(path) as store:
        events = dict(store.index.rows("SELECT iri, event FROM claim"))
        assert events[found[-1].one] != events[found[-1].other]
        assert list(doubts(store)) == left
