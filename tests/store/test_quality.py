"""What 数据质量 asks, against what a person counted in the samples and in made-up reports."""

from pathlib import Path

import duckdb
import pytest

from govdash.store import quality, snapshots
from govdash.store.filters import Filters
from govdash.store.tables import table
from tests.uneven import GAP, MANY, build

MADE = 2 * (MANY + 3 + 1)  # two contradictions in each made-up report


@pytest.fixture(scope="module")
def uneven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("uneven"))


def connect(db: Path) -> duckdb.DuckDBPyConnection:
    return snapshots.connect(db)


def test_findings_and_reports_by_severity(store: Path) -> None:
    with connect(store) as connection:
        rows = quality.by_severity(connection, Filters())
    assert [(row["severity"], row["findings"], row["reports"]) for row in rows] == [
        ("error", 3, 2),  # 山海关 twice, 江安镇 once
        ("warning", 2, 1),
        ("notice", 5, 5),
        ("extraction", 15, 9),
        ("info", 7, 4),
    ]


def test_rules_the_commonest_first(store: Path) -> None:
    own = Filters(severity=quality.PROBLEMS)
    with connect(store) as connection:
        rows = quality.by_rule(connection, own)
    assert [(row["rule"], row["severity"], row["findings"], row["reports"]) for row in rows] == [
        ("R5_blank_cells", "notice", 2, 2),
        ("R2_outcome_sum", "error", 2, 1),
        ("N2_outcome_text", "warning", 1, 1),
        ("R5_total_missing", "error", 1, 1),
        ("R5_total_missing", "warning", 1, 1),
        ("R7_decimals", "notice", 1, 1),
        ("S2_rows", "notice", 1, 1),
        ("S4_label_alias", "notice", 1, 1),
    ]


def standings(db: Path, filters: Filters) -> dict[int, dict[str, int]]:
    with connect(db) as connection:
        rows = quality.by_year(connection, filters)
    return {
        row["year"]: {key: row[key] for key in ("reports", *quality.STANDINGS) if row[key]}
        for row in rows
    }


def test_a_report_stands_as_its_gravest_finding(store: Path) -> None:
    assert standings(store, Filters(severity=quality.PROBLEMS)) == {
        2020: {"reports": 1, "notice": 1},
        2021: {"reports": 2, "error": 1, "clean": 1},
        2022: {"reports": 2, "notice": 1, "damaged": 1},
        2023: {"reports": 4, "error": 1, "notice": 1, "clean": 1, "damaged": 1},
        2024: {"reports": 5, "notice": 1, "clean": 2, "damaged": 2},
    }


def test_a_filter_of_findings_leaves_the_reports_counted(store: Path) -> None:
    assert standings(store, Filters(severity=("warning",), year=(2021, 2023))) == {
        2021: {"reports": 2, "warning": 1, "clean": 1},
        2023: {"reports": 4, "clean": 3, "damaged": 1},
    }
    assert standings(store, Filters(rule=("R5_blank_cells",), year=(2023,))) == {
        2023: {"reports": 4, "notice": 1, "clean": 2, "damaged": 1}
    }


def test_agencies_stand_by_region_with_the_reports_they_have(uneven: Path) -> None:
    with connect(uneven) as connection:
        part = quality.by_agency(connection, Filters(region=("320000",)), 0, 10)
        gap = quality.by_agency(connection, Filters(region=("130000",)), MANY + 1, 10)
        whole = quality.by_agency(connection, Filters(), 70, 10)
        nameless = quality.unnamed(connection, Filters())
    assert part.total == 5
    assert [(row["agency"], row["reports"], row["years"]) for row in part.rows] == [
        ("江安镇", 1, "2021"),
        ("淮安市人民政府", 1, "2024"),
        ("淮安市洪泽区人民政府", 1, "2024"),
        ("宿迁市", 2, "2023 2024"),
        ("沭阳县发展和改革局", 1, "2023"),
    ]
    assert [[part.rows[0][key] for key in quality.OF_AGENCIES]] == [[1, 2, 1, 3]]
    assert [(row["agency"], row["reports"], row["error"]) for row in gap.rows] == [(GAP, 3, 6)]
    assert (whole.total, len(whole.rows), nameless) == (11 + MANY + 1, 2, 1)


