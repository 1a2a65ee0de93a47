"""Quads as bytes: the same bytes for the same set of quads, whatever their order and the hash seed.

N-Quads come sorted by graph and line. The formats for reading come sorted by graph, subject (numbers in natural
order: ``c2`` before ``c10``), type first, then predicate and object.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO, Final, cast

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from detente.errors import DetenteError
from detente.iris import natural
from detente.vocabulary import PREFIXES, term

UNIONS: Final = frozenset({RdfFormat.TURTLE, RdfFormat.RDF_XML, RdfFormat.N_TRIPLES})  # formats without named graphs
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The headers that pyoxigraph writes, each whole only when something else follows.
_DIRECTIVES: Final = re.compile(rb"(?:@(?:base|prefix) [^\n]*\n)+(?!@)")
_ROOT: Final = re.compile(rb"<\?xml [^\n]*\n<rdf:RDF [^\n]*\n")


class SerializationError(DetenteError):
    """Quads that the chosen format can't carry."""


def write_quads(quads: Iterable[Quad] | Store, output: IO[bytes], kind: RdfFormat, *, base: str) -> None:
    """Write `quads` in the given format; formats without named graphs get the union of the graphs.

    `base` shortens the IRIs of data in Turtle and TriG.

    Raises:
        SerializationError: RDF/XML was asked for and a text holds a character that XML can't.
    """
    if kind in (RdfFormat.N_QUADS, RdfFormat.N_TRIPLES):
        graphs = [_union(quads)] if kind in UNIONS else _graphs(quads)
        for graph in graphs:
            lines = serialize(graph, format=kind)
            assert lines is not None
            output.writelines(line + b"\n" for line in sorted(set(lines.split(b"\n"))) if line)
    elif kind == RdfFormat.RDF_XML:
        triples = (_in_xml(triple) for triple in sorted(_union(quads), key=_order))
        with _Headed(output, _ROOT, _xml_root()) as headed:
            serialize(triples, cast("IO[bytes]", headed), kind, prefixes=PREFIXES)
    else:
        ordered = sorted(_union(quads), key=_order) if kind in UNIONS else _in_order(quads)
        if kind == RdfFormat.JSON_LD:
            serialize(ordered, output, kind)
        else:
            with _Headed(output, _DIRECTIVES, _directives(base)) as headed:
                serialize(ordered, cast("IO[bytes]", headed), kind, prefixes=PREFIXES, base_iri=base)


def _graphs(quads: Iterable[Quad] | Store) -> Iterator[list[Quad]]:
    """The quads graph by graph, the default graph first."""
    if isinstance(quads, Store):
        names = sorted(quads.named_graphs(), key=str)
        for graph in (DefaultGraph(), *names):
            yield list(quads.quads_for_pattern(None, None, None, graph))
        return
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(quad)
    for name in sorted(graphs, key=lambda name: (name != "DEFAULT", name)):
        yield graphs[name]


def _union(quads: Iterable[Quad] | Store) -> list[Triple]:
    return list({quad.triple for quad in quads})


def _in_order(quads: Iterable[Quad] | Store) -> Iterator[Quad]:
    return (quad for graph in _graphs(quads) for quad in sorted(set(graph), key=_order))


def _order(statement: Quad | Triple) -> tuple[bool, tuple[str | int, ...], bool, str, tuple[str | int, ...]]:
    """Quotes behind what they support; the rest by subject, predicate and object."""
    subject, predicate = statement.subject, statement.predicate
    name = subject.value if isinstance(subject, NamedNode) else str(subject)
    return (
        "#char=" in name,
        natural(name),
        predicate != term("rdf:type"),
        predicate.value,
        natural(str(statement.object)) if isinstance(statement.object, NamedNode) else (str(statement.object),),
    )


def _in_xml(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and (bad := _NOT_XML.search(value.value)):
        raise SerializationError(
            f"RDF/XML can't hold the character U+{ord(bad[0]):04X} ({triple.subject}); write TriG or N-Quads instead"
        )
    return triple


class _Headed:
    """Passes bytes on with another header: pyoxigraph writes its prefixes in an order that changes with each run.

    Carriage returns are escaped on the way for the sake of XML, whose readers turn bare ones into line feeds; in
    Turtle and TriG none stand bare.
    """

    def __init__(self, output: IO[bytes], old: re.Pattern[bytes], new: bytes) -> None:
        self._output = output
        self._old = old
        self._new = new
        self._begun: bytes | None = b""

    def __enter__(self) -> _Headed:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._begun is not None:  # a header and nothing else
            self._output.write(self._old.sub(self._new, self._begun, count=1))

    def write(self, data: bytes) -> int:
        begun = data if self._begun is None else self._begun + data
        if self._begun is None:
            self._output.write(begun.replace(b"\r", b"&#xD;"))
        elif (header := self._old.match(begun)) and header.end() < len(begun):
            self._output.write(self._new + begun[header.end() :].replace(b"\r", b"&#xD;"))
            self._begun = None
        else:
            self._begun = begun
        return len(data)

    def flush(self) -> None:
        self._output.flush()


def _directives(base: str) -> bytes:
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(PREFIXES.items()))
    return f"@base <{base}> .\n{prefixes}".encode()


def _xml_root() -> bytes:
    names = "".join(f' xmlns:{name}="{iri}"' for name, iri in sorted(PREFIXES.items()))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'.encode()
