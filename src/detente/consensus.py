"""What most articles say of a name, where single articles may be read wrongly: its type, and a person's state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from detente.names import fold, is_name, person_words
from detente.testimony import ArticleActor

# Types that are taken for one another; not companies and media, which can't do all that these can.
_BODIES: Final = frozenset({"Organization", "IntergovernmentalOrganization", "Government", "ArmedGroup"})


def agreed_types(actors: Iterable[ArticleActor]) -> dict[str, str]:
    """The type of each actor, by its IRI, after names that go under several types were put under one.

    A place or body that is called like a state is that state, if at least half of the articles say so. Names of
    several words are bodies of the kind, or persons, that most articles take them for.
    """
    types = {actor.iri: actor.type for actor in actors}
    by_name: dict[str, list[ArticleActor]] = defaultdict(list)
    for actor in actors:
        if not actor.refers_to and actor.type != "Group" and is_name(actor.name, actor.type):
            by_name[fold(actor.name)].append(actor)
    states = Counter(fold(actor.name) for actor in actors if actor.type == "Country")
    for name, named in by_name.items():
        counted = Counter(actor.type for actor in named)
        loose = [actor for actor in named if actor.type in _BODIES or actor.type == "Place"]
        if 0 < len(loose) <= states[name]:
            types |= {actor.iri: "Country" for actor in loose}
        elif len(counted) > 1 and " " in name:
            common = {kind: counted[kind] for kind in ("Person", *sorted(_BODIES)) if counted[kind]}
            if not common:
                continue
            most = max(common, key=lambda kind: (common[kind], kind))
            types |= {actor.iri: most for actor in named if actor.type in _BODIES}
    return types


def agreed_states(persons: Iterable[ArticleActor], states: Mapping[str, str]) -> dict[str, str]:
    """The state of each person, by folded full name, on which at least twice as many articles agree as on another.

    `states` are the actors behind articles' states.
    """
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for person in persons:
        words = person_words(person.name)
        if len(words) > 1 and person.state and person.state in states:
            told[" ".join(words)][states[person.state]] += 1
    agreed = {}
    for name, counted in told.items():
        (state, most), *others = counted.most_common()
        if all(most >= 2 * count for _, count in others):
            agreed[name] = state
    return agreed
