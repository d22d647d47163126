"""What a document tells about the columns of a table beside the values themselves."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import takewhile

from govdash.forms import Column, Row
from govdash.forms.official import (
    APPLICANTS,
    APPLICANTS_HEADING,
    CONTENT,
    NATURAL_PERSON,
    ORG_BUSINESS,
    ORGANISATIONS,
    TOTAL,
)
from govdash.reading.cells import Token
from govdash.reading.remembered import remembered
from govdash.reading.rows import FoundRow
from govdash.reading.text import squeeze

_INDIVIDUALS = re.compile(
    rf"申请[^。;；]*?(?:都|均|全部?|皆)(?:为|是|系|由)?(?:个人|公民|{NATURAL_PERSON.label})"
)


ANY_PLACE = -1
_NO_FIGURES = ("备注", "说明", "序号")
_CONTENT = squeeze(CONTENT)
_HARMLESS = re.compile(
    "|".join(map(squeeze, (ORGANISATIONS.label, APPLICANTS_HEADING, CONTENT, *_NO_FIGURES)))
    + r"|\([^()]*\)|单位:?(?:人民币)?万?元"
)
"""What stands among headings and is none of a column of figures."""
_MORE_WORDS = re.compile("[㐀-鿿]{2}")
_LONGEST_HEADING = 200
_VOUCHING = 3
"""Full rows that show together where their columns stand."""


@dataclass(eq=False)
class Evidence:
    """What a document tells about the columns of a table beside the values themselves.

    Each is looked for when a row needs it: most rows have a value for every column.

    Attributes:
        rows: the rows of the table, or of all with as many columns.
        header: the cells in which its headings stand.
        table: the rows of this table alone.
        above: what stands with the headings of this table alone.
        overview: the text of section 一, which may say that every applicant was an individual.
    """

    columns: Sequence[Column]
    rows: Sequence[FoundRow]
    header: Sequence[Token]
    table: Sequence[FoundRow]
    above: Sequence[Token]
    overview: str = ""

    @cached_property
    def individuals_only(self) -> bool:
        """Whether a sentence says that every applicant was an individual."""
        return only_individuals(self.overview)

    @cached_property
    def headings(self) -> Mapping[Column, int | None]:
        """The columns whose headings are printed, with their cell (None where torn)."""
        return printed_headings(self.header, self.columns)

    @cached_property
    def short_rows(self) -> tuple[Row, ...]:
        """The first rows of six values under six headings; one alone may have lost a cell."""
        return short_rows(self.rows, self.headings)

    @cached_property
    def only_groups(self) -> bool:
        """Whether the table has one column for all organisations, and three cells in every row."""
        return have_groups_alone(self.table, self.header, self.headings)

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
        return are_wider(self.table, self.columns) or are_more(self.above, self.columns)

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
    if len(columns) == 1:
        return False
    order = _order(tuple(columns))
    header = list(header)
    lines: dict[int, list[int]] = defaultdict(list)
    alone: list[list[int]] = [[]]
    for token in [token for token in header if token.text in order or token.text == _CONTENT]:
        if token.text == _CONTENT:
            alone.append([])
            continue
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
    header = list(header)
    person = squeeze(NATURAL_PERSON.label)
    in_grid = {token.text: token.column for token in reversed(header) if token.is_grid}
    # On a page the names of groups may stand a line above the others, in whichever order: what
    # stands alone on its line is compared with its like only.
    alone: dict[str, int] = {}
    for token in header:
        if token.width == 1:
            alone.setdefault(token.text, len(alone))
    return any(
        person in places and other in places and places[other] < places[person]
        for places, other in (
            (in_grid, squeeze(ORG_BUSINESS.label)),
            (alone, squeeze(ORGANISATIONS.label)),
        )
    )


def _place(header: Iterable[Token], column: Column) -> int | None:
    labels = {squeeze(label) for label in column.labels}
    places = {token.column for token in header if token.text in labels}
    return places.pop() if len(places) == 1 else None


def shape_of(row: FoundRow) -> Shape | None:
    """The shape of a row that stands with its label in one line."""
    if row.cells and row.cells[-1].at != row.label.at:  # what stands before the last is no lower
        return None
    return row.label.width, row.label.column


def spans(marks: Sequence[Token], count: int) -> bool:
    """Whether the first and the last of the values stand as far apart as the columns do."""
    return bool(marks) and marks[-1].column - marks[0].column == count - 1


def row_starts(rows: Iterable[FoundRow], count: int) -> dict[Shape, int]:
    """Where rows from first to last column begin, by the shape of their line, if all agree.

    A damaged row may have the shape of others: it takes several rows to vouch for one.
    """
    starts: dict[Shape, list[int]] = defaultdict(list)
    for row in rows:
        shape = shape_of(row)
        if shape is None or not spans(row.marks, count):
            continue
        starts[shape].append(row.marks[0].column)
        if row.label.is_grid:
            # A grid has its columns in one place, whatever labels stand before them.
            starts[shape[0], ANY_PLACE].append(row.marks[0].column)
    return {
        shape: start[0]
        for shape, start in starts.items()
        if len(set(start)) == 1 and len(start) >= _VOUCHING
    }


def tight_places(rows: Iterable[FoundRow], count: int) -> frozenset[int]:
    """The cells in which a label is always followed by its values at once; not asked of a grid."""
    gaps: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        if shape_of(row) and not row.label.is_grid and spans(row.marks, count):
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


def short_rows(rows: Iterable[FoundRow], headings: Mapping[Column, int | None]) -> tuple[Row, ...]:
    """The first rows, as far as all hold six values right under six headings without 总计."""
    if tuple(headings) != APPLICANTS:
        return ()
    places = list(headings.values())
    found = takewhile(
        lambda row: shape_of(row) and [token.column for token in row.marks] == places, rows
    )
    return tuple(row.row for row in found)


def have_groups_alone(
    rows: Iterable[FoundRow], header: Iterable[Token], headings: Mapping[Column, int | None]
) -> bool:
    """Whether headings and every row have individuals, organisations and the total, nothing else.

    No blank can be lost in a line that has as many cells as there are headings.
    """
    if tuple(headings) != (NATURAL_PERSON, TOTAL):
        return False
    if not any(squeeze(ORGANISATIONS.label) in token.text for token in header):
        return False
    filled = [row for row in rows if row.marks]
    return len(filled) >= _VOUCHING and all(
        shape_of(row) is not None and len(row.cells) == len(row.marks) == len(headings) + 1
        for row in filled
    )


def shows_blanks(row: FoundRow, columns: Sequence[Column]) -> bool:
    """Whether a row without a value has all its empty cells in the copy."""
    return not row.marks and len(row.cells) >= len(columns)


def cut_row(rows: Sequence[FoundRow], columns: Sequence[Column]) -> FoundRow | None:
    """The last row, if nothing at all follows its label and other empty rows show their cells."""
    if not rows or rows[-1].cells or not any(shows_blanks(row, columns) for row in rows):
        return None
    return rows[-1]


def are_wider(rows: Iterable[FoundRow], columns: Sequence[Column]) -> bool:
    """Whether rows have more values than the form has columns, as a habit of the table."""
    rows = [row for row in rows if row.marks]
    count = len(columns)
    more = [row for row in rows if len(row.marks) > count and len(row.on_its_line().marks) > count]
    beside = sum(row.marks[count].at == row.label.at for row in more)
    least = _VOUCHING if count > 1 else _VOUCHING - 1
    return beside >= least or 0 < len(rows) <= 2 * len(more)


def with_headings(header: Sequence[Token], columns: Sequence[Column]) -> list[Token]:
    """What stands in lines that have a heading of the form; elsewhere a tool may have made up names."""
    own = _order(tuple(columns))
    lines = {token.at for token in header if token.text in own}
    return [token for token in header if token.at in lines]


def are_more(header: Iterable[Token], columns: Sequence[Column]) -> bool:
    """Whether headings of the form and others stand together, none of the form's missing."""
    text = "".join([token.text for token in header if not token.is_loose])
    return _name_more(text, tuple(columns))


@remembered(_LONGEST_HEADING, 1024)
def _name_more(text: str, columns: tuple[Column, ...]) -> bool:
    text = _HARMLESS.sub("", text)
    for names in _longest_first(columns):
        name = next((name for name in names if name in text), None)
        if name is None:
            return False
        text = text.replace(name, "|")
    return _MORE_WORDS.search(text) is not None


@cache
def _longest_first(columns: tuple[Column, ...]) -> tuple[tuple[str, ...], ...]:
    """The names of each column, those of the longest label first: 其他 stands inside others."""
    by_length = sorted(columns, key=lambda column: -len(column.label))
    return tuple(tuple(map(squeeze, column.labels)) for column in by_length)


def is_uneven(row: FoundRow) -> bool:
    """Whether a row printed in one line has a blank cell between its values."""
    first, last = row.marks[0], row.marks[-1]
    return first.at == last.at and last.column - first.column >= len(row.marks)


def are_uneven(rows: Iterable[FoundRow], count: int) -> bool:
    """Whether full rows have blank cells between their values as a habit of the copy."""
    return sum(len(row.marks) == count and is_uneven(row) for row in rows) >= _VOUCHING
