"""Titles that say what a chart shows: every sentence computed from the rows below it."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from govdash.forms.series import CONCLUDED, Series, outcomes
from govdash.measures import Measure, Rate, rate
from govdash.report import number
from govdash.store.questions import Records
from govdash.ui.words import SCOPE_NAMES

_NOTHING = "所选报告里没有数字"


def _count(value: Decimal, series: Series) -> str:
    return f"{number(value):,} {series.unit}"


def yearly_story(records: Records, series: Series) -> str:
    """The newest sum of each scope, with the number of reports behind it."""
    parts = []
    for scope, name in SCOPE_NAMES.items():
        given = [row for row in records if row["scope"] == scope and row[series.id] is not None]
        if given:
            newest = max(given, key=lambda row: row["year"])
            parts.append(
                f"{newest['year']} 年 {newest[f'{series.id}:n']} 份{name}报告共"
                f" {_count(newest[series.id], series)}"
            )
    return f"{series.label}：{'；'.join(parts) or _NOTHING}"


def top_story(records: Records, series: Series) -> str:
    """Which report has the largest value; ties are told as such."""
    given = [row for row in records if row[series.id] is not None]
    if not given:
        return f"{series.label}：{_NOTHING}"
    most = max(row[series.id] for row in given)
    if most == 0:
        return f"{series.label}：{len(given)} 份报告都是 0 {series.unit}"
    first = [row for row in given if row[series.id] == most]
    names = "、".join(f"{row['agency']}（{row['year']} 年）" for row in first[:3])
    more = f"等 {len(first)} 份报告" if len(first) > 3 else ""
    return f"{series.label}：最多的是{names}{more}，{_count(most, series)}"


def outcome_story(records: Records) -> str:
    """How many reports tell what became of their requests, and which outcome is the most common."""
    known = [row for row in records if row[CONCLUDED] is not None]
    busy = [row for row in known if row[CONCLUDED] > 0]
    if not busy:
        return "办理结果：所选报告没有办结的申请"
    leading: dict[str, int] = {}
    for row in busy:
        given = {item.label: row[item.id] for item in outcomes() if row[item.id] is not None}
        if given:
            best = max(given, key=lambda label: given[label])
            leading[best] = leading.get(best, 0) + 1
    first = max(leading, key=lambda label: leading[label])
    return (
        f"办理结果：{len(known)} 份报告说得清结果，其中 {len(busy)} 份有办结的申请；"
        f"“{first}”最多的有 {leading[first]} 份"
    )


def rate_story(records: Records, measure: Measure) -> str:
    """For how many reports the rate can be given, and why not for the others."""
    rates = [rate(measure, row) for row in records]
    shown = [item for item in rates if item.value is not None]
    without = _without(rates)
    return f"{measure.name}：{len(rates)} 份报告中 {len(shown)} 份算得出百分比{without}"


def _without(rates: Sequence[Rate]) -> str:
    gaps = Counter(item.gap for item in rates if item.gap is not None)
    return "".join(f"，{count} 份{gap.value}" for gap, count in gaps.items())
