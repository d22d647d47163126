"""What became of a report: older versions stay, and every figure that changed is told."""

import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import duckdb

from govdash.pipeline import Document
from govdash.pipeline.sources import Provenance
from govdash.report import ABSENT, Report, from_json, to_json
from govdash.store.schema import Row


class Reason(StrEnum):
    """Why a report has a new version."""

    REPUBLISHED = "republished"
    COPY = "copy"
    REREAD = "reread"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Known:
    """A report that is in the store, or came earlier in the same load."""

    report_id: str
    report: Report
    version: int
    url: str
    is_of_this_load: bool = False


@dataclass(frozen=True, slots=True)
class Current:
    """A document that will stand in the store, and the number of its version."""

    document: Document
    version: int

    def known(self, key: str) -> Known:
        """What a later document of the same load finds."""
        url = self.document.provenance.url
        return Known(key, self.document.report, self.version, url, is_of_this_load=True)


def today() -> str:
    """The day of this load; SOURCE_DATE_EPOCH makes a build of another day repeatable."""
    seconds = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def day_of(provenance: Provenance) -> str | None:
    """The day a file was fetched, as sources.csv tells it."""
    try:
        return date.fromisoformat(provenance.time[:10]).isoformat()
    except ValueError:
        return None


def in_place(
    connection: duckdb.DuckDBPyConnection, key: str, new: Report, fresh: set[str]
) -> list[Known]:
    """What a report takes the place of.

    That is a stored report of the same agency and year, and whatever an older reading made of
    the same file: it may have been given to another agency or year then.
    """
    rows = connection.execute(
        """SELECT report_id, parsed, version, coalesce(url, '')
        FROM reports JOIN documents USING (report_id)
        WHERE report_id = ? OR source_path = ? OR source_sha256 = ?""",
        [key, new.source.path, new.source.sha256],
    ).fetchall()
    return [
        Known(found, from_json(json.loads(parsed)), version, url, found in fresh)
        for found, parsed, version, url in rows
    ]


def is_superseded(
    connection: duckdb.DuckDBPyConnection, new: Report, standing: Known | None
) -> bool:
    """Whether this very file already gave an older version, which a newer one has replaced.

    A file that is put back in its own place, or read otherwise than ever, gives a new version.
    """
    if standing is None:
        return False
    now = standing.report.source
    if new.source.sha256 != now.sha256 and new.source.path == now.path:
        return False
    older = connection.execute(
        "SELECT parsed FROM versions WHERE report_id = ? AND source_sha256 = ?",
        [standing.report_id, new.source.sha256],
    ).fetchall()
    if new.source.sha256 != now.sha256:
        return bool(older)
    return any(same(from_json(json.loads(parsed)), new) for (parsed,) in older)


def last_version(connection: duckdb.DuckDBPyConnection, key: str) -> int:
    """The number of the newest version that was replaced; 0 where none was."""
    sql = "SELECT coalesce(max(version), 0) FROM versions WHERE report_id = ?"
    ((found,),) = connection.execute(sql, [key]).fetchall()
    return int(found)


def same(old: Report, new: Report) -> bool:
    """Whether two readings tell the same of the same file: only words of findings may differ."""
    return _told(old) == _told(new)


def _told(report: Report) -> dict[str, Any]:
    told = to_json(report)
    for name in ("findings", "derived"):
        del told[name]
    told["source"] = report.source.sha256
    return told


def reason_of(old: Known, new: Document) -> Reason:
    """Why a newer version stands in the place of an older one.

    Another file of the same agency and year is republished only where that shows; else it is
    another copy, and a difference may lie in the copies.
    """
    before, after = old.report, new.report
    if before.source.sha256 == after.source.sha256:
        return Reason.REREAD
    later = before.published and after.published and before.published < after.published
    same_place = before.source.path == after.source.path
    if later or same_place or (old.url and old.url == new.provenance.url):
        return Reason.REPUBLISHED
    return Reason.COPY


def version_row(old: Known, new: Report) -> Row:
    """An older version, whole."""
    report = old.report
    return (
        old.report_id,
        old.version,
        report.source.path,
        report.source.sha256,
        new.source.sha256,
        json.dumps(to_json(report), ensure_ascii=False),
    )


def changes(old: Known, key: str, new: Document, version: int) -> list[Row]:
    """One row a figure whose state or number is another than before."""
    reason = reason_of(old, new)
    day = day_of(new.provenance) if reason is not Reason.REREAD else None
    if reason is Reason.REPUBLISHED:
        day = day or new.report.published
    if day is None and not old.is_of_this_load:
        day = today()
    rows: list[Row] = []
    for figure in dict.fromkeys((*new.report.cells, *old.report.cells)):
        before = old.report.cells.get(figure, ABSENT)
        after = new.report.cells.get(figure, ABSENT)
        if (before.state, before.value) != (after.state, after.value):
            told = (before.state.value, before.value, after.state.value, after.value)
            files = (old.report.source.sha256, new.report.source.sha256)
            rows.append((key, figure, *told, reason.value, day, old.version, version, *files))
    return rows
