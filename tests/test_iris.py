from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urljoin

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from detente import iris

ANY = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(ANY)
def test_any_id_makes_a_valid_iri_that_leads_back_to_it(text: str) -> None:
    iri = iris.article_iri(text)
    NamedNode(iri)
    rdflib.URIRef(iri).n3()
    assert iri.isascii()
    assert unquote(iri.removeprefix(f"{iris.BASE}article/")) == unicodedata.normalize("NFC", text)
    for made in (iris.part_iri(iri, text), iris.actor_iri(text), iris.publisher_iri(text)):
        NamedNode(made)


@given(ANY, ANY)
def test_different_ids_have_different_iris(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (iris.article_iri(one) == iris.article_iri(other)) == same


def test_composed_and_decomposed_names_are_one() -> None:
    assert iris.article_iri("Nausėda") == iris.article_iri("Nause\u0307da")
    assert iris.publisher_iri("Nausėda") == iris.publisher_iri("Nause\u0307da")


@pytest.mark.parametrize("dots", [".", ".."])
def test_dot_segments_are_not_dissolved_by_resolving(dots: str) -> None:
    iri = iris.article_iri(dots)
    assert urljoin("https://w3id.org/", iri) == iri


def test_urls_and_paths_are_one_segment() -> None:
    assert (
        iris.article_iri("https://a.example/x?y=1#z") == iris.BASE + "article/https%3A%2F%2Fa.example%2Fx%3Fy%3D1%23z"
    )


@pytest.mark.parametrize("bad", ["", "half \ud83d", "\udcff"])
def test_what_names_nothing_is_refused(bad: str) -> None:
    with pytest.raises(iris.IriError):
        iris.article_iri(bad)


@pytest.mark.parametrize("base", ["", "not an iri", "https://example.org/x", "//example.org/", "https://exa mple.org/"])
def test_bases_that_no_name_can_follow_are_refused(base: str) -> None:
    with pytest.raises(iris.IriError):
        iris.checked_base(base)


@pytest.mark.parametrize("base", ["https://example.org/data/", "http://x.example#", "urn:detente:"])
def test_bases_that_names_can_follow(base: str) -> None:
    assert iris.checked_base(base) == base


@pytest.mark.parametrize(
    ("text", "slug"),
    [("The Belmora Post", "the-belmora-post"), ("  A&B — C_d ", "a-b-c-d"), ("Київ 24", "київ-24"), ("ÉTAT", "état")],
)
def test_slugs(text: str, slug: str) -> None:
    assert iris.slug(text) == slug


def test_text_without_letters_still_has_a_slug_of_its_own() -> None:
    assert iris.slug("!!!") != iris.slug("???")


def test_events_are_named_by_type_date_and_first_claim() -> None:
    iri = iris.event_iri("SanctionsRelief", None, "https://x.example/a#c1")
    assert iri.startswith(iris.BASE + "event/sanctions-relief-undated-")
    assert iri != iris.event_iri("SanctionsRelief", None, "https://x.example/a#c2")


def test_quotes_are_named_by_their_range_and_tell_it() -> None:
    assert iris.quote_range(iris.quote_iri("https://x.example/a", 3, 17)) == (3, 17)
    with pytest.raises(ValueError, match="no stretch"):
        iris.quote_range("https://x.example/a#c1")
