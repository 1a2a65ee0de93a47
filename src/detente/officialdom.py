"""Official statements: who speaks in them as "I", and which state as "we"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.nouns import ADDRESS, OFFICES
from detente.records import Article

if TYPE_CHECKING:
    from detente.actors import Draft, Roster

_TITLE = re.compile(
    r"^(?:Joint |Press |Public |Written |Media )*(?:Statement|Remarks|Readout|Message|Speech|Address|Letter|Comments|Proclamation)s?"
    r"(?:s)? (?:by|from|of) (?P<who>.+?)(?: (?:on|at|in|to|for|about|regarding|following|after|before|during|with|marking|and|welcoming"
    r"|condemning|announcing|upon|concerning)\b|[’']s? (?:Call|Meeting|Visit|Travel|Trip)|[:;,–—]|$)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:(?:[A-Z][\w’'.-]*|of|al|bin|de|van|von|der)\s+)*[A-Z][\w’'-]+$")


def issuer(article: Article, roster: Roster) -> tuple[Draft | None, Draft | None]:
    """Who speaks in an official statement (the person in its title) and the state that issues it; None in news."""
    gazetteer = roster.gazetteer
    state = None
    for entry in gazetteer.find(article.publisher or "", "metonym") + gazetteer.names(article.publisher or ""):
        home = entry if entry.type == "Country" else gazetteer.get(entry.state)
        if home is not None and home.type == "Country" and entry.type in ("Country", "Government"):
            state = roster.known(home, named=False)
    title = _TITLE.match(article.title or "")
    if title is None:
        return None, state
    words = title["who"].split()
    office = max((i for i, word in enumerate(words) if word.lower().strip(",") in OFFICES), default=None)
    if office is None or not words[office + 1 :]:
        return None, state
    name = [word for word in words[office + 1 :] if word.lower().strip(".") not in ADDRESS]
    if name[:1] == ["of"] or not name or not all(word[0].isupper() for word in name):
        return None, state
    person = roster.person(" ".join(name).strip(",."))
    return person, state or person.state
