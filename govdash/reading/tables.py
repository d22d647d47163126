"""The three tables of a report: which form they are, and every cell of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from govdash.forms import (
    FORMS,
    Block,
    Column,
    Figure,
    Form,
    Kind,
    Section,
    distinguishing_columns,
)
from govdash.forms.official import APPLICATIONS, CASES, DISCLOSURE, OVERVIEW
from govdash.reading.cells import Token, cells
from govdash.reading.columns import (
    Evidence,
    are_disordered,
    cell,
    cut_row,
    heading_starts,
    only_individuals,
    place,
    printed_headings,
    row_starts,
    short_rows,
)
from govdash.reading.numbers import Unit
from govdash.reading.parts import Parts
from govdash.reading.rows import FoundRow, find_rows, whole_labels
from govdash.reading.text import squeeze
from govdash.report import ABSENT, Cell, Finding, State, Verdict
from govdash.rules.arithmetic import R7_DECIMALS

_YUAN_IN_WAN = Decimal(10_000)
# 亿元, 美元 or a garbled 口元 are none of ours.
_UNIT = re.compile(r"(?:^|[:(,])(万元|元)(?=[),]|$)")
_DECIMALS = re.compile(r"保留(\d)位小数")


@dataclass(frozen=True, slots=True)
class Tables:
    """Every cell of the form, and what only the document itself can show about them."""

    form: Form
    cells: dict[str, Cell]
    remarks: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the heading of a money column says; None where it does not."""

    unit: Unit | None = None
    decimals: int | None = None


def choose_form(tokens: Iterable[Token]) -> Form | None:
    """The form whose own column headings are printed in section 二; None where neither's are."""
    text = "".join(token.text for token in tokens if token.printed is None)
    scores = {
        form: sum(
            any(squeeze(label) in text for label in column.labels)
            for column in distinguishing_columns(form)
        )
        for form in FORMS.values()
    }
    best = max(scores, key=lambda form: scores[form])
    tied = sum(score == scores[best] for score in scores.values()) > 1
    return None if tied else best


def _form_by_rows(tokens: Sequence[Token]) -> Form | None:
    """The form of which most rows of section 三 are found, where section 二 tells nothing."""
    counts = {
        form: sum(len(find_rows(tokens, [block]).rows) for block in form.in_section(APPLICATIONS))
        for form in FORMS.values()
    }
    best = max(counts, key=lambda form: counts[form])
    tied = sum(count == counts[best] for count in counts.values()) > 1
    return None if tied else best


@cache
def _labels(section: Section) -> frozenset[str]:
    """The labels that rows of a section have in any form."""
    rows = [block.rows for form in FORMS.values() for block in form.in_section(section)]
    return frozenset(label for some in rows for label in whole_labels(some))


def read_tables(parts: Parts) -> Tables | None:
    """Read sections 二, 三 and 四; None where the document prints no table of either form."""
    streams = {
        section.id: list(cells(parts.lines(section), _labels(section)))
        for section in (DISCLOSURE, APPLICATIONS, CASES)
    }
    form = choose_form(streams[DISCLOSURE.id]) or _form_by_rows(streams[APPLICATIONS.id])
    if form is None:
        return None
    disclosed, remarks = _disclosure(form, streams[DISCLOSURE.id])
    individuals = only_individuals(parts.text(OVERVIEW))
    read = (
        disclosed
        | _applications(form, streams[APPLICATIONS.id], individuals)
        | _cases(form, streams[CASES.id])
    )
    every = {figure: read.get(figure, ABSENT) for figure in form.figures}
    return Tables(form, every, tuple(remarks))


def _applications(form: Form, tokens: Sequence[Token], individuals: bool) -> dict[str, Cell]:
    (block,) = form.in_section(APPLICATIONS)
    found = find_rows(tokens, [block])
    headings = printed_headings(found.header, block.columns)
    evidence = Evidence(
        headings,
        short_rows(found.rows, headings),
        row_starts(found.rows, len(block.columns)),
        heading_starts(found.header, block.columns),
        individuals,
        cut_row(found.rows, block.columns),
        are_disordered(found.header, block.columns),
    )
    return _placed(block, found.rows, evidence)


