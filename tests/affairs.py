"""Accounts of invented affairs, made by hand, as data for tests."""

from __future__ import annotations

import datetime
from dataclasses import replace

from detente.records import Account, Actor, ActorType, Article, Claim, Mention, Position, Quote


def quote(text: str, words: str) -> Quote:
    """The first place where `words` stand in `text`."""
    start = text.index(words)
    return Quote(start, start + len(words), words)


def actor(text: str, local_id: str, name: str, kind: ActorType, *surfaces: str, **more: object) -> Actor:
    """An actor with a mention for each of `surfaces` (or its name, where it stands)."""
    mentions = tuple(
        Mention(quote(text, it), "name" if it[0].isupper() else "nominal")
        for it in surfaces or ([name] if name in text else [])
    )
    return replace(Actor(local_id, name, kind, mentions), **more)


def claim(text: str, local_id: str, kind: str, trigger: str, **more: object) -> Claim:
    """A claim whose evidence is the sentence around its trigger."""
    word = quote(text, trigger)
    start = max(text.rfind(". ", 0, word.start) + 2, 0) if ". " in text[: word.start] else 0
    end = text.find(".", word.end) + 1 or len(text)
    return replace(Claim(local_id, kind, word, Quote(start, end, text[start:end])), **more)


def release() -> Account:
    """Arvania releases prisoners after talks: the fullest account, with every kind of field in it."""
    text = (
        "Arvania released 40 prisoners on Tuesday after talks between President Ilan Torvek and envoy Mara Quill. "
        "“More than 900 remain,” Foreign Minister Édouard Nő of Belmora said. "
        "A Belmoran official said Belmora would ease sanctions on Arvair and asked Torvek to pardon Oren Salk."
    )
    actors = (
        actor(text, "a1", "Arvania", "Country", iso3="XAR", wikidata="Q900001", key="Q900001"),
        actor(text, "a2", "Ilan Torvek", "Person", "President Ilan Torvek", "Torvek", state="a1"),
        actor(text, "a3", "Mara Quill", "Person", "Mara Quill", state="a4"),
        actor(text, "a4", "Belmora", "Country", "Belmora", "Belmoran"),
        actor(text, "a5", "40 prisoners", "Group", "40 prisoners", count=40, nationalities=("Belmora", "Casteria")),
        actor(text, "a6", "Édouard Nő", "Person", "Édouard Nő", state="a4"),
        actor(text, "a7", "a Belmoran official", "Person", "A Belmoran official", state="a4"),
        actor(text, "a8", "Arvair", "Company", state="a1"),
        actor(text, "a9", "Oren Salk", "Person"),
        actor(text, "a10", "remaining prisoners", "Group", "More than 900", count_min=900, subgroup_of="a5"),
    )
    claims = (
        claim(text, "c1", "Release", "released", agent=("a1",), recipient=("a5",), object_actor="a5", date="2031-04-08",
              date_stated="on Tuesday", count=40, follows=("c2",), also=(quote(text, "remain"),), confidence=0.875),
        claim(text, "c2", "Meeting", "talks", agent=("a2",), recipient=("a3",), date="2031-04"),
        claim(text, "c3", "Statement", "said", agent=("a6",), object="More than 900 remain", count_min=900),
        claim(text, "c4", "SanctionsRelief", "ease", agent=("a4",), recipient=("a8",), object="sanctions",
              status="planned", speakers=("a7",), date="2031"),
        claim(text, "c5", "Request", "asked", agent=("a4",), recipient=("a2",), speakers=("a7",), about=("c6",)),
        claim(text, "c6", "Pardon", "pardon", agent=("a2",), recipient=("a9",), status="requested"),
    )  # fmt: skip
    positions = (
        Position("a2", "president", "a1", quote(text, "President Ilan Torvek")),
        Position("a6", "foreign minister", "a4", quote(text, "Foreign Minister Édouard Nő of Belmora")),
    )
    article = Article(
        id="https://news.example/arvania?id=1",
        text=text,
        title="Arvania frees 40 <prisoners> & “more”",
        published=datetime.date(2031, 4, 9),
        publisher="The Belmora Post",
        url="https://news.example/arvania?id=1",
        author="A. Writer",
    )
    return Account(article, actors, positions, claims)


def release_elsewhere() -> Account:
    """Another publisher's telling, a day later: the president's surname beside the state, people for prisoners."""
    text = (
        "Torvek let 40 people go on 8 April, the Casterian Times has learned. "
        "He met Mara Quill before. The Belmoran government has yet to ease anything."
    )
    actors = (
        actor(text, "a1", "Torvek", "Person", state="a9"),
        actor(text, "a2", "40 people", "Group", count=40),
        actor(text, "a3", "Mara Quill", "Person"),
        actor(text, "a9", "Arvania", "Country", iso3="XAR", wikidata="Q900001", key="Q900001"),
    )
    claims = (
        claim(text, "c1", "Release", "let", agent=("a1", "a9"), recipient=("a2",), date="2031-04-08", count=40),
        claim(text, "c2", "Meeting", "met", agent=("a3",), recipient=("a1",)),
    )
    article = Article("casteria/late story", text, published=datetime.date(2031, 4, 10), publisher="Casterian Times")
    return Account(article, actors, (), claims)


def release_of_others() -> Account:
    """A different release by the same state two days later, by the first publisher."""
    text = "Arvania released 12 sailors on Thursday. Torvek met Mara Quill again."
    actors = (
        actor(text, "a1", "Arvania", "Country", iso3="XAR", wikidata="Q900001", key="Q900001"),
        actor(text, "a2", "12 sailors", "Group", count=12),
    )
    claims = (claim(text, "c1", "Release", "released", agent=("a1",), recipient=("a2",), date="2031-04-10", count=12),)
    article = Article("casteria/sailors", text, published=datetime.date(2031, 4, 10), publisher="The Belmora Post")
    return Account(article, actors, (), claims)


def silence() -> Account:
    """An article that claims nothing."""
    return Account(Article("nichts", "Nothing happened in Belmora.", published=datetime.date(2031, 4, 11)))


def corpus() -> list[Account]:
    """All of them."""
    return [release(), release_elsewhere(), release_of_others(), silence()]
