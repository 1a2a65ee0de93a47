from __future__ import annotations

import gzip
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import rdflib.compare
from affairs import corpus
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from detente.graph import FORMATS, DamagedGraphError, GraphError, graph_format, read_graph, write_graph
from detente.iris import BASE, article_iri
from detente.rdf import Activity, to_rdf
from detente.serialization import SerializationError
from detente.store import ArticleStore, DamagedStoreError

DATASETS = (".nq", ".trig", ".jsonld")
RDFLIB = {".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld", ".ttl": "turtle", ".rdf": "xml", ".nt": "nt"}


@pytest.fixture(autouse=True)
def _lexical_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    activity = Activity("0.1.0", "en_detente_news_sm 0.1.0", "abc")
    return [quad for account in corpus() for quad in to_rdf(account, activity=activity)]


def by_pyoxigraph(path: Path, suffix: str) -> set[tuple[str, ...]]:
    found = set()
    for quad in pyoxigraph.parse(path.read_bytes(), format=FORMATS[suffix]):
        statement = (str(quad.subject), str(quad.predicate), str(quad.object))
        found.add((*statement, str(quad.graph_name)) if suffix in DATASETS else statement)
    return found


def by_rdflib(path: Path, suffix: str) -> set[tuple[str, ...]]:
    """What rdflib reads, lexical forms as they stand, its own bookkeeping left aside."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own use of what it deprecates
        dataset = rdflib.Dataset()
        target = dataset if suffix in DATASETS else dataset.default_graph
        target.parse(data=path.read_bytes(), format=RDFLIB[suffix])
        quads = list(dataset.quads())
    found = set()
    for subject, predicate, value, graph in quads:
        # RDF 1.1 calls a plain literal and the same as xsd:string one.
        if isinstance(value, rdflib.Literal) and str(value.datatype) == str(rdflib.XSD.string):
            value = rdflib.Literal(str(value))
        statement = tuple(node.n3() for node in (subject, predicate, value))
        found.add((*statement, rdflib.URIRef(str(graph)).n3()) if suffix in DATASETS else statement)
    return found


def expected(quads: list[Quad], suffix: str) -> set[tuple[str, ...]]:
    statements = {(str(it.subject), str(it.predicate), str(it.object), str(it.graph_name)) for it in quads}
    return statements if suffix in DATASETS else {statement[:3] for statement in statements}


def in_rdflib(quads: list[Quad], suffix: str) -> set[tuple[str, ...]]:
    def node(it: NamedNode | Literal) -> rdflib.term.Node:
        if isinstance(it, NamedNode):
            return rdflib.URIRef(it.value)
        kind = None if it.language or it.datatype.value == str(rdflib.XSD.string) else rdflib.URIRef(it.datatype.value)
        return rdflib.Literal(it.value, lang=it.language, datatype=kind, normalize=False)

    statements = {tuple(node(it).n3() for it in (*quad.triple, quad.graph_name)) for quad in quads}
    return statements if suffix in DATASETS else {statement[:3] for statement in statements}


@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("suffix", FORMATS)
def test_both_libraries_read_back_what_was_written(tmp_path: Path, quads: list[Quad], suffix: str, packed: str) -> None:
    path = tmp_path / f"graph{suffix}{packed}"
    write_graph(quads, path)
    plain = path
    if packed:
        plain = tmp_path / f"graph{suffix}"
        plain.write_bytes(gzip.decompress(path.read_bytes()))
    assert by_pyoxigraph(plain, suffix) == expected(quads, suffix)
    assert by_rdflib(plain, suffix) == in_rdflib(quads, suffix)
    assert expected(list(read_graph(path)), suffix) == expected(quads, suffix)


STRINGS = st.text(st.characters(exclude_categories=("Cs",)))
XML = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r")
)


@settings(max_examples=60, deadline=None)
@given(
    ids=st.lists(st.text(st.characters(exclude_categories=("Cs",)), min_size=1), min_size=1, max_size=3), text=STRINGS
)
@pytest.mark.parametrize("suffix", DATASETS)
def test_any_text_and_any_id_survive(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, ids: list[str], text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    made = [
        Quad(NamedNode(article_iri(it)), NamedNode("https://schema.org/headline"), value, NamedNode(article_iri(it)))
        for it in ids
        for value in (Literal(text), Literal(text, language="en"))
    ]
    write_graph(made, path)
    assert by_pyoxigraph(path, suffix) == expected(made, suffix)
    if suffix != ".nq" or not set(text) & set("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"):  # rdflib splits lines there
        assert by_rdflib(path, suffix) == in_rdflib(made, suffix)


@settings(max_examples=60, deadline=None)
@given(text=XML)
@pytest.mark.parametrize("suffix", [".rdf", ".ttl"])
def test_any_text_that_xml_can_hold_survives(tmp_path_factory: pytest.TempPathFactory, suffix: str, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    node = NamedNode(article_iri("x"))
    made = [Quad(node, NamedNode("https://schema.org/headline"), Literal(text, language="en"), node)]
    write_graph(made, path)
    assert by_pyoxigraph(path, suffix) == expected(made, suffix)
    assert by_rdflib(path, suffix) == in_rdflib(made, suffix)


def test_rdf_xml_refuses_characters_that_xml_has_not(tmp_path: Path) -> None:
    node = NamedNode(article_iri("x"))
    made = [Quad(node, NamedNode("https://schema.org/headline"), Literal("a\x0bb"), node)]
    with pytest.raises(SerializationError, match=r"U\+000B"):
        write_graph(made, tmp_path / "x.rdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_same_quads_same_bytes_in_any_order_and_from_a_store(tmp_path: Path, quads: list[Quad], suffix: str) -> None:
    store = Store()
    store.extend(quads)
    for name, source in (("one", quads), ("two", quads[::-1] + quads[:50]), ("three", store)):
        write_graph(source, tmp_path / f"{name}{suffix}.gz")
        write_graph(source, tmp_path / f"{name}{suffix}")
    for end in (suffix, f"{suffix}.gz"):
        first, *others = ((tmp_path / f"{name}{end}").read_bytes() for name in ("one", "two", "three"))
        assert others == [first, first]


SCRIPT = """
import hashlib, sys
from pathlib import Path
from pyoxigraph import Store
from affairs import corpus
from detente.consolidate import consolidate
from detente.graph import FORMATS, write_graph
from detente.rdf import to_rdf
store = Store()
store.extend(quad for account in corpus() for quad in to_rdf(account))
consolidate(store)
for suffix in FORMATS:
    path = Path(sys.argv[1], "graph" + suffix)
    write_graph(store, path)
    print(suffix, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    outputs = set()
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(tmp_path)], env=environment, capture_output=True, text=True, check=True
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert outputs.pop().count("\n") == len(FORMATS)


