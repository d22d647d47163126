"""A web page as saved → lines: paragraphs as they part, table rows as a grid."""

import re
from collections.abc import Iterable, Iterator

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
from govdash.reading.containers.grid import RAISED, cell_text, unfold
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
_SPACES = re.compile(r"[\s\u3000]+")
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
_PARTS = ("br", "p", "div", "li", "sup")
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
    if any(
        len(tag) > MOST_ATTRIBUTES and _attributes(tag) > MOST_ATTRIBUTES for tag in text.split("<")
    ):
        raise RefusedError("网页里有一个标签带着上万个属性，不像一份年度报告", Why.TOO_LARGE)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = fromstring(text.replace("\0", "").encode(), parser)
    except (LxmlError, ValueError) as error:
        raise RefusedError("网页里没有内容", Why.EMPTY) from error
    if root is None:
        raise RefusedError("网页里没有内容", Why.EMPTY)
    styles = Styles(root, text)
    styles.prune(root)
    strip_elements(root, *_NO_TEXT, with_tail=False)
    return [(number, line) for number, line in _walk(root, styles) if line.strip()]


def _attributes(tag: str) -> int:
    """How many words stand in a tag, its values in quotes left out."""
    head = _QUOTED.sub(" ", tag).partition(">")[0]
    return len(head.replace("/", " ").split())


def _is_inline(tag: str) -> bool:
    # Word writes names of its own into the middle of sentences: o:p, st1:chsdate.
    return tag in _INLINE or ":" in tag


def _walk(root: _Element, styles: Styles) -> Iterator[Numbered]:
    """The text below an element in the order of the document; block elements begin a new line."""
    pending: list[str] = []
    start = 0
    walk = iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if not _is_inline(element.tag):
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
            pending.append(_raised(element, event, pending) + piece)
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
    number = element.sourceline or 0
    rows = styles.rows(element)
    lines = unfold([(_text(cell), span, 1) for cell, span in row] for row in rows)
    return [(number, line) for line in lines] if rows else None


def _table(table: _Element, styles: Styles) -> Iterator[Numbered]:
    """The rows of a table that holds no other."""
    rows: list[tuple[Number, list[tuple[str, int, int]]]] = []
    for element in table.iter("caption", "tr"):
        number = element.sourceline or 0
        if element.tag == "caption":
            rows.append((number, [(_text(element), 1, 1)]))
            continue
        cells = list(element.iterchildren("td", "th")) or list(element.iter("td", "th"))
        row = [
            (_text(cell), _span(cell.get("colspan")), _span(cell.get("rowspan"))) for cell in cells
        ]
        if any(map(_is_prose, cells, row)):
            yield from _grid(rows)
            rows = []
            for cell in cells:
                yield from _walk(cell, styles)
        else:
            rows.append((number, row))
    yield from _grid(rows)


def _grid(rows: list[tuple[Number, list[tuple[str, int, int]]]]) -> Iterator[Numbered]:
    for (number, _), line in zip(rows, unfold(row for _, row in rows), strict=True):
        yield number, line


def _is_prose(cell: _Element, read: tuple[str, int, int]) -> bool:
    """Whether a cell holds the text of a page: sites lay out whole articles in one."""
    return len(read[0]) > _LONGEST_CELL and sum(1 for _ in cell.iter("p", "div", "br")) > 1


def _text(cell: _Element) -> str:
    """The words of a cell: they stand on several lines and in several spans."""
    if len(cell) == 0:
        return _SPACES.sub(" ", cell.text or "").strip()
    parts = [element.tag for element in cell.iter(*_PARTS)]
    if len(parts) > 1 or parts in (["br"], ["sup"]):
        return cell_text(_pieces(cell))
    text = tostring(cell, method="text", encoding="unicode", with_tail=False)
    return _SPACES.sub(" ", text).strip()


def _pieces(cell: _Element) -> list[str]:
    """The lines of a cell."""
    pieces = [""]
    for event, element in iterwalk(cell, events=("start", "end")):
        if not _is_inline(element.tag):
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
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _meta(element: _Element) -> list[Numbered]:
    name = _META.get((element.get("name") or "").lower())
    if name and element.get("content"):
        return [(element.sourceline or 0, f"{name}:{element.get('content')}")]
    return []


def _span(given: str | None) -> int:
    if given is None:
        return 1
    text = given.strip()
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 5 else 1
