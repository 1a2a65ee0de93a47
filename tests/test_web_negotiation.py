from __future__ import annotations

import pytest

from detente.web.negotiation import negotiate

OFFERS = ("text/html", "text/turtle", "application/ld+json")


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle ; q=0.5, application/ld+json;q=0.9", "application/ld+json"),
        ("application/*", "application/ld+json"),
        ("text/html;q=0, */*;q=0.1", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("image/png", None),
        ("text/turtle;q=much", None),
    ],
)
def test_the_best_liked_offer_is_taken(accept: str | None, wanted: str | None) -> None:
    assert negotiate(accept, OFFERS) == wanted
