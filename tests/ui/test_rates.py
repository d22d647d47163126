"""Rates in words: both counts always, no percentage where cases are few, no 0 % for 0/0."""

from decimal import Decimal

import pytest

from govdash.measures import DISCLOSURE_RATE, OUTCOME_GAP, rate
from govdash.ui import rates
from tests.test_measures import of


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (of(0, 0, 0), "公开率：办结的申请 0 件，没有比例可算（0/0）"),
        (of(1, 0, 2), "公开率：2 件中 1 件（件数太少，只给件数）"),
        (of(5, 0, 10), "公开率：50.0%，10 件中 5 件，件数少，仅供参考（95% 区间 24%—76%）"),
        (of(81, 0, 263), "公开率：30.8%，263 件中 81 件"),
        (of(1, None, 9), "公开率：报告没有填全，算不出"),
        (of(1, None, 9) | {OUTCOME_GAP: "damage"}, "公开率：我们手里的文本读不全，算不出"),
        (
            of(None, None, None) | {OUTCOME_GAP: "contradiction"},
            "公开率：报告里的各项与总计互相矛盾，算不出",
        ),
    ],
)
def test_sentences(values: dict[str, Decimal | None], sentence: str) -> None:
    assert rates.sentence(rate(DISCLOSURE_RATE, values)) == sentence


@pytest.mark.parametrize("count", range(10))
def test_no_percentage_below_ten(count: int) -> None:
    assert "%" not in rates.sentence(rate(DISCLOSURE_RATE, of(count, 0, count)))
