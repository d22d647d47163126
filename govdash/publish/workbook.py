"""A table as an Excel workbook, for people without a text-import dialog."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from govdash.errors import TooLargeError
from govdash.publish.describe import LICENCE_TITLE, LICENCE_URL, LIMITS, TABLES, TITLE, meaning
from govdash.report import number
from govdash.store.counts import count_of
from govdash.store.snapshots import Connection, name_of
from govdash.store.tables import Question

MAX_ROWS = 1_048_575
"""What a sheet holds below its header."""

MAX_CELLS = 2_000_000
"""More is no longer for looking at: it would take minutes to write and to open."""

_WIDTHS = {"agency": 30, "region": 26, "label": 30, "message": 60, "title": 40, "permalink": 30}
_WIDTH = 14
_CHUNK = 1 << 18
# The same rows give the same bytes, whenever they are written.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def fits(rows: int, columns: int) -> bool:
    """Whether a table is small enough for a workbook."""
    return rows <= MAX_ROWS and rows * columns <= MAX_CELLS


def xlsx(connection: Connection, question: Question) -> Iterator[bytes]:
    """The rows with a frozen header, a sheet that explains the columns, and one about the data.

    Raises:
        TooLargeError: there are more rows or cells than a sheet should hold.
    """
    columns = question.ask(connection).columns
    # Counted without making the rows: those of a whole country would fill the disk first.
    rows = count_of(connection, question.name, question.filters)
    if not fits(rows, len(columns)):
        raise TooLargeError(
            f"{rows} 行 × {len(columns)} 列，放进一个 XLSX 太大（最多 {MAX_CELLS} 格）。"
            "请用 year、region、agency 缩小范围，或改用 csv、parquet。"
        )
    with tempfile.TemporaryFile() as file:
        book = xlsxwriter.Workbook(file, {"constant_memory": True})
        book.set_properties({"title": f"{TITLE} · {question.name}", "created": _CREATED})
        bold = book.add_format({"bold": True, "bottom": 1})
        _rows(book.add_worksheet(question.name), connection, question, columns, bold)
        _dictionary(book.add_worksheet("dictionary 说明"), columns, bold)
        _about(book.add_worksheet("about 关于"), name_of(connection), question)
        book.close()
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _rows(
    sheet: Worksheet, connection: Connection, question: Question, columns: list[str], bold: object
) -> None:
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, place, name, bold)
    line = 0
    for piece in question.pieces(connection):
        for row in piece.fetchall():
            line += 1
            for place, value in enumerate(row):
                _cell(sheet, line, place, value)


def _cell(sheet: Worksheet, line: int, place: int, value: object) -> None:
    """Text is written as text: nothing is run, no zero before an id is lost."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, Decimal):
        sheet.write_number(line, place, number(value))
    elif isinstance(value, int):
        sheet.write_number(line, place, value)
    else:
        text = value.isoformat() if isinstance(value, date) else str(value)
        sheet.write_string(line, place, text)


def _dictionary(sheet: Worksheet, columns: list[str], bold: object) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 2, 40)
    for place, name in enumerate(("column", "含义", "meaning", "单位 unit")):
        sheet.write_string(0, place, name, bold)
    for line, name in enumerate(columns, start=1):
        told = meaning(name)
        for place, text in enumerate((name, told.label, told.label_en, told.unit)):
            sheet.write_string(line, place, text)


def _about(sheet: Worksheet, snapshot: str, question: Question) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 110)
    filters = "；".join(
        f"{name}={'、'.join(said)}" for name, said in question.filters.query().items()
    )
    lines = [
        ("数据 data", f"{TITLE} · {question.name}：{TABLES[question.name][0]}"),
        ("快照 snapshot", snapshot),
        ("筛选 filters", filters or "全部 all"),
        ("许可 licence", f"{LICENCE_TITLE} {LICENCE_URL}"),
        *(("限制 limits", limit) for limit in LIMITS),
    ]
    for line, pair in enumerate(lines):
        for place, text in enumerate(pair):
            sheet.write_string(line, place, text)
