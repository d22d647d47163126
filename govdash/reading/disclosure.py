"""Section 二: small tables of one to three columns, and money whose unit the document must tell."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from govdash.forms import Block, Column, Figure, Form, Kind, Row
from govdash.forms.official import CONTENT, DISCLOSURE
from govdash.reading.cells import Token
from govdash.reading.columns import Placed, given, is_glued, place
from govdash.reading.deviations import of_headings, words_of
from govdash.reading.evidence import Evidence
from govdash.reading.numbers import Unit
from govdash.reading.pages import suspects
from govdash.reading.rows import Found, FoundRow, TokenLine, find_rows
from govdash.reading.section import SectionRead, lost, remark
from govdash.reading.sums import single_digits
from govdash.reading.text import squeeze
from govdash.report import Cell, Finding, How, State, Verdict
from govdash.rules.arithmetic import R7_DECIMALS
from govdash.rules.document import S5_TWICE

_YUAN_IN_WAN = Decimal(10_000)
# 亿元, 美元 or a garbled 口元 are none of ours.
_UNIT = re.compile(r"(?:^|[:(,])(?:人民币)?(万元|元)(?=[),]|$)")
_UNIT_ALONE = ("(", "单位")
_CONTENT = squeeze(CONTENT)
_FEWEST_BESIDE = 2
_DECIMALS = re.compile(r"保留(\d)位小数")


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the heading of a money column says; None where it does not."""

    unit: Unit | None = None
    decimals: int | None = None


def read_disclosure(form: Form, lines: Sequence[TokenLine], pages: Collection[int]) -> SectionRead:
    """The cells of section 二; `pages` are the page numbers that may stand among them."""
    blocks = tuple(form.in_section(DISCLOSURE))
    owner = {row: block for block in blocks for row in block.rows}
    found = find_rows(lines, blocks)
    words = [token for line in lines for token in line if token.printed is None]
    headings = _money_headings(words, blocks)
    above = _headings_above(words, found.rows)
    evidence = {block: _evidence(block, found, owner, words, above) for block in blocks}
    read = SectionRead()
    twice = found.contradicted()
    for row in found.rows:
        block = owner[row.row]
        figures = block.line(row.row)
        if row.row in twice:
            read.cells |= dict.fromkeys(block.ids(row.row), lost(twice[row.row]))
            message = f"{row.row.short}：{S5_TWICE.sentence}"
            read.remarks.append(remark(S5_TWICE, block.ids(row.row), message))
            continue
        if pages and suspects(row.on_its_line().marks, pages):
            # No sum of the table could tell it from a value.
            read.cells |= dict.fromkeys(block.ids(row.row), lost(row.marks))
            continue
        for figure, cell in zip(figures, _placed(block, row, evidence[block]), strict=True):
            if figure.kind is Kind.DELTA and cell.state is State.UNREADABLE:
                cell = _as_change(cell, row)
            if figure.kind is Kind.MONEY and cell.value is not None:
                heading = headings.get(figure.column, _Heading())
                cell = _in_wan(cell, row, heading.unit)
                read.remarks += _other_decimals(figure, cell, heading.decimals)
            read.cells[figure.id] = cell
    text = words_of(words)
    for block in blocks:
        read.remarks += of_headings(block, text, read.cells)
    return read


def _evidence(
    block: Block,
    found: Found,
    owner: Mapping[Row, Block],
    words: Sequence[Token],
    above: Mapping[Row, Sequence[Token]],
) -> Evidence:
    """What the rows of all tables with as many columns show about these columns."""
    count = len(block.columns)
    alike = [row for row in found.rows if len(owner[row.row].columns) == count]
    table = [row for row in alike if owner[row.row] is block]
    headings = next((above[row.row] for row in table if row.row in above), ())
    return Evidence(block.columns, alike, words, table, headings)


