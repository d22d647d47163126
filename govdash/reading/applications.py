"""Section 三: seven columns of applicants, rows by label, columns by whatever settles them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from govdash.forms import Block, Form, Row
from govdash.forms.official import APPLICATIONS
from govdash.reading.columns import Placed, given, is_glued, place
from govdash.reading.deviations import of_headings, of_labels, of_places
from govdash.reading.evidence import Evidence
from govdash.reading.rows import Found, FoundRow, TokenLine, find_rows
from govdash.reading.section import SectionRead, lost, remark, told_separated
from govdash.reading.sums import Values, agreed, separate, single_digits, ways
from govdash.report import Cell, Finding, How
from govdash.rules.document import S5_TWICE


def read_applications(
    form: Form, lines: Sequence[TokenLine], *, individuals_only: bool
) -> SectionRead:
    """The cells of section 三; `individuals_only` if a sentence says all applicants were that."""
    (block,) = form.in_section(APPLICATIONS)
    found = find_rows(lines, [block])
    evidence = Evidence(block.columns, found.rows, found.header, individuals_only)
    read = SectionRead()
    _keep_twice(block, found, read)
    placed = {
        row.row: place(row, block.columns, evidence)
        for row in found.rows
        if block.line(row.row)[0].id not in read.cells
    }
    glued = [row for row in found.rows if row.row in placed and is_glued(row, block.columns)]
    placed |= dict(_separated(block, placed, glued))
    for row, cells in placed.items():
        for column, cell in cells.items():
            read.cells[block.figure_id(row.id, column)] = cell
    read.remarks += _told(glued, read.cells)
    read.remarks += of_headings(block, chain.from_iterable(lines), read.cells)
    read.remarks += of_labels(block, found.rows)
    read.remarks += of_places(block, found.rows)
    return read


def _keep_twice(block: Block, found: Found, read: SectionRead) -> None:
    """Rows that are printed twice with other cells: none of them is given, and that is said."""
    for row, tokens in found.contradicted().items():
        figures = [figure.id for figure in block.line(row)]
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


def _as_read(cells: Placed) -> list[Values]:
    """The one candidate of a row that is read plainly; none where a cell is unknown."""
    values = [cell.value for cell in cells.values()]
    known = [int(value) for value in values if value is not None]
    return [tuple(known)] if len(known) == len(values) else []


def _told(glued: Iterable[FoundRow], cells: Mapping[str, Cell]) -> Iterator[Finding]:
    """One remark on all cells whose digits were separated."""
    printed = {" ".join(token.raw for token in row.marks) for row in glued}
    figures = [
        figure
        for figure, cell in cells.items()
        if cell.how is How.INFERRED and cell.text in printed
    ]
    if figures:
        yield told_separated(figures)
