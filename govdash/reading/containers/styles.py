"""What the styles of a web page tell about its tables: hidden cells, and tables made of plain boxes."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

Row = list[tuple[_Element, int]]
"""The cells of a row, each with the columns it reaches over."""

_ROW = re.compile(r"display\s*:\s*(?:table-row|(?:inline-)?flex)\b")
_GRID = re.compile(r"display\s*:\s*(?:inline-)?grid\b")
_HIDING = r"display\s*:\s*none|text-decoration[\w-]*\s*:\s*line-through|mso-hide\s*:\s*all"
_HIDDEN = re.compile(_HIDING)
_HIDDEN_IN_PAGE = re.compile(_HIDING.encode())
_TRACKS = re.compile(r"grid-template-columns\s*:([^;}]*)")
_REPEAT = re.compile(r"repeat\(\s*(\d{1,2})\s*,")
_ACROSS = re.compile(r"grid-column[\w-]*\s*:[^;]*?span\s+(\d{1,2})")
_DOWN = re.compile(r"grid-row")
_CLASS = re.compile(r"\.([\w-]+)")
_ROW_CLASSES = frozenset(("row", "tr", "table-row", "flex-row", "t-row"))
_FEWEST_CELLS = 2
_LONGEST_CELL = 100
_LONGEST_STYLE = 2000


class Styles:
    """The rules of a page that change what is a row, and what is printed at all."""

    def __init__(self, root: _Element, page: bytes) -> None:
        lowered = page.lower()
        # Words are found many times as fast as the patterns that need them.
        is_named = b"none" in lowered or b"line-through" in lowered or b"mso-hide" in lowered
        self._hides = is_named and _HIDDEN_IN_PAGE.search(lowered) is not None
        self._classes = dict(_rules(root)) if b"<style" in lowered else {}

    def prune(self, root: _Element) -> None:
        """Take out of the tables what is not shown, or shown struck out."""
        if not self._hides:
            return
        for element in root.xpath("//table//*[@style or @class or @hidden]"):
            if element.get("hidden") is not None or _HIDDEN.search(self._style(element)):
                _take_out(element)

    def rows(self, element: _Element) -> list[Row]:
        """The rows that a box is, or holds, where its style lays its children out as cells."""
        if len(element) < _FEWEST_CELLS:
            return []
        style = self._style(element)
        is_row = style and _ROW.search(style)
        if is_row or element.get("role") == "row" or self._is_row_by_name(element):
            return [[(cell, 1) for cell in element]] if _are_cells(element) else []
        if style and _GRID.search(style) and _are_cells(element):
            return self._grid(element, style)
        return []

    def _style(self, element: _Element) -> str:
        own = element.get("style") or ""
        names = element.get("class")
        if names and self._classes:
            own += "".join(self._classes.get(name, "") for name in names.split()[:20])
        return own[:_LONGEST_STYLE].lower()

    def _is_row_by_name(self, element: _Element) -> bool:
        names = element.get("class")
        return names is not None and not _ROW_CLASSES.isdisjoint(names.lower().split())

    def _grid(self, element: _Element, style: str) -> list[Row]:
        """The children of a grid cut into rows; none where one reaches down or the sums differ."""
        tracks = _TRACKS.search(style)
        if tracks is None:
            return []
        repeat = _REPEAT.search(tracks[1])
        width = int(repeat[1]) if repeat else len(tracks[1].split())
        rows: list[Row] = []
        free = 0
        for cell in element:
            own = self._style(cell)
            across = _ACROSS.search(own)
            span = int(across[1]) if across else 1
            if _DOWN.search(own) or (free and span > free) or span > width:
                return []
            if not free:
                rows.append([])
                free = width
            rows[-1].append((cell, span))
            free -= span
        return rows if width >= _FEWEST_CELLS and not free else []


def _rules(root: _Element) -> Iterator[tuple[str, str]]:
    """The style of each class that lays out or hides."""
    for sheet in root.iter("style"):
        for rule in (sheet.text or "").split("}"):
            selectors, _, style = rule.partition("{")
            style = style.lower()
            if "display" not in style and "line-through" not in style and "mso-hide" not in style:
                continue
            if _ROW.search(style) or _GRID.search(style) or _HIDDEN.search(style):
                for selector in selectors.split(",")[:20]:
                    names = _CLASS.findall(selector[-100:])
                    if names:
                        yield names[-1], f";{style[:_LONGEST_STYLE]}"


def _are_cells(box: _Element) -> bool:
    """Whether the children of a box are short texts and nothing else stands between them."""
    if (box.text or "").strip() or any((child.tail or "").strip() for child in box):
        return False
    for child in box:
        if child.tag in ("table", "script", "style", "ul", "ol"):
            return False
        if sum(1 for _ in child.iterdescendants("div", "p", "li", "table")) > 1:
            return False
        if sum(len(text) for text in child.itertext()) > _LONGEST_CELL:
            return False
    return True


def _take_out(element: _Element) -> None:
    """Remove an element and leave what follows it in its place."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)
