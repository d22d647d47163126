"""Loading: idempotent, whole or not at all, nothing forgotten."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from govdash.errors import StoreError
from govdash.pipeline import Document, Refusal, open_files
from govdash.settings import DATA, SAMPLES
from govdash.store import loader, snapshots
from govdash.store.loader import Loaded, load
from tests.bench.kill import kill_loads

SHANHAIGUAN = DATA / "samples" / "山海关区人民政府办公室_2023.txt"
YUECUN = DATA / "samples" / "岳村街道_2020.txt"


def ask(db: Path, sql: str) -> list[tuple[object, ...]]:
    with snapshots.connect(db) as connection:
        return connection.execute(sql).fetchall()


def load_paths(db: Path, *paths: Path) -> Loaded:
    return load(db, open_files(paths))


def files(db: Path) -> set[str]:
    return {file.name for file in db.with_name(f"{db.name}.d").glob("*.duckdb")}


def test_the_same_files_make_the_same_snapshot(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    first = load_paths(db, *SAMPLES)
    kept = files(db)
    second = load_paths(db, *SAMPLES)
    assert (first.stored, first.refused, first.changed) == (14, 0, True)
    assert (second.snapshot, second.changed, second.replaced) == (first.snapshot, False, 0)
    assert files(db) == kept == {f"{first.snapshot}.duckdb"}
    assert ask(db, "SELECT count(*) FROM reports") == [(14,)]


def test_order_does_not_matter(tmp_path: Path) -> None:
    one = load_paths(tmp_path / "a.duckdb", SHANHAIGUAN, YUECUN)
    other = load_paths(tmp_path / "b.duckdb", YUECUN, SHANHAIGUAN)
    assert one.snapshot == other.snapshot


def test_readers_finish_on_what_they_began_with(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    load_paths(db, SHANHAIGUAN)
    with snapshots.connect(db) as old:
        assert load_paths(db, YUECUN).changed
        assert old.execute("SELECT count(*) FROM reports").fetchall() == [(1,)]
        assert ask(db, "SELECT count(*) FROM reports") == [(2,)]
        assert old.execute("SELECT year FROM reports").fetchall() == [(2023,)]
    assert ask(db, "SELECT year FROM reports ORDER BY year") == [(2020,), (2023,)]


def test_refused_files_are_kept_with_their_reason(tmp_path: Path) -> None:
    db, bad = tmp_path / "g.duckdb", tmp_path / "report.txt"
    bad.write_bytes(b"%PDF-1.7")
    loaded = load_paths(db, bad, SHANHAIGUAN)
    assert (loaded.stored, loaded.refused) == (1, 1)
    ((path, reason),) = ask(db, "SELECT path, reason FROM refused")
    assert (path, "PDF" in str(reason)) == (str(bad), True)
    shutil.copyfile(YUECUN, bad)
    assert load_paths(db, bad).stored == 1
    assert ask(db, "SELECT * FROM refused") == []


def test_a_newer_copy_takes_the_place_of_the_old(tmp_path: Path) -> None:
    db, copy = tmp_path / "g.duckdb", tmp_path / "newer.txt"
    load_paths(db, SHANHAIGUAN)
    lines = SHANHAIGUAN.read_text(encoding="utf-8").replace("| 2 | 0 |", "| 3 | 0 |", 1)
    copy.write_text(lines.replace("| 0 | 2 ||", "| 0 | 3 ||", 1), encoding="utf-8")
    assert load_paths(db, copy).replaced == 1
    assert ask(db, "SELECT count(*) FROM reports") == [(1,)]
    assert ask(db, 'SELECT "new_received.natural_person" FROM reports') == [(3,)]
    assert ask(db, "SELECT source_path FROM versions") == [(str(SHANHAIGUAN),)]


def test_two_files_of_one_report_in_one_load(tmp_path: Path) -> None:
    db, copy = tmp_path / "g.duckdb", tmp_path / "z.txt"
    copy.write_bytes(SHANHAIGUAN.read_bytes() + b"\n")
    loaded = load_paths(db, SHANHAIGUAN, copy)
    assert (loaded.stored, loaded.replaced) == (1, 1)
    assert ask(db, "SELECT source_path FROM reports") == [(str(copy),)]


def test_what_is_read_while_storing_waits_is_stored_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_read, store = Event(), loader._store

    def late(*given: Any) -> None:
        assert all_read.wait(30)
        store(*given)

    def documents() -> Iterator[Document | Refusal]:
        yield from open_files([SHANHAIGUAN])
        yield Refusal("scan.pdf", None, "扫描件")
        all_read.set()

    monkeypatch.setattr(loader, "_store", late)
    loaded = load(tmp_path / "g.duckdb", documents())
    assert (loaded.stored, loaded.refused, loaded.replaced) == (1, 1, 0)


def test_nothing_stored_is_not_zero(store: Path) -> None:
    blank = 'SELECT "partial.total", "outcome_total.total" FROM reports'
    assert ask(store, f"{blank} WHERE agency = '江安镇'") == [(None, None)]
    outcomes = "SELECT concluded, g_granted FROM reports"
    assert ask(store, f"{outcomes} WHERE agency = '江安镇'") == [(12, 11)]
    assert ask(store, f"{outcomes} WHERE agency = '山海关区人民政府办公室'")[0][0] is None


@pytest.mark.parametrize("content", [None, b"", b"no store at all", b"\0" * 4096])
def test_what_is_no_store(tmp_path: Path, content: bytes | None) -> None:
    db = tmp_path / "g.duckdb"
    if content is not None:
        db.write_bytes(content)
    with pytest.raises(StoreError, match=r"g\.duckdb"):
        snapshots.connect(db)


def test_a_foreign_file_is_never_overwritten(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    db.write_bytes(b"precious")
    with suppress(Exception):
        load_paths(db, SHANHAIGUAN)
    assert db.read_bytes() == b"precious"


def test_a_foreign_file_is_wrong_use(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    db.write_bytes(b"precious")
    with pytest.raises(StoreError):
        load_paths(db, SHANHAIGUAN)


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """kill -9 of a loader: the old snapshot stays whole, and the next load completes."""
    assert kill_loads(tmp_path, 5) > 0