def _headings_above(
    words: Iterable[Token], rows: Iterable[FoundRow]
) -> Mapping[Row, Sequence[Token]]:
    """The headings above the first row of each table, from its first heading on."""
    labels = {id(row.label): row for row in rows}
    above: dict[Row, list[Token]] = {}
    headings: list[Token] | None = None
    for token in words:
        row = labels.get(id(token))
        if row is not None and headings is not None:
            own = squeeze(row.row.label)
            while headings and own.startswith(headings[-1].text):
                headings.pop()  # the beginning of its label
            above[row.row] = headings
        if row is not None:
            headings = None
        if _CONTENT in token.text:
            headings = []
        if headings is not None:
            headings.append(token)
    return above


def _is_stray(row: FoundRow, evidence: Evidence) -> bool:
    """Whether a lone number below a label may be a page number: others stand beside theirs."""
    if len(evidence.columns) > 1 or not row.marks or row.marks[0].at == row.label.at:
        return False
    beside = [each for each in evidence.rows if each.marks and each.marks[0].at == each.label.at]
    return len(beside) >= _FEWEST_BESIDE


def _placed(block: Block, row: FoundRow, evidence: Evidence) -> Placed:
    if _is_stray(row, evidence):
        return (lost(row.marks),) * len(block.columns)
    if is_glued(row, block.columns):
        values = single_digits(block, [token.text for token in row.marks])
        if values is not None:
            return given(row, block.columns, values)
    return place(row, block.columns, evidence)


def _money_headings(words: Sequence[Token], blocks: tuple[Block, ...]) -> dict[Column, _Heading]:
    """What the printed heading of each money column says of its unit and decimals."""
    headings = {}
    for short, column in _money_columns(blocks):
        for at, token in enumerate(words):
            if short in token.text:
                rest = token.text.split(short, 1)[1]
                after = words[at + 1].text if at + 1 < len(words) else ""
                if not rest and after.startswith(_UNIT_ALONE):
                    rest = after  # 单位：万元 on the next line of the heading
                unit = _UNIT.search(rest)
                decimals = _DECIMALS.search(rest)
                headings[column] = _Heading(
                    Unit(unit[1]) if unit else None, int(decimals[1]) if decimals else None
                )
    return headings


@cache
def _money_columns(blocks: tuple[Block, ...]) -> tuple[tuple[str, Column], ...]:
    """The columns of money, with what their headings begin with."""
    return tuple(
        (squeeze(column.short), column)
        for block in blocks
        for column in block.columns
        if column.kind is Kind.MONEY
    )


def _as_change(read: Cell, row: FoundRow) -> Cell:
    """A change printed in words, 增5 or 减少8, as its number."""
    for token in row.marks:
        if token.raw == read.text and token.printed and token.printed.change is not None:
            return Cell(State.VALUE, token.printed.change, How.PRINTED, read.text, read.line)
    return read


def _in_wan(read: Cell, row: FoundRow, heading: Unit | None) -> Cell:
    """Money in 万元 by the unit in the cell, else in the heading; without either it is not given."""
    token = next((token for token in row.cells if token.raw == read.text), None)
    own = token.printed.unit if token and token.printed else None
    unit = own or heading
    if read.value is None or read.value == 0 or unit is Unit.WAN:
        return read
    if unit is Unit.YUAN:
        return read._replace(value=read.value / _YUAN_IN_WAN)
    return Cell(State.UNREADABLE, text=read.text, line=read.line)


def _other_decimals(figure: Figure, read: Cell, asked: int | None) -> Iterator[Finding]:
    """A remark where the heading asks for so many decimals and the amount has others."""
    has = len((read.text or "").partition(".")[2])
    if asked is not None and has not in (0, asked):
        yield replace(
            remark(
                R7_DECIMALS,
                [figure.id],
                f"{figure.label}：表头要求保留 {asked} 位小数，这里印了 {has} 位，数值可用。",
                Verdict.FAIL,
            ),
            left=read.value,
        )
