"""CAMEO codes and PLOVER types of acts: what the words of a claim add to its event type.

After P. A. Schrodt, *CAMEO: Conflict and Mediation Event Observations, Event and Actor Codebook* 1.1b3 (2012), and the
PLOVER 0.8 codebook. Some of our types lie across theirs: a treaty that is signed is diplomatic cooperation (CAMEO 057,
PLOVER SUPPORT), the will to cooperate agreement (03, AGREE); sending peacekeepers is protection (074, AID), taking them
or inspectors away a sanction (166); making people leave who are no envoys is coercion (174); what is refused in
words alone (an accusation, a comment) and condolences are statements (016, 018), which PLOVER leaves out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from detente.types import event_types

_PEACEKEEPERS: Final = r"peace-?keep\w*|(?:ceasefire|military|truce|UN|U\.N\.|election) (?:observers?|monitors?)"


@dataclass(frozen=True, slots=True)
class Sense:
    """What an act is to event data: its PLOVER type, None for a statement, and its CAMEO code, None where unknown."""

    plover: str | None
    cameo: str | None


# By event type: words by which an act is something else, and what.
_SENSES: Final = {
    "Agreement": (r"sign\w*|ratif\w+|treat(?:y|ies)|conclu(?:d|s)\w+", Sense("SUPPORT", "057")),
    "Deployment": (_PEACEKEEPERS, Sense("AID", "074")),
    "Withdrawal": (_PEACEKEEPERS + "|inspectors?|aid workers?", Sense("SANCTION", "166")),
    "Endorsement": (r"condolences?|sympath\w+", Sense(None, "018")),
    "Refusal": (r"accus\w+|allegations?|charges|to (?:comment|elaborate)", Sense(None, "016")),
}
_OWN: Final = {"Agreement": "030"}  # of several codes of a type the one that its plain sense has
# The root of outer events, and what the act that they are about adds to it or makes of it.
_ROOTS: Final = {"AGREE": "03", "REQUEST": "02", "REJECT": "12", "THREATEN": "13"}
_ACTS: Final = {
    "Cooperation": "1", "Delivery": "1", "Praise": "2", "Endorsement": "2", "Recognition": "2",
    "DiplomaticRestoration": "2", "Aid": "3", "Release": "53", "Pardon": "53", "PrisonerExchange": "53",
    "SanctionsRelief": "54", "Ceasefire": "56", "Withdrawal": "56", "Meeting": "6", "Visit": "6", "PhoneCall": "6",
    "Negotiation": "6", "Agreement": "7",
}  # fmt: skip
_REFUSED: Final = {
    "Cooperation": "121", "Delivery": "121", "Aid": "122", "Release": "1243", "Pardon": "1243",
    "PrisonerExchange": "1243", "SanctionsRelief": "1244", "Ceasefire": "1246", "Withdrawal": "1246", "Meeting": "125",
    "Visit": "125", "PhoneCall": "125", "Negotiation": "125", "Mediation": "126", "Agreement": "127",
}  # fmt: skip
_THREATENED: Final = {
    "SanctionsImposition": "1312", "DiplomaticRupture": "1313", "Ban": "132", "Protest": "133", "Detention": "137",
    "Attack": "138", "Deployment": "138",
}  # fmt: skip


def sense(kind: str, words: str) -> Sense:
    """The sense of an act of the event type `kind` that is told with these words."""
    pattern, other = _SENSES.get(kind, ("", None))
    if other is not None and re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
        return other
    of_type = event_types()[kind]
    return Sense(of_type.plover, _OWN.get(kind) or next(iter(of_type.cameo), None))


def about(plover: str, act: str) -> str:
    """The CAMEO code of an agreement, a request, a refusal or a threat about an act of the event type `act`."""
    special = {"REJECT": _REFUSED, "THREATEN": _THREATENED}.get(plover)
    return special.get(act, _ROOTS[plover]) if special else _ROOTS[plover] + _ACTS.get(act, "")
