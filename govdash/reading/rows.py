"""Finds the declared rows of a section in its cells, by their labels and in their order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import partial_ratio

from govdash.forms import Block, Row
from govdash.reading.cells import Token
from govdash.reading.labels import (
    ALIKE,
    FEWEST_LIKE,
    NUMBERING,
    Matcher,
    is_full,
    names,
    own_labels,
    plain,
    whole_labels,
)
from govdash.reading.numbers import Printed
from govdash.report import State

_ITEM = re.compile(rf"{NUMBERING.pattern}[㐀-鿿]")
_DIGIT = re.compile(r"[\d零一二三四五六七八九十百千万亿]")
_SENTENCE_END = "。"

TokenLine = Sequence[Token]
"""The cells of one line."""


@dataclass(slots=True)
class FoundRow:
    """A declared row with the cells that follow its label in the source.

    `marks` are those cells in which something is printed. `torn` holds where the row above has no
    cell at all, or the row below is missing: then values on lines of their own may be another
    row's. `is_closed` holds where the heading of the next group ends the row: none is missing.
    """

    row: Row
    label: Token
    torn: bool = False
    is_closed: bool = False
    cells: list[Token] = field(default_factory=list)
    marks: list[Token] = field(default_factory=list)

    def add(self, token: Token) -> None:
        """Take one more cell."""
        self.cells.append(token)
        if token.is_mark:
            self.marks.append(token)

    def take(self, tokens: TokenLine) -> None:
        """Take the cells that stand behind the label."""
        self.cells += tokens
        self.marks += [token for token in tokens if token.is_mark]

    def on_its_line(self) -> "FoundRow":
        """The row without what stands on other lines, if values stand beside its label."""
        at = self.label.at
        if not self.marks or self.marks[0].at != at:
            return self
        if self.cells[-1].at == at:
            return self
        own = [token for token in self.cells if token.at == at]
        marks = [token for token in own if token.is_mark]
        return FoundRow(self.row, self.label, self.torn, self.is_closed, own, marks)

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

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._width = {row: len(block.columns) for block in blocks for row in block.rows}
        self.rows = tuple(self._width)
        self._labels = whole_labels(self.rows)
        self._matcher = Matcher(self.rows, dict.fromkeys(r.group for r in self.rows if r.group))
        self.found = Found()
        self._known: dict[Row, FoundRow] = {}
        self._current: FoundRow | None = None
        self._buffer = ""
        self._last: Token | None = None

    def read(self, line: TokenLine) -> None:
        whole = self._whole(line) if len(line) > 1 else None
        for place, token in enumerate(line):
            if whole is not None and token is whole[0]:
                self._words(token, whole[1])
                if self._current is not None and self._current.label is token:
                    self._current.take(line[place + 1 :])
                    self._buffer, self._last = "", None
                    return
                whole = None
                continue
            current = self._current
            if token.printed is not None:
                self._value(token)
            elif current is not None and _goes_on(current, token):
                # A label torn over two cells ends with the second.
                current.label = token
            elif current is not None and _is_spoilt(current, token):
                current.add(replace(token, printed=Printed(State.UNREADABLE), is_mark=True))
            else:
                self._words(token, None)

    def _whole(self, line: TokenLine) -> tuple[Token, Row] | None:
        """The label whose line holds all of a row: the label, then every value."""
        last = next((at for at in range(len(line) - 1, -1, -1) if line[at].printed is None), None)
        if last is None:
            return None
        row = self._labels.get(plain(line[last].text))
        if row is None:
            return None
        behind = list(line[last + 1 :])
        while behind and behind[-1].is_blank:
            behind.pop()
        if len(behind) != self._width[row]:
            return None
        for token in behind:
            if not token.is_mark:
                return None
        return line[last], row

    def _value(self, token: Token) -> None:
        if self._current is not None and self._current.is_over(token):
            self._current = None
        if self._current is None and self._last is not None and token.is_mark:
            # A label that goes on below its values, or has a letter misread.
            row = self._matcher.nearest(plain(self._buffer))
            if row is not None:
                self._start(row, self._last, is_whole=False)
        if self._current is not None:
            self._current.add(token)
        elif not self.found.rows:
            self.found.header.append(token)
        if token.is_mark:
            self._buffer, self._last = "", None

    def _words(self, token: Token, whole: Row | None) -> None:
        text = token.text
        if _SENTENCE_END in text:
            # Only what follows the last sentence of a line can be a label.
            self._buffer, self._current = "", None
            text = text.rpartition(_SENTENCE_END)[2]
        self._buffer += text
        self._last = token
        label = plain(self._buffer)
        row = whole or self._matcher.match(label) or self._again(label)
        if row is not None and self._runs_on(row, text):
            self._buffer, self._last, self._current = "", None, None
        elif row is not None:
            self._start(row, token, is_whole=whole is not None)
        elif self._current is None:
            if not self.found.rows:
                self.found.header.append(token)
        elif self._ends(label, token):
            current = self._current
            current.is_closed |= self._matcher.heads_next(current.row, label)
            self._current = None

    def _runs_on(self, row: Row, text: str) -> bool:
        """Whether one piece of text names further rows: then values behind it are not this row's."""
        if len(text) <= max(map(len, own_labels(row))) * 2:
            return False
        label = plain(text)
        return any(
            name in label for other in self.rows if other is not row for name in names(other)
        )

    def _again(self, label: str) -> Row | None:
        """A row already found whose label is printed once more."""
        for row in self._known:
            if any(name in label for name in names(row)):
                return row
        return None

    def _start(self, row: Row, label: Token, *, is_whole: bool) -> None:
        self._buffer, self._last = "", None
        if self._current is not None:
            _drop_lead(self._current, label)
        known = self._known.get(row)
        is_clean = is_whole or label.text in self._labels
        # The label itself is worth more than words that only hold its keyword: 行政许可事项数.
        better = is_full(row, label) and known is not None and not is_full(row, known.label)
        if known is not None and not better and (known.marks or not is_clean):
            self._current = FoundRow(row, label)
            self.found.repeated.append(self._current)
            return
        if known is not None:
            # A label alone, torn from its values or in a list of contents.
            self.found.rows.remove(known)
        rows = self.found.rows
        self._current = FoundRow(row, label, torn=bool(rows) and not rows[-1].cells)
        rows.append(self._current)
        self._known[row] = self._current
        self._matcher.pass_to(row)

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


def find_rows(lines: Iterable[TokenLine], blocks: Iterable[Block]) -> Found:
    """Sort the cells of a section under the rows that its blocks declare.

    Values under an unknown label, or under a heading that has none in this form, belong to no
    row: they are never given to the row above.
    """
    finder = _Finder(blocks)
    for line in lines:
        finder.read(line)
    _mark_gaps(finder.found, finder.rows)
    return finder.found


def _drop_lead(above: FoundRow, label: Token) -> None:
    """Take back the cells left of a label: they are its own line's, not the row's above."""
    if label.is_loose or above.label.at == label.at:
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


def _mark_gaps(found: Found, rows: Sequence[Row]) -> None:
    """A row that is not followed by the next one of the form may hold the values of that one."""
    follows = dict(zip(rows, [*rows[1:], None], strict=True))
    below = iter([*found.rows[1:], None])
    for row in found.rows:
        after = next(below)
        if not row.is_closed and follows[row.row] is not (after.row if after else None):
            row.torn = True
