"""The shipped spaCy package: it loads as such packages do, and its parts are the ones that the rules rest on."""

from importlib.metadata import entry_points
from pathlib import Path

import spacy

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
