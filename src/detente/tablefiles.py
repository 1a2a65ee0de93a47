"""Tables in files: CSV for any program, CSV that neo4j-admin imports, Parquet."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Final, Literal

from pyoxigraph import Store

from detente.graph import GraphError, replacing
from detente.propertygraph import property_graph
from detente.tables import Cell, Table, TableError, tables

Format = Literal["csv", "neo4j", "parquet"]
SEPARATOR: Final = ";"  # of several texts in a cell, as neo4j-admin expects


def write_tables(store: Store, folder: str | os.PathLike[str], *, form: Format = "csv") -> dict[str, int]:
    """Write a graph's tables into a folder, which is made; return the files' numbers of rows by name.

    ``csv`` is a file a table (UTF-8, several texts in a cell with ";" between them), ``parquet`` the same with types
    and lists; ``neo4j`` is nodes.csv and relationships.csv with the headers that ``neo4j-admin database import`` reads.

    Raises:
        TableError: Parquet without pyarrow, or a graph that the shapes don't allow.
        GraphError: the files can't be written.
    """
    made = property_graph(tables(store)) if form == "neo4j" else tables(store)
    write, suffix = (_parquet, "parquet") if form == "parquet" else (_csv, "csv")
    target = Path(folder)
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise GraphError(f"{folder}: can't be made a folder: {error.strerror or error}") from error
    for name, table in made.items():
        write(table, target / f"{name}.{suffix}")
    return {f"{name}.{suffix}": len(table.rows) for name, table in made.items()}


def _csv(table: Table, path: Path) -> None:
    with replacing(path) as output:
        text = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([_text(cell) for cell in row] for row in table.rows)
        text.detach()


def _text(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return SEPARATOR.join(text.replace(SEPARATOR, ",") for text in cell)
    return "" if cell is None else str(cell)


def _parquet(table: Table, path: Path) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise TableError("Parquet needs pyarrow: pip install 'detente[parquet]'") from error

    types = {
        "text": pa.string(),
        "texts": pa.list_(pa.string()),
        "integer": pa.int64(),
        "decimal": pa.float64(),
        "date": pa.date32(),
    }
    schema = pa.schema([(name, types[kind]) for name, kind in table.columns.items()])
    columns = zip(*table.rows, strict=True) if table.rows else ([] for _ in table.columns)
    arrays = []
    for kind, values in zip(table.columns.values(), columns, strict=True):
        plain = (None if it is None else float(it) for it in values) if kind == "decimal" else values
        arrays.append(pa.array(list(plain), type=types[kind]))
    with replacing(path) as output:
        pq.write_table(pa.Table.from_arrays(arrays, schema=schema), output)
