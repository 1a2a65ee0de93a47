"""Actors of one article while they are being gathered: names and descriptions that mean the same one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.records import ActorType, Mention

if TYPE_CHECKING:
    from detente.gazetteer import Entry


@dataclass(slots=True, eq=False)
class Draft:
    """An actor that still grows. Compared by identity; `Cast.finish` turns it into a frozen `Actor`."""

    id: str
    name: str
    type: ActorType
    named: bool = True
    mentions: list[Mention] = field(default_factory=list)
    entry: Entry | None = None
    state: Draft | None = None
    gender: str | None = None  # "m", "f" or None where unknown
    plural: bool = False
    count: int | None = None
    count_min: int | None = None
    count_max: int | None = None
    subgroup_of: Draft | None = None
    nationalities: tuple[str, ...] = ()
    members: tuple[Draft, ...] = ()
