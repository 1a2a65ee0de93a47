"""The graph as it was known on a day: made of the articles published by then."""

from __future__ import annotations

import datetime

from pyoxigraph import Literal, Store

from detente.consolidate import consolidate
from detente.iris import BASE
from detente.vocabulary import term


def as_of(store: Store, day: datetime.date) -> Store:
    """A new store, in memory, of the articles published on `day` or before, with what follows from them alone.

    Articles without a date of publication are left out. It costs as much as consolidating those articles does. A
    graph in one piece (Turtle, RDF/XML) can't be cut into its articles, and gives an empty store.
    """
    found = Store()
    for quad in store.quads_for_pattern(None, term("schema:datePublished"), None):
        if (
            isinstance(quad.object, Literal)
            and quad.object.value <= day.isoformat()
            and quad.subject == quad.graph_name
        ):
            found.bulk_extend(store.quads_for_pattern(None, None, None, quad.graph_name))
    consolidate(found, base=base_of(store) or BASE)
    return found


def base_of(store: Store) -> str | None:
    """Where the IRIs of a store's data begin; None if it doesn't say."""
    quads = store.quads_for_pattern(None, term("void:uriSpace"), None)
    return next((quad.object.value for quad in quads if isinstance(quad.object, Literal)), None)
