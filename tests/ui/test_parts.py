"""A whole and its parts: shares with their counts, ties told, few cases without a percentage."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from govdash.forms.series import Together
from govdash.store.sums import key
from govdash.ui.parts import draw, story, table
from govdash.ui.quantities import APPLICANTS_WHOLE, RESULTS_WHOLE, UNABLE_WHOLE

REVIEWS = RESULTS_WHOLE[0]


def row(whole: Together, year: int, *figures: int, scope: str = "aggregate") -> dict[str, Any]:
    counts = {
        key(whole, item): Decimal(figure)
        for item, figure in zip(whole.series, figures, strict=True)
    }
    return {"year": year, "scope": scope, "reports": 3, f"{whole.id}:n": 2, **counts}


def test_the_largest_part_is_told_with_the_whole_and_its_share() -> None:
    # 复议 2024 of 淮安, 宿迁, 平潭
    assert story([row(REVIEWS, 2024, 162, 83, 209, 74)], REVIEWS) == (
        "行政复议：2024 年 2 份地区汇总报告里，最多的是“其他结果”，528 件中 209 件（39.6%）"
    )


def test_ties_are_told_and_few_cases_have_no_percentage() -> None:
    assert story([row(UNABLE_WHOLE, 2024, 4, 4, 1)], UNABLE_WHOLE).endswith(
        "最多的是“本机关不掌握相关政府信息”和“没有现成信息需要另行制作”，9 件中 4 件"
    )


def test_a_year_of_nothing_is_passed_over() -> None:
    rows = [row(REVIEWS, 2024, 0, 0, 0, 0), row(REVIEWS, 2023, 310, 18, 88, 26)]
    assert "2023 年" in story(rows, REVIEWS)
    assert story(rows[:1], REVIEWS) == "行政复议：所选报告里都是 0"
    assert story([], REVIEWS) == "行政复议：所选报告里没有数字"


def test_the_table_has_every_share_and_what_it_is_of() -> None:
    view = table([row(APPLICANTS_WHOLE, 2024, 6658, 104, 7, 10, 60, 23)], APPLICANTS_WHOLE)
    (cells,) = view.rows
    shown = dict(zip(view.columns, cells, strict=True))
    assert shown["sum"] == 6862
    assert shown["new_received.natural_person:share"] == Decimal("97.0")
    assert (shown["reports"], shown["applicants:n"]) == (3, 2)


def test_a_share_of_few_is_not_given() -> None:
    view = table([row(UNABLE_WHOLE, 2024, 4, 4, 1)], UNABLE_WHOLE)
    assert view.rows[0][-3:] == (None, None, None)


def drawn(rows: list[dict[str, Any]], whole: Together) -> go.Figure:
    """The chart as Plotly takes it."""
    chart = draw(rows, whole)
    assert chart is not None
    return go.Figure(chart.spec())


def test_the_changes_of_form_and_law_lie_between_the_years() -> None:
    figure = drawn([row(REVIEWS, year, 9, 5, 3, 1) for year in (2024, 2023, 2021, 2020)], REVIEWS)
    assert [note.text for note in figure.layout.annotations] == [
        "↑ 新复议法",
        "↑ 2021 年起换新表样",
    ]
    # 2024, law, 2023, 2021, form, 2020
    assert list(figure.data[0].y) == ["0", "2", "3", "5"]
    assert [line.y0 for line in figure.layout.shapes] == [0.75, 3.75]


def test_nothing_changed_within_one_form_for_applications() -> None:
    figure = drawn([row(UNABLE_WHOLE, year, 9, 5, 3) for year in (2024, 2023, 2022)], UNABLE_WHOLE)
    assert not figure.layout.annotations
