"""Official statements: who speaks in them as "I", which state as "we", and what their titles tell of offices."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.nouns import ADDRESS, OFFICES
from detente.records import Article

if TYPE_CHECKING:
    from detente.actors import Draft, Roster

# "Statement by Press Secretary NAME on …", "Remarks of President NAME at …", "Readout of the Prime Minister's call …"
_TITLE = re.compile(
    r"^(?:Joint |Press |Public |Written |Media |Opening )*"
    r"(?:Statement|Remarks|Readout|Message|Speech|Address|Letter|Comments|Proclamation|Briefing)s? (?:by|from|of) "
    r"(?P<who>.+?)"
    r"(?:[’']s? | (?:on|at|in|to|for|about|regarding|following|after|before|during|with|marking|and|upon|concerning"
    r"|call|meeting|\w+ing)\b|[:;,–—]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a statement: the person in its title with office and body, and the state."""

    person: Draft | None = None
    state: Draft | None = None
    title: str = ""
    body: Draft | None = None
    start: int = 0  # where office and name stand in the headline; both 0 where the headline names nobody
    end: int = 0


def issuer(article: Article, roster: Roster) -> Issuer:
    """The issuer of an official statement; without person and state for news."""
    state = _state(article.publisher or "", roster)
    headline = article.title or ""
    found = _TITLE.match(headline)
    if found is None:
        return Issuer(state=state)
    words = found["who"].split()
    office = max((i for i, word in enumerate(words) if word.lower().strip(",") in OFFICES), default=None)
    if office is None:
        return Issuer(state=state)
    name = [word for word in words[office + 1 :] if word.lower().strip(".") not in ADDRESS]
    if not name or not all(word[0].isupper() for word in name):
        return Issuer(state=state)
    start = headline.index(words[0], found.start("who"))
    title = words[: office + 1]
    body = state
    if title[0].isupper() and len(title) > 1:  # "NSC Spokesperson"
        known = roster.gazetteer.names(title[0])
        body = roster.known(known[0]) if known else roster.named(title[0], "Government")
        body.state = body.state or state
        title = title[1:]
    elif len(title) > 1 and (adjective := roster.gazetteer.adjective(title[0])) is not None:
        state = body = roster.known(adjective, named=False)
        title = title[1:]
    person = roster.person(" ".join(name))
    return Issuer(person, state or person.state, " ".join(title).lower(), body, start, found.end("who"))


def _state(publisher: str, roster: Roster) -> Draft | None:
    """The state whose government publishes under this name, if any."""
    gazetteer = roster.gazetteer
    for entry in gazetteer.find(publisher, "metonym") + gazetteer.names(publisher):
        home = entry if entry.type == "Country" else gazetteer.get(entry.state)
        if home is not None and home.type == "Country" and entry.type in ("Country", "Government"):
            return roster.known(home, named=False)
    return None
