"""The findings over the years of an agency: kept with the later report, renewed with every load."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from govdash.audit.fingerprint import fingerprint
from govdash.audit.years import CARRIED, NEEDED, RULES, Year, of_series
from govdash.report import Finding, Severity, Verdict, finding_to_json
from govdash.store.schema import CARRIED_TABLE, FINDINGS, REPORTS

Row = tuple[object, ...]

_FETCHED = 2000
_OF_YEARS = "starts_with(rule, 'X')"
"""What is found beside the documents: no parsed report holds it."""


def finding_row(report_id: str, position: int, finding: Finding) -> Row:
    """A finding as a row of the store, as far as it tells itself (`writing.insert_findings`)."""
    return (
        report_id,
        position,
        finding.rule,
        finding.severity.value,
        finding.verdict.value,
        list(finding.cells),
        finding.left,
        finding.right,
        finding.quote,
        finding.message,
        finding.hint,
        fingerprint(report_id, finding),
    )


def renewed(connection: duckdb.DuckDBPyConnection, agencies: Iterable[str]) -> list[Row]:
    """Take away what was found over the years of these agencies, and say what is found now.

    One pass over all their reports, whatever their number.
    """
    touched = pa.table({"agency_id": pa.array(sorted(agencies), type=pa.string())})
    if not touched.num_rows:
        return []
    connection.register("touched", touched)
    try:
        connection.execute(
            f"""DELETE FROM {FINDINGS.name} WHERE list_contains(?, rule) AND report_id IN (
                SELECT report_id FROM {REPORTS.name} JOIN touched USING (agency_id))""",
            [list(RULES)],
        )
        return list(_found(connection))
    finally:
        connection.unregister("touched")


def _found(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    columns = ", ".join(
        f'{(CARRIED_TABLE if figure in CARRIED else REPORTS).name}."{figure}"' for figure in NEEDED
    )
    connection.execute(
        f"""WITH several AS (
            SELECT agency_id FROM {REPORTS.name} JOIN touched USING (agency_id)
            WHERE year IS NOT NULL GROUP BY agency_id HAVING count(*) > 1
        ), last AS (
            SELECT report_id, max(position) AS position FROM {FINDINGS.name}
            WHERE NOT {_OF_YEARS} GROUP BY report_id
        )
        SELECT agency_id, report_id, year, scope, form, coalesce(last.position, 0), {columns}
        FROM {REPORTS.name} JOIN several USING (agency_id)
        JOIN {CARRIED_TABLE.name} USING (report_id)
        LEFT JOIN last USING (report_id)
        WHERE year IS NOT NULL ORDER BY agency_id, year, report_id"""
    )
    for _, reports in groupby(_stream(connection), key=lambda row: row[0]):
        positions: dict[str, int] = {}
        years = []
        for _, report_id, year, scope, form, position, *values in reports:
            positions[report_id] = position
            known: dict[str, Decimal | None] = dict(zip(NEEDED, values, strict=True))
            years.append(Year(report_id, year, scope, form, known))
        for report_id, finding in of_series(years):
            positions[report_id] += 1
            yield finding_row(report_id, positions[report_id], finding)


def _stream(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := connection.fetchmany(_FETCHED):
        yield from rows


def with_years(connection: duckdb.DuckDBPyConnection, report_id: str, parsed: str) -> str:
    """A parsed report with what was found over the years beside its own findings."""
    rows = connection.execute(
        f"""SELECT rule, severity, verdict, cells, "left", "right", message, quote, hint
        FROM {FINDINGS.name} WHERE report_id = ? AND {_OF_YEARS} ORDER BY position, rule""",
        [report_id],
    ).fetchall()
    if not rows:
        return parsed
    report = json.loads(parsed)
    report["findings"] += [
        finding_to_json(Finding(rule, Severity(severity), Verdict(verdict), tuple(cells), *rest))
        for rule, severity, verdict, cells, *rest in rows
    ]
    return json.dumps(report, ensure_ascii=False)
