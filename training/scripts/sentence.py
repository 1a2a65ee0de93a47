"""A training text as plain lists: what the corpus steps read from a spaCy Doc, change, and write back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from sys import intern

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

NAMES_OPEN = None  # no name annotation, neither "a name" nor "no name"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of one text (one or more sentences) with Penn tags, a tree and names.

    heads are word numbers (a root is its own head); names are (start, end, type) or None where they were never
    annotated. A space-only word has tag "" and hangs on the word before it.
    """

    words: list[str]
    spaces: list[bool]
    tags: list[str]
    heads: list[int]
    deps: list[str]
    names: list[tuple[int, int, str]] | None

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def of(cls, doc: Doc) -> Sentence:
        """The lists of a Doc."""
        annotated = doc.has_annotation("ENT_IOB")
        return cls(
            [intern(token.text) for token in doc],
            [bool(token.whitespace_) for token in doc],
            [intern(token.tag_) for token in doc],
            [token.head.i for token in doc],
            [intern(token.dep_) for token in doc],
            [(span.start, span.end, span.label_) for span in doc.ents] if annotated else NAMES_OPEN,
        )

    def doc(self, vocab: Vocab) -> Doc:
        """A Doc with these annotations."""
        doc = Doc(vocab, self.words, self.spaces, tags=self.tags, heads=self.heads, deps=self.deps)
        if self.names is not None:
            doc.set_ents([Span(doc, start, end, kind) for start, end, kind in self.names])
        return doc

    def starts(self) -> list[int]:
        """Numbers of the words before which a text may be cut: no arc reaches across."""
        crossed = [0] * (len(self) + 1)
        for i, head in enumerate(self.heads):
            crossed[min(i, head) + 1] += 1
            crossed[max(i, head) + 1] -= 1
        open_arcs = 0
        bounds = []
        for i in range(len(self)):
            open_arcs += crossed[i]
            if open_arcs == 0:
                bounds.append(i)
        return bounds

    def cut(self, start: int, end: int) -> Sentence:
        """The words from start to end; no arc and no name may cross the borders."""
        names = self.names
        if names is not None:
            names = [(a - start, b - start, kind) for a, b, kind in names if a >= start and b <= end]
        return Sentence(
            self.words[start:end],
            self.spaces[start:end],
            self.tags[start:end],
            [head - start for head in self.heads[start:end]],
            self.deps[start:end],
            names,
        )

    def with_words(self, words: list[str]) -> Sentence:
        """The same annotations over other words, one for one."""
        return replace(self, words=words)


def joined(parts: Iterable[Sentence]) -> Sentence:
    """One text from several; its names are open as soon as one part's are."""
    whole = Sentence([], [], [], [], [], [])
    names: list[tuple[int, int, str]] | None = []
    for part in parts:
        offset = len(whole)
        spaces = [*part.spaces[:-1], True]
        if names is not None and part.names is not None:
            names += [(a + offset, b + offset, kind) for a, b, kind in part.names]
        else:
            names = NAMES_OPEN
        whole.words.extend(part.words)
        whole.spaces.extend(spaces)
        whole.tags.extend(part.tags)
        whole.heads.extend(head + offset for head in part.heads)
        whole.deps.extend(part.deps)
    return replace(whole, names=names)


def read(paths: Iterable[Path], vocab: Vocab) -> Iterator[Sentence]:
    """All texts of DocBin files, in order."""
    for path in paths:
        for doc in DocBin().from_disk(path).get_docs(vocab):
            yield Sentence.of(doc)


def write(sentences: Iterable[Sentence], path: Path, vocab: Vocab) -> int:
    """Write a DocBin; returns the number of words."""
    box = DocBin(attrs=["TAG", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE"], store_user_data=False)
    words = 0
    for sentence in sentences:
        box.add(sentence.doc(vocab))
        words += len(sentence)
    path.parent.mkdir(parents=True, exist_ok=True)
    box.to_disk(path)
    return words
