"""Accounts as ``.jsonl``: one article a line, in the record shape of the project's annotated articles.

A record holds the article's fields, ``actors``, ``positions`` and ``events``. Types are bare names, ids the article's
own, offsets code points of ``text`` (end exclusive). ``theme`` is an actor's id or words, ``source`` who says it,
``count`` the number said, also after "more than" and "nearly".
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from detente.errors import DetenteError
from detente.records import Account, Actor, Article, Claim, Mention, Position, Quote
from detente.types import event_types

Record = dict[str, Any]


class AccountsError(DetenteError):
    """A file of accounts that can't be read."""


def account_record(account: Account, *, text: bool = True) -> Record:
    """The record of one account; claims that carry a mere parent type are left out."""
    article = account.article
    record: Record = {"id": article.id, "title": article.title}
    if text:
        record["text"] = article.text
    record["published"] = article.published.isoformat() if article.published else None
    record |= {"publisher": article.publisher, "language": article.lang, "url": article.url}
    record["actors"] = [_actor_record(actor) for actor in account.actors]
    record["positions"] = [{"holder": it.holder, "title": it.title, "of": it.of} for it in account.positions]
    record["events"] = [_event_record(claim) for claim in account.claims if event_types()[claim.type].fine]
    return record


def write_account(account: Account, output: IO[bytes], *, text: bool = True) -> None:
    """Write the record of one account as a line of JSON in UTF-8; `text=False` leaves the article's text out."""
    output.write(json.dumps(account_record(account, text=text), ensure_ascii=False).encode("utf-8") + b"\n")


def read_accounts(path: Path) -> Iterator[Account]:
    """The accounts of a file that `write_account` wrote, or of annotated articles in the same shape.

    The record is the lesser of the two: what it leaves out (confidence, states of actors, places of mentions beyond
    their first occurrence in the text) is not there, and every mention counts as a name.

    Raises:
        AccountsError: a line is no such record.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield _account(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise AccountsError(f"{path}, line {number}: no account: {error!r}") from error


def _actor_record(actor: Actor) -> Record:
    surfaces = (mention.quote.text for mention in actor.mentions if mention.kind != "pronoun")
    record: Record = {"id": actor.id, "name": actor.name, "type": actor.type, "mentions": list(dict.fromkeys(surfaces))}
    if actor.wikidata:
        record["wikidata"] = actor.wikidata
    if actor.iso3:
        record["iso3"] = actor.iso3
    return record


def _event_record(claim: Claim) -> Record:
    record: Record = {
        "id": claim.id,
        "type": claim.type,
        "trigger": {"text": claim.trigger.text, "start": claim.trigger.start, "end": claim.trigger.end},
        "agent": list(claim.agent),
        "recipient": list(claim.recipient),
        "theme": claim.object_actor or claim.object,
        "place": claim.place,
        "date": claim.date,
        "count": next((n for n in (claim.count, claim.count_min, claim.count_max) if n is not None), None),
        "status": claim.status,
        "source": list(claim.speakers),
        "evidence": {"start": claim.evidence.start, "end": claim.evidence.end},
    }
    if claim.also:
        record["also"] = [{"start": quote.start, "end": quote.end} for quote in claim.also]
    return record


def _account(record: Mapping[str, Any]) -> Account:
    text = record["text"]
    published = record.get("published")
    article = Article(
        id=record["id"],
        text=text,
        title=record.get("title"),
        published=datetime.date.fromisoformat(published) if published else None,
        publisher=record.get("publisher"),
        url=record.get("url"),
        lang=record.get("language") or "en",
    )
    ids = {actor["id"] for actor in record["actors"]}
    return Account(
        article,
        actors=tuple(_actor(actor, text) for actor in record["actors"]),
        positions=tuple(_position(position, article, record["actors"]) for position in record["positions"]),
        claims=tuple(_claim(event, text, ids) for event in record["events"]),
    )


def _actor(record: Mapping[str, Any], text: str) -> Actor:
    found = ((text.find(surface), surface) for surface in record["mentions"])
    return Actor(
        id=record["id"],
        name=record["name"],
        type=record["type"],
        mentions=tuple(Mention(_quote(text, at, at + len(it)), "name") for at, it in sorted(found) if at >= 0),
        wikidata=record.get("wikidata"),
        iso3=record.get("iso3"),
    )


def _position(record: Mapping[str, Any], article: Article, actors: list[Mapping[str, Any]]) -> Position:
    """A position, with the first mention of its holder that the text has as its evidence (the record has none)."""
    mentions = next(actor["mentions"] for actor in actors if actor["id"] == record["holder"])
    at, surface = next(((at, it) for it in mentions if (at := article.text.find(it)) >= 0), (0, article.text[:1]))
    return Position(record["holder"], record["title"], record["of"], _quote(article.text, at, at + len(surface)))


def _claim(record: Mapping[str, Any], text: str, ids: set[str]) -> Claim:
    theme = record.get("theme")
    trigger, evidence = record["trigger"], record["evidence"]
    return Claim(
        id=record["id"],
        type=record["type"],
        trigger=_quote(text, trigger["start"], trigger["end"]),
        evidence=_quote(text, evidence["start"], evidence["end"]),
        agent=tuple(record["agent"]),
        recipient=tuple(record["recipient"]),
        object=None if theme in ids else theme,
        object_actor=theme if theme in ids else None,
        place=record.get("place"),
        date=record.get("date"),
        count=record.get("count"),
        status=record["status"],
        speakers=tuple(record.get("source") or ()),
        also=tuple(_quote(text, it["start"], it["end"]) for it in record.get("also") or ()),
    )


def _quote(text: str, start: int, end: int) -> Quote:
    return Quote(start, end, text[start:end])
