"""Reports made for tests of the audit: cells from what would be printed in them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from govdash.forms import FORMS
from govdash.report import Cell, How, Report, Source, State

SIGNS = {"": State.BLANK, "-": State.DASH, "/": State.SLASH, "无": State.NONE_WORD}
LOST = {"absent": State.ABSENT, "unreadable": State.UNREADABLE}
COLUMNS = [
    "natural_person", "org_business", "org_research", "org_social", "org_legal_service",
    "org_other", "total",
]  # fmt: skip


def cell(text: str) -> Cell:
    """The cell in which this is printed; `?` before a number says that its column is inferred."""
    if text in LOST:
        return Cell(LOST[text])
    if text in SIGNS:
        return Cell(SIGNS[text], text=text, line=1)
    how = How.INFERRED if text.startswith("?") else How.PRINTED
    text = text.removeprefix("?")
    amount = Decimal(text.removesuffix("元").removesuffix("万"))
    if text.endswith("元") and not text.endswith("万元"):
        amount /= 10_000
    return Cell(State.VALUE, amount, how, text, 1)


def report(cells: Mapping[str, str], form: str = "2021", rest: str = "0", **head: Any) -> Report:
    """A report in which every cell not named prints `rest`."""
    texts = dict.fromkeys(FORMS[form].figures, rest) | dict(cells)
    return Report(
        Source("made.txt", "0" * 64, "text/plain"),
        FORMS[form],
        {figure: cell(text) for figure, text in texts.items()},
        **head,
    )


def row(name: str, *values: str) -> dict[str, str]:
    """What is printed in a row of section 三."""
    return {f"{name}.{column}": value for column, value in zip(COLUMNS, values, strict=True)}


def persons(**rows: str) -> dict[str, str]:
    """Rows in which all applicants were individuals."""
    return {
        f"{name}.{column}": text
        for name, text in rows.items()
        for column in ("natural_person", "total")
    }
