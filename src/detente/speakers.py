"""Who says it: the speaker of a clause, of a quotation, of "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from detente import arguments, subjects, verbs
from detente.actors import Draft
from detente.cast import Cast
from detente.lexicon import Lexicon
from detente.nlp import start
from detente.readings import actors
from detente.records import Article

OPEN, CLOSE = tuple('“"‟«'), tuple('”"»')


def speech_verbs(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The verbs of saying above a token, from the nearest outwards, within its sentence."""
    speech = lexicon.classes["SPEECH"]
    seen = 0
    child = token
    while child.head != child and seen < 12:
        head = child.head
        seen += 1
        reported = child.dep_ in ("ccomp", "parataxis") or (child.dep_ == "xcomp" and child.tag_ == "VBG")
        if reported and head.lemma_.lower() in speech and head.pos_ in ("VERB", "AUX"):
            yield head
        child = head
    # "…, the ministry said": a parser may hang the verb of saying below the clause it reports
    for word in child.children:
        if (
            word.dep_ == "parataxis"
            and word.lemma_.lower() in speech
            and word != token
            and not token.is_ancestor(word)
            and word.i > token.i
        ):
            yield word


def according_to(sentence_root: Token) -> Token | None:
    """The source in "according to officials"."""
    for word in sentence_root.sent if sentence_root.doc.has_annotation("SENT_START") else sentence_root.doc:
        if word.lower_ == "according" and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "to":
            for preposition in (word.nbor(1), word):
                for child in preposition.children:
                    if child.dep_ == "pobj":
                        return child
    return None


def quotations(article: Article, doc: Doc) -> list[tuple[int, int]]:
    """Token ranges (first, last) between quotation marks, in order; none crosses a paragraph.

    A quotation that is not closed before its paragraph ends goes on to that end.
    """
    out: list[tuple[int, int]] = []
    begin: int | None = None
    last = 0
    for token in doc:
        offset = start(token)
        if begin is not None and "\n" in article.text[last:offset]:
            out.append((begin, token.i - 1))
            begin = None
        last = offset
        mark = article.text[offset : offset + 1]
        if begin is None and mark in OPEN:
            begin = token.i
        elif begin is not None and mark in CLOSE:
            out.append((begin, token.i))
            begin = None
    return out


class Speakers:
    """Finds the word that names the speaker of a trigger."""

    def __init__(self, article: Article, doc: Doc, lexicon: Lexicon):
        self.lexicon = lexicon
        self.quotes = quotations(article, doc)
        self._of_quote: dict[tuple[int, int], Token | None] = {}
        last: Token | None = None
        for begin, end in self.quotes:
            found = self._around(doc, begin, end)
            last = found if found is not None else last
            self._of_quote[begin, end] = last

    def _around(self, doc: Doc, begin: int, end: int) -> Token | None:
        """The subject of a verb of saying outside the quotation, in the sentences that it touches."""
        first, last = doc[begin].sent, doc[end].sent
        after = doc[last.end].sent if last.end < len(doc) and last.end - end <= 2 else None
        speech = self.lexicon.classes["SPEECH"]
        for sentence in dict.fromkeys(s for s in (last, first, after) if s is not None):
            for token in sentence:
                if begin < token.i < end or token.lemma_.lower() not in speech or token.pos_ not in ("VERB", "AUX"):
                    continue
                subject = subjects.logical_subject(token)
                if subject is not None and not begin < subject.i < end:
                    return subject
        return None

    def of(self, trigger: Token) -> list[Token]:
        """The words that name who vouches for what `trigger` tells; none for the narrator."""
        if (inverted := self._inverted(trigger)) is not None:
            return list(arguments.conjuncts(inverted))
        for verb in speech_verbs(trigger, self.lexicon):
            subject = subjects.logical_subject(verb)
            if subject is not None:
                return list(arguments.conjuncts(subject))
        if (source := according_to(trigger)) is not None:
            return list(arguments.conjuncts(source))
        for span in self.quotes:
            if span[0] < trigger.i < span[1]:
                found = self._of_quote.get(span)
                return [] if found is None else list(arguments.conjuncts(found))
        return []

    def actors(self, trigger: Token, cast: Cast) -> list[Draft]:
        """The actors who vouch for what `trigger` tells."""
        return [actor for word in self.of(trigger) for actor in actors(word, cast) if actor.type != "Place"]

    def _inverted(self, trigger: Token) -> Token | None:
        """Who speaks in "they were freed, said his press secretary": the noun behind a verb without a subject."""
        for verb in trigger.children:
            behind = verb.i > trigger.i and verb.i > 0 and verb.nbor(-1).is_punct
            if behind and verb.dep_ in ("conj", "parataxis", "ccomp") and verb.lemma_ in self.lexicon.classes["SPEECH"]:
                if any(child.dep_ in verbs.SUBJECTS and child.i < verb.i for child in verb.children):
                    continue
                found = (c for c in verb.children if c.dep_ in ("dobj", "nsubj") and c.i > verb.i)
                return next(found, None)
        return None

    def figure(self, verb: Token, cast: Cast) -> Token | None:
        """The counted group that a saying is about: "He added: “… more than 1,000 prisoners remain …”"."""
        doc = verb.doc
        after = next((span for span in self.quotes if 0 <= span[0] - verb.i <= 3), None)
        said = doc[after[0] : after[1]] if after is not None else doc[verb.i : verb.sent.end]
        for token in said:
            group = cast.at(token)
            if group is not None and group.type == "Group" and (group.count or group.count_min or group.count_max):
                return token
        return None
