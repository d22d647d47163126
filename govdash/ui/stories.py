"""Titles that say what a chart shows: every sentence computed from the rows below it."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from govdash.forms.series import Series
from govdash.measures import Measure, Rate, rate
from govdash.report import number
from govdash.store.questions import Records
from govdash.ui.words import SCOPE_NAMES, parts_of

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


def leading_story(name: str, records: Records, series: Sequence[Series]) -> str:
    """Which of the series is the largest in how many reports; ties and unknown ones are told."""
    whole = [row for row in records if all(row[item.id] is not None for item in series)]
    busy = [row for row in whole if any(row[item.id] for item in series)]
    left_out = len(records) - len(whole)
    rest = f"；另有 {left_out} 份的数字缺失或互相矛盾，不算在内" if left_out else ""
    if not busy:
        return (
            f"{name}：{len(whole)} 份报告都是 0 件{rest}" if whole else f"{name}：{_NOTHING}{rest}"
        )
    leading: Counter[str] = Counter()
    for row in busy:
        most = max(row[item.id] for item in series)
        first = [
            part
            for item, part in zip(series, parts_of(series), strict=True)
            if row[item.id] == most
        ]
        leading[f"“{first[0]}”最多的" if len(first) == 1 else "并列最多的"] += 1
    found = "，".join(f"{words} {count} 份" for words, count in leading.most_common())
    return f"{name}：{len(busy)} 份有数的报告里，{found}{rest}"


def rate_story(records: Records, measure: Measure) -> str:
    """For how many reports the rate can be given, and why not for the others."""
    rates = [rate(measure, row) for row in records]
    shown = [item for item in rates if item.value is not None]
    without = _without(rates)
    return f"{measure.name}：{len(rates)} 份报告中 {len(shown)} 份算得出百分比{without}"


def _without(rates: Sequence[Rate]) -> str:
    gaps = Counter(item.gap for item in rates if item.gap is not None)
    return "".join(f"，{count} 份{gap.value}" for gap, count in gaps.items())
