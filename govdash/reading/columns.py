"""Gives the values of a row to its columns: by count, by the headings printed, by the grid.

What none of these settles is left `unreadable`. A wrong number is worse than none.
"""

import re
from collections.abc import Sequence

from govdash.forms import Column
from govdash.forms.official import NATURAL_PERSON, TOTAL
from govdash.reading.cells import Token
from govdash.reading.evidence import ANY_PLACE, Evidence, is_uneven, shape_of, shows_blanks
from govdash.reading.pages import counted, is_stray_among
from govdash.reading.rows import FoundRow
from govdash.reading.section import inferred, lost
from govdash.report import ABSENT, Cell, How, State

_LEADING_ZERO = re.compile(r"0\d")
_FEWEST_SHORT_ROWS = 2
_GROUPS = 3
"""Individuals, all organisations, and the total."""

Placed = tuple[Cell, ...]
"""The cells of a row in the order of the columns."""

# The constructor of a named tuple takes twice as long, and a report has some 250 cells.
_new = tuple.__new__


def cell(token: Token, how: How = How.PRINTED) -> Cell:
    """A cell from what is printed in it."""
    printed = token.printed
    if printed is None:
        return Cell(State.UNREADABLE, None, None, token.raw, token.line)
    value = printed.number
    how_known = None if value is None else how
    return _new(Cell, (printed.state, value, how_known, token.raw, token.line))


def is_glued(row: FoundRow, columns: Sequence[Column]) -> bool:
    """Whether a row stands in running text, its numbers not parted as the form has columns."""
    marks = row.marks
    if not marks or not all(token.is_loose for token in marks):
        return False
    parted = len(marks) == len(columns)
    return not parted or any(_LEADING_ZERO.match(token.text) for token in marks)


def given(row: FoundRow, columns: Sequence[Column], values: Sequence[int | None]) -> Placed:
    """The cells of a row whose digits were separated; what is not settled stays unreadable."""
    if len(values) != len(columns):
        raise ValueError(f"{len(values)} values of {len(columns)} columns")
    unknown = lost(row.marks)
    return tuple([unknown if value is None else inferred(value, unknown) for value in values])


def unplaced(row: FoundRow, columns: Sequence[Column]) -> Placed:
    """The cells of a row whose values belong to its columns in no known way."""
    unknown = lost(row.marks)._replace(line=row.label.line)
    return (unknown,) * len(columns)


def _blank(row: FoundRow) -> Cell:
    return Cell(State.BLANK, text="", line=row.label.line)


def _by_heading(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed | None:
    """Six values straight under six printed headings that lack 总计: the copy has no such column."""
    short = evidence.short_rows
    if row.row not in short or len(short) < _FEWEST_SHORT_ROWS:
        return None
    given = dict(zip(evidence.headings, row.marks, strict=True))
    return tuple([cell(given[column]) if column in given else ABSENT for column in columns])


def _by_grid(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed | None:
    """A line in which the full rows of the same table show where each column stands."""
    shape = shape_of(row)
    if shape is None:
        return None
    start = evidence.grids.get(shape[0]) if row.label.is_grid else None
    if start is None:
        start = evidence.starts.get(shape)
    if start is None and row.label.is_grid:
        start = evidence.starts.get((shape[0], ANY_PLACE))
    if start is None:
        return None
    if any(not start <= token.column < start + len(columns) for token in row.marks):
        return None
    return _from_cell(row, start, len(columns))


def _by_span(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed | None:
    """Values from the first cell behind the label to the last column, blanks between them."""
    start = row.label.column + 1
    if shape_of(row) is None or (
        row.marks[0].column != start and row.label.column not in evidence.tight
    ):
        return None
    if row.marks[-1].column - start != len(columns) - 1:
        return None
    return _from_cell(row, start, len(columns))


def _from_cell(row: FoundRow, start: int, count: int) -> Placed | None:
    """So many cells of a row from one on; None where one of them is not there."""
    slots = {token.column: token for token in row.cells}
    wanted = [slots[place] for place in range(start, start + count) if place in slots]
    return tuple(map(cell, wanted)) if len(wanted) == count else None


def _by_applicants(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed | None:
    """Two equal values of a report that says all applicants were individuals: 自然人 and 总计."""
    marks = row.marks
    if TOTAL not in columns or len(marks) != 2 or not evidence.individuals_only:
        return None
    values = [token.printed.number for token in marks if token.printed]
    if values[0] is None or values[0] != values[1]:
        return None
    if sum(token.is_blank for token in row.cells) < len(columns) - len(marks):
        return None
    given = {NATURAL_PERSON: marks[0], TOTAL: marks[1]}
    return tuple(
        [
            cell(given[column], How.INFERRED) if column in given else _blank(row)
            for column in columns
        ]
    )


def _by_groups(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed | None:
    """Three values of a table that has one column for all organisations: the others are not printed."""
    if not evidence.only_groups or len(row.marks) != _GROUPS:
        return None
    person, organisations, total = (counted(token) for token in row.marks)
    if person + organisations != total:
        return None
    given = {NATURAL_PERSON: row.marks[0], TOTAL: row.marks[-1]}
    return tuple([cell(given[column]) if column in given else ABSENT for column in columns])


def _without_marks(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed:
    cell_there = shows_blanks(row, columns) or row is evidence.cut_row
    return (_blank(row) if cell_there else ABSENT,) * len(columns)


def place(row: FoundRow, columns: Sequence[Column], evidence: Evidence) -> Placed:
    """The cells of one row."""
    if row.stands_whole and not evidence.disordered and not evidence.wider:
        return tuple(map(cell, row.marks))
    row = row.on_its_line()
    marks = row.marks
    if not marks:
        return _without_marks(row, columns, evidence)
    below = row.torn and marks[0].at != row.label.at
    if evidence.disordered or below or is_glued(row, columns) or is_stray_among(marks):
        return unplaced(row, columns)
    if evidence.wider:
        # Full rows may begin a column too early there.
        in_grid = row.label.is_grid and row.label.width in evidence.grids
        placed = _by_grid(row, columns, evidence) if in_grid else None
        return placed or unplaced(row, columns)
    # A blank between seven values is an eighth cell: one of them may be doubled.
    doubled = is_uneven(row) and not evidence.uneven
    if len(marks) == len(columns) and not doubled:
        return tuple(map(cell, marks))
    if len(marks) < len(columns):
        for way in (_by_groups, _by_heading, _by_grid, _by_span, _by_applicants):
            placed = way(row, columns, evidence)
            if placed is not None:
                return placed
    return unplaced(row, columns)
