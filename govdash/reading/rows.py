"""Finds the declared rows of a section in its cells, by their labels and in their order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from govdash.forms import Block, Group, Row
from govdash.forms.official import HANDLED_HEADING
from govdash.reading.cells import Token
from govdash.reading.numbers import Printed
from govdash.reading.text import squeeze
from govdash.report import State

_NUMBERING = re.compile(r"(?:[一二三四五六七八九十]、|\([一二三四五六七八九十]\)|\d+[.、])+")
_ITEM = re.compile(rf"{_NUMBERING.pattern}[㐀-鿿]")
_DIGIT = re.compile(r"[\d零一二三四五六七八九十百千万亿]")
_POINT = re.compile(r"(?<=\d)、")

TokenLine = Sequence[Token]
"""The cells of one line."""


@dataclass(slots=True)
class FoundRow:
    """A declared row with the cells that follow its label in the source.

    `marks` are those cells in which something is printed. `torn` holds where the row above has no
    cell at all, or the row below is missing: then values on lines of their own may be another
    row's.
    """

    row: Row
    label: Token
    torn: bool = False
    cells: list[Token] = field(default_factory=list)
    marks: list[Token] = field(default_factory=list)

    def add(self, token: Token) -> None:
        """Take one more cell."""
        self.cells.append(token)
        if token.is_mark:
            self.marks.append(token)

    def on_its_line(self) -> "FoundRow":
        """The row without what stands on other lines, if values stand beside its label."""
        at = self.label.at
        if not self.marks or self.marks[0].at != at:
            return self
        if self.cells[-1].at == at:
            return self
        own = [token for token in self.cells if token.at == at]
        return replace(self, cells=own, marks=[token for token in own if token.is_mark])

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
        first = {row.row: row.on_its_line().marks for row in self.rows}
        clashes: dict[Row, list[Token]] = {}
        for again in self.repeated:
            known, marks = first.get(again.row, []), again.on_its_line().marks
            if marks and known and [one.text for one in marks] != [one.text for one in known]:
                clashes[again.row] = clashes.get(again.row, known) + marks
        return clashes


@lru_cache(maxsize=4096)
def _plain(label: str) -> str:
    return _POINT.sub(".", squeeze(label))


@lru_cache(maxsize=4096)
def _bare(label: str) -> str:
    return _NUMBERING.sub("", label)


@cache
def _names(row: Row) -> tuple[str, ...]:
    """What a label must contain to be this row's."""
    if not row.exact:
        return tuple(_plain(keyword) for keyword in row.keywords)
    own = _plain(row.label)
    return tuple(own.replace(row.keyword, keyword) for keyword in row.keywords)


@cache
def whole_labels(rows: tuple[Row, ...]) -> dict[str, Row]:
    """Every squeezed text that is the label of a row and of nothing else."""
    labels: dict[str, Row] = {}
    for row in rows:
        full = _plain(row.label)
        labels.setdefault(full, row)
        if row.group is not None:
            labels.setdefault(_plain(row.group.label) + full, row)
            labels.setdefault(_plain(HANDLED_HEADING) + full, row)
        if not row.exact:
            for label in (_bare(full), *map(squeeze, row.keywords)):
                labels.setdefault(label, row)
    return labels


@cache
def _own_labels(row: Row) -> tuple[str, ...]:
    """The labels whose pieces may follow a row's first words."""
    group = (row.group.label,) if row.group else ()
    return tuple(map(_plain, (row.label, HANDLED_HEADING, *group)))


class _Matcher:
    """The rows of one section still to be found, in the order of the form."""

    def __init__(self, rows: tuple[Row, ...], groups: Iterable[Group]) -> None:
        self._rows = rows
        self._next = 0
        self._headings = tuple(_plain(group.label) for group in groups)

    def match(self, label: str) -> Row | None:
        """The first row not yet passed whose keyword stands in the label read so far."""
        for index in range(self._next, len(self._rows)):
            row = self._rows[index]
            follows = row.exact and index == self._next and _bare(label) in row.keywords
            if follows or any(name in label for name in _names(row)):
                return row
        return None

    def pass_to(self, row: Row) -> None:
        """Go on behind a row, but never back."""
        self._next = max(self._next, self._rows.index(row) + 1)

    def is_heading(self, label: str) -> bool:
        """Whether a group heading has been read, after which values belong to no row yet."""
        return any(heading in label for heading in self._headings)


