"""Where an agency stands: what the sentence says and what it must not, worked out by hand."""

from decimal import Decimal
from typing import Any

from govdash.forms.series import concluded
from govdash.measures import DISCLOSURE_RATE
from govdash.store.peers import Standing
from govdash.ui.quantities import Value, value
from govdash.ui.standing import cautions, has_place, story, strip, table

AMONG = Standing(
    peers=2840, usable=1204, lowest=Decimal("0.0"),
    quartiles=(Decimal("31.0"), Decimal("52.5"), Decimal("70.1")), highest=Decimal("100.0"),
    below=903, equal=1, above=299, near=77,
)  # fmt: skip


def of(disclosed: int | None, done: int | None) -> Value:
    granted, partial = DISCLOSURE_RATE.numerator
    given: dict[str, Any] = {granted: disclosed, partial: 0, "concluded": done}
    row = {key: None if one is None else Decimal(one) for key, one in given.items()}
    return value(DISCLOSURE_RATE, row)


def test_a_rate_is_told_with_its_counts_and_its_interval() -> None:
    own = of(70, 100)
    assert story(own, AMONG, DISCLOSURE_RATE, "country") == (
        "公开率：70.0%（100 件中 70 件）；全国的同类机关里，903 个比它低，1 个和它一样，299 个比它高"
    )
    told = cautions(own, AMONG, DISCLOSURE_RATE)
    assert "同类机关共 2,840 个（连它自己），其中 1,204 个有可比的数。" in told
    assert "件数不满 30 件的不排名次；比例高不一定就是“好”。" in told
    # 70 of 100: 60—78 % by Wilson
    assert "95% 区间是 60%—78%，有 77 个同类落在里面" in told


def test_of_few_cases_nothing_is_said_of_a_place() -> None:
    own = of(20, 29)
    assert not has_place(own, DISCLOSURE_RATE)
    told = story(own, AMONG, DISCLOSURE_RATE, "country")
    assert told.startswith("公开率：29 件中 20 件")
    assert told.endswith("不满 30 件，不和全国的同类机关排高低")
    assert "区间是" not in cautions(own, AMONG, DISCLOSURE_RATE)
    (row,) = table(own, AMONG, DISCLOSURE_RATE, 2024).rows
    assert row[5:8] == (None, None, None)
    assert "<b" not in strip(own, AMONG, DISCLOSURE_RATE, told)


def test_without_a_number_there_is_the_reason() -> None:
    told = story(of(None, 5), AMONG, DISCLOSURE_RATE, "province")
    assert told == "公开率：报告没有填全，算不出，不和同一个省的同类机关排高低"
    none = Value(None, "—")
    assert story(none, AMONG, concluded(), "country") == (
        "本年度办结：它的报告里没有可比的数，不和全国的同类机关排高低"
    )


def test_counts_are_more_or_fewer_and_never_better() -> None:
    own = Value(Decimal(3525), "3,525")
    assert story(own, AMONG, concluded(), "country") == (
        "本年度办结：3,525 件；全国的同类机关里，903 个比它少，1 个和它一样，299 个比它多"
    )
    assert cautions(own, AMONG, concluded()).endswith("大的地方各项都多，数量多少不等于好坏。")


def test_the_strip_has_the_quartiles_and_the_place_among_the_others() -> None:
    """903 and half of 1 of 1,203 others lie below: 75.1 %."""
    drawn = strip(of(70, 100), AMONG, DISCLOSURE_RATE, "题目")
    assert 'role="img" aria-label="题目"' in drawn
    for tick in ("0.0%", "31.0%", "52.5%", "70.1%", "100.0%"):
        assert f"<li>{tick}<small>" in drawn
    assert '<b style="left:75.1%">' in drawn
