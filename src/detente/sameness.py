"""Which profiles are one actor: each rule looks at the profiles that share one key, and at nothing else.

So what a change can alter is known: the ties of the keys that the changed profiles have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from detente.clusters import Clusters
from detente.names import same_holder, same_person
from detente.offices import Office
from detente.profiles import Profile

# Types that are taken for one another; not companies and media, which can't do all that these can.
_BODIES: Final = frozenset({"Organization", "IntergovernmentalOrganization", "Government", "ArmedGroup"})

Resolve = Callable[[str | None], str | None]  # a state's profile to the IRI of the actor behind


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two profiles, the lesser key first, that are taken for one actor, why, and how sure that is, from 0 to 1."""

    one: str
    other: str
    score: float
    reason: str

    @classmethod
    def between(cls, one: Profile, other: Profile, score: float, reason: str) -> Tie:
        """A tie whichever way round the profiles come."""
        first, second = sorted((one.key, other.key))
        return cls(first, second, score, reason)


@dataclass(slots=True)
class _Host:
    """Profiles already taken for one, which others may join; `state` is an actor's IRI."""

    head: Profile
    state: str | None
    members: list[Profile] = field(default_factory=list)


def ties(key: str, sharing: Collection[Profile], changed: Collection[str], state_of: Resolve) -> set[Tie]:
    """The ties among all profiles that share `key`; for a key of sounds only those of the `changed` profiles."""
    rule, _, value = key.partition(" ")
    ordered = sorted(sharing, key=lambda profile: profile.key)
    if rule == "name":
        return set(_same_name(value, ordered, state_of))
    if rule == "family":
        return set(_family_name(value, ordered, state_of))
    if rule == "office":
        return set(_office(Office.of_text(value), ordered, state_of))
    return set(_sounds_alike(ordered, changed))


def _same_name(name: str, sharing: Sequence[Profile], state_of: Resolve) -> Iterator[Tie]:
    """Those of one name and type and no two different states; bodies also with one that goes by that name for short."""
    bearers = [profile for profile in sharing if name in profile.mains]
    unknown = [profile for profile in bearers if not profile.known]
    kinds = _agreed_types(name, bearers, unknown)
    for kind in sorted(set(kinds.values())):
        hosts = [
            _Host(it, state_of(it.state), [it])
            for it in sharing
            if it.known and it.type == kind and (name in it.mains or kind != "Country")
        ]
        ours = [profile for profile in unknown if kinds[profile.key] == kind]
        agreed = _agreed_state(ours, state_of) if kind == "Person" and " " in name else None
        by_state: dict[str | None, list[Profile]] = defaultdict(list)
        for profile in ours:
            by_state[agreed or state_of(profile.state)].append(profile)
        made: list[_Host] = []
        for state, members in sorted(by_state.items(), key=lambda item: (item[0] is None, item[0] or "")):
            host = _only([*hosts, *made], state)
            if host is None:
                host = _Host(members[0], state)
                made.append(host)
            host.state = host.state or state
            for member in members:
                if member is not host.head:
                    yield Tie.between(host.head, member, *_named_alike(host.head, member, state_of))
            host.members += members
        if kind not in ("Person", "Country"):
            yield from _short_name(name, kind, made, hosts, [it for it in sharing if name not in it.mains], state_of)


def _named_alike(one: Profile, other: Profile, state_of: Resolve) -> tuple[float, str]:
    if one.type != other.type:
        return 0.7, f"same name; {one.type} and {other.type}"
    first, second = state_of(one.state), state_of(other.state)
    if first == second:
        return (1.0, "same name and state") if first else (0.9, "same name")
    if first is None or second is None:
        return 0.8, "same name, the state of one unknown"
    return 0.7, "same name, the state that most articles say"


def _agreed_types(name: str, bearers: Iterable[Profile], unknown: Sequence[Profile]) -> dict[str, str]:
    """The type that each unknown profile is taken for.

    A place or body that is called like a state is that state, if at least half of the articles say so. Names of
    several words are bodies of the kind, or persons, that most articles take them for.
    """
    types = {profile.key: profile.type for profile in unknown}
    states = sum(profile.count for profile in bearers if profile.type == "Country")
    loose = [profile for profile in unknown if profile.type in _BODIES or profile.type == "Place"]
    if 0 < sum(profile.count for profile in loose) <= states:
        return types | {profile.key: "Country" for profile in loose}
    counted: Counter[str] = Counter()
    for profile in unknown:
        counted[profile.type] += profile.count
    common = {kind: counted[kind] for kind in ("Person", *sorted(_BODIES)) if counted[kind]}
    if len(counted) > 1 and " " in name and common:
        most = max(common, key=lambda kind: (common[kind], kind))
        types |= {profile.key: most for profile in unknown if profile.type in _BODIES}
    return types


