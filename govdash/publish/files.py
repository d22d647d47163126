"""Rows → CSV, JSON, Parquet: the same bytes for command, API and page buttons."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from govdash.report import number

BOM = "\ufeff"
_ROWS = 5_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> object:
    """A CSV cell: missing is empty, numbers are plain, text never runs as a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A CSV file in pieces: UTF-8 with BOM, RFC 4180, a first row of ids."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow(header)
    for count, row in enumerate(rows, start=1):
        writer.writerow([safe(value) for value in row])
        if count % _ROWS == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def rows_of(relation: duckdb.DuckDBPyRelation) -> Iterator[tuple[object, ...]]:
    """The rows of a relation, some thousand at a time."""
    for batch in relation.to_arrow_reader(_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _csv(relation: duckdb.DuckDBPyRelation, out: BinaryIO) -> None:
    for piece in csv_bytes(relation.columns, rows_of(relation)):
        out.write(piece)


def _json(relation: duckdb.DuckDBPyRelation, out: BinaryIO) -> None:
    out.write(b"[")
    for count, row in enumerate(rows_of(relation)):
        record = dict(zip(relation.columns, row, strict=True))
        text = json.dumps(record, ensure_ascii=False, default=_plain)
        out.write((",\n" if count else "\n").encode() + text.encode())
    out.write(b"\n]\n")


def _parquet(relation: duckdb.DuckDBPyRelation, out: BinaryIO) -> None:
    reader = relation.to_arrow_reader(_ROWS)
    with pq.ParquetWriter(out, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_table(pa.Table.from_batches([batch]))


FORMATS: dict[str, Callable[[duckdb.DuckDBPyRelation, BinaryIO], None]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
}


def write(relation: duckdb.DuckDBPyRelation, kind: str, out: Path | BinaryIO) -> None:
    """Write a relation in one of `FORMATS` to a file or an open stream."""
    if isinstance(out, Path):
        with out.open("wb") as stream:
            FORMATS[kind](relation, stream)
    else:
        FORMATS[kind](relation, out)
