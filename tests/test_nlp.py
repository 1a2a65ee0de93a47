import re
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from detente.errors import DetenteError
from detente.nlp import SCHEME, annotate, check_scheme, end, load_pipeline, quote, start
from detente.records import Article, Part, PartKind


def article(text: str, **kinds: PartKind) -> Article:
    """An article in which each stretch of words named in `kinds` (with _ for spaces) is of that kind."""
    parts = []
    for words, kind in kinds.items():
        found = re.search(words.replace("_", r"\W"), text)
        assert found is not None
        parts.append(Part(found.start(), found.end(), kind))
    return Article(id="x", text=text, parts=tuple(parts))


def words(doc: Doc) -> list[list[str]]:
    return [[token.text for token in sentence] for sentence in doc.sents]


def test_offsets_lead_to_the_letters_of_the_article(nlp: Language) -> None:
    text = "  Arvania’s envoy  met\u00a0Belmora's 𝔛 leader.\r\n\r\n\tHe left — at once. She stayed."
    doc = annotate(nlp, Article(id="x", text=text))
    assert [text[start(token) : end(token)].replace("’", "'") for token in doc] == [token.text for token in doc]
    assert not any(token.is_space for token in doc)
    assert quote(Article(id="x", text=text), doc[0:2]).text == "Arvania’s"
    assert quote(Article(id="x", text=text), doc[-2]).text == "stayed"
    assert all(sentence.text.count("\n") == 0 for sentence in doc.sents)


def test_what_is_not_body_is_left_out(nlp: Language) -> None:
    text = "Arvania frees 52\n- Talks held\nLISBON\nArvania freed 52 people.\nReporting by A. B."
    doc = annotate(
        nlp,
        article(
            text,
            Arvania_frees_52="headline",
            Talks_held="standfirst",
            LISBON="dateline",
            Reporting_by_A__B_="boilerplate",
        ),
    )
    assert [token.text for token in doc] == ["-", "Talks", "held", "Arvania", "freed", "52", "people", "."]
    assert [[token.text for token in doc[a:b]] for a, b in doc.user_data["standfirst"]] == [["-", "Talks", "held"]]


def test_marks_within_a_sentence_do_not_divide_it(nlp: Language) -> None:
    text = "Arvania [freed](https://a.example) **52** people."
    marks = tuple(Part(m.start(), m.end(), "furniture") for m in re.finditer(r"\[|\]\(.*?\)|\*\*", text))
    doc = annotate(nlp, Article(id="x", text=text, parts=marks))
    assert words(doc) == [["Arvania", "freed", "52", "people", "."]]
    assert [start(token) for token in doc] == [0, 9, 37, 42, 48]


def test_sentences_end_with_their_paragraph(nlp: Language) -> None:
    doc = annotate(nlp, Article(id="x", text="The ministry said\n\nArvania and Belmora\n\nheld talks"))
    ends = {token.i for token in doc if token.is_sent_start}
    assert {0, 3, 6} <= ends


def test_hard_wrapped_lines_are_one_paragraph(nlp: Language) -> None:
    text = (
        "The foreign minister of Arvania met the president of\nBelmora on Monday. They spoke about the U.S.\n"
        "embassy.\n\nNothing was signed."
    )
    doc = annotate(nlp, Article(id="x", text=text))
    assert words(doc)[0][-8:] == ["met", "the", "president", "of", "Belmora", "on", "Monday", "."]
    assert words(doc)[-1] == ["Nothing", "was", "signed", "."]
    assert len(words(doc)) == 3


def test_parse_does_not_depend_on_other_articles(nlp: Language) -> None:
    first = Article(id="x", text="Arvania and Belmora held talks in Lisbon.\nThey freed ten people.")
    alone = annotate(nlp, first).to_json()
    annotate(nlp, Article(id="y", text="Something else happened elsewhere, officials said."))
    assert annotate(nlp, first).to_json() == alone


def test_nothing_to_parse(nlp: Language) -> None:
    for text in ("", " \n\n "):
        doc = annotate(nlp, Article(id="x", text=text))
        assert len(doc) == 0
        assert list(doc.sents) == []


def test_plain_documents_have_offsets_too() -> None:
    doc = spacy.blank("en")("Arvania freed ten.")
    assert (start(doc[1]), end(doc[1])) == (8, 13)


def test_a_pipeline_by_path(tmp_path: Path, nlp: Language) -> None:
    nlp.to_disk(tmp_path / "copy")
    assert load_pipeline(str(tmp_path / "copy")).pipe_names == nlp.pipe_names


def test_unknown_model_is_named() -> None:
    for name in ("en_nowhere", "json", "./nowhere"):
        with pytest.raises(DetenteError, match=f"model {re.escape(name)}: no spaCy pipeline of this name"):
            load_pipeline(name)


def test_missing_components_are_named(tmp_path: Path) -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    blank.to_disk(tmp_path)
    with pytest.raises(DetenteError, match=r"has no tagger, parser, ner, lemmatizer \(it has sentencizer\)"):
        load_pipeline(str(tmp_path))


def test_another_label_scheme_is_refused() -> None:
    other = spacy.blank("en")
    for component, scheme in SCHEME.items():
        pipe = other.add_pipe(component)
        for label in sorted(scheme) if component != "ner" else ["PER", "LOC"]:
            pipe.add_label(label)
    other.add_pipe("lemmatizer")
    with pytest.raises(DetenteError, match="its ner doesn't know the labels CARDINAL, DATE, GPE, NORP, ORG, PERSON"):
        check_scheme(other, "other")


def test_another_language_is_refused() -> None:
    with pytest.raises(DetenteError, match="it is for the language de"):
        check_scheme(spacy.blank("de"), "x")
