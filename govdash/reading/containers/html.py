"""A web page as saved → lines: paragraphs as they part, table rows as a grid."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import (
    HTMLParser,
    LxmlError,
    _Element,
    fromstring,
    iterwalk,
    strip_elements,
    tostring,
)

from govdash.errors import RefusedError, Why
from govdash.reading.containers.grid import RAISED, GridCell, cell_text, unfold
from govdash.reading.containers.styles import Styles

Number = int | str
Numbered = tuple[Number, str]

MOST_TAGS = 500_000
"""A saved page has a few thousand; a tree of so many takes some 100 MB."""
MOST_LINES = 65_000
"""The parser numbers no more: a page with more would give wrong places."""
MOST_ATTRIBUTES = 10_000
"""Of one tag: the parser compares each with all others."""
_LONGEST_CELL = 300
"""Characters beyond which a cell of several paragraphs is the text of a page and no cell."""

_QUOTED = re.compile(r""" "[^"]*+" | '[^']*+' """, re.X)
# What is struck out is not printed, and neither is the reading above a character.
_NO_TEXT = [
    "script",
    "style",
    "noscript",
    "template",
    "select",
    "option",
    "button",
    "textarea",
    "del",
    "s",
    "strike",
    "rt",
    "rp",
]
# Word writes names of its own into the middle of sentences as well: o:p, st1:chsdate.
_INLINE = frozenset(
    [
        "span",
        "a",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "font",
        "sup",
        "sub",
        "label",
        "big",
        "small",
        "ins",
        "mark",
        "nobr",
        "img",
        "input",
        "code",
        "abbr",
        "cite",
        "q",
        "ruby",
        "rb",
        "bdo",
        "acronym",
        "tt",
        "wbr",
    ]
)
_OF_TABLES = ("caption", "tr", "td", "th")
_PARAGRAPHS = ("p", "div", "br")
_PARTS = (*_PARAGRAPHS, "li", "sup")
"""What may make the text of a cell more than all its words in order."""
# What sites write into the head of a page, as a line that a reader would have seen.
_META = {"pubdate": "发布时间", "articletitle": "名称"}


def lines(text: str) -> list[Numbered]:
    """The lines of a page, each with the line of the source it begins in.

    Raises:
        RefusedError: there is nothing in it, or far more than in a page.
    """
    if text.count("<") > MOST_TAGS:
        raise RefusedError(
            f"网页标签过多（超过 {MOST_TAGS // 10_000} 万个），不像一份年度报告", Why.TOO_LARGE
        )
    if text.count("\n") > MOST_LINES:
        raise RefusedError(f"网页行数过多（超过 {MOST_LINES} 行），不像一份年度报告", Why.TOO_LARGE)
    if _is_long_without(text) and max(map(_attributes, text.split("<"))) > MOST_ATTRIBUTES:
        raise RefusedError("网页里有一个标签带着上万个属性，不像一份年度报告", Why.TOO_LARGE)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    page = text.replace("\0", "").encode()
    try:
        root = fromstring(page, parser)
    except (LxmlError, ValueError) as error:
        raise RefusedError("网页里没有内容", Why.EMPTY) from error
    if root is None:
        raise RefusedError("网页里没有内容", Why.EMPTY)
    styles = Styles(root, page)
    styles.prune(root)
    strip_elements(root, *_NO_TEXT, with_tail=False)
    return [(number, line) for number, line in _walk(root, styles) if line.strip()]


def _is_long_without(text: str) -> bool:
    """Whether a tag may have so many attributes: a long way without the beginning of another."""
    place = 0
    while place + MOST_ATTRIBUTES < len(text):
        place = text.rfind("<", place, place + MOST_ATTRIBUTES) + 1
        if not place:
            return True
    return False


def _attributes(tag: str) -> int:
    """How many words stand in a long tag, its values in quotes left out."""
    if len(tag) <= MOST_ATTRIBUTES:
        return 0
    head = _QUOTED.sub(" ", tag).partition(">")[0]
    return len(head.replace("/", " ").split())


def _walk(root: _Element, styles: Styles) -> Iterator[Numbered]:
    """The text below an element in the order of the document; block elements begin a new line."""
    pending: list[str] = []
    start = 0
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag not in _INLINE and ":" not in tag:
            if pending:
                yield start, _joined(pending)
                pending, start = [], 0
            if event == "start" and element is not root:
                whole = _whole(element, styles)
                if whole is not None:
                    yield from whole
                    walk.skip_subtree()
                    continue
        if event == "end" and element is root:
            break
        piece = element.text if event == "start" else element.tail
        if piece:
            start = start or element.sourceline or 0
            pending.append(_raised(element, event, pending) + piece if tag == "sup" else piece)
    if pending:
        yield start, _joined(pending)


