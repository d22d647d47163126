"""Text as printed → one line of characters to match, and back to the words and their line."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

BREAK = "\n"
"""Stands between what cannot be one sentence."""

_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_RARE = re.compile("[！-＇＊＋－-９＜-～]")
_COMMON = tuple(zip("，：；（）", ",:;()", strict=True))
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十]{1,3}(?:\)|、|\.)|\(?\d{1,2}(?:\)|、|\.(?!\d))")
_PAGE_MARK = re.compile(r"[-—–]?\d{1,3}[-—–]?")
_CLOSED = frozenset("。;!?")
# A line much shorter than the longest ones ends a paragraph or is a heading.
_FULL = 0.7
_WIDEST = 60
# Lines that are all as short as this, and without a mark of prose, are a list of items.
_NARROW = 18
_PROSE = frozenset("。,;")


@dataclass(frozen=True, slots=True)
class Text:
    """The characters to match, with the lines they come from."""

    matched: str
    printed: tuple[str, ...]
    starts: tuple[int, ...]
    _places: dict[int, list[int]] = field(default_factory=dict)

    def line(self, position: int) -> int:
        """The index of the line in which a character stands."""
        return bisect_right(self.starts, position) - 1

    def quote(self, start: int, end: int) -> str:
        """What is printed from one character to another, torn lines joined."""
        first, last = self.line(start), self.line(end - 1)
        if first == last and len(self.printed[first]) == self._length(first):
            offset = self.starts[first]
            return self.printed[first][start - offset : end - offset]
        return "".join(self._slice(index, start, end).strip() for index in range(first, last + 1))

    def _length(self, index: int) -> int:
        ends = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.matched)
        return ends - self.starts[index]

    def _slice(self, index: int, start: int, end: int) -> str:
        """The part of a printed line that holds the matched characters between two places."""
        line = self.printed[index]
        places = self._places.get(index)
        if places is None:
            places = [place for place, character in enumerate(line) if not character.isspace()]
            self._places[index] = places
        low = max(start - self.starts[index], 0)
        high = min(end - self.starts[index], self._length(index))
        if low >= high:
            return ""
        return line[places[low] : places[high - 1] + 1]


def prepare(text: str) -> Text:
    """Half-width characters without spaces; torn lines joined, paragraphs kept apart."""
    printed = text.split("\n")
    squeezed = ["".join(line.split()) for line in _half_width(text).split("\n")]
    widest = max(map(len, squeezed), default=0)
    listed = widest <= _NARROW and _PROSE.isdisjoint("".join(squeezed))
    full = _WIDEST if listed else _FULL * min(widest, _WIDEST)
    parts: list[str] = []
    starts: list[int] = []
    position = 0
    last = ""
    for line in squeezed:
        if "|" in line or _PAGE_MARK.fullmatch(line):
            line = ""
        elif last and _parted(last, line, full):
            parts.append(BREAK)
            position += 1
        starts.append(position)
        parts.append(line)
        position += len(line)
        last = line or last
    return Text("".join(parts), tuple(printed), tuple(starts))


def _half_width(text: str) -> str:
    # A table of all widths costs ten times as much as the few marks that nearly every text holds.
    if _RARE.search(text):
        return text.translate(_WIDTHS)
    for wide, narrow in _COMMON:
        text = text.replace(wide, narrow)
    return text


def _parted(above: str, below: str, full: float) -> bool:
    """Whether two lines are two paragraphs, rather than one sentence torn by its container."""
    if above[-1] in _CLOSED:
        return False
    return len(above) < full or _NUMBERED.match(below) is not None
