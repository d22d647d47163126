"""The figures of a made-up country, a year at a time: most are 0, the sums hold, some are broken.

What is carried out of a year is carried into the next. Every number is drawn from the seed and
the year alone, so that the same call makes the same country.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from govdash.forms import FORMS, Block, Form, Kind
from govdash.forms.official import (
    AMOUNT_FEE,
    APPLICANTS,
    APPLICATIONS,
    CARRIED_IN,
    CARRIED_OUT,
    CASES,
    DISCLOSURE,
    GRANTED_GROUP,
    IN_FORCE,
    ISSUED,
    ITEMS_DELTA,
    ITEMS_PREV,
    NEW_RECEIVED,
    OUTCOME_TOTAL,
    PARTIAL_GROUP,
    REPEALED,
    TOTAL,
    UNABLE_GROUP,
)
from tests.bench.nation.agencies import Agency

Ints = NDArray[np.int64]
Cells = dict[str, NDArray[np.float64] | Ints]
"""The numbers of every cell of a form, one an agency."""

YEARS = range(2020, 2026)

_APPLICANTS = (0.70, 0.16, 0.01, 0.03, 0.04, 0.06)
_WEIGHT = {GRANTED_GROUP: 9.0, PARTIAL_GROUP: 1.5, UNABLE_GROUP: 2.5}
_REQUESTS = {"province": 900.0, "prefecture": 120.0, "county": 24.0, "township": 5.0}
"""What a government receives in a usual year; an office receives a fraction."""

_SHARES = {"total": 0.008, "received": 0.006, "carry": 0.008, "cases": 0.003, "stock": 0.01}
"""The share of reports with each planted fault."""


def form_of(year: int) -> Form:
    """The form of a year."""
    return [form for form in FORMS.values() if form.first_year <= year][-1]


@dataclass(slots=True)
class Country:
    """What lasts over the years: how busy each agency is, and what it carries over."""

    level: NDArray[np.float64]
    government: NDArray[np.bool_]
    licensing: NDArray[np.bool_]
    carried: dict[str, Ints]
    in_force: Ints
    seed: int
    spared: NDArray[np.bool_]
    """Agencies whose figures stay right: their documents are printed."""

    before: dict[str, Ints] = field(default_factory=dict)

    @classmethod
    def of(cls, agencies: Sequence[Agency], seed: int, spared: NDArray[np.bool_]) -> "Country":
        """The country before its first year."""
        draw = np.random.default_rng(seed)
        count = len(agencies)
        usual = np.array([_REQUESTS[agency.level] for agency in agencies])
        government = np.array([agency.scope == "aggregate" for agency in agencies])
        usual = np.where(government, usual * 8, np.where(usual < 10, usual, usual / 2.5))
        level = usual * draw.lognormal(-0.6, 1.4, count)
        return cls(
            level,
            government,
            draw.random(count) < 0.35,
            {column.id: draw.binomial(3, 0.05, count) for column in APPLICANTS},
            np.where(government, draw.poisson(40, count), draw.binomial(12, 0.08, count)),
            seed,
            spared,
        )


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted fault of one year: rule, agencies, the cells, and what was compared."""

    rule: str
    at: Ints
    cells: tuple[str, ...]
    left: Ints
    right: Ints


def year_of(country: Country, year: int) -> tuple[Cells, list[Planted]]:
    """The cells of every agency in a year, and the faults planted in them."""
    draw = np.random.default_rng((country.seed, year))
    form = form_of(year)
    cells: Cells = {}
    for block in form.in_section(DISCLOSURE):
        _disclosure(block, country, draw, cells)
    faults = _stock(form, country, draw, cells)
    (applications,) = form.in_section(APPLICATIONS)
    faults += _carry(applications, country, draw)
    _applications(applications, country, draw, cells)
    (cases,) = form.in_section(CASES)
    _cases(cases, country, draw, cells)
    faults += _faults(applications, cases, country, draw, cells)
    return cells, faults


def _some(country: Country, draw: np.random.Generator, name: str) -> Ints:
    chosen = (draw.random(len(country.level)) < _SHARES[name]) & ~country.spared
    return np.flatnonzero(chosen)


# ---------------------------------------------------------------- section 二


def _disclosure(block: Block, country: Country, draw: np.random.Generator, cells: Cells) -> None:
    count = len(country.level)
    for figure in block.figures:
        if figure.column in (ISSUED, REPEALED, IN_FORCE):
            continue
        busy = country.licensing & (draw.random(count) < 0.5)
        found = np.zeros(count)
        size = draw.lognormal(3.2, 1.7, int(busy.sum()))
        if figure.kind is Kind.MONEY:
            busy &= draw.random(count) < 0.3
            found[busy] = np.round(size[: int(busy.sum())] * 7.31, 2)
        elif figure.kind is Kind.DELTA:
            found[busy] = draw.integers(-4, 5, int(busy.sum()))
        else:
            found[busy] = np.floor(size)
        cells[figure.id] = found if figure.kind is Kind.MONEY else found.astype(np.int64)
    for row in block.rows:
        if {ITEMS_PREV, ITEMS_DELTA} <= set(block.columns):
            previous = block.figure_id(row.id, ITEMS_PREV.id)
            cells[previous] = np.maximum(cells[previous], 4)


