"""Corpora in, training mixture out.

    python scripts/prepare.py CORPORA OUT

Writes OUT/silver.spacy (machine annotations with corrected names, cut into pieces of one to four sentences),
OUT/trees.spacy and OUT/names.spacy (human annotations), OUT/made.spacy, OUT/pools.json (names to exchange), OUT/labels,
and the human development data held out of all of them: OUT/dev/trees.spacy, OUT/dev/names.spacy.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import made
import spacy
import srsly
from names import Census, Corrections, one_tree
from sentence import Sentence, joined, read, write
from spacy.vocab import Vocab

LONGEST = 80  # words in a piece: the parser's oracle takes time with the square of the length
SEED = 17


def texts_of(sentence: Sentence) -> Iterator[str]:
    """Each sentence's words, small, as one string: the key by which overlaps are found."""
    bounds = [*sentence.starts(), len(sentence)]
    for start, end in pairwise(bounds):
        yield "".join(sentence.words[start:end]).lower()


def overlaps(sentence: Sentence, known: set[str]) -> bool:
    """Whether a sentence of some length is among the known ones."""
    return any(len(text) > 12 and text in known for text in texts_of(sentence))


def pieces(sentence: Sentence, rng: random.Random) -> Iterator[Sentence]:
    """Split at random borders into pieces of one to four sentences and at most LONGEST words."""
    bounds = [*sentence.starts(), len(sentence)]
    first = 0
    while first + 1 < len(bounds):
        last = min(first + rng.choice((1, 1, 2, 3, 4)), len(bounds) - 1)
        while last > first + 1 and bounds[last] - bounds[first] > LONGEST:
            last -= 1
        yield sentence.cut(bounds[first], bounds[last])
        first = last


def held_out(corpora: Path, vocab: Vocab) -> tuple[list[Sentence], list[Sentence], set[str]]:
    """Human development data: blocks of the tree documents, the last third of UNER EWT and of CrossNER dev."""
    uner = list(read([corpora / "extra/names-uner-ewt.spacy"], vocab))
    names = uner[len(uner) * 2 // 3 :]
    crossner_dev = srsly.read_jsonl(corpora / "gold/crossner-politics-dev.jsonl")
    development = {"".join(record["text"].split()).lower() for record in crossner_dev}
    crossner = [
        s for s in read([corpora / "extra/names-crossner.spacy"], vocab) if "".join(s.words).lower() in development
    ]
    names += crossner[len(crossner) * 2 // 3 :]
    known = {text for sentence in names for text in texts_of(sentence)}
    trees = []
    for name, every in (("trees-ewt", 20), ("trees-gum", 12)):
        for i, sentence in enumerate(read([corpora / f"extra/{name}.spacy"], vocab)):
            if i // 40 % every == 5 or overlaps(sentence, known):
                trees.append(sentence)
    known |= {text for sentence in trees for text in texts_of(sentence)}
    return trees, names, known


def human(corpora: Path, vocab: Vocab, known: set[str], rng: random.Random) -> tuple[list[Sentence], list[Sentence]]:
    """Human trees (names open; a quarter joined to the text after it) and human names, without what is held out."""
    trees = [
        s
        for name in ("trees-ewt", "trees-gum")
        for s in read([corpora / f"extra/{name}.spacy"], vocab)
        if not overlaps(s, known)
    ]
    trees = [
        joined(trees[i : i + 2]) if rng.random() < 0.25 and len(trees[i]) < LONGEST else trees[i]
        for i in range(len(trees))
    ]
    names = [
        one_tree(s)
        for name in ("names-uner-ewt", "names-crossner")
        for s in read([corpora / f"extra/{name}.spacy"], vocab)
        if not overlaps(s, known)
    ]
    return trees, names


def silver(corpora: Path, vocab: Vocab, human_texts: set[str], rng: random.Random) -> Iterator[Sentence]:
    """Machine-annotated texts with corrected names; every text that a human annotated is left out."""
    paths = sorted([*corpora.glob("train/*.spacy"), *corpora.glob("train2/*.spacy")])
    found = [s for s in read(paths, vocab) if s.names is not None and not overlaps(s, human_texts)]
    census = Census()
    for sentence in found:
        census.add(sentence)
    corrections = Corrections(census)
    for sentence in found:
        yield from pieces(one_tree(corrections.correct(sentence)), rng)
    print("corrections", corrections.changed.most_common())


def pools(sentences: Iterable[Sentence]) -> dict[str, list[str]]:
    """Single words that names are exchanged for, seen often enough to be trusted, rare ones as likely as frequent."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in ("PERSON", "GIVEN", "GPE", "NORP", "ORG", "CAPITALS")}
    for sentence in sentences:
        for start, end, kind in sentence.names or ():
            words, tags = sentence.words[start:end], sentence.tags[start:end]
            plain = all(word[:1].isupper() and word.replace("-", "").isalpha() for word in words)
            if not plain or len(words) > 3:
                continue
            if kind == "PERSON" and len(words) > 1:
                found["GIVEN"].update(words[:-1])
                found["PERSON"][words[-1]] += 1
            elif len(words) == 1 and kind in found and tags[0] == ("JJ" if kind == "NORP" else "NNP"):
                found["CAPITALS" if kind == "ORG" and words[0].isupper() else kind][words[0]] += 1
    least = {"PERSON": 3, "GIVEN": 3, "GPE": 4, "NORP": 8, "ORG": 8, "CAPITALS": 3}
    mixed = {word for word, n in found["GPE"].items() if n > 3} & {word for word, n in found["ORG"].items() if n > 3}
    chosen = {
        kind: sorted(word for word, n in counts.items() if n >= least[kind] and word not in mixed)
        for kind, counts in found.items()
    }
    if empty := [kind for kind, words in chosen.items() if not words]:
        raise SystemExit(f"prepare: too few names of the kinds {', '.join(empty)} in the silver texts to exchange any")
    return chosen


def main(corpora: Path, out: Path) -> None:
    """Prepare everything; prints the words of each part."""
    rng = random.Random(SEED)
    vocab = spacy.blank("en").vocab
    trees_dev, names_dev, known = held_out(corpora, vocab)
    trees, names = human(corpora, vocab, known, rng)
    human_texts = known | {text for sentence in (*trees, *names) for text in texts_of(sentence)}
    machine = list(silver(corpora, vocab, human_texts, rng))
    exchange = pools(machine)
    rng.shuffle(machine)
    own = list(made.texts(max(40, len(machine) // 40), exchange, rng))
    sizes = {
        "silver": write(machine, out / "silver.spacy", vocab),
        "trees": write(trees, out / "trees.spacy", vocab),
        "names": write(names, out / "names.spacy", vocab),
        "made": write(own, out / "made.spacy", vocab),
        "dev/trees": write(trees_dev, out / "dev/trees.spacy", vocab),
        "dev/names": write(names_dev, out / "dev/names.spacy", vocab),
    }
    srsly.write_json(out / "pools.json", exchange)
    (out / "labels").mkdir(exist_ok=True)
    for path in (corpora / "labels").glob("*.json"):
        shutil.copyfile(path, out / "labels" / path.name)
    print(json.dumps({**sizes, **{f"pool {kind}": len(found) for kind, found in exchange.items()}}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
