"""Actors as codes of event data: ISO 3166 alpha-3 and a sector, ``BLRGOV``; ``---`` where no state is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from detente.gazetteer import Gazetteer
from detente.testimony import ArticleActor, Sources
from detente.vocabulary import local

_BY_TYPE: Final = {
    "IntergovernmentalOrganization": "IGO",
    "ArmedGroup": "REB",
    "Company": "BUS",
    "Media": "MED",
    "Government": "GOV",
    "Organization": "NGO",
}
# Words of a title, name or description, and the sector that they mean; the first that fits counts.
_WORDS: Final = {
    sector: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for sector, words in {
        "OPP": r"opposition|dissidents?|activists?|protesters?|demonstrators?|candidates?|exiled",
        "REB": r"rebels?|militants?|insurgents?|guerrillas?|fighters?|gunm[ae]n|separatists?|terrorists?|raiders?",
        "COP": r"police\w*|gendarm\w*|security (?:personnel|forces?|services?)",
        "MIL": r"arm(?:y|ies)|nav(?:y|ies)|air force|forces|military|militaries|troops?|soldiers?|marines?|general|"
        r"admiral|colonel|commanders?|defen[cs]e minist\w+|minist\w+ of defen[cs]e",
        "JUD": r"courts?|judges?|judiciary|prosecutors?|tribunal",
        "LEG": r"parliament\w*|congress\w*|senat\w+|lawmakers?|legislat\w+|deput(?:y|ies)|knesset|duma|assembly",
        "REF": r"refugees?|asylum seekers?|displaced",
        "MED": r"journalists?|reporters?|editors?|newspapers?|broadcasters?",
        "GOV": r"president\w*|minist\w+|secretary|envoys?|ambassadors?|diplomats?|officials?|spokes\w+|premier|"
        r"chancellor|king|queen|emir|government|leaders?|authorit\w+|administration|negotiators?|advis[eo]rs?|governors?",
        "BUS": r"business\w*|compan(?:y|ies)|firms?|investors?|executives?",
    }.items()
}


class Coder:
    """Codes the actors of articles, by what the articles say of their types, states and offices."""

    def __init__(self, sources: Sources) -> None:
        self._actors = {actor.iri: actor for actor in sources.actors}
        self._gazetteer = Gazetteer.load()
        self._titles: dict[str, list[str]] = defaultdict(list)
        self._bodies: dict[str, list[str]] = defaultdict(list)
        for position in sources.positions:
            self._titles[position.holder].append(position.title.value)
            if position.of:
                self._bodies[position.holder].append(position.of)

    def code(self, iri: str) -> str:
        """The code of an article's actor, by its IRI."""
        actor = self._actors[iri]
        if actor.type == "IntergovernmentalOrganization":
            return "---IGO"
        return (self._country(actor) or "---") + self._sector(actor)

    def _country(self, actor: ArticleActor) -> str | None:
        if actor.iso3:
            return actor.iso3
        # Who has no state of their own may hold an office of one, or of a body of one.
        bodies = [self._actors[iri] for iri in self._bodies.get(actor.iri, ()) if iri in self._actors]
        states = [actor.state, *(body.iri for body in bodies), *(body.state for body in bodies)]
        codes = (self._actors[iri].iso3 for iri in states if iri and iri in self._actors)
        return next((code for code in codes if code), None) or self._known_country(actor)

    def _known_country(self, actor: ArticleActor) -> str | None:
        """The state that the gazetteer knows a person or body to belong to, or whose citizens all in a group are."""
        if len(actor.nationalities) == 1:
            people = self._gazetteer.get(local(actor.nationalities[0]))
            return people.iso3 if people is not None else None
        entry = self._gazetteer.get(local(actor.refers_to)) if actor.refers_to else None
        state = self._gazetteer.get(entry.state) if entry is not None else None
        return state.iso3 if state is not None else None

    def _sector(self, actor: ArticleActor) -> str:
        if actor.type in ("Country", "Place"):
            return ""
        if actor.type in ("Person", "Group", "Government"):
            described = _sector((*self._titles.get(actor.iri, ()), actor.name, *actor.names))
            if described:
                return described
        return _BY_TYPE.get(actor.type, "CVL" if actor.type == "Group" else "")


def _sector(words: Iterable[str]) -> str | None:
    """The sector that titles come first for, then names and descriptions."""
    for text in words:
        for sector, pattern in _WORDS.items():
            if pattern.search(text):
                return sector
    return None
