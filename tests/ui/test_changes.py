"""Two years of an agency beside each other: what may be compared, and what may not."""

from decimal import Decimal
from typing import Any

from govdash.forms import FIGURES
from govdash.forms.official import OUTCOME_GROUPS
from govdash.ui.changes import Changes, compared, story, view


def row(year: int, **values: int | str | None) -> dict[str, Any]:
    """A report with every count 0, as the store holds it, but for some values."""
    zero = dict.fromkeys([*FIGURES, *(group.id for group in OUTCOME_GROUPS), "concluded"], 0)
    form = "2019" if year < 2021 else "2021"
    given = {"report_id": f"a-{year}", "year": year, "form": form, "outcome_gap": None}
    return {
        **given,
        **{name: Decimal(value) for name, value in zero.items()},
        **{name: None if value is None else Decimal(value) for name, value in values.items()},
    }


def changed(found: Changes) -> dict[str, Decimal]:
    return {change.series.id: change.difference for change in found.changed}


def test_a_figure_that_changed_has_its_difference() -> None:
    found = Changes.between(row(2022, license_decisions=7), row(2023, license_decisions=3))
    assert changed(found) == {"license_decisions": Decimal(-4)}
    assert (found.same, found.incomparable) == (53, 0)


def test_a_blank_is_not_zero() -> None:
    found = Changes.between(row(2022, license_decisions=None), row(2023, license_decisions=3))
    assert changed(found) == {}
    assert (found.same, found.incomparable) == (53, 1)


def test_what_is_blank_in_both_years_tells_of_no_change() -> None:
    blank = row(2022, license_decisions=None), row(2023, license_decisions=None)
    assert Changes.between(*blank).incomparable == 0


def test_a_count_that_cannot_be_one_is_not_compared() -> None:
    for wrong in ("-1", "2.5"):
        found = Changes.between(row(2022, license_decisions=wrong), row(2023, license_decisions=3))
        assert (changed(found), found.incomparable) == ({}, 1)


def test_money_may_have_decimals() -> None:
    found = Changes.between(row(2022, fee_amount_wan="1.5"), row(2023, fee_amount_wan="2.25"))
    assert changed(found) == {"fee_amount_wan": Decimal("0.75")}


def test_only_what_may_be_joined_crosses_the_change_of_form() -> None:
    """Published in all (2019 form) never continues as in force; made continues as issued."""
    before = row(2020, normative_new_made=4, normative_published_total=90)
    found = Changes.between(before, row(2021, normative_issued=6, normative_in_force=80))
    assert changed(found) == {"normative_issued": Decimal(2)}
    (cells,) = view(found, set(), set()).rows
    assert cells[2:5] == (Decimal(4), Decimal(6), Decimal(2))
    assert cells[5] == "“新制作”与“制发”含义不完全相同，仅供参考"


def test_a_doubted_or_corrected_figure_says_so_beside_its_difference() -> None:
    found = Changes.between(row(2022, license_decisions=7), row(2023, license_decisions=3))
    (cells,) = view(found, {("a-2022", "license_decisions")}, {"license_decisions"}).rows
    assert cells[5] == "2022 年的这个数和别的数对不上；这一格有人工更正，这里比的是印的数"


def test_the_story_tells_requests_outcomes_and_the_largest_other_change() -> None:
    before = row(2022, **{"new_received.total": 40, "concluded": 40, "g_granted": 20})
    after = row(2023, **{"new_received.total": 30, "concluded": 40, "g_granted": 30},
                penalty_decisions=500)  # fmt: skip
    told = story(Changes.between(before, after))
    assert told == [
        "本年新收政府信息公开申请数量 30 件，比 2022 年少 10 件。",
        "本年度办结 40 件，和 2022 年一样。",
        "公开率，2022 年：50.0%，40 件中 20 件；2023 年：75.0%，40 件中 30 件。",
        "变动最大的是“行政处罚·本年处理决定数量”，从 0 到 500 件。",
    ]


def test_section_three_is_compared_by_its_totals() -> None:
    of_requests = [series.id for series in compared() if "." in series.id]
    assert len(of_requests) == 22
    assert all(name.endswith(".total") for name in of_requests)
