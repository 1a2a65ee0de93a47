"""Casts of short texts, for tests of how actors are found."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from detente.cast import Cast, cast
from detente.gazetteer import Gazetteer
from detente.layout import layout
from detente.nlp import annotate
from detente.records import Actor, Article

PUBLISHED = datetime.date(2025, 9, 11)


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once."""
    return Gazetteer.load()


class Play:
    """A text with its document and cast, asked by the words of the text."""

    def __init__(self, nlp: Language, text: str, **fields: Any) -> None:
        fields = {"published": PUBLISHED, "title": None} | fields
        self.article = Article("test", text, parts=layout(text, fields["title"]), **fields)
        self.doc: Doc = annotate(nlp, self.article)
        self.cast: Cast = cast(self.article, self.doc, gazetteer())
        everyone = {draft.id for draft in self.cast.actors}
        actors, self.positions = self.cast.finish(everyone)
        self.actors: dict[str, Actor] = {actor.name: actor for actor in actors}
        self.names = {actor.id: actor.name for actor in actors}

    def named(self) -> dict[str, str]:
        """Type by name of the actors that stay when no event uses any."""
        return {actor.name: actor.type for actor in self.cast.finish(set())[0]}

    def meant(self, word: str, occurrence: int = 0) -> str | None:
        """The name of the actor whose mention has its head at this word."""
        draft = self.cast.at([token for token in self.doc if token.text == word][occurrence])
        return draft.name if draft is not None else None

    def offices(self) -> set[tuple[str, str, str | None]]:
        """Holder, title and body of every position."""
        return {(self.names[it.holder], it.title, self.names.get(it.of or "")) for it in self.positions}
