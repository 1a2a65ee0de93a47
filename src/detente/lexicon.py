"""The lexicon: which words may tell an event, and in which grammatical places its roles stand.

One YAML file per event type (``Release.yaml`` holds a list of entries), besides ``classes.yaml`` (named
lists of lemmas that conditions may use), ``operators.yaml`` (words that govern an act and change its status) and
``links.yaml`` (what one act tells about another). Everything is checked at load; every problem names the file and the
entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from detente.errors import DetenteError
from detente.resources import resource

ROLES = ("agent", "recipient", "members", "object", "place", "origin", "destination", "about", "date")
KINDS = ("verb", "noun", "adjective")
KEYS = {*KINDS, "type", "roles", "requires", "unless", "examples", "not", "content"}
BUILT_IN_CLASSES = {"ACTOR", "ANY", "PEOPLE", "PERSON", "STATE", "PLACE", "CLAUSE"}
STATUSES = ("actual", "planned", "requested", "hypothetical", "denied")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what must come out of it (`expected` empty: the entry must stay silent)."""

    text: str
    expected: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of one kind of happening.

    `roles` maps a grammatical place (``subject``, ``object``, ``dative``, ``clause``, ``poss`` or a
    preposition) to a role. `requires` and `unless` map a place to classes or lemmas that must, or must not,
    stand in it. `content` marks words of saying: their claim stands only if nothing else tells what is said.
    """

    name: str
    type: str
    words: Mapping[str, tuple[tuple[str, ...], ...]]
    roles: Mapping[str, str]
    requires: Mapping[str, frozenset[str]]
    unless: Mapping[str, frozenset[str]]
    content: bool
    examples: tuple[Example, ...]
    negatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that governs an act: "plan to", "call for", "refuse to" give the act another status."""

    words: tuple[str, ...]
    kind: str
    status: str
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Link:
    """Two types that share a party: the `role` of a `type` may be that of a `source` with the same `shared` role."""

    type: str
    role: str
    source: str
    shared: str


