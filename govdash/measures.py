"""Every rate shown anywhere: formula, numerator, denominator, when it must not be shown, caveat.

Nothing else divides. 0/0 has no value; below 10 cases counts are given instead of a percentage.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Any

from govdash.forms import Column, Row
from govdash.forms.official import (
    APPLICANTS,
    APPLICATIONS,
    CARRIED_IN,
    CARRIED_OUT,
    CASES,
    CORRECTED,
    DENIED_GROUP,
    FORM_2021,
    GRANTED_GROUP,
    NEW_RECEIVED,
    NOT_PROCESSED_GROUP,
    OTHER_GROUP,
    OTHER_RESULT,
    PARTIAL_GROUP,
    PENDING,
    REVIEW,
    SUIT_AFTER_REVIEW,
    SUIT_DIRECT,
    TOTAL,
    UNABLE_GROUP,
    UPHELD,
)
from govdash.forms.series import CONCLUDED, Series, Together, named
from govdash.report import OutcomeGap

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


GAPS = tuple(gap.value for gap in Gap)

_TOLD: Mapping[str, Gap] = {
    OutcomeGap.CONTRADICTION: Gap.CONTRADICTION,
    OutcomeGap.DAMAGE: Gap.DAMAGE,
}


@dataclass(frozen=True)
class Measure:
    """A rate as a sum of columns over a sum of columns; `of` says what the denominator counts.

    A `share` is a part of its denominator; the others count so many per hundred of it.
    """

    id: str
    label: str
    en: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    of: str
    caveat: str = ""
    share: bool = True

    @property
    def unit(self) -> str:
        """What its number is counted in."""
        return "%" if self.share else "件"

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The series that it is made of, each once."""
        return tuple(map(named, dict.fromkeys((*self.numerator, *self.denominator))))


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
        if not self.measure.share:
            return None
        return wilson(self.value, float(self.denominator))


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
    if min(numerator, denominator) < 0 or (measure.share and numerator > denominator):
        # No part is larger than its whole: one of the two is wrong, and nobody knows which.
        return Rate(measure, None, None, Gap.CONTRADICTION)
    gap = None
    if denominator == 0:
        gap = Gap.NOTHING
    elif denominator < FEWEST:
        gap = Gap.SMALL
    return Rate(measure, numerator, denominator, gap)


def part_of(whole: Together, part: Series) -> Measure:
    """How much of a whole one of its parts is; kept by the same guards as the measures below."""
    return Measure(
        f"{part.id}:share",
        part.label,
        part.en,
        (part.id,),
        tuple(item.id for item in whole.series),
        whole.label,
    )


def change(old: Decimal, new: Decimal) -> float | None:
    """同比: the change from one year to the next, as a share; None where either is below `FEWEST`."""
    return None if min(old, new) < FEWEST else float(new / old - 1)


def _cases(column: str, *rows: Row) -> tuple[str, ...]:
    (block,) = FORM_2021.in_section(CASES)
    return tuple(block.figure_id(row.id, column) for row in rows)


def _closed(*rows: Row) -> tuple[str, ...]:
    return tuple(
        figure
        for column in (UPHELD, CORRECTED, OTHER_RESULT)
        for figure in _cases(column.id, *rows)
    )


def _applications(row: Row, column: Column = TOTAL) -> str:
    return FORM_2021.figure(row, column).id


