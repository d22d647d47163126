"""What became of a report: versions, changed figures, corrections by hand."""

import csv
import io
import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from govdash.cli import main
from govdash.errors import UsageError
from govdash.pipeline import open_files
from govdash.publish import api
from govdash.publish.files import pieces
from govdash.settings import DATA, DB_VARIABLE
from govdash.store import snapshots
from govdash.store.corrections import read_corrections
from govdash.store.documents import document
from govdash.store.filters import Filters
from govdash.store.loader import Loaded, load
from govdash.store.tables import table

SHANHAIGUAN = DATA / "samples" / "山海关区人民政府办公室_2023.txt"
YUECUN = DATA / "samples" / "岳村街道_2020.txt"
REPORT = "130303-8fa9b215-2023"
HEADER = "report,figure,value,reason,source,by,date\n"


def rows(db: Path, name: str) -> list[dict[str, str]]:
    with snapshots.connect(db) as connection:
        data = b"".join(pieces(connection, table(name, Filters()), "csv"))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def again(folder: Path, name: str = "again.txt", published: str = "2024-03-01") -> Path:
    """The same report as published again: three requests instead of two, at a later day."""
    text = SHANHAIGUAN.read_text(encoding="utf-8")
    text = text.replace("| 2 | 0 |", "| 3 | 0 |", 1).replace("| 0 | 2 |\n", "| 0 | 3 |\n", 1)
    file = folder / name
    file.write_text(text.replace("2024-01-23", published, 1), encoding="utf-8")
    return file


def load_files(db: Path, *files: Path) -> Loaded:
    return load(db, open_files(files))


def figures_of(found: list[dict[str, str]]) -> dict[str, tuple[str, str]]:
    return {row["figure"]: (row["old_value"], row["new_value"]) for row in found}


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    db = tmp_path / "g.duckdb"
    load_files(db, SHANHAIGUAN)
    load_files(db, again(tmp_path))
    return db


def test_a_report_published_again(revised: Path) -> None:
    found = rows(revised, "revisions")
    assert figures_of(found)["new_received.natural_person"] == ("2", "3")
    first = found[0]
    assert (first["reason"], first["date"]) == ("republished", "2024-03-01")
    assert (first["old_version"], first["new_version"]) == ("1", "2")
    assert (first["report_id"], first["agency"]) == (REPORT, "山海关区人民政府办公室")
    assert first["old_sha256"] != first["new_sha256"]
    assert all(row["old_value"] != row["new_value"] for row in found)


def test_the_older_version_stays_reachable(revised: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DB_VARIABLE, str(revised))
    client = TestClient(Starlette(routes=api.ROUTES))
    address = f"/api/v1/reports/{REPORT}.json"
    told = {
        query: client.get(f"{address}{query}").json()["cells"]["new_received.natural_person"][
            "value"
        ]
        for query in ("", "?version=1", "?version=2")
    }
    assert told == {"": 3, "?version=1": 2, "?version=2": 3}
    assert client.get(f"{address}?version=3").status_code == 404
    assert [row["version"] for row in rows(revised, "reports")] == ["2"]


def test_loading_both_again_changes_nothing(revised: Path) -> None:
    before = snapshots.current(revised)
    loaded = load_files(revised, SHANHAIGUAN, revised.with_name("again.txt"))
    assert (loaded.changed, loaded.replaced) == (False, 0)
    assert snapshots.current(revised) == before


def test_both_in_one_load(tmp_path: Path, revised: Path) -> None:
    """One load of both makes the store that two loads made."""
    db = tmp_path / "one.duckdb"
    load_files(db, SHANHAIGUAN, tmp_path / "again.txt")
    assert rows(db, "revisions") == rows(revised, "revisions")
    assert snapshots.current(db).name == snapshots.current(revised).name