def _placed(block: Block, rows: Iterable[FoundRow], evidence: Evidence) -> dict[str, Cell]:
    return {
        block.figure_id(row.row.id, column): read
        for row in rows
        for column, read in place(row, block.columns, evidence).items()
    }


def _disclosure(form: Form, tokens: Sequence[Token]) -> tuple[dict[str, Cell], list[Finding]]:
    blocks = tuple(form.in_section(DISCLOSURE))
    owner = {row.id: block for block in blocks for row in block.rows}
    found = find_rows(tokens, blocks)
    headings = _money_headings(tokens, blocks)
    evidence = {
        block: Evidence(
            starts=row_starts(
                [row for row in found.rows if len(owner[row.row.id].columns) == len(block.columns)],
                len(block.columns),
            ),
            grids=heading_starts(tokens, block.columns),
            disordered=are_disordered(tokens, block.columns),
        )
        for block in blocks
    }
    read: dict[str, Cell] = {}
    remarks: list[Finding] = []
    for row in found.rows:
        block = owner[row.row.id]
        placed = place(row, block.columns, evidence[block])
        for figure in block.line(row.row):
            given = placed[figure.column.id]
            if figure.kind is Kind.MONEY and given.value is not None:
                heading = headings.get(figure.column, _Heading())
                given = _in_wan(given, row, heading.unit)
                remarks += _other_decimals(figure, given, heading.decimals)
            read[figure.id] = given
    return read, remarks


def _money_headings(tokens: Sequence[Token], blocks: Iterable[Block]) -> dict[Column, _Heading]:
    """What the printed heading of each money column says of its unit and decimals."""
    columns = {column for block in blocks for column in block.columns if column.kind is Kind.MONEY}
    headings = {}
    for token in tokens:
        for column in columns:
            if token.printed is None and squeeze(column.short) in token.text:
                rest = token.text.split(squeeze(column.short), 1)[1]
                unit = _UNIT.search(rest)
                decimals = _DECIMALS.search(rest)
                headings[column] = _Heading(
                    Unit(unit[1]) if unit else None, int(decimals[1]) if decimals else None
                )
    return headings


def _in_wan(read: Cell, row: FoundRow, heading: Unit | None) -> Cell:
    """Money in 万元 by the unit in the cell, else in the heading; without either it is not given."""
    token = next((token for token in row.cells if token.raw == read.text), None)
    own = token.printed.unit if token and token.printed else None
    unit = own or heading
    if read.value is None or read.value == 0 or unit is Unit.WAN:
        return read
    if unit is Unit.YUAN:
        return replace(read, value=read.value / _YUAN_IN_WAN)
    return Cell(State.UNREADABLE, text=read.text, line=read.line)


def _other_decimals(figure: Figure, read: Cell, asked: int | None) -> Iterator[Finding]:
    """A remark where the heading asks for so many decimals and the amount has others."""
    has = len((read.text or "").partition(".")[2])
    if asked is not None and has not in (0, asked):
        yield Finding(
            R7_DECIMALS.id,
            R7_DECIMALS.severity,
            Verdict.FAIL,
            (figure.id,),
            read.value,
            None,
            f"{figure.label}：表头要求保留 {asked} 位小数，这里印了 {has} 位，数值可用。",
        )


def _cases(form: Form, tokens: Sequence[Token]) -> dict[str, Cell]:
    """Section 四 by position: its headings are torn or lost on many copies, its order never."""
    (block,) = form.in_section(CASES)
    figures = [figure.id for figure in block.figures]
    line = _line_of_values(tokens, len(figures))
    if line is not None:
        return {figure: cell(token) for figure, token in zip(figures, line, strict=True)}
    marks = [token for token in tokens if token.is_mark]
    if not marks:
        return {}
    text = " ".join(token.raw for token in marks)
    return dict.fromkeys(figures, Cell(State.UNREADABLE, text=text, line=marks[0].line))


def _line_of_values(tokens: Sequence[Token], count: int) -> list[Token] | None:
    """Exactly so many printed values; or one line of exactly so many cells, blanks included."""
    marks = [token for token in tokens if token.is_mark]
    if len(marks) == count:
        return marks
    if not marks:
        return None
    lines = {token.line for token in marks}
    cut = [token for token in tokens if token.line in lines and token.printed is not None]
    if len(lines) == 1 and len(cut) == count == cut[0].width and cut[0].is_grid:
        return cut
    return None
