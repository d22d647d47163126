"""A single report as it was read, in every version, and what its figures mean."""

from collections.abc import Sequence

import duckdb

from govdash.errors import UsageError
from govdash.store.answers import Records, records, rows
from govdash.store.series import with_years


def document(connection: duckdb.DuckDBPyConnection, report_id: str) -> tuple[str, str] | None:
    """A parsed report and the numbered lines of its document, both JSON; None if there is none.

    The report has what was found over the years of its agency among its findings.
    """
    found = rows(
        connection,
        "SELECT parsed, lines FROM documents WHERE report_id = ?",
        [report_id],
    )
    return (with_years(connection, report_id, found[0][0]), found[0][1]) if found else None


def version(
    connection: duckdb.DuckDBPyConnection, report_id: str, number: int | None
) -> str | None:
    """A parsed report as JSON, in its present version or an older one; None if there is none.

    The present one has what was found over the years of its agency among its findings.
    """
    found = rows(
        connection,
        """SELECT parsed, version, TRUE AS now FROM documents JOIN reports USING (report_id)
        WHERE report_id = $id AND version = coalesce($number, version)
        UNION ALL SELECT parsed, version, FALSE FROM versions
        WHERE report_id = $id AND version = $number""",
        {"id": report_id, "number": number},
    )
    if not found:
        return None
    parsed, _, is_present = found[0]
    return with_years(connection, report_id, parsed) if is_present else parsed


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
