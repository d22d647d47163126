"""R8–R10 and P: documents, items and decisions of section 二, disputes of section 四."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from govdash.audit.findings import amount, finding
from govdash.audit.relations import Check, Sheet
from govdash.forms import Figure, Form, Relation, Row
from govdash.forms.official import (
    CASES,
    DECISIONS_2019,
    IN_FORCE,
    ISSUED,
    ITEMS_DELTA,
    ITEMS_PREV,
    NEW_PUBLISHED,
    OUTCOME_TOTAL,
    PUBLISHED_TOTAL,
    REPEALED,
    RULES,
    TOTAL,
)
from govdash.report import Finding, Report, Verdict
from govdash.rules import arithmetic, document

_MAY_MAKE = {
    "national": frozenset({"government", "government_office", "department", "vertical", "unknown"}),
    "province": frozenset({"government", "government_office", "unknown"}),
    "prefecture": frozenset({"government", "government_office", "unknown"}),
}
"""Who may make rules or publishes for who may, by level; kinds not known are left alone."""

_NO_CITY = ("地区", "盟")
"""Prefectures led by an agency of the province and not by a government with that power."""

_MANY_ITEMS = 30
_FEW_CONCLUDED = 10


def of_stocks(
    report: Report, sheet: Sheet, checks: Sequence[Check], level: str, kind: str
) -> Iterator[Finding]:
    """Every finding of R8–R10 and P."""
    yield from _rule_power(report, sheet, level, kind)
    yield from _in_force(sheet)
    yield from _items(sheet)
    yield from _many_cases(sheet, checks)


# ---------------------------------------------------------------- who may make rules


def _rule_power(report: Report, sheet: Sheet, level: str, kind: str) -> Iterator[Finding]:
    printed = [figure for figure in _line(sheet.form, RULES) if (sheet.values[figure.id] or 0) > 0]
    if not printed or _may_make_rules(report, level, kind):
        return
    each = "、".join(
        f"{figure.column.short} {amount(sheet.values[figure.id], figure.unit)}"
        for figure in printed
    )
    yield finding(
        arithmetic.R8_RULE_POWER,
        Verdict.FAIL,
        [figure.id for figure in printed],
        f"“{RULES.short}”一行填了{each}。{arithmetic.R8_RULE_POWER.sentence}",
        left=sheet.values[printed[0].id],
    )


def _may_make_rules(report: Report, level: str, kind: str) -> bool:
    """Whether the agency may make rules, or it is not known that it may not."""
    if level == "unknown" or kind == "dev_zone":
        return True
    region = (report.region.name or "") if report.region else ""
    if level == "prefecture" and kind == "government" and region.endswith(_NO_CITY):
        return False
    return kind in _MAY_MAKE.get(level, ())


@cache
def _line(form: Form, row: Row) -> tuple[Figure, ...]:
    return next((block.line(row) for block in form.blocks if row in block.rows), ())


# ---------------------------------------------------------------- stocks


@cache
def _rows_with(form: Form, *columns: object) -> tuple[tuple[Figure, ...], ...]:
    """The figures of these columns in every row that has them all."""
    return tuple(
        tuple(
            next(figure for figure in block.line(row) if figure.column is column)
            for column in columns
        )
        for block in form.blocks
        if set(columns) <= set(block.columns)
        for row in block.rows
    )


def _printed(sheet: Sheet, figures: Sequence[Figure]) -> list[Decimal] | None:
    values = [value for figure in figures if (value := sheet.values[figure.id]) is not None]
    return values if len(values) == len(figures) else None


def _in_force(sheet: Sheet) -> Iterator[Finding]:
    for figures in _rows_with(sheet.form, ISSUED, REPEALED, IN_FORCE):
        values = _printed(sheet, figures)
        if values and values[2] < values[0] - values[1]:
            issued, repealed, in_force = values
            yield finding(
                arithmetic.R9_IN_FORCE,
                Verdict.FAIL,
                [figure.id for figure in figures],
                f"“{figures[0].row.short}”今年新发 {amount(issued)}、废止 {amount(repealed)}，"
                f"净增 {amount(issued - repealed)}，现行有效的却只有 {amount(in_force)}。",
                left=issued - repealed,
                right=in_force,
            )


def _items(sheet: Sheet) -> Iterator[Finding]:
    for before, delta in _rows_with(sheet.form, ITEMS_PREV, ITEMS_DELTA):
        values = _printed(sheet, (before, delta))
        if values and sum(values) < 0:
            yield finding(
                arithmetic.R10_ITEMS,
                Verdict.FAIL,
                [before.id, delta.id],
                f"“{before.row.short}”上一年有 {amount(values[0], before.unit)}，"
                f"今年却减少了 {amount(-values[1], before.unit)}，减少的不能超过原有的。",
                left=values[0],
                right=-values[1],
            )
    for new, total in _rows_with(sheet.form, NEW_PUBLISHED, PUBLISHED_TOTAL):
        values = _printed(sheet, (new, total))
        if values and values[0] > values[1]:
            yield finding(
                arithmetic.R10_ITEMS,
                Verdict.FAIL,
                [new.id, total.id],
                f"“{new.row.short}”今年新公开 {amount(values[0])}，"
                f"多于对外公开的总数 {amount(values[1])}。",
                left=values[0],
                right=values[1],
            )
    for before, decisions in _rows_with(sheet.form, ITEMS_PREV, DECISIONS_2019):
        values = _printed(sheet, (before, decisions))
        if values and values[0] >= _MANY_ITEMS and not values[1]:
            yield finding(
                document.P4_ZERO_DECISIONS,
                Verdict.FAIL,
                [decisions.id],
                f"“{before.row.short}”有 {amount(values[0], before.unit)}，"
                "全年办理 0 件，数字少见，请看原文。",
                left=values[0],
                right=values[1],
            )


# ---------------------------------------------------------------- disputes


def _many_cases(sheet: Sheet, checks: Sequence[Check]) -> Iterator[Finding]:
    concluded_cell = sheet.form.figure(OUTCOME_TOTAL, TOTAL).id
    concluded = sheet.values[concluded_cell]
    if concluded is None and concluded_cell in sheet.derived:
        concluded = sheet.derived[concluded_cell].value
    (block,) = sheet.form.in_section(CASES)
    totals = [block.figure_id(row.id, TOTAL.id) for row in block.rows]
    cases = sum(sheet.values[total] or Decimal(0) for total in totals)
    if concluded is None or concluded < _FEW_CONCLUDED or cases <= concluded:
        return
    if any(
        check.verdict is Verdict.FAIL
        and (check.relation is Relation.CASES or concluded_cell in check.right_cells)
        for check in checks
    ):
        return
    yield finding(
        document.P1_CASES,
        Verdict.FAIL,
        totals,
        f"复议和诉讼共 {amount(Decimal(cases))}，比全年办结的申请（{amount(concluded)}）还多，"
        "数字少见，请看原文。",
        left=Decimal(cases),
        right=concluded,
    )
