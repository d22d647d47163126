"""What the pages ask, against figures that a person added up."""

from decimal import Decimal
from pathlib import Path

import pytest

from govdash.forms.official import FORM_2021, NEW_RECEIVED, TOTAL
from govdash.forms.series import concluded, of_figure
from govdash.pipeline import open_files
from govdash.store import questions, snapshots
from govdash.store.filters import Filters
from govdash.store.loader import load

RECEIVED = of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id)


def sums(db: Path, filters: Filters) -> dict[tuple[str, int], tuple[Decimal | None, int]]:
    with snapshots.connect(db) as connection:
        rows = questions.by_year(connection, filters, [RECEIVED])
    return {
        (row["scope"], row["year"]): (row[RECEIVED.id], row[f"{RECEIVED.id}:n"]) for row in rows
    }


def test_sums_by_year_and_scope(store: Path) -> None:
    assert sums(store, Filters()) == {
        ("aggregate", 2022): (74, 1),
        ("aggregate", 2023): (3592, 2),  # 宿迁 3511 + 平潭 81
        ("aggregate", 2024): (6862, 3),  # 淮安 3119, which holds 洪泽 95; 宿迁 3525; 平潭 218
        ("self", 2020): (None, 0),
        ("self", 2021): (12, 2),
        ("self", 2022): (0, 1),
        ("self", 2023): (28, 2),  # 山海关 2 + 沭阳发改局 26
        ("self", 2024): (34, 1),
    }


def test_a_contained_region_counts_where_the_other_is_left_out(store: Path) -> None:
    only = Filters(agency=("320813-dd7601a0",))
    assert sums(store, only) == {("aggregate", 2024): (95, 1)}


@pytest.mark.parametrize("odd", ["2.5", "-2"])
def test_a_count_that_is_none_is_not_added(
    samples: dict[str, bytes], tmp_path: Path, odd: str
) -> None:
    name = "山海关区人民政府办公室_2023.txt"
    text = (
        samples[name]
        .decode()
        .replace(
            "申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |", f"申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | {odd} |"
        )
    )
    (tmp_path / name).write_text(text, encoding="utf-8")
    load(tmp_path / "odd.duckdb", open_files([tmp_path / name]))
    assert sums(tmp_path / "odd.duckdb", Filters()) == {("self", 2023): (None, 0)}


def test_the_concluded_of_a_contradicting_report_are_unknown(store: Path) -> None:
    with snapshots.connect(store) as connection:
        (row,) = questions.by_report(
            connection, Filters(agency=("130303-8fa9b215",)), [concluded()]
        )
    assert (row["concluded"], row["outcome_gap"]) == (None, "contradiction")


def test_coverage_names_what_is_missing(store: Path) -> None:
    with snapshots.connect(store) as connection:
        covered = questions.coverage(connection, Filters(agency=("321300-dd7601a0",)))
        whole = questions.coverage(connection, Filters(year=(2024,)))
    assert covered.years == (2023, 2024)
    assert covered.missing == (("宿迁市", 2020), ("宿迁市", 2021), ("宿迁市", 2022))
    assert (whole.reports, whole.agencies, whole.known, len(whole.missing)) == (5, 5, 11, 6)
