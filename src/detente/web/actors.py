"""An actor as its page shows it: names, offices, what it does and undergoes, and with whom."""

from __future__ import annotations

from dataclasses import dataclass

from detente.vocabulary import PREFIXES, local
from detente.web.catalogue import Catalogue, Happening
from detente.web.claims import tone
from detente.web.filters import ANY, Filters
from detente.web.reader import Reader


@dataclass(frozen=True, slots=True)
class Office:
    """An office, with the first and last day on which an article gives it."""

    title: str
    body: str
    body_name: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another actor: events by this one towards it, by it towards this one, how many set them against one another."""

    iri: str
    name: str
    towards: int
    back: int
    hostile: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """What the page of an actor shows."""

    iri: str
    name: str
    type: str
    names: tuple[str, ...]
    state: tuple[str, str] | None
    wikidata: str
    offices: tuple[Office, ...]
    members: tuple[tuple[str, str], ...]  # who acts for it: IRIs and names, the busiest first
    neighbours: tuple[Neighbour, ...]
    events: int
    latest: tuple[Happening, ...]
    filters: Filters


def read_actor(reader: Reader, catalogue: Catalogue, iri: str, *, shown: int = 30) -> ActorPage:
    """The actor with this IRI, with the `shown` latest events and busiest neighbours."""
    name = reader.text(iri, "rdfs:label") or reader.label(iri)
    filters = Filters(status=ANY, actor=iri, name=name)
    condition, values = filters.condition()
    state = reader.node(iri, "dt:ofState")
    links = [link for link in reader.nodes(iri, "skos:exactMatch") if link.startswith(PREFIXES["wd"])]
    return ActorPage(
        iri=iri,
        name=name,
        type=local(reader.node(iri, "rdf:type")),
        names=tuple(reader.texts(iri, "skos:altLabel")),
        state=(state, reader.label(state)) if state and state != iri else None,
        wikidata=next((f"https://www.wikidata.org/wiki/{local(link)}" for link in links), ""),
        offices=_offices(reader, iri),
        members=tuple(
            catalogue.rows(
                "SELECT iri, name FROM actor WHERE state = ? AND iri <> ? ORDER BY events DESC, name LIMIT ?",
                [iri, iri, shown],
            )
        ),
        neighbours=_neighbours(catalogue, iri, shown),
        events=int(catalogue.rows(f"SELECT COUNT(*) FROM event WHERE {condition}", values)[0][0]),
        latest=tuple(catalogue.happenings(filters, limit=shown)),
        filters=filters,
    )


def _offices(reader: Reader, iri: str) -> tuple[Office, ...]:
    offices = []
    for position in reader.subjects("org:member", iri):
        body = reader.node(position, "org:organization")
        held = reader.texts(position, "dt:heldOn") or [""]
        title = reader.text(position, "dt:title")
        offices.append(Office(title, body, reader.label(body) if body else "", held[0], held[-1]))
    return tuple(sorted(offices, key=lambda it: (it.last, it.title), reverse=True))


def _neighbours(catalogue: Catalogue, iri: str, limit: int) -> tuple[Neighbour, ...]:
    found: dict[str, list[int]] = {}
    for other, kind, towards, back in catalogue.rows(
        "SELECT other, event.type, SUM(towards), SUM(1 - towards) FROM ("
        "SELECT event AS id, target AS other, 1 AS towards FROM tie WHERE source = ? UNION ALL "
        "SELECT event, source, 0 FROM tie WHERE target = ?) JOIN event USING (id) "
        "WHERE event.status = 'Actual' GROUP BY other, event.type",
        [iri, iri],
    ):
        sums = found.setdefault(other, [0, 0, 0])
        sums[0] += towards
        sums[1] += back
        sums[2] += (towards + back) * (tone(kind) == "conflict")
    busiest = sorted(found.items(), key=lambda it: (-it[1][0] - it[1][1], it[0]))[:limit]
    names = dict(
        catalogue.rows(
            f"SELECT iri, name FROM actor WHERE iri IN ({', '.join('?' * len(busiest))})", [it for it, _ in busiest]
        )
    )
    return tuple(Neighbour(other, names.get(other, other), *sums) for other, sums in busiest)
