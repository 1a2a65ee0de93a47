"""Every entry of the lexicon is run on its own examples, those that must fire and those that must not."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lexicon_page import PAGE, page
from spacy.tokens import Doc

from detente.cast import cast
from detente.errors import DetenteError
from detente.extract import extract
from detente.gazetteer import Gazetteer
from detente.lexicon import Entry, Example, Lexicon
from detente.nlp import annotate, load_pipeline
from detente.readings import read
from detente.records import Account, Article, Claim
from detente.scorer import Scorer, Scorers

PUBLISHED = datetime.date(2024, 5, 17)  # a Friday
LEXICON = Lexicon.load()
NLP = load_pipeline()
GAZETTEER = Gazetteer.load()
TYPES = {entry.type for entry in LEXICON.entries}
EXAMPLES = [(entry, example) for entry in LEXICON.entries for example in entry.examples]


@cache
def parsed(text: str) -> tuple[Article, Doc]:
    article = Article(id="example", text=text, published=PUBLISHED)
    return article, annotate(NLP, article)


def account(text: str, scorers: Scorers) -> Account:
    article, doc = parsed(text)
    return extract(article, doc, lexicon=LEXICON, gazetteer=GAZETTEER, scorers=scorers)


def rules(entry: Entry) -> Scorers:
    """Scorers that leave all to the rules and prefer one entry's reading of a word."""
    return Scorers(event=Scorer({f"entry={entry.name}": 8.0}, 0.0), roles={}, status={})


def claims_of(entry: Entry, found: Account) -> list[Claim]:
    return [claim for claim in found.claims if claim.type == entry.type]


def names(found: Account, ids: tuple[str, ...]) -> str:
    by_id = {actor.id: actor for actor in found.actors}
    return " | ".join(
        "; ".join([by_id[i].name, *(mention.quote.text for mention in by_id[i].mentions)]) for i in ids if i in by_id
    )


def differences(found: Account, claim: Claim, expected: dict[str, Any]) -> list[str]:
    """What of `expected` the claim lacks; names match where a name or mention of the actor holds them."""
    out = []
    for key, want in expected.items():
        if key in ("agent", "recipient", "place", "origin", "destination", "speakers"):
            have = getattr(claim, key)
            got = names(found, have if isinstance(have, tuple) else (have,) if have else ())
            wanted = [want] if isinstance(want, str) else want or []
            if (want in (None, []) and got) or any(w not in got for w in wanted):
                out.append(f"{key}: wanted {want}, got {got or 'none'}")
        elif key == "object":
            if str(want) not in (claim.object or ""):
                out.append(f"object: wanted {want}, got {claim.object}")
        elif key == "count":
            if want not in (claim.count, claim.count_min, claim.count_max):
                out.append(f"count: wanted {want}, got {claim.count}")
        elif getattr(claim, key) != want:
            out.append(f"{key}: wanted {want}, got {getattr(claim, key)}")
    return out


@pytest.mark.parametrize("entry", LEXICON.entries, ids=lambda entry: entry.name)
def test_entry_has_examples(entry: Entry) -> None:
    assert len(entry.examples) >= 2, "an entry shows at least two examples"
    assert entry.negatives, "and one sentence where it must stay silent"


@pytest.mark.parametrize(
    ("entry", "example"), EXAMPLES, ids=lambda value: value.name if isinstance(value, Entry) else value.text[:60]
)
def test_example(entry: Entry, example: Example) -> None:
    article, doc = parsed(example.text)
    readings = [it.candidate.entry for them in read(doc, cast(article, doc, GAZETTEER), LEXICON) for it in them]
    assert entry in readings, f"the entry is not among the readings {[it.name for it in readings]}"
    found = account(example.text, rules(entry))
    claims = claims_of(entry, found)
    assert claims, f"no {entry.type}; found {[(c.type, c.trigger.text) for c in found.claims]}"
    wrong = [differences(found, claim, dict(example.expected)) for claim in claims]
    assert [] in wrong, f"{wrong}"


@pytest.mark.parametrize(
    ("entry", "text"),
    [(entry, text) for entry in LEXICON.entries for text in entry.negatives],
    ids=lambda value: value.name if isinstance(value, Entry) else value[:60],
)
def test_negative(entry: Entry, text: str) -> None:
    assert not claims_of(entry, account(text, rules(entry)))


def test_shipped_scorers_keep_the_examples() -> None:
    shipped = Scorers.load()
    kept = [bool(claims_of(entry, account(example.text, shipped))) for entry, example in EXAMPLES]
    assert sum(kept) >= 0.8 * len(kept)


def test_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run make docs"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {verb: [wave], type: Nonsense}", "not an event type"),
        ("- {verb: [wave], type: Visit, colour: red}", "unknown key colour"),
        ("- {verb: [wave], type: Visit, roles: {subject: hero}}", "unknown role 'hero'"),
        ("- {verb: [wave], type: Visit, requires: {object: [NOBODY]}}", "unknown class NOBODY"),
        ("- {type: Visit}", "no words"),
        ("- {verb: [wave, wave], type: Visit}", "stands twice"),
        ("- [wave]", "an entry is a mapping"),
        ("- {verb: [wave", "cannot be read"),
    ],
)
def test_bad_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(text)
    with pytest.raises(DetenteError, match=message):
        Lexicon.load([path], types=TYPES)


def test_own_entries_extend_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- {verb: [serenade], type: Praise, roles: {subject: agent, object: recipient}}")
    lexicon = Lexicon.load([path])
    assert len(lexicon.entries) == len(LEXICON.entries) + 1
    assert [entry.type for entry, _ in lexicon.find("verb", "serenade")] == ["Praise"]


def test_prepositions_are_no_truth_values(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("- {verb: [serenade], type: Praise, roles: {on: recipient, off: place}}")
    entry = Lexicon.load([path]).entries[-1]
    assert entry.roles == {"on": "recipient", "off": "place"}
