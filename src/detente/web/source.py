"""The graph that is served: opened for reading, and again whenever what it lies in changes."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pyoxigraph import Store

from detente.graph import GraphError, read_graph
from detente.iris import BASE
from detente.vocabulary import term


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The graph as it was at one moment. `folder` is a store that other processes may open for reading."""

    store: Store
    folder: Path
    version: str
    base: str  # where the IRIs of data begin


class Source:
    """A graph's file or the folder of a store.

    A file is loaded into a store in a temporary folder, so that each process that evaluates queries opens it at once;
    `close` removes it.

    Raises:
        GraphError: it can't be read.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._lock = threading.Lock()
        self._loaded: list[tempfile.TemporaryDirectory[str]] = []
        self._snapshot = self._open(_version(self.path))

    def current(self) -> Snapshot:
        """The graph as it is now; as it was, while it is being written."""
        version = _version(self.path)
        if version != self._snapshot.version:
            with self._lock:
                if version != self._snapshot.version:
                    # In the middle of a change there may be nothing to be read; the next request tries again.
                    with contextlib.suppress(GraphError):
                        self._snapshot = self._open(version)
        return self._snapshot

    def close(self) -> None:
        """Remove the temporary folders; snapshots can't be opened any more."""
        while self._loaded:
            self._loaded.pop().cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self, version: str) -> Snapshot:
        store, folder = read_graph(self.path), self.path
        if not self.path.is_dir():
            self._loaded.append(tempfile.TemporaryDirectory(prefix="detente-", ignore_cleanup_errors=True))
            folder = Path(self._loaded[-1].name)
            # The folder before this one may still be opened by a query under way; older ones are not.
            while len(self._loaded) > 2:
                self._loaded.pop(0).cleanup()
            disk = Store(str(folder))
            disk.bulk_extend(store)
            disk.flush()
            del disk, store
            store = Store.read_only(str(folder))
        return Snapshot(store, folder, version, _base(store))


def _version(path: Path) -> str:
    """Something that changes whenever the file or a file of the folder does."""
    try:
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        # RocksDB's own log and lock change when somebody merely looks.
        stats = [(str(file), file.stat()) for file in files if file.name not in ("LOCK", "LOG")]
    except OSError:  # compacted away between the two calls
        return "changing"
    return repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats])


def _base(store: Store) -> str:
    """What the IRIs of articles have in front of ``article/``."""
    for quad in store.quads_for_pattern(None, term("rdf:type"), term("schema:NewsArticle")):
        return quad.subject.value.rpartition("article/")[0] or BASE  # type: ignore[union-attr]  # an article is no triple
    return BASE
