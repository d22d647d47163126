"""The shapes a form is declared in: sections, blocks of rows and columns, figures, relations.

What is declared exists once and is compared by identity (`eq=False`), which also makes it cheap
to look up.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]、|（[一二三四五六七八九十]）|\d+[.、])+")
_REMARK = re.compile(r"（[^）]*）$")


class Kind(StrEnum):
    """What sort of number a cell holds."""

    COUNT = "count"
    DELTA = "delta"
    MONEY = "money"


class Relation(StrEnum):
    """The arithmetic relations (勾稽关系) that the forms state or imply."""

    BALANCE = "balance"
    OUTCOMES = "outcomes"
    APPLICANTS = "applicants"
    CASES = "cases"


class Continuity(StrEnum):
    """How a pair of figures of the two forms may be drawn: as one series with care, or never."""

    CAUTION = "caution"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A heading printed above or beside several rows or columns."""

    id: str
    label: str
    en: str

    @property
    def short(self) -> str:
        """The heading without its numbering."""
        return _NUMBERING.sub("", self.label)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of a block as printed.

    `keyword` is what stands of the label on every copy seen, after normalising and without
    spaces; `also` are other keywords that mean the same row. The keyword of an `exact` row means
    something else elsewhere in the table: it counts with its numbering, or alone right after the
    row above.
    """

    id: str
    label: str
    en: str
    keyword: str
    also: tuple[str, ...] = ()
    group: Group | None = None
    exact: bool = False

    @property
    def keywords(self) -> tuple[str, ...]:
        """Every keyword that names this row."""
        return (self.keyword, *self.also)

    @property
    def short(self) -> str:
        """The label without numbering and bracketed remark, for charts and headings."""
        return _REMARK.sub("", _NUMBERING.sub("", self.label))


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of a block as printed, with the unit and kind of its numbers.

    `also` are other headings in use for it, `torn` what copies leave of its own.
    """

    id: str
    label: str
    en: str
    unit: str = "件"
    kind: Kind = Kind.COUNT
    also: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()
    group: Group | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """Every heading that names this column."""
        return (self.label, *self.also, *self.torn)

    @property
    def short(self) -> str:
        """The heading without its bracketed remark."""
        return _REMARK.sub("", self.label)


@dataclass(frozen=True, slots=True)
class Sum:
    """Σ left = Σ right on every line of the other axis.

    `axis` says what the terms are: rows (checked in each column) or columns (checked in each
    row). Where the right side is the printed total of the left, `is_total` holds.
    """

    relation: Relation
    axis: Literal["rows", "columns"]
    left: tuple[str, ...]
    right: tuple[str, ...]
    is_total: bool


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One cell of a form: a stable id with all that is known about what stands there."""

    id: str
    section: str
    block: str
    row: Row
    column: Column

    @property
    def unit(self) -> str:
        """The unit its values are given in."""
        return self.column.unit

    @property
    def kind(self) -> Kind:
        """What sort of number it is."""
        return self.column.kind

    @property
    def label(self) -> str:
        """Row and column as one Chinese label."""
        return f"{self.row.short}·{self.column.short}"

    @property
    def en(self) -> str:
        """Row and column as one English label."""
        return f"{self.row.en}: {self.column.en}"


@dataclass(frozen=True, eq=False)
class Block:
    """A rectangle of a form: rows × columns, each crossing one figure.

    `joiner` makes the figure id from the two ids. A `one_line` block prints its rows side by
    side in a single line of values (section 四).
    """

    id: str
    section: str
    heading: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    joiner: str = "_"
    one_line: bool = False
    relations: tuple[Sum, ...] = ()

    def figure_id(self, row: str, column: str) -> str:
        """The id of the figure where a row and a column cross."""
        return f"{row}{self.joiner}{column}"

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in the order they are printed."""
        return tuple(
            Figure(self.figure_id(row.id, column.id), self.section, self.id, row, column)
            for row in self.rows
            for column in self.columns
        )

    @cached_property
    def _lines(self) -> dict[Row, tuple[Figure, ...]]:
        return {
            row: tuple(figure for figure in self.figures if figure.row is row) for row in self.rows
        }

    def line(self, row: Row) -> tuple[Figure, ...]:
        """The figures of one row, in the order of the columns."""
        return self._lines[row]

    @cached_property
    def _ids(self) -> dict[Row, tuple[str, ...]]:
        return {row: tuple(figure.id for figure in line) for row, line in self._lines.items()}

    def ids(self, row: Row) -> tuple[str, ...]:
        """The ids of the figures of one row, in the order of the columns."""
        return self._ids[row]


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """One of the six sections, with the words its heading is known by."""

    id: str
    title: str
    en: str
    pattern: str


@dataclass(frozen=True, eq=False)
class Form:
    """One official form (格式): the document that set it and its blocks in printed order."""

    id: str
    document: str
    label: str
    en: str
    first_year: int
    blocks: tuple[Block, ...]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure by id, in printed order."""
        return {figure.id: figure for block in self.blocks for figure in block.figures}

    def in_section(self, section: Section) -> Iterator[Block]:
        """The blocks of one section."""
        return (block for block in self.blocks if block.section == section.id)

    def figure(self, row: Row, column: Column) -> Figure:
        """The figure where a declared row and column cross."""
        for block in self.blocks:
            if row in block.rows and column in block.columns:
                return self.figures[block.figure_id(row.id, column.id)]
        raise KeyError((row.id, column.id))


@dataclass(frozen=True, slots=True)
class Join:
    """What of the older form may continue as what of the newer one.

    `before` and `after` are figure ids; None where the form has no such figure. `note` is the
    remark that a chart must carry.
    """

    before: str | None
    after: str | None
    continuity: Continuity
    note: str = ""
    note_en: str = ""
