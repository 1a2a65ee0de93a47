"""The layout of a news text: headline, standfirst, dateline, notices and marks, as parts over the unchanged text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from detente import datelines, markdown, notices
from detente.records import Part, PartKind

_KINDS: tuple[PartKind, ...] = ("headline", "standfirst", "dateline", "boilerplate", "furniture")
_CODE = {kind: code for code, kind in enumerate(_KINDS, 1)}
_RUN = re.compile(rb"([\x01-\x05])\1*")

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_BULLET = re.compile(r"[-–—*•·‣⁃◦▪■●►▶➤»]\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_FULL_STOP = re.compile(r"\.[\"”’')\]]*$")
_WIDTHS = range(40, 101)  # columns of hard-wrapped text
_MOST = 0.6
_HEADLINE_WORDS, _STANDFIRST_WORDS = 30, 60
_HEAD_LINES, _STANDFIRST_LINES, _TAIL_LINES = 14, 6, 15


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without outer blanks: its place in the text, its words without marks, what its marks say."""

    start: int
    end: int
    words: str
    is_bullet: bool
    heading: int = 0  # Markdown's level
    is_emphasised: bool = False


def layout(text: str, title: str | None = None, *, marks: bool = False) -> tuple[Part, ...]:
    """Find the parts of a text that aren't plain body: sorted, not empty, not overlapping, inside the text.

    A headline is the title at the start of the text or, where no title is known, a first line that reads like one. The
    standfirst is what stands between it and the dateline or the first sentence of the body: bullets, and lines that
    aren't closed sentences. Closing notices are recognised from the end upwards, until the first line that isn't one;
    captions, links and credits of set forms everywhere. With `marks`, Markdown's marks are furniture.
    """
    paint = bytearray(len(text))
    for start, end in markdown.marks(text) if marks else ():
        _fill(paint, start, end, "furniture")
    lines = _lines(text, paint, marks=marks)
    if not lines:
        return _parts(paint)
    colon = not datelines.is_transcript(text)
    head = _head(lines, title, colon=colon)
    for line, kind in zip(lines, head, strict=False):
        _fill(paint, line.start, line.end, kind)
    body = len(head)
    if body < len(lines):
        dateline = datelines.find(lines[body].words, colon=colon)
        _fill(paint, lines[body].start, lines[body].start + dateline, "dateline")
    tail = max(body + 1, len(lines) - _TAIL_LINES)
    while tail < len(lines) and not all(_is_closing(line, text) for line in lines[tail:]):
        tail += 1
    for line in lines[body:tail]:
        if notice := _notice(line):
            _fill(paint, line.start, line.end, notice)
        else:
            _fill(paint, line.start + notices.credit_at_end(line.words), line.end, "boilerplate")
    for line in lines[tail:]:
        _fill(paint, line.start, line.end, _notice(line) or "boilerplate")
    return _parts(paint)


def unwrap(text: str) -> str:
    """Put a space for every line break that only keeps a hard-wrapped text within its width; the length is the same.

    A break is such a one where the next line's first word would not have had room or is in lower case. A text is
    hard-wrapped where its lines have at most 100 columns and most of the breaks within its paragraphs are such.
    """
    lines = text.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if width not in _WIDTHS:
        return text
    inner = soft = 0
    joined = [lines[0]]
    for line, after in pairwise(lines):
        is_inner = bool(line.strip() and after.strip()) and not _BULLET.match(after.lstrip())
        is_soft = is_inner and _goes_on(line.rstrip(), after.split(maxsplit=1)[0], width)
        inner, soft = inner + is_inner, soft + is_soft
        joined += [" " if is_soft else "\n", after]
    return "".join(joined) if soft >= _MOST * inner else text


def _goes_on(line: str, word: str, width: int) -> bool:
    is_full = len(line) + 1 + len(word) > width
    return word[0].islower() or (is_full and not _SENTENCE_END.search(line))


def headline(text: str, parts: tuple[Part, ...]) -> str | None:
    """Return the words of the first headline among the parts, without marks; None where there is none."""
    found = [part for part in parts if part.kind == "headline"]
    words = ""
    for part, before in zip(found, [None, *found], strict=False):
        if before and "\n" in text[before.end : part.start]:
            break
        words += text[part.start : part.end]
    return " ".join(words.split()) or None


