"""Markdown's marks: where they stand, so that the text can keep them and the parser doesn't see them."""

from __future__ import annotations

import re

# Marks that are masked as they stand. Where a pattern has the group "words", all but the words is masked.
_PATTERNS = [
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"<!--(?s:.{0,2000}?)-->",
        r"</?[A-Za-z][^<>\n]{0,300}>",  # also <https://…>
        r"^ {0,3}(?:`{3,}|~{3,})[^\n`]*$",  # fences of code blocks
        r"^ {0,3}\[\^?[^\]\n]{1,100}\]:[ \t]*\S.*$",  # where references and footnotes lead
        r"^ {0,3}(?:>[ \t]?)+",
        r"^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$|^ {0,3}=+[ \t]*$",
        r"^ {0,3}#{1,6}[ \t]+(?P<words>[^\n]*?)[ \t]*#*[ \t]*$",
        r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+",
        r"!\[[^\]\n]{0,500}\]\([^()\n]{0,2000}\)",
        r"\[(?P<words>[^\[\]\n]{1,500})\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|\[[^\[\]\n]{0,100}\])",
        r"\[\^[^\]\s]{1,50}\]",
        r"`+|\\(?=[!-/:-@\[-`{-~])",
    )
]
_RUN = re.compile(r"\*{1,3}|_{1,3}|~~")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]")


def marks(text: str) -> list[tuple[int, int]]:
    """Return the stretches (start, end) of a Markdown text that are marks and not words; they may overlap.

    Known are headings, lists, quotes, rules, emphasis, links, images, footnotes, HTML tags and escapes of
    CommonMark. Words of links and headings aren't marks; addresses and images are.
    """
    found: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if "words" in pattern.groupindex:
                found += [(match.start(), match.start("words")), (match.end("words"), match.end())]
            else:
                found.append(match.span())
    for paragraph in re.finditer(r"\S[^\n]*(?:\n[^\n\S]*\S[^\n]*)*", text):
        found += _emphasis(paragraph[0], paragraph.start())
    return [(start, end) for start, end in found if start < end]


def heading_level(line: str) -> int:
    """Return the level (1 to 6) of a line that is a heading, 0 of one that isn't."""
    match = _HEADING.match(line)
    return len(match[1]) if match else 0


def is_emphasised(line: str) -> bool:
    """Say whether a whole line, and nothing less, is in italics or bold."""
    match = _RUN.match(line)
    return match is not None and _emphasis(line, 0) == [match.span(), (len(line) - len(match[0]), len(line))]


def _emphasis(text: str, offset: int) -> list[tuple[int, int]]:
    """Pair the runs of asterisks and underscores that open and close; a run without a partner is a character."""
    found: list[tuple[int, int]] = []
    opened: list[re.Match[str]] = []
    for run in _RUN.finditer(text):
        before, after = text[: run.start()][-1:], text[run.end() :][:1]
        if before == "\\":
            continue
        opens = bool(after.strip()) and not before.isalnum()
        closes = bool(before.strip()) and not after.isalnum()
        partner = next((i for i in reversed(range(len(opened))) if opened[i][0] == run[0]), None)
        if closes and partner is not None:
            found += [(opened[partner].start() + offset, opened[partner].end() + offset)]
            found += [(run.start() + offset, run.end() + offset)]
            del opened[partner:]
        elif opens:
            opened.append(run)
    return found
