"""The shipped spaCy package: it loads as such packages do, and its parts are the ones that the rules rest on."""

import json
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

import en_detente_news_sm


def test_loads_as_a_spacy_package() -> None:
    nlp = en_detente_news_sm.load(exclude=["ner"])
    assert nlp.meta["name"] == "detente_news_sm"
    assert nlp.meta["version"] == en_detente_news_sm.__version__
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]


def test_is_registered_with_spacy_and_licensed() -> None:
    (point,) = entry_points(group="spacy_models", name="en_detente_news_sm")
    assert point.load() is en_detente_news_sm
    folder = Path(en_detente_news_sm.__file__).parent
    assert (folder / "LICENSE").read_text().startswith("Attribution-ShareAlike 4.0 International")
    assert spacy.util.get_model_meta(folder)["license"] == "CC BY-SA 4.0"


def test_reads_a_sentence() -> None:
    doc = en_detente_news_sm.load()("Arvania released 52 prisoners on Thursday.")
    verb = next(token for token in doc if token.lemma_ == "release")
    assert {child.dep_: child.text for child in verb.children if child.dep_ in {"nsubj", "dobj"}} == {
        "nsubj": "Arvania",
        "dobj": "prisoners",
    }
    assert ("Thursday", "DATE") in {(ent.text, ent.label_) for ent in doc.ents}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return en_detente_news_sm.load()


def names(doc: Doc) -> set[tuple[str, str]]:
    return {(ent.text, ent.label_) for ent in doc.ents}


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    "text",
    [
        "The delegation flew to Washington, DC on Monday.",
        "The Belmoran minister will meet her counterpart in Washington, D.C. next week.",
        "Talks in Washington, DC, ended without a deal.",
    ],
)
def test_washington_dc_is_one_phrase(nlp: Language, text: str) -> None:
    doc = nlp(text)
    washington = word(doc, "Washington")
    district = doc[washington.i + 2]
    assert district.head == washington
    assert list(district.children) == []
    assert washington.dep_ == "pobj"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("OSCE monitors said that they had left Arvania.", "OSCE"),
        ("ECOWAS urged Arvania to free the aid workers.", "ECOWAS"),
        ("SADC said its observers would stay in Belmora.", "SADC"),
        ("Rights group Viasna said 14 of the prisoners were foreigners.", "Viasna"),
        ("Washington lifted sanctions on the state airline Belavia.", "Belavia"),
    ],
)
def test_bodies_are_not_persons(nlp: Language, text: str, body: str) -> None:
    assert (body, "ORG") in names(nlp(text))


@pytest.mark.parametrize("place", ["Minsk", "Bamako", "Tbilisi"])
def test_capitals_are_places(nlp: Language, place: str) -> None:
    assert (place, "GPE") in names(nlp(f"The envoys met in {place} on Tuesday."))


@pytest.mark.parametrize(
    "text",
    [
        "US Secretary of State Marco Rubio arrived in Vilnius on Friday.",
        "The Secretary of State met the delegation.",
        "Secretary of State Antony Blinken spoke with the minister by phone.",
    ],
)
def test_secretary_of_state_holds_no_body(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert word(doc, "State").ent_type_ == ""


def test_the_age_is_no_date(nlp: Language) -> None:
    doc = nlp("The court lowered the age of consent. He gave the age of the prisoner as unknown.")
    assert not [ent for ent in doc.ents if ent.label_ == "DATE" and ent.text.lower() == "the age"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_line_ends_hold_nothing_in_the_tree(nlp: Language, gap: str) -> None:
    doc = nlp(f"Arvania freed 52 prisoners on Thursday.{gap}Belmora welcomed the release.")
    assert [token for token in doc if not token.is_space and token.head.is_space] == []
    assert {child.text for child in word(doc, "welcomed").children if not child.is_space} == {"Belmora", "release", "."}
    assert word(doc, "welcomed").dep_ == "ROOT"


@pytest.mark.parametrize(
    ("headline", "verb", "subject", "object_"),
    [
        ("Arvania frees 52 prisoners after talks with US envoy", "frees", "Arvania", "prisoners"),
        ("Belmora recalls ambassador over border row", "recalls", "Belmora", "ambassador"),
        ("Lithuania hails release of journalists", "hails", "Lithuania", "release"),
        ("EU imposes new sanctions on Arvanian officials", "imposes", "EU", "sanctions"),
    ],
)
def test_headlines_need_no_stop(nlp: Language, headline: str, verb: str, subject: str, object_: str) -> None:
    root = word(nlp(headline), verb)
    assert root.dep_ == "ROOT"
    roles = {child.dep_: child.text for child in root.children}
    assert (roles.get("nsubj"), roles.get("dobj")) == (subject, object_)


@pytest.mark.parametrize("text", ["Karim and Sadiq met the mediators.", "Karim and Sadiq met on Monday in Geneva."])
def test_two_given_names_are_two_persons(nlp: Language, text: str) -> None:
    assert {("Karim", "PERSON"), ("Sadiq", "PERSON")} <= names(nlp(text))


def test_is_small_and_brings_no_training_words() -> None:
    folder = Path(en_detente_news_sm.__file__).parent
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < 15_000_000
    (strings,) = folder.glob("*/vocab/strings.json")
    assert "Lukashenko" not in json.loads(strings.read_text(encoding="utf-8"))
