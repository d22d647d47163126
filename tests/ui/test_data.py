"""What pages ask: sums of some years are those of all years, and a page is of one snapshot."""

from pathlib import Path

import pytest

from govdash.settings import DB_VARIABLE
from govdash.store import snapshots
from govdash.store.filters import Filters
from govdash.store.snapshots import connect
from govdash.store.sums import by_kind, by_level, by_region, by_year
from govdash.ui import data
from govdash.ui.flow import FLOW
from govdash.ui.overview import QUANTITIES
from govdash.ui.quantities import APPLICANTS_WHOLE, OUTCOMES_WHOLE
from govdash.ui.run import once, one_run

SOME = [
    Filters(),
    Filters(year=(2024,)),
    Filters(year=(2023, 2020)),
    Filters(year=(1999,)),
    Filters(year=(2023,), region=("32",)),
    Filters(year=(2022, 2023), scope=("aggregate",), form=("2021",)),
    Filters(year=(2019,), level=("county", "prefecture")),
]


@pytest.fixture(autouse=True)
def of_samples(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DB_VARIABLE, str(store))


@pytest.mark.parametrize("filters", SOME)
def test_sums_of_some_years_are_the_same_asked_of_all(store: Path, filters: Filters) -> None:
    asked = (*QUANTITIES, FLOW)
    with connect(store) as connection:
        for question in (by_year, by_level, by_kind, by_region):
            alone = question(connection, filters, asked)
            assert data.ask_years(question, filters, asked) == alone
        within = by_region(connection, filters, asked, "320000")
        assert data.ask_years(by_region, filters, asked, "320000") == within


def test_several_sums_asked_together_are_those_asked_alone() -> None:
    wholes = (FLOW, APPLICANTS_WHOLE, OUTCOMES_WHOLE)
    together = data.ask(by_year, Filters(), wholes)
    assert any(row["flow:n"] for row in together)
    for whole in wholes:
        alone = data.ask(by_year, Filters(), (whole,))
        assert [{key: row[key] for key in of_alone} for of_alone, row in zip(
            alone, together, strict=True
        )] == alone  # fmt: skip


def test_a_page_is_of_the_snapshot_it_began_with(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.duckdb"
    other.symlink_to(store.resolve())
    name = data.ask(snapshots.name_of)
    with one_run():
        assert data.ask(snapshots.name_of) == name
        monkeypatch.setenv(DB_VARIABLE, str(tmp_path / "none.duckdb"))
        assert data.ask(snapshots.name_of) == name
    with pytest.raises(snapshots.StoreError):
        data.ask(snapshots.name_of)


def test_what_is_read_once_is_read_anew_in_the_next_drawing() -> None:
    read = iter("abcd")
    with one_run():
        assert [once("x", read.__next__) for _ in range(2)] == ["a", "a"]
    with one_run():
        assert once("x", read.__next__) == "b"
    assert [once("x", read.__next__) for _ in range(2)] == ["c", "d"]
