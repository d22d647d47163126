"""Prints reports as Word files and PDFs: what only tests and benchmarks need."""

import io
from collections.abc import Callable, Mapping

import docx
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from govdash.forms import Form
from tests.printer import print_lines

FONT = "STSong-Light"
"""Every PDF reader has it: no font file is needed on the machine."""
SIZE = 9
WIDTH, HEIGHT = 900, 600

Texts = Mapping[str, str]


def print_word(form: Form, texts: Texts) -> bytes:
    """A report as Word writes it, its tables without merged cells."""
    document = docx.Document()
    table = None
    for line in print_lines(form, texts, "tabs"):
        cells = line.split("\t")
        if len(cells) == 1:
            document.add_paragraph(line)
            table = None
            continue
        if table is None or len(table.columns) != len(cells):
            table = document.add_table(rows=0, cols=len(cells))
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def drawn(draw: Callable[[Canvas], None], size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF as something draws it."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.setFont(FONT, SIZE)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def print_pdf(form: Form, texts: Texts) -> bytes:
    """A report as a PDF: values in columns beside their labels, tables over pages."""

    def draw(canvas: Canvas) -> None:
        height = HEIGHT - 40
        for line in print_lines(form, texts, "tabs"):
            if height < 40:
                canvas.drawCentredString(WIDTH / 2, 20, f"- {canvas.getPageNumber()} -")
                canvas.showPage()
                canvas.setFont(FONT, SIZE)
                height = HEIGHT - 40
            _line(canvas, line.split("\t"), height)
            height -= 16

    return drawn(draw)


def _line(canvas: Canvas, cells: list[str], height: float) -> None:
    """One line: what is longer than its column pushes the others to the right."""
    left = 30.0
    for cell in cells:
        canvas.drawString(left, height, cell)
        left += max(canvas.stringWidth(cell, FONT, SIZE) + 2 * SIZE, 48)
