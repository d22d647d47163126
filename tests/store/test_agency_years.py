"""One report among those of its agency, asked of the samples."""

from pathlib import Path

import pytest

from govdash.store import agency_years, snapshots

SUQIAN = "321300-dd7601a0"
SHANHAIGUAN = "130303-8fa9b215-2023"


@pytest.fixture
def connection(store: Path) -> snapshots.Connection:
    return snapshots.connect(store)


def test_a_report_comes_with_what_is_told_of_it(connection: snapshots.Connection) -> None:
    row = agency_years.report(connection, f"{SUQIAN}-2024")
    assert row is not None
    assert (row["agency"], row["year"], row["concluded"]) == ("宿迁市", 2024, 3521)


def test_reports_come_with_their_figures(connection: snapshots.Connection) -> None:
    ids = (f"{SUQIAN}-2024", f"{SUQIAN}-2023", "unknown")
    found = agency_years.figures(connection, ids, ("license_decisions", "concluded"))
    assert set(found) == set(ids[:2])
    row = found[ids[0]]
    assert (row["year"], row["license_decisions"], row["concluded"]) == (2024, 1573179, 3521)


def test_an_unknown_report_is_none(connection: snapshots.Connection) -> None:
    assert agency_years.report(connection, "' OR 1=1 --") is None


def test_the_reports_of_agencies_are_in_order(connection: snapshots.Connection) -> None:
    rows = agency_years.of_agencies(connection, (SUQIAN, "130303-8fa9b215"))
    assert [row["report_id"] for row in rows] == [
        SHANHAIGUAN,
        f"{SUQIAN}-2024",
        f"{SUQIAN}-2023",
    ]


def test_cells_that_contradict_others_are_named(connection: snapshots.Connection) -> None:
    assert agency_years.doubted(connection, (SHANHAIGUAN, f"{SUQIAN}-2024")) == {
        (SHANHAIGUAN, "outcome_total.natural_person"),
        (SHANHAIGUAN, "outcome_total.total"),
    }


def test_nothing_was_corrected_or_replaced_in_the_samples(connection: snapshots.Connection) -> None:
    assert agency_years.corrections(connection, SHANHAIGUAN) == []
    assert agency_years.older_versions(connection, SHANHAIGUAN) == []