class Lexicon:
    """All entries, found by the lemma of their head word."""

    def __init__(
        self,
        entries: Iterable[Entry],
        classes: Mapping[str, frozenset[str]],
        operators: Iterable[Operator] = (),
        links: Iterable[Link] = (),
    ):
        self.links = tuple(links)
        self.entries = tuple(entries)
        self.classes = dict(classes)
        self._index: dict[tuple[str, str], list[tuple[Entry, tuple[str, ...]]]] = defaultdict(list)
        self._operators: dict[tuple[str, str], list[Operator]] = defaultdict(list)
        for entry in self.entries:
            for kind, phrases in entry.words.items():
                for phrase in phrases:
                    head, rest = (phrase[0], phrase[1:]) if kind == "verb" else (phrase[-1], phrase[:-1])
                    self._index[kind, head].append((entry, rest))
        for operator in operators:
            self._operators[operator.kind, operator.words[0 if operator.kind == "verb" else -1]].append(operator)

    def find(self, kind: str, *forms: str) -> Iterator[tuple[Entry, tuple[str, ...]]]:
        """Yield the entries whose head word is one of `forms`, with the further words that they want."""
        seen = set()
        for form in forms:
            for entry, rest in self._index.get((kind, form), ()):
                if (entry.name, rest) not in seen:
                    seen.add((entry.name, rest))
                    yield entry, rest

    def operators(self, kind: str, lemma: str) -> tuple[Operator, ...]:
        """The operators of this kind (verb, noun, adjective) and lemma."""
        return tuple(self._operators.get((kind, lemma), ()))

    @classmethod
    def load(cls, extra: Iterable[Path] = (), *, types: Iterable[str] | None = None) -> Lexicon:
        """Read the shipped lexicon and the user's further files.

        Args:
            extra: YAML files in the same shape, each entry naming its `type`.
            types: the event types that exist; None leaves the check out.

        Raises:
            DetenteError: a file that cannot be read, an unknown key, type, role or class, or an entry twice.
        """
        folder = resource("lexicon")
        classes = {k: frozenset(v) for k, v in read_yaml(folder / "classes.yaml").items()}
        known = None if types is None else set(types)
        entries: list[Entry] = []
        operators = list(_operators(folder / "operators.yaml"))
        for path in [*sorted(folder.glob("[A-Z]*.yaml")), *extra]:
            entries.extend(_entries(path, None if path in extra else path.stem, classes, known))
        seen: dict[tuple[str, str, str], str] = {}
        for entry in entries:
            for kind, phrases in entry.words.items():
                for phrase in phrases:
                    key = (
                        entry.type,
                        kind,
                        " ".join(phrase) + repr(sorted((k, sorted(v)) for k, v in entry.requires.items())),
                    )
                    if key in seen:
                        what = f"{' '.join(phrase)!r} ({kind}, {entry.type})"
                        raise DetenteError(f"lexicon: {what} stands twice: in {seen[key]} and {entry.name}")
                    seen[key] = entry.name
        links = [Link(**raw) for raw in read_yaml(folder / "links.yaml")]
        return cls(entries, classes, operators, links)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the base is chosen at run time
    """YAML in which only `true` and `false` are truth values: "on" and "off" are prepositions, "no" a word."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:bool"]
    for first, known in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])


def read_yaml(path: Path) -> Any:
    """What a file of the lexicon holds; an empty one, nothing.

    Raises:
        DetenteError: the file cannot be read or is no YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DetenteError(f"lexicon: {path} cannot be read: {error}") from error


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _entries(
    path: Path, type_: str | None, classes: Mapping[str, frozenset[str]], types: set[str] | None
) -> Iterator[Entry]:
    for number, raw in enumerate(read_yaml(path), 1):
        where = f"{path.name}, entry {number}"
        if not isinstance(raw, dict):
            raise DetenteError(f"lexicon: {where}: an entry is a mapping with {', '.join(sorted(KEYS))}")
        if unknown := sorted(set(raw) - KEYS):
            raise DetenteError(
                f"lexicon: {where}: unknown key {', '.join(unknown)}; known are {', '.join(sorted(KEYS))}"
            )
        of_type = raw.get("type", type_)
        if not of_type or (types is not None and of_type not in types):
            raise DetenteError(f"lexicon: {where}: {of_type!r} is not an event type of the ontology")
        words = {kind: tuple(tuple(phrase.split()) for phrase in _list(raw[kind])) for kind in KINDS if kind in raw}
        if not any(words.values()):
            raise DetenteError(f"lexicon: {where}: no words (give {', '.join(KINDS)})")
        roles = dict(raw.get("roles") or {})
        for role in (part for value in roles.values() for part in value.split("+")):
            if role not in ROLES:
                raise DetenteError(f"lexicon: {where}: unknown role {role!r}; known are {', '.join(ROLES)}")
        conditions = {}
        for key in ("requires", "unless"):
            conditions[key] = {place: _expand(where, values, classes) for place, values in (raw.get(key) or {}).items()}
        examples = tuple(
            Example(e["text"], {k: v for k, v in e.items() if k != "text"}) for e in raw.get("examples") or []
        )
        first = " ".join(next(phrases[0] for phrases in words.values() if phrases))
        yield Entry(
            name=f"{path.stem}:{number}:{first}",
            type=of_type,
            words=words,
            roles=roles,
            requires=conditions["requires"],
            unless=conditions["unless"],
            content=bool(raw.get("content", False)),
            examples=examples,
            negatives=tuple(_list(raw.get("not"))),
        )


def _expand(where: str, values: Any, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Lemmas and classes as one set; named lists are replaced by their lemmas."""
    out: set[str] = set()
    for value in _list(values):
        if value in classes:
            out |= classes[value]
        elif value.isupper() and value not in BUILT_IN_CLASSES:
            raise DetenteError(
                f"lexicon: {where}: unknown class {value}; known are {', '.join(sorted({*classes, *BUILT_IN_CLASSES}))}"
            )
        else:
            out.add(value)
    return frozenset(out)


def _operators(path: Path) -> Iterator[Operator]:
    for number, raw in enumerate(read_yaml(path), 1):
        if raw.get("status") not in (*STATUSES, "support"):
            raise DetenteError(f"lexicon: {path.name}, entry {number}: unknown status {raw.get('status')!r}")
        for kind in KINDS:
            for phrase in _list(raw.get(kind)):
                yield Operator(
                    tuple(phrase.split()), kind, raw["status"], frozenset(_list(raw.get("places", ["clause"])))
                )
