"""Who is who across articles: the actors behind the articles' actors.

An actor that the gazetteer knows is the one with that key. Other named actors are one if they have the same name and
type and no two different states; a person's name may also be written in another way, or be the family name alone,
if that leaves no choice. Unnamed people stay an article's own. States are one by key or by their whole name only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from detente.clusters import Clusters
from detente.consensus import agreed_states, agreed_types
from detente.iris import BASE, actor_iri, digest, slug
from detente.names import fold, is_name, person_words, same_person, sound
from detente.testimony import ArticleActor

_STATES = ("Country", "IntergovernmentalOrganization")


@dataclass(slots=True)
class Identity:
    """One actor behind articles' actors (`members`, in the order of their articles)."""

    type: str
    members: list[ArticleActor]
    iri: str = ""  # the gazetteer's, or minted when all of its type are found
    state: str | None = None  # IRI of the actor behind
    named: bool = True
    name: str = ""  # the one that most articles give it, of several the longest

    def __post_init__(self) -> None:
        self.settle()

    def settle(self) -> None:
        """Find the main name anew, after members came or went."""
        counted = Counter(member.name for member in self.members)
        self.name = max(counted, key=lambda name: (counted[name], len(name), name))

    @property
    def names(self) -> tuple[str, ...]:
        """Every proper name in use, sorted; for unnamed actors every description."""
        used = {name for member in self.members for name in (member.name, *member.names)}
        return tuple(sorted(name for name in used if not self.named or is_name(name, self.type)))


@dataclass(slots=True)
class _Pool:
    """The identities of one type while they grow, found by folded names."""

    identities: list[Identity] = field(default_factory=list)
    by_name: dict[str, list[Identity]] = field(default_factory=lambda: defaultdict(list))

    def add(self, identity: Identity, names: Iterable[str]) -> None:
        self.identities.append(identity)
        for name in dict.fromkeys(names):
            self.by_name[name].append(identity)


def identify(actors: Iterable[ArticleActor], *, base: str = BASE) -> dict[str, Identity]:
    """The identity of each article's actor, by the actor's IRI; deterministic for the same actors in any order.

    Cost: linear but for persons, of whom those with the same state and initials are compared with one another.
    """
    ordered = sorted(actors, key=lambda actor: actor.iri)
    known = _known(ordered)
    unknown: dict[str, list[ArticleActor]] = defaultdict(list)
    types = agreed_types(ordered)
    for actor in ordered:
        if not actor.refers_to:
            unknown[types[actor.iri]].append(actor)
    kinds = {identity.type for identity in known} | set(unknown)
    identities: dict[str, Identity] = {}
    states: dict[str, str] = {}
    names: dict[str, str] = {}
    minted = {identity.iri for identity in known}
    for kind in (*_STATES, *sorted(kinds - set(_STATES))):
        found = _identify([it for it in known if it.type == kind], unknown[kind], kind, states, names)
        _mint(found, minted, base)
        for identity in found:
            for member in identity.members:
                identities[member.iri] = identity
                if kind in _STATES:
                    states[member.iri] = identity.iri
                    names[identity.iri] = fold(identity.name)
    return identities


def _known(actors: Iterable[ArticleActor]) -> list[Identity]:
    """The identities that the gazetteer gives; their type is what most articles say."""
    members: dict[str, list[ArticleActor]] = defaultdict(list)
    for actor in actors:
        if actor.refers_to:
            members[actor.refers_to].append(actor)
    identities = []
    for iri, group in sorted(members.items()):
        types = Counter(member.type for member in group)
        identities.append(Identity(min(types, key=lambda kind: (-types[kind], kind)), group, iri=iri))
    return identities


def _identify(
    known: list[Identity],
    actors: list[ArticleActor],
    kind: str,
    states: Mapping[str, str],
    names: Mapping[str, str],
) -> list[Identity]:
    """The identities of one type. `states` has those behind articles' states, found before, `names` their names."""
    pool = _Pool()
    for identity in known:
        identity.state = _common_state(identity.members, states)
        # A state's other names (its capital, its leadership) are not enough to be it.
        also = (name for member in identity.members for name in member.names if kind != "Country")
        pool.add(identity, (_folded(name, kind) for name in (*(it.name for it in identity.members), *also)))
    named: dict[tuple[bool, str, str], list[ArticleActor]] = defaultdict(list)
    alone: list[Identity] = []
    agreed = agreed_states(actors, states) if kind == "Person" else {}
    for actor in actors:
        folded = _folded(actor.name, kind)
        state = agreed.get(folded) or (states.get(actor.state) if actor.state else None)
        if kind == "Government" and state:
            folded = _without_state(folded, names[state])
        if kind != "Group" and (is_name(actor.name, kind) or kind == "Country" or (kind == "Government" and state)):
            named[state is None, folded, state or ""].append(actor)
        else:
            alone.append(Identity(kind, [actor], state=state, named=False))
    for (_, name, of), members in sorted(named.items()):
        state = of or None
        host = _only(pool.by_name.get(name, ()), state)
        if host is not None:
            host.members.extend(members)
            host.state = host.state or state
        else:
            pool.add(Identity(kind, members, state=state), (name,))
    found = pool.identities
    if kind == "Person":
        found = _join_family_names(_join_written_otherwise(found))
    elif kind != "Country":
        found = _join_short_names(found, kind)
    for identity in found:
        identity.members.sort(key=lambda member: member.iri)
    return [*found, *alone]


