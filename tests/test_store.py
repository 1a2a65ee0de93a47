from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import invented
import pytest
from pyoxigraph import NamedNode, Quad, Store

from detente.decisions import DecisionsError, read_decisions
from detente.founding import create
from detente.graph import read_graph
from detente.iris import article_iri, graph_iri
from detente.rdf import Activity, to_rdf
from detente.records import Account
from detente.store import ArticleStore, StoreError
from detente.vocabulary import term

ACTIVITY = Activity("1", "model 1", "abc")
LOG = f" <{graph_iri('log')}>"


def quads(account: Account) -> list[Quad]:
    return list(to_rdf(account, activity=ACTIVITY))


def lines(store: Store) -> list[str]:
    """Everything but the log, sorted."""
    return sorted(line for quad in store if not (line := str(quad)).endswith(LOG))


def fresh(accounts: list[Account], folder: Path, *, seed: int = 0) -> list[str]:
    articles = folder / f"articles{seed}.nq"
    shuffled = random.Random(seed).sample(accounts, len(accounts))
    articles.write_text("".join(f"{quad} .\n" for account in shuffled for quad in quads(account)), encoding="utf-8")
    create(folder / f"fresh{seed}", articles)
    return lines(read_graph(folder / f"fresh{seed}"))


def test_articles_one_by_one_give_what_a_build_gives(tmp_path: Path) -> None:
    accounts = invented.corpus(12)
    with ArticleStore(tmp_path / "store", create=True) as store:
        for account in accounts:
            store.put(quads(account))
        added = lines(store.store)
    assert added == fresh(accounts, tmp_path, seed=1) == fresh(accounts, tmp_path, seed=2)


def test_an_article_that_is_there_is_known(tmp_path: Path) -> None:
    [account, other] = invented.corpus(2)
    with ArticleStore(tmp_path / "store", create=True) as store:
        store.put(quads(account))
        assert store.has(account.article, ACTIVITY)
        assert not store.has(other.article, ACTIVITY)
        assert not store.has(account.article, Activity("2", "model 1", "abc"))
        assert not store.has(account.article, ACTIVITY, text=False)


def test_a_changed_article_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    accounts = invented.corpus(6)
    new = invented.account("n3", random.Random("new"))
    with ArticleStore(tmp_path / "store", create=True) as store:
        for account in (*accounts, new):
            store.put(quads(account))
        changed = lines(store.store)
    assert changed == fresh([*(it for it in accounts if it.article.id != "n3"), new], tmp_path)


def test_what_is_removed_leaves_nothing(tmp_path: Path) -> None:
    accounts = invented.corpus(6)
    with ArticleStore(tmp_path / "store", create=True) as store:
        for account in accounts:
            store.put(quads(account))
        store.remove("n2")
        store.remove(article_iri("n4"))
        left = lines(store.store)
        with pytest.raises(StoreError, match="no such article"):
            store.remove("n2")
    assert left == fresh([it for it in accounts if it.article.id not in ("n2", "n4")], tmp_path)
    assert not [line for line in left if "article/n2" in line]


def test_reading_times_stand_in_the_log(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "store", create=True) as store:
        for account in invented.corpus(2):
            store.put(quads(account))
        store.put(quads(invented.corpus(1)[0]))
        log = store.store.quads_for_pattern(None, None, None, NamedNode(graph_iri("log")))
        times = sorted(quad.subject.value.rpartition("/")[2] for quad in log if "endedAtTime" in quad.predicate.value)
        assert times == ["n0#extraction", "n1#extraction"]


@pytest.mark.parametrize("added", [False, True])
def test_every_graph_tells_how_it_came_to_be(tmp_path: Path, added: bool) -> None:
    accounts = invented.corpus(3)
    fresh(accounts[:2], tmp_path)
    with ArticleStore(tmp_path / "fresh0") as kept:
        if added:
            kept.put(quads(accounts[2]))
        for graph in kept.store.named_graphs():
            [made] = kept.store.quads_for_pattern(graph, term("prov:wasGeneratedBy"), None)
            for name in ("rdf:type", "dt:softwareVersion", "dt:model", "dt:configuration"):
                assert len(list(kept.store.quads_for_pattern(made.object, term(name), None))) == 1, (graph, name)


def test_one_process_at_a_time(tmp_path: Path) -> None:
    with ArticleStore(tmp_path / "store", create=True), pytest.raises(StoreError, match="another process"):
        ArticleStore(tmp_path / "store")
    with pytest.raises(StoreError, match="no graph store"):
        ArticleStore(tmp_path / "none")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="no graph store"):
        create(tmp_path / "file", tmp_path / "file")


