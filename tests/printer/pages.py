"""The layouts that are no text: web pages in several habits, Word files, PDFs."""

import io
from collections.abc import Callable, Iterator
from html import escape

from docx import Document
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from govdash.forms.official import (
    APPLICANTS,
    APPLICANTS_HEADING,
    CONTENT,
    NATURAL_PERSON,
    ORGANISATIONS,
    RESULTS,
    TOTAL,
)
from tests.printer.form import Line, Part, Report
from tests.printer.text import by_wrapped

Cells = list[tuple[str, int]]
"""The cells of a row of a table, each with the columns that it reaches over."""


def cells_of(line: Line, wide: int) -> Cells:
    """A line in a table with so many columns of labels."""
    if not line.values:
        return _headings(line, wide)
    lead: Cells = [("", 1)] * (line.lead if wide > 1 else 0)
    labels: Cells = [(text, 1) for text in line.labels]
    if labels:
        # The last label fills what no other needs.
        labels[-1] = (labels[-1][0], max(wide - len(lead) - len(labels) + 1, 1))
    return [*lead, *labels, *((text, 1) for text in line.values)]


def _headings(line: Line, wide: int) -> Cells:
    if wide == 1:
        return [(text, 1) for text in line.labels]
    if line.labels[-1] == APPLICANTS_HEADING:
        return [("".join(line.labels[:-1]), wide), (line.labels[-1], 7)]
    if ORGANISATIONS.label in line.labels:
        return [
            ("", wide),
            *((text, 5 if text == ORGANISATIONS.label else 1) for text in line.labels),
        ]
    return [("", wide), ("", 1), *((text, 1) for text in line.labels), ("", 1)]


# ---------------------------------------------------------------- web pages

Cell = Callable[[str, int], str]
"""Writes one cell of a table."""


def _plain_cell(text: str, columns: int) -> str:
    span = f' colspan="{columns}"' if columns > 1 else ""
    return f"<td{span}><p><span>{escape(text) or '&nbsp;'}</span></p></td>"