def _lines(text: str, paint: bytearray, *, marks: bool) -> list[_Line]:
    view = "".join(" " if code else character for character, code in zip(text, paint, strict=True)) if marks else text
    lines = []
    for match in _LINE.finditer(unwrap(view)):
        source = text[match.start() : match.end()]
        bullet = _BULLET.match(match[0].lstrip())
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if bullet:
            _fill(paint, start, start + len(bullet[0].rstrip()), "furniture")
            start += len(bullet[0])
        if words := match[0][start - match.start() :].rstrip():
            is_bullet = bool(bullet or _BULLET.match(source.lstrip()))
            heading = markdown.heading_level(source) if marks else 0
            is_emphasised = marks and markdown.is_emphasised(source.strip())
            lines.append(_Line(start, start + len(words), words, is_bullet, heading, is_emphasised))
    return lines


def _head(lines: list[_Line], title: str | None, *, colon: bool) -> list[PartKind]:
    """Return the kinds of the lines before the body."""
    kinds: list[PartKind] = []
    for number, line in enumerate(lines[:_HEAD_LINES]):
        after = lines[number + 1].words if number + 1 < len(lines) else ""
        is_first = "headline" not in kinds and "standfirst" not in kinds
        kind = _head_kind(line, after, title, colon=colon, is_first=is_first)
        if kind is None:
            break
        kinds.append(kind)
        if kind == "dateline":
            break
    # Without a body below it, a line is no standfirst, and a headline only if it is known to be.
    is_whole = len(kinds) < min(len(lines), _HEAD_LINES)
    if not is_whole or kinds.count("standfirst") > _STANDFIRST_LINES:
        known = title is not None and len(lines) > 1 and _is_title(lines[0].words, title)
        return ["headline"] if known else []
    return kinds


def _head_kind(line: _Line, after: str, title: str | None, *, colon: bool, is_first: bool) -> PartKind | None:
    words = line.words
    if (title and _is_title(words, title)) or line.heading == 1:
        return "headline"
    if kind := _notice(line):
        return kind
    if datelines.stands_alone(words) and not line.is_bullet:
        return "dateline"
    if datelines.find(words, colon=colon):
        return None
    if line.is_bullet or line.is_emphasised:
        return "standfirst"
    if title is None and is_first and _reads_like_headline(words, after):
        return "headline"
    if _SENTENCE_END.search(words) or words[-1] in ",:;" or len(words.split()) > _STANDFIRST_WORDS:
        return None
    return "standfirst"


def _reads_like_headline(words: str, after: str) -> bool:
    return (
        2 <= len(words.split()) <= _HEADLINE_WORDS
        and not _FULL_STOP.search(words)
        and words[-1] not in ",:;…"
        and not words[0].islower()
        and bool(after)
        and not after[0].islower()
    )


def _is_title(words: str, title: str) -> bool:
    """Say whether a line is the title, or its beginning (a title may go on with the name of the site)."""
    line, whole = _key(words), _key(title)
    return bool(line) and (line == whole or (len(line) >= 20 and whole.startswith(line)))


def _key(words: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", words).casefold()))


def _notice(line: _Line) -> PartKind | None:
    if line.heading or notices.is_byline(line.words) or notices.is_time(line.words) or line.words in notices.KICKERS:
        return "furniture"
    if notices.is_caption(line.words):
        return "furniture"
    return "boilerplate" if notices.is_notice(line.words) else None


def _is_closing(line: _Line, text: str) -> bool:
    return line.heading == 0 and (notices.is_closing(line.words) or notices.is_closing(text[line.start : line.end]))


def _fill(paint: bytearray, start: int, end: int, kind: PartKind) -> None:
    """Paint what isn't painted yet: the first to come keeps its place."""
    for position in range(start, end):
        paint[position] = paint[position] or _CODE[kind]


def _parts(paint: bytearray) -> tuple[Part, ...]:
    return tuple(Part(run.start(), run.end(), _KINDS[run[0][0] - 1]) for run in _RUN.finditer(paint))
