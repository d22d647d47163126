"""What became of a report: older versions stay, and every figure that changed is told."""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import duckdb
import pyarrow as pa

from govdash.pipeline.sources import Provenance
from govdash.report import ABSENT, Report, from_json, to_json
from govdash.store import lookup
from govdash.store.rows import Entry
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
    connection: duckdb.DuckDBPyConnection, entries: Sequence[Entry], fresh: set[str]
) -> list[list[Known]]:
    """What each of some reports takes the place of.

    That is a stored report of the same agency and year, and whatever an older reading made of
    the same file: it may have been given to another agency or year then.
    """
    asked = pa.table(
        {
            "entry": pa.array(range(len(entries)), type=pa.int32()),
            "key": [entry.key for entry in entries],
            "path": [entry.source.path for entry in entries],
            "sha256": [entry.source.sha256 for entry in entries],
        }
    )
    connection.register("asked", asked)
    found = connection.execute(
        """WITH found AS (
            SELECT entry, report_id FROM asked JOIN reports ON report_id = key
            UNION SELECT entry, report_id FROM asked JOIN reports ON source_path = path
            UNION SELECT entry, report_id FROM asked JOIN reports ON source_sha256 = sha256
        )
        SELECT entry, report_id, version, coalesce(url, '')
        FROM found JOIN reports USING (report_id) ORDER BY entry, report_id"""
    ).fetchall()
    connection.unregister("asked")
    ids = sorted({report_id for _, report_id, _, _ in found})
    documents = dict(lookup.of_reports(connection, ids))
    known: list[list[Known]] = [[] for _ in entries]
    for entry, report_id, version, url in found:
        if report_id in documents:
            report = from_json(json.loads(documents[report_id].parsed))
            known[entry].append(Known(report_id, report, version, url, report_id in fresh))
    return known


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


def have_versions(connection: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> set[str]:
    """Those of some reports that have older versions."""
    sql = "SELECT DISTINCT report_id FROM versions WHERE list_contains(?, report_id)"
    return {report_id for (report_id,) in connection.execute(sql, [list(keys)]).fetchall()}


def same(old: Report, new: Report) -> bool:
    """Whether two readings tell the same of the same file: only words of findings may differ."""
    return _told(old) == _told(new)


def _told(report: Report) -> dict[str, Any]:
    told = to_json(report)
    for name in ("findings", "derived"):
        del told[name]
    told["source"] = report.source.sha256
    return told


def reason_of(old: Known, new: Report, provenance: Provenance) -> Reason:
    """Why a newer version stands in the place of an older one.

    Another file of the same agency and year is republished only where that shows; else it is
    another copy, and a difference may lie in the copies.
    """
    before, after = old.report, new
    if before.source.sha256 == after.source.sha256:
        return Reason.REREAD
    later = before.published and after.published and before.published < after.published
    same_place = before.source.path == after.source.path
    if later or same_place or (old.url and old.url == provenance.url):
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


def changes(old: Known, key: str, new: Report, provenance: Provenance, version: int) -> list[Row]:
    """One row a figure whose state or number is another than before."""
    reason = reason_of(old, new, provenance)
    day = day_of(provenance) if reason is not Reason.REREAD else None
    if reason is Reason.REPUBLISHED:
        day = day or new.published
    if day is None and not old.is_of_this_load:
        day = today()
    rows: list[Row] = []
    for figure in dict.fromkeys((*new.cells, *old.report.cells)):
        before = old.report.cells.get(figure, ABSENT)
        after = new.cells.get(figure, ABSENT)
        if (before.state, before.value) != (after.state, after.value):
            told = (before.state.value, before.value, after.state.value, after.value)
            files = (old.report.source.sha256, new.source.sha256)
            rows.append((key, figure, *told, reason.value, day, old.version, version, *files))
    return rows
