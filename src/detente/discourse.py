"""What a reader knows at a point of a text: who was mentioned where, described how, holding which office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from detente import groups
from detente.actors import Draft, Roster
from detente.mentions import Reference
from detente.officialdom import Issuer
from detente.positions import Membership
from detente.quotations import Quotations
from detente.records import ActorType

_DETERMINERS = frozenset("the this that these those its their his her my our your both".split())


@dataclass(slots=True, frozen=True)
class Seen:
    """One mention: the actor, the head of the words, the number of the sentence, and how it stands there."""

    draft: Draft
    token: Token
    sentence: int
    subject: bool
    modifier: bool


class Discourse:
    """Grows as the text is read; `found` has the references of descriptions and pronouns."""

    def __init__(
        self, doc: Doc, roster: Roster, references: Iterable[Reference], memberships: list[Membership], issuer: Issuer
    ) -> None:
        self.doc, self.roster, self.memberships, self.issuer = doc, roster, memberships, issuer
        self.quotations = Quotations(doc)
        self.names = list(references)
        self.found: list[Reference] = []
        self.seen: list[Seen] = []
        self.described: dict[str, list[Draft]] = defaultdict(list)  # unnamed actors by the noun that describes them
        self.covering: dict[int, Reference] = {}  # the name over a token
        self.heads: dict[int, Reference] = {}  # by the head's token, names and what was found
        self.titled: set[int] = set()  # tokens of titles before names
        for name in self.names:
            if name.use == "aside":
                continue
            self.covering.update((i, name) for i in range(name.start, name.end))
            if name.draft is not None and name.use != "modifier":
                self.heads[name.head] = name
            if name.titled is not None:
                self.titled.update(range(name.titled, name.start))
        self._last: dict[Draft, int] = {}

    def refer(self, token: Token, draft: Draft, kind: Literal["nominal", "pronoun"] = "nominal") -> Reference:
        """Note that the phrase of a noun, or a pronoun, means `draft`."""
        start, end = groups.description(token) if kind == "nominal" else (token.i, token.i + 1)
        return self.note(Reference(start, end, token.i, kind, draft=draft))

    def note(self, reference: Reference) -> Reference:
        """Keep a reference that was found."""
        self.found.append(reference)
        self.heads.setdefault(reference.head, reference)
        return reference

    def see(self, reference: Reference, token: Token, sentence: int) -> None:
        """Remember a mention."""
        if reference.draft is not None:
            modifier = reference.use == "modifier"
            self.seen.append(Seen(reference.draft, token, sentence, is_subject(token), modifier))
            self._last[reference.draft] = token.i

    def last_seen(self, draft: Draft) -> int:
        """The token of the last mention so far, -1 if there was none."""
        return self._last.get(draft, -1)

    def recent(self, *types: ActorType) -> Draft | None:
        """The actor of these types that was mentioned last."""
        return next((it.draft for it in reversed(self.seen) if it.draft.type in types), None)

    def at(self, token: Token) -> Draft | None:
        """The actor whose mention has its head at this token, as far as the text was read."""
        reference = self.heads.get(token.i)
        return reference.draft if reference is not None else None

    def modifiers(self, noun: Token) -> list[Draft]:
        """States and bodies named before a noun ("the Belarusian president") or with "of" or "for" after it."""
        start, _ = groups.phrase(noun)
        drafts = [self.covering[i].draft for i in range(start, noun.i) if i in self.covering]
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "from"):
                drafts += [self.at(inner) for inner in child.children]
            elif child.dep_ == "poss":
                drafts.append(self.at(child))
        return list(dict.fromkeys(it for it in drafts if it is not None))

    def state(self, noun: Token) -> Draft | None:
        """The first state among `modifiers`; else that of a possessor ("his troops"), or where the people are."""
        state = next((it for it in self.modifiers(noun) if it.type == "Country"), None)
        if state is not None:
            return state
        for child in noun.children:
            owner = self.at(child) if child.dep_ == "poss" else None
            if owner is not None and owner.state is not None:
                return owner.state
        return next((it for child in noun.rights if (it := self._home(child)) is not None), None)

    def states(self, noun: Token) -> list[Draft]:
        """The states joined before or after a noun: "Danish and Swedish officials", "the leaders of Chad and Niger"."""
        start, _ = groups.phrase(noun)
        after = [it for of in noun.rights if of.lower_ == "of" for it in of.subtree]
        joined = [it for it in (*self.doc[start : noun.i], *after) if it.dep_ == "conj" and it.i in self.covering]
        names = {self.covering[i] for it in joined for i in (it.i, it.head.i) if i in self.covering}
        drafts = [it.draft for it in sorted(names, key=lambda it: it.start) if it.is_state and it.draft is not None]
        return list(dict.fromkeys(it for it in drafts if it.type == "Country"))

    def _home(self, preposition: Token) -> Draft | None:
        """The state in "in Belarus", "from eastern Belarus", "at Minsk"."""
        if preposition.lower_ not in ("of", "in", "at", "from"):
            return None
        for place in preposition.children:
            name = self.covering.get(place.i)
            if name is None or name.draft is None or place.dep_ != "pobj":
                continue
            if name.draft.type in ("Country", "Place"):
                return name.draft if name.draft.type == "Country" else name.draft.state
        return None


def is_subject(token: Token) -> bool:
    """Whether a word is a subject, or coordinated with one."""
    while token.dep_ == "conj":
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass")


def is_definite(noun: Token) -> bool:
    """Whether a noun has an article, a possessor or a demonstrative that makes it known."""
    return any(it.lower_ in _DETERMINERS or it.dep_ == "poss" for it in noun.lefts)


def is_indefinite(noun: Token) -> bool:
    """Whether a noun has an article that makes it new."""
    return any(it.lower_ in ("a", "an", "another", "any", "some", "no", "one") for it in noun.lefts)
