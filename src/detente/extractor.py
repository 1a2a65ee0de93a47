"""All that reading an article takes: pipeline, gazetteer, lexicon, scorers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from detente.extract import extract
from detente.gazetteer import Gazetteer
from detente.lexicon import Lexicon
from detente.nlp import annotate, load_pipeline
from detente.records import Account, Article
from detente.resources import resource
from detente.scorer import Scorers


class Extractor:
    """The pipeline, gazetteer, lexicon and scorers that turn an article into its account.

    Args:
        model: another spaCy pipeline than the shipped one, by name or path.
        actors: files that extend the shipped gazetteer.
        lexicon: files that extend the shipped lexicon.

    Raises:
        DetenteError: a model, gazetteer or lexicon that can't be used; the message names it.
    """

    def __init__(self, *, model: str | None = None, actors: Iterable[Path] = (), lexicon: Iterable[Path] = ()) -> None:
        files = [*actors], [*lexicon]
        self.gazetteer = Gazetteer.load(files[0])
        self.lexicon = Lexicon.load(files[1])
        self.scorers = Scorers.load()
        self.nlp = load_pipeline(model)
        shipped = [*sorted(resource("lexicon").iterdir()), resource("ontology/actors.ttl")]
        self._sources = (*shipped, *files[0], *files[1])

    @property
    def model(self) -> str:
        """Name and version of the spaCy pipeline."""
        return f"{self.nlp.meta['lang']}_{self.nlp.meta['name']} {self.nlp.meta['version']}"

    def account(self, article: Article) -> Account:
        """Find the actors, positions and claims of one article."""
        with self.nlp.memory_zone():  # words that only this article has are forgotten: memory stays constant
            doc = annotate(self.nlp, article)
            return extract(article, doc, lexicon=self.lexicon, gazetteer=self.gazetteer, scorers=self.scorers)

    def configuration(self) -> str:
        """Return a hash of the words and names in force: lexicon and gazetteer, shipped and given."""
        sums = [hashlib.sha256(path.read_bytes()).digest() for path in self._sources]
        return hashlib.sha256(b"".join(sums)).hexdigest()[:16]
