"""Shared text in the store: kept up to date by every load, whatever the order."""

import random
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest

from govdash.forms.official import FORM_2021
from govdash.pipeline import open_files, workers
from govdash.store import reuse, snapshots
from govdash.store.loader import load
from govdash.store.reuse import TABLES
from tests.bench.reuse import measure, sentences
from tests.floors import hold
from tests.printer import print_report

TOWN, OTHER, THIRD = "赫山区桃花仑街道办事处", "山海关区人民政府办公室", "沭阳县发展和改革局"
REUSE = (
    "SELECT year, before_year, round(share, 1), gap FROM reuse JOIN reports USING (report_id) "
    "ORDER BY agency, year"
)
SHARED = (
    "SELECT one.agency, one.year, two.agency, two.year, first.agency, round(share, 2) "
    "FROM shared_text JOIN reports one USING (report_id) "
    "JOIN reports two ON nearest = two.report_id JOIN reports first ON cluster = first.report_id "
    "ORDER BY one.year, one.agency"
)
COPIES = "SELECT year, quote FROM findings WHERE rule = 'X6_copy' ORDER BY year"


def own(seed: int) -> list[str]:
    """Sentences of one narrative; the numbers in them are other ones for each agency and year."""
    return [line.replace("{who}", "") for line in sentences(random.Random(seed))]


def report(folder: Path, agency: str, year: int, lines: Sequence[str]) -> Path:
    text = "".join(f"{line.replace('{n}', str(year))}。" for line in lines)
    texts = dict.fromkeys(FORM_2021.figures, "0")
    data = print_report(FORM_2021, texts, "lines", text).decode()
    data = data.replace(TOWN, agency).replace(f"{FORM_2021.first_year}年度", f"{year}年度")
    file = folder / f"{agency}_{year}.txt"
    file.write_text(data, encoding="utf-8")
    return file


def ask(db: Path, sql: str) -> list[tuple[object, ...]]:
    with snapshots.connect(db) as connection:
        return connection.execute(sql).fetchall()


def test_a_copied_year_is_found_with_its_passage(tmp_path: Path) -> None:
    db, lines = tmp_path / "g.duckdb", own(1)
    files = [report(tmp_path, TOWN, year, lines) for year in (2021, 2022)]
    load(db, open_files(files))
    assert ask(db, REUSE) == [(2021, None, None, "first"), (2022, 2021, 1.0, None)]
    ((year, quote),) = ask(db, COPIES)
    assert (year, str(quote) in files[1].read_text(encoding="utf-8")) == (2022, True)
    assert len(str(quote)) > 100


def test_a_missing_year_and_one_that_comes_later(tmp_path: Path) -> None:
    db, lines = tmp_path / "g.duckdb", own(1)
    load(db, open_files([report(tmp_path, TOWN, year, lines) for year in (2021, 2024)]))
    assert ask(db, REUSE)[1] == (2024, 2021, 1.0, None)
    load(db, open_files([report(tmp_path, TOWN, 2023, own(2))]))
    assert ask(db, REUSE) == [
        (2021, None, None, "first"),
        (2023, 2021, 0.0, None),
        (2024, 2023, 0.0, None),
    ]
    assert ask(db, COPIES) == []


def test_a_revised_report_is_measured_anew(tmp_path: Path) -> None:
    db, lines = tmp_path / "g.duckdb", own(1)
    load(db, open_files([report(tmp_path, TOWN, year, lines) for year in (2021, 2022, 2023)]))
    assert [year for year, _ in ask(db, COPIES)] == [2022, 2023]
    load(db, open_files([report(tmp_path, TOWN, 2022, own(2))]))
    assert ask(db, COPIES) == []
    load(db, open_files([report(tmp_path, TOWN, 2022, lines)]))
    assert [year for year, _ in ask(db, COPIES)] == [2022, 2023]


def test_workers_measure_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = own(1)
    files = [report(tmp_path, TOWN, year, lines) for year in (2021, 2022, 2023)]
    files.append(report(tmp_path, OTHER, 2022, lines))
    here = load(tmp_path / "here.duckdb", open_files(files))
    monkeypatch.setattr(reuse, "_RUN", 1)
    monkeypatch.setattr(workers, "FEW", 1)
    there = load(tmp_path / "there.duckdb", open_files(files))
    assert there.snapshot == here.snapshot
    assert [year for year, _ in ask(tmp_path / "there.duckdb", COPIES)] == [2022, 2023]
    assert len(ask(tmp_path / "there.duckdb", SHARED)) == 4