def test_another_copy_is_not_called_a_revision_by_the_agency(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    load_files(db, SHANHAIGUAN)
    load_files(db, again(tmp_path, published="2024-01-23"))
    assert {row["reason"] for row in rows(db, "revisions")} == {"copy"}


def test_a_newer_file_in_the_same_place_is_published_again(tmp_path: Path) -> None:
    db, file = tmp_path / "g.duckdb", tmp_path / "report.txt"
    file.write_bytes(SHANHAIGUAN.read_bytes())
    load_files(db, file)
    again(tmp_path, "report.txt", published="2024-01-23")
    load_files(db, file)
    assert {row["reason"] for row in rows(db, "revisions")} == {"republished"}


def test_another_report_in_the_same_place_revises_nothing(tmp_path: Path) -> None:
    db, file = tmp_path / "g.duckdb", tmp_path / "report.txt"
    file.write_bytes(SHANHAIGUAN.read_bytes())
    load_files(db, file)
    file.write_bytes(YUECUN.read_bytes())
    load_files(db, file)
    assert rows(db, "revisions") == []
    assert [row["agency"] for row in rows(db, "reports")] == ["岳村街道"]


def test_a_file_put_back_in_its_place_is_the_newest_version(tmp_path: Path) -> None:
    db, file = tmp_path / "g.duckdb", tmp_path / "report.txt"
    file.write_bytes(SHANHAIGUAN.read_bytes())
    load_files(db, file)
    again(tmp_path, "report.txt")
    load_files(db, file)
    file.write_bytes(SHANHAIGUAN.read_bytes())
    load_files(db, file)
    assert [row["version"] for row in rows(db, "reports")] == ["3"]
    told = [
        (row["old_value"], row["new_value"])
        for row in rows(db, "revisions")
        if row["figure"] == "new_received.natural_person"
    ]
    assert told == [("2", "3"), ("3", "2")]
    assert not load_files(db, file).changed


def read_otherwise(folder: Path, name: str, value: float) -> Path:
    """The sample as another govdash has read it: one figure is another."""
    file = folder / name
    if not (folder / "x.duckdb").exists():
        load_files(folder / "x.duckdb", SHANHAIGUAN)
    with snapshots.connect(folder / "x.duckdb") as connection:
        told = document(connection, REPORT)
    assert told
    report = json.loads(told[0])
    report["cells"]["granted.total"]["value"] = value
    file.write_text(json.dumps(report), encoding="utf-8")
    return file


def test_a_report_is_read_again_as_often_as_reading_changes(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    files = [read_otherwise(tmp_path, f"{n}.json", n) for n in (7, 8)]
    for file in (*files, SHANHAIGUAN):
        load_files(db, file)
    told = [(row["old_value"], row["new_value"], row["reason"]) for row in rows(db, "revisions")]
    assert told == [("7", "8", "reread"), ("8", "0", "reread")]
    assert not load_files(db, *files, SHANHAIGUAN).changed


def test_a_report_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older govdash had read otherwise: told as ours, with the day it was read again."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    db, old = tmp_path / "g.duckdb", tmp_path / "old.json"
    assert main(["load", str(SHANHAIGUAN), "--db", str(tmp_path / "x.duckdb")]) == 0
    with snapshots.connect(tmp_path / "x.duckdb") as connection:
        told = document(connection, REPORT)
    assert told
    report = json.loads(told[0])
    report["cells"]["granted.total"] |= {"state": "unreadable", "value": None, "how": None}
    old.write_text(json.dumps(report), encoding="utf-8")
    load_files(db, old)
    load_files(db, SHANHAIGUAN)
    (row,) = rows(db, "revisions")
    assert (row["figure"], row["old_state"], row["old_value"]) == (
        "granted.total",
        "unreadable",
        "",
    )
    assert (row["new_state"], row["new_value"]) == ("value", "0")
    assert (row["reason"], row["date"]) == ("reread", "2026-01-01")


# ---------------------------------------------------------------- corrections


def corrected(folder: Path, *lines: str) -> Path:
    file = folder / "corrections.csv"
    file.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def load_corrected(db: Path, folder: Path, *lines: str) -> None:
    file = corrected(folder, *lines)
    assert main(["load", str(SHANHAIGUAN), "--db", str(db), "--corrections", str(file)]) == 0


GOOD = f"{REPORT},granted.total,2,机关来函说明漏填,2024年5月7日来函,编者,2024-05-08"


def test_a_correction_stands_beside_what_is_printed(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    load_corrected(db, tmp_path, GOOD, "nobody-2020,granted.total,1,r,s,b,2024-05-08")
    found = {row["figure"]: row for row in rows(db, "figures")}
    assert (found["granted.total"]["value"], found["granted.total"]["correction"]) == ("0", "2")
    assert [key for key, row in found.items() if row["correction"]] == ["granted.total"]
    (row,) = rows(db, "revisions")
    assert (row["old_value"], row["new_value"], row["reason"]) == ("0", "2", "correction")
    assert (row["note"], row["source"], row["by"], row["date"]) == (
        "机关来函说明漏填", "2024年5月7日来函", "编者", "2024-05-08",
    )  # fmt: skip
    first = snapshots.current(db)
    load_corrected(db, tmp_path)
    assert rows(db, "revisions") == []
    assert snapshots.current(db) != first


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (GOOD.replace("granted.total", "granted.none"), "granted.none"),
        (GOOD.replace(",2,", ",two,"), "two"),
        (GOOD.replace(",2,", ",NaN,"), "NaN"),
        (GOOD.replace("机关来函说明漏填", ""), "reason"),
        (GOOD.replace("2024年5月7日来函", " "), "source"),
        (GOOD.replace("编者", ""), "by"),
        (GOOD.replace("2024-05-08", "gestern"), "gestern"),
        (f"{GOOD}\n{GOOD}", "两次"),
        ("a,b", "第 2 行"),
    ],
)
def test_a_wrong_correction_is_wrong_use(tmp_path: Path, line: str, named: str) -> None:
    with pytest.raises(UsageError, match=named):
        read_corrections(corrected(tmp_path, line))


def test_the_corrections_that_ship_are_sound() -> None:
    found = read_corrections(DATA / "corrections.csv")
    assert [item.report for item in found if not item.source.strip()] == []
