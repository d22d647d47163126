"""A Word file (docx, also as WPS writes it) → lines: paragraphs, and table rows as a grid."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from lxml.etree import LxmlError, XMLParser, _Element, fromstring

from govdash.errors import RefusedError, Why
from govdash.reading.containers.grid import MOST_COLUMNS, RAISED, GridCell, cell_text, unfold
from govdash.reading.containers.zipped import DAMAGED, open_zip, unpack

MOST_UNPACKED = 50 * 1024 * 1024
"""Bytes of a document unpacked: long reports have some 2 MB."""
MOST_TAGS = 1_000_000

_DOCUMENT = "word/document.xml"
_TYPES = "[Content_Types].xml"
_DAMAGED = "不是 Word（docx）文件，或文件已损坏"
# (a name in the zip file, what it then is)
_OTHERS = (
    ("xl/", "电子表格（xlsx），不读取：请把报告另存为 docx 或 PDF"),
    ("ppt/", "演示文稿（pptx），不读取：请把报告另存为 docx 或 PDF"),
    ("OFD.xml", "OFD 版式文件，不读取：请另存为 PDF"),
    ("mimetype", "OpenDocument 文件，不读取：请另存为 docx 或 PDF"),
)
# Text that was deleted or moved away, readings above characters, field codes, old drawings: no text.
_NO_TEXT = frozenset(
    [
        "del",
        "moveFrom",
        "rt",
        "instrText",
        "delText",
        "Fallback",
        "rPr",
        "pPr",
        "tblPr",
        "tblGrid",
        "tcPr",
        "sectPr",
    ]
)
_HIDING = ("vanish", "strike", "dstrike")
_BREAKS = {"br": "\n", "cr": "\n", "tab": "  ", "ptab": "  ", "noBreakHyphen": "-"}
_RAISED_ALONE = re.compile(rf"(?<!\d){re.escape(RAISED)}|{re.escape(RAISED)}(?!\d)")
_GOES_ON = 0
"""In the place of how many rows a cell reaches over: it is the rest of the one above."""
_OFF = ("0", "false", "off")


def lines(data: bytes) -> list[tuple[int | str, str]]:
    """The paragraphs and table rows of a document, counted from 1.

    Raises:
        RefusedError: it is damaged, no Word file, or unpacks to far more than a report.
    """
    root = _parsed(_document(data))
    body = next((child for child in root if _name(child) == "body"), None)
    if body is None:
        raise RefusedError(_DAMAGED)
    return list(enumerate(_blocks(body), start=1))


def _document(data: bytes) -> bytes:
    """The XML of the text inside the package."""
    try:
        with open_zip(io.BytesIO(data)) as packed:
            names = {item.filename: item for item in packed.infolist()}
            if _DOCUMENT not in names:
                raise RefusedError(_what_else(names), Why.UNSUPPORTED)
            return unpack(packed, names[_DOCUMENT], MOST_UNPACKED)
    except DAMAGED as error:
        raise RefusedError(_DAMAGED) from error


def _what_else(names: dict[str, zipfile.ZipInfo]) -> str:
    for start, reason in _OTHERS:
        if any(name.startswith(start) for name in names):
            return reason
    return _DAMAGED if _TYPES in names or not names else "压缩包（这里不再打开）：请先解压"


def _parsed(document: bytes) -> _Element:
    if document.count(b"<") > MOST_TAGS:
        raise RefusedError("Word 文件标记过多，不像一份年度报告", Why.TOO_LARGE)
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return fromstring(document, parser)
    except (LxmlError, ValueError) as error:
        raise RefusedError(_DAMAGED) from error


def _name(element: _Element) -> str:
    """The name of an element: Word and WPS write it in several namespaces."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _blocks(parent: _Element) -> Iterator[str]:
    """The lines of paragraphs and tables, also of those inside content controls."""
    for child in parent:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield from _table(child)
        elif name not in _NO_TEXT:
            yield from _blocks(child)


