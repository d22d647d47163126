"""What is kept beside the reports: agencies to search, counts of findings; and made-up stores."""

from pathlib import Path

import pytest

from govdash.errors import StoreError
from govdash.pipeline import open_files
from govdash.settings import DATA
from govdash.store import snapshots
from govdash.store.agencies import initials
from govdash.store.loader import load
from govdash.store.schema import COUNTED
from tests.bench.nation.build import build

SHANHAIGUAN = DATA / "samples" / "山海关区人民政府办公室_2023.txt"
YUECUN = DATA / "samples" / "岳村街道_2020.txt"


def ask(db: Path, sql: str) -> list[tuple[object, ...]]:
    with snapshots.connect(db) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("桃花仑街道办事处", "thljdbsc"),
        ("长沙市公安局", "cssgaj"),
        ("重庆市", "cqs"),
        ("CBD管委会", "cbdgwh"),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_agency_with_its_years(store: Path) -> None:
    found = ask(
        store,
        "SELECT agency, initials, stem, province, level, first_year, last_year, years, reports "
        "FROM agencies WHERE agency_id = '321300-dd7601a0'",
    )
    assert found == [("宿迁市", "sqs", "3213", "32", "prefecture", 2023, 2024, "2023 2024", 2)]
    assert ask(store, "SELECT count(*), sum(reports) FROM agencies") == [(11, 14)]


def test_counts_are_those_of_the_findings(store: Path) -> None:
    for severity, column in COUNTED.items():
        (counted,) = ask(store, f"SELECT sum({column}) FROM reports")
        (found,) = ask(store, f"SELECT count(*) FROM findings WHERE severity = '{severity}'")
        assert counted == found
    by = "FROM findings GROUP BY ALL ORDER BY ALL"
    once = f"SELECT rule, severity, count(*) FILTER (nth = 1) {by}"
    reports = f"SELECT rule, severity, count(DISTINCT report_id) {by}"
    assert ask(store, once) == ask(store, reports) != []


def test_an_agency_goes_with_its_last_report(tmp_path: Path) -> None:
    db, file = tmp_path / "g.duckdb", tmp_path / "one.txt"
    file.write_bytes(SHANHAIGUAN.read_bytes())
    load(db, open_files([file]))
    assert ask(db, "SELECT agency FROM agencies") == [("山海关区人民政府办公室",)]
    file.write_bytes(YUECUN.read_bytes())
    load(db, open_files([file]))
    assert ask(db, "SELECT agency, years FROM agencies") == [("岳村街道", "2020")]


@pytest.mark.parametrize(("printed", "sound"), [("2", True), ("2.5", False), ("-2", False)])
def test_what_is_no_count_is_marked(tmp_path: Path, printed: str, sound: bool) -> None:
    text = SHANHAIGUAN.read_text(encoding="utf-8")
    file = tmp_path / SHANHAIGUAN.name
    row = "申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | {} |"
    assert row.format(2) in text
    file.write_text(text.replace(row.format(2), row.format(printed)), encoding="utf-8")
    load(tmp_path / "g.duckdb", open_files([file]))
    assert ask(tmp_path / "g.duckdb", "SELECT sound FROM reports") == [(sound,)]


def test_a_made_up_store_says_so_and_takes_no_report(tmp_path: Path) -> None:
    db = tmp_path / "made.duckdb"
    build(db, share=0.002)
    with snapshots.connect(db) as connection:
        assert "合成数据" in str(snapshots.synthetic(connection))
    before = db.resolve()
    with pytest.raises(StoreError, match="合成数据"):
        load(db, open_files([SHANHAIGUAN]))
    assert db.resolve() == before
    assert ask(db, "SELECT DISTINCT origin FROM reports") == [("synthetic",)]


def test_a_real_store_says_nothing(store: Path) -> None:
    with snapshots.connect(store) as connection:
        assert snapshots.synthetic(connection) is None
