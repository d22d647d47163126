"""Snapshots that are kept: listed, verified, restored, forgotten as configured."""

import json
import re
from pathlib import Path

import pytest

from govdash.cli import main
from govdash.errors import StoreError, UsageError
from govdash.pipeline import open_files
from govdash.publish import package
from govdash.publish.files import pieces
from govdash.settings import DATA, SAMPLES
from govdash.store import releases, snapshots
from govdash.store.filters import Filters
from govdash.store.loader import load
from govdash.store.tables import EXPORTS, table

SHANHAIGUAN = DATA / "samples" / "山海关区人民政府办公室_2023.txt"
YUECUN = DATA / "samples" / "岳村街道_2020.txt"


def years(db: Path) -> list[int]:
    with snapshots.connect(db) as connection:
        return [
            year for (year,) in connection.execute("SELECT year FROM reports ORDER BY 1").fetchall()
        ]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, str, str]:
    """A store of two snapshots: one report, then two."""
    db = tmp_path / "g.duckdb"
    first = load(db, open_files([SHANHAIGUAN])).snapshot
    second = load(db, open_files([YUECUN])).snapshot
    return db, first, second


def test_listed(two: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    db, first, second = two
    assert {(item.id, item.reports) for item in releases.releases(db)} == {(first, 1), (second, 2)}
    assert main(["releases", "--db", str(db)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if "现在发布" in line] == [second]
    assert all(
        re.search(r" \d{4}-\d\d-\d\dT[\d:]+Z [12] 份 \d+ 字节 govdash ", line) for line in lines
    )


def test_restored_and_loaded_again(two: tuple[Path, str, str]) -> None:
    db, first, second = two
    with snapshots.connect(db) as reader:
        assert main(["releases", "restore", first, "--db", str(db)]) == 0
        assert reader.execute("SELECT count(*) FROM reports").fetchall() == [(2,)]
    assert years(db) == [2023]
    kept = (db.with_name("g.duckdb.d") / f"{second}.duckdb").stat()
    assert load(db, open_files([YUECUN])).snapshot == second
    assert years(db) == [2020, 2023]
    # No name is ever used twice: the file that readers may have open is the one that was there.
    assert (db.with_name("g.duckdb.d") / f"{second}.duckdb").stat() == kept


def test_verified(two: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    db, first, second = two
    assert main(["releases", "verify", "--db", str(db)]) == 0
    file = db.with_name("g.duckdb.d") / f"{first}.duckdb"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert main(["releases", "verify", "--db", str(db)]) == 1
    assert f"{first} 文件的 SHA-256 与发布时不同" in capsys.readouterr().out
    assert releases.verify(db, second) is None
    with pytest.raises(StoreError, match=first):
        releases.restore(db, first)
    assert years(db) == [2020, 2023]


def test_contents_are_verified_and_not_only_bytes(two: tuple[Path, str, str]) -> None:
    """A file changed together with its note still does not have the contents of its name."""
    db, first, second = two
    folder = db.with_name("g.duckdb.d")
    (folder / f"{first}.duckdb").write_bytes((folder / f"{second}.duckdb").read_bytes())
    (folder / f"{first}.json").write_bytes((folder / f"{second}.json").read_bytes())
    assert releases.verify(db, first) == "内容与快照编号不符"


def test_unknown_snapshots(two: tuple[Path, str, str], capsys: pytest.CaptureFixture[str]) -> None:
    db, _, _ = two
    for arguments in (["verify", "nope"], ["restore", "nope"], ["restore"]):
        assert main(["releases", *arguments, "--db", str(db)]) == 2
    assert main(["releases", "--db", str(db.with_name("none"))]) == 2
    assert capsys.readouterr().out == ""
    with pytest.raises(UsageError, match="nope"):
        releases.verify(db, "nope")


@pytest.mark.parametrize(("keep", "left"), [("0", 1), ("1", 2), ("5", 3)])
def test_kept_as_configured(tmp_path: Path, keep: str, left: int) -> None:
    db = tmp_path / "g.duckdb"
    files = [SHANHAIGUAN, YUECUN, DATA / "samples" / "江安镇_2021.txt"]
    for file in files:
        assert main(["load", str(file), "--db", str(db), "--keep", keep]) == 0
    assert len(releases.releases(db)) == left
    names = {file.suffix for file in db.with_name("g.duckdb.d").iterdir()} - {""}
    assert names == {".duckdb", ".json"}
    assert len(list(db.with_name("g.duckdb.d").glob("*.json"))) == left


def test_two_builds_are_equal_to_the_byte(tmp_path: Path) -> None:
    """The same inputs in another order: equal names, equal files, equal packages."""
    made = []
    for name, paths in (("a", SAMPLES), ("b", SAMPLES[::-1])):
        db = tmp_path / f"{name}.duckdb"
        snapshot = load(db, open_files(paths)).snapshot
        with snapshots.connect(db) as connection:
            files = {
                (table_name, kind): b"".join(pieces(connection, table(table_name, Filters()), kind))
                for table_name in EXPORTS
                for kind in ("csv", "json", "parquet", "xlsx")
            }
            bundle = b"".join(package.pieces(connection, Filters()))
        made.append((snapshot, files, bundle))
    assert made[0] == made[1]


def test_a_note_that_is_lost_is_told(two: tuple[Path, str, str]) -> None:
    db, first, _ = two
    (db.with_name("g.duckdb.d") / f"{first}.json").write_text(json.dumps({"id": first}))
    assert releases.verify(db, first) == "没有发布记录"
    assert {item.id for item in releases.releases(db)} >= {first}
