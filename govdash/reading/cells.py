"""Lines → one stream of cells: the only place that knows how layouts part cells."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from govdash.reading.numbers import BLANK, Printed, read_value
from govdash.reading.remembered import remembered
from govdash.reading.text import Line, half_width, squeeze
from govdash.report import Line as Number
from govdash.report import State

_RULE = re.compile(r"[|:\-\s]*-{3,}[|:\-\s]*")
_PAGE_MARK = re.compile(
    r"\s*(?:[-—–─~·]\s*\d{1,4}\s*[-—–─~·]|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4})\s*"
)
_BARS = str.maketrans("│｜┃", "|||")
# Markdown: a bold **61** and an escaped \\- or 3\\.
_MARKUP = re.compile(r"\*\*([^*]*)\*\*|\\([-.*_+()])")
_WIDE_GAP = re.compile(r"\s{2,}|\u3000")
# Behind a single blank one number may be part of a sentence; two are a row of a table.
_FEWEST_LOOSE = 2
_SHORT, _SHORT_CELL = 120, 40
"""Lines and cells up to these lengths are remembered: a table says the same in every report."""

# A number in running text, with whatever makes another number of it (3亿, 12余). The digit of an
# item number (2.其他法律…) belongs to the label.
_RUN = re.compile(
    r"[+-]?(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:万元|元|件|条|项|个|[十百千万亿余多%％‰]+)?"
)
_ITEM_NUMBER = re.compile(r"\d(?=\s*[.、．]\s*[㐀-鿿“\"])")
_THOUSANDS = re.compile(r"(?<!\d)\d{1,3},\d{3}(?!\d)")
_TWO = re.compile(r"\d\s+\d")
# A number in brackets belongs to the label: 行政许可（36项）.
_NOTE = re.compile(r"\([^()]{0,80}\)")
_SENTENCE = re.compile(r"[。；;,，](?!\d{3})")
# No sentence says three numbers in a row, or one of six digits beside a label.
_TABLE = re.compile(r"\d+(?:\s+\d+){2}|\d{6}")

Labels = frozenset[str]


class Token(NamedTuple):
    """One cell: its squeezed text, what the source prints, and its place.

    `line` is its place in the source and `at` the line that it stands in with other cells: a page
    may be saved as one line of source. `column` counts from 0 within the `width` cells of its
    line; `printed` is None for words. `is_mark` holds where something is printed that is a value.
    `is_grid` holds for lines parted by tabs, which keep their empty cells; bars drop and pad them.
    `is_loose` holds for numbers of running text: digits of several cells may be one number there.
    `is_bare` holds for a cell that is all of its line, without a bar: so is the number of a page.
    """

    line: Number
    at: int
    raw: str
    text: str
    printed: Printed | None
    is_mark: bool
    column: int
    width: int
    is_grid: bool = False
    is_loose: bool = False
    is_bare: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether the cell is there and empty."""
        return self.printed is BLANK


_Piece = tuple[str, str, Printed | None, bool, int, int, bool, bool, bool]
"""A token without its place in the source: what all lines of the same text have in common."""

# The constructor of a named tuple takes three times as long, and a report has some 300 cells.
_new = tuple.__new__


def _pieces(text: str, labels: Labels) -> tuple[list[str], bool, bool]:
    """The cells of one line, and whether it is a grid, or running text."""
    if "│" in text or "｜" in text or "┃" in text:
        text = text.translate(_BARS)
    if "|" in text:
        if _RULE.fullmatch(text):
            return [], False, False
        inner = text.strip()
        return inner.removeprefix("|").removesuffix("|").split("|"), False, False
    if "\t" in text:
        return text.split("\t"), True, False
    if not text.strip() or _PAGE_MARK.fullmatch(text):
        return [], False, False
    if "," in text and (listed := _comma_separated(text, labels)):
        return listed, True, False
    spaced = _spaced(text, labels)
    running = _running(text, labels) if _is_glued(spaced, labels) else None
    return (spaced, False, False) if running is None else (running, False, True)


