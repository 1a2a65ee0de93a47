"""Articles into spaCy documents: which pipeline, which text, and the way back to the article's offsets."""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from detente.errors import DetenteError
from detente.layout import unwrap
from detente.records import Article, Quote
from detente.repairs import mend

DEFAULT_MODEL = "en_detente_news_sm"

# What the rules rest on, by spaCy factory: some labels of each scheme suffice to tell it from others.
SCHEME = {
    "tagger": {"NNP", "VBD", "VBN", "MD"},  # Penn Treebank
    "parser": {"nsubj", "nsubjpass", "dobj", "prep", "pobj", "agent", "relcl"},  # ClearNLP
    "ner": {"PERSON", "NORP", "ORG", "GPE", "DATE", "CARDINAL"},  # OntoNotes
}
# Typographic marks that the training texts write plainly; one character for one, so that offsets hold.
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
MASKED = {"headline", "dateline", "boilerplate", "furniture"}
BREAKS = r"\n\r\u2028\u2029"  # what ends a paragraph, in a class of characters


def load_pipeline(model: str | None = None) -> Language:
    """Load a spaCy pipeline: the shipped one, or `model`, a package's name or a folder.

    Raises:
        DetenteError: there is no such pipeline, it isn't English, or it lacks a component or its label scheme.
    """
    name = model or DEFAULT_MODEL
    nlp = _load(name)
    check_scheme(nlp, name)
    return nlp


def check_scheme(nlp: Language, name: str) -> None:
    """See that a pipeline has the components and label schemes that extraction rests on.

    Raises:
        DetenteError: something is missing; the message says what.
    """
    if nlp.lang != "en":
        raise DetenteError(f"model {name}: it is for the language {nlp.lang}; an English pipeline is needed")
    factories = {nlp.get_pipe_meta(pipe).factory.removeprefix("beam_"): pipe for pipe in nlp.pipe_names}
    missing = [factory for factory in SCHEME if factory not in factories]
    if not {"lemmatizer", "trainable_lemmatizer"} & factories.keys():
        missing.append("lemmatizer")
    if missing:
        raise DetenteError(
            f"model {name}: has no {', '.join(missing)} (it has {', '.join(nlp.pipe_names) or 'nothing'}); "
            "an English pipeline with tagger, parser, lemmatizer and ner is needed"
        )
    for factory, labels in SCHEME.items():
        if absent := sorted(labels - set(nlp.pipe_labels[factories[factory]])):
            raise DetenteError(
                f"model {name}: its {factory} doesn't know the labels {', '.join(absent)}; needed are Penn Treebank "
                "tags, ClearNLP dependencies and OntoNotes entity types, as in spaCy's own English pipelines"
            )


def annotate(nlp: Language, article: Article) -> Doc:
    """Parse an article's body, paragraph by paragraph, and join the paragraphs into one document.

    No sentence crosses a paragraph and no token is white space. What isn't body (headline, dateline, agency
    notices, list marks) is left out. The result depends on this article only. In `user_data`, ``starts`` has
    the offset of each token in `article.text`, ``standfirst`` the token ranges (start, end) of the standfirst.
    """
    starts: list[int] = []
    paragraphs: list[Doc] = []
    standfirst: list[tuple[int, int]] = []
    for first, paragraph, is_standfirst in stretches(article):
        doc, offsets = _tokens(nlp, paragraph)
        if is_standfirst:
            standfirst.append((len(starts), len(starts) + len(offsets)))
        starts.extend(first + offset for offset in offsets)
        paragraphs.append(doc)
    doc = Doc.from_docs([mend(parsed) for parsed in nlp.pipe(paragraphs)]) or Doc(nlp.vocab)
    doc.user_data["starts"] = starts
    doc.user_data["standfirst"] = standfirst
    return doc


def stretches(article: Article) -> Iterator[tuple[int, str, bool]]:
    """Yield (start, words, is it standfirst?) of each paragraph to parse; what is masked within it is blank."""
    text = article.text
    for part in article.parts:
        if part.kind in MASKED:
            text = text[: part.start] + re.sub(f"[^{BREAKS}]", " ", text[part.start : part.end]) + text[part.end :]
    standfirst = [part for part in article.parts if part.kind == "standfirst"]
    for line in re.finditer(rf"\S[^{BREAKS}]*", unwrap(text)):
        yield line.start(), line[0], any(part.start < line.end() and line.start() < part.end for part in standfirst)


def start(token: Token) -> int:
    """Return where a token starts in its article's text (in its own document's, when that wasn't annotated)."""
    starts = token.doc.user_data.get("starts")
    return cast("int", token.idx if starts is None else starts[token.i])


def end(token: Token) -> int:
    """Return where a token ends in its article's text, exclusive."""
    return start(token) + len(token.text)


def quote(article: Article, words: Span | Token) -> Quote:
    """Return the stretch of the article from the first to the last of `words`, to the letter."""
    first, last = (words, words) if isinstance(words, Token) else (words[0], words[-1])
    begin, stop = start(first), end(last)
    return Quote(begin, stop, article.text[begin:stop])


def _tokens(nlp: Language, text: str) -> tuple[Doc, list[int]]:
    """Tokenize a paragraph; return the document without white-space tokens, and its tokens' offsets in `text`."""
    doc = nlp.make_doc(text.translate(STRAIGHT))
    words = [token for token in doc if not token.is_space]
    offsets = [token.idx for token in words]
    if len(words) == len(doc):
        return doc, offsets
    spaces = [after > token.idx + len(token) for token, after in zip(words, [*offsets[1:], 0], strict=True)]
    return Doc(nlp.vocab, words=[token.text for token in words], spaces=spaces), offsets


def _load(name: str) -> Language:
    # The shipped pipeline is a module in detente's own distribution, which spacy.load doesn't find by name.
    if name.isidentifier():
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None and Path(spec.origin).with_name("meta.json").is_file():
            return cast("Language", importlib.import_module(name).load())
    try:
        return spacy.load(name)
    except OSError as error:
        raise DetenteError(
            f"model {name}: no spaCy pipeline of this name is installed and no folder at this path holds one; "
            "leave --model out to use the shipped one"
        ) from error
