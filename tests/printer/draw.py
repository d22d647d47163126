"""Draws random reports whose figures are right: every sum that the form declares holds."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from govdash.forms import Block, Form, Kind
from govdash.forms.official import (
    APPLICANTS,
    APPLICATIONS,
    CARRIED_IN,
    CARRIED_OUT,
    CASES,
    NATURAL_PERSON,
    NEW_RECEIVED,
    OUTCOME_TOTAL,
    TOTAL,
)
from govdash.report import State

Values = dict[str, Decimal]
Fill = Callable[[Random, str, Decimal], str]
"""How a figure is printed: its text, "" for a blank cell."""

MARKS = {"-": State.DASH, "—": State.DASH, "/": State.SLASH, "无": State.NONE_WORD}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report's figures, and what is printed in each cell."""

    form: Form
    values: Values
    texts: dict[str, str]

    @property
    def numbers(self) -> Values:
        """The figures of which a number is printed."""
        return {
            figure: self.values[figure]
            for figure, text in self.texts.items()
            if text and text not in MARKS
        }


def values_of(form: Form, draw: Random) -> Values:
    """Random figures for which all sums hold."""
    found: Values = {}
    for block in form.blocks:
        if block.section == APPLICATIONS.id:
            _applications(block, draw, found)
        elif block.section == CASES.id:
            _cases(block, draw, found)
        else:
            _disclosure(block, draw, found)
    return found


def _count(draw: Random) -> int:
    return draw.choice([0, 0, 0, 1, 2, draw.randrange(10), draw.randrange(400)])


def _disclosure(block: Block, draw: Random, found: Values) -> None:
    for figure in block.figures:
        if figure.kind is Kind.MONEY:
            found[figure.id] = Decimal(draw.randrange(10**9)) / draw.choice([1, 100, 10_000])
        else:
            found[figure.id] = Decimal(_count(draw) * draw.choice([1, 1, 37]))
        if figure.kind is Kind.DELTA:
            found[figure.id] *= draw.choice([1, -1])


def _applications(block: Block, draw: Random, found: Values) -> None:
    outcomes = [row for row in block.rows if row.group]
    for column in APPLICANTS:
        busy = 0.5 if column is NATURAL_PERSON else 0.12
        counts = {row: _count(draw) if draw.random() < busy else 0 for row in outcomes}
        total = sum(counts.values())
        kept = draw.choice([0, 0, 1, 3]) if total else 0
        before = min(draw.choice([0, 0, 1, 4]), total + kept)
        counts |= {OUTCOME_TOTAL: total, CARRIED_OUT: kept, CARRIED_IN: before}
        counts[NEW_RECEIVED] = total + kept - before
        for row, count in counts.items():
            found[block.figure_id(row.id, column.id)] = Decimal(count)
    for row in block.rows:
        parts = (found[block.figure_id(row.id, column.id)] for column in APPLICANTS)
        found[block.figure_id(row.id, TOTAL.id)] = sum(parts, Decimal(0))


def _cases(block: Block, draw: Random, found: Values) -> None:
    for row in block.rows:
        counts = [draw.choice([0, 0, 0, 1, draw.randrange(30)]) for _ in block.columns[:-1]]
        for column, count in zip(block.columns, [*counts, sum(counts)], strict=True):
            found[block.figure_id(row.id, column.id)] = Decimal(count)


# ---------------------------------------------------------------- how cells are filled


def plain(_draw: Random, _figure: str, value: Decimal) -> str:
    """Every cell a number."""
    return f"{value:f}"


def dashed(draw: Random, figure: str, value: Decimal) -> str:
    """Zeros sometimes as a mark for none."""
    if value == 0 and draw.random() < 0.3:
        return draw.choice(list(MARKS))
    return plain(draw, figure, value)


def blanked(draw: Random, figure: str, value: Decimal) -> str:
    """Zeros sometimes left blank; the totals are always filled in."""
    total = figure.endswith(f"{TOTAL.id}") or figure.startswith(OUTCOME_TOTAL.id)
    if value == 0 and not total and draw.random() < 0.3:
        return ""
    return dashed(draw, figure, value)


FILLS: dict[str, Fill] = {"plain": plain, "dashes": dashed, "blanks": blanked}


def drawn(form: Form, draw: Random, fill: Fill = plain) -> Drawn:
    """A random report."""
    values = values_of(form, draw)
    return Drawn(
        form, values, {figure: fill(draw, figure, each) for figure, each in values.items()}
    )