def _agreed_state(persons: Iterable[Profile], state_of: Resolve) -> str | None:
    """The state of persons of one full name on which at least twice as many articles agree as on another."""
    told: Counter[str] = Counter()
    for person in persons:
        if state := state_of(person.state):
            told[state] += person.count
    if not told:
        return None
    (state, most), *others = sorted(told.items(), key=lambda item: (-item[1], item[0]))
    return state if all(most >= 2 * count for _, count in others) else None


def _only(hosts: Iterable[_Host], state: str | None) -> _Host | None:
    """The one of `hosts` that an actor of this state can be, if there is exactly one."""
    fitting = [it for it in hosts if state is None or it.state is None or it.state == state]
    exact = [it for it in fitting if state is not None and it.state == state]
    choice = exact or fitting
    return choice[0] if len(choice) == 1 else None


def _short_name(
    name: str, kind: str, made: list[_Host], known: list[_Host], also: list[Profile], state_of: Resolve
) -> Iterator[Tie]:
    """Bodies called `name` with the only one that also goes by it: "NSC" with "National Security Council"."""
    called = [it for it in also if it.type == kind and not it.known]
    clusters = Clusters(range(len(called)))
    for at, one in enumerate(called):
        for place, other in enumerate(called[:at]):
            if one.mains & other.mains and _compatible(state_of(one.state), state_of(other.state)):
                clusters.join(at, place)
    others = [
        _Host(called[group[0]], next((s for at in group if (s := state_of(called[at].state))), None))
        for group in clusters.groups()
    ]
    for host in made:
        found = _only([*known, *others, *(it for it in made if it is not host)], host.state)
        if found is not None and found.head.key != host.head.key:
            yield Tie.between(host.head, found.head, 0.7, f"goes by the name {name!r}")


def _family_name(name: str, sharing: Sequence[Profile], state_of: Resolve) -> Iterator[Tie]:
    """A family name alone with the one full name that it can stand for."""
    full = [it for it in sharing if any(words[-1] == name for words in it.full_names)]
    alone = [it for it in sharing if name in it.mains and not it.known and it not in full]
    if not alone or not full:
        return
    clusters = Clusters(range(len(full)))
    for at, one in enumerate(full):
        for place, other in enumerate(full[:at]):
            if _one_person(one, other, state_of):
                clusters.join(at, place)
    hosts = [
        _Host(full[group[0]], next((s for at in group if (s := state_of(full[at].state))), None))
        for group in clusters.groups()
    ]
    for person in alone:
        host = _only(hosts, state_of(person.state))
        if host is not None:
            exact = host.state is not None and host.state == state_of(person.state)
            yield Tie.between(person, host.head, 0.8 if exact else 0.6, f"family name {name!r} of nobody else")


def _office(office: Office, sharing: Sequence[Profile], state_of: Resolve) -> Iterator[Tie]:
    """Holders of one office at one time, if their names are alike; and with the only one, who is told of by it alone.

    Two holders with names that aren't alike mean that the office changed hands, or an error: then nobody is tied.
    """
    holders = [it for it in sharing if it.named]
    clusters = Clusters(range(len(holders)))
    for at, one in enumerate(holders):
        for place, other in enumerate(holders[:at]):
            if _one_person(one, other, state_of) or _same_holder(one, other):
                clusters.join(at, place)
    groups = [[holders[at] for at in group] for group in clusters.groups()]
    if len(groups) != 1:
        return
    [group] = groups
    here = [it for it in group if office.text in it.offices]
    for one in here:
        for other in group:
            if one is not other and _same_holder(one, other):
                yield Tie.between(one, other, 0.7, f"{office.title} of one state at one time, names alike")
    for person in (it for it in sharing if not it.named):
        yield Tie.between(person, group[0], 0.7, f"{office.title} of the state, whom others name at that time")


def _same_holder(one: Profile, other: Profile) -> bool:
    if one.known and other.known:
        return False
    return any(same_holder(tuple(mine.split()), tuple(theirs.split())) for mine in one.mains for theirs in other.mains)


def _one_person(one: Profile, other: Profile, state_of: Resolve) -> bool:
    first, second = state_of(one.state), state_of(other.state)
    if one.known and other.known:
        return False
    if one.full_names & other.full_names and _compatible(first, second):
        return True
    return (
        first is not None
        and first == second
        and any(same_person(mine, theirs) for mine in one.full_names for theirs in other.full_names)
    )


def _sounds_alike(sharing: Sequence[Profile], changed: Collection[str]) -> Iterator[Tie]:
    """Persons of one state whose full names are ways to write the same."""
    for one in (it for it in sharing if it.key in changed):
        for other in sharing:
            if one is other or (one.known and other.known) or (other.key in changed and other.key < one.key):
                continue
            mine, theirs = _full(one), _full(other)
            if mine & theirs:
                yield Tie.between(one, other, 1.0, "same name and state")
            elif any(same_person(first, second) for first in mine for second in theirs):
                yield Tie.between(one, other, 0.75, "the same name written otherwise, same state")


def _full(person: Profile) -> set[tuple[str, ...]]:
    """The words of its main names, without the other names in use."""
    return {words for main in person.mains if len(words := tuple(main.split())) > 1}


def _compatible(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
