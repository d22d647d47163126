"""Titles that say what a chart shows: every sentence computed from the rows below it."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from govdash.forms.series import Quantity
from govdash.measures import Measure
from govdash.store.answers import Records
from govdash.ui.language import say
from govdash.ui.quantities import Value, name, value, written
from govdash.ui.words import SCOPE_NAMES


def nothing_of(quantity: Quantity) -> str:
    """The title where no report has the number."""
    return say("{name}：所选报告里没有数字", name=name(quantity))


def count(figure: Decimal, quantity: Quantity) -> str:
    """A number with its unit: 3,119 件."""
    return f"{written(figure)} {say(quantity.unit, count=written(figure))}"


def yearly_story(records: Records, quantity: Quantity) -> str:
    """The newest sum of each scope, with the number of reports behind it."""
    parts = []
    for scope, scope_name in SCOPE_NAMES.items():
        given = [
            (row, found)
            for row in records
            if row["scope"] == scope and (found := value(quantity, row)).number is not None
        ]
        if given:
            row, found = max(given, key=lambda pair: pair[0]["year"])
            parts.append(_newest(row, found, quantity, say(scope_name)))
    if not parts:
        return nothing_of(quantity)
    return say("{name}：{told}", name=name(quantity), told=say("；").join(parts))


def _newest(row: dict[str, object], found: Value, quantity: Quantity, scope: str) -> str:
    places = {"year": row["year"], "count": f"{row[f'{quantity.id}:n']:,}", "scope": scope}
    if found.rate:
        return say(
            "{year} 年 {count} 份{scope}报告合计为 {share}（{grounds}）",
            **places, share=found.text, grounds=found.grounds,
        )  # fmt: skip
    return say(
        "{year} 年 {count} 份{scope}报告共 {sum}",
        **places, sum=count(found.number or Decimal(0), quantity),
    )  # fmt: skip


def top_story(names: Sequence[str], found: Sequence[Value], quantity: Quantity) -> str:
    """Which of the names has the largest number; ties are told as such."""
    given = [
        (named, item.number)
        for named, item in zip(names, found, strict=True)
        if item.number is not None
    ]
    if not given:
        if found and isinstance(quantity, Measure):
            return rate_story(found, quantity)
        return nothing_of(quantity)
    most = max(figure for _, figure in given)
    what = f"{most}%" if _is_share(quantity) else count(most, quantity)
    first = [named for named, figure in given if figure == most]
    if most == 0:
        return say("{name}：{count} 个有数的都是 0", name=name(quantity), count=len(given))
    listed = say("、").join(first[:3])
    if len(first) > 3:
        listed = say("{names} 等 {count} 个", names=listed, count=len(first))
    if isinstance(quantity, Measure):
        return say("{name}：最高的是{which}，{what}", name=name(quantity), which=listed, what=what)
    return say("{name}：最多的是{which}，{what}", name=name(quantity), which=listed, what=what)


def _is_share(quantity: Quantity) -> bool:
    return isinstance(quantity, Measure) and quantity.share


def rate_story(found: Sequence[Value], measure: Measure) -> str:
    """For how many the rate can be given, and why not for the others."""
    shown = [item for item in found if item.number is not None]
    gaps = Counter(item.rate.gap for item in found if item.rate and item.rate.gap)
    without = "".join(
        say("，{count} 份{why}", count=count_, why=say(gap.value)) for gap, count_ in gaps.items()
    )
    return say(
        "{name}：{all} 份报告中 {some} 份算得出百分比{without}",
        name=name(measure), all=len(found), some=len(shown), without=without,
    )  # fmt: skip
