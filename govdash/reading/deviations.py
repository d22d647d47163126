"""How a copy's headings and labels deviate from the form, though its cells are read: S3, S4, S5."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from rapidfuzz.fuzz import ratio

from govdash.forms import Block, Column, Row
from govdash.forms.official import RESULTS
from govdash.reading.cells import Token
from govdash.reading.remembered import remembered
from govdash.reading.rows import FoundRow
from govdash.reading.section import remark
from govdash.reading.text import squeeze
from govdash.report import Cell, Finding, State, Verdict
from govdash.rules.document import S3_HEADER, S4_LABEL_ALIAS, S5_LAYOUT

_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十]+[)、]+|\d+[.、])+")
_MARKS = re.compile(r"[^\w]|\d")
_FEWEST_HEADINGS = 3
_NEARLY = 70
_SHORT = 120
_RESULT_HALVES = tuple(column.label[-2:] for column in RESULTS)
"""The second halves of the headings of section 四, which a cell of two lines loses."""


def words_of(tokens: Iterable[Token]) -> str:
    """All words among some cells, one behind the other."""
    return "".join([token.text for token in tokens if token.printed is None])


def of_headings(block: Block, text: str, cells: Mapping[str, Cell]) -> Iterator[Finding]:
    """S3 and S4 of the headings of a table among the words of its section."""
    named: dict[Column, str] = {}
    for column, names in _names(block):
        for name in names:
            if name in text:
                named[column] = name
                break
    if len(named) < min(_FEWEST_HEADINGS, len(block.columns)):
        return
    missing = [
        column
        for column in block.columns
        if column not in named
        and _has_left_nothing(text, column)
        and _is_read(block, column, cells)
    ]
    torn = [column for column, name in named.items() if name in _torn(column)]
    for columns, what in ((missing, "没有"), (torn, "残缺的")):
        if columns:
            names = "、".join(column.short for column in columns)
            yield _of_columns(
                block, columns, f"我们手里的文本里{what}栏目名：{names}。数字照位置读出。"
            )
    for column, name in named.items():
        if _is_alias(name, column) and column not in torn:
            yield remark(
                S4_LABEL_ALIAS,
                _column(block, column),
                f"“{column.short}”一栏印作“{name}”，意思相同，数字照用。",
                Verdict.FAIL,
            )


def _of_columns(block: Block, columns: Sequence[Column], message: str) -> Finding:
    figures = [figure for column in columns for figure in _column(block, column)]
    return remark(S3_HEADER, figures, message, Verdict.PASS)


def _column(block: Block, column: Column) -> list[str]:
    return [block.figure_id(row.id, column.id) for row in block.rows]


@cache
def _names(block: Block) -> tuple[tuple[Column, Sequence[str]], ...]:
    """The names that each column is printed with; the longest first, for one may hold another."""
    return tuple(
        (column, sorted(map(squeeze, column.labels), key=len, reverse=True))
        for column in block.columns
    )


@cache
def _torn(column: Column) -> frozenset[str]:
    return frozenset(map(squeeze, column.torn))


@cache
def _is_alias(name: str, column: Column) -> bool:
    """Whether one of a column's names says something else than its official one."""
    return _is_other(name, column.label)


def _has_left_nothing(text: str, column: Column) -> bool:
    """Whether neither end of a heading is there: words of one cell may stand on several lines."""
    label = squeeze(column.label)
    return label[:2] not in text and label[-2:] not in text


def _is_read(block: Block, column: Column, cells: Mapping[str, Cell]) -> bool:
    found = [cells[figure] for figure in _column(block, column) if figure in cells]
    return bool(found) and all(cell.state is not State.ABSENT for cell in found)


def of_results(block: Block, header: Iterable[Token], cells: Mapping[str, Cell]) -> list[Finding]:
    """S3 of section 四: halves of its headings are lost, and its numbers are read by position."""
    text = "".join([token.text for token in header])
    short = [
        half
        for half in dict.fromkeys(_RESULT_HALVES)
        if min(map(text.count, half)) < len(block.rows)
    ]
    if not cells or not short:
        return []
    message = f"我们手里的文本里第{block.section}部分的栏目名残缺（缺“{'”“'.join(short)}”）。数字照位置读出。"
    return [remark(S3_HEADER, list(cells), message, Verdict.PASS)]


def _plain(label: str) -> str:
    return _MARKS.sub("", _NUMBERING.sub("", squeeze(label)))


def _is_other(printed: str, label: str) -> bool:
    """Whether a label says something else than the official one, marks and remarks apart."""
    printed, label = _plain(printed), _plain(label)
    return bool(printed) and not label.startswith(printed) and not printed.endswith(label)


def of_labels(block: Block, rows: Iterable[FoundRow]) -> Iterator[Finding]:
    """S4 of rows whose label is printed with a letter or a word of its own."""
    for row in rows:
        text = row.label.text
        if printed := _alias(text, row.row):
            yield remark(
                S4_LABEL_ALIAS,
                [figure.id for figure in block.line(row.row)],
                f"“{row.row.short}”一行印作“{printed}”，意思相同，数字照用。",
                Verdict.FAIL,
            )


@remembered(_SHORT)
def _alias(text: str, row: Row) -> str | None:
    """A label that is about as long as the official one and like it; else it is a torn piece."""
    text, label = _plain(text), _plain(row.label)
    if not text or (text[0], text[-1]) != (label[0], label[-1]):
        return None
    is_like = abs(len(text) - len(label)) <= 1 and ratio(text, label) >= _NEARLY
    return text if is_like and _is_other(text, label) else None


def of_places(block: Block, rows: Sequence[FoundRow]) -> Iterator[Finding]:
    """S5 of rows whose values stand on the next line where those of most stand beside the label."""
    below = [row for row in rows if row.marks and row.marks[0].at != row.label.at]
    if not below:
        return
    beside = [row for row in rows if row.marks and row.marks[0].at == row.label.at]
    if sum(row.label.is_grid for row in beside) <= len(rows) / 2:
        return
    figures = [figure.id for row in below for figure in block.line(row.row)]
    names = "、".join(row.row.short for row in below)
    yield remark(
        S5_LAYOUT,
        figures,
        f"我们手里的文本里“{names}”的数字掉到了下一行，已按顺序读出。",
        Verdict.PASS,
    )
