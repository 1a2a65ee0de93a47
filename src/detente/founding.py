"""A new store of many articles at once."""

from __future__ import annotations

import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from detente.consolidate import Consolidation, quads
from detente.dataset import log_facts
from detente.decisions import read_decisions
from detente.index import Index
from detente.iris import BASE, graph_iri, part_iri
from detente.store import DECISIONS, INDEX, StoreError, is_store, now
from detente.testimony import testimonies
from detente.vocabulary import term


def check_target(path: Path) -> None:
    """Refuse to make a store where something else lies.

    Raises:
        StoreError: there is a file, or a folder with something else in it.
    """
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent} to make it in")
    if path.exists() and not is_store(path) and (not path.is_dir() or any(path.iterdir())):
        raise StoreError(f"{path}: is there and no graph store; name another folder, or a file such as graph.nq")


def create(path: Path, articles: Path, *, base: str = BASE) -> int:
    """Make a store of articles' graphs in an N-Quads file, in the place of one that is there; return the events.

    It appears under its name whole or not at all. A file of decisions in the store that was there is kept.
    """
    check_target(path)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent, ignore_cleanup_errors=True) as folder:
        draft = Path(folder, "store")
        store = Store(str(draft))
        if (path / DECISIONS).exists():
            shutil.copy2(path / DECISIONS, draft / DECISIONS)
        decisions = read_decisions(draft / DECISIONS)
        index = Index(draft / INDEX)
        consolidation = Consolidation(index, base=base, decisions=decisions)
        with ThreadPoolExecutor(1) as pool, index.transaction():
            # Oxigraph loads the file while it is consolidated.
            loading = pool.submit(store.bulk_load, path=str(articles), format=RdfFormat.N_QUADS)
            read = testimonies(parse(path=str(articles), format=RdfFormat.N_QUADS))
            store.bulk_extend(quads(consolidation.change(added=read)))
            loading.result()
            for key, value in (("base", base), ("decisions", decisions.text), ("change", "1")):
                index.remember(key, value)
        log = NamedNode(graph_iri("log", base=base))
        time = now()
        times = (
            Quad(NamedNode(part_iri(name.value, "extraction")), term("prov:endedAtTime"), time, log)
            for name in store.named_graphs()
            if isinstance(name, NamedNode) and name.value.startswith(f"{base}article/")
        )
        store.bulk_extend(times)
        store.bulk_extend(Quad(*fact, log) for fact in log_facts(1, base=base))
        events = consolidation.events
        index.close()
        store.optimize()
        store.flush()
        del store
        if path.exists():
            path.replace(Path(folder, "old"))
        draft.replace(path)
    return events
