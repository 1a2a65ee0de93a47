"""What one act tells about another: roles that only a related telling names."""

from __future__ import annotations

import re

from detente.lexicon import Lexicon
from detente.readings import Telling

# Acts that are done to a state where it receives envoys: "reopened its embassy in Arvik" concerns Arvik's state.
HOSTED = {"DiplomaticRestoration", "DiplomaticRupture"}
# Who judges or asks turns to those who do the act; praise goes to whom the words name.
ANSWERABLE = {"Criticism", "Request", "Refusal"}

HELD = re.compile(r"\b(prisoners?|detainees?|inmates?|convicts?)\b", re.IGNORECASE)
CLAIMS = {"Statement", "Accusation", "Request", "Criticism", "Threat", "Recognition"}
# What is refused, as a word that points back: "contests this", "rejected the accusation".
SAID_BEFORE = re.compile(
    r"(this|that|it|(the|this|that|these|those|such) )?"
    r"(accusation|allegation|claim|charge|report|demand|call|request|proposal|offer|ultimatum|appeal)?s?",
    re.IGNORECASE,
)
# Who refuses or threatens an act of his own means those whom it would be done to: "refused to free the crew".
OWN = {"Refusal", "Threat"}


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
        if not telling.role("agent"):
            _follow(telling, telling.type, "agent", "recipient", tellings)
    for telling in tellings:
        _part(telling, tellings)
        _host(telling)
        _holder(telling)
    for before, telling in zip([None, *tellings], tellings, strict=False):
        if before is not None and telling.type == "Refusal" and not telling.role("recipient"):
            _answer(telling, before)
    for telling in tellings:
        if "about+recipient" in telling.candidate.entry.roles.values():
            _answerable(telling)
        if telling.type == "Request":  # who asks for an act vouches for the wish
            for inner in telling.about:
                inner.speakers = inner.speakers or ([*telling.role("agent")] if inner.status == "requested" else [])


def _host(telling: Telling) -> None:
    """An embassy is in the state that the act concerns."""
    if telling.type in HOSTED and not telling.role("recipient"):
        for place in telling.role("place"):
            host = place if place.type == "Country" else place.state
            if host is not None and host not in telling.role("agent"):
                telling.roles["recipient"] = [host]


def _answer(telling: Telling, before: Telling) -> None:
    """Who rejects "this" or "the accusation" answers the one who has just said it."""
    said = telling.object is not None and SAID_BEFORE.fullmatch(telling.object.strip())
    if said and before.trigger.sent != telling.trigger.sent and before.type in CLAIMS:
        said_by = before.speakers or before.role("agent")
        telling.roles["recipient"] = [a for a in said_by if a not in telling.role("agent")]


def _holder(telling: Telling) -> None:
    """Prisoners of a state are held, and freed, by it: "the release of political prisoners in Belmora"."""
    if telling.type in ("Release", "Detention") and not telling.role("agent"):
        for group in telling.role("recipient"):
            if group.type == "Group" and group.state is not None and HELD.search(group.name):
                telling.roles["agent"] = [group.state]


def _answerable(telling: Telling) -> None:
    """The recipient of a judgement or demand where the words name none, or only the one whom the act befalls."""
    agents, recipients = telling.role("agent"), telling.role("recipient")
    for inner in telling.about:
        own = inner.role("agent") and all(actor in agents for actor in inner.role("agent"))
        if telling.type in OWN and own and inner.role("recipient") and not telling.bound.get("recipient"):
            telling.roles["recipient"] = [actor for actor in inner.role("recipient") if actor not in agents]
            return
        doers = [actor for actor in inner.role("agent") if actor not in agents]
        befallen = all(any(a is b for b in inner.role("recipient")) for a in recipients)  # also where there are none
        if doers and ((not recipients and telling.type != "Praise") or (befallen and telling.type in ANSWERABLE)):
            telling.roles["recipient"] = doers
            return


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
