import datetime
from collections import Counter, defaultdict
from itertools import pairwise

import pyoxigraph as ox
import pytest

from detente.entries import read_entries
from detente.gazetteer import Gazetteer, GazetteerError, plain
from detente.resources import resource

# Names that several states or persons share, on purpose: the first is the likelier one.
SHARED = {
    ("name", "congo"),
    ("name", "georgebush"),
    ("adjective", "congolese"),
    ("demonym", "congolese"),
    ("adjective", "dominican"),
    ("demonym", "dominican"),
    ("demonym", "dominicans"),
    ("name", "jem"),  # an Indian subcontinent group and a Sudanese one
    # capitals of today's state and of the one before it
    ("capital", "moscow"),
    ("capital", "prague"),
    ("capital", "belgrade"),
    ("capital", "aden"),
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def names(entries):
    return [entry.name for entry in entries]


# ---- what is in it ----


def test_every_state_is_there_and_complete(gazetteer):
    states = [entry for entry in gazetteer.entries.values() if entry.iso2]
    assert len(states) == 193 + 2 + 2  # members, observers, Kosovo and Taiwan
    assert len({entry.iso2 for entry in states}) == len({entry.iso3 for entry in states}) == len(states)
    for state in states:
        assert state.type == "Country"
        assert state.key == state.wikidata
        assert len(state.iso2) == 2
        assert len(state.iso3) == 3
        assert state.adjectives, state.name
        assert state.capitals, state.name
        assert state.demonyms or state.name == "Holy See", state.name
        assert state.successor is None


@pytest.mark.parametrize("name", ["Soviet Union", "Yugoslavia", "Czechoslovakia", "East Germany", "South Yemen"])
def test_states_of_the_past_have_a_successor(gazetteer, name):
    (state,) = gazetteer.names(name)
    assert state.iso2 is None
    assert state.iso3
    assert gazetteer[state.successor].iso2


def test_kinds_are_well_filled(gazetteer):
    counts = Counter(entry.type for entry in gazetteer.entries.values())
    least = {"IntergovernmentalOrganization": 200, "Government": 150, "ArmedGroup": 120, "Organization": 100}
    least |= {"Media": 120, "Company": 100, "Person": 1500, "Place": 200}
    assert {kind: counts[kind] for kind in least if counts[kind] < least[kind]} == {}


def test_leaders_and_foreign_ministers_of_many_states(gazetteer):
    held = defaultdict(set)
    for entry in gazetteer.entries.values():
        for office in entry.offices:
            held[office.of].update((office.title, *office.also))
    states = [titles for key, titles in held.items() if gazetteer[key].iso2]
    assert len(states) >= 150
    assert sum("foreign minister" in titles for titles in states) >= 60


def test_names_are_unique_but_for_known_cases(gazetteer):
    bearers = defaultdict(set)
    for entry in gazetteer.entries.values():
        kinds = {"name": entry.names, "adjective": entry.adjectives, "demonym": entry.demonyms}
        kinds |= {"capital": entry.capitals, "metonym": entry.metonyms}
        for kind, words in kinds.items():
            for word in words:
                bearers[kind, plain(word).lower()].add(entry.key)
    assert {name for name, keys in bearers.items() if len(keys) > 1} == SHARED


def test_terms_of_one_office_do_not_overlap(gazetteer):
    terms = defaultdict(list)
    for entry in gazetteer.entries.values():
        for office in entry.offices:
            terms[office.of, office.title].append((office.start, office.end or datetime.date.max, entry.name))
    overlaps = []
    for office, held in terms.items():
        held.sort()
        # who left and who came may share a month or year, and in Ivory Coast two claimed the office for four months
        overlaps += [(office, a[2], b[2]) for a, b in pairwise(held) if (a[1] - b[0]).days > 366]
    assert overlaps == []


def test_file_has_no_blank_nodes_and_refers_only_to_itself():
    path = resource("ontology/actors.ttl")
    triples = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
    subjects = {triple.subject.value for triple in triples}
    objects = [triple.object for triple in triples]
    assert all(isinstance(triple.subject, ox.NamedNode) for triple in triples)
    assert not any(isinstance(value, ox.BlankNode) for value in objects)
    ours = [value.value for value in objects if isinstance(value, ox.NamedNode) and "/detente/id/" in value.value]
    assert set(ours) <= subjects


# ---- names ----


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("United States", "United States"),
        ("the United States", "United States"),
        ("US", "United States"),
        ("U.S.", "United States"),
        ("UNITED STATES", "United States"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Cote d'Ivoire", "Ivory Coast"),
        ("Türkiye", "Turkey"),
        ("Poland's", "Poland"),
        ("Zaire", "Democratic Republic of the Congo"),
        ("West Germany", "Germany"),
        ("USSR", "Soviet Union"),
        ("Lukashenka regime", None),
        ("Alyaksandr Lukashenka", "Alexander Lukashenko"),
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Bashar Assad", "Bashar al-Assad"),
        ("NATO", "NATO"),
        ("Nato", "NATO"),
        ("OSCE", "Organization for Security and Co-operation in Europe"),
        ("al Qaida", "al-Qaeda"),
        ("Tamil Tigers", "Liberation Tigers of Tamil Eelam"),
        ("State Department", "United States Department of State"),
        ("us", None),
        ("who", None),
        ("Who", None),
        ("turkey", None),
        ("chad", None),
        ("Guam", "Guam"),
        ("", None),
        ("’s", None),
    ],
)
def test_names(gazetteer, surface, name):
    assert names(gazetteer.names(surface)) == ([name] if name else [])


