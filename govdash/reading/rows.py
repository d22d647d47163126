"""Finds the declared rows of a section in its cells, by their labels and in their order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.fuzz import partial_ratio

from govdash.forms import Block, Row
from govdash.reading.cells import Token
from govdash.reading.labels import (
    ALIKE,
    FEWEST_LIKE,
    NUMBERING,
    Declared,
    Matcher,
    declared,
    is_full,
    longest_label,
    own_labels,
    plain,
)
from govdash.reading.numbers import Printed
from govdash.report import State

_ITEM = re.compile(rf"{NUMBERING.pattern}[㐀-鿿]")
_DIGIT = re.compile(r"[\d零一二三四五六七八九十百千万亿]")
_SENTENCE_END = "。"

TokenLine = Sequence[Token]
"""The cells of one line."""


@dataclass(slots=True, eq=False)
class FoundRow:
    """A declared row with the cells that follow its label in the source.

    `marks` are those cells in which something is printed. `torn` holds where the row above has no
    cell at all, or the row below is missing: then values on lines of their own may be another
    row's. `is_closed` holds where the heading of the next group ends the row: none is missing.
    `is_whole` holds where the line of the label has a value for every column.
    """

    row: Row
    label: Token
    torn: bool = False
    is_closed: bool = False
    is_whole: bool = False
    cells: list[Token] = field(default_factory=list)
    marks: list[Token] = field(default_factory=list)

    def add(self, token: Token) -> None:
        """Take one more cell."""
        self.cells.append(token)
        if token.is_mark:
            self.marks.append(token)

    def hold(self, tokens: Sequence[Token], values: int) -> None:
        """Take all cells behind the label: first so many values, nothing but blanks behind them."""
        self.cells += tokens
        self.marks += tokens[:values]
        self.is_whole = True

    @property
    def stands_whole(self) -> bool:
        """Whether label and values are cells of one line, and nothing else follows."""
        return self.is_whole and not self.label.is_loose and self.cells[-1].at == self.label.at

    def on_its_line(self) -> "FoundRow":
        """The row without what stands on other lines, if values stand beside its label."""
        at = self.label.at
        if not self.marks or self.marks[0].at != at:
            return self
        if self.cells[-1].at == at:
            return self
        own = [token for token in self.cells if token.at == at]
        marks = [token for token in own if token.is_mark]
        return FoundRow(self.row, self.label, self.torn, self.is_closed, self.is_whole, own, marks)

    def is_over(self, token: Token) -> bool:
        """Whether a value comes after the empty cells that end this row, on a line of its own."""
        if not self.marks or not token.is_mark:
            return False
        last = self.marks[-1]
        return last.at != token.at and self.cells[-1] is not last


@dataclass(slots=True)
class Found:
    """What was found of the blocks of a section: their rows, and the cells above them.

    `repeated` are rows whose label is printed once more, with the cells that follow it there.
    """

    rows: list[FoundRow] = field(default_factory=list)
    header: list[Token] = field(default_factory=list)
    repeated: list[FoundRow] = field(default_factory=list)

    def contradicted(self) -> dict[Row, list[Token]]:
        """The rows that the document prints twice with other cells: all that it prints there."""
        if not self.repeated:
            return {}
        first = {row.row: row.on_its_line().marks for row in self.rows}
        clashes: dict[Row, list[Token]] = {}
        for again in self.repeated:
            known, marks = first.get(again.row, []), again.on_its_line().marks
            if marks and known and [one.text for one in marks] != [one.text for one in known]:
                clashes[again.row] = clashes.get(again.row, known) + marks
        return clashes


class _Finder:
    """Sorts cells under the rows, one after the other."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.declared = declared(blocks)
        self._matcher = Matcher(self.declared)
        self.found = Found()
        self._known: dict[Row, FoundRow] = {}
        self._current: FoundRow | None = None
        self._buffer = ""
        self._last: Token | None = None

    def read(self, line: TokenLine) -> None:
        if len(line) == 1:
            self._token(line[0])
            return
        whole = self._whole(line)
        if whole is None:
            for token in line:
                self._token(token)
            return
        row, place, end = whole
        for token in line[:place]:
            self._token(token)
        self._start(row, line[place], is_whole=True).hold(line[place + 1 :], end - place - 1)

    def _token(self, token: Token) -> None:
        current = self._current
        if token.printed is not None:
            self._value(token)
        elif current is None or token.at != current.label.at:
            self._words(token)
        elif _goes_on(current, token):
            # A label torn over two cells ends with the second.
            current.label = token
        elif _is_spoilt(current, token):
            current.add(token._replace(printed=Printed(State.UNREADABLE), is_mark=True))
        else:
            self._words(token)

    def _whole(self, line: TokenLine) -> tuple[Row, int, int] | None:
        """A row whose label and every value a line holds, the place of the label, and their end."""
        place = end = len(line)
        while place and line[place - 1].printed is not None:
            place -= 1
            if end == place + 1 and line[place].is_blank:
                end = place
        place -= 1
        row = self.declared.labels.get(plain(line[place].text)) if place >= 0 else None
        if row is None or end - place - 1 != self.declared.widths[row]:
            return None
        is_full = all(token.is_mark for token in line[place + 1 : end])
        return (row, place, end) if is_full else None

    def _value(self, token: Token) -> None:
        current = self._current
        if current is not None and current.is_over(token):
            current = self._current = None
        if current is None and self._last is not None and token.is_mark:
            # A label that goes on below its values, or has a letter misread.
            row = self._matcher.nearest(plain(self._buffer))
            if row is not None:
                current = self._start(row, self._last)
        if current is not None:
            current.add(token)
        elif not self.found.rows:
            self.found.header.append(token)
        if token.is_mark:
            self._buffer, self._last = "", None

    def _words(self, token: Token) -> None:
        text = token.text
        if _SENTENCE_END in text:
            # Only what follows the last sentence of a line can be a label.
            self._buffer, self._current = "", None
            text = text.rpartition(_SENTENCE_END)[2]
        self._buffer += text
        self._last = token
        label = plain(self._buffer)
        row = self._matcher.match(label) or self._again(label)
        if row is not None and self._runs_on(row, text):
            self._buffer, self._last, self._current = "", None, None
        elif row is not None:
            self._start(row, token)
        elif self._current is None:
            if not self.found.rows:
                self.found.header.append(token)
        elif self._ends(label, token):
            current = self._current
            current.is_closed |= self._matcher.heads_next(current.row, label)
            self._current = None

    def _runs_on(self, row: Row, text: str) -> bool:
        """Whether one piece of text names further rows: then values behind it are not this row's."""
        if len(text) <= longest_label(row) * 2:
            return False
        own = self.declared.places[row]
        return any(place != own for place in self.declared.named(plain(text)))

    def _again(self, label: str) -> Row | None:
        """A row already found whose label is printed once more."""
        named = self.declared.named(label)
        if not named:
            return None
        return next((row for row in self._known if self.declared.places[row] in named), None)

    def _start(self, row: Row, label: Token, *, is_whole: bool = False) -> FoundRow:
        self._buffer, self._last = "", None
        if self._current is not None:
            _drop_lead(self._current, label)
        known = self._known.get(row)
        if known is not None:
            is_clean = is_whole or label.text in self.declared.labels
            # The label itself is worth more than words that only hold its keyword: 行政许可事项数.
            better = is_full(row, label) and not is_full(row, known.label)
            if not better and (known.marks or not is_clean):
                again = self._current = FoundRow(row, label)
                self.found.repeated.append(again)
                return again
            # A label alone, torn from its values or in a list of contents.
            self.found.rows.remove(known)
        rows = self.found.rows
        found = self._current = FoundRow(row, label, torn=bool(rows) and not rows[-1].cells)
        rows.append(found)
        self._known[row] = found
        self._matcher.pass_to(row)
        return found

    def _ends(self, label: str, token: Token) -> bool:
        """Whether words that start no row end the one being read."""
        current = self._current
        if current is None or current.marks or self._matcher.is_heading(label):
            return True
        piece = plain(token.text)
        return not any(
            piece in own or (len(piece) >= FEWEST_LIKE and partial_ratio(piece, own) >= ALIKE)
            for own in own_labels(current.row)
        )


