"""A graph kept on disk, article by article: an Oxigraph store, and beside it what consolidation remembers.

Every change is one transaction of the store: the article's own graph, what follows from it in the derived graphs, and
the number of the change. Whoever is killed leaves the store as before or after an article. The index is committed
next; if it lags by that one change it catches up, and if it is lost or foreign it is made anew from the articles.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from detente import consolidate
from detente.consolidate import DERIVED, Consolidation, Node, Statement
from detente.dataset import log_facts
from detente.decisions import read_decisions
from detente.errors import DetenteError, UnreadableError
from detente.history import base_of
from detente.index import Index
from detente.iris import BASE, article_iri, graph_iri, part_iri
from detente.rdf import Activity, origin
from detente.records import Article
from detente.testimony import read_testimonies
from detente.vocabulary import term

DECISIONS: Final = "decisions.csv"
INDEX: Final = "detente-index-4.sqlite"  # another number for another schema, or for other facts derived


class StoreError(DetenteError):
    """A store that can't be opened or changed."""


class DamagedStoreError(StoreError, UnreadableError):
    """A store that is damaged."""


def is_store(path: Path) -> bool:
    """Whether a store lies in this folder."""
    return (path / "CURRENT").is_file()


class ArticleStore:
    """A store that is open for changes, by one process at a time.

    Raises:
        StoreError: there is no store and `create` is False, it is open elsewhere, or it is damaged.
        DecisionsError: its file of decisions can't be read.
    """

    def __init__(self, path: Path, *, create: bool = False, base: str = BASE) -> None:
        if not is_store(path) and (not create or (path.exists() and (not path.is_dir() or any(path.iterdir())))):
            raise StoreError(f"{path}: no graph store lies there; detente build … -o {path}/ makes one")
        try:
            self.store = Store(str(path))
        except OSError as error:
            raise StoreError(f"{path}: the store can't be opened; is another process changing it? ({error})") from error
        except RuntimeError as error:  # RocksDB's "Corruption: …"
            told = str(error).strip().splitlines()[0]
            raise DamagedStoreError(f"{path}: the store is damaged; build it anew ({told})") from error
        self.path = path
        self.base = base_of(self.store) or base
        self.decisions = read_decisions(path / DECISIONS)
        self._log = NamedNode(graph_iri("log", base=self.base))
        self._index = Index(path / INDEX)
        self._consolidation = Consolidation(self._index, base=self.base, decisions=self.decisions)
        self._catch_up()
        self._honour_decisions()

    def __enter__(self) -> ArticleStore:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Write everything out and let others change the store."""
        self._index.close()
        self.store.flush()
        del self.store  # which lets go of its lock

    @property
    def index(self) -> Index:
        """What consolidation remembers."""
        return self._index

    @property
    def articles(self) -> int:
        """How many articles it holds."""
        number: int = self._index.one("SELECT COUNT(*) FROM article")
        return number

    @property
    def events(self) -> int:
        """How many events they tell of."""
        return self._consolidation.events

    def has(self, article: Article, activity: Activity, *, text: bool = True) -> bool:
        """Whether the article is there as it stands, read by the same software in the same way."""
        graph = NamedNode(article_iri(article.id, base=self.base))
        wanted = {Quad(*fact, graph) for fact in origin(article, activity, base=self.base, text=text)}
        present: set[Quad] = set()
        for subject in (graph, NamedNode(part_iri(graph.value, "extraction"))):
            present |= set(self.store.quads_for_pattern(subject, None, None, graph))
        present |= set(self.store.quads_for_pattern(None, term("nif:isString"), None, graph))
        return present <= wanted and all(quad in self.store for quad in wanted)

    def put(self, quads: Iterable[Quad]) -> None:
        """Take in one article's graph, in the place of the one that has the same name."""
        given = list(quads)
        [graph] = {quad.graph_name for quad in given}
        assert isinstance(graph, NamedNode)
        come = Store()
        come.extend(given)
        extraction = NamedNode(part_iri(graph.value, "extraction"))
        read = Quad(extraction, term("prov:endedAtTime"), now(), self._log)
        changed = [f"DROP SILENT GRAPH {graph}", *self._unlogged(graph), _data("INSERT", [*given, read])]
        with self._index.transaction():
            output = list(self._consolidation.change(removed=[graph.value], added=read_testimonies(come)))
            self._commit([graph], changed, output)

    def remove(self, article: str) -> None:
        """Take out the article with this id or IRI.

        Raises:
            StoreError: there is no such article.
        """
        graph = self._find(article)
        with self._index.transaction():
            output = list(self._consolidation.change(removed=[graph.value]))
            self._commit([graph], [f"DROP SILENT GRAPH {graph}", *self._unlogged(graph)], output)

    def _find(self, article: str) -> NamedNode:
        graph = NamedNode(article_iri(article, base=self.base))
        if self.store.contains_named_graph(graph):
            return graph
        if article.startswith(f"{self.base}article/") and self.store.contains_named_graph(NamedNode(article)):
            return NamedNode(article)
        raise StoreError(
            f"{article!r}: no such article in {self.path}; `detente query {self.path} articles` lists them"
        )

    def _unlogged(self, graph: NamedNode) -> list[str]:
        extraction = NamedNode(part_iri(graph.value, "extraction"))
        return [_data("DELETE", self.store.quads_for_pattern(extraction, None, None, self._log))]

    def _commit(self, articles: Iterable[NamedNode], operations: list[str], output: Iterable[Node | Statement]) -> None:
        """Do it all in one transaction of the store, and then in the index."""
        gone, come = difference(self.store, output)
        change = self._changes() + 1
        logged = [Quad(*fact, self._log) for fact in log_facts(change, base=self.base)]
        logged += [Quad(self._log, term("dt:changed"), article, self._log) for article in articles]
        gone += list(self.store.quads_for_pattern(self._log, None, None, self._log))
        operations += [_data("DELETE", gone), _data("INSERT", [*come, *logged])]
        self._index.remember("change", str(change))
        self.store.update(" ;\n".join(filter(None, operations)))

    def _changes(self) -> int:
        quads = self.store.quads_for_pattern(self._log, term("dt:change"), None, self._log)
        numbers = [int(quad.object.value) for quad in quads if isinstance(quad.object, Literal)]
        return max(numbers, default=0)

    def _catch_up(self) -> None:
        """Bring the index to where the store is, after a process was killed or the index lost."""
        there, here = self._changes(), int(self._index.recall("change") or 0)
        if there == here:
            return
        if there != here + 1 or self._index.recall("base") != self.base:
            self.rebuild()
            return
        logged = self.store.quads_for_pattern(self._log, term("dt:changed"), None, self._log)
        articles = [quad.object for quad in logged if isinstance(quad.object, NamedNode)]
        come = Store()
        for article in articles:
            come.extend(self.store.quads_for_pattern(None, None, None, article))
        with self._index.transaction():
            output = self._consolidation.change(removed=[it.value for it in articles], added=read_testimonies(come))
            for _ in output:  # stands in the store already
                pass
            self._index.remember("change", str(there))

    def rebuild(self) -> None:
        """Make the index and the derived graphs anew from the articles."""
        with self._index.transaction():
            self._index.clear()
            self._consolidation = Consolidation(self._index, base=self.base, decisions=self.decisions)
            wanted = set(consolidate.quads(self._consolidation.change(added=read_testimonies(self.store))))
            graphs = [NamedNode(graph_iri(name, base=self.base)) for name in DERIVED]
            present = {quad for graph in graphs for quad in self.store.quads_for_pattern(None, None, None, graph)}
            operations = [_data("DELETE", present - wanted), _data("INSERT", wanted - present)]
            self._index.remember("base", self.base)
            self._index.remember("decisions", self.decisions.text)
            self._commit([], operations, ())

    def _honour_decisions(self) -> None:
        """Look again at what a person decided about since the last change."""
        known = self._index.recall("decisions")
        if known == self.decisions.text:
            return
        before = set(known.split("\n")) if known else set()
        now = set(self.decisions.text.split("\n"))
        terms = {name for row in before ^ now for name in row.split("\t")[1:]}
        dropped = {row.split("\t")[1] for row in before ^ now if row.startswith("drop")}
        articles = {claim.partition("#")[0] for claim in dropped} & set(self._consolidation.articles)
        come = Store()
        for article in articles:
            come.extend(self.store.quads_for_pattern(None, None, None, NamedNode(article)))
        with self._index.transaction():
            output = list(
                self._consolidation.change(removed=articles, added=read_testimonies(come), reconsidered=terms)
            )
            self._index.remember("base", self.base)
            self._index.remember("decisions", self.decisions.text)
            self._commit([NamedNode(article) for article in articles], [], output)