def _word_cell(text: str, columns: int) -> str:
    """A cell as Word saves it: words cut into spans, `<o:p>` behind them."""
    span = f" colspan={columns}" if columns > 1 else ""
    cut = (text[: len(text) // 2], text[len(text) // 2 :]) if len(text) > 3 else (text,)
    spans = "".join(
        f'<span style="mso-bidi-font-size:10.5pt"><span lang="EN-US">{escape(piece)}</span></span>'
        for piece in cut
    )
    return f'<td{span} nowrap><p class="MsoNormal">{spans}<o:p>&nbsp;</o:p></p></td>'


def _broken_cell(text: str, columns: int) -> str:
    """A cell whose words stand on two lines: 商业<br>企业."""
    span = f" colspan='{columns}'" if columns > 1 else ""
    if len(text) == 4 and "㐀" <= text[0] <= "鿿":
        text = f"{escape(text[:2])}<br />{escape(text[2:])}"
        return f"<td{span}>{text}</td>"
    return f"<td{span}>{escape(text)}</td>"


def _table(part: Part, cell: Cell) -> Iterator[str]:
    yield "<table>"
    for line in part.lines:
        cells = "".join(cell(text, columns) for text, columns in cells_of(line, part.wide))
        yield f"<tr>{cells}</tr>"
    yield "</table>"


def _body(report: Report, cell: Cell) -> Iterator[str]:
    yield f"<h1>{escape(report.title)}</h1>"
    for part in report.parts:
        yield f"<p>{part.title}</p>"
        if part.is_table:
            yield from _table(part, cell)
        else:
            yield from (f"<p>{escape(text)}</p>" for line in part.lines for text in line.labels)


def html_page(report: Report, cell: Cell = _plain_cell) -> str:
    """A web page with one table a part."""
    return "\n".join(["<html><head>", "</head><body>", *_body(report, cell), "</body></html>"])


def html_word(report: Report) -> str:
    """The same, as Word saves it."""
    return html_page(report, _word_cell)


def html_broken(report: Report) -> str:
    """The same with words on two lines of a cell, in a page with chrome around it."""
    site = "<ul><li><a href='/'>首页</a></li><li><a href='/zfxxgk'>政府信息公开</a></li></ul>"
    body = "\n".join(_body(report, _broken_cell))
    return (
        "<!DOCTYPE html><html><head><title>政府信息公开</title><style>td{border:1px}</style>"
        f"<script>var a = '<td>9</td>';</script></head><body>{site}"
        f"<table><tr><td>{body}</td></tr></table><div>主办：某某 版权所有</div></body></html>"
    )


def html_one_table(report: Report) -> str:
    """All parts in one table of one column, their tables nested in its cells."""
    rows = []
    for part in report.parts:
        inner = "".join(_table(part, _plain_cell)) if part.is_table else _paragraphs(part)
        rows += [f"<tr><td>{part.title}</td></tr>", f"<tr><td>{inner}</td></tr>"]
    return f"<html><body><p>{report.title}</p><table>{''.join(rows)}</table></body></html>"


def _paragraphs(part: Part) -> str:
    return "".join(f"<p>{escape(text)}</p>" for line in part.lines for text in line.labels)


def html_divisions(report: Report) -> str:
    """Tables that are none: a division for every row and every cell."""
    rows = [f"<h2>{report.title}</h2>"]
    for part in report.parts:
        rows.append(f"<div class='t'>{part.title}</div>")
        for line in part.lines:
            cells = "".join(
                f"<div class='td'>{escape(text)}</div>" for text in (*line.labels, *line.values)
            )
            rows.append(f"<div class='tr'>{cells}</div>")
    return f"<html><body>{''.join(rows)}</body></html>"


# ---------------------------------------------------------------- Word


def word_file(report: Report) -> bytes:
    """A Word file with one table a part, headings and labels merged."""
    document = Document()
    document.add_paragraph(report.title)
    for part in report.parts:
        document.add_paragraph(part.title)
        if not part.is_table:
            for line in part.lines:
                document.add_paragraph("".join(line.labels))
            continue
        rows = [cells_of(line, part.wide) for line in part.lines]
        width = max(sum(columns for _, columns in row) for row in rows)
        table = document.add_table(len(rows), width)
        grid = [list(row.cells) for row in table.rows]
        for line, row in zip(grid, rows, strict=True):
            place = 0
            for text, columns in row:
                cell = line[place]
                if columns > 1:
                    cell = cell.merge(line[place + columns - 1])
                cell.text = text
                place += columns
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


# ---------------------------------------------------------------- PDF

_FONT = "STSong-Light"
_SIZE = 9
_LEADING = 15
_PAGE = landscape(A4)
_TOP, _BOTTOM, _LEFT = 550, 60, 40
_LABELS, _COLUMN = 430, 42


def _draw(canvas: Canvas, lines: list[tuple[str, tuple[str, ...]]]) -> None:
    """Lines of text, each with values in columns, on as many pages as it takes."""
    page, y = 1, _TOP
    canvas.setFont(_FONT, _SIZE)
    for text, values in lines:
        if y < _BOTTOM:
            canvas.drawCentredString(_PAGE[0] / 2, 30, f"- {page} -")
            canvas.showPage()
            canvas.setFont(_FONT, _SIZE)
            page, y = page + 1, _TOP
        canvas.drawString(_LEFT, y, text)
        wide = {1: 150, 2: 150, 3: 100, 7: _COLUMN}.get(len(values), 48)
        start = _LEFT + _LABELS if len(values) <= 7 else _LEFT
        for place, value in enumerate(values):
            canvas.drawCentredString(start + wide * place + wide / 2, y, value)
        y -= _LEADING
    canvas.drawCentredString(_PAGE[0] / 2, 30, f"- {page} -")


def pdf_file(report: Report, *, wrapped: bool = False, ruled: bool = False) -> bytes:
    """A PDF with text: values in columns; labels in one line, or wrapped around their values.

    In a ruled one headings stand above their columns, those of section 三 with words on two lines.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    packed = io.BytesIO()
    canvas = Canvas(packed, pagesize=_PAGE)
    lines: list[tuple[str, tuple[str, ...]]] = [(report.title, ())]
    for part in report.parts:
        lines.append((part.title, ()))
        for line in part.lines:
            above = _above_columns(line) if ruled and not line.values else []
            lines += above or _pdf_lines(line, wrapped=wrapped)
    _draw(canvas, lines)
    canvas.save()
    return packed.getvalue()


def _pdf_lines(line: Line, *, wrapped: bool) -> list[tuple[str, tuple[str, ...]]]:
    if not line.values:
        return [("  ".join(line.labels), ())]
    pieces = by_wrapped(line)
    if not wrapped or len(pieces) == 1:
        return [(" ".join(line.labels), line.values)]
    return [(text.split("   ")[0], line.values if "   " in text else ()) for text in pieces]


def _above_columns(line: Line) -> list[tuple[str, tuple[str, ...]]]:
    """The headings of a line above their columns, as they wrap in narrow ones; none of other lines."""
    labels = line.labels
    inner = tuple(column.label for column in APPLICANTS[1:])
    results = tuple(column.label for column in (*RESULTS, TOTAL))
    if labels[0] == CONTENT:
        return [(CONTENT, labels[1:])]
    if labels == results * 2:
        first, rest = _halves(results)
        none = ("",) * len(results)
        return [("", first + none * 2), ("", rest + first * 2), ("", none + rest * 2)]
    if labels[: len(results)] == results:
        return [("", ("", "", *labels[len(results) :], ""))]
    if ORGANISATIONS.label in labels:
        return [("", ("", "", "", ORGANISATIONS.label, "", "", ""))]
    if labels == inner:
        return [("", half) for half in _halves((NATURAL_PERSON.label, *inner, TOTAL.label))]
    return []


def _halves(labels: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first line and the second of labels in narrow columns."""
    cut = [len(label) if len(label) <= 3 else (len(label) + 1) // 2 for label in labels]
    pairs = list(zip(labels, cut, strict=True))
    return tuple(label[:at] for label, at in pairs), tuple(label[at:] for label, at in pairs)