def test_of_two_with_one_name_the_likelier_comes_first(gazetteer):
    assert names(gazetteer.names("Congo")) == ["Democratic Republic of the Congo", "Republic of the Congo"]
    assert gazetteer.adjective("Congolese").iso3 == "COD"
    assert gazetteer.capital("Moscow").name == "Russia"


@pytest.mark.parametrize(
    ("word", "state"),
    [("Belarusian", "BLR"), ("British", "GBR"), ("Dutch", "NLD"), ("Soviet", "SUN"), ("polish", None)],
)
def test_adjectives(gazetteer, word, state):
    found = gazetteer.adjective(word)
    assert (found and found.iso3) == state


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Poles", "POL"),
        ("Briton", "GBR"),
        ("Frenchmen", "FRA"),
        ("Chinese", "CHN"),
        ("Lithuanians", "LTU"),
        ("pole", None),
    ],
)
def test_demonyms(gazetteer, word, state):
    found = gazetteer.demonym(word)
    assert (found and found.iso3) == state


def test_capitals_and_metonyms(gazetteer):
    assert gazetteer.capital("Minsk").name == "Belarus"
    assert gazetteer.capital("Kiev") is gazetteer.capital("Kyiv")
    assert gazetteer.capital("MINSK").capital == "Minsk"
    assert gazetteer.capital("The Hague") is gazetteer.capital("the Hague")
    assert gazetteer.capital("Hague") is None  # a surname
    assert gazetteer.metonym("the Kremlin").name == "Russia"
    assert gazetteer.metonym("the White House").name == "United States"
    assert gazetteer.metonym("Foggy Bottom").name == "United States Department of State"
    assert gazetteer.metonym("Brussels").name == "European Union"
    assert gazetteer.metonym("white house") is None


@pytest.mark.parametrize(
    ("sentence", "i", "length", "name"),
    [
        ("talks with the United States of America began", 3, 4, "United States"),
        ("talks with the United States of America began", 2, 0, None),
        ("The U.S. and Cuba", 1, 1, "United States"),
        ("In Guinea - Bissau today", 1, 3, "Guinea-Bissau"),
        ("In Guinea today", 1, 1, "Guinea"),
        ("the EU ( Council", 1, 1, "European Union"),
        ("in Arvania ( Guinea ) Bissau", 3, 1, "Guinea"),
        ("the al - Qaeda network", 1, 3, "al-Qaeda"),
        ("of P5 + 1 states", 1, 3, "P5+1"),
        ("Foreign Minister Sergei Lavrov said", 2, 2, "Sergei Lavrov"),
        ("tell us more", 1, 0, None),
        ("WHO WILL TELL US", 0, 0, None),
        ("WHO WILL TELL US", 3, 0, None),
        ("the WHO said", 1, 1, "World Health Organization"),
        ("BELARUS FREES 52", 0, 1, "Belarus"),
        ("nothing", 0, 0, None),
        ("nothing", 5, 0, None),
    ],
)
def test_match_takes_the_longest_name(gazetteer, sentence, i, length, name):
    found, entries = gazetteer.match(sentence.split(), i)
    assert (found, names(entries)) == (length, [name] if name else [])