def find_rows(lines: Iterable[TokenLine], blocks: tuple[Block, ...]) -> Found:
    """Sort the cells of a section under the rows that its blocks declare.

    Values under an unknown label, or under a heading that has none in this form, belong to no
    row: they are never given to the row above.
    """
    finder = _Finder(blocks)
    for line in lines:
        finder.read(line)
    _mark_gaps(finder.found, finder.declared)
    return finder.found


def _drop_lead(above: FoundRow, label: Token) -> None:
    """Take back the cells left of a label: they are its own line's, not the row's above."""
    if label.is_loose or above.label.at == label.at:
        return
    if not above.cells or above.cells[-1].at != label.at:
        return
    above.cells = [token for token in above.cells if token.at != label.at]
    above.marks = [token for token in above.marks if token.at != label.at]


def _goes_on(current: FoundRow, token: Token) -> bool:
    """Whether a cell beside a row's label is the rest of that label."""
    if current.cells or token.at != current.label.at:
        return False
    return plain(current.row.label).endswith(plain(token.text))


def _is_spoilt(current: FoundRow, token: Token) -> bool:
    """Whether a cell beside a row's label holds digits that are no number: 3亿, 1.2.3, 2（注）."""
    beside = token.at == current.label.at and token.column > current.label.column
    return (
        beside
        and not token.is_loose
        and bool(_DIGIT.search(token.text))
        and not _ITEM.match(plain(token.text))
    )


def _mark_gaps(found: Found, declared: Declared) -> None:
    """A row that is not followed by the next one of the form may hold the values of that one."""
    places = [declared.places[row.row] for row in found.rows] + [len(declared.rows)]
    for row, (place, below) in zip(found.rows, pairwise(places), strict=True):
        if not row.is_closed and below != place + 1:
            row.torn = True
