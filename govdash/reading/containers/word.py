"""A Word file (docx, also as WPS writes it) → lines: paragraphs, and table rows as a grid."""

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P

from govdash.errors import RefusedError
from govdash.reading.containers.grid import unfold

_MOST_UNPACKED = 100 * 1024 * 1024


def lines(data: bytes) -> list[tuple[int | str, str]]:
    """The paragraphs and table rows of a document, counted from 1.

    Raises:
        RefusedError: it is damaged, no Word file, or unpacks to far more than a report.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > _MOST_UNPACKED:
                raise RefusedError("文件解压后过大")
        body = Document(io.BytesIO(data)).element.body
    except RefusedError:
        raise
    except Exception as error:
        # python-docx and zipfile raise some ten kinds of error on damaged files.
        raise RefusedError("不是 Word（docx）文件，或文件已损坏") from error
    return list(enumerate(_lines(body), start=1))


def _lines(body: object) -> Iterator[str]:
    for block in body:  # type: ignore[attr-defined]
        if isinstance(block, CT_P):
            yield _text(block)
        elif isinstance(block, CT_Tbl):
            yield from unfold(_rows(block))


def _text(element: CT_P | CT_Tc) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t"))).strip()


def _rows(table: CT_Tbl) -> Iterator[list[tuple[str, int, int]]]:
    """The rows with their cells; one that a cell above reaches into is there and empty."""
    for row in table.tr_lst:
        yield [
            ("" if cell.vMerge == "continue" else _text(cell), cell.grid_span, 1)
            for cell in row.tc_lst
        ]
