"""An event as its page shows it: all accounts side by side, and where they can't all be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from detente.days import days
from detente.vocabulary import local
from detente.web.claims import ROLES, Claim, read_claim, tone, type_label
from detente.web.reader import Reader
from detente.web.sayings import told_by

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version:
    """One answer to a question on which accounts disagree, and who gives it."""

    answer: str
    told_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A matter ("count", "date", "status", "agent") on which accounts can't all be right."""

    matter: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class EventPage:
    """What the page of an event shows."""

    iri: str
    label: str
    type: str
    type_label: str
    tone: str
    status: str
    date: str
    reports: int
    roles: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # role, IRIs and names of the actors
    follows: tuple[tuple[str, str], ...]
    accounts: tuple[Claim, ...]
    disagreements: tuple[Disagreement, ...]


def read_event(reader: Reader, iri: str) -> EventPage:
    """The event with this IRI."""
    accounts = [read_claim(reader, claim) for claim in reader.nodes(iri, "dt:supportedBy")]
    accounts.sort(key=lambda claim: (claim.source.published or "9999", claim.source.publisher, claim.iri))
    kind = local(reader.node(iri, "rdf:type"))
    roles = ((role, reader.nodes(iri, name)) for name, role in ROLES.items())
    return EventPage(
        iri=iri,
        label=reader.label(iri),
        type=kind,
        type_label=type_label(kind),
        tone=tone(kind),
        status=local(reader.node(iri, "dt:status")),
        date=reader.text(iri, "dt:date"),
        reports=int(reader.text(iri, "dt:reports") or 1),
        roles=tuple((role, tuple((it, reader.label(it)) for it in actors)) for role, actors in roles if actors),
        follows=tuple((it, reader.label(it)) for it in reader.nodes(iri, "dt:follows")),
        accounts=tuple(accounts),
        disagreements=tuple(disagreements(accounts)),
    )


def disagreements(claims: Sequence[Claim]) -> Iterable[Disagreement]:
    """Where claims of one event contradict each other; what one leaves open or says less exactly doesn't."""
    found = (
        _disagreement("count", claims, lambda it: it.count, _counts_clash, lambda it: it.number),
        _disagreement("date", claims, lambda it: it.date or None, _dates_clash, lambda it: it.date),
        _disagreement("status", claims, lambda it: it.status, _differ, lambda it: it.status.lower()),
        _disagreement("agent", claims, _agents, _apart, lambda it: ", ".join(p.name for p in it.parties("agent"))),
    )
    return (it for it in found if it is not None)


def _disagreement(
    matter: str,
    claims: Sequence[Claim],
    value: Callable[[Claim], T | None],
    clash: Callable[[T, T], bool],
    words: Callable[[Claim], str],
) -> Disagreement | None:
    said = [(claim, it) for claim in claims if (it := value(claim)) is not None]
    if not any(clash(one, other) for (_, one), (_, other) in combinations(said, 2)):
        return None
    versions: dict[str, list[str]] = {}
    for claim, _ in said:
        versions.setdefault(words(claim), []).append(teller(claim))
    return Disagreement(matter, tuple(Version(it, tuple(dict.fromkeys(by))) for it, by in versions.items()))


def teller(claim: Claim) -> str:
    """Who answers for a claim: its publisher, and whom it quotes."""
    return told_by(claim.source, [speaker.name for speaker in claim.speakers])


def _agents(claim: Claim) -> frozenset[str] | None:
    return frozenset(party.actor or party.name for party in claim.parties("agent")) or None


def _counts_clash(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    return any(most is not None and least is not None and most < least
               for (_, most), (least, _) in ((one, other), (other, one)))  # fmt: skip


def _dates_clash(one: str, other: str) -> bool:
    (first, last), (other_first, other_last) = days(one), days(other)
    return last < other_first or other_last < first


def _differ(one: str, other: str) -> bool:
    return one != other


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one & other
