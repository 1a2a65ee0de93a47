"""Make ``ontology/actors.ttl`` from the tables in ``tools/actors`` and from packages (pycountry, babel, PyYAML).

    python tools/generate_actors.py
    python tools/generate_actors.py --borders FILE   # first renew items.csv from npm's @rapideditor/country-coder

ISO 3166 codes and official names are pycountry's, further English names CLDR's (babel), the Wikidata items of states
country-coder's (``src/data/borders.json`` in the package, ISC licence). Everything else stands in the tables.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import babel
import pycountry
import yaml

from detente.entries import slug
from detente.gazetteer import plain

TABLES = Path(__file__).parent / "actors"
OUTPUT = Path(__file__).parent.parent / "ontology" / "actors.ttl"
HEADER = """\
# Made by tools/generate_actors.py from tools/actors: change those, not this file.
@prefix actor: <https://w3id.org/detente/id/actor/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dt: <https://w3id.org/detente/ontology#> .
@prefix office: <https://w3id.org/detente/id/office/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/detente/id/actors> a owl:Ontology ;
  dcterms:title "Actors that détente knows beforehand"@en ;
  dcterms:description "States, bodies, groups, media, companies, places, holders of office: as of autumn 2025."@en ;
  dcterms:source "ISO 3166 (pycountry)"@en, "Unicode CLDR (babel)"@en, "@rapideditor/country-coder"@en .
