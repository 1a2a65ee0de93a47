"""What one act tells about another: roles that only a related telling names."""

from __future__ import annotations

from detente.lexicon import Lexicon
from detente.readings import Telling


def infer(tellings: list[Telling], lexicon: Lexicon) -> None:
    """Fill empty roles from other tellings of the same article.

    Who condemns or demands an act addresses those who do it ("condemned the shelling" by Belmora: recipient Belmora).
    What befell a part of a group was done by whoever did it to the whole.
    Who released people is who held them: `links.yaml` lists such pairs of types with the role that both share.
    """
    for telling in tellings:
        for link in lexicon.links:
            if telling.type == link.type and not telling.role(link.role):
                _follow(telling, link.source, link.role, link.shared, tellings)
    for telling in tellings:
        _part(telling, tellings)
    for telling in tellings:
        targets = set(telling.candidate.entry.roles.values())
        if "about+recipient" in targets and not telling.role("recipient"):
            agents = telling.role("agent")
            for inner in telling.about:
                judged = [a for a in inner.role("agent") if a not in agents]
                if judged:
                    telling.roles["recipient"] = judged
                    break


def _part(telling: Telling, tellings: list[Telling]) -> None:
    """What is said of a part of a group ("14 of them were freed") has the agent and the date of the whole."""
    wholes = [a.subgroup_of for a in telling.role("recipient") if a.subgroup_of is not None]
    if telling.whole is not None:
        wholes.append(telling.whole)
    for other in tellings:
        if other is telling or other.type != telling.type or other.status != telling.status:
            continue
        if any(actor is whole for actor in other.role("recipient") for whole in wholes):
            telling.roles["agent"] = telling.role("agent") or list(other.role("agent"))
            if telling.date is None:
                telling.date, telling.date_stated = other.date, other.date_stated


def _follow(telling: Telling, source: str, role: str, shared: str, tellings: list[Telling]) -> None:
    mine = telling.role(shared)
    for other in tellings:
        if other.type == source and other.role(role) and any(a is b for a in mine for b in other.role(shared)):
            telling.roles[role] = list(other.role(role))
            return