def test_n_quads_are_sorted_by_graph_and_line(tmp_path: Path, quads: list[Quad]) -> None:
    write_graph(quads, tmp_path / "x.nq")
    lines = (tmp_path / "x.nq").read_bytes().splitlines()
    assert lines == sorted(lines, key=lambda line: (line.rsplit(b" ", 2)[1], line))
    assert len(lines) == len(set(quads))


def test_turtle_is_for_reading(tmp_path: Path, quads: list[Quad]) -> None:
    write_graph(quads, tmp_path / "x.trig")
    text = (tmp_path / "x.trig").read_text(encoding="utf-8")
    assert text.startswith(f"@base <{BASE}> .\n@prefix dcat: <http://www.w3.org/ns/dcat#> .\n")
    assert "@prefix schema: <https://schema.org/> ." in text
    assert "<article/nichts> a schema:NewsArticle ;" in text
    first, second, tenth = (text.index(f"#a{number}> a dt:") for number in (1, 2, 10))
    assert first < second < tenth


def test_an_empty_graph_can_be_written_and_read(tmp_path: Path) -> None:
    for suffix in FORMATS:
        write_graph([], tmp_path / f"x{suffix}")
        assert len(read_graph(tmp_path / f"x{suffix}")) == 0


def test_a_failure_leaves_what_was_there(tmp_path: Path, quads: list[Quad]) -> None:
    path = tmp_path / "x.nq"
    path.write_text("old")

    def broken() -> object:
        yield quads[0]
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_graph(broken(), path)
    assert path.read_text() == "old"
    assert [it.name for it in tmp_path.iterdir()] == ["x.nq"]


