"""Which of the offered media types a client wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def negotiate(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer that `accept` prefers, the first of several liked equally; None if it takes none of them."""
    if not accept or not accept.strip():
        return offers[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best, liked = None, 0.0
    for offer in offers:
        # The most specific range that fits says how much an offer is liked.
        fitting = [(specific, quality) for name, specific, quality in ranges if _fits(name, offer)]
        quality = max(fitting)[1] if fitting else 0.0
        if quality > liked:
            best, liked = offer, quality
    return best


def _range(part: str) -> tuple[str, int, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                quality = 0.0
    return name, 0 if name == "*/*" else 1 if name.endswith("/*") else 2, quality


def _fits(name: str, offer: str) -> bool:
    return name in ("*/*", offer) or (name.endswith("/*") and offer.startswith(name[:-1]))
