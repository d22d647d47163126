"""Places of a comparison: ties, small numbers and contradictions, worked out by hand."""

from decimal import Decimal
from typing import Any

from govdash.forms.series import concluded
from govdash.measures import DISCLOSURE_RATE
from govdash.ui.compare import drawn
from govdash.ui.peers import cautions, mixed, sides, story


def row(agency: str, disclosed: int | None, done: int | None, **more: str) -> dict[str, Any]:
    granted, partial = DISCLOSURE_RATE.numerator
    sort = {"level": "county", "kind": "government", "scope": "aggregate"}
    values = {granted: disclosed, partial: 0, "concluded": done}
    return {
        "agency": agency,
        "agency_id": agency,
        "errors": 0,
        **sort,
        **more,
        **{key: None if value is None else Decimal(value) for key, value in values.items()},
    }


def places(rows: list[dict[str, Any]], quantity: Any, *, fair: bool = True) -> list[Any]:
    return [(side.row["agency"], side.place) for side in sides(rows, quantity, fair=fair)]


def test_equal_rates_share_a_place_and_few_cases_have_none() -> None:
    rows = [
        row("甲", 10, 40),
        row("乙", 9, 9),
        row("丙", 20, 29),
        row("丁", 20, 40),
        row("戊", 50, 100),
    ]
    assert places(rows, DISCLOSURE_RATE) == [
        ("丁", 1), ("戊", 1), ("甲", 3), ("丙", None), ("乙", None),
    ]  # fmt: skip
    title = story(sides(rows, DISCLOSURE_RATE, fair=True), DISCLOSURE_RATE)
    assert title == "公开率：最高的是丁、戊，50.0%（并列）"


def test_no_table_of_places_of_fewer_than_three() -> None:
    rows = [row("甲", 10, 40), row("乙", 20, 40), row("丙", 20, 29)]
    found = sides(rows, DISCLOSURE_RATE, fair=True)
    assert [side.place for side in found] == [None, None, None]
    assert story(found, DISCLOSURE_RATE) == "公开率：3 个机关，不排先后"
    assert cautions(found, DISCLOSURE_RATE, fair=True)[0] == (
        "件数满 30 件的不到 3 个，排不成名次。"
    )


def test_nothing_over_nothing_is_said_in_words() -> None:
    rows = [row(agency, 0, 0) for agency in "甲乙丙"]
    title = story(sides(rows, DISCLOSURE_RATE, fair=True), DISCLOSURE_RATE)
    assert title == "公开率：3 个机关都是 0/0，没有比例可比"


def test_unlike_or_unknown_sorts_are_not_ranked() -> None:
    rows = [row("甲", 1, 40), row("乙", 2, 40), row("丙", 3, 40, scope="self")]
    assert mixed(rows) == ["口径"]
    assert mixed([row("甲", 1, 40, level="unknown"), row("乙", 1, 40, level="unknown")]) == ["层级"]
    assert places(rows, DISCLOSURE_RATE, fair=False) == [("甲", None), ("乙", None), ("丙", None)]


def test_a_count_that_is_none_has_no_place() -> None:
    rows = [row("甲", 0, -5), row("乙", 0, 3), row("丙", 0, 3), row("丁", 0, 3), row("戊", 0, None)]
    assert places(rows, concluded()) == [
        ("乙", 1), ("丙", 1), ("丁", 1), ("甲", None), ("戊", None),
    ]  # fmt: skip
    title = story(sides(rows, concluded(), fair=True), concluded())
    assert title == "本年度办结：3 个机关一样，都是 3"


def test_intervals_that_overlap_are_said() -> None:
    """90 of 100 (83–94 %) and 85 of 100 (77–91 %) overlap; 10 of 100 (6–17 %) does not."""
    rows = [row("甲", 90, 100), row("乙", 85, 100), row("丙", 10, 100)]
    said = cautions(sides(rows, DISCLOSURE_RATE, fair=True), DISCLOSURE_RATE, fair=True)
    assert said[-1] == "和第一名区间重叠的还有 1 个：不能说比第一名低。"
    same = [row("甲", 45, 100), row("乙", 46, 100), row("丙", 47, 100)]
    said = cautions(sides(same, DISCLOSURE_RATE, fair=True), DISCLOSURE_RATE, fair=True)
    assert said[-1] == "这里排了名次的机关，区间都互相重叠：差别可能只是偶然。"


def test_the_agency_itself_is_drawn_even_if_it_is_the_last() -> None:
    rows = [row(str(number), number, 100) for number in range(1, 41)]
    found = drawn(sides(rows, DISCLOSURE_RATE, fair=True), "1")
    assert len(found) == 30
    assert [(side.row["agency"], side.place) for side in found[-2:]] == [("12", 29), ("1", 40)]
