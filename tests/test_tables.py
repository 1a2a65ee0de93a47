"""Tables of the hand-written affairs, read back by the programs that they are for."""

import datetime
import sys
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from test_cli import Run, run  # noqa: F401 a fixture
from test_queries import DATA

from detente.graph import GraphError
from detente.query import ask
from detente.tablefiles import write_tables
from detente.tables import TableError, tables
from detente.vocabulary import term

NAMES = ("actors", "articles", "claims", "events", "roles")
ID = "https://w3id.org/detente/id/"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(path=str(DATA / "affairs.trig"))
    return store


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All three kinds, in csv, parquet and neo4j."""
    folder = tmp_path_factory.mktemp("tables")
    for form in ("csv", "parquet", "neo4j"):
        write_tables(store, folder / form, form=form)
    return folder


def count(store: Store, pattern: str) -> int:
    return len(ask(store, f"SELECT DISTINCT * {{ {pattern} }}"))


def test_as_many_rows_as_the_graph_has_things(store: Store, folder: Path) -> None:
    patterns = {
        "actors": "{ SELECT DISTINCT ?actor { ?mentioned dt:refersTo ?actor } }",
        "articles": "?article a schema:NewsArticle",
        "claims": "?claim a dt:Claim",
        "events": "{ SELECT DISTINCT ?event { ?event dt:supportedBy ?claim } }",
        "roles": "{ SELECT DISTINCT ?event { ?event dt:supportedBy ?claim } } "
        "?event dt:agent|dt:recipient|dt:objectActor|dt:place|dt:origin|dt:destination ?actor . ?event ?role ?actor "
        "VALUES ?role { dt:agent dt:recipient dt:objectActor dt:place dt:origin dt:destination }",
    }
    for name, pattern in patterns.items():
        assert len(pd.read_csv(folder / "csv" / f"{name}.csv")) == count(store, pattern) > 0


def test_parquet_says_the_same_with_types(folder: Path) -> None:
    dates = {"events": ["first_day", "last_day"], "claims": ["first_day", "last_day"], "articles": ["published"]}
    for name in NAMES:
        days = dates.get(name, [])
        plain = pd.read_csv(folder / "csv" / f"{name}.csv", parse_dates=days)
        typed = pd.read_parquet(folder / "parquet" / f"{name}.parquet")
        assert list(plain.columns) == list(typed.columns)
        for column in typed:
            values = typed[column]
            if column in days:
                values = pd.to_datetime(values)
            elif values.map(lambda value: hasattr(value, "tolist")).any():
                values = values.map(";".join).replace("", None)
            same = (plain[column] == values) | (plain[column].isna() & values.isna())
            assert same.all(), (name, column)
    events = pd.read_parquet(folder / "parquet" / "events.parquet")
    assert str(events["reports"].dtype) == "int64"
    assert isinstance(events["first_day"].dropna().iloc[0], datetime.date)


def test_what_an_event_says(folder: Path) -> None:
    events = pd.read_csv(folder / "csv" / "events.csv", index_col="label")
    release = events.loc["Arvania releases 52 prisoners"]
    assert (release["type"], release["parent"], release["plover"], release["quad"]) == (
        "Release", "Retreat", "RETREAT", "MaterialCooperation",
    )  # fmt: skip
    assert (release["status"], release["agent_names"], release["first_day"]) == ("Actual", "Arvania", "2021-03-11")
    assert (release["lowest_count"], release["highest_count"], release["reports"]) == (52, 52, 3)
    claims = pd.read_csv(folder / "csv" / "claims.csv", index_col="iri")
    pardon = claims.loc[f"{ID}article/frees-52#c3"]
    assert (pardon["speaker_names"], pardon["agents"], pardon["count"]) == ("Lena Drost", f"{ID}actor/orlan-veska", 52)
    assert pardon["quote"] == "Veska pardoned 52 people, his press secretary Lena Drost said on Thursday."
    assert (pardon["quote_start"], pardon["quote_end"], pardon["confidence"]) == (128, 202, 0.9)
    assert events[events["iri"] == pardon["event"]]["type"].tolist() == ["Pardon"]


def test_numbers_that_differ(store: Store) -> None:
    more = Store()
    more.extend(store)
    release = next(row["iri"] for row in tables(store)["events"].records() if row["highest_count"] == 52)
    for predicate, number in (("dt:count", 50), ("dt:countMin", 49), ("dt:countMax", 60)):
        more.add(Quad(NamedNode(str(release)), term(predicate), Literal(number)))
    row = next(row for row in tables(more)["events"].records() if row["iri"] == release)
    assert (row["lowest_count"], row["highest_count"]) == (49, 60)


def test_tables_join(folder: Path) -> None:
    read = {
        name: pd.read_csv(folder / "csv" / f"{name}.csv")
        for name in ("actors", "events", "roles", "claims", "articles")
    }
    joined = read["roles"].merge(read["actors"], left_on="actor", right_on="iri", validate="many_to_one")
    assert len(joined) == len(read["roles"])
    assert set(read["roles"]["event"]) <= set(read["events"]["iri"])
    assert set(read["claims"]["article"]) <= set(read["articles"]["iri"])
    assert set(read["claims"]["event"].dropna()) == set(read["events"]["iri"])
    assert all(table["iri"].is_unique for name, table in read.items() if name != "roles")


def test_nodes_and_relationships(folder: Path) -> None:
    nodes = pd.read_csv(folder / "neo4j" / "nodes.csv")
    edges = pd.read_csv(folder / "neo4j" / "relationships.csv")
    assert list(nodes.columns[:2]) == ["iri:ID", ":LABEL"]
    assert list(edges.columns[:3]) == [":START_ID", ":END_ID", ":TYPE"]
    assert {"first_day:date", "count:long", "confidence:double", "other_names:string[]"} <= set(nodes.columns)
    assert nodes["iri:ID"].is_unique
    assert {*edges[":START_ID"], *edges[":END_ID"]} <= set(nodes["iri:ID"])
    graph = nx.from_pandas_edgelist(edges, ":START_ID", ":END_ID", [":TYPE"], create_using=nx.MultiDiGraph)
    named = dict(zip(nodes["name"], nodes["iri:ID"], strict=True))
    ties = {edge[":TYPE"] for edge in graph.get_edge_data(named["Arvania"], named["52 prisoners"]).values()}
    assert ties == {"RELEASED"}
    assert graph.get_edge_data(named["Orlan Veska"], named["Arvania"])[0][":TYPE"] == "OF_STATE"
    labels = dict(zip(nodes["iri:ID"], nodes[":LABEL"], strict=True))
    assert (labels[named["Arvania"]], labels[f"{ID}article/frees-52#c3"]) == ("Actor;Country", "Claim")


def test_the_same_bytes_every_time(store: Store, folder: Path, tmp_path: Path) -> None:
    shuffled = Store()
    shuffled.extend(sorted(store, key=lambda quad: str(quad)[::-1]))
    for form in ("csv", "parquet", "neo4j"):
        write_tables(shuffled, tmp_path / form, form=form)
        for path in (tmp_path / form).iterdir():
            assert path.read_bytes() == (folder / form / path.name).read_bytes()


def test_texts_that_csv_must_quote(tmp_path: Path) -> None:
    store = Store()
    article, text = NamedNode(f"{ID}article/1"), 'He said: "no",\nand left; “élan” 😀'
    store.add(Quad(article, term("rdf:type"), term("schema:NewsArticle")))
    store.add(Quad(article, term("schema:headline"), Literal(text)))
    write_tables(store, tmp_path / "csv")
    assert pd.read_csv(tmp_path / "csv" / "articles.csv").loc[0, "headline"].replace("\r\n", "\n") == text.replace(
        "\r\n", "\n"
    )
    write_tables(store, tmp_path / "parquet", form="parquet")
    assert pd.read_parquet(tmp_path / "parquet" / "articles.parquet").loc[0, "headline"] == text
    assert len(pd.read_parquet(tmp_path / "parquet" / "events.parquet")) == 0


def test_empty_graph(tmp_path: Path) -> None:
    assert sum(write_tables(Store(), tmp_path / "x", form="neo4j").values()) == 0
    assert sum(write_tables(Store(), tmp_path / "y", form="parquet").values()) == 0


def test_what_goes_wrong(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GraphError, match="can't be made a folder"):
        write_tables(store, tmp_path / "file")
    with pytest.raises(GraphError, match="can't be made a folder"):
        write_tables(store, tmp_path / "nowhere" / "below")
    for predicate, value in (("dt:count", "many"), ("dt:firstDay", "soon"), ("dt:confidence", "high")):
        damaged = Store()
        claim = NamedNode(f"{ID}article/1#c1")
        damaged.add(Quad(claim, term("rdf:type"), term("dt:Claim")))
        damaged.add(Quad(claim, term(predicate), Literal(value)))
        with pytest.raises(TableError, match="detente validate"):
            tables(damaged)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(TableError, match=r"pip install 'detente\[parquet\]'"):
        write_tables(store, tmp_path / "z", form="parquet")


def test_command(
    run: Run,  # noqa: F811
    tmp_path: Path,
) -> None:
    for form in ("csv", "parquet", "neo4j"):
        done = run("export", DATA / "affairs.trig", "--format", form, "-o", tmp_path / form)
        assert (done.code, done.stdout) == (0, "")
        assert "written to" in done.stderr
    assert (tmp_path / "parquet" / "claims.parquet").exists()
    assert run("export", DATA / "affairs.trig", "--format", "csv", "-o", tmp_path / "csv" / "claims.csv").code == 2
