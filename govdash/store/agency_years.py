"""A single report among those of its agency: which other years there are, and what became of it."""

from collections.abc import Sequence
from typing import Any

import duckdb

from govdash.report import Severity
from govdash.store import lookup
from govdash.store.answers import Records, records, rows
from govdash.store.schema import COUNTED, OUTCOMES, TOLD

_TOLD = ", ".join((*TOLD, *COUNTED.values(), *OUTCOMES))
_SHOWN = "report_id, agency_id, agency, year, scope, form, origin, errors"


def report(connection: duckdb.DuckDBPyConnection, report_id: str) -> dict[str, Any] | None:
    """What is told of a report, and what became of its requests; None for one that is not there."""
    found = records(connection, f"SELECT {_TOLD} FROM reports WHERE report_id = ?", [report_id])
    return found[0] if found else None


def figures(
    connection: duckdb.DuckDBPyConnection, report_ids: Sequence[str], columns: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """The same of some reports by their ids, with some figures."""
    condition, bound = lookup.by_key(report_ids)
    added = "".join(f', "{column}"' for column in columns if column not in OUTCOMES)
    found = records(connection, f"SELECT {_TOLD}{added} FROM reports WHERE {condition}", bound)
    return {row["report_id"]: row for row in found}


def of_agencies(connection: duckdb.DuckDBPyConnection, agency_ids: Sequence[str]) -> Records:
    """The reports of some agencies, of each agency the newest first."""
    condition, bound = lookup.of_agencies(connection, agency_ids)
    return records(
        connection,
        f"""SELECT {_SHOWN} FROM reports WHERE {condition}
        ORDER BY agency_id, year DESC NULLS LAST, report_id""",
        bound,
    )


def doubted(
    connection: duckdb.DuckDBPyConnection, report_ids: Sequence[str]
) -> set[tuple[str, str]]:
    """Report and cell of every figure that contradicts others."""
    condition, bound = lookup.by_key(report_ids)
    wrong = rows(
        connection,
        f"SELECT report_id, year FROM reports WHERE {condition} AND errors > 0",
        bound,
    )
    found: set[tuple[str, str]] = set()
    for report_id, year in wrong:
        # Findings have no key; they lie by their years.
        same_year = "year IS NULL" if year is None else "year = ?"
        found |= set(
            rows(
                connection,
                f"""SELECT DISTINCT report_id, unnest(cells) FROM findings
                WHERE {same_year} AND report_id = ? AND severity = ?""",
                [*([] if year is None else [year]), report_id, Severity.ERROR.value],
            )
        )
    return found


def corrections(connection: duckdb.DuckDBPyConnection, report_id: str) -> Records:
    """The figures of a report that were corrected by hand, beside what was read."""
    return records(
        connection,
        "SELECT * FROM corrections WHERE report_id = ? ORDER BY date, figure",
        [report_id],
    )


def older_versions(connection: duckdb.DuckDBPyConnection, report_id: str) -> list[int]:
    """The numbers of the versions that were replaced, the oldest first."""
    found = rows(
        connection,
        "SELECT DISTINCT version FROM versions WHERE report_id = ? ORDER BY version",
        [report_id],
    )
    return [number for (number,) in found]
