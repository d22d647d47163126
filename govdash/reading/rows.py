"""Finds the declared rows of a block in the stream of cells, by their labels and in their order."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby

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


@dataclass(slots=True)
class FoundRow:
    """A declared row with the cells that follow its label in the source.

    `torn` holds where the row above has no cell at all, or the row below is missing: then values
    on lines of their own may be another row's.
    """

    row: Row
    label: Token
    torn: bool = False
    cells: list[Token] = field(default_factory=list)

    def on_its_line(self) -> "FoundRow":
        """The row without what stands on other lines, if values stand beside its label."""
        own = [token for token in self.cells if token.line == self.label.line]
        if not any(token.is_mark for token in own):
            return self
        return replace(self, cells=own)

    def is_over(self, token: Token) -> bool:
        """Whether a value comes after the empty cells that end this row, on a line of its own."""
        marks = self.marks
        return bool(
            token.is_mark
            and marks
            and marks[-1].line != token.line
            and self.cells[-1] is not marks[-1]
        )

    @property
    def marks(self) -> list[Token]:
        """The cells in which something is printed."""
        return [token for token in self.cells if token.is_mark]


@dataclass(slots=True)
class Found:
    """What was found of the blocks of a section: their rows, and the cells above them.

    `repeated` are rows whose label is printed once more, with the cells that follow it there;
    `strays` were found whole behind rows that the form has after them.
    """

    rows: list[FoundRow] = field(default_factory=list)
    header: list[Token] = field(default_factory=list)
    repeated: list[FoundRow] = field(default_factory=list)
    strays: list[FoundRow] = field(default_factory=list)

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


class _Matcher:
    """The rows of one table still to be found, in the order of the form."""

    def __init__(self, rows: Sequence[Row], groups: Iterable[Group]) -> None:
        self._rows = rows
        self._next = 0
        self._headings = {group: _plain(group.label) for group in groups}

    def match(self, buffer: str) -> Row | None:
        """The first row not yet passed whose keyword stands in the label read so far."""
        label = _plain(buffer)
        for index in range(self._next, len(self._rows)):
            if self._is(self._rows[index], label, follows=index == self._next):
                self._next = index + 1
                return self._rows[index]
        return None

    @staticmethod
    def _is(row: Row, label: str, *, follows: bool) -> bool:
        if not row.exact:
            return any(_plain(keyword) in label for keyword in row.keywords)
        own = _plain(row.label)
        numbered = {own.replace(row.keyword, keyword) for keyword in row.keywords}
        return any(text in label for text in numbered) or (follows and _bare(label) in row.keywords)

    def passes(self, row: Row) -> bool:
        """Whether a row just found stands in the order of the form; the search goes on behind it."""
        place = self._rows.index(row) + 1
        in_order = place >= self._next
        self._next = max(self._next, place)
        return in_order

    @staticmethod
    def match_again(found: Iterable[FoundRow], buffer: str) -> Row | None:
        """A row already found whose label is printed once more."""
        label = _plain(buffer)
        for known in found:
            row = known.row
            own = (_plain(row.label),) if row.exact else row.keywords
            if any(keyword in label for keyword in own):
                return row
        return None

    def continues(self, row: Row, piece: str) -> bool:
        """Whether words after a row's label still belong to it, and not to a row unknown to us."""
        piece = _plain(piece)
        own = [row.label, HANDLED_HEADING, *([row.group.label] if row.group else [])]
        return any(piece in _plain(label) for label in own)

    def is_heading(self, buffer: str) -> bool:
        """Whether a group heading has been read, after which values belong to no row yet."""
        label = _plain(buffer)
        return any(heading in label for heading in self._headings.values())


def _drop_lead(above: FoundRow, label: Token) -> None:
    """Take back the empty cells left of a label: they are its own line's, not the row's above."""
    while above.cells and above.cells[-1].is_blank and above.cells[-1].line == label.line:
        above.cells.pop()