class _Finder:
    """Sorts cells under the rows, one after the other."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._width = {row: len(block.columns) for block in blocks for row in block.rows}
        self.rows = tuple(self._width)
        self._labels = whole_labels(self.rows)
        self._matcher = _Matcher(self.rows, dict.fromkeys(r.group for r in self.rows if r.group))
        self.found = Found()
        self._known: dict[Row, FoundRow] = {}
        self._current: FoundRow | None = None
        self._buffer = ""

    def read(self, line: TokenLine) -> None:
        whole = self._whole(line)
        for token in line:
            if token.printed is not None:
                self._value(token)
            elif self._current is not None and _is_spoilt(self._current, token):
                self._current.add(replace(token, printed=Printed(State.UNREADABLE)))
            else:
                self._words(token, whole[1] if whole and whole[0] is token else None)

    def _whole(self, line: TokenLine) -> tuple[Token, Row] | None:
        """The label whose line holds all of a row: the label, then every value."""
        last = next((at for at in range(len(line) - 1, -1, -1) if line[at].printed is None), None)
        if last is None:
            return None
        row = self._labels.get(_plain(line[last].text))
        if row is None:
            return None
        behind = list(line[last + 1 :])
        while behind and behind[-1].is_blank:
            behind.pop()
        if len(behind) != self._width[row] or not all(token.is_mark for token in behind):
            return None
        return line[last], row

    def _value(self, token: Token) -> None:
        if self._current is not None and self._current.is_over(token):
            self._current = None
        if self._current is not None:
            self._current.add(token)
        elif not self.found.rows:
            self.found.header.append(token)
        if token.is_mark:
            self._buffer = ""

    def _words(self, token: Token, whole: Row | None) -> None:
        self._buffer += token.text
        label = _plain(self._buffer)
        row = whole or self._matcher.match(label) or self._again(label)
        if row is not None:
            self._start(row, token, is_whole=whole is not None)
        elif self._current is None:
            if not self.found.rows:
                self.found.header.append(token)
        elif self._ends(label, token):
            self._current = None

    def _again(self, label: str) -> Row | None:
        """A row already found whose label is printed once more."""
        for row in self._known:
            if any(name in label for name in _names(row)):
                return row
        return None

    def _start(self, row: Row, label: Token, *, is_whole: bool) -> None:
        self._buffer = ""
        if self._current is not None:
            _drop_lead(self._current, label)
        known = self._known.get(row)
        if known is not None and (not is_whole or known.marks):
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
        piece = _plain(token.text)
        return not any(piece in own for own in _own_labels(current.row))


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
    """Take back the empty cells left of a label: they are its own line's, not the row's above."""
    while above.cells and above.cells[-1].is_blank and above.cells[-1].at == label.at:
        above.cells.pop()


def _is_spoilt(current: FoundRow, token: Token) -> bool:
    """Whether a cell beside a row's label holds digits that are no number: 3亿, 1.2.3, 2（注）."""
    beside = token.at == current.label.at and token.column > current.label.column
    return (
        beside
        and not token.is_loose
        and bool(_DIGIT.search(token.text))
        and not _ITEM.match(_plain(token.text))
    )


def _mark_gaps(found: Found, rows: Sequence[Row]) -> None:
    """A row that is not followed by the next one of the form may hold the values of that one."""
    follows = dict(zip(rows, [*rows[1:], None], strict=True))
    below = iter([*found.rows[1:], None])
    for row in found.rows:
        after = next(below)
        if follows[row.row] is not (after.row if after else None):
            row.torn = True