def difference(store: Store, output: Iterable[Node | Statement]) -> tuple[list[Quad], list[Quad]]:
    """What has to be taken out of a store, and put in, for it to say this."""
    gone: set[Quad] = set()
    come: set[Quad] = set()
    nodes: dict[tuple[NamedNode, NamedNode], Node] = {}
    for piece in output:
        if isinstance(piece, Statement):
            if piece.holds != (piece.quad in store):
                (come if piece.holds else gone).add(piece.quad)
        elif (before := nodes.get((piece.graph, piece.subject))) is None or piece.facts or not before.facts:
            nodes[piece.graph, piece.subject] = piece
    for (graph, subject), node in nodes.items():
        present = set(store.quads_for_pattern(subject, None, None, graph))
        wanted = {Quad(*fact, graph) for fact in node.facts}
        gone |= present - wanted
        come |= wanted - present
    return sorted(gone, key=str), sorted(come, key=str)


def now() -> Literal:
    """The present second."""
    time = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Literal(time, datatype=term("xsd:dateTime"))


def _data(verb: str, quads: Iterable[Quad]) -> str:
    """``INSERT DATA`` or ``DELETE DATA`` with these quads; empty if there are none."""
    graphs: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        graphs[str(quad.graph_name)].append(f"{quad.triple} .")
    blocks = "\n".join(f"GRAPH {graph} {{\n{chr(10).join(lines)}\n}}" for graph, lines in graphs.items())
    return f"{verb} DATA {{\n{blocks}\n}}" if blocks else ""