def _whole(element: _Element, styles: Styles) -> Iterable[Numbered] | None:
    """The lines of an element that is read as a whole; None of one that only begins a line."""
    tag = element.tag
    if tag == "table":
        inner = next(element.iterdescendants("table", "tr"), None)
        is_layout = inner is None or next(element.iterdescendants("table"), None) is not None
        return None if is_layout else _table(element, styles)
    if tag == "meta":
        return _meta(element)
    rows = styles.rows(element)
    if not rows:
        return None
    number = element.sourceline or 0
    lines = unfold(
        [(_text(cell, [part.tag for part in cell.iter(*_PARTS)]), span, 1) for cell, span in row]
        for row in rows
    )
    return [(number, line) for line in lines]


def _table(table: _Element, styles: Styles) -> Iterator[Numbered]:
    """The rows of a table that holds no other."""
    rows: list[tuple[Number, list[GridCell]]] = []
    for element, cells in _rows(table):
        row = [_cell(cell, parts) for cell, parts in cells]
        if any(len(text) > _LONGEST_CELL for text, _, _ in row) and any(map(_is_prose, cells, row)):
            yield from _grid(rows)
            rows = []
            for cell, _ in cells:
                yield from _walk(cell, styles)
        else:
            rows.append((element.sourceline or 0, row))
    yield from _grid(rows)


Cell = tuple[_Element, list[str]]
"""A cell, and the tags in it that may make its text more than all its words in order."""


def _rows(table: _Element) -> Iterator[tuple[_Element, list[Cell]]]:
    """The rows of a table with their cells; its caption is a row of one cell.

    All are found in one pass: a search for each cell costs more than all the rest.
    """
    row: _Element | None = None
    cells: list[Cell] = []
    for element in table.iter(*_OF_TABLES, *_PARTS):
        tag = element.tag
        if tag in ("tr", "caption"):
            if row is not None:
                yield row, cells
            row, cells = element, [(element, [])] if tag == "caption" else []
        elif tag in ("td", "th"):
            cells.append((element, []))
        elif cells:
            cells[-1][1].append(tag)
    if row is not None:
        yield row, cells


def _grid(rows: list[tuple[Number, list[GridCell]]]) -> Iterator[Numbered]:
    for (number, _), line in zip(rows, unfold(row for _, row in rows), strict=True):
        yield number, line


def _is_prose(cell: Cell, read: GridCell) -> bool:
    """Whether a cell holds the text of a page: sites lay out whole articles in one."""
    return len(read[0]) > _LONGEST_CELL and sum(tag in _PARAGRAPHS for tag in cell[1]) > 1


def _cell(cell: _Element, parts: Sequence[str]) -> GridCell:
    """The words of a cell, and how far it reaches."""
    across, down = cell.get("colspan"), cell.get("rowspan")
    columns, rows = 1 if across is None else _span(across), 1 if down is None else _span(down)
    return _text(cell, parts), columns, rows


def _text(cell: _Element, parts: Sequence[str]) -> str:
    """The words of a cell: they stand on several lines and in several spans."""
    if len(cell) == 0:
        text = cell.text or ""
    elif len(parts) > 1 or parts in (["br"], ["sup"]):
        return cell_text(_pieces(cell))
    else:
        text = tostring(cell, method="text", encoding="unicode", with_tail=False)
    return " ".join(text.split())


def _pieces(cell: _Element) -> list[str]:
    """The lines of a cell."""
    pieces = [""]
    for event, element in iterwalk(cell, events=("start", "end")):
        tag = element.tag
        if tag not in _INLINE and ":" not in tag:
            pieces.append("")
        if event == "end" and element is cell:
            break
        text = element.text if event == "start" else element.tail
        if text:
            pieces[-1] += _raised(element, event, pieces) + text
    return pieces


def _raised(element: _Element, event: str, before: list[str]) -> str:
    """A mark where a raised digit begins right behind another digit."""
    if element.tag != "sup" or event == "end" or not before:
        return ""
    text = (element.text or "").lstrip()
    return RAISED if text[:1].isdigit() and before[-1].rstrip()[-1:].isdigit() else ""


def _joined(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


def _meta(element: _Element) -> list[Numbered]:
    name = _META.get((element.get("name") or "").lower())
    if name and element.get("content"):
        return [(element.sourceline or 0, f"{name}:{element.get('content')}")]
    return []


def _span(given: str) -> int:
    text = given.strip()
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 5 else 1
