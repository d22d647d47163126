"""Every count of a section in one table: the sums of the newest year, each with its reports."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from govdash.forms.series import Quantity
from govdash.store.answers import Records
from govdash.store.filters import Filters
from govdash.store.sums import by_year
from govdash.ui.block import block
from govdash.ui.data import ask_years
from govdash.ui.explore import parameter
from govdash.ui.language import say
from govdash.ui.quantities import heading, value
from govdash.ui.stories import yearly_story
from govdash.ui.view import Cell, Link, View
from govdash.ui.words import SCOPE_HELP, SCOPE_NAMES, sentences


def totals(page: str, filters: Filters, asked: Sequence[Quantity], first: Quantity) -> None:
    """The sums of the newest year, told by the first of them; each row leads to all its sides."""
    rows = ask_years(by_year, filters, tuple(asked))
    newest = max((row["year"] for row in rows), default=None)
    rows = [row for row in rows if row["year"] == newest]
    given = [item for item in asked if any(row[f"{item.id}:n"] for row in rows)]
    told = first if first in given else next(iter(given), first)
    block(
        "totals",
        yearly_story(rows, told),
        partial(table, page, filters, rows, given),
        None,
        sentences(say(SCOPE_HELP), say("点项目的名字，看它的历年、各地和逐份。")),
    )


def table(page: str, filters: Filters, rows: Records, asked: Sequence[Quantity]) -> View:
    """One row a quantity: for each scope its sum, and how many reports gave it."""
    scopes = {row["scope"]: row for row in rows}
    columns = {"year": say("年度"), "measure": say("项目")}
    for scope in scopes:
        shown = say(SCOPE_NAMES[scope])
        columns |= {scope: shown, f"{scope}:n": say("给出的{scope}报告数", scope=shown)}
    return View(
        columns,
        [
            (
                rows[0]["year"],
                Link(heading(item), page, {**filters.query(), **parameter(item)}),
                *(cell for row in scopes.values() for cell in _cells(row, item)),
            )
            for item in asked
        ],
    )


def _cells(row: dict[str, Any], quantity: Quantity) -> tuple[Cell, Cell]:
    return value(quantity, row).number, row[f"{quantity.id}:n"]
