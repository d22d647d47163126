"""What may be said of agencies side by side: places only where they are fair, and why there are none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from govdash.forms import Kind
from govdash.forms.series import Quantity
from govdash.measures import FEW, Gap, Measure, wilson
from govdash.store.answers import Records
from govdash.ui.language import phrase, say, told
from govdash.ui.quantities import Value, name, value

LEAST = 3
"""Agencies of which a table of places can be made."""

_SAME = {"level": phrase("层级"), "kind": phrase("类别"), "scope": phrase("口径")}


@dataclass(frozen=True, slots=True)
class Side:
    """One agency of a comparison; without a place where it may not be ranked."""

    row: dict[str, Any]
    found: Value
    place: int | None


def mixed(rows: Records) -> list[str]:
    """What is not the same in all of them, or not known; then none may be ranked."""
    return [
        say(words)
        for column, words in _SAME.items()
        if len(values := {row[column] for row in rows}) > 1 or "unknown" in values
    ]


def sides(rows: Records, quantity: Quantity, *, fair: bool) -> list[Side]:
    """The agencies with their values: the largest first and with places where that is fair."""
    pairs = [(row, value(quantity, row)) for row in rows]
    sizes = [
        item.number
        for _, item in pairs
        if item.number is not None and rankable(item.number, item, quantity)
    ]
    if not fair or len(sizes) < LEAST:
        return [Side(row, item, None) for row, item in pairs]
    placed = [
        Side(
            row,
            item,
            1 + sum(size > item.number for size in sizes)
            if item.number is not None and rankable(item.number, item, quantity)
            else None,
        )
        for row, item in pairs
    ]
    last = len(placed) + 1
    return sorted(placed, key=lambda side: (side.place or last, side.found.number is None))


def rankable(number: Decimal, found: Value, quantity: Quantity) -> bool:
    """Whether a number is one that can stand in an order: a sound count, a rate of enough cases."""
    if isinstance(quantity, Measure):
        return bool(found.rate and found.rate.denominator and found.rate.denominator >= FEW)
    kinds = {figure.kind for item in quantity.series for figure in item.figures}
    if Kind.DELTA in kinds:
        return True
    return number >= 0 and (Kind.MONEY in kinds or number % 1 == 0)


def story(found: Sequence[Side], quantity: Quantity) -> str:
    """What the picture says; where nothing may be ranked, that and why."""
    values = [side.found for side in found]
    gaps = Counter(item.rate.gap for item in values if item.rate)
    if values and gaps.get(Gap.NOTHING) == len(values):
        return say(
            "{name}：{count} 个机关都是 0/0，没有比例可比",
            name=name(quantity),
            count=len(values),
        )
    if all(item.number is None for item in values) and not isinstance(quantity, Measure):
        return say("{name}：所选报告里没有数字", name=name(quantity))
    placed = [side for side in found if side.place]
    if not placed:
        return say("{name}：{count} 个机关，不排先后", name=name(quantity), count=len(values))
    first = [side for side in placed if side.place == 1]
    best = first[0].found
    what = f"{best.text}（{best.grounds}）" if best.grounds and len(first) == 1 else best.text
    if len(first) == len(placed):
        return say(
            "{name}：{count} 个机关一样，都是 {what}",
            name=name(quantity),
            count=len(first),
            what=what,
        )
    names = say("、").join(told(side.row["agency"] or say("机关不明")) for side in first[:3])
    if len(first) > 3:
        names = say("{names} 等 {count} 个", names=names, count=len(first))
    if not isinstance(quantity, Measure):
        text = say("{name}：最多的是{which}，{what}", name=name(quantity), which=names, what=what)
    else:
        text = say("{name}：最高的是{which}，{what}", name=name(quantity), which=names, what=what)
    return text if len(first) == 1 else f"{text}{say('（并列）')}"


def cautions(found: Sequence[Side], quantity: Quantity, *, fair: bool) -> list[str]:
    """What has to be known to read the order rightly, or why there is none."""
    said = []
    ranks = [side for side in found if side.place]
    if fair and not ranks:
        said.append(_why_none(quantity))
    if not isinstance(quantity, Measure):
        said.append(say("大的地方各项都多，数量多少不等于好坏。"))
        return [*said, say("并列的名次相同。")] if ranks else said
    said.append(
        say("件数不满 {few} 件的不排名次；比例高不一定就是“好”。", few=FEW)
        + (say(quantity.caveat) if quantity.caveat else "")
    )
    if quantity.share:
        said.append(say("横线是 95% 区间；区间重叠的，不能说谁高谁低。"))
        said += _overlap(ranks)
    return said


def _why_none(quantity: Quantity) -> str:
    if isinstance(quantity, Measure):
        return say("件数满 {few} 件的不到 {least} 个，排不成名次。", few=FEW, least=LEAST)
    return say("给出这个数的不到 {least} 个，排不成名次。", least=LEAST)


def _overlap(ranks: Sequence[Side]) -> list[str]:
    """How many of the ranked ones cannot be told from the first."""
    bounds = [
        wilson(rate.value, float(rate.denominator))
        for side in ranks
        if (rate := side.found.rate) and rate.value is not None and rate.denominator
    ]
    if len(bounds) < 2:
        return []
    if max(low for low, _ in bounds) <= min(high for _, high in bounds):
        return [say("这里排了名次的机关，区间都互相重叠：差别可能只是偶然。")]
    near = sum(high >= bounds[0][0] for _, high in bounds[1:])
    if not near:
        return [say("第一名的区间和其他的都不重叠。")]
    return [say("和第一名区间重叠的还有 {count} 个：不能说比第一名低。", count=near)]
