"""Section 三: seven columns of applicants, rows by label, columns by whatever settles them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from govdash.forms import Block, Column, Form, Row
from govdash.forms.official import APPLICATIONS
from govdash.reading.cells import Token
from govdash.reading.columns import Placed, given, is_glued, place, unplaced
from govdash.reading.deviations import of_headings, of_labels, of_places, words_of
from govdash.reading.evidence import Evidence, with_headings
from govdash.reading.pages import counted, hides_a_blank, suspects, without_one
from govdash.reading.rows import Found, FoundRow, TokenLine, find_rows
from govdash.reading.section import SectionRead, lost, remark, told_separated
from govdash.reading.sums import Values, agreed, is_sum, separate, single_digits, ways
from govdash.report import Cell, Finding, How, State
from govdash.rules.document import S5_TWICE

_UNKNOWN = (State.ABSENT, State.UNREADABLE)


def read_applications(
    form: Form, lines: Sequence[TokenLine], pages: Collection[int], overview: str
) -> SectionRead:
    """The cells of section 三.

    Args:
        form: the form.
        lines: the cells of the section, line by line.
        pages: the page numbers that may stand among them.
        overview: the text of section 一.
    """
    (block,) = form.in_section(APPLICATIONS)
    found = find_rows(lines, (block,))
    above = with_headings(found.header, block.columns)
    evidence = Evidence(block.columns, found.rows, found.header, found.rows, above, overview)
    read = SectionRead()
    _keep_twice(block, found, read)
    placed = {
        row.row: place(row, block.columns, evidence)
        for row in found.rows
        if block.ids(row.row)[0] not in read.cells
    }
    glued = [
        row
        for row in found.rows
        if not row.stands_whole and row.row in placed and is_glued(row, block.columns)
    ]
    placed |= dict(_separated(block, placed, glued))
    placed |= dict(_with_pages(block, placed, found.rows, pages))
    for row, cells in placed.items():
        read.cells.update(zip(block.ids(row), cells, strict=True))
    read.remarks += _told(glued, read.cells)
    read.remarks += of_headings(block, words_of(chain.from_iterable(lines)), read.cells)
    read.remarks += of_labels(block, found.rows)
    read.remarks += of_places(block, found.rows)
    return read


def _keep_twice(block: Block, found: Found, read: SectionRead) -> None:
    """Rows that are printed twice with other cells: none of them is given, and that is said."""
    for row, tokens in found.contradicted().items():
        figures = block.ids(row)
        read.cells |= dict.fromkeys(figures, lost(tokens))
        read.remarks.append(remark(S5_TWICE, figures, f"{row.short}：{S5_TWICE.sentence}"))


def _separated(
    block: Block, placed: Mapping[Row, Placed], glued: Sequence[FoundRow]
) -> Iterator[tuple[Row, Placed]]:
    """The rows of running text whose digits can be given to columns, as far as they can."""
    if not glued:
        return
    texts = {row.row: [token.text for token in row.marks] for row in glued}
    candidates: dict[Row, Sequence[Values]] = {
        row: (ways(block, texts[row]) or []) if row in texts else _as_read(cells)
        for row, cells in placed.items()
    }
    left = separate(block, candidates)
    for row in glued:
        digits = single_digits(block, texts[row.row])
        common = agreed(left.get(row.row) or ([digits] if digits else []))
        if common:
            yield row.row, given(row, block.columns, common)


def _with_pages(
    block: Block, placed: Mapping[Row, Placed], rows: Iterable[FoundRow], pages: Collection[int]
) -> Iterator[tuple[Row, Placed]]:
    """The rows of values below each other in which one may be a page number.

    Where there is one value more than columns it is left out if the sum shows which. Where as many
    as columns, a blank may be lost: the row is given only if the sums down the columns vouch for it.
    """
    size = len(block.columns)
    for row in rows:
        if row.stands_whole:
            continue
        marks = row.on_its_line().marks
        if row.row not in placed or row.torn or not marks or not marks[0].is_bare:
            continue
        if len(marks) == size + 1:
            ways = without_one(marks, size)
            if len(ways) == 1:
                yield row.row, given(row, block.columns, ways.pop())
        elif len(marks) != size or not _may_hold_a_page(marks, pages):
            continue
        elif not _is_vouched(block, row.row, placed):
            yield row.row, unplaced(row, block.columns)


def _may_hold_a_page(marks: Sequence[Token], pages: Collection[int]) -> bool:
    adds = is_sum([counted(token) for token in marks], len(marks))
    return hides_a_blank(marks, len(marks)) or (not adds and bool(suspects(marks, pages)))


def _is_vouched(block: Block, row: Row, placed: Mapping[Row, Placed]) -> bool:
    """Whether every sum down the columns that a row is part of holds."""
    return all(
        _total(block, relation.left, column, placed)
        == _total(block, relation.right, column, placed)
        is not None
        for relation in block.relations
        if relation.axis == "rows" and row.id in (*relation.left, *relation.right)
        for column in block.columns
    )


def _total(
    block: Block, ids: Collection[str], column: Column, placed: Mapping[Row, Placed]
) -> Decimal | None:
    """The sum of some cells of a column; None where one is not known."""
    at = block.columns.index(column)
    cells = [cells[at] for row, cells in placed.items() if row.id in ids]
    if len(cells) < len(ids) or any(cell.state in _UNKNOWN for cell in cells):
        return None
    return sum((cell.value or Decimal(0) for cell in cells), Decimal(0))


def _as_read(cells: Placed) -> list[Values]:
    """The one candidate of a row that is read plainly; none where a cell is unknown."""
    values = [cell.value for cell in cells]
    known = [int(value) for value in values if value is not None]
    return [tuple(known)] if len(known) == len(values) else []


def _told(glued: Iterable[FoundRow], cells: Mapping[str, Cell]) -> Iterator[Finding]:
    """One remark on all cells whose digits were separated."""
    printed = {" ".join([token.raw for token in row.marks]) for row in glued}
    if not printed:
        return
    figures = [
        figure
        for figure, cell in cells.items()
        if cell.how is How.INFERRED and cell.text in printed
    ]
    if figures:
        yield told_separated(figures)
