"""Parses that are mended, on documents made by hand."""

import spacy
from spacy.tokens import Doc

from detente.repairs import mend

VOCAB = spacy.blank("en").vocab


def parsed(words: str, tags: str, heads: list[int], deps: str, ents: str = "") -> Doc:
    split = words.split()
    names = ents.split() or ["O"] * len(split)
    pos = ["VERB" if tag.startswith("VB") else "NOUN" for tag in tags.split()]
    lemmas = [{"gave": "give", "freed": "free"}.get(word, word) for word in split]
    return Doc(VOCAB, split, tags=tags.split(), heads=heads, deps=deps.split(), ents=names, pos=pos, lemmas=lemmas)


def test_a_weekday_lends_its_number_to_the_people() -> None:
    doc = mend(
        parsed(
            "On Monday 40 people were freed",
            "IN NNP CD NNS VBD VBN",
            [5, 3, 1, 5, 5, 5],
            "prep nmod nummod nsubjpass auxpass ROOT",
            "O B-DATE I-DATE O O O",
        )
    )
    assert [(token.head.i, token.dep_) for token in doc[:4]] == [
        (5, "prep"),
        (0, "pobj"),
        (3, "nummod"),
        (5, "nsubjpass"),
    ]


def test_a_date_keeps_its_numbers_only() -> None:
    doc = mend(
        parsed(
            "On Monday 40 people were freed",
            "IN NNP CD NNS VBD VBN",
            [5, 0, 3, 5, 5, 5],
            "prep pobj nummod nsubjpass auxpass ROOT",
            "O B-DATE I-DATE O O O",
        )
    )
    assert [(it.text, it.label_) for it in doc.ents] == [("Monday", "DATE")]


def test_parts_of_a_day_stay() -> None:
    doc = mend(
        parsed("They met on Friday night", "PRP VBD IN NNP NN", [1, 1, 1, 4, 2], "nsubj ROOT prep compound pobj")
    )
    assert (doc[3].head.i, doc[3].dep_) == (4, "compound")


def test_the_first_of_two_objects_receives() -> None:
    doc = mend(parsed("He gave Lee letters", "PRP VBD NNP NNS", [1, 1, 1, 1], "nsubj ROOT dobj dobj"))
    assert [token.dep_ for token in doc] == ["nsubj", "ROOT", "dative", "dobj"]


def test_one_object_is_none() -> None:
    doc = mend(parsed("He gave letters", "PRP VBD NNS", [1, 1, 1], "nsubj ROOT dobj"))
    assert doc[2].dep_ == "dobj"


def test_names_after_the_title_of_an_office_are_a_persons() -> None:
    words, tags = "Minister Piet Halvers left Halm", "NNP NNP NNPS VBD NNP"
    heads, deps = [2, 2, 3, 3, 3], "compound compound nsubj ROOT dobj"
    unnamed = mend(parsed(words, tags, heads, deps, "O O O O B-GPE"))
    assert [(it.text, it.label_) for it in unnamed.ents] == [("Piet Halvers", "PERSON"), ("Halm", "GPE")]
    body = mend(parsed(words, tags, heads, deps, "O B-ORG I-ORG O O"))
    assert [it.label_ for it in body.ents] == ["ORG"]
