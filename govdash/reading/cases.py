"""Section 四 by position: its headings are torn or lost on many copies, its order seldom.

Headings that are there have to agree with the form's order; where none is, the sums have to.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from govdash.forms import Block, Form
from govdash.forms.official import CASES, RESULTS
from govdash.reading.cells import Token
from govdash.reading.columns import cell
from govdash.reading.deviations import of_results
from govdash.reading.pages import (
    counted,
    hides_a_blank,
    is_stray_among,
    suspects,
    without_one,
    without_two,
)
from govdash.reading.rows import TokenLine
from govdash.reading.section import SectionRead, inferred, lost, told_separated
from govdash.reading.sums import Values, agreed, is_sum, separate_line

_NEXT_PART = re.compile("[五六]、")


def read_cases(form: Form, lines: Sequence[TokenLine], pages: Collection[int]) -> SectionRead:
    """The cells of section 四; `pages` are the page numbers that may stand among them."""
    (block,) = form.in_section(CASES)
    figures = [figure.id for figure in block.figures]
    tokens = _until_next_part(lines)
    marks = [token for token in tokens if token.is_mark]
    if not marks:
        return SectionRead()
    values = _line_of_values(tokens, marks, len(figures))
    if values is not None and _is_in_order(block, tokens, values):
        if _may_hold_a_page(values, len(block.columns), pages):
            return SectionRead(dict.fromkeys(figures, lost(marks)))
        cells = dict(zip(figures, map(cell, values), strict=True))
        return SectionRead(cells, of_results(block, tokens, cells))
    unknown = lost(marks)
    read = SectionRead(dict.fromkeys(figures, unknown))
    if values is not None:
        return read
    page = len(marks) == len(figures) + 1
    ways = _without_page(marks, len(block.columns)) if page else None
    parted = agreed(ways or separate_line(block, [token.text for token in marks]))
    known = {
        figure: value for figure, value in zip(figures, parted, strict=False) if value is not None
    }
    for figure, value in known.items():
        read.cells[figure] = inferred(value, unknown)
    if known and not page:
        read.remarks.append(told_separated(list(known)))
    return read


def _without_page(marks: Sequence[Token], size: int) -> list[Values]:
    """What is left without the number of a page, if there is one way to have one or two of them."""
    ways = without_one(marks, size)
    return list(ways) if len(ways) == 1 and not without_two(marks, size) - ways else []


def _until_next_part(lines: Iterable[TokenLine]) -> list[Token]:
    """The cells of the section; one that runs into the next part ends where that begins."""
    tokens: list[Token] = []
    for line in lines:
        if _NEXT_PART.match(line[0].text):
            break
        tokens += line
    return tokens


def _line_of_values(
    tokens: Sequence[Token], marks: Sequence[Token], count: int
) -> Sequence[Token] | None:
    """Exactly so many printed values; or one line of exactly so many cells, blanks included."""
    if len(marks) == count:
        return None if is_stray_among(marks) else marks
    if len({token.at for token in marks}) > 1:
        return None
    cut = [token for token in tokens if token.at == marks[0].at and token.printed is not None]
    if len(cut) == count == cut[0].width and (cut[0].is_grid or cut[-1].is_mark):
        return cut
    if marks[-1].column - marks[0].column == count - 1:
        between = [t for t in cut if marks[0].column <= t.column <= marks[-1].column]
        return between if len(between) == count else None
    return None


def _may_hold_a_page(values: Sequence[Token], size: int, pages: Collection[int]) -> bool:
    """Whether one of the values may be a page number, in the place of a blank that is lost."""
    among = bool(suspects(values, pages))
    if is_sum([counted(token) for token in values], size):
        return among and hides_a_blank(values, size)
    return among or hides_a_blank(values, size)


def _is_in_order(block: Block, tokens: Sequence[Token], values: Sequence[Token]) -> bool:
    """Whether the headings printed stand in the order of the form; without any the sums must hold."""
    text = "".join(token.text for token in tokens if token.printed is None)
    columns = [column.label for column in block.columns if column.label in text]
    rows = [row.label for row in block.rows if row.label in text]
    lines = {token.at for token in values}
    beside = "".join(t.text for t in tokens if t.printed is None and t.at in lines)
    if len(lines) > 1 and any(column.label in beside for column in RESULTS):
        return False  # a result beside its values: rows and columns have changed places
    if not columns and not rows:
        return _adds_up(block, values)
    return all(
        [text.index(label) for label in labels] == sorted(text.index(label) for label in labels)
        for labels in (columns, rows)
    )


def _adds_up(block: Block, values: Sequence[Token]) -> bool:
    size = len(block.columns)
    return is_sum([counted(token) for token in values], size)
