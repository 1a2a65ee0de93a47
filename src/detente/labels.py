"""Events in plain English: "Alexander Lukashenko pardons 52 people"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from detente.types import event_types

_SHOWN: Final = 3  # names in a row; more are counted
_LENGTH: Final = 80  # of an object in words

# What an agent does to a recipient, and what it does where none is known.
_VERBS: Final = {
    "Agree": ("agree with", "agree"),
    "Agreement": ("reach an agreement with", "reach an agreement"),
    "Consult": ("consult", "hold consultations"),
    "Meeting": ("meet", "hold a meeting"),
    "Visit": ("visit", "make a visit"),
    "PhoneCall": ("speak by phone with", "speak by phone"),
    "Negotiation": ("negotiate with", "negotiate"),
    "Mediation": ("mediate for", "mediate"),
    "Support": ("support", "give support"),
    "Praise": ("praise", "give praise"),
    "Endorsement": ("back", "give backing"),
    "Recognition": ("recognise", "grant recognition"),
    "DiplomaticRestoration": ("restore ties with", "restore ties"),
    "Concede": ("concede to", "concede"),
    "Pardon": ("pardon", "grant a pardon"),
    "Apology": ("apologise to", "apologise"),
    "Concession": ("make a concession to", "make a concession"),
    "Cooperate": ("engage with", "cooperate"),
    "Appointment": ("appoint", "make an appointment"),
    "Delivery": ("make a delivery to", "make a delivery"),
    "Cooperation": ("cooperate with", "cooperate"),
    "Aid": ("aid", "give aid"),
    "Request": ("make a request to", "make a request"),
    "Accuse": ("blame", "lay blame"),
    "Accusation": ("accuse", "make an accusation"),
    "Criticism": ("criticise", "voice criticism"),
    "Reject": ("turn down", "decline"),
    "Refusal": ("refuse", "refuse"),
    "Threaten": ("menace", "make threats"),
    "Threat": ("threaten", "make a threat"),
    "Protest": ("protest against", "protest"),
    "Sanction": ("penalise", "impose a penalty"),
    "SanctionsImposition": ("impose sanctions on", "impose sanctions"),
    "Expulsion": ("expel", "expel diplomats"),
    "DiplomaticRupture": ("break ties with", "break ties"),
    "Mobilize": ("mobilise against", "mobilise"),
    "Deployment": ("deploy forces to", "deploy forces"),
    "Coerce": ("coerce", "use coercion"),
    "Detention": ("detain", "make arrests"),
    "Seizure": ("seize property of", "seize property"),
    "Ban": ("ban", "issue a ban"),
    "Retreat": ("yield to", "yield"),
    "Release": ("release", "release captives"),
    "SanctionsRelief": ("ease sanctions on", "ease sanctions"),
    "PrisonerExchange": ("exchange prisoners with", "exchange prisoners"),
    "Ceasefire": ("cease fire with", "cease fire"),
    "Withdrawal": ("withdraw from", "withdraw"),
    "Assault": ("assault", "commit an assault"),
    "Attack": ("attack", "carry out an attack"),
    "Statement": ("make a statement to", "make a statement"),
    "Movement": ("move to", "move"),
}
# Events that the words of their object tell from others, even where a recipient is known.
_WORDED: Final = frozenset(
    "Agree Agreement Praise Endorsement Concession Delivery Cooperation Aid Request Accusation Criticism Refusal "
    "Threat Protest Ban Seizure Appointment Statement".split()
)
_MOODS: Final = {"Planned": "to", "Requested": "asked to", "Hypothetical": "may", "Denied": "said not to"}


def event_label(
    event_type: str,
    status: str,
    agents: Sequence[str],
    recipients: Sequence[str],
    *,
    plural: bool = False,
    words: str | None = None,
) -> str:
    """An event in words. `plural` says that a single agent is several people; `words` are the object's."""
    if not agents:
        subject = event_types()[event_type].label
        told = subject[:1].upper() + subject[1:]
        if status != "Actual":
            told += f" ({status.lower()})"
        rest = _row(recipients) or _short(words)
        return f"{told}: {rest}" if rest else told
    transitive, alone = _VERBS[event_type]
    verb = f"{transitive} {_row(recipients)}" if recipients else alone
    if mood := _MOODS.get(status):
        verb = f"{mood} {verb}"
    elif len(agents) == 1 and not plural:
        first, _, rest = verb.partition(" ")
        verb = " ".join(filter(None, (_third_person(first), rest)))
    told = f"{_row(agents)} {verb}"
    return f"{told}: {_short(words)}" if words and (event_type in _WORDED or not recipients) else told


def _third_person(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def _row(names: Sequence[str]) -> str:
    shown = list(names) if len(names) <= _SHOWN else [*names[: _SHOWN - 1], f"{len(names) - _SHOWN + 1} others"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _short(words: str | None) -> str:
    text = " ".join((words or "").split())
    return text if len(text) <= _LENGTH else f"{text[: _LENGTH - 1].rstrip()}…"
