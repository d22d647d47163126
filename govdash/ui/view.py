"""A table as it stands on the screen and in the file: the same rows and the same figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from urllib.parse import quote, urlencode

import pandas as pd

from govdash.publish.files import csv_bytes
from govdash.report import number
from govdash.ui.helps import is_rate, of_column
from govdash.ui.language import here

_LONG = 12
"""Characters from which text may wrap; shorter cells stay on one line."""

Cell = object

Build = Callable[[], "View"]
"""Makes a table: once for the screen in the reader's language, once for the file in 简体."""

REPORT = "report_id"
"""The column that names the single report a row stands for."""

_LEADING = ("agency", REPORT)
_NAMES = ("year", "line")
"""Columns whose whole numbers name something and count nothing: they are not parted."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere: into a page of ours, with a place on it."""

    text: str
    page: str
    query: Mapping[str, str | Sequence[str]]
    place: str = ""

    @property
    def address(self) -> str:
        """Relative, so that it holds under any host."""
        place = f"#{quote(self.place, safe=':')}" if self.place else ""
        return f"{self.page}?{urlencode({**self.query, **here()}, doseq=True)}{place}"

    @property
    def html(self) -> str:
        """As HTML, opened in the same tab; links in Markdown open a new one."""
        return f'<a href="{escape(self.address)}" target="_self">{escape(self.text)}</a>'

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class View:
    """Columns (id → heading) and rows of cells: numbers, text, or None for what is not known."""

    columns: Mapping[str, str]
    rows: Sequence[tuple[Cell, ...]]

    def csv(self) -> bytes:
        """The rows as the CSV of the contract, a first row of ids."""
        rows = [
            [_written(cell, column) for column, cell in zip(self.columns, row, strict=True)]
            for row in self.rows
        ]
        return csv_bytes(list(self.columns), rows)

    def frame(self) -> pd.DataFrame:
        """The rows as text, for a table too long to be drawn at once."""
        return pd.DataFrame(
            [
                [shown(cell, column) for column, cell in zip(self.columns, row, strict=True)]
                for row in self.rows
            ],
            columns=list(self.columns.values()),
        )

    def html(self) -> str:
        """The rows as an HTML table; agency and number of a report lead to its page."""
        kinds = [_kind([row[index] for row in self.rows]) for index in range(len(self.columns))]
        heads = "".join(
            f'<th scope="col" class="{kind}" data-column="{column}">{_head(column, head)}</th>'
            for (column, head), kind in zip(self.columns.items(), kinds, strict=True)
        )
        rows = "".join(f"<tr>{self._cells(row, kinds)}</tr>" for row in self.rows)
        # Focusable, so that a wide table can be scrolled by keyboard.
        return f'<div class="gd-view" tabindex="0"><table><tr>{heads}</tr>{rows}</table></div>'

    def _cells(self, row: tuple[Cell, ...], kinds: Sequence[str]) -> str:
        report = dict(zip(self.columns, row, strict=True)).get(REPORT)
        return "".join(
            _data(head, shown(cell, column), cell, kind, report if column in _LEADING else None)
            for (column, head), cell, kind in zip(self.columns.items(), row, kinds, strict=True)
        )


def _kind(cells: Sequence[Cell]) -> str:
    """Whether a column holds numbers (set to the right), or text."""
    known = [cell for cell in cells if cell is not None]
    return "n" if all(isinstance(cell, int | Decimal) for cell in known) else "t"


def _head(column: str, head: str) -> str:
    """A heading; where its word needs telling, with a tool-tip and a link to what says more."""
    hint, place = of_column(column)
    if not hint:
        return escape(head)
    address = Link("", "method", {}, place).address
    return (
        f'<a class="gd-word" href="{escape(address)}" target="_self" title="{escape(hint)}">'
        f"{escape(head)}</a>"
    )


def _data(head: str, text: str, cell: Cell, kind: str, report: Cell) -> str:
    text = escape(text)
    link = cell if isinstance(cell, Link) else None
    if report is not None:
        link = link or Link("", "report", {"id": str(report)})
    if link is not None:
        text = f'<a href="{escape(link.address)}" target="_self">{text}</a>'
    if isinstance(cell, str) and len(cell) > _LONG and cell != report:
        kind = "l"
    # On a narrow screen each row becomes a list, and each cell needs its heading beside it.
    return f'<td class="{kind}" data-head="{escape(head)}"><span>{text}</span></td>'


def _written(cell: Cell, column: str) -> Cell:
    """A cell as the file has it: what leads somewhere as its text, a rate with its decimal."""
    if isinstance(cell, Decimal) and is_rate(column):
        return f"{cell:.1f}"
    return str(cell) if isinstance(cell, Link) else cell


def shown(cell: Cell, column: str = "") -> str:
    """A cell as read on the screen; what is not known is a dash, never a zero."""
    if cell is None:
        return "—"
    if isinstance(cell, int) and column not in _NAMES:
        return f"{cell:,}"
    if isinstance(cell, Decimal):
        return f"{cell:,.1f}" if is_rate(column) else f"{number(cell):,}"
    return str(cell)
