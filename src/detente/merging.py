"""What an article tells twice is one event: later tellings join the first."""

from __future__ import annotations

from detente import subjects
from detente.actors import Draft
from detente.readings import Telling

# Acts of speech: the same people often praise, ask or threaten several things in one text.
SAID = {"Praise", "Criticism", "Request", "Endorsement", "Accusation", "Refusal", "Threat"}


def merge(tellings: list[Telling]) -> list[Telling]:
    """Join tellings of the same event. Those of the standfirst join the body's, which keep the trigger."""
    out: list[Telling] = []
    into: dict[int, Telling] = {}
    for telling in sorted(tellings, key=lambda t: (t.standfirst, t.weak)):
        target = next((t for t in reversed(out) if _same(t, telling)), None)
        if target is None and telling.weak:
            continue
        if target is None:
            out.append(telling)
        else:
            _join(target, telling)
            into[id(telling)] = target
    stand = set(map(id, out))
    for telling in out:
        telling.about = _unique([into.get(id(t), t) for t in telling.about], telling, stand)
        telling.follows = _unique([into.get(id(t), t) for t in telling.follows], telling, stand)
    return sorted(out, key=lambda t: t.trigger.i)


def _unique(tellings: list[Telling], but: Telling, stand: set[int]) -> list[Telling]:
    return [t for t in dict.fromkeys(tellings) if t is not but and id(t) in stand]


def _same(first: Telling, second: Telling) -> bool:
    """Whether the second telling is a further mention of the event that the first tells."""
    if first.type != second.type or first.candidate.entry.content or second.candidate.entry.content:
        return False
    if _nested(first, second):
        return True
    again = second.definite or second.standfirst  # words that point back
    if first.date and second.date and not (first.date.startswith(second.date) or second.date.startswith(first.date)):
        return False
    if _number(first) and _number(second) and _number(first) != _number(second):
        return False
    if first.status != second.status and not again:
        return False
    symmetric = "members" in first.candidate.entry.roles.values()
    # "the release" points back: only who stands in its own places can speak against it
    mine, theirs = _sides(first.roles, symmetric), _sides(second.bound if again else second.roles, symmetric)
    sides = [_compare(a, b) for a, b in zip(mine, theirs, strict=True)]
    if "different" in sides or ("kin" in sides and not again):
        return False
    if _compare(first.role("place"), second.role("place")) == "different" and "shared" not in sides:
        return False
    if again:
        return "shared" in sides or "kin" in sides or (second.definite and not first.standfirst)
    if first.type in SAID and first.sentence.start != second.sentence.start:
        return "shared" in sides and _common(first, second)
    return "shared" in sides and _alike(first.object, second.object)


def _common(first: Telling, second: Telling) -> bool:
    """Whether two sayings are about the same: acts of one type, or phrases with a word in common."""
    inner = {t.type for t in first.about} & {t.type for t in second.about}
    return bool(inner) or (
        first.object is not None and second.object is not None and _alike(first.object, second.object)
    )


def _sides(roles: dict[str, list[Draft]], symmetric: bool) -> list[list[Draft]]:
    agents, recipients = roles.get("agent", []), roles.get("recipient", [])
    return [agents + recipients] if symmetric else [agents, recipients]


def _alike(first: str | None, second: str | None) -> bool:
    """Whether what is said, asked or given may be the same: the two phrases share a word that carries meaning."""
    if not first or not second:
        return True
    mine, theirs = ({w for w in words.lower().split() if len(w) > 3} for words in (first, second))
    return not mine or not theirs or bool(mine & theirs)


def _nested(first: Telling, second: Telling) -> bool:
    """“signed an agreement”: verb and noun of one phrase."""
    if subjects.surface_subject(second.trigger) == first.trigger and second.candidate.kind == "verb":
        return True  # "the attacks, which killed eight people"
    return (
        first.trigger.is_ancestor(second.trigger)
        and second.trigger.dep_ in ("dobj", "pobj", "nsubjpass", "attr")
        and second.trigger.head in (first.trigger, *first.trigger.children)
    )


def _number(telling: Telling) -> int | None:
    return telling.count[0] or telling.count[1] or telling.count[2]


def _compare(first: list[Draft], second: list[Draft]) -> str:
    if not first or not second:
        return "open"
    if any(a is b for a in first for b in second):
        return "shared"
    # a state and those who act for it are one side
    if any(
        (a.state is not None and a.state is b) or (b.state is not None and b.state is a) for a in first for b in second
    ):
        return "shared"
    return "different"


def _join(target: Telling, other: Telling) -> None:
    target.also.append(other.trigger)
    for role, actors in other.roles.items():
        if not target.role(role):
            target.roles[role] = list(actors)
    target.date, target.date_stated = (
        (target.date, target.date_stated) if target.date else (other.date, other.date_stated)
    )
    target.object = target.object or other.object
    target.object_actor = target.object_actor or other.object_actor
    if not _number(target):
        target.count = other.count
    target.about.extend(other.about)
    target.follows.extend(other.follows)
