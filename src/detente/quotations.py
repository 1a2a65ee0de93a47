"""Quotations: which words stand in one, and who says it."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from detente.actors import Draft
from detente.mentions import Reference

_OPENING = {"“", '"', "``", "«"}
_CLOSING = {"”", '"', "''", "»"}
_SAY = frozenset(
    "say tell add note state announce write ask declare insist argue claim warn stress tweet explain reply respond"
    " continue emphasize emphasise conclude remark comment urge vow pledge".split()
)
_AFTER, _BEFORE = 14, 25  # tokens after and before a quotation in which its verb of saying is looked for


class Quotations:
    """The quotations of one document, marked or led in by "said:"; marks that are never closed open none."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._start: dict[int, int] = {}  # of the quotation around a token
        self._end: dict[int, int] = {}  # by start
        self._speakers: dict[int, Draft | None] = {}
        opened: int | None = None
        for token in doc:
            if opened is None and token.text in _OPENING:
                opened = token.i
            elif opened is not None and token.text in _CLOSING:
                self._start.update((i, opened) for i in range(opened, token.i + 1))
                self._end[opened] = token.i
                opened = None
        self._unmarked()

    def _unmarked(self) -> None:
        """Take what follows "the minister said:" for a speech, until such a sentence comes again."""
        leads = [sent for sent in self._doc.sents if sent[-1].text == ":" and any(it.lemma_ in _SAY for it in sent)]
        starts = [lead.start for lead in leads] + [len(self._doc)]
        for lead, end in zip(leads, starts[1:], strict=True):
            if lead.end < end and self._start.keys().isdisjoint(range(lead.end, end)):
                self._start.update((i, lead.end) for i in range(lead.end, end))
                self._end[lead.end] = end - 1

    def around(self, token: Token) -> int | None:
        """The start of the quotation that a token stands in: tokens of one quotation have the same."""
        return self._start.get(token.i)

    def speaker(self, token: Token, heads: Mapping[int, Reference]) -> Draft | None:
        """Who says the quotation around a token, by the subject of the verb of saying after or before it."""
        start = self.around(token)
        if start is None:
            return None
        if start not in self._speakers:
            self._speakers[start] = self._find(start, heads)
        return self._speakers[start]

    def _find(self, start: int, heads: Mapping[int, Reference]) -> Draft | None:
        after = range(self._end[start] + 1, min(self._end[start] + _AFTER, len(self._doc)))
        before = range(start - 1, max(start - _BEFORE, -1), -1)
        led = start > 0 and self._doc[start - 1].text in (":", ",")
        for i in (*before, *after) if led else (*after, *before):
            verb = self._doc[i]
            if i in self._start or verb.lemma_.lower() not in _SAY:
                continue
            subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
            if subject is not None and (reference := heads.get(subject.i)) is not None and reference.draft is not None:
                return reference.draft
        return None
