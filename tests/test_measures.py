"""Rates: counts where cases are few, intervals checked by hand, sums over sums."""

from decimal import Decimal

import pytest

from govdash.measures import (
    CLEARANCE_RATE,
    DISCLOSURE_RATE,
    MEASURES,
    REVIEW_CORRECTION_RATE,
    SUIT_LOSS_RATE,
    Gap,
    change,
    rate,
    wilson,
)


def of(
    granted: int | None, partial: int | None, concluded: int | None
) -> dict[str, Decimal | None]:
    values = {"g_granted": granted, "g_partial": partial, "concluded": concluded}
    return {key: None if value is None else Decimal(value) for key, value in values.items()}


@pytest.mark.parametrize(
    ("values", "gap", "value"),
    [
        (of(0, 0, 0), Gap.NOTHING, None),
        (of(1, 0, 2), Gap.SMALL, None),
        (of(9, 0, 9), Gap.SMALL, None),
        (of(4, 1, 10), None, 0.5),
        (of(81, 0, 263), None, 0.30798),
        (of(None, 0, 20), Gap.UNKNOWN, None),
        (of(1, 0, None), Gap.UNKNOWN, None),
        ({}, Gap.UNKNOWN, None),
    ],
)
def test_when_a_rate_is_shown(
    values: dict[str, Decimal | None], gap: Gap | None, value: float | None
) -> None:
    found = rate(DISCLOSURE_RATE, values)
    assert found.gap is gap
    assert found.value == (None if value is None else pytest.approx(value, abs=1e-5))


@pytest.mark.parametrize(
    ("share", "count", "low", "high"),
    [
        # By hand: z = 1.96; 5 of 10, 0 of 10, 10 of 10, 15 of 20 as in the textbooks.
        (0.5, 10, 0.2366, 0.7634),
        (0.0, 10, 0.0, 0.2775),
        (1.0, 10, 0.7225, 1.0),
        (0.75, 20, 0.5313, 0.8881),
    ],
)
def test_wilson(share: float, count: int, low: float, high: float) -> None:
    assert wilson(share, count) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(("concluded", "shown"), [(10, True), (29, True), (30, False), (99, False)])
def test_interval_only_where_cases_are_few(concluded: int, shown: bool) -> None:
    assert (rate(DISCLOSURE_RATE, of(3, 0, concluded)).interval is not None) is shown


def test_sum_over_sum_is_no_mean_of_rates() -> None:
    one, other = of(10, 0, 10), of(0, 0, 90)
    both = {key: (one[key] or Decimal(0)) + (other[key] or Decimal(0)) for key in one}
    assert rate(DISCLOSURE_RATE, both).value == pytest.approx(0.1)


def test_pending_cases_are_in_no_denominator() -> None:
    results = {"upheld": 6, "corrected": 3, "other": 1, "pending": 40, "total": 50}
    review = {f"review_{key}": Decimal(value) for key, value in results.items()}
    assert rate(REVIEW_CORRECTION_RATE, review).value == pytest.approx(0.3)
    suits = {
        f"{kind}_{key}": Decimal(value)
        for kind in ("suit_direct", "suit_after_review")
        for key, value in results.items()
    }
    found = rate(SUIT_LOSS_RATE, suits)
    assert (found.numerator, found.denominator) == (6, 20)


def test_the_six_groups_add_up() -> None:
    groups = ["g_granted", "g_partial", "g_denied", "g_unable", "g_not_processed", "g_other"]
    values: dict[str, Decimal | None] = {group: Decimal(20) for group in groups}
    values["concluded"] = Decimal(120)
    six = ["grant_rate", "partial_rate", "denial_rate", "unable_rate", "not_processed_rate"]
    shares = [rate(MEASURES[name], values).value or 0 for name in (*six, "other_rate")]
    assert sum(shares) == pytest.approx(1)
    assert rate(MEASURES["disclosure_rate_decided"], values).value == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("old", "new", "share"), [(10, 12, 0.2), (3511, 3525, 0.0039875), (9, 12, None), (40, 9, None)]
)
def test_a_change_in_percent_only_from_ten_on(old: int, new: int, share: float | None) -> None:
    found = change(Decimal(old), Decimal(new))
    assert found == (None if share is None else pytest.approx(share, abs=1e-6))


def test_a_part_larger_than_its_whole_is_no_rate() -> None:
    """60 concluded of 50 open requests: 120 % would be a wrong number."""
    received, carried = CLEARANCE_RATE.denominator
    found = rate(
        CLEARANCE_RATE,
        {"concluded": Decimal(60), received: Decimal(45), carried: Decimal(5)},
    )
    assert (found.value, found.gap) == (None, Gap.CONTRADICTION)
