"""The templates of the pages, and what all of them may use. Whatever they are given is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from detente import __version__
from detente.types import event_types
from detente.web.claims import kind_label, tone, type_label
from detente.web.filters import ANY, Filters
from detente.web.ties import LIMITS
from detente.web.timeline import TONES

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"
STATUSES: Final = ("actual", "planned", "requested", "hypothetical", "denied", ANY)


def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shared: Mapping[str, Any] = {
        "version": __version__,
        "tone": tone,
        "type_label": type_label,
        "kind_label": kind_label,
        "types": sorted(event_types().items(), key=lambda it: it[1].label),
        "statuses": STATUSES,
        "limits": LIMITS,
        "tones": TONES,
        "no_filters": Filters(),
    }
    made.globals.update(shared)
    return made
