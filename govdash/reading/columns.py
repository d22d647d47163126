"""Gives the values of a row to its columns: by count, by the headings printed, by the grid.

What none of these settles is left `unreadable`. A wrong number is worse than none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import takewhile

from govdash.forms import Column, Row
from govdash.forms.official import (
    APPLICANTS,
    CONTENT,
    NATURAL_PERSON,
    ORG_BUSINESS,
    ORGANISATIONS,
    TOTAL,
)
from govdash.reading.cells import Token
from govdash.reading.rows import FoundRow
from govdash.reading.section import inferred, lost
from govdash.reading.text import squeeze
from govdash.report import ABSENT, Cell, How, State

_INDIVIDUALS = re.compile(
    rf"申请[^。;；]*?(?:都|均|全部?|皆)(?:为|是|系|由)?(?:个人|公民|{NATURAL_PERSON.label})"
)

_LEADING_ZERO = re.compile(r"0\d")
_FEWEST_SHORT_ROWS = 2
_ANY = -1
_CONTENT = squeeze(CONTENT)
_VOUCHING = 3
"""Full rows that show together where their columns stand."""

Placed = Mapping[str, Cell]


@dataclass(eq=False)
class Evidence:
    """What a document tells about the columns of a table beside the values themselves.

    Each is looked for when a row needs it: most rows have a value for every column.

    Attributes:
        rows: the rows of the table, or of all with as many columns.
        header: the cells in which its headings stand.
        individuals_only: a sentence says that every applicant was an individual.
    """

    columns: Sequence[Column]
    rows: Sequence[FoundRow]
    header: Sequence[Token]
    individuals_only: bool = False

    @cached_property
    def headings(self) -> Mapping[Column, int | None]:
        """The columns whose headings are printed, with their cell (None where torn)."""
        return printed_headings(self.header, self.columns)

    @cached_property
    def short_rows(self) -> tuple[Row, ...]:
        """The first rows of six values under six headings; one alone may have lost a cell."""
        return short_rows(self.rows, self.headings)

    @cached_property
    def starts(self) -> Mapping["Shape", int]:
        """For lines of one shape, the cell in which full rows begin."""
        return row_starts(self.rows, len(self.columns))

    @cached_property
    def grids(self) -> Mapping[int, int]:
        """For grids of so many cells, the cell in which the columns begin by their headings."""
        return heading_starts(self.header, self.columns)

    @cached_property
    def cut_row(self) -> FoundRow | None:
        """The last row of a table with empty cells, whose own the copy cut off with its end."""
        return cut_row(self.rows, self.columns)

    @cached_property
    def disordered(self) -> bool:
        """Whether the headings of one line stand in another order than the form's."""
        return are_disordered(self.header, self.columns)

    @cached_property
    def tight(self) -> frozenset[int]:
        """The cells in which a label is always followed by its values at once."""
        return tight_places(self.rows, len(self.columns))

    @cached_property
    def wider(self) -> bool:
        """Whether the table has a column that the form has not."""
        return are_wider(self.rows, self.columns)

    @cached_property
    def uneven(self) -> bool:
        """Whether full rows have blank cells between their values throughout."""
        return are_uneven(self.rows, len(self.columns))


Shape = tuple[int, int]
"""How a row's line is cut: its number of cells, and the cell its label stands in (-1: in any)."""


def only_individuals(text: str) -> bool:
    """Whether a sentence says that all applicants were individuals."""
    return _INDIVIDUALS.search(squeeze(text)) is not None


def printed_headings(
    header: Sequence[Token], columns: Sequence[Column]
) -> dict[Column, int | None]:
    """The columns whose heading stands above the table, whole or torn over several cells."""
    text = "".join(token.text for token in header)
    text = text.replace(squeeze(ORGANISATIONS.label), "")
    # Longest first, and each taken out of the text: 其他 also stands inside other headings.
    seen = set()
    for column in sorted(columns, key=lambda column: -len(column.label)):
        for label in column.labels:
            if squeeze(label) in text:
                text = text.replace(squeeze(label), "|", 1)
                seen.add(column)
                break
    return {column: _place(header, column) for column in columns if column in seen}


@cache
def _order(columns: tuple[Column, ...]) -> Mapping[str, int]:
    return {
        squeeze(label): place for place, column in enumerate(columns) for label in column.labels
    }


def are_disordered(header: Iterable[Token], columns: Sequence[Column]) -> bool:
    """Whether headings of one line stand in another order than in the form."""
    order = _order(tuple(columns))
    header = list(header)
    lines: dict[int, list[int]] = defaultdict(list)
    alone: list[list[int]] = [[]]
    for token in header:
        if token.text == _CONTENT:
            alone.append([])
        if token.text in order:
            lines[token.at].append(order[token.text])
            if token.width == 1:
                alone[-1].append(order[token.text])
    together = [*lines.values(), *(_inner(places, columns) for places in alone)]
    return any(places != sorted(places) for places in together) or _groups_swapped(header, columns)


