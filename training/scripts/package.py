"""Turn a trained pipeline into the package's files.

    python scripts/package.py TRAINED ATTRIBUTE_RULER.json PACKAGE --version X.Y.Z [--figures FILE.json]

Adds the parts that need no training (parts of speech and morphology by rule, lemmas by rule and table; the tables come
from spacy-lookups-data, needed here only), drops the strings of the training texts, and replaces the weights under
PACKAGE (src/en_detente_news_sm) by PACKAGE/en_detente_news_sm-X.Y.Z. `figures` is a file that evaluate.py wrote for
the same pipeline; it goes into the meta data.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import reader  # noqa: F401  registers what the trained configuration names
import spacy
import srsly
from spacy.language import Language

NAME = "en_detente_news_sm"
META = {
    "name": NAME.removeprefix("en_"),
    "description": "Small English pipeline for news of diplomacy: tagger, parser, lemmatizer, named entities",
    "author": "The Détente project",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.0,<4.0.0",
    "sources": [
        {"name": "Wikipedia, Portal:Current events", "license": "CC BY-SA 4.0"},
        {
            "name": "White House texts, UN General Debate Corpus, Milestones, World Factbook",
            "license": "public domain, CC0",
        },
        {"name": "en_core_web_sm 2.2.5 (Explosion): annotated the texts above", "license": "MIT"},
        {"name": "UD English EWT, UNER English EWT", "license": "CC BY-SA 4.0"},
        {"name": "UD English GUM", "license": "annotation CC BY 4.0; texts CC BY, CC BY-SA"},
        {"name": "CrossNER politics", "license": "MIT; texts CC BY-SA 3.0"},
        {"name": "spacy-lookups-data", "license": "MIT"},
    ],
}


def complete(nlp: Language, patterns: Path) -> Language:
    """Add attribute ruler and lemmatizer before the entity recogniser."""
    ruler = nlp.add_pipe("attribute_ruler", before="ner")
    ruler.add_patterns(srsly.read_json(patterns))  # type: ignore[attr-defined]
    lemmatizer = nlp.add_pipe("lemmatizer", after="attribute_ruler", config={"mode": "rule"})
    lemmatizer.initialize(list, nlp=nlp)  # type: ignore[attr-defined]
    return nlp


def strings(nlp: Language) -> list[str]:
    """What the vocabulary must know: a blank one's strings and the labels."""
    labels = {label for found in nlp.pipe_labels.values() for label in found}
    return sorted({*spacy.blank("en").vocab.strings, *labels})


def package(trained: Path, patterns: Path, out: Path, *, version: str, figures: Path | None = None) -> Path:
    """Write the package's files; returns the folder of the weights."""
    nlp = complete(spacy.load(trained), patterns)
    nlp.meta.update(META, version=version)
    if figures:
        (performance,) = srsly.read_json(figures).values()
        nlp.meta["performance"] = performance
    config = nlp.config
    config["nlp"]["before_creation"] = None
    config["paths"] |= {"data": "data", "base": None}  # nothing of the machine that trained
    nlp.config = config
    for old in out.glob(f"{NAME}-*"):
        shutil.rmtree(old)
    folder = out / f"{NAME}-{version}"
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)
    srsly.write_json(folder / "vocab" / "strings.json", strings(nlp))
    shutil.copyfile(folder / "meta.json", out / "meta.json")
    return folder


def main() -> None:
    """Package from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("patterns", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--figures", type=Path)
    options = parser.parse_args()
    print(package(options.trained, options.patterns, options.out, version=options.version, figures=options.figures))


if __name__ == "__main__":
    main()
