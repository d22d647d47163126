"""What sources.csv tells of the files beside it: where they come from, and what they do not say."""

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

from govdash.errors import UsageError
from govdash.places import region_name
from govdash.reading.containers import MAX_BYTES

SOURCES = "sources.csv"
"""Beside or one folder above the reports."""

_MOST_TABLES = 64


@dataclass(frozen=True, slots=True)
class Provenance:
    """What sources.csv tells of a file; `origin` is file, sample or figures, `time` when fetched.

    What a person wrote there of agency, year, day and region stands before all that the document
    says (the order of the rest: `govdash.reading.heading`).
    """

    origin: str = "file"
    note: str = ""
    url: str = ""
    agency: str | None = None
    year: int | None = None
    published: str | None = None
    region: str | None = None
    time: str = ""


Find = Callable[[PurePath], bytes | None]
"""The bytes of a file by its path, None where there is none."""


def _on_disk(path: PurePath) -> bytes | None:
    file = Path(path)
    if not file.is_file():
        return None
    if file.stat().st_size > MAX_BYTES:
        raise UsageError(f"{path}：文件过大")
    return file.read_bytes()


class Sources:
    """The sources.csv files beside the reports, each read once."""

    def __init__(self, find: Find = _on_disk) -> None:
        self._find = find
        self._tables: dict[PurePath, dict[str, Provenance]] = {}

    def of(self, path: PurePath) -> Provenance:
        """What is known of a file; a file nobody wrote about is a plain file.

        Raises:
            UsageError: the sources.csv beside it cannot be read.
        """
        path = path.resolve() if isinstance(path, Path) else path
        for folder in list(path.parents)[:2]:
            known = self._table(folder).get(path.relative_to(folder).as_posix())
            if known:
                return known
        return Provenance()

    def _table(self, folder: PurePath) -> dict[str, Provenance]:
        if folder not in self._tables:
            if len(self._tables) >= _MOST_TABLES:
                # Folders come one after another; only the last few are asked again.
                self._tables.clear()
            data = self._find(folder / SOURCES)
            self._tables[folder] = {} if data is None else _read(data, folder / SOURCES)
        return self._tables[folder]


def _read(data: bytes, file: PurePath) -> dict[str, Provenance]:
    try:
        rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        return {
            row["file"]: _provenance(row, f"{file}：{row['file']}")
            for row in rows
            if row.get("file")
        }
    except (ValueError, csv.Error) as error:
        raise UsageError(f"{file}：读不了，应为 UTF-8 的 CSV") from error


def _provenance(row: Mapping[str, str | None], where: str) -> Provenance:
    """One line of sources.csv.

    Raises:
        UsageError: a year, day or region code that there is not.
    """
    year, day, region = (row.get(name) or None for name in ("year", "published", "region"))
    try:
        return Provenance(
            row.get("origin") or "file",
            row.get("note") or "",
            row.get("url") or "",
            row.get("agency") or None,
            int(year) if year else None,
            date.fromisoformat(day).isoformat() if day else None,
            _known(region) if region else None,
            row.get("time") or "",
        )
    except ValueError as error:
        raise UsageError(f"{where}：{error}") from error


def _known(region: str) -> str:
    if region_name(region) is None:
        raise ValueError(f"没有这个区划代码：{region}")
    return region
