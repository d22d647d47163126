"""What sources.csv tells of the files beside it: where they come from, and what they do not say."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from govdash.errors import UsageError
from govdash.reading.containers import MAX_BYTES

SOURCES = "sources.csv"
"""Beside or one folder above the reports."""

_MOST_TABLES = 64


@dataclass(frozen=True, slots=True)
class Provenance:
    """What sources.csv tells of a file; `origin` is file, sample or figures."""

    origin: str = "file"
    note: str = ""
    url: str = ""


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
            row["file"]: Provenance(
                row.get("origin") or "file", row.get("note") or "", row.get("url") or ""
            )
            for row in rows
            if row.get("file")
        }
    except (ValueError, csv.Error) as error:
        raise UsageError(f"{file}：读不了，应为 UTF-8 的 CSV") from error