def find_rows(tokens: Iterable[Token], blocks: Iterable[Block]) -> Found:
    """Sort a stream of cells under the rows that blocks of one section declare.

    Values under an unknown label, or under a heading that has none in this form, belong to no
    row: they are never given to the row above.
    """
    stream = list(tokens)
    width = {row: len(block.columns) for block in blocks for row in block.rows}
    rows = tuple(width)
    matcher = _Matcher(rows, dict.fromkeys(row.group for row in rows if row.group))
    whole = _whole_lines(stream, width)
    found = Found()
    current: FoundRow | None = None
    buffer = ""
    for token in stream:
        if token.printed is not None:
            if current is not None and current.is_over(token):
                current = None
            _keep_value(found, current, token)
            if token.is_mark:
                buffer = ""
            continue
        if current is not None and _is_spoilt(current, token):
            current.cells.append(replace(token, printed=Printed(State.UNREADABLE)))
            continue
        buffer += token.text
        start = _start(found, current, matcher, buffer, token, whole.get(id(token)))
        if start is not None:
            current, buffer = start, ""
        elif current is None:
            if not found.rows:
                found.header.append(token)
        elif _ends_row(matcher, current, buffer, token):
            current = None
    _mark_gaps(found, rows)
    return found


@lru_cache(maxsize=64)
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


def _whole_lines(stream: Iterable[Token], width: Mapping[Row, int]) -> dict[int, Row]:
    """The label cells (by identity) whose line holds all of a row: its label, then every value."""
    labels = whole_labels(tuple(width))
    whole: dict[int, Row] = {}
    for _, line in groupby(stream, key=lambda token: token.line):
        cut = list(line)
        words = [place for place, token in enumerate(cut) if token.printed is None]
        row = labels.get(_plain(cut[words[-1]].text)) if words else None
        if row is None:
            continue
        behind = list(cut[words[-1] + 1 :])
        while behind and behind[-1].is_blank:
            behind.pop()
        if len(behind) == width[row] and all(token.is_mark for token in behind):
            whole[id(cut[words[-1]])] = row
    return whole


def _start(
    found: Found,
    above: FoundRow | None,
    matcher: _Matcher,
    buffer: str,
    label: Token,
    whole: Row | None,
) -> FoundRow | None:
    """The row that begins with a label, put where it belongs; None where none begins."""
    row = matcher.match(buffer) if whole is None else whole
    row = row or matcher.match_again(found.rows, buffer)
    if row is None:
        return None
    if above is not None:
        _drop_lead(above, label)
    known = next((known for known in found.rows if known.row is row), None)
    if known is not None and (whole is None or known.marks):
        found.repeated.append(FoundRow(row, label))
        return found.repeated[-1]
    if known is not None:
        # A label alone, torn from its values or in a list of contents.
        found.rows.remove(known)
    torn = bool(found.rows) and not found.rows[-1].cells
    found.rows.append(FoundRow(row, label, torn=torn))
    if not matcher.passes(row):
        found.strays.append(found.rows[-1])
    return found.rows[-1]


def _is_spoilt(current: FoundRow, token: Token) -> bool:
    """Whether a cell beside a row's label holds digits that are no number: 3亿, 1.2.3, 2（注）."""
    beside = token.line == current.label.line and token.column > current.label.column
    return beside and bool(_DIGIT.search(token.text)) and not _ITEM.match(_plain(token.text))


def _mark_gaps(found: Found, rows: Sequence[Row]) -> None:
    """A row that is not followed by the next one of the form may hold the values of that one."""
    follows = dict(zip(rows, [*rows[1:], None], strict=True))
    below = iter([*found.rows[1:], None])
    for row in found.rows:
        after = next(below)
        if follows[row.row] is not (after.row if after else None):
            row.torn = True


def _keep_value(found: Found, current: FoundRow | None, token: Token) -> None:
    if current is not None:
        current.cells.append(token)
    elif not found.rows:
        found.header.append(token)


def _ends_row(matcher: _Matcher, current: FoundRow, buffer: str, token: Token) -> bool:
    """Whether words that start no row end the one being read."""
    return (
        bool(current.marks)
        or matcher.is_heading(buffer)
        or not matcher.continues(current.row, token.text)
    )