def _stock(form: Form, country: Country, draw: np.random.Generator, cells: Cells) -> list[Planted]:
    """Documents in force: what was, and issued, less repealed; here and there it does not fit."""
    found: list[Planted] = []
    for block in form.in_section(DISCLOSURE):
        if IN_FORCE not in block.columns:
            continue
        for row in block.rows:
            issued, repealed, in_force = (
                block.figure_id(row.id, column.id) for column in (ISSUED, REPEALED, IN_FORCE)
            )
            zeros = np.zeros(len(country.level), np.int64)
            if row is block.rows[0]:
                cells |= dict.fromkeys((issued, repealed, in_force), zeros)
                continue
            rate = np.where(country.government, 5.0, 0.15)
            cells[issued] = draw.poisson(rate)
            cells[repealed] = np.minimum(draw.poisson(rate / 2), country.in_force)
            expected = country.in_force + cells[issued] - cells[repealed]
            at = _some(country, draw, "stock")
            now = expected.copy()
            now[at] += draw.integers(1, 9, len(at))
            if country.before:
                found.append(Planted("X2_stock", at, (in_force,), expected[at], now[at]))
            cells[in_force] = now
            country.in_force = now.astype(np.int64)
    return found


# ---------------------------------------------------------------- section 三


def _carry(block: Block, country: Country, draw: np.random.Generator) -> list[Planted]:
    at = _some(country, draw, "carry")
    first = APPLICANTS[0].id
    before = country.carried[first][at]
    country.carried[first] = country.carried[first].copy()
    country.carried[first][at] += 1
    cell = block.figure_id(CARRIED_IN.id, first)
    if not country.before:
        return []
    return [Planted("X1_carry", at, (cell,), before, before + 1)]


def _applications(block: Block, country: Country, draw: np.random.Generator, cells: Cells) -> None:
    count = len(country.level)
    outcomes = [row for row in block.rows if row.group]
    weights = np.array([_WEIGHT.get(row.group, 0.6) for row in outcomes])
    new = draw.poisson(country.level * draw.lognormal(0, 0.4, count))
    busy = np.flatnonzero(new)
    parts = np.zeros((count, len(APPLICANTS)), np.int64)
    parts[busy] = draw.multinomial(new[busy], _APPLICANTS)
    totals = {row.id: np.zeros(count, np.int64) for row in block.rows}
    for at, column in enumerate(APPLICANTS):
        before = country.carried[column.id]
        every = parts[:, at] + before
        out = draw.binomial(every, 0.06)
        done = every - out
        shared = np.zeros((len(outcomes), count), np.int64)
        some = np.flatnonzero(done)
        shared[:, some] = draw.multinomial(done[some], weights / weights.sum()).T
        found = dict(zip((row.id for row in outcomes), shared, strict=True))
        found |= {NEW_RECEIVED.id: parts[:, at], CARRIED_IN.id: before}
        found |= {OUTCOME_TOTAL.id: done, CARRIED_OUT.id: out}
        for row, values in found.items():
            cells[block.figure_id(row, column.id)] = values
            totals[row] += values
        country.carried[column.id] = out
    for row, values in totals.items():
        cells[block.figure_id(row, TOTAL.id)] = values


def _cases(block: Block, country: Country, draw: np.random.Generator, cells: Cells) -> None:
    for row in block.rows:
        rate = np.minimum(country.level * 0.02, 40)
        total = draw.poisson(rate)
        some = np.flatnonzero(total)
        parts = np.zeros((len(block.columns) - 1, len(rate)), np.int64)
        parts[:, some] = draw.multinomial(total[some], (0.62, 0.13, 0.15, 0.1)).T
        for column, values in zip(block.columns, (*parts, total), strict=True):
            cells[block.figure_id(row.id, column.id)] = values


def _faults(
    block: Block, cases: Block, country: Country, draw: np.random.Generator, cells: Cells
) -> list[Planted]:
    """Totals that are not what their parts add up to."""
    found: list[Planted] = []
    for name, row, rules in (
        ("total", OUTCOME_TOTAL.id, ("R1_balance", "R2_outcome_sum", "R3_row_total")),
        ("received", NEW_RECEIVED.id, ("R1_balance", "R3_row_total")),
    ):
        at, cell = _some(country, draw, name), block.figure_id(row, TOTAL.id)
        found += _raised(cells, at, cell, rules)
    at = _some(country, draw, "cases")
    cell = cases.figure_id(cases.rows[0].id, TOTAL.id)
    found += _raised(cells, at, cell, ("R6_cases",))
    country.before = {cell: np.zeros(0, np.int64)}
    return found


def _raised(cells: Cells, at: Ints, cell: str, rules: Sequence[str]) -> list[Planted]:
    right = cells[cell][at].astype(np.int64)
    cells[cell] = cells[cell].copy()
    cells[cell][at] += 1
    return [Planted(rule, at, (cell,), right, right + 1) for rule in rules]


def fee_cells() -> tuple[str, ...]:
    """The cells that hold money."""
    return tuple(
        figure.id
        for form in FORMS.values()
        for figure in form.figures.values()
        if figure.column is AMOUNT_FEE or figure.kind is Kind.MONEY
    )


def zeros(cells: Mapping[str, NDArray[np.float64] | Ints]) -> float:
    """The share of cells that are 0."""
    return float(np.mean([np.mean(values == 0) for values in cells.values()]))