"""
# Items of the states themselves where country-coder has those of their realms.
ITEMS = {"NL": "Q55", "DK": "Q35"}
KOSOVO = "XKX"  # user-assigned: ISO 3166 has no code
# The first word is the family name.
FAMILY_FIRST = {"CN", "TW", "KR", "KP"}
# Spellings of one given name.
SPELLINGS = (
    ("Sergei", "Sergey"),
    ("Andrei", "Andrey"),
    ("Alexei", "Alexey", "Aleksei"),
    ("Nikolai", "Nikolay"),
    ("Dmitry", "Dmitri", "Dmitriy"),
    ("Yevgeny", "Evgeny", "Yevgeni"),
    ("Mohammed", "Mohammad", "Muhammad", "Mohamed"),
    ("Yuri", "Yury"),
    ("Vasily", "Vassily"),
)
ARTICLE = re.compile(r"\b(?:al|el)-(?=\w)", re.IGNORECASE)


@dataclass(slots=True)
class Subject:
    """An actor on its way into the file: lists of values by property."""

    key: str
    kind: str
    name: str
    said: dict[str, list[str]] = field(default_factory=dict)

    def add(self, prop: str, values: Iterable[str]) -> None:
        """Say more of a property."""
        self.said.setdefault(prop, []).extend(values)


def table(name: str) -> Iterator[dict[str, str]]:
    """Rows of a CSV table."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def load(name: str) -> Any:
    """A YAML table; dates stay strings."""
    return yaml.load((TABLES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def items(borders: Path) -> None:
    """Renew items.csv: the Wikidata item of each ISO code."""
    known = {
        one["properties"]["iso1A2"]: one["properties"]["wikidata"]
        for one in json.loads(borders.read_text(encoding="utf-8"))["features"]
        if "iso1A2" in one["properties"]
    } | ITEMS
    lines = (f"{row['iso2']},{known[row['iso2']]}\n" for row in table("states"))
    (TABLES / "items.csv").write_text("iso2,wikidata\n" + "".join(lines), encoding="utf-8")


def cell(text: str) -> list[str]:
    """The values of a cell."""
    return [value for value in text.split("|") if value]


def literals(values: Iterable[str], *, lang: bool = True) -> str:
    """Turtle literals, each once."""
    quoted = (json.dumps(value, ensure_ascii=False) for value in dict.fromkeys(values))
    return ", ".join(value + ("@en" if lang else "") for value in quoted)


def people(demonyms: str) -> list[str]:
    """Singular and plural of each; a cell gives plurals that are not regular as singular/plural."""
    forms = []
    for one in cell(demonyms):
        single, _, plural = one.partition("/")
        unchanged = single.endswith(("ese", "ss", "sh", "ch"))
        forms += [single, plural or (single if unchanged else f"{single}s")]
    return forms


def states() -> Iterator[Subject]:
    """Today's states, then those of the past."""
    territories = babel.Locale("en").territories
    known = {row["iso2"]: row["wikidata"] for row in table("items")}
    for row in table("states"):
        code = row["iso2"]
        country = pycountry.countries.get(alpha_2=code)
        state = Subject(known[code], "Country", row["name"])
        official = getattr(country, "official_name", None) if country else None
        formal = [official.removeprefix("the ")] if official and "," not in official else []
        common = [territories[code].replace("’", "'")]
        found = [name for name in (*formal, *common) if not re.search(r"[(&]| - ", name) and name != row["name"]]
        state.add("skos:altLabel", [*found, *cell(row["names"])])
        words(state, row)
        state.add("dt:iso2", [code])
        state.add("dt:iso3", [country.alpha_3 if country else KOSOVO])
        yield state
    for row in table("past_states"):
        assert pycountry.historic_countries.get(alpha_3=row["iso3"]), row["iso3"]
        state = Subject(row["wikidata"] or slug(row["name"]), "Country", row["name"])
        state.add("skos:altLabel", cell(row["names"]))
        words(state, row)
        state.add("dt:iso3", [row["iso3"]])
        state.add("dt:successor", [known[row["successor"]]])
        yield state


def words(state: Subject, row: dict[str, str]) -> None:
    """What a state, its people and its seats are called."""
    state.add("dt:adjective", cell(row["adjectives"]))
    state.add("dt:demonym", people(row["demonyms"]))
    state.add("dt:capital", cell(row["capitals"]))
    state.add("dt:metonym", cell(row.get("metonyms", "")))


def bodies(codes: dict[str, str]) -> Iterator[Subject]:
    """Bodies, groups, media and companies; then places."""
    places = ({"type": "Place", "wikidata": "", "metonyms": "", **row} for row in table("places"))
    for row in (*table("bodies"), *places):
        body = Subject(row["wikidata"] or slug(row["name"]), row["type"], row["name"])
        body.add("skos:altLabel", cell(row["names"]))
        body.add("dt:metonym", cell(row["metonyms"]))
        body.add("dt:ofState", [codes[code] for code in cell(row["state"])])
        yield body


def spellings(name: str) -> list[str]:
    """Other spellings of a person's name by rule: Sergei/Sergey, with and without the Arabic article."""
    variants = [name, ARTICLE.sub("", name), ARTICLE.sub("al-", name), ARTICLE.sub("el-", name)]
    first, _, rest = name.partition(" ")
    for group in SPELLINGS:
        if first in group:
            variants += [f"{other} {rest}" for other in group]
    return variants


def person(name: str, facts: dict[str, Any], code: str | None, key_of_state: str | None) -> Subject:
    """A person with all spellings and what they are called for short."""
    subject = Subject(facts.get("wikidata") or slug(name), "Person", name)
    names = [spelling for one in (name, *facts.get("names", ())) for spelling in spellings(one)]
    seen: dict[str, str] = {}
    for one in names:
        seen.setdefault(plain(one), one)
    subject.add("skos:altLabel", [one for one in seen.values() if one != name])
    if "surnames" in facts:
        short = list(facts["surnames"])
    else:
        parts = name.removesuffix(" Jr.").split()
        short = [parts[0] if code in FAMILY_FIRST else parts[-1]] if len(parts) > 1 else []
    subject.add("dt:surname", [form for one in short for form in (one, ARTICLE.sub("", one))])
    subject.add("dt:ofState", [key_of_state] if key_of_state else [])
    return subject


def wordings(titles: dict[str, dict[str, list[str]]], body: str, title: str) -> list[str]:
    """Other wordings of a title of a body (ISO code or name)."""
    return [*titles.get(body, {}).get(title, ()), *titles["*"].get(title, ())]


def offices(chains: dict[str, dict[str, list[list[str]]]]) -> Iterator[tuple[str, str, str, str, str | None]]:
    """Person, body, title, since, until of every term; the next one's first day ends a term."""
    for body, titles in chains.items():
        for title, terms in titles.items():
            for place, (name, since, *until) in enumerate(terms):
                following = terms[place + 1][1] if place + 1 < len(terms) else None
                yield name, body, title, since, until[0] if until else following


def date(text: str) -> str:
    """A Turtle literal of a day, month or year."""
    return f'"{text}"^^xsd:{("gYear", "gYearMonth", "date")[text.count("-")]}'


def render(subject: Subject) -> str:
    """The Turtle of an actor."""
    lines = [f"actor:{subject.key} a dt:{subject.kind} ; rdfs:label {literals([subject.name])}"]
    for prop, values in subject.said.items():
        values = [value for value in values if prop != "skos:altLabel" or value != subject.name]
        if not values:
            continue
        if prop in ("dt:ofState", "dt:successor"):
            lines.append(f"{prop} {', '.join(f'actor:{value}' for value in dict.fromkeys(values))}")
        else:
            lines.append(f"{prop} {literals(values, lang=not prop.startswith('dt:iso'))}")
    if re.fullmatch(r"Q\d+", subject.key):
        lines.append(f"skos:exactMatch wd:{subject.key}")
    return " ;\n  ".join(lines) + " .\n"


def generate() -> str:
    """The whole file."""
    subjects = list(states())
    codes = {code: one.key for one in subjects for code in (*one.said.get("dt:iso2", ()), *one.said["dt:iso3"])}
    subjects += bodies(codes)
    keys = {name: one.key for one in reversed(subjects) for name in (*one.said.get("skos:altLabel", ()), one.name)}
    keys |= {one.name: one.key for one in subjects} | codes
    home = {
        one.key: one.key if one.kind == "Country" else next(iter(one.said.get("dt:ofState", ())), None)
        for one in subjects
    }
    facts = load("people")
    terms = list(offices(load("offices")))
    where: dict[str, str] = {}
    for name, body, *_ in terms:
        where.setdefault(name, body)
        if home[keys[where[name]]] is None and home[keys[body]]:
            where[name] = body
    letters = {key: code for code, key in codes.items() if len(code) == 2}
    persons = {}
    for name in dict.fromkeys((*where, *facts)):
        said = facts.get(name) or {}
        state = codes[said["state"]] if "state" in said else home[keys[where[name]]]
        persons[name] = person(name, said, letters.get(state or ""), state)
    subjects[len(subjects) :] = persons.values()
    if len({one.key for one in subjects}) != len(subjects):
        twice = sorted(key for key in {one.key for one in subjects} if sum(one.key == key for one in subjects) > 1)
        raise SystemExit(f"two actors have one key: {', '.join(twice)}")
    titles = load("titles")
    memberships = []
    for name, body, title, since, until in terms:
        other = wordings(titles, body, title)
        node = f"office:{persons[name].key}-{slug(title)}-{keys[body]}-{since[:4]}"
        parts = [
            f"{node} a org:Membership ; org:member actor:{persons[name].key} ; org:organization actor:{keys[body]}"
        ]
        parts.append(f"dt:title {literals([title])}" + (f" ; skos:altLabel {literals(other)}" if other else ""))
        parts.append(f"dt:since {date(since)}" + (f" ; dt:until {date(until)}" if until else ""))
        memberships.append(" ;\n  ".join(parts) + " .\n")
    return "\n".join((HEADER, *map(render, subjects), *memberships))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--borders", type=Path, help="src/data/borders.json of @rapideditor/country-coder")
    options = parser.parse_args()
    if options.borders:
        items(options.borders)
    OUTPUT.write_text(generate(), encoding="utf-8")
