"""Every rate shown anywhere: formula, numerator, denominator, when it must not be shown, caveat.

Nothing else divides. 0/0 has no value; below 10 cases counts are given instead of a percentage.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from govdash.forms import Row
from govdash.forms.official import (
    CASES,
    CORRECTED,
    DENIED_GROUP,
    FORM_2021,
    GRANTED_GROUP,
    NOT_PROCESSED_GROUP,
    OTHER_GROUP,
    OTHER_RESULT,
    PARTIAL_GROUP,
    PENDING,
    REVIEW,
    SUIT_AFTER_REVIEW,
    SUIT_DIRECT,
    UNABLE_GROUP,
    UPHELD,
)
from govdash.forms.series import CONCLUDED
from govdash.report import OutcomeGap, number

OUTCOME_GAP = "outcome_gap"
"""The column that says why the outcomes of a report are not known (`OutcomeGap`)."""

FEWEST = 10
"""Cases below which only counts are given."""

FEW = 30
"""Cases below which a percentage carries its interval and a caution."""

_Z = 1.959964


class Gap(Enum):
    """Why a rate has no percentage."""

    CONTRADICTION = "报告里的各项与总计互相矛盾，算不出"
    DAMAGE = "我们手里的文本读不全，算不出"
    UNKNOWN = "报告没有填全，算不出"
    NOTHING = "没有可算的"
    SMALL = "件数太少，只给件数"


_TOLD: Mapping[str, Gap] = {
    OutcomeGap.CONTRADICTION: Gap.CONTRADICTION,
    OutcomeGap.DAMAGE: Gap.DAMAGE,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A rate as a sum of columns over a sum of columns."""

    id: str
    name: str
    name_en: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    of: str
    caveat: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """A measure of one report or of many: always with both its counts."""

    measure: Measure
    numerator: Decimal | None
    denominator: Decimal | None
    gap: Gap | None

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1; None where it must not be shown."""
        if self.gap or self.numerator is None or not self.denominator:
            return None
        return float(self.numerator / self.denominator)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % Wilson interval, where the cases are few."""
        if self.value is None or self.denominator is None or self.denominator >= FEW:
            return None
        return wilson(self.value, float(self.denominator))

    @property
    def grounds(self) -> str:
        """Both counts as a citizen reads them, or why there is no rate; never 0 % for 0/0."""
        if self.numerator is None or self.denominator is None:
            return (self.gap or Gap.UNKNOWN).value
        if self.gap is Gap.NOTHING:
            return f"{self.measure.of} 0 件，没有比例可算（0/0）"
        counts = f"{number(self.denominator)} 件中 {number(self.numerator)} 件"
        if self.gap is Gap.SMALL:
            return f"{counts}（{Gap.SMALL.value}）"
        if self.interval:
            low, high = self.interval
            return f"{counts}，件数少，仅供参考（95% 区间 {low:.0%}—{high:.0%}）"
        return counts

    @property
    def sentence(self) -> str:
        """The rate with its name and its grounds."""
        share = "" if self.value is None else f"{self.value:.1%}，"
        return f"{self.measure.name}：{share}{self.grounds}"


def wilson(share: float, count: float) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share of so many cases."""
    centre = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = (
        _Z / (1 + _Z**2 / count) * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    )
    return max(0.0, centre - half), min(1.0, centre + half)


def why_unknown(gap: object) -> Gap:
    """The reason to be told for what the audit says of a report's outcomes."""
    return _TOLD.get(str(gap), Gap.UNKNOWN)


def rate(measure: Measure, values: Mapping[str, Any]) -> Rate:
    """A measure of the values of one report, or of sums of many (Σ/Σ, never a mean of rates).

    `values` holds figures by id; under `OUTCOME_GAP` it may say why some are not known.
    """
    above = [values.get(column) for column in measure.numerator]
    below = [values.get(column) for column in measure.denominator]
    if any(value is None for value in (*above, *below)):
        return Rate(measure, None, None, why_unknown(values.get(OUTCOME_GAP)))
    numerator = sum((value for value in above if value is not None), Decimal(0))
    denominator = sum((value for value in below if value is not None), Decimal(0))
    gap = None
    if denominator == 0:
        gap = Gap.NOTHING
    elif denominator < FEWEST:
        gap = Gap.SMALL
    return Rate(measure, numerator, denominator, gap)


def _cases(column: str, *rows: Row) -> tuple[str, ...]:
    (block,) = FORM_2021.in_section(CASES)
    return tuple(block.figure_id(row.id, column) for row in rows)


def _closed(*rows: Row) -> tuple[str, ...]:
    return tuple(
        figure
        for column in (UPHELD, CORRECTED, OTHER_RESULT)
        for figure in _cases(column.id, *rows)
    )


_OF_CONCLUDED = "办结"
_DONE = (CONCLUDED,)

DISCLOSURE_RATE = Measure(
    "disclosure_rate",
    "公开率",
    "Disclosure rate",
    (GRANTED_GROUP.id, PARTIAL_GROUP.id),
    _DONE,
    _OF_CONCLUDED,
    "含“已公开、告知查询途径”的答复；网站公开得多的机关，收到的多是难答的申请。",
)
OUTCOME_RATES = tuple(
    Measure(
        identifier,
        f"{group.short}率",
        f"{group.en} rate",
        (group.id,),
        _DONE,
        _OF_CONCLUDED,
        caveat,
    )
    for identifier, group, caveat in (
        ("grant_rate", GRANTED_GROUP, ""),
        ("partial_rate", PARTIAL_GROUP, ""),
        ("denial_rate", DENIED_GROUP, ""),
        ("unable_rate", UNABLE_GROUP, "机关手里没有，不等于拒绝公开。"),
        ("not_processed_rate", NOT_PROCESSED_GROUP, ""),
        ("other_rate", OTHER_GROUP, ""),
    )
)
DECIDED_RATE = Measure(
    "disclosure_rate_decided",
    "实质公开率",
    "Disclosure rate of decided requests",
    (GRANTED_GROUP.id, PARTIAL_GROUP.id),
    (GRANTED_GROUP.id, PARTIAL_GROUP.id, DENIED_GROUP.id),
    "决定公开与否的申请",
    "只算机关真正要决定公开与否的申请。",
)
REVIEW_CORRECTION_RATE = Measure(
    "review_correction_rate",
    "复议纠错率",
    "Review correction rate",
    _cases(CORRECTED.id, REVIEW),
    _closed(REVIEW),
    "已审结的复议",
    f"{PENDING.label}的不在分母里。",
)
SUIT_LOSS_RATE = Measure(
    "suit_loss_rate",
    "诉讼纠正率",
    "Lawsuit correction rate",
    _cases(CORRECTED.id, SUIT_DIRECT, SUIT_AFTER_REVIEW),
    _closed(SUIT_DIRECT, SUIT_AFTER_REVIEW),
    "已审结的诉讼",
    f"两类诉讼合并计算，{PENDING.label}的不在分母里。",
)

MEASURES = {
    measure.id: measure
    for measure in (
        DISCLOSURE_RATE,
        *OUTCOME_RATES,
        DECIDED_RATE,
        REVIEW_CORRECTION_RATE,
        SUIT_LOSS_RATE,
    )
}
"""The registry: charts, tables, headings and the method page take rates from here alone."""
