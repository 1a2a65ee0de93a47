"""A graph's tables as the nodes and relationships of a property graph, with the headers that Neo4j imports.

Claims support events, articles hold claims, actors have roles in events; and what one actor did to another stands as a
relationship of its own between the two, so that paths between actors are short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Final

from detente.tables import Cell, Kind, Row, Table
from detente.types import event_types
from detente.vocabulary import local

_LABELS: Final = {"actors": "Actor", "articles": "Article", "claims": "Claim", "events": "Event"}
_TYPES: Final[Mapping[Kind, str]] = {
    "integer": ":long", "decimal": ":double", "date": ":date", "texts": ":string[]", "text": "",
}  # fmt: skip
# Columns of the tables that relationships say.
_RELATED: Final = frozenset(
    "iri article event speakers speaker_names agents agent_names recipients recipient_names state state_name "
    "place_name".split()
)


def property_graph(tables: Mapping[str, Table]) -> dict[str, Table]:
    """The tables nodes and relationships; every relationship ends at nodes that are there."""
    kinds = {name: kind for table in _LABELS for name, kind in tables[table].columns.items() if name not in _RELATED}
    header: dict[str, Kind] = {"iri:ID": "text", ":LABEL": "texts"}
    header |= {f"{name}{_TYPES[kind]}": kind for name, kind in kinds.items()}
    rows: list[Row] = []
    for table, label in _LABELS.items():
        for record in tables[table].records():
            of_kind = (str(record["type"]),) if table in ("actors", "events") else ()
            rows.append((record["iri"], (label, *of_kind), *(record.get(name) for name in kinds)))
    known = {row[0] for row in rows}
    ties = [tie for tie in _ties(tables) if {tie[0], tie[1]} <= known]
    columns: dict[str, Kind] = {
        ":START_ID": "text", ":END_ID": "text", ":TYPE": "text", "event": "text", "first_day:date": "date",
        "last_day:date": "date",
    }  # fmt: skip
    return {
        "nodes": Table("nodes", header, rows),
        "relationships": Table("relationships", columns, list(dict.fromkeys(ties))),
    }


def _ties(tables: Mapping[str, Table]) -> Iterator[Row]:
    none = (None, None, None)
    for actor in tables["actors"].records():
        yield actor["iri"], actor["state"], "OF_STATE", *none
    for claim in tables["claims"].records():
        yield claim["event"], claim["iri"], "SUPPORTED_BY", *none
        yield claim["iri"], claim["article"], "QUOTED_FROM", *none
        for speaker in _several(claim["speakers"]):
            yield claim["iri"], speaker, "ATTRIBUTED_TO", *none
    for role in tables["roles"].records():
        yield role["event"], role["actor"], _capitals(str(role["role"])), *none
    for event in tables["events"].records():
        if event["status"] == "Actual":
            kind = event_types()[str(event["type"])]
            agents, recipients = _several(event["agents"]), _several(event["recipients"])
            mutual = kind.symmetric and not recipients
            for one, other in combinations(agents, 2) if mutual else product(agents, recipients):
                name = _capitals(local(kind.relation))
                yield one, other, name, event["iri"], event["first_day"], event["last_day"]


def _several(cell: Cell) -> tuple[str, ...]:
    return cell if isinstance(cell, tuple) else ()


def _capitals(name: str) -> str:
    """``easedSanctionsOn`` as EASED_SANCTIONS_ON."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()