def test_match_of_other_kinds(gazetteer):
    words = "a South Korean aide of the Blue House".split()
    length, (state,) = gazetteer.match(words, 1, "adjective")
    assert (length, state.iso3) == (2, "KOR")
    length, (state,) = gazetteer.match(words, 6, "metonym")
    assert (length, state.iso3) == (2, "KOR")


# ---- offices ----


@pytest.mark.parametrize(
    ("title", "of", "day", "holder"),
    [
        ("president", "Q30", "1990-08-02", "George H. W. Bush"),
        ("president", "Q30", "2016-12-27", "Barack Obama"),
        ("president", "Q30", "2025-01-20", "Donald Trump"),
        ("President", "Q30", "2021-01-20", "Joe Biden"),
        ("foreign minister", "Q30", "2013-11-24", "John Kerry"),
        ("secretary of state", "Q30", "2025-09-11", "Marco Rubio"),
        ("foreign secretary", "Q145", "2016-12-10", "Boris Johnson"),
        ("premier", "Q145", "1982-05-01", "Margaret Thatcher"),
        ("chancellor", "Q183", "1990-10-03", "Helmut Kohl"),
        ("president", "Q159", "2010-06-01", "Dmitry Medvedev"),
        ("president", "Q184", "2021-05-23", "Alexander Lukashenko"),
        ("president", "Q184", "1990-01-01", None),
        ("president", "Q212", "2014-02-22", "Viktor Yanukovych"),
        ("pope", "Q237", "2013-03-05", None),
        ("taoiseach", "Q27", "2001-01-01", "Bertie Ahern"),
        ("secretary-general", "Q1065", "2003-03-20", "Kofi Annan"),
        ("general secretary", "Q15180", "1986-10-11", "Mikhail Gorbachev"),
        ("archbishop", "Q30", "2020-01-01", None),
    ],
)
def test_holders_at_a_date(gazetteer, title, of, day, holder):
    found = gazetteer.holder(title, of, datetime.date.fromisoformat(day))
    assert (found and found.name) == holder


def test_offices_of_a_person(gazetteer):
    (putin,) = gazetteer.surname("Putin")
    held = gazetteer.offices(putin, datetime.date(2009, 1, 1))
    assert [(office.title, gazetteer[office.of].name) for office in held] == [("prime minister", "Russia")]
    assert len(gazetteer.offices(putin.key)) == 4
    assert gazetteer.offices("nobody") == ()


def test_surnames(gazetteer):
    assert names(gazetteer.surname("Lukashenka")) == ["Alexander Lukashenko"]
    assert "Xi Jinping" in names(gazetteer.surname("Xi"))
    assert "Bashar al-Assad" in names(gazetteer.surname("Assad"))
    assert gazetteer.surname("bush") == ()
    assert gazetteer.names("Bush") == ()


# ---- the user's files ----

TURTLE = """\
@prefix actor: <https://w3id.org/detente/id/actor/> .
@prefix office: <https://w3id.org/detente/id/office/> .
@prefix dt: <https://w3id.org/detente/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
ARVANIA = """\
actor:arvania a dt:Country ; rdfs:label "Arvania"@en ; dt:adjective "Arvanian"@en ; dt:capital "Tolm"@en .
actor:ilka-venn a dt:Person ; rdfs:label "Ilka Venn"@en ; dt:ofState actor:arvania .
office:1 a org:Membership ; org:member actor:ilka-venn ; org:organization actor:arvania ; dt:title "President"@en ;
  dt:since "2020-03"^^xsd:gYearMonth ; dt:until "2024"^^xsd:gYear .
