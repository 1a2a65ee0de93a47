"""IRIs of everything that the graph names, minted in one place.

An id becomes part of an IRI in Unicode normal form C, with everything outside RFC 3986's unreserved characters
percent-encoded; so ids may be URLs, paths or any other text.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from detente.errors import DetenteError

BASE = "https://w3id.org/detente/id/"

_DIGITS = re.compile(r"([0-9]{1,18})")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]*[/#:]")


class IriError(DetenteError):
    """An id or base from which no IRI can be made."""


def checked_base(base: str) -> str:
    """`base` itself, if names can be put behind it: absolute and ending in ``/``, ``#`` or ``:``.

    Raises:
        IriError: it is something else.
    """
    if not _ABSOLUTE.fullmatch(base):
        raise IriError(f"base IRI {base!r}: must be absolute and end in '/', '#' or ':', such as {BASE!r}")
    return base


def encode(text: str) -> str:
    """`text` as one segment of an IRI's path.

    Raises:
        IriError: it is empty or holds a lone surrogate, which no encoding of Unicode can carry.
    """
    if not text:
        raise IriError("an empty id names nothing; give the article or actor an id")
    try:
        encoded = quote(unicodedata.normalize("NFC", text), safe="")
    except UnicodeEncodeError as error:
        raise IriError(f"id {text!r}: holds half a character (a lone surrogate); mend its encoding") from error
    # Segments "." and ".." would be dissolved when a reader resolves the IRI.
    return encoded.replace(".", "%2E") if not encoded.strip(".") else encoded


def slug(text: str) -> str:
    """`text` in small letters and digits of its own script, words joined by hyphens; a digest where none are left."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).casefold())
    return "-".join(words) or digest(text)


def digest(*parts: str) -> str:
    """Ten characters (50 bits) that stand for `parts`; the same on every machine."""
    joined = "\x1f".join(unicodedata.normalize("NFC", part) for part in parts)
    code = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(code).decode("ascii")[:10].lower()


def article_iri(article_id: str, *, base: str = BASE) -> str:
    """The IRI of an article, which also names its graph."""
    return f"{base}article/{encode(article_id)}"


def part_iri(article: str, local_id: str) -> str:
    """The IRI of an actor, claim or position within the article with the IRI `article`."""
    return f"{article}#{encode(local_id)}"


def quote_iri(article: str, start: int, end: int) -> str:
    """The IRI of a stretch of an article's text: an RFC 5147 fragment, in code points, end exclusive."""
    return f"{article}#char={start},{end}"


def quote_range(iri: str) -> tuple[int, int]:
    """Start and end of the stretch that `quote_iri` named; a ValueError for another IRI."""
    match = re.search(r"#char=(\d+),(\d+)$", iri)
    if match is None:
        raise ValueError(f"{iri} names no stretch of a text")
    return int(match[1]), int(match[2])


def actor_iri(key: str, *, base: str = BASE) -> str:
    """The IRI of the actor behind articles' actors: `key` is a Wikidata item or a slug."""
    return f"{base}actor/{encode(key)}"


def publisher_iri(name: str, *, base: str = BASE) -> str:
    """The IRI of a publisher, the same for spellings that differ only in case and punctuation."""
    return f"{base}publisher/{encode(slug(name))}"


def event_iri(event_type: str, date: str | None, claim: str, *, base: str = BASE) -> str:
    """The IRI of an event: its type, its date if known, and a digest of the IRI of its earliest claim."""
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", event_type).lower()
    return f"{base}event/{encode(kind)}-{date or 'undated'}-{digest(claim)}"


def graph_iri(name: str, *, base: str = BASE) -> str:
    """The name of a graph that belongs to no article: ``events``, ``actors``, ``log``."""
    return f"{base}graph/{encode(name)}"


@lru_cache(maxsize=1 << 14)
def natural(iri: str) -> tuple[str | int, ...]:
    """A sort key that compares runs of digits as numbers (they stand at the odd places): ``#c2`` before ``#c10``."""
    return tuple(int(part) if place % 2 else part for place, part in enumerate(_DIGITS.split(iri)))