def _inner(places: Sequence[int], columns: Sequence[Column]) -> list[int]:
    """Headings on lines of their own, but for the total: it stands on the line of the groups."""
    return [place for place in places if columns[place] is not TOTAL]


def _groups_swapped(header: Iterable[Token], columns: Sequence[Column]) -> bool:
    """Whether the organisations are headed before the individuals."""
    if NATURAL_PERSON not in columns:
        return False
    first = {token.text: token.column for token in reversed(list(header)) if token.is_grid}
    places = [first.get(squeeze(column.label)) for column in (NATURAL_PERSON, ORG_BUSINESS)]
    if None not in places and places != sorted(places):  # type: ignore[type-var]
        return True
    # On a page the names of groups may stand a line above the others, in whichever order.
    alone = [token.text for token in header if token.width == 1]
    labels = [squeeze(ORGANISATIONS.label), squeeze(NATURAL_PERSON.label)]
    return all(label in alone for label in labels) and alone.index(labels[0]) < alone.index(
        labels[1]
    )


def _place(header: Iterable[Token], column: Column) -> int | None:
    labels = {squeeze(label) for label in column.labels}
    places = {token.column for token in header if token.text in labels}
    return places.pop() if len(places) == 1 else None


def _shape(row: FoundRow) -> Shape | None:
    """The shape of a row that stands with its label in one line."""
    if any(token.at != row.label.at for token in row.cells):
        return None
    return row.label.width, row.label.column


def _spans(marks: Sequence[Token], count: int) -> bool:
    """Whether the first and the last of the values stand as far apart as the columns do."""
    return bool(marks) and marks[-1].column - marks[0].column == count - 1


def row_starts(rows: Iterable[FoundRow], count: int) -> dict[Shape, int]:
    """Where rows from first to last column begin, by the shape of their line, if all agree.

    A damaged row may have the shape of others: it takes several rows to vouch for one.
    """
    starts: dict[Shape, list[int]] = defaultdict(list)
    for row in rows:
        shape = _shape(row)
        if shape is None or not _spans(row.marks, count):
            continue
        starts[shape].append(row.marks[0].column)
        if row.label.is_grid:
            # A grid has its columns in one place, whatever labels stand before them.
            starts[shape[0], _ANY].append(row.marks[0].column)
    return {
        shape: start[0]
        for shape, start in starts.items()
        if len(set(start)) == 1 and len(start) >= _VOUCHING
    }


def tight_places(rows: Iterable[FoundRow], count: int) -> frozenset[int]:
    """The cells in which a label is always followed by its values at once; not asked of a grid."""
    gaps: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if _shape(row) and not row.label.is_grid and _spans(row.marks, count):
            gaps[row.label.column].append(row.marks[0].column - row.label.column)
    return frozenset(
        place for place, found in gaps.items() if len(found) >= _VOUCHING and set(found) == {1}
    )


def heading_starts(tokens: Iterable[Token], columns: Sequence[Column]) -> dict[int, int]:
    """Where columns begin in a grid, by its number of cells: as the first and last headings say.

    Only lines that keep their empty cells are a grid, and both headings must agree on it.
    """
    places: dict[int, dict[Column, set[int]]] = defaultdict(lambda: defaultdict(set))
    for token in tokens:
        for column in (columns[0], columns[-1]):
            if token.is_grid and token.text in map(squeeze, column.labels):
                places[token.width][column].add(token.column)
    return {
        width: min(found[columns[0]])
        for width, found in places.items()
        if len(found[columns[0]]) == len(found[columns[-1]]) == 1
        and min(found[columns[-1]]) - min(found[columns[0]]) == len(columns) - 1
    }


def cell(token: Token, how: How = How.PRINTED) -> Cell:
    """A cell from what is printed in it."""
    printed = token.printed
    state = printed.state if printed else State.UNREADABLE
    value = printed.number if printed else None
    return Cell(state, value, how if value is not None else None, token.raw, token.line)


def is_glued(row: FoundRow, columns: Sequence[Column]) -> bool:
    """Whether a row stands in running text, its numbers not parted as the form has columns."""
    marks = row.marks
    if not marks or not all(token.is_loose for token in marks):
        return False
    parted = len(marks) == len(columns)
    return not parted or any(_LEADING_ZERO.match(token.text) for token in marks)


def given(row: FoundRow, columns: Sequence[Column], values: Sequence[int | None]) -> Placed:
    """The cells of a row whose digits were separated; what is not settled stays unreadable."""
    return {
        column.id: lost(row.marks) if value is None else inferred(value, row.marks)
        for column, value in zip(columns, values, strict=True)
    }


def _unplaced(row: FoundRow, columns: Sequence[Column]) -> Placed:
    unknown = replace(lost(row.marks), line=row.label.line)
    return {column.id: unknown for column in columns}


def _blank(row: FoundRow) -> Cell:
    return Cell(State.BLANK, text="", line=row.label.line)


