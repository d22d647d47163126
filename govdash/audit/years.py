"""X1–X5: the years of one agency against each other, as pure functions over small rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from govdash.audit.findings import amount, finding
from govdash.audit.relations import Sheet, term
from govdash.forms import FIGURES, FORMS, Block, Column, Figure, Form, Kind
from govdash.forms.official import (
    APPLICATIONS,
    CARRIED_IN,
    CARRIED_OUT,
    DISCLOSURE,
    FORM_2021,
    IN_FORCE,
    ISSUED,
    ITEMS_DELTA,
    ITEMS_PREV,
    PUBLISHED_TOTAL,
    REPEALED,
    TOTAL,
)
from govdash.report import Finding, How, Report, Verdict, number
from govdash.rules import years

RULES = tuple(
    rule.id for rule in years.YEARS_RULES if rule.id[:2] in {"X1", "X2", "X3", "X4", "X5"}
)
"""The rules that are looked at here; their findings belong to the later report."""

_LARGE, _TIMES = 10, 10


class Year(NamedTuple):
    """What the rules need of one report; `values` holds what each figure brings, None if unknown."""

    report_id: str
    year: int
    scope: str
    form: str
    values: Mapping[str, Decimal | None]


def _applications() -> Block:
    (block,) = FORM_2021.in_section(APPLICATIONS)
    return block


CARRIED: tuple[str, ...] = tuple(
    figure.id for row in (CARRIED_IN, CARRIED_OUT) for figure in _applications().line(row)
)
"""The cells that link a year to its neighbours; blanks are settled before they are compared."""


def carried(report: Report, sheet: Sheet | None = None) -> Iterator[Decimal | None]:
    """What the linking cells of a report bring: 0 where blank beside numbers, None if not sure."""
    sheet = sheet or Sheet.of(report.form, report.cells)
    (block,) = report.form.in_section(APPLICATIONS)
    for figure in CARRIED:
        sure = report.cells[figure].how is not How.INFERRED
        yield term(block, figure, sheet) if sure else None


@cache
def _jumping() -> tuple[Figure, ...]:
    """The figures of which a great change is worth a look: no signs, no single applicants."""
    return tuple(
        figure
        for figure in FIGURES.values()
        if figure.kind is not Kind.DELTA
        and (figure.section == DISCLOSURE.id or figure.column is TOTAL)
    )


NEEDED: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *CARRIED,
            *(figure.id for figure in FIGURES.values() if figure in _jumping()),
            *(figure.id for figure in FIGURES.values() if figure.column is ITEMS_DELTA),
        )
    )
)
"""Every figure that a year's row must hold."""


def of_year(report_id: str, report: Report) -> Year | None:
    """The row of a report; None where its year is not known."""
    if report.year is None:
        return None
    values = {figure: report.value(figure) for figure in NEEDED}
    values |= zip(CARRIED, carried(report), strict=True)
    return Year(report_id, report.year, report.scope, report.form.id, values)


def of_series(rows: Iterable[Year]) -> Iterator[tuple[str, Finding]]:
    """The findings over the reports of one agency, each with the report it belongs to.

    Reports that count differently (self, aggregate) are two series and never compared.
    """
    by_scope = sorted(rows, key=attrgetter("scope", "year"))
    for _, same in groupby(by_scope, key=attrgetter("scope")):
        for before, after in pairwise(same):
            if before.year < after.year:
                for found in between(before, after):
                    yield after.report_id, found


def between(before: Year, after: Year) -> Iterator[Finding]:
    """What does not fit between two reports, the earlier one first."""
    if after.year == before.year + 1:
        yield from _carry(before, after)
        if before.form == after.form:
            yield from _stock(before, after)
            yield from _items(before, after)
            yield from _published(before, after)
    yield from _jumps(before, after)


# ---------------------------------------------------------------- neighbours


def _carry(before: Year, after: Year) -> Iterator[Finding]:
    """X1; the older statistics before 2019 have no such rows."""
    if before.year < min(form.first_year for form in FORMS.values()):
        return
    block = _applications()
    broken = [
        (into, left, right)
        for out, into in zip(block.line(CARRIED_OUT), block.line(CARRIED_IN), strict=True)
        if (left := before.values[out.id]) is not None
        and (right := after.values[into.id]) is not None
        and left != right
    ]
    if not broken:
        return
    each = "；".join(
        f"{into.column.short}一栏 {before.year}年度转出 {amount(left)}，"
        f"{after.year}年度转入 {amount(right)}"
        for into, left, right in broken
    )
    _, left, right = broken[-1] if broken[-1][0].column is TOTAL else broken[0]
    yield finding(
        years.X1_CARRY,
        Verdict.FAIL,
        [into.id for into, _, _ in broken],
        f"{years.X1_CARRY.sentence}{each}。",
        left=left,
        right=right,
    )


