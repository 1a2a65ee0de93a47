"""Do two claims tell of the same event? A score with its reasons, or None where something speaks against it.

Only claims of one type and one status are compared: a plan and the deed are two events, which queries bring together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz.fuzz import token_set_ratio

from detente.identity import Identity
from detente.testimony import Told
from detente.types import event_types

NEAR: Final = 3  # days between the publication of undated claims of one event, and of a dated from an undated one
_VAGUE: Final = 7  # days; a date that covers more says little
LATE: Final = 7  # days between the publication of undated claims of what seldom happens twice
_MONTH: Final = 31  # days
_ALIKE: Final = 50  # of 100: objects in words that may be the same
_TELLING: Final = 3  # words that make a description of unnamed people one of its own: "forces holding the hill"
CLOSE, DISPUTED = 0.1, 0.25  # how far apart counts of one thing are; and how far if all else agrees to the day
NEXT_DAY: Final = "dates a day apart"
_MANY: Final = 10  # a number that hardly comes twice in two days
# What is said again and again between the same parties: only the words tell one act from another.
_SPEECH: Final = frozenset(
    "Statement Praise Endorsement Request Accusation Criticism Refusal Threat Support Accuse Reject Threaten".split()
)
# What seldom happens twice within days between the same named actors.
_ONCE: Final = frozenset(
    "Appointment Pardon Recognition DiplomaticRestoration DiplomaticRupture Expulsion Seizure PrisonerExchange "
    "Detention".split()
)
# Types that often tell of one affair from two sides: such events are linked, not merged.
_AFFAIRS: Final = (
    "Release Pardon PrisonerExchange",
    "Meeting Visit Negotiation PhoneCall Mediation",
    "Agreement Ceasefire",
    "SanctionsImposition Ban",
    "DiplomaticRupture Expulsion",
    "Seizure Detention",
)
FAMILIES: Final = {kind: names for names in _AFFAIRS for kind in names.split()}
# What happens to a person once within days, whoever does it.
ONE_PERSON: Final = frozenset("Appointment Pardon Release Detention Expulsion".split())


@dataclass(frozen=True, slots=True)
class Side:
    """Who stands on one side of a claim."""

    named: frozenset[str]  # IRIs of named actors
    states: frozenset[str]  # IRIs of their states; a state's own if it acts itself
    itself: frozenset[str]  # IRIs of the states that act themselves or through their governments
    people: frozenset[str]  # IRIs of named persons
    sizes: frozenset[int]  # of unnamed groups
    described: frozenset[str]  # unnamed actors, in words

    @property
    def stated(self) -> bool:
        """Whether anybody stands there."""
        return bool(self.named or self.sizes or self.described)

    def __or__(self, other: Side) -> Side:
        return Side(*(getattr(self, name) | getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with the identities of those who take part."""

    told: Told
    agent: Side
    recipient: Side
    place: str | None  # IRI of the actor behind, if it is a place and no state
    inner: frozenset[str]  # event types of the claims that it is about
    symmetric: bool

    @property
    def described(self) -> frozenset[str]:
        """Unnamed actors on either side, in words."""
        return self.agent.described | self.recipient.described


