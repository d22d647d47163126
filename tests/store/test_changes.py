"""The public log of changed figures, in an order and in counts that a person wrote down."""

from collections.abc import Iterator

import duckdb
import pytest

from govdash.cli import main
from govdash.settings import SAMPLES
from govdash.store import changes, snapshots
from govdash.store.filters import Filters
from govdash.store.tables import table

SHANHAIGUAN, JIANGAN = "130303-8fa9b215-2023", "320682113-dd7601a0-2021"
LINES = f"""report,figure,value,reason,source,by,date
{SHANHAIGUAN},granted.total,2,来函说明漏填,5月7日来函,编者,2024-05-08
{SHANHAIGUAN},new_received.total,3,来函说明误填,6月1日来函,编者,2024-06-02
{JIANGAN},granted.total,12,与正文核对,电话核实,编者,2025-01-03
nobody-2020,granted.total,1,来函,来函,编者,2025-02-02
"""


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("changes")
    file, db = folder / "corrections.csv", folder / "g.duckdb"
    file.write_text(LINES, encoding="utf-8")
    paths = [str(path) for path in SAMPLES]
    assert main(["load", *paths, "--db", str(db), "--corrections", str(file)]) == 0
    with snapshots.connect(db) as connection:
        yield connection


def days(connection: duckdb.DuckDBPyConnection, filters: Filters, *part: int) -> list[str]:
    return [row["date"].isoformat() for row in changes.changes(connection, filters, *part).rows]


def test_the_newest_change_comes_first(corrected: duckdb.DuckDBPyConnection) -> None:
    part = changes.changes(corrected, Filters(), 0, 10)
    assert [(row["date"].isoformat(), row["report_id"], row["figure"]) for row in part.rows] == [
        ("2025-01-03", JIANGAN, "granted.total"),
        ("2024-06-02", SHANHAIGUAN, "new_received.total"),
        ("2024-05-08", SHANHAIGUAN, "granted.total"),
    ]
    assert [(int(row["old_value"]), int(row["new_value"])) for row in part.rows] == [
        (11, 12),
        (2, 3),
        (0, 2),
    ]
    assert part.total == 3


def test_a_page_is_a_part_of_the_whole(corrected: duckdb.DuckDBPyConnection) -> None:
    assert days(corrected, Filters(), 1, 1) == ["2024-06-02"]
    assert changes.changes(corrected, Filters(), 1, 1).total == 3
    assert days(corrected, Filters(), 3, 1) == []


def test_what_is_counted_is_what_the_file_holds(corrected: duckdb.DuckDBPyConnection) -> None:
    for filters, figures, reports in (
        (Filters(), 3, 2),
        (Filters(year=(2023,)), 2, 1),
        (Filters(region=("320000",)), 1, 1),
        (Filters(year=(2022,)), 0, 0),
    ):
        counted = changes.by_reason(corrected, filters)
        assert [(row["reason"], row["figures"]) for row in counted] == (
            [("correction", figures)] if figures else []
        )
        assert changes.reports(corrected, filters) == reports
        assert table("revisions", filters).count(corrected) == figures
