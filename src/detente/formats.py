"""The file formats of articles: bytes in, one record of fields per article out."""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from detente.sources import Source

LONGEST = 20_000_000  # bytes of a text, of a line of .jsonl, of a .json file: more is no article
LONGEST_PAGE = 4_000_000  # bytes of an HTML page: extraction of larger ones takes minutes

_SNIFFED = 65536  # bytes of standard input by which its format is told

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,20000}?\n)?---[ \t]*(?:\r?\n|$)", re.DOTALL)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Without the day of today in it, and without guesses from dates in the text.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


class FormatError(Exception):
    """What is wrong with a file, or with one article in it."""


Record = Mapping[str, Any]


def records(source: Source) -> Iterator[tuple[str, Record | FormatError]]:
    """Yield (where in the file, fields) of each article; the error in place of the fields of one that is damaged.

    `where` is empty for a file's only article, else ``/N``: the line of a .jsonl file, the place in a .json list.

    Raises:
        FormatError: the file as a whole can't be read, or not to its end.
    """
    try:
        with _open(source) as stream:
            yield from _READERS[source.suffix](stream)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise FormatError("damaged gzip file") from error
    except OSError as error:
        raise FormatError(f"can't be read ({error.strerror or error})") from error


def _open(source: Source) -> io.BufferedReader:
    if source.path is None:
        return io.BufferedReader(_StandardInput(), buffer_size=_SNIFFED)
    return io.BufferedReader(gzip.open(source.path)) if source.is_gzip else source.path.open("rb")


class _StandardInput(io.RawIOBase):
    """Standard input as a stream that may be closed."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = sys.stdin.buffer.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _read_text(stream: io.BufferedReader) -> Iterator[tuple[str, Record]]:
    yield "", {"text": decode(_whole(stream, LONGEST))}


def _read_markdown(stream: io.BufferedReader) -> Iterator[tuple[str, Record]]:
    text = decode(_whole(stream, LONGEST))
    match = _FRONT_MATTER.match(text)
    fields = _front_matter(match[1] or "") if match else None
    yield "", {"text": text} if match is None or fields is None else {**fields, "text": text[match.end() :]}


def _front_matter(block: str) -> Record | None:
    """Return the fields of a YAML block, None where it is something else between two rules."""
    try:
        fields = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 2}: " if mark else ""
        raise FormatError(
            f"{line}the front matter is no valid YAML ({getattr(error, 'problem', None) or error})"
        ) from error
    return {} if fields is None else fields if isinstance(fields, dict) else None


def _read_html(stream: io.BufferedReader) -> Iterator[tuple[str, Record]]:
    import trafilatura  # half a second that only HTML needs

    data = _whole(stream, LONGEST_PAGE)
    charset = _CHARSET.search(data, 0, 4096)
    page = decode(data, charset[1].decode() if charset else "utf-8")
    if "\0" in page:
        raise FormatError("binary: holds NUL characters")
    found = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=_DATES
    )
    if not isinstance(found, trafilatura.settings.Document) or not found.text:
        raise FormatError("no article found in this page")
    fields = {"text": found.text, "title": found.title, "published": found.date}
    yield "", {**fields, "publisher": found.sitename, "url": found.url, "author": found.author}


def _read_json(stream: io.BufferedReader) -> Iterator[tuple[str, Record | FormatError]]:
    data = _parse(decode(_whole(stream, LONGEST)))
    if isinstance(data, list):
        for number, item in enumerate(data, 1):
            yield f"/{number}", item if isinstance(item, dict) else FormatError("not a JSON object with a text")
    elif isinstance(data, dict):
        yield "", data
    else:
        raise FormatError("holds neither an article nor a list of articles")


def _read_jsonl(stream: io.BufferedReader) -> Iterator[tuple[str, Record | FormatError]]:
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise FormatError("UTF-16; JSON lines have to be UTF-8")
        if len(line) > LONGEST:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST)
            yield f"/{number}", FormatError(f"a line of more than {LONGEST // 1_000_000} MB")
        elif line.strip():
            yield f"/{number}", _line(line)


def _line(line: bytes) -> Record | FormatError:
    try:
        item = _parse(decode(line))
    except FormatError as error:
        return error
    return item if isinstance(item, dict) else FormatError("not a JSON object with a text")


def _read_stdin(stream: io.BufferedReader) -> Iterator[tuple[str, Record | FormatError]]:
    """Tell JSON lines, JSON and plain text apart by their beginning."""
    start = stream.peek().removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"{"):
        first, is_more, _ = start.partition(b"\n")
        is_lines = first.rstrip().endswith(b"}") or (len(first) > _SNIFFED // 2 and not is_more)
        yield from _read_jsonl(stream) if is_lines else _read_json(stream)
    elif re.match(rb"\[\s*\{", start):
        yield from _read_json(stream)
    else:
        yield from _read_text(stream)


def _whole(stream: io.BufferedReader, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise FormatError(f"more than {limit // 1_000_000} MB; put many articles into one .jsonl file")
    if not data.strip():
        raise FormatError("empty")
    return data


def decode(data: bytes, encoding: str = "utf-8") -> str:
    """Decode a text by its byte order mark, else as `encoding`.

    Raises:
        FormatError: it is something else.
    """
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), encoding)
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise FormatError(f"in the encoding {encoding}, which is unknown; convert it to UTF-8") from error
    except UnicodeDecodeError as error:
        if b"\0" in data[:65536] and encoding == "utf-8":
            raise FormatError("binary, not text") from error
        raise FormatError(f"not {encoding} (byte {error.start}); convert it to UTF-8") from error


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise FormatError(f"damaged JSON ({line}column {error.colno}: {error.msg})") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        raise FormatError(f"damaged JSON ({type(error).__name__})") from error


_READERS = {
    "": _read_stdin,
    ".txt": _read_text,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".json": _read_json,
    ".jsonl": _read_jsonl,
}
