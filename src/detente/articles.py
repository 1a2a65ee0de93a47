"""Articles from files: what is known of each, its unchanged text and its layout."""

from __future__ import annotations

import dataclasses
import datetime
import functools
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from detente import formats, sources
from detente.formats import FormatError
from detente.layout import headline, layout
from detente.records import Article
from detente.sources import Source, Unreadable

__all__ = ["Unreadable", "read"]

_JUDGED = 200  # characters: a shorter text's language isn't judged
_SAMPLE = 3000  # characters of a text by which its language is judged
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def read(
    paths: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    published: datetime.date | None = None,
    publisher: str | None = None,
) -> Iterator[Article | Unreadable]:
    """Read articles from files, folders (with all below), globs and standard input ("-"), one at a time.

    Formats, by suffix: .txt, .md (YAML front matter), .html, .json (an article or a list), .jsonl, each also with
    .gz; on standard input plain text or JSON. What can't be used comes as `Unreadable` in its place, never as an
    error.

    An article's id is the one given, else its URL, else its path relative to the source, with ``/N`` for the Nth of
    several in a file. The same id with the same text comes once, with another text as `Unreadable`. Memory grows only
    by the fingerprints of ids, about 200 bytes each.

    Args:
        paths: where to look.
        published: the date of articles that have none.
        publisher: the publisher of articles that have none.

    Raises:
        DetenteError: a path doesn't exist or a glob matches nothing; before anything is read.
    """
    names = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    sources.check(names)
    return _distinct(_articles(names, published, publisher))


def _distinct(articles: Iterator[Article | Unreadable]) -> Iterator[Article | Unreadable]:
    seen: dict[bytes, bytes] = {}
    for article in articles:
        if isinstance(article, Unreadable):
            yield article
            continue
        text = _fingerprint(article.text)
        known = seen.setdefault(_fingerprint(article.id), text)
        if known is text:
            yield article
        elif known != text:
            yield Unreadable(article.path, f"the id {article.id!r} was given to another text already; make ids unique")


def _articles(
    names: Sequence[str | os.PathLike[str]], published: datetime.date | None, publisher: str | None
) -> Iterator[Article | Unreadable]:
    for source in sources.walk(names):
        if isinstance(source, Unreadable):
            yield source
            continue
        path = sources.shown(str(source.path)) if source.path else "standard input"
        try:
            for where, record in formats.records(source):
                article = _usable(source, where, record)
                if isinstance(article, FormatError):
                    yield Unreadable(path + where.replace("/", ":"), str(article))
                else:
                    yield dataclasses.replace(
                        article, published=article.published or published, publisher=article.publisher or publisher
                    )
        except FormatError as error:
            yield Unreadable(path, str(error))


def _usable(source: Source, where: str, record: formats.Record | FormatError) -> Article | FormatError:
    if isinstance(record, FormatError):
        return record
    try:
        return _article(source, where, record)
    except FormatError as error:
        return error


def _article(source: Source, where: str, record: formats.Record) -> Article:
    """Make an article of a record's fields; raise FormatError for what can't be one."""
    text = record.get("text")
    if not isinstance(text, str):
        raise FormatError("has no text" if text is None else "its text is not a string")
    if not text.strip():
        raise FormatError("empty")
    title, url = _string(record, "title"), _string(record, "url")
    parts = layout(text, title, marks=source.suffix == ".md")
    lang = _string(record, "lang") or _string(record, "language") or "en"
    article = Article(
        id=_string(record, "id") or url or source.name + where,
        text=text,
        title=title or headline(text, parts),
        published=_date(record),
        publisher=_string(record, "publisher"),
        url=url,
        author=_string(record, "author"),
        lang=lang,
        path=source.name + where.replace("/", ":"),
        parts=parts,
    )
    _check_characters(article)
    _check_language(article)
    return article


def _string(record: formats.Record, field: str) -> str | None:
    value = record.get(field)
    if isinstance(value, list):  # authors
        value = ", ".join(map(str, value))
    if isinstance(value, (dict, bool)):
        raise FormatError(f"its {field} is not a string")
    return None if value is None else str(value).strip() or None


def _date(record: formats.Record) -> datetime.date | None:
    value: Any = record.get("published") or record.get("date")
    if isinstance(value, datetime.datetime):
        return value.date()
    if not value or isinstance(value, datetime.date):
        return value or None
    day, rest = str(value).strip()[:10], str(value).strip()[10:]
    try:
        date = datetime.date.fromisoformat(day)
    except ValueError as error:
        raise FormatError(f"its date {str(value)[:40]!r} is none; write it as YYYY-MM-DD") from error
    if len(day) < 10 or (rest and rest[0] not in "T "):
        raise FormatError(f"its date {str(value)[:40]!r} is none; write it as YYYY-MM-DD")
    return date


def _check_characters(article: Article) -> None:
    for field in (
        article.text,
        article.id,
        article.title,
        article.publisher,
        article.url,
        article.author,
        article.lang,
    ):
        if field and "\0" in field:
            raise FormatError("binary: holds NUL characters")
        if field and (lone := _SURROGATE.search(field)):
            raise FormatError(f"holds half a character (the lone surrogate U+{ord(lone[0]):04X})")


def _check_language(article: Article) -> None:
    if article.lang.replace("_", "-").split("-")[0].lower() not in ("en", "eng", "english"):
        raise FormatError(f"not in English (its language is given as {article.lang!r})")
    if len(article.text) >= _JUDGED:
        language, confidence = _identifier().classify(article.text[:_SAMPLE])
        if language != "en" and confidence > 0.5:
            raise FormatError(f"not in English (looks like {language!r})")


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _fingerprint(words: str) -> bytes:
    return hashlib.blake2b(words.encode(), digest_size=16).digest()
