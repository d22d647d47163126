"""A web page as saved → lines: paragraphs as they part, table rows as a grid."""

import re
from collections.abc import Iterator

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from govdash.errors import RefusedError
from govdash.reading.containers.grid import unfold

_SPACES = re.compile(r"[\s\u3000]+")
_SKIPPED = frozenset({"script", "style", "noscript", "template", "select", "option", "button"})
_INLINE = frozenset(
    {
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
        "o:p",
        "st1:chsdate",
        "label",
    }
)
# What sites write into the head of a page, as a line that a reader would have seen.
_META = {"pubdate": "发布时间", "articletitle": "名称"}


def lines(text: str) -> list[tuple[int | str, str]]:
    """The lines of a page, each with the line of the source it begins in.

    Raises:
        RefusedError: there is nothing in it.
    """
    try:
        root = html.document_fromstring(text.replace("\0", "").encode(), parser=_parser())
    except (ParserError, ValueError) as error:
        raise RefusedError("网页里没有内容") from error
    return [(number, line) for number, line in _walk(root) if line.strip()]


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _walk(root: HtmlElement) -> Iterator[tuple[int, str]]:
    """The text of an element in document order; block elements begin a new line."""
    pending: list[str] = []
    start = 0
    # A stack of our own: pages nest deeper than Python recurses.
    stack: list[tuple[str, HtmlElement | str, int]] = [("open", root, root.sourceline or 0)]
    while stack:
        kind, item, line = stack.pop()
        if kind == "text" and isinstance(item, str):
            start = start or line
            pending.append(item)
            continue
        if kind == "break":
            if pending:
                yield start, _joined(pending)
            pending, start = [], 0
            continue
        if isinstance(item, str) or not isinstance(item.tag, str) or item.tag in _SKIPPED:
            continue
        if item.tag == "table" and _is_grid(item):
            if pending:
                yield start, _joined(pending)
            pending, start = [], 0
            yield from _grid(item)
            continue
        if item.tag == "meta":
            yield from _meta(item)
        stack += reversed(list(_parts(item)))


def _parts(element: HtmlElement) -> Iterator[tuple[str, HtmlElement | str, int]]:
    line = element.sourceline or 0
    block = element.tag not in _INLINE
    if block:
        yield ("break", "", line)
    if element.text:
        yield ("text", element.text, line)
    for child in element:
        yield ("open", child, child.sourceline or line)
        if child.tail:
            yield ("text", child.tail, child.sourceline or line)
    if block:
        yield ("break", "", line)


def _joined(pieces: list[str]) -> str:
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _meta(element: HtmlElement) -> Iterator[tuple[int, str]]:
    name = _META.get((element.get("name") or "").lower())
    if name and element.get("content"):
        yield element.sourceline or 0, f"{name}:{element.get('content')}"


def _is_grid(table: HtmlElement) -> bool:
    """Whether a table holds figures, and not the layout of a page around other tables."""
    return table.find(".//table") is None


def _grid(table: HtmlElement) -> Iterator[tuple[int, str]]:
    rows = list(table.iter("tr"))
    cells = [
        [
            (_text(cell), _span(cell, "colspan"), _span(cell, "rowspan"))
            for cell in row.iterchildren("td", "th")
        ]
        for row in rows
    ]
    for row, line in zip(rows, unfold(cells), strict=True):
        yield row.sourceline or 0, line


def _text(cell: HtmlElement) -> str:
    # Words of one cell stand on several lines and in several spans: 商业<br>企业.
    return _SPACES.sub(" ", "".join(cell.itertext())).strip()


def _span(cell: HtmlElement, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 5 else 1
