"""The records that travel between the stages: frozen, without spaCy and without rdflib.

All offsets count Unicode code points in `Article.text`, end exclusive. Ids of actors and claims are
local to their article (``a1``, ``c1``); claims refer to actors and to each other by these ids.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

ActorType = Literal[
    "Person",
    "Country",
    "Government",
    "IntergovernmentalOrganization",
    "Organization",
    "ArmedGroup",
    "Company",
    "Media",
    "Group",
    "Place",
]
Status = Literal["actual", "planned", "requested", "hypothetical", "denied"]
PartKind = Literal["headline", "standfirst", "dateline", "boilerplate", "furniture"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article's text that is not plain body (headline, dateline, agency notice …)."""

    start: int
    end: int
    kind: PartKind


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known of its origin. `text` is never changed; `parts` say what is not body."""

    id: str
    text: str
    title: str | None = None
    published: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    lang: str = "en"
    path: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the article's text, to the letter."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is named, described or referred to."""

    quote: Quote
    kind: Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who or what takes part: a person, state, body, group or place as one article tells of it.

    `state` is the id of the actor (a state) that this one belongs to or acts for; `count*` is the size of
    a group; `subgroup_of` the id of the group that this one is a part of; `nationalities` the names of
    states whose citizens are said to be in the group.
    """

    id: str
    name: str
    type: ActorType
    mentions: tuple[Mention, ...] = ()
    key: str | None = None  # the gazetteer's key, where it knows the actor
    wikidata: str | None = None
    iso3: str | None = None
    state: str | None = None
    count: int | None = None
    count_min: int | None = None
    count_max: int | None = None
    subgroup_of: str | None = None
    nationalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """An office or function that the article states; `of` is an actor's id or None.

    `evidence` is empty (0, 0) where a headline tells the office and the text doesn't contain it.
    """

    holder: str
    title: str
    of: str | None
    evidence: Quote


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one article: who did what to whom, when, where, and who says so."""

    id: str
    type: str  # a class of the ontology without its prefix: "Release"
    trigger: Quote
    evidence: Quote  # the sentence
    agent: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    object: str | None = None  # the words of the text
    object_actor: str | None = None
    place: str | None = None
    origin: str | None = None
    destination: str | None = None
    date: str | None = None  # YYYY-MM-DD, YYYY-MM or YYYY
    date_stated: str | None = None
    count: int | None = None
    count_min: int | None = None
    count_max: int | None = None
    status: Status = "actual"
    speakers: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # ids of the inner claims: the act demanded, planned, praised …
    follows: tuple[str, ...] = ()  # ids of claims that came before, as the text says
    also: tuple[Quote, ...] = ()  # further mentions of the same event
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says: its actors, who holds which office, its claims."""

    article: Article
    actors: tuple[Actor, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = field(default=())