def _comma_separated(text: str, known: Labels) -> list[str] | None:
    """The cells of a line of CSV: a label of the form, then values; None for anything else.

    A comma that may stand within a number (1,234) parts nothing.
    """
    if _THOUSANDS.search(text):
        return None
    pieces = next(csv.reader([text])) if '"' in text else text.split(",")
    values = [piece for piece in pieces if read_value(squeeze(piece)) is not None]
    labels = [piece for piece in pieces if read_value(squeeze(piece)) is None]
    is_row = labels and values and pieces[-len(values) :] == values
    return pieces if is_row and squeeze(labels[-1]) in known else None


def _spaced(text: str, known: Labels) -> list[str]:
    """Cells parted by blanks only: labels by wide gaps, and the values behind them by any."""
    labels = _WIDE_GAP.split(text.strip())
    values: list[str] = []
    while labels:
        words = labels[-1].split()
        if any(read_value(squeeze(word)) is None for word in words):
            break
        values = words + values
        labels.pop()
    if labels and not values:
        *words, last = labels[-1].split()
        while words and read_value(squeeze(last)) is not None:
            values.insert(0, last)
            *words, last = words
        if len(values) < _FEWEST_LOOSE and squeeze("".join([*words, last])) not in known:
            return labels
        labels[-1] = " ".join([*words, last])
    return labels + values


def _is_glued(pieces: Iterable[str], labels: Labels) -> bool:
    """Whether a number stands in one piece with the label of a row."""
    for piece in pieces:
        if read_value(squeeze(piece)) is not None:
            continue
        text = _ITEM_NUMBER.sub("", half_width(piece))
        if not _RUN.search(text) or (_SENTENCE.search(text) and not _TABLE.search(text)):
            continue
        text = squeeze(text)
        if any(own in text for own in labels):
            return True
    return False


def _running(text: str, labels: Labels) -> list[str] | None:
    """Running text cut into labels and numbers; None where no label has a number behind it."""
    text = half_width(text)
    items = {match.start() for match in _ITEM_NUMBER.finditer(text)}
    items |= {place for note in _NOTE.finditer(text) for place in range(*note.span())}
    pieces: list[str] = []
    found = False
    start = 0
    for match in _RUN.finditer(text):
        begin, end = match.span()
        end = next((place for place in range(begin, end) if place in items), end)
        if begin == end:
            continue
        label = text[start:begin].strip()
        if label:
            pieces.append(label)
            found = found or any(own in squeeze(label) for own in labels)
        pieces.append(text[begin:end])
        start = end
    if text[start:].strip():
        pieces.append(text[start:].strip())
    return pieces if found else None


@remembered(_SHORT, 16_384)
def _cut(text: str, labels: Labels) -> tuple[_Piece, ...]:
    pieces, is_grid, is_loose = _pieces(text, labels)
    width = len(pieces)
    is_bare = width == 1 and not is_grid and pieces[0] == text.strip()
    return tuple(
        [
            (*_read(piece), column, width, is_grid, is_loose, is_bare)
            for column, piece in enumerate(pieces)
        ]
    )


@remembered(_SHORT_CELL, 8192)
def _read(text: str) -> tuple[str, str, Printed | None, bool]:
    """A cell as printed, squeezed, and read as a value, and whether it is one that is not blank."""
    text = text.strip()
    bare = squeeze(_MARKUP.sub(r"\1\2", text) if "*" in text or "\\" in text else text)
    printed = read_value(bare)
    if printed is None:
        return text, bare, None, False
    if printed.number is not None and len(text) > len(bare) and _TWO.search(text):
        # Two numbers in one cell are not one: 12 5 is no 125.
        printed = Printed(State.UNREADABLE)
    return text, bare, printed, printed is not BLANK


def cells(lines: Iterable[Line], labels: Labels = frozenset()) -> Iterator[list[Token]]:
    """The cells of each line that has any; `labels` are squeezed texts known to head a row."""
    for at, (number, raw, text) in enumerate(lines):
        if not text:
            continue
        pieces = _cut(text, labels)
        if raw != text:
            pieces = _as_printed(pieces, raw, labels)
        if pieces:
            place = (number, at)
            yield [_new(Token, place + piece) for piece in pieces]


def _as_printed(pieces: tuple[_Piece, ...], raw: str, labels: Labels) -> tuple[_Piece, ...]:
    """The cells of a line with what is printed in them in another script, if it is cut alike."""
    printed = _cut(raw, labels)
    if len(printed) != len(pieces):
        return pieces
    return tuple([(own[0], *piece[1:]) for own, piece in zip(printed, pieces, strict=True)])