@cache
def _lines(form: Form, *columns: Column) -> tuple[tuple[Figure, ...], ...]:
    """The figures of these columns in every row that has them all."""
    return tuple(
        tuple(form.figure(row, column) for column in columns)
        for block in form.blocks
        if set(columns) <= set(block.columns)
        for row in block.rows
    )


def _values(year: Year, *figures: Figure) -> list[Decimal] | None:
    found = [value for figure in figures if (value := year.values[figure.id]) is not None]
    return found if len(found) == len(figures) else None


def _stock(before: Year, after: Year) -> Iterator[Finding]:
    """X2: documents in force."""
    for issued, repealed, in_force in _lines(FORMS[after.form], ISSUED, REPEALED, IN_FORCE):
        was, now = _values(before, in_force), _values(after, issued, repealed, in_force)
        if was and now and was[0] + now[0] - now[1] != now[2]:
            expected = was[0] + now[0] - now[1]
            yield finding(
                years.X2_STOCK,
                Verdict.FAIL,
                [in_force.id],
                f"“{in_force.row.short}”{before.year}年度现行有效 {amount(was[0])}，"
                f"{after.year}年度新发 {amount(now[0])}、废止 {amount(now[1])}，"
                f"现行有效的应当是 {amount(expected)}，填的是 {amount(now[2])}。"
                "集中清理、合并也会造成差别。",
                left=expected,
                right=now[2],
            )


def _items(before: Year, after: Year) -> Iterator[Finding]:
    """X3: items."""
    for previous, delta in _items_lines(FORMS[after.form]):
        was, now = _values(before, *(f for f in (previous, delta))), _values(after, previous)
        if was and now and sum(was) != now[0]:
            yield finding(
                years.X3_ITEMS,
                Verdict.FAIL,
                [previous.id],
                f"“{previous.row.short}”{before.year}年度由 {amount(was[0], previous.unit)}"
                f"增减 {number(was[1]):+,} {previous.unit}，应为 {amount(was[0] + was[1], previous.unit)}，"
                f"{after.year}年度却从 {amount(now[0], previous.unit)}算起。",
                left=was[0] + was[1],
                right=now[0],
            )


def _items_lines(form: Form) -> tuple[tuple[Figure, ...], ...]:
    return _lines(form, ITEMS_PREV, ITEMS_DELTA)


def _published(before: Year, after: Year) -> Iterator[Finding]:
    """X4: documents published in all."""
    for (total,) in _lines(FORMS[after.form], PUBLISHED_TOTAL):
        was, now = _values(before, total), _values(after, total)
        if was and now and now[0] < was[0]:
            yield finding(
                years.X4_PUBLISHED,
                Verdict.FAIL,
                [total.id],
                f"“{total.row.short}”对外公开的总数{before.year}年度是 {amount(was[0])}，"
                f"{after.year}年度是 {amount(now[0])}，{years.X4_PUBLISHED.sentence}",
                left=was[0],
                right=now[0],
            )


# ---------------------------------------------------------------- any two


def _jumps(before: Year, after: Year) -> Iterator[Finding]:
    """X5, also over a year without a report; section 二 only within one form."""
    for figure in _jumping():
        was, now = before.values[figure.id], after.values[figure.id]
        if was is None or now is None or was < _LARGE or now < _LARGE:
            continue
        if max(was, now) < _TIMES * min(was, now):
            continue
        if figure.section == DISCLOSURE.id and before.form != after.form:
            continue
        missing = _missing(before, after)
        label = figure.row.short if figure.section == APPLICATIONS.id else figure.label
        yield finding(
            years.X5_JUMP,
            Verdict.FAIL,
            [figure.id],
            f"“{label}”{before.year}年度是 {amount(was, figure.unit)}，"
            f"{after.year}年度是 {amount(now, figure.unit)}{missing}，变化很大，请对照原文。",
            left=was,
            right=now,
        )


def _missing(before: Year, after: Year) -> str:
    gap: Sequence[int] = range(before.year + 1, after.year)
    return f"（中间缺{'、'.join(map(str, gap))}年度的报告）" if gap else ""
