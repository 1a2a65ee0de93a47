"""The filters that network and timeline share, as they stand in an address: ``?since=2025-01-01&type=Release``."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from detente.days import number
from detente.sparql import QueryError
from detente.terms import STATUSES, named
from detente.types import event_types
from detente.vocabulary import local

ANY: Final = "any"
ACTUAL: Final = "Actual"


@dataclass(frozen=True, slots=True)
class Filters:
    """Which events are wanted. Days are YYYY-MM-DD, "" stands for no restriction."""

    since: str = ""
    until: str = ""
    type: str = ""  # "Release", or "Retreat" for all below it
    status: str = ACTUAL  # or "any"
    actor: str = ""  # its IRI
    name: str = ""  # of the actor, as it was asked for

    def parameters(self, **other: object) -> str:
        """The filters as the query part of an address, with `other` parameters set or, if None, left out."""
        said: dict[str, object] = {
            "since": self.since,
            "until": self.until,
            "type": self.type,
            "status": "" if self.status == ACTUAL else self.status.lower(),
            "actor": self.name,
        }
        return urlencode({name: value for name, value in (said | other).items() if value not in ("", None)})

    @property
    def active(self) -> bool:
        """Whether they leave anything out that is left in by default."""
        return self != Filters()

    def condition(self) -> tuple[str, list[object]]:
        """A condition on the catalogue's table ``event``, and its parameters."""
        parts: list[str] = []
        values: list[object] = []
        if self.since:
            parts.append("event.last >= ?")
            values.append(number(datetime.date.fromisoformat(self.since)))
        if self.until:
            parts.append("event.first <= ?")
            values.append(number(datetime.date.fromisoformat(self.until)))
        if self.type:
            kinds = [name for name, kind in event_types().items() if self.type in (name, kind.parent)]
            parts.append(f"event.type IN ({', '.join('?' * len(kinds))})")
            values += kinds
        if self.status != ANY:
            parts.append("event.status = ?")
            values.append(self.status)
        if self.actor:
            parts.append(
                "event.id IN (SELECT event FROM party JOIN actor ON actor.iri = party.actor "
                "WHERE actor.iri = ? OR actor.state = ?)"
            )
            values += [self.actor, self.actor]
        return " AND ".join(parts) or "1", values


def read_filters(query: Mapping[str, str], find: Callable[[str], str]) -> tuple[Filters, list[str]]:
    """The filters of an address, and what is wrong with those that were left out.

    `find` gives the IRI of the actor with a name, or raises QueryError.
    """
    wrong: list[str] = []
    days = {name: _day(query.get(name, "").strip(), name, wrong) for name in ("since", "until")}
    if days["since"] and days["until"] and days["since"] > days["until"]:
        wrong.append(f"since {days['since']} is later than until {days['until']}: nothing lies between")
    kind = status = actor = ""
    name = query.get("actor", "").strip()
    try:
        kind = local(named("type", query["type"], event_types()).value) if query.get("type") else ""
    except QueryError as error:
        wrong.append(str(error))
    try:
        asked = query.get("status") or ACTUAL
        status = ANY if asked == ANY else local(named("status", asked, STATUSES).value)
    except QueryError as error:
        status = ACTUAL
        wrong.append(str(error))
    try:
        actor = find(name) if name else ""
    except QueryError as error:
        wrong.append(str(error))
    return Filters(days["since"], days["until"], kind, status, actor, name if actor else ""), wrong


def _day(text: str, name: str, wrong: list[str]) -> str:
    if not text:
        return ""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        wrong.append(f"{name}={text}: not a day; write it as YYYY-MM-DD")
        return ""
