"""What pages read from: the graph as it is now, and the catalogue of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

from detente.web.catalogue import Catalogue
from detente.web.filters import Filters
from detente.web.reader import Reader
from detente.web.source import Source
from detente.web.ties import Ties, of_catalogue

_PATIENCE: Final = 2.0  # seconds for which a page waits for the catalogue before it shows what was
_KEPT: Final = 16  # networks


class Desk:
    """Keeps the catalogue of the latest snapshot; of a large graph it may be some seconds behind."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._catalogue = Catalogue(source.current())
        self._lock = threading.Lock()
        self._updating: threading.Thread | None = None
        self._networks: OrderedDict[tuple[str, Filters, int], Ties] = OrderedDict()

    def reader(self) -> Reader:
        """A reader of the graph as it is now."""
        return Reader(self.source.current().store)

    def catalogue(self) -> Catalogue:
        """The catalogue of the graph as it is now, or as it was while it is being brought up to date."""
        if self.source.current().version != self._catalogue.snapshot.version:
            with self._lock:
                if self._updating is None or not self._updating.is_alive():
                    self._updating = threading.Thread(target=self._update, daemon=True)
                    self._updating.start()
                updating = self._updating
            updating.join(_PATIENCE)
        return self._catalogue

    def network(self, filters: Filters, limit: int) -> Ties:
        """The network of events that pass the filters, with at most `limit` pairs of actors."""
        catalogue = self.catalogue()
        key = (catalogue.snapshot.version, filters, limit)
        found = self._networks.get(key)
        if found is None:
            found = of_catalogue(catalogue, filters, limit=limit)
            with self._lock:
                self._networks[key] = found
                while len(self._networks) > _KEPT:
                    self._networks.popitem(last=False)
        return found

    def _update(self) -> None:
        self._catalogue.update(self.source.current())
