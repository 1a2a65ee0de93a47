"""Where articles are looked for: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DetenteError

STDIN = "-"
SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read (None: standard input) and its name: the path relative to the folder or glob that led to it."""

    path: Path | None
    name: str

    @property
    def suffix(self) -> str:
        """The ending that tells the format, in lower case, without a ``.gz``; empty where there is none."""
        return Path(self.name.lower().removesuffix(".gz")).suffix

    @property
    def is_gzip(self) -> bool:
        """Whether the file is compressed with gzip, as its name says."""
        return self.name.lower().endswith(".gz")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that was left out, to be reported in one line: where (file and line or number in it) and why."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


def check(names: Sequence[str | os.PathLike[str]]) -> None:
    """See that every source named exists.

    Raises:
        DetenteError: there is no such file or folder, or nothing matches a glob.
    """
    for name in (os.fspath(name) for name in names):
        if name == STDIN or os.path.lexists(name):
            continue
        if not glob.has_magic(name):
            raise DetenteError(f"{shown(name)}: there is no such file or folder")
        if not any(_matches(name)):
            raise DetenteError(f"{shown(name)}: no file matches this pattern")


def walk(names: Sequence[str | os.PathLike[str]]) -> Iterator[Source | Unreadable]:
    """Yield the files of each source, folders with all below them, in the order of their names, without hidden ones.

    Links to folders aren't followed, so that no folder is walked twice.
    """
    for name in (os.fspath(name) for name in names):
        if name == STDIN:
            yield Source(None, "stdin")
        elif os.path.lexists(name):
            yield from _below(Path(name), "") if Path(name).is_dir() else [_file(Path(name), Path(name).name)]
        else:
            root = _fixed(name)
            for path in map(Path, sorted(_matches(name))):
                if not path.is_dir():
                    yield _file(path, path.relative_to(root).as_posix())


def shown(path: str) -> str:
    """Return a path as it can be printed, also when its bytes aren't the file system's encoding."""
    return os.fsencode(path).decode(errors="backslashreplace")


def _below(folder: Path, prefix: str) -> Iterator[Source | Unreadable]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Unreadable(shown(str(folder)), f"can't be opened ({error.strerror})")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), f"{prefix}{entry.name}/")
        elif not entry.is_dir():
            yield _file(Path(entry.path), prefix + entry.name)


def _file(path: Path, name: str) -> Source | Unreadable:
    source = Source(path, name)
    if source.suffix not in SUFFIXES:
        return Unreadable(shown(str(path)), f"not a kind of file that holds articles ({', '.join(SUFFIXES)}, also .gz)")
    if path.exists() and not path.is_file():
        return Unreadable(shown(str(path)), "not a regular file")
    return source


def _matches(pattern: str) -> Iterator[str]:
    return glob.iglob(pattern, recursive=True)  # noqa: PTH207 (Path.glob takes no absolute pattern)


def _fixed(pattern: str) -> Path:
    """Return the folder before a glob's first wildcard."""
    path = Path(pattern)
    while glob.has_magic(str(path)):
        path = path.parent
    return path