"""


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_turtle_extends(tmp_path):
    gazetteer = Gazetteer.load([write(tmp_path / "mine.ttl", TURTLE + ARVANIA)])
    assert gazetteer.adjective("Arvanian").capital == "Tolm"
    assert gazetteer.names("Belarus")
    for day, name in (
        ("2020-02-29", None),
        ("2020-03-01", "Ilka Venn"),
        ("2024-12-31", "Ilka Venn"),
        ("2025-01-01", None),
    ):
        holder = gazetteer.holder("president", "arvania", datetime.date.fromisoformat(day))
        assert (holder and holder.name) == name


def test_turtle_adds_to_a_known_actor(tmp_path):
    more = TURTLE + 'actor:Q184 skos:altLabel "White Ruthenia"@en .'
    (state,) = Gazetteer.load([write(tmp_path / "more.ttl", more)]).names("White Ruthenia")
    assert state.name == "Belarus"
    assert state.iso3 == "BLR"


def test_table_extends(tmp_path):
    table = write(
        tmp_path / "mine.csv",
        "name,type,names,state,adjectives,title,of,since,until\n"
        "Belmora,Country,Republic of Belmora|BLM,,Belmoran,,,,\n"
        "Orsel Tane,Person,,Belmora,,foreign minister,Belmora,2019-05-02,2023\n"
        "Orsel Tane,Person,,Belmora,,president,Belmora,2023,\n"
        "Mila Ott,Person,Ludmila Ott,Belarus,,envoy,United Nations,,\n",
    )
    gazetteer = Gazetteer.load([table])
    (state,) = gazetteer.names("BLM")
    assert state.key == "belmora"
    (tane,) = gazetteer.names("Orsel Tane")
    assert [office.title for office in tane.offices] == ["foreign minister", "president"]
    assert gazetteer.holder("foreign minister", "belmora", datetime.date(2023, 12, 31)) is tane
    (ott,) = gazetteer.names("Ludmila Ott")
    assert (ott.state, ott.offices[0].of) == ("Q184", "Q1065")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.ttl", TURTLE + "actor:x a dt:Person ;; .\nactor:y", r"a\.ttl:\d+: not Turtle"),
        ("a.ttl", TURTLE + "\nactor:x a dt:Person .", r"a\.ttl:10: x has no label"),
        (
            "a.ttl",
            TURTLE + 'actor:x a dt:Dragon ; rdfs:label "X"@en .',
            r"a\.ttl:9: X: one type of Person, .* not Dragon",
        ),
        ("a.ttl", TURTLE + 'actor:x rdfs:label "X"@en .', r"a\.ttl:9: X: one type of .* not none"),
        ("a.ttl", TURTLE + 'actor:x a dt:Place, dt:Person ; rdfs:label "X"@en .', r"not Place, Person"),
        (
            "a.ttl",
            TURTLE + 'actor:x a dt:Person; rdfs:label "X"@en ; dt:ofState actor:q .',
            r"a\.ttl:9: state: q is not",
        ),
        ("a.ttl", TURTLE + ARVANIA.replace('"2024"', '"2019"'), r"a\.ttl:11: President: until 2019-12-31 lies before"),
        ("a.ttl", TURTLE + ARVANIA.replace('"2024"', '"soon"'), r"a\.ttl:11: until: soon is not a date"),
        ("a.ttl", TURTLE + ARVANIA.replace('"2020-03"', '"2020-13"'), r"a\.ttl:11: since: 2020-13 is not a date"),
        ("a.ttl", TURTLE + ARVANIA.replace(' ; dt:title "President"@en', ""), r"a\.ttl:11: an office without a title"),
        ("a.csv", "name,type,color\nX,Person,red\n", r"a\.csv:1: unknown column color; the columns are key, name"),
        ("a.csv", "type\nPerson\n", r"a\.csv:1: no column name"),
        ("a.csv", "", r"a\.csv:1: no column name"),
        ("a.csv", "name,type\nX,Person\n,Person\n", r"a\.csv:3: no name"),
        ("a.csv", "name,type\nX,Person,what\n", r"a\.csv:2: more cells than columns"),
        ("a.csv", "name,type\nX,person\n", r"a\.csv:2: X: one type of .* not person"),
        ("a.csv", 'name,type\n"X,Person\n', r"a\.csv:\d+: not CSV"),
        ("a.csv", "name,type,title,of\nX,Person,king,Nowhere\n", r"a\.csv:2: of: Nowhere is not an actor"),
        ("a.csv", "name,type,title\nX,Person,king\n", r"a\.csv:2: of: nothing is not an actor"),
    ],
)
def test_bad_files_are_told_with_their_line(tmp_path, name, text, message):
    path = write(tmp_path / name, text)
    with pytest.raises(GazetteerError, match=message):
        read_entries([path])


@pytest.mark.parametrize("name", ["missing.ttl", "missing.csv"])
def test_a_missing_file_is_named(tmp_path, name):
    with pytest.raises(GazetteerError, match=rf"{name}: can't be read: No such file"):
        read_entries([tmp_path / name])


def test_a_table_in_another_encoding_is_named(tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes("name\nSão\n".encode("latin-1"))
    with pytest.raises(GazetteerError, match=r"latin\.csv: not UTF-8"):
        read_entries([path])
