"""What the pages ask, against figures that a person added up."""

from decimal import Decimal
from pathlib import Path

import pytest

from govdash.forms.official import FORM_2021, NEW_RECEIVED, TOTAL
from govdash.forms.series import Together, concluded, of_figure
from govdash.pipeline import open_files
from govdash.store import snapshots
from govdash.store.coverage import coverage
from govdash.store.filters import Filters
from govdash.store.listing import by_report
from govdash.store.loader import load
from govdash.store.sums import by_kind, by_level, by_region, by_year, values_of

RECEIVED = of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id)


def sums(db: Path, filters: Filters) -> dict[tuple[str, int], tuple[Decimal | None, int]]:
    with snapshots.connect(db) as connection:
        rows = by_year(connection, filters, [RECEIVED])
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


def of_parts(rows: list[dict[str, object]]) -> dict[tuple[object, object], object]:
    return {(row["scope"], row["part"]): row[RECEIVED.id] for row in rows}


ONLY_2024 = Filters(year=(2024,))


def test_sums_by_level_and_kind(store: Path) -> None:
    """洪泽区 95 stands beside 淮安市 that contains it, but only where the two are in different groups."""
    with snapshots.connect(store) as connection:
        levels = of_parts(by_level(connection, ONLY_2024, [RECEIVED]))
        kinds = of_parts(by_kind(connection, ONLY_2024, [RECEIVED]))
    assert levels == {
        ("aggregate", "county"): 95,  # 洪泽区
        ("aggregate", "prefecture"): 6644,  # 淮安市 3119 + 宿迁市 3525
        ("aggregate", "unknown"): 218,  # 平潭综合实验区
        ("self", "province"): 34,  # 上海市科委
    }
    assert kinds == {
        ("aggregate", "dev_zone"): 218,
        ("aggregate", "government"): 6644,
        ("self", "department"): 34,
    }


@pytest.mark.parametrize(
    ("within", "parts"),
    [
        ("", {("aggregate", "320000"): 6644, ("self", "310000"): 34}),
        ("320000", {("aggregate", "320800"): 3119, ("aggregate", "321300"): 3525}),
        ("320800", {("aggregate", "320813"): 95}),
        ("320813", {}),
    ],
)
def test_sums_by_the_divisions_one_step_below(
    store: Path, within: str, parts: dict[tuple[str, str], int]
) -> None:
    """平潭 has no code, so it is of no division; what is of the whole is of none of its parts."""
    filters = Filters(year=(2024,), region=(within,) if within else ())
    with snapshots.connect(store) as connection:
        assert of_parts(by_region(connection, filters, [RECEIVED], within)) == parts


def test_parts_count_only_reports_that_give_them_all(store: Path) -> None:
    """2023: 沭阳发改局 26; 山海关 contradicts itself on its outcomes and is left out, not added as 0."""
    together = Together("all", "", "", (RECEIVED, concluded()))
    with snapshots.connect(store) as connection:
        rows = by_year(connection, Filters(year=(2023,), scope=("self",)), [together])
    (row,) = rows
    assert values_of(row, together) == {RECEIVED.id: 26, "concluded": 26}
    assert (row["reports"], row["all:n"]) == (2, 1)


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
        part = by_report(connection, Filters(agency=("130303-8fa9b215",)), [concluded()])
    (row,) = part.rows
    assert (row["concluded"], row["outcome_gap"]) == (None, "contradiction")


def test_coverage_names_what_is_missing(store: Path) -> None:
    with snapshots.connect(store) as connection:
        covered = coverage(connection, Filters(agency=("321300-dd7601a0",)))
        whole = coverage(connection, Filters(year=(2024,)))
    assert covered.years == (2023, 2024)
    assert [(name, year) for _, name, year in covered.named] == [
        ("宿迁市", 2020),
        ("宿迁市", 2021),
        ("宿迁市", 2022),
    ]
    assert (whole.reports, whole.agencies, whole.known, whole.missing) == (5, 5, 11, 6)
