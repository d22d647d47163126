"""Files → parsed reports: reading, places and audit in one call, for every command alike."""

import csv
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from govdash.audit import audit
from govdash.errors import RefusedError, UsageError, Why
from govdash.places import Identity, identify, region_name
from govdash.reading import read
from govdash.reading.containers import MAX_BYTES
from govdash.report import Claim, Line, Region, Report, from_json

SOURCES = "sources.csv"
"""Beside or one folder above the reports: where they come from, and what they do not say."""

_NOT_REPORTS = frozenset({SOURCES, "corrections.csv", "decisions.csv"})


@dataclass(frozen=True, slots=True)
class Provenance:
    """What sources.csv tells of a file; `origin` is file, sample or figures.

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


@dataclass(frozen=True, slots=True)
class Document:
    """A report read from a file, with the file's own lines for the viewer."""

    report: Report
    lines: list[tuple[Line, str]]
    provenance: Provenance
    level: str
    kind: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read as a report, and the true reason; `code` is for counting."""

    path: str
    sha256: str | None
    reason: str
    code: str = Why.DAMAGED.value


def walk(paths: Iterable[Path]) -> list[Path]:
    """Every file given, folders in sorted order.

    Raises:
        UsageError: a path does not exist.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}：没有这个文件或文件夹")
        if path.is_dir():
            files += sorted(
                file
                for file in path.rglob("*")
                if file.is_file()
                and file.name not in _NOT_REPORTS
                and not any(part.startswith(".") for part in file.relative_to(path).parts)
            )
        else:
            files.append(path)
    return files


class Sources:
    """The sources.csv files beside the reports, each read once."""

    def __init__(self) -> None:
        self._tables: dict[Path, dict[str, Provenance]] = {}

    def of(self, path: Path) -> Provenance:
        """What is known of a file; a file nobody wrote about is a plain file."""
        for folder in list(path.resolve().parents)[:2]:
            known = self._table(folder).get(path.resolve().relative_to(folder).as_posix())
            if known:
                return known
        return Provenance()

    def _table(self, folder: Path) -> dict[str, Provenance]:
        if folder not in self._tables:
            file = folder / SOURCES
            self._tables[folder] = _read_sources(file) if file.is_file() else {}
        return self._tables[folder]


def _read_sources(file: Path) -> dict[str, Provenance]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return {
            row["file"]: _provenance(row, f"{file.name}：{row['file']}")
            for row in csv.DictReader(stream)
            if row.get("file")
        }


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
        )
    except ValueError as error:
        raise UsageError(f"{where}：{error}") from error


def _known(region: str) -> str:
    if region_name(region) is None:
        raise ValueError(f"没有这个区划代码：{region}")
    return region


def open_file(path: Path, sources: Sources) -> Document | Refusal:
    """Read, locate and audit one file; a file that cannot be read is a refusal, never an error."""
    # A name that is not in the locale's encoding must not end the output of all other files.
    name = os.fsencode(path).decode(errors="replace")
    try:
        if path.stat().st_size > MAX_BYTES:
            reason = f"文件过大（超过 {MAX_BYTES // 1024 // 1024} MB）"
            return Refusal(name, None, reason, Why.TOO_LARGE.value)
        data = path.read_bytes()
    except OSError as error:
        return Refusal(name, None, f"无法打开：{error.strerror}")
    return open_data(data, name, sources.of(path))


def open_data(data: bytes, name: str, provenance: Provenance | None = None) -> Document | Refusal:
    """Read, locate and audit one document that is at hand; nothing is written anywhere."""
    try:
        report, printed, simplified = _read(data, name)
    except RefusedError as error:
        digest = hashlib.sha256(data).hexdigest()
        return Refusal(name, digest, str(error), error.code.value)
    known = provenance or Provenance()
    report, identity = locate(report, simplified, known)
    report = audit(report, identity.level, identity.kind)
    return Document(report, printed, known, identity.level, identity.kind)


def locate(report: Report, simplified: str, known: Provenance) -> tuple[Report, Identity]:
    """The report with what a person wrote of it, and with scope and region; and who it is of."""
    report = _corrected(report, known)
    identity = identify(report.agency, simplified)
    region = report.region or _told(identity.region)
    if known.region:
        region = Region(known.region, region_name(known.region), "high")
    scope = report.scope if report.scope != "unknown" else identity.scope
    return replace(report, region=region, scope=scope), identity


def _corrected(report: Report, known: Provenance) -> Report:
    """The report with agency, year and day as sources.csv has them; what it said stays evidence."""
    written = {
        field: getattr(known, field)
        for field in ("agency", "year", "published")
        if getattr(known, field) is not None
    }
    if not written:
        return report
    said = tuple(
        replace(claim, used=claim.used and claim.field not in written) for claim in report.evidence
    )
    claims = tuple(Claim(field, SOURCES, str(value), True) for field, value in written.items())
    return replace(report, **written, evidence=claims + said)


def _told(region: Region) -> Region | None:
    """A region as far as the document tells one: its code, or at least the possible ones."""
    return region if region.code or region.candidates else None


def _read(data: bytes, name: str) -> tuple[Report, list[tuple[Line, str]], str]:
    """A report, its document as printed and in simplified characters."""
    if not name.lower().endswith(".json"):
        found = read(data, name)
        return found.report, found.printed, found.simplified
    try:
        return from_json(json.loads(data)), [], ""
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"不是有效的 JSON：{error}") from error


def open_files(paths: Iterable[Path]) -> Iterator[Document | Refusal]:
    """Every file under the paths, in the order walked."""
    sources = Sources()
    for path in walk(paths):
        yield open_file(path, sources)
