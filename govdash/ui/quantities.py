"""What can be looked at: every count and every rate, with one way to choose, name and show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from govdash.forms import Group
from govdash.forms.official import (
    APPLICANTS,
    APPLICATIONS,
    CASES,
    DENIED_GROUP,
    DISCLOSURE,
    FORM_2021,
    NEW_RECEIVED,
    OUTCOME_TOTAL,
    RESULTS,
    TOTAL,
    UNABLE_GROUP,
)
from govdash.forms.series import (
    Quantity,
    Series,
    Together,
    concluded,
    in_section,
    of_figure,
    outcomes,
)
from govdash.measures import OF_APPLICATIONS, OF_CASES, Measure, Rate, rate
from govdash.report import number
from govdash.store.sums import values_of
from govdash.ui import address, helps, rates
from govdash.ui.language import label, phrase, say


def _rows_of(group: Group) -> tuple[Series, ...]:
    """The rows of a group of outcomes that both forms have, as series of their totals."""
    return tuple(
        of_figure(FORM_2021.figure(row, TOTAL).id)
        for block in FORM_2021.in_section(APPLICATIONS)
        for row in block.rows
        if row.group is group
    )


APPLICANTS_WHOLE = Together(
    "applicants",
    phrase("谁在申请"),
    "Who asks",
    tuple(of_figure(FORM_2021.figure(NEW_RECEIVED, column).id) for column in APPLICANTS),
)
OUTCOMES_WHOLE = Together("outcomes", phrase("办理结果"), "Outcomes", outcomes())
REASONS_WHOLE = Together(
    "reasons", phrase("不公开的理由"), "Reasons for refusing", _rows_of(DENIED_GROUP)
)
UNABLE_WHOLE = Together(
    "unable", phrase("为什么提供不了"), "Why nothing could be provided", _rows_of(UNABLE_GROUP)
)
RESULTS_WHOLE = tuple(
    Together(
        f"{row.id}_results",
        row.short,
        row.en,
        tuple(of_figure(FORM_2021.figure(row, column).id) for column in RESULTS),
    )
    for block in FORM_2021.in_section(CASES)
    for row in block.rows
)


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity of one report or of a group: its number, how it is written, what it stands on.

    `number` is a percentage where `rate` is there; None where there is nothing to show, and then
    `grounds` says why.
    """

    number: Decimal | None
    text: str
    grounds: str = ""
    rate: Rate | None = None


@cache
def everything() -> Mapping[str, Quantity]:
    """Every quantity by its id: the figures of section 二, applications, cases, and all rates."""
    found: list[Quantity] = [*of_disclosure(), *of_applications(), *of_cases()]
    return {quantity.id: quantity for quantity in found}


def of_disclosure() -> tuple[Quantity, ...]:
    """What section 二 counts."""
    return in_section(DISCLOSURE)


def of_applications() -> tuple[Quantity, ...]:
    """Requests: how many came, from whom, how they ended, and the rates of that."""
    rows = [
        row
        for block in FORM_2021.in_section(APPLICATIONS)
        for row in block.rows
        if row is not OUTCOME_TOTAL
    ]
    counts = [of_figure(FORM_2021.figure(row, TOTAL).id) for row in rows]
    applicants = [of_figure(FORM_2021.figure(NEW_RECEIVED, column).id) for column in APPLICANTS]
    return (counts[0], concluded(), *outcomes(), *OF_APPLICATIONS, *counts[1:], *applicants)


def of_cases() -> tuple[Quantity, ...]:
    """Reviews and lawsuits, and the rates of how they ended."""
    return (*in_section(CASES), *OF_CASES)


def name(quantity: Quantity) -> str:
    """What it is called, in the reader's language."""
    return label(quantity.label, quantity.en)


def unit(quantity: Quantity) -> str:
    """What it is counted in."""
    return say(quantity.unit)


def heading(quantity: Quantity) -> str:
    """Its name with its unit, as a table is headed."""
    return say("{name}（{unit}）", name=name(quantity), unit=unit(quantity))


def choose(
    parameter: str, text: str, quantities: Sequence[Quantity], default: Quantity
) -> Quantity:
    """Let the reader choose one; the address keeps it."""
    known = {quantity.id: quantity for quantity in quantities}
    return known[
        address.one(
            parameter,
            text,
            list(known),
            lambda key: heading(known[key]),
            default.id,
            hint=lambda key: helps.help_of(known[key]),
        )
    ]


def value(quantity: Quantity, row: Mapping[str, Any]) -> Value:
    """A quantity in a row of sums, or in a row of one report (with what its outcomes lack)."""
    if isinstance(quantity, Measure):
        found = rate(quantity, {**row, **_given(quantity, row)})
        shown = None if found.value is None else Decimal(f"{found.value * 100:.1f}")
        return Value(shown, rates.share(found) or "—", rates.grounds(found), found)
    counted: Decimal | None = row[quantity.id]
    return Value(counted, "—" if counted is None else written(counted))


def _given(quantity: Quantity, row: Mapping[str, Any]) -> Mapping[str, Any]:
    is_sum = f"{quantity.id}:n" in row
    return values_of(row, quantity) if is_sum else {}


def written(figure: Decimal | int) -> str:
    """A figure as the tables write it."""
    return f"{number(Decimal(figure)):,}"
