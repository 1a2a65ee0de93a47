"""Graphs in files: written and read in the format that the file's suffix names.

``.nq`` N-Quads, ``.trig`` TriG, ``.jsonld`` JSON-LD hold named graphs; ``.ttl`` Turtle, ``.rdf`` RDF/XML and ``.nt``
N-Triples hold the union of the graphs. Each may end in ``.gz``. A folder is an Oxigraph store.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final, cast
from xml.parsers import expat

from pyoxigraph import Quad, RdfFormat, Store

from detente.errors import DetenteError, UnreadableError
from detente.iris import BASE, checked_base
from detente.serialization import write_quads

FORMATS: Final = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".nt": RdfFormat.N_TRIPLES,
}
_CHUNK: Final = 1 << 20
_DEPTH: Final = 200  # of nested JSON and XML; pyoxigraph dies of some ten thousand in JSON, and crawls in XML
_JSON: Final = re.compile(rb'"(?:[^"\\]|\\.)*+"|([\[{])|[\]}]', re.DOTALL)


class GraphError(DetenteError):
    """A graph's file that can't be written or read."""


class DamagedGraphError(GraphError, UnreadableError):
    """A graph's file or store that is there, but damaged, or refused for what it holds."""


def graph_format(path: str | os.PathLike[str]) -> RdfFormat:
    """The format that the suffix of `path` names.

    Raises:
        GraphError: no known suffix.
    """
    name = Path(path).name.lower().removesuffix(".gz")
    for suffix, kind in FORMATS.items():
        if name.endswith(suffix):
            return kind
    raise GraphError(f"{path}: unknown kind of graph; use one of {', '.join(FORMATS)} (also with .gz)")


def write_graph(quads: Iterable[Quad] | Store, path: str | os.PathLike[str], *, base: str = BASE) -> None:
    """Write quads to a file, whole or not at all, always the same bytes for the same quads.

    Raises:
        GraphError: unknown suffix, or the file can't be written.
        SerializationError: the format can't hold the text (RDF/XML and control characters).
    """
    kind = graph_format(path)
    checked_base(base)
    with replacing(path) as output:
        write_quads(quads, output, kind, base=base)


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """A stream to a new file that takes the place of `path` when the block ends well; packed if it ends in ``.gz``.

    Raises:
        GraphError: the file can't be written.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        raise GraphError(f"{path}: is there and not a regular file; name a file to write")
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as raw:
            if target.suffix.lower() == ".gz":
                # No name and no time in the header: same content, same bytes.
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
                    yield cast("IO[bytes]", packed)
            else:
                yield raw
            raw.flush()
            os.fsync(raw.fileno())
        draft.replace(target)
    except OSError as error:
        raise GraphError(f"{path}: can't be written: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)


def read_graph(path: str | os.PathLike[str]) -> Store:
    """A graph's file, or the folder of an Oxigraph store (opened for reading only), as a store.

    Ask it for the union of its graphs: ``use_default_graph_as_union=True``, or patterns without a graph. Nothing
    outside the file is read: no remote JSON-LD contexts, no document types in XML.

    Raises:
        GraphError: there is no such file, or its suffix is unknown.
        DamagedGraphError: its content is damaged or refused.
    """
    source = Path(path)
    if source.is_dir():
        return _read_store(source)
    kind = graph_format(path)
    store = Store()
    try:
        with _opened(source) as stream:
            if kind == RdfFormat.RDF_XML:
                _refuse_xml(stream, source)
            elif kind == RdfFormat.JSON_LD:
                _refuse_json(stream, source)
        with _opened(source) as stream:
            store.bulk_load(input=stream, format=kind)
    except (SyntaxError, ValueError, expat.ExpatError) as error:
        raise DamagedGraphError(f"{path}: not well-formed: {error}") from error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DamagedGraphError(f"{path}: damaged gzip file: {error}") from error
    except OSError as error:
        raise GraphError(f"{path}: can't be read: {error.strerror or error}") from error
    return store


def _read_store(folder: Path) -> Store:
    if not (folder / "CURRENT").is_file():
        raise GraphError(f"{folder}: a folder, but no graph store lies in it")
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise GraphError(f"{folder}: the store can't be opened: {error}") from error
    except RuntimeError as error:  # RocksDB's "Corruption: …"
        raise DamagedGraphError(f"{folder}: the store is damaged; build it anew ({_first_line(error)})") from error


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _opened(path: Path) -> IO[bytes]:
    if path.suffix.lower() == ".gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")


def _refuse_xml(stream: IO[bytes], path: Path) -> None:
    """Refuse document types, whose entities can grow without end, and depths that cost time without end."""
    parser = expat.ParserCreate()
    depth = 0

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEPTH:
            raise DamagedGraphError(f"{path}: XML nested more than {_DEPTH} deep is refused")

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> None:
        raise DamagedGraphError(f"{path}: holds a document type (<!DOCTYPE …>), which is refused; remove it")

    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = begin, end, refuse
    parser.ParseFile(stream)


def _refuse_json(stream: IO[bytes], path: Path) -> None:
    """Refuse depths at which the parser's stack overflows."""
    depth = 0
    for match in _JSON.finditer(stream.read()):
        if match[1]:
            depth += 1
            if depth > _DEPTH:
                raise DamagedGraphError(f"{path}: JSON nested more than {_DEPTH} deep is refused")
        elif match[0] in (b"]", b"}"):
            depth -= 1
