"""Where the shipped data lies: ontology, queries and lexicon."""

from __future__ import annotations

from pathlib import Path

from detente.errors import DetenteError

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent.parent


def resource(name: str) -> Path:
    """Return the path of shipped data, such as ``"ontology/actors.ttl"`` or ``"queries"``.

    An installed package carries the data beside its modules; in a checkout (an editable installation) they lie
    at the top of the repository.

    Raises:
        DetenteError: there is no such data.
    """
    for root in (PACKAGE, CHECKOUT):
        if (path := root / name).exists():
            return path
    raise DetenteError(f"{name}: not among the data shipped with detente ({PACKAGE}); is the installation complete?")
