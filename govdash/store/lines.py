"""Rows as lines of text, made by DuckDB itself: the cells of every CSV and JSON file.

Python would need ten times as long and hold its lock meanwhile; the rules are few, and tests hold
them against the csv and json modules.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa

from govdash.store.tables import WRITTEN, Cell, Connection, Question

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What text must not begin with: a spreadsheet would run it. The wide ones it reads the same."""

OURS = frozenset(
    ("section", "figure", "label", "unit", "state", "how", "check_status", "measure", "rule",
     "severity", "verdict")
)  # fmt: skip
"""Columns of our own words, which no file can change: a test holds that none needs quoting."""

_TEXT = "VARCHAR"
_BATCH = 8_192
_NUMBER = "DECIMAL"


class _Layout(NamedTuple):
    """How a row is written: a cell, and what stands between and around them; `between` is no SQL."""

    cell: Callable[[str, str, str], str]
    between: str
    start: str
    end: str

    def write(self, cells: Sequence[Cell]) -> str:
        """The SQL of some cells, one after the other."""
        return f"concat({_joined([self.cell(*cell) for cell in cells], self.between)})"


def csv_lines(connection: Connection, question: Question) -> Iterator[memoryview]:
    """The rows as the CSV of the contract, without a header."""
    yield from _lines(connection, question, _CSV)


def json_lines(connection: Connection, question: Question) -> Iterator[memoryview]:
    """The rows as JSON objects, each with a comma and a line break before it."""
    yield from _lines(connection, question, _JSON)


def _lines(connection: Connection, question: Question, layout: _Layout) -> Iterator[memoryview]:
    for piece in question.pieces(connection, layout.write):
        columns = zip(piece.columns, piece.types, strict=True)
        rest = [(name, f'"{name}"', str(kind)) for name, kind in columns if name != WRITTEN]
        parts = [f'"{WRITTEN}"'] * (WRITTEN in piece.columns) + [layout.write(rest)] * bool(rest)
        line = f"concat({layout.start}, {_joined(parts, layout.between)}, {layout.end})"
        # Batch by batch: the whole piece as one table would be held twice.
        for batch in piece.project(f"{line} AS line").to_arrow_reader(_BATCH):
            yield _bytes(batch.column(0))


def _bytes(array: pa.StringArray) -> memoryview:
    """The text of an array, one value right after the other, as Arrow holds it."""
    if not len(array):
        return memoryview(b"")
    _, offsets, text = array.buffers()
    ends = memoryview(offsets).cast("i")
    return memoryview(text)[ends[array.offset] : ends[array.offset + len(array)]]


def _joined(parts: list[str], between: str) -> str:
    return f", {_literal(between)}, ".join(parts)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _plain(column: str) -> str:
    """A decimal without trailing zeros."""
    return f"rtrim(rtrim({column}::VARCHAR, '0'), '.')"


def _csv(column: str, kind: str) -> str:
    if kind != _TEXT:
        return _plain(column) if kind.startswith(_NUMBER) else f"{column}::VARCHAR"
    runs = f"regexp_matches({column}, '^[{''.join(map(_escaped, FORMULA))}]')"
    # Looking for four characters is several times as fast as one regular expression.
    special = " OR ".join(f"contains({column}, chr({ord(sign)}))" for sign in '",\r\n')
    quoted = (
        f"""concat('"', CASE WHEN {runs} THEN chr(39) END, replace({column}, '"', '""'), '"')"""
    )
    guarded = f"CASE WHEN {runs} THEN chr(39) || {column} ELSE {column} END"
    return f"CASE WHEN {special} THEN {quoted} ELSE {guarded} END"


def _escaped(sign: str) -> str:
    return rf"\x{{{ord(sign):x}}}"


def _json(column: str, kind: str) -> str:
    if kind == _TEXT or kind == "DATE":
        text = f"to_json({column}::VARCHAR)::VARCHAR"
    elif kind.startswith(_NUMBER):
        text = _plain(column)
    else:
        text = f"{column}::VARCHAR"
    return f"coalesce({text}, 'null')"


def _csv_cell(name: str, source: str, kind: str) -> str:
    return source if name in OURS else _csv(source, kind)


def _json_cell(name: str, source: str, kind: str) -> str:
    return _literal(f'"{name}": ') + ", " + _json(source, kind)


_CSV = _Layout(_csv_cell, ",", "''", "chr(13), chr(10)")
_JSON = _Layout(_json_cell, ", ", "',', chr(10), '{'", "'}'")