def _paragraph(paragraph: _Element) -> Iterator[str]:
    """The lines of a paragraph, then those of the text boxes that hang on it."""
    boxes: list[_Element] = []
    yield from (line.strip() for line in _text(paragraph, boxes).split("\n"))
    for box in boxes:
        yield from _blocks(box)


def _text(parent: _Element, boxes: list[_Element]) -> str:
    text = "".join(_runs(parent, boxes))
    return _RAISED_ALONE.sub("", text) if RAISED in text else text


def _runs(parent: _Element, boxes: list[_Element]) -> Iterator[str]:
    """The pieces of text below an element; text boxes are put aside."""
    for child in parent:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "r":
            yield from _run(child, boxes)
        elif name == "p":
            yield "\n"
            yield from _runs(child, boxes)
        elif name not in _NO_TEXT:
            yield from _runs(child, boxes)


def _run(run: _Element, boxes: list[_Element]) -> Iterator[str]:
    """A piece of text of one look: a hidden or struck one is no text, a raised digit is marked."""
    look = _properties(run, "rPr")
    if any(look.get(name, "0") not in _OFF for name in _HIDING):
        return
    if look.get("vertAlign") == "superscript":
        yield RAISED
    yield from _runs(run, boxes)


def _properties(element: _Element, name: str) -> dict[str, str]:
    """What an element says of itself: its properties stand first in it."""
    for child in element:
        if (found := _name(child)) == name:
            return {_name(item): _value(item) for item in child}
        if found in ("t", "p", "tc"):
            break
    return {}


def _value(item: _Element) -> str:
    return next((value for key, value in item.items() if key.endswith("}val")), "")


def _table(table: _Element) -> Iterator[str]:
    """The rows of a table; one that lays out other tables is left to them."""
    rows: list[list[GridCell]] = []
    for row in _inside(table, "tr"):
        properties = _properties(row, "trPr")
        if "del" in properties:
            continue
        cells = list(_inside(row, "tc"))
        if any(next(cell.iter("{*}tbl"), None) is not None for cell in cells):
            yield from unfold(_reaching(rows))
            rows = []
            for cell in cells:
                yield from _blocks(cell)
            continue
        before = min(_number(properties.get("gridBefore")), MOST_COLUMNS)
        rows.append([("", 1, 1)] * before + [_cell(cell) for cell in cells])
    yield from unfold(_reaching(rows))


def _reaching(rows: Sequence[list[GridCell]]) -> list[list[GridCell]]:
    """The rows without the cells that go on from the row above: Word writes these out."""
    kept: list[list[GridCell]] = []
    above: dict[int, tuple[int, int]] = {}
    for row in rows:
        place, below = 0, {}
        kept.append([])
        for text, across, deep in row:
            at, index = above.get(place, (0, 0)) if deep == _GOES_ON else (0, 0)
            if place in above and deep == _GOES_ON and kept[at][index][1] == across:
                first, _, rows_deep = kept[at][index]
                kept[at][index] = first, across, rows_deep + 1
                below[place] = at, index
            else:
                below[place] = len(kept) - 1, len(kept[-1])
                kept[-1].append((text, across, 1))
            place += across
        above = below
    return kept


def _inside(parent: _Element, wanted: str) -> Iterator[_Element]:
    """The rows of a table, or cells of a row, also of those inside content controls."""
    for child in parent:
        name = _name(child)
        if name == wanted:
            yield child
        elif name not in _NO_TEXT and name not in ("p", "tbl", "tc"):
            yield from _inside(child, wanted)


def _cell(cell: _Element) -> GridCell:
    """A cell; one that another reaches into from above or from the left is there and empty."""
    properties = _properties(cell, "tcPr")
    across = max(_number(properties.get("gridSpan")), 1)
    if properties.get("vMerge", "restart") != "restart":
        return "", across, _GOES_ON
    if properties.get("hMerge", "restart") != "restart":
        return "", across, 1
    boxes: list[_Element] = []
    text = _text(cell, boxes)
    inner = [line for box in boxes for line in _blocks(box)]
    return cell_text([*text.split("\n"), *inner]), across, 1


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else 0
