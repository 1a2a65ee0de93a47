"""Datelines: the place (and often the day and the agency) that stands before a story's first sentence."""

from __future__ import annotations

import re

from detente.notices import KICKERS, is_time

# What divides a dateline from its sentence; a single hyphen only between spaces.
_DASH = re.compile(r"\s*(?:--+|[–—―])\s*|\s+-\s+")
_MARK = re.compile(r"\s*(?:[-–—―]+|:)?\s*$")
_SENTENCE = re.compile(r"[\"“‘'«(\[$€£#]*[^\W_a-zß-öø-ÿ]")
_COLON = re.compile(r"[^\W\d_][^:\n]{1,60}:(?=\s+[\"“‘'«]?[A-ZÀ-Þ])")
_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,40}[)\]]")
_SPEAKER = re.compile(r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+ ?){1,4}(?:\([^)\n]{1,40}\))?:\s", re.MULTILINE)
_PARTICLES = "al am an da de del den der des di do dos du el es la las le los sur van"
# A phrase in capitals with one of these is a heading, a speaker or a body, not a town.
_NO_TOWN = """
    A AN AND AS AT BY FOR FROM IN INTO IS NOT OF ON OR OVER SAYS THE TO WITH
    DR GENERAL GOVERNOR HOST KING LADY MINISTER MODERATOR MR MR. MRS MRS. MS MS. POPE PRESIDENT PRIME QUEEN REP.
    REPORTER SECRETARY SEN. SENATOR SPEAKER VICE
    AGENCY COMMISSION COMMITTEE COUNCIL DEPARTMENT HOUSE MINISTRY NEWS OFFICE ORDER PART RELEASE REPORT SECTION SHEET
    STATEMENT
"""
_LENGTH = 100


def find(line: str, *, colon: bool = True) -> int:
    """Return where the dateline ends with which a paragraph begins, its dash included; 0 where there is none.

    Known are "KYIV, March 3 (Agency) —", "City, Country —", "City (Agency) -", "CITY —", "3 March 2025 –" and, unless
    `colon` is false, "CITY:" (in transcripts that is a speaker).
    """
    mark = _COLON.match(line) if colon else None
    if mark and _parse(mark[0][:-1], ":"):
        return mark.end()
    for dash in _DASH.finditer(line, 0, _LENGTH):
        if _SENTENCE.match(line, dash.end()) and _parse(line[: dash.start()], dash[0].strip()) is not None:
            return len(line[: dash.end()].rstrip())
    return 0


def stands_alone(line: str) -> bool:
    """Say whether a line is a dateline and no more: "ISTANBUL", "PORT SARRIN, Belmora", "Paris, 3 March 2025"."""
    return 3 <= len(line) <= _LENGTH and bool(_parse(_MARK.sub("", line), ""))


def place(dateline: str) -> tuple[int, int] | None:
    """Return start and end of the town's name within a dateline that was found; None for a date without a town."""
    return _parse(_MARK.sub("", dateline), "—") or None


def is_transcript(text: str) -> bool:
    """Say whether several lines begin with a speaker in capitals and a colon ("MS. RENN: …"), as a dateline might."""
    return len(_SPEAKER.findall(text)) > 1


def _parse(words: str, mark: str) -> tuple[int, int] | tuple[()] | None:
    """Return where the town stands in the words before the mark, () for a date alone, None for no dateline."""
    plain = _BRACKETS.sub(lambda brackets: " " * len(brackets[0]), words)
    if is_time(plain):
        return ()
    town, *rest = plain.rstrip().split(",")
    rest = [chunk.strip() for chunk in rest if chunk.strip()]
    town = re.split(r"\s+(?:[-–—]\s+)?\d{1,2}\s", town.rstrip())[0]  # "CAIRO - 3 March 2025"
    start, end = len(town) - len(town.lstrip()), len(town)
    town = town.strip()
    if not all(is_time(chunk) or chunk.isdigit() or _is_name(chunk) for chunk in rest) or re.search(r"[\d!?:;]", town):
        return None
    if town.isupper():
        longest = {"": 3, ":": 2}.get(mark, 4)
        is_heading = town in KICKERS or _is_heading(town)
        is_town = not is_heading and len(town.split()) <= longest and sum(map(str.isalpha, town)) >= 3
        return (start, end) if is_town else None
    is_dated = any(is_time(chunk) for chunk in rest) or is_time(plain[end:])
    is_signed = plain.rstrip() != words.rstrip()  # "Berlin (Agency)"
    is_placed = mark not in ("", "-", ":") and bool(rest)  # "Vesk, Belmora —"
    return (
        (start, end)
        if _is_name(town) and not _is_heading(town) and (is_dated or (is_signed and mark != "") or is_placed)
        else None
    )


def _is_heading(town: str) -> bool:
    return not set(town.upper().split()).isdisjoint(_NO_TOWN.split())


def _is_name(words: str) -> bool:
    """Say whether these few words could name a town, a country or an agency."""
    parts = words.split()
    return (
        0 < len(parts) <= 4
        and parts[0][0].isupper()
        and all(part[0].isupper() or part in _PARTICLES.split() for part in parts)
        and not re.search(r"[\d!?:;]|[’']s\b", words)
    )