def test_years_left_out_between_the_first_and_the_last(uneven: Path, store: Path) -> None:
    with connect(uneven) as connection:
        # The years chosen do not matter: what is missing is a year without a report.
        part = quality.gaps(connection, Filters(year=(2023,)), 0, 10)
    assert part.total == 1
    assert {key: part.rows[0][key] for key in ("agency", "first", "last", "years", "missing")} == {
        "agency": GAP,
        "first": 2019,
        "last": 2023,
        "years": "2019 2020 2023",
        "missing": "2021 2022",
    }
    with connect(store) as connection:
        assert quality.gaps(connection, Filters(), 0, 10).total == 0


def test_refused_files_by_reason(uneven: Path) -> None:
    with connect(uneven) as connection:
        reasons = quality.refusals(connection)
        part = quality.refused(connection, Filters(), 1, 5)
    assert [(row["reason"], row["files"]) for row in reasons] == [
        ("空文件", 2),
        ("不是年度报告：找不到年度报告的任何一个部分", 1),
    ]
    assert (part.total, [row["reason"] for row in part.rows]) == (3, ["空文件", "空文件"])


def test_pages_of_findings_are_the_exported_table(uneven: Path) -> None:
    """Laid one after another the pages are the file: the same rows in the same order."""
    own = Filters(severity=quality.PROBLEMS)
    with connect(uneven) as connection:
        relation = table("findings", own).ask(connection)
        names = relation.columns
        whole = relation.fetchall()
        pages = [quality.findings(connection, own, start, 50) for start in (0, 50, 100)]
    assert [page.total for page in pages] == [MADE + 12] * 3
    assert [tuple(row[name] for name in names) for page in pages for row in page.rows] == whole
    assert len(whole) == MADE + 12


def test_a_finding_knows_its_line_and_its_place_in_the_report(store: Path) -> None:
    with connect(store) as connection:
        rows = quality.findings(connection, Filters(year=(2021, 2023)), 0, 40).rows
    assert [(row["agency"], row["rule"], row["line"], row["position"]) for row in rows] == [
        ("江安镇", "R5_total_missing", 128, 1),
        ("江安镇", "R5_total_missing", 130, 2),
        ("江安镇", "N2_outcome_text", 80, 3),
        ("江安镇", "R5_blank_cells", None, 4),
        ("江安镇", "S5_layout", 70, 5),
        ("江安镇", "T3_script", None, 6),
        ("江安镇", "R1_balance", 128, 7),
        ("江安镇", "N5_parts", 9, 8),
        ("江安镇", "M3_no_title", None, 9),
        ("桃花仑街道办事处", "M2_period", 15, 1),
        ("桃花仑街道办事处", "S3_header_incomplete", 45, 2),
        ("桃花仑街道办事处", "S3_header_incomplete", 119, 3),
        ("桃花仑街道办事处", "T1_docnumber", 27, 4),
        ("桃花仑街道办事处", "T2_ordinals", 21, 5),
        ("山海关区人民政府办公室", "R2_outcome_sum", 63, 1),
        ("山海关区人民政府办公室", "R2_outcome_sum", 63, 2),
        ("山海关区人民政府办公室", "S3_header_incomplete", 69, 3),
        ("山海关区人民政府办公室", "N5_parts", 8, 4),
        ("沭阳县发展和改革局", "R5_blank_cells", None, 1),
        ("平潭综合实验区管委会", "S5_layout", None, 1),
        ("平潭综合实验区管委会", "S5_layout", None, 2),
    ]


@pytest.mark.parametrize(
    ("filters", "agencies"),
    [
        (Filters(severity=("error",)), ["江安镇", "山海关区人民政府办公室"]),
        (Filters(rule=("R7_decimals",)), ["岳村街道"]),
        (Filters(severity=("error",), rule=("R5_total_missing",)), ["江安镇"]),
        # Both must hold of one finding, not of two findings of one report.
        (Filters(severity=("notice",), rule=("R5_total_missing",)), []),
        (Filters(severity=("error",), year=(2023,)), ["山海关区人民政府办公室"]),
    ],
)
def test_other_tables_hold_the_reports_that_have_such_a_finding(
    store: Path, filters: Filters, agencies: list[str]
) -> None:
    with connect(store) as connection:
        relation = table("reports", filters).ask(connection)
        assert [row[relation.columns.index("agency")] for row in relation.fetchall()] == agencies
