"""Rows → CSV, JSON, Parquet, XLSX: the same bytes for command, API and page buttons."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from govdash.publish.workbook import xlsx
from govdash.store.lines import FORMULA, csv_lines, json_lines
from govdash.store.snapshots import Connection
from govdash.store.tables import Question

BOM = "\ufeff"

Bytes = bytes | memoryview


def safe(value: object) -> object:
    """A CSV cell: missing is empty, numbers are plain, text never runs as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table of a page as CSV: UTF-8 with BOM, RFC 4180, a first row of ids."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow(header)
    writer.writerows([safe(value) for value in row] for row in rows)
    return buffer.getvalue().encode()


def columns_of(connection: Connection, question: Question) -> list[str]:
    """The ids of a table's columns, in order."""
    return list(question.ask(connection).columns)


def _csv(connection: Connection, question: Question) -> Iterator[Bytes]:
    yield csv_bytes(columns_of(connection, question), [])
    yield from csv_lines(connection, question)


def _json(connection: Connection, question: Question) -> Iterator[Bytes]:
    yield b"["
    first = True
    for piece in json_lines(connection, question):
        # Every row begins with a comma, which the first must not.
        yield piece[1:] if first and piece else piece
        first = first and not piece
    yield b"\n]\n"


class _Drain(io.RawIOBase):
    """A stream that hands on what was written to it."""

    def __init__(self) -> None:
        self.written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written.append(bytes(data))
        return len(self.written[-1])

    def take(self) -> bytes:
        taken, self.written = b"".join(self.written), []
        return taken


def _parquet(connection: Connection, question: Question) -> Iterator[Bytes]:
    drain = _Drain()
    writer = None
    for piece in question.pieces(connection):
        rows = piece.to_arrow_table()
        if writer is None:
            writer = pq.ParquetWriter(pa.PythonFile(drain), rows.schema, compression="zstd")
        writer.write_table(rows, row_group_size=max(1, rows.num_rows))
        yield drain.take()
    if writer is not None:
        writer.close()
    yield drain.take()


FORMATS: dict[str, Callable[[Connection, Question], Iterator[Bytes]]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
    "xlsx": xlsx,
}
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def pieces(connection: Connection, question: Question, kind: str) -> Iterator[Bytes]:
    """A table in one of `FORMATS`, some rows at a time: little is held, whatever its size."""
    return FORMATS[kind](connection, question)