def _only(identities: Iterable[Identity], state: str | None) -> Identity | None:
    """The one of `identities` that an actor of this state can be, if there is exactly one."""
    fitting = [it for it in identities if state is None or it.state is None or it.state == state]
    exact = [it for it in fitting if state is not None and it.state == state]
    choice = exact or fitting
    return choice[0] if len(choice) == 1 else None


def _join_written_otherwise(persons: list[Identity]) -> list[Identity]:
    """Join persons of one state whose full names are ways to write the same."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    words = [person_words(person.name) for person in persons]
    for index, person in enumerate(persons):
        if person.state and len(words[index]) > 1:
            family = sound(words[index][-1])[:1]
            initials = sound(words[index][0])[:1] + ("t" if family in ("c", "s") else family)
            blocks[person.state, initials].append(index)
    clusters = Clusters(range(len(persons)))
    keys = {index: person.iri for index, person in enumerate(persons)}
    for block in blocks.values():
        for place, one in enumerate(block):
            for other in block[place + 1 :]:
                first, second = clusters.find(one), clusters.find(other)
                if first == second or (keys[first] and keys[second]):
                    continue
                if same_person(words[one], words[other]):
                    key = keys[first] or keys[second]
                    keys[clusters.join(one, other)] = key
    return [_joined([persons[index] for index in group]) for group in clusters.groups()]


def _join_family_names(persons: list[Identity]) -> list[Identity]:
    """Join a family name alone with the one full name that it can stand for."""
    full: dict[str, list[Identity]] = defaultdict(list)
    for person in persons:
        for family in {words[-1] for name in person.names if len(words := person_words(name)) > 1}:
            full[family].append(person)
    kept: list[Identity] = []
    for person in persons:
        words = person_words(person.name)
        host = _only(full.get(words[-1], ()), person.state) if len(words) == 1 and not person.iri else None
        if host is None:
            kept.append(person)
        else:
            host.members.extend(person.members)
            host.state = host.state or person.state
    return kept


def _join_short_names(bodies: list[Identity], kind: str) -> list[Identity]:
    """Join a body with the one that also goes by its name: "NSC", also used for "National Security Council"."""
    also: dict[str, list[Identity]] = defaultdict(list)
    for body in bodies:
        for name in dict.fromkeys(_folded(name, kind) for name in body.names):
            also[name].append(body)
    clusters = Clusters(range(len(bodies)))
    place = {id(body): index for index, body in enumerate(bodies)}
    taken = {index: body.iri for index, body in enumerate(bodies)}
    for body in bodies:
        if body.iri:
            continue
        host = _only([it for it in also.get(_folded(body.name, kind), ()) if it is not body], body.state)
        if host is None:
            continue
        one, other = clusters.find(place[id(body)]), clusters.find(place[id(host)])
        if one != other and not (taken[one] and taken[other]):
            taken[clusters.join(one, other)] = taken[one] or taken[other]
    return [_joined([bodies[index] for index in group]) for group in clusters.groups()]


def _joined(identities: list[Identity]) -> Identity:
    if len(identities) == 1:
        return identities[0]
    members = [member for identity in identities for member in identity.members]
    state = next((identity.state for identity in identities if identity.state), None)
    iri = next((identity.iri for identity in identities if identity.iri), "")
    return Identity(identities[0].type, members, iri=iri, state=state)


def _common_state(members: Iterable[ArticleActor], states: Mapping[str, str]) -> str | None:
    """The state that most articles give, of several the first by IRI."""
    counted = Counter(states[it.state] for it in members if it.state and it.state in states)
    return min(counted, key=lambda state: (-counted[state], state)) if counted else None


def _folded(name: str, kind: str) -> str:
    return " ".join(person_words(name)) if kind == "Person" else fold(name)


def _without_state(name: str, state: str) -> str:
    """A ministry's folded name without its state before it, "arvanian" or "arvania"."""
    first, _, rest = name.partition(" ")
    return rest if rest and first[:4] == state[:4] else name


def _mint(identities: list[Identity], minted: set[str], base: str) -> None:
    """Give each identity without an IRI one from its name, or for unnamed people from their article too."""
    for identity in identities:
        identity.settle()
        if identity.iri:
            continue
        name = slug(identity.name)
        iri = actor_iri(name if identity.named else f"{name}-{digest(identity.members[0].iri)}", base=base)
        if iri in minted:  # namesakes are told apart by type and state
            iri = actor_iri(f"{name}-{digest(identity.type, identity.state or '')}", base=base)
        if iri in minted:
            iri = actor_iri(f"{name}-{digest(identity.members[0].iri)}", base=base)
        minted.add(iri)
        identity.iri = iri