@pytest.mark.parametrize("lost", ["index", "index and facts", "last change"])
def test_an_index_that_lags_or_is_lost_is_mended(tmp_path: Path, lost: str) -> None:
    accounts = invented.corpus(8)
    index = tmp_path / "store" / "detente-index-4.sqlite"
    with ArticleStore(tmp_path / "store", create=True) as store:
        for account in accounts[:6]:
            store.put(quads(account))
    before = index.read_bytes()
    with ArticleStore(tmp_path / "store") as store:
        store.put(quads(accounts[6]))
    if lost == "last change":
        index.write_bytes(before)
    else:
        index.unlink()
    if lost == "index and facts":  # as in a store of an earlier version
        older = Store(str(tmp_path / "store"))
        for quad in list(older.quads_for_pattern(None, term("dt:party"), None, None)):
            older.remove(quad)
        del older
    with ArticleStore(tmp_path / "store") as store:
        store.put(quads(accounts[7]))
        mended = lines(store.store)
    assert mended == fresh(accounts, tmp_path)


def test_decisions_are_honoured_and_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "fresh0"
    fresh(invented.corpus(60), tmp_path)
    with ArticleStore(path) as store:
        before = lines(store.store)
        [(one, other)] = store.index.rows(
            "SELECT one, other FROM pair JOIN claim AS a ON a.iri = one JOIN claim AS b ON b.iri = other "
            "WHERE kind = 'same' AND a.event = b.event ORDER BY one, other LIMIT 1"
        )
        [(first, second)] = store.index.rows("SELECT one, other FROM tie ORDER BY one, other LIMIT 1")
        [(claim,)] = store.index.rows("SELECT MAX(iri) FROM claim WHERE iri NOT IN (?, ?)", (one, other))
    (path / "decisions.csv").write_text(
        f"decision,one,other,note\ndifferent,{one},{other},\ndifferent,{first},{second},no\ndrop,{claim},,wrong\n"
    )
    with ArticleStore(path) as store:
        events = dict(store.index.rows("SELECT iri, event FROM claim"))
        heads = dict(store.index.rows("SELECT key, head FROM profile"))
        assert events[one] != events[other]
        assert heads[first] != heads[second]
        assert claim not in events
        assert not list(store.store.quads_for_pattern(None, term("dt:supportedBy"), NamedNode(claim)))
        after = lines(store.store)
        store.rebuild()
        assert lines(store.store) == after
        store.put(quads(invented.account("late", random.Random(4))))
        store.remove("late")
        assert lines(store.store) == after
    (path / "decisions.csv").unlink()
    with ArticleStore(path) as store:
        assert lines(store.store) == before


@pytest.mark.parametrize("row", ["same,a,", "different,a,a", "drop,a,b", "maybe,a,b"])
def test_decisions_that_make_no_sense_are_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "decisions.csv"
    path.write_text(f"decision,one,other,note\n,x,y,undecided\n{row},\n")
    with pytest.raises(DecisionsError, match="line 3"):
        read_decisions(path)


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
import invented
from pathlib import Path
from test_store import ACTIVITY, quads
from detente.vocabulary import term
from detente.store import ArticleStore
with ArticleStore(Path(sys.argv[2]), create=True) as store:
    print("open", flush=True)
    for account in invented.corpus(int(sys.argv[3])):
        if not store.has(account.article, ACTIVITY):
            store.put(quads(account))
"""


def killed(tmp_path: Path, size: int, *, times: int, seed: int) -> None:
    """Kill a writer at random moments and start it anew; the store is whole each time, and right in the end."""
    chance = random.Random(seed)
    accounts = invented.corpus(size)
    path = tmp_path / "store"
    command = [sys.executable, "-c", WRITER, str(Path(__file__).parent), str(path), str(size)]
    done = 0
    while done < times:
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.15))
            running = writer.poll() is None
            writer.kill()
        done += 1
        store = read_graph(path)
        there = [it for it in accounts if store.contains_named_graph(NamedNode(article_iri(it.article.id)))]
        # Before or after an article: those that are there are the first ones, whole, and what follows from them.
        assert there == accounts[: len(there)]
        if there and done % 5 == 0:
            assert lines(store) == fresh(there, tmp_path, seed=done)
        del store
        if not running:
            break
    subprocess.run(command, check=True, capture_output=True)
    assert lines(read_graph(path)) == fresh(accounts, tmp_path, seed=10_000)


def test_killed_at_any_moment_it_is_whole(tmp_path: Path) -> None:
    killed(tmp_path, 60, times=5, seed=1)


@pytest.mark.slow
def test_killed_fifty_times_it_is_whole(tmp_path: Path) -> None:
    killed(tmp_path, 400, times=50, seed=2)
