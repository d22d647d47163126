"""A single report as it was read, in every version, and what its figures mean."""

from collections.abc import Sequence

import duckdb

from govdash.errors import UsageError
from govdash.store import lookup
from govdash.store.answers import Records, records, rows
from govdash.store.series import with_years


def document(connection: duckdb.DuckDBPyConnection, report_id: str) -> tuple[str, str] | None:
    """A parsed report and the numbered lines of its document, both JSON; None if there is none.

    The report has what was found over the years of its agency among its findings.
    """
    for _, kept in lookup.of_reports(connection, [report_id]):
        return with_years(connection, report_id, kept.parsed.decode()), kept.lines.decode()
    return None


def version(
    connection: duckdb.DuckDBPyConnection, report_id: str, number: int | None
) -> str | None:
    """A parsed report as JSON, in its present version or an older one; None if there is none.

    The present one has what was found over the years of its agency among its findings.
    """
    now = rows(connection, "SELECT version FROM reports WHERE report_id = ?", [report_id])
    if now and number in (None, now[0][0]):
        found = document(connection, report_id)
        return found[0] if found else None
    older = rows(
        connection,
        "SELECT parsed FROM versions WHERE report_id = ? AND version = ?",
        [report_id, number],
    )
    return older[0][0] if older else None


def version_number(said: Sequence[str]) -> int | None:
    """The number of a version as in an address; None where nothing is said.

    Raises:
        UsageError: it is no number, or said twice.
    """
    if not said:
        return None
    text = said[0]
    if len(said) > 1 or not (text.isascii() and text.isdigit() and 0 < len(text) < 7):
        raise UsageError(f"version 应当是一个正整数，不能是 {'、'.join(said)[:40]}")
    if int(text) == 0:
        raise UsageError("version 从 1 开始")
    return int(text)


def dictionary(connection: duckdb.DuckDBPyConnection) -> Records:
    """What every figure means, once for each form that has it, then what sentences may state."""
    return records(connection, "SELECT * FROM dictionary ORDER BY form DESC, position")
