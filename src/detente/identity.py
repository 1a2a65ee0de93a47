"""An actor behind articles' actors, made of the profiles that are taken for one."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from detente.clusters import Clusters
from detente.iris import BASE, actor_iri, digest, slug
from detente.names import is_name
from detente.profiles import Profile
from detente.sameness import Resolve, Tie
from detente.testimony import ArticleActor


@dataclass(frozen=True, slots=True)
class Identity:
    """One actor across articles. The last fields are those of unnamed people, who are one article's own at first."""

    type: str
    name: str  # the one that most articles give it, of several the longest
    iri: str = ""
    state: str | None = None  # IRI of the actor behind
    named: bool = True
    names: tuple[str, ...] = ()  # every proper name in use, sorted; of unnamed actors every description
    iso3: str | None = None
    size: int | None = None  # the number said
    size_bounds: tuple[int | None, int | None] = (None, None)
    subgroup_of: str | None = None  # an article's actor
    nationalities: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """What its IRI is made of, if the gazetteer doesn't know it."""
        return slug(self.name)

    def text(self) -> str:
        """The identity as JSON."""
        return json.dumps([getattr(self, name) for name in _FIELDS], ensure_ascii=False)

    @classmethod
    def of_text(cls, text: str) -> Identity:
        """The identity that `text` gave."""
        values = dict(zip(_FIELDS, json.loads(text), strict=True))
        lists = {name: tuple(values[name]) for name in ("names", "size_bounds", "nationalities")}
        return cls(**values | lists)


_FIELDS: Final = tuple(Identity.__slots__)


def clusters(
    profiles: Mapping[str, Profile], ties: Iterable[Tie], refused: Mapping[str, frozenset[str]]
) -> list[list[str]]:
    """Keys of profiles that are one actor each: never two that the gazetteer knows, nor two that were told apart."""
    joined = Clusters(sorted(profiles))
    members = {key: {key} for key in profiles}
    known = {key: profile.known for key, profile in profiles.items()}
    for tie in sorted(ties, key=lambda tie: (-tie.score, tie.one, tie.other)):
        one, other = joined.find(tie.one), joined.find(tie.other)
        if one == other or (known[one] and known[other]) or _told_apart(members[one], members[other], refused):
            continue
        head = joined.join(one, other)
        members[head] = members[one] | members[other]
        known[head] = known[one] or known[other]
    return joined.groups()


def _told_apart(ones: set[str], others: set[str], refused: Mapping[str, frozenset[str]]) -> bool:
    return any(not others.isdisjoint(refused[key]) for key in ones & refused.keys())


def identity(profiles: Sequence[Profile], state_of: Resolve) -> Identity:
    """The actor that these profiles are; without an IRI if the gazetteer doesn't know it."""
    whole: dict[str, Counter[str]] = {name: Counter() for name in ("types", "names", "also", "states", "codes")}
    for profile in profiles:
        for name, tally in whole.items():
            # A description ("the Belmoran president") is no name of who is known by one.
            tally.update(getattr(profile, name) if profile.named or name != "names" else ())
    known = next((profile for profile in profiles if profile.known), None)
    types, names = whole["types"], whole["names"]
    if known is not None:
        kind = known.type
    else:
        kind = "Country" if "Country" in types else max(types, key=lambda it: (types[it], it))
    name = max(names, key=lambda it: (names[it], len(it), it))
    named = any(profile.named for profile in profiles)
    used = names.keys() | whole["also"].keys()
    return Identity(
        type=kind,
        name=name,
        iri=known.key if known is not None else "",
        state=_state(known, whole["states"], state_of),
        named=named,
        names=tuple(sorted(it for it in used if not named or is_name(it, kind))),
        iso3=min(whole["codes"], default=None),
    )


def _state(known: Profile | None, told: Mapping[str, int], state_of: Resolve) -> str | None:
    if known is not None and known.state is not None:
        return state_of(known.state)
    states: Counter[str] = Counter()
    for key, count in told.items():
        states[state_of(key) or key] += count
    return min(states, key=lambda state: (-states[state], state)) if states else None


def unnamed(members: Sequence[ArticleActor], *, state: str | None, base: str) -> Identity:
    """Unnamed people, of whom several articles tell (`members`, the earliest first), or only one."""
    counted = Counter(member.name for member in members)
    first = members[0]
    name = slug(first.name)
    sized = next((member for member in members if member.size is not None), first)
    return Identity(
        type=first.type,
        name=max(counted, key=lambda it: (counted[it], len(it), it)),
        iri=actor_iri(f"{name}-{digest(first.iri)}", base=base),
        state=state,
        named=False,
        names=tuple(sorted({name for member in members for name in (member.name, *member.names)})),
        iso3=next((member.iso3 for member in members if member.iso3), None),
        size=sized.size,
        size_bounds=sized.size_bounds,
        subgroup_of=next((member.subgroup_of for member in members if member.subgroup_of), None),
        nationalities=tuple(dict.fromkeys(state for member in members for state in member.nationalities)),
    )


def minted(namesakes: Mapping[str, Identity], taken: bool, *, base: str = BASE) -> dict[str, Identity]:
    """Unknown actors (by their clusters' keys) whose names give one IRI, each with an IRI of its own.

    The first has the plain one, unless it is `taken` by the gazetteer; others are told apart by type and state.
    """
    found: dict[str, Identity] = {}
    used: set[str] = set()
    for key, one in sorted(namesakes.items()):
        iri = actor_iri(one.slug, base=base)
        if taken or iri in used:
            iri = actor_iri(f"{one.slug}-{digest(one.type, one.state or '')}", base=base)
        if iri in used:
            iri = actor_iri(f"{one.slug}-{digest(key)}", base=base)
        used.add(iri)
        found[key] = replace(one, iri=iri)
    return found


def identify(actors: Iterable[ArticleActor], *, base: str = BASE) -> dict[str, Identity]:
    """The actor behind each article's actor, by IRI; the same for the same actors in any order."""
    from detente.register import Register

    by_article: dict[str, list[ArticleActor]] = defaultdict(list)
    for actor in actors:
        by_article[actor.iri.partition("#")[0]].append(actor)
    register = Register(base=base)
    register.change(added=by_article.values())
    found = ((actor.iri, register.identity(actor.iri)) for told in by_article.values() for actor in told)
    return {iri: one for iri, one in found if one is not None}