def short_rows(rows: Iterable[FoundRow], headings: Mapping[Column, int | None]) -> tuple[Row, ...]:
    """The first rows, as far as all hold six values right under six headings without 总计."""
    if tuple(headings) != APPLICANTS:
        return ()
    places = list(headings.values())
    found = takewhile(
        lambda row: _shape(row) and [token.column for token in row.marks] == places, rows
    )
    return tuple(row.row for row in found)


def _by_heading(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed | None:
    """Six values straight under six printed headings that lack 总计: the copy has no such column."""
    short = evidence.short_rows
    if row.row not in short or len(short) < _FEWEST_SHORT_ROWS:
        return None
    given = dict(zip(evidence.headings, row.marks, strict=True))
    return {column.id: cell(given[column]) if column in given else ABSENT for column in columns}


def _by_grid(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed | None:
    """A line in which the full rows of the same table show where each column stands."""
    shape = _shape(row)
    if shape is None:
        return None
    start = evidence.grids.get(shape[0]) if row.label.is_grid else None
    if start is None:
        start = evidence.starts.get(shape)
    if start is None and row.label.is_grid:
        start = evidence.starts.get((shape[0], _ANY))
    if start is None:
        return None
    slots = {token.column: token for token in row.cells}
    if any(not start <= token.column < start + len(columns) for token in row.marks):
        return None
    wanted = [slots.get(start + index) for index in range(len(columns))]
    if None in wanted:
        return None
    return {
        column.id: cell(token)
        for column, token in zip(columns, wanted, strict=True)
        if token is not None
    }


def _by_span(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed | None:
    """Values from the first cell behind the label to the last column, blanks between them."""
    start = row.label.column + 1
    if _shape(row) is None or (
        row.marks[0].column != start and row.label.column not in evidence.tight
    ):
        return None
    if row.marks[-1].column - start != len(columns) - 1:
        return None
    slots = {token.column: token for token in row.cells}
    wanted = [slots.get(start + index) for index in range(len(columns))]
    if None in wanted:
        return None
    return {
        column.id: cell(token)
        for column, token in zip(columns, wanted, strict=True)
        if token is not None
    }


def _by_applicants(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed | None:
    """Two equal values of a report that says all applicants were individuals: 自然人 and 总计."""
    marks = row.marks
    if not evidence.individuals_only or TOTAL not in columns or len(marks) != 2:
        return None
    values = [token.printed.number for token in marks if token.printed]
    if values[0] is None or values[0] != values[1]:
        return None
    if sum(token.is_blank for token in row.cells) < len(columns) - len(marks):
        return None
    given = {NATURAL_PERSON: marks[0], TOTAL: marks[1]}
    return {
        column.id: cell(given[column], How.INFERRED) if column in given else _blank(row)
        for column in columns
    }


def _shows_blanks(row: FoundRow, columns: Sequence[Column]) -> bool:
    return not row.marks and len(row.cells) >= len(columns)


def cut_row(rows: Sequence[FoundRow], columns: Sequence[Column]) -> FoundRow | None:
    """The last row, if nothing at all follows its label and other empty rows show their cells."""
    if not rows or rows[-1].cells or not any(_shows_blanks(row, columns) for row in rows):
        return None
    return rows[-1]


def _without_marks(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed:
    cell_there = _shows_blanks(row, columns) or row is evidence.cut_row
    return {column.id: _blank(row) if cell_there else ABSENT for column in columns}


def are_wider(rows: Iterable[FoundRow], columns: Sequence[Column]) -> bool:
    """Whether rows have more values than the form has columns, as a habit of the table."""
    beside = (
        [token for token in row.marks if token.at == row.label.at] for row in rows if row.marks
    )
    more = sum(len(marks) > len(columns) for marks in beside)
    return more >= (_VOUCHING if len(columns) > 1 else _VOUCHING - 1)


def _is_uneven(row: FoundRow) -> bool:
    """Whether a row printed in one line has a blank cell between its values."""
    first, last = row.marks[0], row.marks[-1]
    return first.at == last.at and last.column - first.column >= len(row.marks)


def are_uneven(rows: Iterable[FoundRow], count: int) -> bool:
    """Whether full rows have blank cells between their values as a habit of the copy."""
    return sum(len(row.marks) == count and _is_uneven(row) for row in rows) >= _VOUCHING


def place(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed:
    """The cells of one row by column id."""
    row = row.on_its_line()
    marks = row.marks
    if not marks:
        return _without_marks(row, columns, evidence)
    below = row.torn and marks[0].at != row.label.at
    if evidence.disordered or below or is_glued(row, columns):
        return _unplaced(row, columns)
    if evidence.wider:
        return _by_grid(row, columns, evidence) or _unplaced(row, columns)
    # A blank between seven values is an eighth cell: one of them may be doubled.
    doubled = _is_uneven(row) and not evidence.uneven
    if len(marks) == len(columns) and not doubled:
        return {column.id: cell(mark) for column, mark in zip(columns, marks, strict=True)}
    if len(marks) < len(columns):
        for way in (_by_heading, _by_grid, _by_span, _by_applicants):
            placed = way(row, columns, evidence)
            if placed is not None:
                return placed
    return _unplaced(row, columns)