_OF_CONCLUDED = "办结的申请"
_OF_OPEN = "新收和上年结转的申请"
_DONE = (CONCLUDED,)
_OPEN = (_applications(NEW_RECEIVED), _applications(CARRIED_IN))
_OTHER_YEARS = "今年的案件可能针对往年的答复。"

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
        ("grant_rate", GRANTED_GROUP, "含“已公开、告知查询途径”的答复。"),
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
CLEARANCE_RATE = Measure(
    "clearance_rate",
    "办结率",
    "Clearance rate",
    _DONE,
    _OPEN,
    _OF_OPEN,
    "年底才收到的申请看起来像没有办完，不等于拖延。",
)
CARRY_OVER_RATE = Measure(
    "carry_over_rate",
    "结转率",
    "Carry-over rate",
    (_applications(CARRIED_OUT),),
    _OPEN,
    _OF_OPEN,
    "年底才收到的申请看起来像没有办完，不等于拖延。",
)
REFUSAL_SHARES = tuple(
    Measure(
        f"{row.id}_share",
        f"{row.short}占{DENIED_GROUP.short}",
        f"{row.en}, share of refusals",
        (_applications(row),),
        (DENIED_GROUP.id,),
        f"{DENIED_GROUP.short}的申请",
    )
    for block in FORM_2021.in_section(APPLICATIONS)
    for row in block.rows
    if row.group is DENIED_GROUP
)
APPLICANT_SHARES = tuple(
    Measure(
        f"{column.id}_share",
        f"{column.label}占新收",
        f"Share of requests from {column.en}",
        (_applications(NEW_RECEIVED, column),),
        (_applications(NEW_RECEIVED),),
        "新收的申请",
    )
    for column in APPLICANTS
)
REVIEW_RATE = Measure(
    "review_rate",
    "每百件办结的复议数",
    "Reviews per 100 concluded requests",
    _cases(TOTAL.id, REVIEW),
    _DONE,
    _OF_CONCLUDED,
    _OTHER_YEARS,
    share=False,
)
SUIT_RATE = Measure(
    "suit_rate",
    "每百件办结的诉讼数",
    "Lawsuits per 100 concluded requests",
    _cases(TOTAL.id, SUIT_DIRECT, SUIT_AFTER_REVIEW),
    _DONE,
    _OF_CONCLUDED,
    _OTHER_YEARS,
    share=False,
)
REVIEW_CORRECTION_RATE = Measure(
    "review_correction_rate",
    "复议纠错率",
    "Review correction rate",
    _cases(CORRECTED.id, REVIEW),
    _closed(REVIEW),
    "已审结的复议",
    f"{PENDING.label}的不在分母里。{_OTHER_YEARS}",
)
REVIEW_CORRECTION_RATE_DECIDED = Measure(
    "review_correction_rate_decided",
    "复议纠错率（只比维持和纠正）",
    "Review correction rate, upheld or corrected only",
    _cases(CORRECTED.id, REVIEW),
    (*_cases(UPHELD.id, REVIEW), *_cases(CORRECTED.id, REVIEW)),
    "维持或纠正的复议",
    f"不算{OTHER_RESULT.label}（撤回、调解等）的另一种读法。",
)
SUIT_LOSS_RATE = Measure(
    "suit_loss_rate",
    "诉讼纠正率",
    "Lawsuit correction rate",
    _cases(CORRECTED.id, SUIT_DIRECT, SUIT_AFTER_REVIEW),
    _closed(SUIT_DIRECT, SUIT_AFTER_REVIEW),
    "已审结的诉讼",
    f"两类诉讼合并计算，{PENDING.label}的不在分母里。{_OTHER_YEARS}",
)
REVIEW_PENDING_SHARE = Measure(
    "review_pending_share",
    "复议未审结占比",
    "Share of reviews pending",
    _cases(PENDING.id, REVIEW),
    _cases(TOTAL.id, REVIEW),
    "全部复议",
)
SUIT_PENDING_SHARE = Measure(
    "suit_pending_share",
    "诉讼未审结占比",
    "Share of lawsuits pending",
    _cases(PENDING.id, SUIT_DIRECT, SUIT_AFTER_REVIEW),
    _cases(TOTAL.id, SUIT_DIRECT, SUIT_AFTER_REVIEW),
    "全部诉讼",
)

OF_APPLICATIONS = (
    DISCLOSURE_RATE,
    *OUTCOME_RATES,
    DECIDED_RATE,
    CLEARANCE_RATE,
    CARRY_OVER_RATE,
    *REFUSAL_SHARES,
    *APPLICANT_SHARES,
)
OF_CASES = (
    REVIEW_RATE,
    SUIT_RATE,
    REVIEW_CORRECTION_RATE,
    REVIEW_CORRECTION_RATE_DECIDED,
    SUIT_LOSS_RATE,
    REVIEW_PENDING_SHARE,
    SUIT_PENDING_SHARE,
)
MEASURES = {measure.id: measure for measure in (*OF_APPLICATIONS, *OF_CASES)}
"""The registry: charts, tables, headings and the method page take rates from here alone."""