@dataclass(frozen=True, slots=True)
class Match:
    """Why two claims tell of one event: the reasons in words, and their weight in all."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    """One comparison: how much it speaks for the same event."""

    weight: float
    reason: str
    disputed: bool = False


_NOTHING: Final = _Point(0.0, "")


def case(told: Told, identities: Mapping[str, Identity], types: Mapping[str, str]) -> Case:
    """A claim made ready to be compared. `types` are event types by claim."""
    place = identities.get(told.place) if told.place else None
    return Case(
        told=told,
        agent=_side([identities[iri] for iri in told.agent if iri in identities]),
        recipient=_side([identities[iri] for iri in told.recipient if iri in identities]),
        place=place.iri if place is not None and place.type == "Place" else None,
        inner=frozenset(types[iri] for iri in told.about if iri in types),
        symmetric=event_types()[told.type].symmetric,
    )


def match(one: Case, other: Case) -> Match | None:
    """Whether two cases are one event, and why."""
    first, second = one.told, other.told
    if (first.type, first.status) != (second.type, second.status) or first.article == second.article:
        return None
    if first.status == "Denied" or (one.inner and other.inner and not one.inner & other.inner):
        return None
    if one.place and other.place and one.place != other.place:
        return None
    who = _parties(one, other)
    if who is None:
        return None
    certain = _certain(one, other, who)
    when = _when(first, second, LATE if certain else NEAR) or _next_day(first, second, who)
    what = _what(one, other)
    if when is None or what is None:
        return None
    many = _numbers(first.number, second.number, disputed=when.weight >= 1)
    if many is None or (when.weight < 1 and any(point.disputed for point in who)):
        return None
    sides = [point for point in who if point.weight]
    if not sides or max(point.weight for point in sides) < 1:
        return None
    # With one side in common only, something else must tell this act from others like it.
    person = first.type in ONE_PERSON and bool(one.recipient.people & other.recipient.people)
    there = certain and one.place is not None and one.place == other.place
    if len(sides) < 2 and not person and not there and max(when.weight, many.weight, what.weight) < 1:
        return None
    points = [point for point in (*who, when, many, what) if point.weight]
    return Match(round(sum(point.weight for point in points), 3), tuple(point.reason for point in points))


def related(one: Case, other: Case) -> bool:
    """Whether two cases of types that go together tell of one affair: a pardon and the release that it brought."""
    first, second = one.told, other.told
    if first.type == second.type or FAMILIES.get(first.type) is not FAMILIES.get(second.type, ""):
        return False
    if first.status != second.status or first.status == "Denied":
        return False
    who, when = _parties(one, other), _when(first, second, NEAR)
    if who is None or when is None or _numbers(first.number, second.number) is None:
        return False
    return sum(point.weight for point in who) >= 2


def _certain(one: Case, other: Case, who: list[_Point]) -> bool:
    """Whether who takes part alone says that it is one event, though told of days apart."""
    if one.told.type in _ONCE and all(point.weight >= 2 for point in who):
        return True
    everyone, others = one.agent | one.recipient, other.agent | other.recipient
    # Three who meet, or people described in words that fit nobody else.
    return len(everyone.named & others.named) >= 3 or any(
        is_telling(text) for text in everyone.described & others.described
    )


def is_telling(description: str) -> bool:
    """Whether words for unnamed people fit nobody else."""
    return len(description.split()) >= _TELLING


def _side(identities: list[Identity]) -> Side:
    named = [identity for identity in identities if identity.named]
    unnamed = [identity for identity in identities if not identity.named]
    return Side(
        named=frozenset(identity.iri for identity in named),
        states=frozenset(state for it in identities if (state := _state(it))),
        itself=frozenset(state for it in named if it.type in ("Country", "Government") and (state := _state(it))),
        people=frozenset(it.iri for it in named if it.type == "Person"),
        sizes=frozenset(it.size for it in unnamed if it.size is not None),
        described=frozenset(identity.name.casefold() for identity in unnamed),
    )


def _state(identity: Identity) -> str | None:
    return identity.iri if identity.type == "Country" else identity.state


def _parties(one: Case, other: Case) -> list[_Point] | None:
    """How far those who take part are the same, side by side; None where they are not."""
    if not one.symmetric:
        agents = _same_side(one.agent, other.agent, "agent")
        recipients = _same_side(one.recipient, other.recipient, "recipient")
        if agents is None and one.told.type in ONE_PERSON and one.recipient.people & other.recipient.people:
            agents = _Point(0.1, "agents in dispute", disputed=True)
        return None if agents is None or recipients is None else [agents, recipients]
    # Who meets whom is the same the other way round.
    turned = []
    for mine, theirs in ((other.agent, other.recipient), (other.recipient, other.agent)):
        agents, recipients = _same_side(one.agent, mine, "party"), _same_side(one.recipient, theirs, "party")
        if agents is not None and recipients is not None:
            turned.append([agents, recipients])
    if turned:
        return max(turned, key=lambda points: sum(point.weight for point in points))
    everyone, others = one.agent | one.recipient, other.agent | other.recipient
    common = everyone.named & others.named
    if len(common) < 2:
        return None
    return [_Point(2.0, f"party {iri}") for iri in sorted(common)]


def _same_side(one: Side, other: Side, role: str) -> _Point | None:
    if not one.stated or not other.stated:
        return _NOTHING
    if common := one.named & other.named:
        return _Point(2.0, f"same {role}: {min(common)}")
    # Lukashenko and Belarus may stand for each other, two ministers of Belarus may not.
    if common := (one.itself & other.states) | (one.states & other.itself):
        return _Point(1.0, f"{role} of the same state: {min(common)}")
    if sizes := one.sizes & other.sizes:
        return _Point(1.0, f"{role}: {min(sizes)} people in both")
    if any(_numbers(size, also) for size in one.sizes for also in other.sizes):
        return _Point(0.5, f"{role}: about as many people in both")
    if any(_numbers(size, also, disputed=True) for size in one.sizes for also in other.sizes):
        return _Point(0.2, f"{role}: {min(one.sizes)} or {min(other.sizes)} people", disputed=True)
    if one.named or other.named or (one.sizes and other.sizes):
        return None
    if any(is_telling(text) for text in one.described & other.described):
        return _Point(1.0, f"{role}: described in the same words")
    alike = max((token_set_ratio(a, b) for a in one.described for b in other.described), default=0)
    return _Point(0.5, f"{role}: described alike") if alike >= _ALIKE else None


def _when(one: Told, other: Told, gap: int) -> _Point | None:
    """Compare dates as ranges; an undated claim is taken to tell of the days before its publication.

    `gap` is how many days may lie between the publications of undated claims.
    """
    if one.first is not None and one.last is not None and other.first is not None and other.last is not None:
        if one.last < other.first or other.last < one.first:
            return None
        vague = max(one.last - one.first, other.last - other.first) > _VAGUE
        return _Point(0.2, "dates that allow it") if vague else _Point(1.0, "same date")
    dated, undated = (one, other) if one.first is not None else (other, one)
    if undated.published is None:
        return None
    together = dated.published is not None and abs(dated.published - undated.published) <= gap
    if dated.first is None or dated.last is None:
        return _Point(0.3, "published within days") if together else None
    span = dated.last - dated.first
    if span <= _VAGUE and undated.status == "Actual":
        near = dated.last - NEAR <= undated.published <= dated.first + gap
        return _Point(0.5, "published within days of the date") if near else None
    # "This month" may be today, "this year" is rather not.
    return _Point(0.3, "published within days") if together and span <= _MONTH else None


def _next_day(one: Told, other: Told, who: list[_Point]) -> _Point | None:
    """Two days in a row given for what seldom happens twice: articles that differ about one event."""
    if one.first is None or other.first is None or one.first != one.last or other.first != other.last:
        return None
    once = one.type in _ONCE and all(point.weight >= 2 for point in who)
    freed = one.type == "Release" and one.number == other.number and (one.number or 0) >= _MANY
    if abs(one.first - other.first) != 1 or not (once or (freed and all(point.weight >= 1 for point in who))):
        return None
    return _Point(0.1, NEXT_DAY, disputed=True)


def _numbers(one: int | None, other: int | None, *, disputed: bool = False) -> _Point | None:
    """Compare counts: somewhat apart is disagreement about one thing, more is another thing."""
    if one is None or other is None:
        return _NOTHING
    if one == other:
        return _Point(1.0, f"same count: {one}")
    apart = abs(one - other) / max(one, other)
    if apart <= CLOSE:
        return _Point(0.2, "about the same count")
    return _Point(0.1, f"counts in dispute: {one} and {other}") if disputed and apart <= DISPUTED else None


def _what(one: Case, other: Case) -> _Point | None:
    """Compare objects in words."""
    if one.told.object is None or other.told.object is None:
        bare = one.told.type in _SPEECH and not (one.inner & other.inner)
        return None if bare and not (one.recipient.stated and other.recipient.stated) else _NOTHING
    alike = token_set_ratio(one.told.object.value.casefold(), other.told.object.value.casefold())
    if alike < _ALIKE:
        return None if one.told.type in _SPEECH and not (one.inner & other.inner) else _NOTHING
    return _Point(1.0 if alike >= 80 else 0.5, "same object")