def test_too_little_text_is_not_assessed(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    texts = {2021: own(1), 2022: own(1)[:2], 2023: own(1)}
    load(db, open_files([report(tmp_path, TOWN, year, text) for year, text in texts.items()]))
    assert ask(db, REUSE)[1:] == [(2022, 2021, None, "short"), (2023, 2022, None, "short_before")]
    assert ask(db, COPIES) == []


def test_agencies_that_share_a_text(tmp_path: Path) -> None:
    """Two share it from the start, a third comes later, and the one it began with is rewritten."""
    db, lines = tmp_path / "g.duckdb", own(1)
    files = [report(tmp_path, TOWN, 2021, lines), report(tmp_path, OTHER, 2022, lines)]
    load(db, open_files([*files, report(tmp_path, THIRD, 2022, own(2))]))
    assert ask(db, SHARED) == [
        (TOWN, 2021, OTHER, 2022, TOWN, 1.0),
        (OTHER, 2022, TOWN, 2021, TOWN, 1.0),
    ]
    load(db, open_files([report(tmp_path, THIRD, 2022, lines)]))
    assert [(row[0], row[4]) for row in ask(db, SHARED)] == [
        (TOWN, TOWN),
        (OTHER, TOWN),
        (THIRD, TOWN),
    ]
    load(db, open_files([report(tmp_path, TOWN, 2021, own(3))]))
    assert ask(db, SHARED) == [
        (OTHER, 2022, THIRD, 2022, OTHER, 1.0),
        (THIRD, 2022, OTHER, 2022, OTHER, 1.0),
    ]


def test_a_file_that_is_another_report_now_leaves_nothing_behind(tmp_path: Path) -> None:
    db, lines = tmp_path / "g.duckdb", own(1)
    files = [report(tmp_path, TOWN, year, lines) for year in (2021, 2022)]
    load(db, open_files([*files, report(tmp_path, OTHER, 2022, lines)]))
    assert len(ask(db, SHARED)) == 3
    files[0].write_bytes(report(tmp_path, TOWN, 2023, own(2)).read_bytes())
    load(db, open_files(files[:1]))
    assert [row[:2] for row in ask(db, REUSE)] == [(2022, None), (2022, None), (2023, 2022)]
    assert [row[:4] for row in ask(db, SHARED)] == [
        (OTHER, 2022, TOWN, 2022),
        (TOWN, 2022, OTHER, 2022),
    ]
    assert ask(db, COPIES) == []


def test_a_store_of_before_is_filled_by_the_next_load(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    files = [report(tmp_path, TOWN, year, own(1)) for year in (2021, 2022)]
    load(db, open_files(files))
    with duckdb.connect(str(db.resolve())) as connection:
        for table in TABLES:
            connection.execute(f"DROP TABLE {table.name}")
    assert load(db, open_files(files)).changed
    assert ask(db, REUSE)[1] == (2022, 2021, 1.0, None)


def test_own_years_are_no_shared_text(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    load(db, open_files([report(tmp_path, TOWN, year, own(1)) for year in (2021, 2022, 2023)]))
    assert ask(db, SHARED) == []
    assert len(ask(db, COPIES)) == 2


def test_one_name_of_unknown_place_is_not_two_agencies(tmp_path: Path) -> None:
    db, lines = tmp_path / "g.duckdb", own(1)
    load(db, open_files([report(tmp_path, "城关镇人民政府", year, lines) for year in (2021, 2022)]))
    assert ask(db, "SELECT DISTINCT region_code FROM reports") == [(None,)]
    assert ask(db, SHARED) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_loads_does_not_matter(tmp_path: Path, seed: int) -> None:
    texts = own(1), own(2), [*own(1)[:-4], *own(2)[:4]]
    files = [
        report(tmp_path, agency, year, texts[(at + year) % 3])
        for at, agency in enumerate((TOWN, OTHER, THIRD))
        for year in (2021, 2022, 2023)
    ]
    once, often = tmp_path / "once.duckdb", tmp_path / "often.duckdb"
    load(once, open_files(files))
    for file in random.Random(seed).sample(files, len(files)):
        load(often, open_files([file]))
    for question in (REUSE, SHARED, COPIES):
        assert ask(often, question) == ask(once, question)
    assert len(ask(once, SHARED)) == 9
    load(often, open_files(files))
    assert ask(often, SHARED) == ask(once, SHARED)


def test_planted_copies_are_found_and_nothing_else(tmp_path: Path) -> None:
    score = measure(3000, tmp_path)
    found, planted = (sum(column) for column in zip(*score.found.values(), strict=True))
    assert planted == 6 * 10 + 20
    hold("reuse", "planted", found / planted)
    hold("reuse", "precision", 1 - score.false / score.pairs)
    copies, years, wrong = score.years
    assert (copies, wrong) == (years, 0)


def test_what_everybody_writes_is_learned(tmp_path: Path) -> None:
    measure(1200, tmp_path)
    with duckdb.connect(str(tmp_path / "bench.duckdb"), read_only=True) as connection:
        found = connection.execute("SELECT clause FROM common_clauses").fetchall()
    assert ("公开的深度和广度仍需拓展",) in found
    assert len(found) < 20