@pytest.mark.parametrize("name", ["x.txt", "x", "x.gz", "nq", "x.json"])
def test_unknown_suffixes_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(GraphError, match="unknown kind of graph"):
        write_graph([], tmp_path / name)


def test_suffixes_in_capitals_count() -> None:
    assert graph_format("X.TTL.GZ") == RdfFormat.TURTLE


def test_places_that_cant_be_written_are_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"missing.*can't be written"):
        write_graph([], tmp_path / "missing/x.nq")
    (tmp_path / "folder.nq").mkdir()
    with pytest.raises(GraphError, match="not a regular file"):
        write_graph([], tmp_path / "folder.nq")


BOMB = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x.example/">{}</rdf:RDF>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.rdf", BOMB + RDF.format(""), "DOCTYPE"),
        ("x.rdf", BOMB.lower() + RDF.format(""), "DOCTYPE|not well-formed"),
        ("x.rdf", RDF.format("<x:A><x:b>" * 5000 + "</x:b></x:A>" * 5000), "nested"),
        ("x.jsonld", '{"http://x.example/":' * 50_000 + "1" + "}" * 50_000, "nested"),
        ("x.jsonld", '{"@context": "https://example.org/context.jsonld", "http://x/": 1}', "not well-formed"),
        ("x.jsonld", '{"@id": ', "not well-formed"),
        ("x.nq", "<http://x.example/> <relative> 'x' .\n", "not well-formed"),
        ("x.ttl", "<a> <b> <c> .", "not well-formed"),
        ("x.trig", "{", "not well-formed"),
        ("x.rdf", "<rdf", "not well-formed"),
        ("x.nq.gz", "no gzip", "damaged gzip"),
    ],
)
def test_dangerous_and_damaged_files_are_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(DamagedGraphError, match=message) as caught:
        read_graph(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)
    assert caught.value.code == 4


def test_braces_within_strings_are_not_depth(tmp_path: Path) -> None:
    (tmp_path / "x.jsonld").write_text('{"@id": "http://x.example/", "http://x.example/p": "' + r"[{\"" * 500 + '"}')
    assert len(read_graph(tmp_path / "x.jsonld")) == 1


def test_encodings_that_hide_a_document_type_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.rdf").write_bytes((BOMB + RDF.format("")).encode("utf-16"))
    with pytest.raises(GraphError):
        read_graph(tmp_path / "x.rdf")


def test_a_cut_gzip_file_is_refused(tmp_path: Path, quads: list[Quad]) -> None:
    write_graph(quads, tmp_path / "x.nq.gz")
    (tmp_path / "x.nq.gz").write_bytes((tmp_path / "x.nq.gz").read_bytes()[:-200])
    with pytest.raises(GraphError, match="damaged gzip"):
        read_graph(tmp_path / "x.nq.gz")


def test_a_damaged_store_is_refused(tmp_path: Path, quads: list[Quad]) -> None:
    store = Store(str(tmp_path / "store"))
    store.bulk_extend(quads)
    store.flush()
    del store
    for table in (tmp_path / "store").glob("*.sst"):
        table.write_bytes(table.read_bytes()[:100])
    with pytest.raises(DamagedGraphError, match="the store is damaged; build it anew"):
        read_graph(tmp_path / "store")
    with pytest.raises(DamagedStoreError, match="the store is damaged; build it anew"):
        ArticleStore(tmp_path / "store")


def test_missing_files_and_folders_that_are_no_store(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="can't be read"):
        read_graph(tmp_path / "none.nq")
    with pytest.raises(GraphError, match="no graph store"):
        read_graph(tmp_path)


def test_a_store_is_read_from_its_folder(tmp_path: Path, quads: list[Quad]) -> None:
    store = Store(str(tmp_path / "store"))
    store.extend(quads)
    store.flush()
    del store
    assert set(read_graph(tmp_path / "store")) == set(quads)
