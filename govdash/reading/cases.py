"""Section 四 by position: its headings are torn or lost on many copies, its order never."""

from collections.abc import Sequence

from govdash.forms import Form
from govdash.forms.official import CASES
from govdash.reading.cells import Token
from govdash.reading.columns import cell
from govdash.reading.deviations import of_results
from govdash.reading.rows import TokenLine
from govdash.reading.section import SectionRead, inferred, lost, told_separated
from govdash.reading.sums import agreed, separate_line


def read_cases(form: Form, lines: Sequence[TokenLine]) -> SectionRead:
    """The cells of section 四."""
    (block,) = form.in_section(CASES)
    figures = [figure.id for figure in block.figures]
    tokens = [token for line in lines for token in line]
    marks = [token for token in tokens if token.is_mark]
    if not marks:
        return SectionRead()
    values = _line_of_values(tokens, marks, len(figures))
    if values is not None:
        cells = dict(zip(figures, map(cell, values), strict=True))
        return SectionRead(cells, of_results(block, tokens, cells))
    unknown = lost(marks)
    read = SectionRead(dict.fromkeys(figures, unknown))
    parted = agreed(separate_line(block, [token.text for token in marks]))
    told = {
        figure: value for figure, value in zip(figures, parted, strict=False) if value is not None
    }
    for figure, value in told.items():
        read.cells[figure] = inferred(value, marks)
    if told:
        read.remarks.append(told_separated(list(told)))
    return read


def _line_of_values(
    tokens: Sequence[Token], marks: Sequence[Token], count: int
) -> Sequence[Token] | None:
    """Exactly so many printed values; or one line of exactly so many cells, blanks included."""
    if len(marks) == count:
        return marks
    if len({token.at for token in marks}) > 1:
        return None
    cut = [token for token in tokens if token.at == marks[0].at and token.printed is not None]
    if len(cut) == count == cut[0].width and (cut[0].is_grid or cut[-1].is_mark):
        return cut
    if marks[-1].column - marks[0].column == count - 1:
        between = [t for t in cut if marks[0].column <= t.column <= marks[-1].column]
        return between if len(between) == count else None
    return None
