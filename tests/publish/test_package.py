"""The data package, by the library of its own standard; the workbook, by another library."""

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import yaml
from frictionless import Package

from govdash.publish import package
from govdash.publish.describe import TABLES, meaning
from govdash.publish.files import pieces
from govdash.store import snapshots
from govdash.store.filters import Filters
from govdash.store.tables import EXPORTS, table


def bundle(store: Path, **query: list[str]) -> bytes:
    with snapshots.connect(store) as connection:
        return b"".join(package.pieces(connection, Filters.parse(query)))


def test_frictionless_finds_nothing(store: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle(store))) as archive:
        archive.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["type", "note", "fieldName", "rowNumber"])[:5] == []
    assert (report.valid, len(report.tasks)) == (True, len(EXPORTS))


def test_everything_is_in_it(store: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle(store, year=["2023"]))) as archive:
        texts = ("README.md", "CITATION.cff", "LICENSE.md", "datapackage.json")
        assert set(archive.namelist()) == {*(f"{name}.csv" for name in EXPORTS), *texts}
        readme = archive.read("README.md").decode()
        told = json.loads(archive.read("datapackage.json"))
        assert told["version"] in archive.read("CITATION.cff").decode()
    for words in (
        "筛选 filters：year=2023",
        "reports 4",
        "空白不是零",
        "Blank is not zero",
        told["version"],
    ):
        assert words in readme
    assert told["licenses"][0]["name"] == "CC-BY-4.0"


def test_the_same_bytes_again(store: Path) -> None:
    assert bundle(store) == bundle(store)


def test_every_column_is_explained(store: Path) -> None:
    assert list(TABLES) == list(EXPORTS)
    with snapshots.connect(store) as connection:
        for name in EXPORTS:
            for column in table(name, Filters()).ask(connection).columns:
                assert len(meaning(column).label) >= 2, column
                assert meaning(column).label_en.strip(), column


def test_a_workbook_is_read_by_another_library(store: Path) -> None:
    with snapshots.connect(store) as connection:
        data = b"".join(pieces(connection, table("reports", Filters()), "xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["reports"]
    assert (sheet.freeze_panes, sheet.max_row, len(book.sheetnames)) == ("A2", 15, 3)
    rows = list(sheet.iter_rows(values_only=True))
    place = {name: rows[0].index(name) for name in ("agency", "region_code", "year", "published")}
    (row,) = [row for row in rows[1:] if row[place["agency"]] == "山海关区人民政府办公室"]
    assert (row[place["region_code"]], row[place["year"]], row[place["published"]]) == (
        "130303", 2023, "2024-01-23",
    )  # fmt: skip
    explained = {row[0] for row in book["dictionary 说明"].iter_rows(min_row=2, values_only=True)}
    assert explained == set(rows[0])


def test_the_citation_is_yaml_with_what_the_format_asks_for(store: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle(store))) as archive:
        told = yaml.safe_load(archive.read("CITATION.cff"))
        described = json.loads(archive.read("datapackage.json"))
    # What the schema 1.2.0 requires, and the two that make a citation of data.
    assert {"cff-version", "message", "title", "authors"} <= set(told)
    assert (told["cff-version"], told["type"], told["license"]) == ("1.2.0", "dataset", "CC-BY-4.0")
    assert told["authors"] == [{"name": "govdash"}]
    assert told["version"] == described["version"]
