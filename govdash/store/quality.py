"""What the audit says of the whole store: findings by rule, year and agency; gaps; refused files.

Every question takes Filters; `severity` and `rule` choose findings and never reports, so that a
count of findings always stands beside the number of reports looked at.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from govdash.report import Severity, Verdict, line_of_quote
from govdash.store.filters import Filters
from govdash.store.questions import Records, records
from govdash.store.tables import table

OF_AGENCIES = tuple(severity.value for severity in Severity if severity is not Severity.EXTRACTION)
"""Severities that are about the report; the other one is about our copy."""

PROBLEMS = tuple(severity for severity in OF_AGENCIES if severity != Severity.INFO)
"""Of these, the ones that say that something should be looked at."""

CLEAN, DAMAGED = "clean", "damaged"
STANDINGS = (*OF_AGENCIES, CLEAN, DAMAGED)
"""What a report is counted as: by its most serious finding, or as one without.

`DAMAGED` is one in which nothing was found, but of which our copy could not be read whole.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a long table, and how many there are in all."""

    rows: Records
    total: int


def _chosen(filters: Filters) -> tuple[str, list[object]]:
    """The filtered reports, and their filtered findings, as two tables to ask."""
    where, bound = filters.of_reports.where()
    condition, values = filters.of_findings()
    joined = "" if where == "TRUE" else "SEMI JOIN chosen USING (report_id)"
    sql = f"""
        WITH chosen AS (
            SELECT report_id, agency_id, agency, region, region_code, year,
                checks_pass + checks_fail AS checked
            FROM reports WHERE {where}
        ), found AS (
            SELECT findings.* FROM findings {joined} WHERE {condition}
        )
    """
    return sql, [*bound, *values]


def by_severity(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """One row a severity that occurs: how many findings, in how many reports."""
    chosen, bound = _chosen(filters)
    return records(
        connection,
        f"""{chosen} SELECT severity, count(*) AS findings, count(DISTINCT report_id) AS reports
        FROM found GROUP BY severity ORDER BY list_position(?, severity)""",
        [*bound, list(Severity)],
    )


def by_rule(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """One row a rule and severity: how many findings, in how many reports; the commonest first."""
    chosen, bound = _chosen(filters)
    return records(
        connection,
        f"""{chosen} SELECT rule, severity, count(*) AS findings,
            count(DISTINCT report_id) AS reports
        FROM found GROUP BY rule, severity ORDER BY reports DESC, findings DESC, rule, severity""",
        bound,
    )


def by_year(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """One row a year: how many reports, and how many of them stand as what (`STANDINGS`)."""
    chosen, bound = _chosen(filters)
    counts = ", ".join(
        f"count(*) FILTER (standing = '{standing}') AS \"{standing}\"" for standing in STANDINGS
    )
    return records(
        connection,
        f"""{chosen}, worst AS (
            SELECT report_id, min(list_position(?, severity)) AS rank
            FROM found WHERE list_contains(?, severity) GROUP BY report_id
        ), torn AS (
            SELECT DISTINCT report_id FROM findings WHERE severity = '{Severity.EXTRACTION}'
            AND verdict = '{Verdict.NOT_ASSESSABLE}' AND len(cells) > 0
        ), standing AS (
            SELECT year, CASE WHEN rank IS NOT NULL THEN list_extract(?, rank)
                WHEN torn.report_id IS NOT NULL OR checked = 0 THEN '{DAMAGED}'
                ELSE '{CLEAN}' END AS standing
            FROM chosen LEFT JOIN worst USING (report_id) LEFT JOIN torn USING (report_id)
        )
        SELECT year, count(*) AS reports, {counts} FROM standing
        GROUP BY year ORDER BY year NULLS LAST""",
        [*bound, _SERIOUS, _SERIOUS, _SERIOUS],
    )


_SERIOUS = list(OF_AGENCIES)


def by_agency(
    connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int, most: int
) -> Part:
    """One row an agency, by region and name and never by its findings: reports and findings."""
    chosen, bound = _chosen(filters)
    counts = ", ".join(
        f"count(severity) FILTER (severity = '{severity}') AS \"{severity}\""
        for severity in OF_AGENCIES
    )
    ((total,),) = connection.execute(
        f"{chosen} SELECT count(DISTINCT agency_id) FROM chosen", bound
    ).fetchall()
    # The page is cut first: findings are counted for its agencies alone.
    sql = f"""{chosen}, page AS (
            SELECT agency_id, arg_max(agency, year) AS agency, any_value(region_code) AS region_code
            FROM chosen WHERE agency_id IS NOT NULL GROUP BY agency_id
            ORDER BY region_code NULLS LAST, agency, agency_id LIMIT ? OFFSET ?
        ), whole AS (
            SELECT agency_id, any_value(region) AS region, count(*) AS reports,
                string_agg(DISTINCT year::VARCHAR, ' ' ORDER BY year::VARCHAR) AS years
            FROM chosen SEMI JOIN page USING (agency_id) GROUP BY agency_id
        ), counted AS (
            SELECT agency_id, {counts} FROM chosen SEMI JOIN page USING (agency_id)
            JOIN found USING (report_id) GROUP BY agency_id
        )
        SELECT page.agency_id, agency, region, reports, years,
            {", ".join(f'coalesce("{severity}", 0) AS "{severity}"' for severity in OF_AGENCIES)}
        FROM page JOIN whole USING (agency_id) LEFT JOIN counted USING (agency_id)
        ORDER BY region_code NULLS LAST, agency, page.agency_id"""
    return Part(records(connection, sql, [*bound, most, offset]), total)


def unnamed(connection: duckdb.DuckDBPyConnection, filters: Filters) -> int:
    """How many of the reports name no agency that is known, and so stand beside none."""
    chosen, bound = _chosen(filters)
    ((count,),) = connection.execute(
        f"{chosen} SELECT count(*) FROM chosen WHERE agency_id IS NULL", bound
    ).fetchall()
    return int(count)


def gaps(connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int, most: int) -> Part:
    """One row an agency that has reports before and after a year without one.

    The years of all its reports count, whatever years are chosen.
    """
    where, bound = Filters(
        agency=filters.agency, region=filters.region, level=filters.level
    ).where()
    return _part(
        connection,
        f"""WITH whole AS (
            SELECT agency_id, arg_max(agency, year) AS agency, any_value(region) AS region,
                any_value(region_code) AS region_code, min(year) AS first, max(year) AS last,
                list_sort(list(DISTINCT year)) AS years
            FROM reports WHERE agency_id IS NOT NULL AND year IS NOT NULL AND {where}
            GROUP BY agency_id
        )
        SELECT agency_id, agency, region, first, last, array_to_string(years, ' ') AS years,
            array_to_string(list_filter(range(first, last), lambda y: NOT list_contains(years, y)), ' ')
                AS missing
        FROM whole WHERE last - first >= len(years)
        ORDER BY region_code NULLS LAST, agency, agency_id""",
        bound,
        offset,
        most,
    )


def refused(connection: duckdb.DuckDBPyConnection, _: Filters, offset: int, most: int) -> Part:
    """The files that were refused, with the reason; nobody knows their year or agency."""
    return _part(
        connection, "SELECT path, reason FROM refused ORDER BY reason, path", [], offset, most
    )


def refusals(connection: duckdb.DuckDBPyConnection) -> Records:
    """One row a reason for refusing: how many files; the commonest first."""
    return records(
        connection,
        "SELECT reason, count(*) AS files FROM refused GROUP BY reason ORDER BY files DESC, reason",
    )


def findings(
    connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int, most: int
) -> Part:
    """The findings in the rows and the order of the exported table, each with its place.

    `line` is where it stands in the document and `position` its number in the report, None where
    there is none.
    """
    question = table("findings", filters)
    part = question.part(offset, most)
    rows = records(connection, part.sql(), part.values)
    _add_places(connection, rows)
    return Part(rows, question.count(connection))


def _add_places(connection: duckdb.DuckDBPyConnection, rows: Records) -> None:
    wanted = sorted({row["report_id"] for row in rows})
    documents = {
        row["report_id"]: (json.loads(row["parsed"]), json.loads(row["lines"]))
        for row in records(
            connection,
            "SELECT report_id, parsed, lines FROM documents WHERE list_contains(?, report_id)",
            [wanted],
        )
    }
    for row in rows:
        parsed, lines = documents.get(row["report_id"], ({"cells": {}, "findings": []}, []))
        row["line"] = _line(row, parsed, lines)
        row["position"] = next(
            (
                position
                for position, finding in enumerate(parsed["findings"], start=1)
                if (finding["rule"], finding["message"]) == (row["rule"], row["message"])
            ),
            None,
        )


def _line(row: Mapping[str, Any], parsed: Mapping[str, Any], lines: Sequence[Any]) -> Any:
    cells = parsed["cells"]
    printed = [cells[cell]["line"] for cell in row["cells"].split() if cell in cells]
    said = [(stated["quote"], stated["line"]) for stated in parsed.get("stated", ())]
    printed.append(line_of_quote(row["quote"], said, lines))
    known = {str(number) for number, _ in lines}
    return next((line for line in printed if str(line) in known), None)


def _part(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    bound: Sequence[Any],
    offset: int,
    most: int,
) -> Part:
    ((total,),) = connection.execute(f"SELECT count(*) FROM ({sql})", list(bound)).fetchall()
    return Part(records(connection, f"{sql} LIMIT ? OFFSET ?", [*bound, most, offset]), total)
