"""What the audit says of the whole store: findings by rule, year and agency; gaps; refused files.

Every question takes Filters; `severity` and `rule` choose findings and never reports, so that a
count of findings always stands beside the number of reports looked at.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from govdash.report import Severity, line_of_quote
from govdash.store import packed
from govdash.store.answers import Part, Records, one, records, rows
from govdash.store.coverage import with_reports
from govdash.store.filters import Filters
from govdash.store.schema import COUNTED, STAIN, STAIN_TORN
from govdash.store.tables import findings_at

OF_AGENCIES = tuple(severity.value for severity in Severity if severity is not Severity.EXTRACTION)
"""Severities that are about the report; the other one is about our copy."""

PROBLEMS = tuple(severity for severity in OF_AGENCIES if severity != Severity.INFO)
"""Of these, the ones that say that something should be looked at."""

CLEAN, DAMAGED = "clean", "damaged"
STANDINGS = (*OF_AGENCIES, CLEAN, DAMAGED)
"""What a report is counted as: by its most serious finding, or as one without.

`DAMAGED` is one in which nothing was found, but of which our copy could not be read whole.
"""


def by_severity(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """One row a severity that occurs: how many findings, in how many reports."""
    if not filters.rule:
        return _severities_counted(connection, filters)
    where, bound = filters.of_found()
    return records(
        connection,
        f"""SELECT severity, count(*) AS findings, count(DISTINCT report_id) AS reports
        FROM findings WHERE {where} GROUP BY severity ORDER BY list_position(?, severity)""",
        [*bound, list(Severity)],
    )


def _severities_counted(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """The same by what is counted beside each report: nothing has to be told apart."""
    of_findings, bound_found = filters.of_found()
    counted = dict(
        rows(
            connection,
            f"SELECT severity, count(*) FROM findings WHERE {of_findings} GROUP BY severity",
            bound_found,
        )
    )
    where, bound = filters.of_reports.where()
    stained = rows(
        connection, f"SELECT stains, count(*) FROM reports WHERE {where} GROUP BY stains", bound
    )
    return [
        {
            "severity": severity.value,
            "findings": counted[severity],
            "reports": sum(count for stains, count in stained if stains & STAIN[severity]),
        }
        for severity in Severity
        if severity in counted
    ]


def by_rule(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """One row a rule and severity: how many findings, in how many reports; the commonest first."""
    where, bound = filters.of_found()
    return records(
        connection,
        f"""SELECT rule, severity, count(*) AS findings, count(*) FILTER (nth = 1) AS reports
        FROM findings WHERE {where}
        GROUP BY rule, severity ORDER BY reports DESC, findings DESC, rule, severity""",
        bound,
    )


def by_year(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """One row a year: how many reports, and how many of them stand as what (`STANDINGS`)."""
    if not filters.rule:
        return _standings_counted(connection, filters)
    of_findings, bound_found = filters.of_found()
    of_reports, bound = filters.of_reports.where()
    stained = (*OF_AGENCIES, DAMAGED)
    counts = ", ".join(
        f"coalesce(sum(count) FILTER (standing = '{one}'), 0)::BIGINT AS \"{one}\""
        for one in stained
    )
    shown = ", ".join(f'coalesce("{one}", 0) AS "{one}"' for one in stained)
    clean = " - ".join(["reports", *(f'coalesce("{one}", 0)' for one in stained)])
    # Most reports have nothing: they are counted as what is left, and never joined.
    return records(
        connection,
        f"""WITH worst AS (
            SELECT report_id, any_value(year) AS year, min(list_position(?, severity)) AS rank
            FROM findings WHERE list_contains(?, severity) AND {of_findings} GROUP BY report_id
        ), damaged AS (
            SELECT report_id, year FROM reports WHERE torn AND {of_reports}
        ), standing AS (
            SELECT year, list_extract(?, rank) AS standing, count(*) AS count FROM worst GROUP BY ALL
            UNION ALL SELECT year, '{DAMAGED}', count(*)
            FROM damaged ANTI JOIN worst USING (report_id) GROUP BY year
        ), counted AS (SELECT year, {counts} FROM standing GROUP BY year),
        whole AS (SELECT year, count(*) AS reports FROM reports WHERE {of_reports} GROUP BY year)
        SELECT whole.year, reports, {shown}, {clean} AS "{CLEAN}"
        FROM whole LEFT JOIN counted ON counted.year IS NOT DISTINCT FROM whole.year
        ORDER BY whole.year NULLS LAST""",
        [_SERIOUS, _SERIOUS, *bound_found, *bound, _SERIOUS, *bound],
    )


def _standings_counted(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """The same by what is kept beside each report."""
    where, bound = filters.of_reports.where()
    chosen = [one for one in OF_AGENCIES if not filters.severity or one in filters.severity]
    years: dict[int | None, Counter[str]] = {}
    for year, stains, count in rows(
        connection,
        f"""SELECT year, stains, count(*) FROM reports WHERE {where}
        GROUP BY year, stains ORDER BY year NULLS LAST""",
        bound,
    ):
        standing = DAMAGED if stains & STAIN_TORN else CLEAN
        worst = next((one for one in chosen if stains & STAIN[Severity(one)]), standing)
        years.setdefault(year, Counter())[worst] += count
    return [
        {"year": year, "reports": counts.total(), **{one: counts[one] for one in STANDINGS}}
        for year, counts in years.items()
    ]


_SERIOUS = list(OF_AGENCIES)


def by_agency(
    connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int, most: int
) -> Part:
    """One row an agency, by region and name and never by its findings: reports and findings."""
    of_findings, bound_found = filters.of_found()
    of_reports, bound = filters.of_reports.where()
    some, bound_some = with_reports(filters.of_reports)
    counts = ", ".join(
        f"count(*) FILTER (severity = '{severity}') AS \"{severity}\"" for severity in OF_AGENCIES
    )
    (total,) = one(connection, f"SELECT count(*) FROM agencies WHERE {some}", bound_some)
    if not filters.rule and filters.of_reports == Filters():
        return Part(_agencies_counted(connection, filters, offset, most), int(total))
    page = records(
        connection,
        f"""SELECT agency_id, agency, region FROM agencies WHERE {some}
        ORDER BY region_code NULLS LAST, agency_id LIMIT ? OFFSET ?""",
        [*bound_some, most, offset],
    )
    # The page is cut first: reports and findings are counted for its agencies alone.
    of_page = (
        "agency_id IN (SELECT unnest(?::VARCHAR[]))"
        if len(page) < total
        else "agency_id IS NOT NULL"
    )
    ids = [[row["agency_id"] for row in page]] if len(page) < total else []
    whole = records(
        connection,
        f"""SELECT agency_id, count(*) AS reports,
            string_agg(DISTINCT year::VARCHAR, ' ' ORDER BY year::VARCHAR) AS years
        FROM reports WHERE {of_page} AND {of_reports} GROUP BY agency_id""",
        [*ids, *bound],
    )
    found = records(
        connection,
        f"""SELECT agency_id, {counts} FROM findings
        WHERE {of_page} AND {of_findings} GROUP BY agency_id""",
        [*ids, *bound_found],
    )
    told = {row["agency_id"]: row for row in whole}
    counted = {row["agency_id"]: row for row in found}
    none = dict.fromkeys(OF_AGENCIES, 0)
    rows = [
        {**none, **row, **told.get(row["agency_id"], {}), **counted.get(row["agency_id"], {})}
        for row in page
    ]
    return Part(rows, int(total))


def _agencies_counted(
    connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int, most: int
) -> Records:
    """The same of all reports, by what is kept beside each agency."""
    counts = ", ".join(
        f'{COUNTED[Severity(one)] if not filters.severity or one in filters.severity else 0} AS "{one}"'
        for one in OF_AGENCIES
    )
    return records(
        connection,
        f"""SELECT agency_id, agency, region, {counts}, reports, years FROM agencies
        ORDER BY region_code NULLS LAST, agency_id LIMIT ? OFFSET ?""",
        [most, offset],
    )


def unnamed(connection: duckdb.DuckDBPyConnection, filters: Filters) -> int:
    """How many of the reports name no agency that is known, and so stand beside none."""
    where, bound = filters.of_reports.where()
    (count,) = one(
        connection, f"SELECT count(*) FROM reports WHERE agency_id IS NULL AND {where}", bound
    )
    return int(count)


def gaps(connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int, most: int) -> Part:
    """One row an agency that has reports before and after a year without one.

    The years of all its reports count, whatever years are chosen.
    """
    where, bound = Filters(
        agency=filters.agency, region=filters.region, level=filters.level, kind=filters.kind
    ).where("agencies")
    # Five characters a year, but four the last: n years without a gap are n - 1 apart.
    return _part(
        connection,
        f"""SELECT agency_id, agency, region, first_year AS first, last_year AS last,
            years, array_to_string(
                list_filter(
                    range(first_year, last_year), lambda y: NOT contains(years, y::VARCHAR)
                ), ' '
            ) AS missing
        FROM agencies WHERE last_year - first_year > length(years) // 5 AND {where}
        ORDER BY region_code NULLS LAST, agency_id""",
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
    where, bound = filters.of_found()
    (total,) = one(connection, f"SELECT count(*) FROM findings WHERE {where}", bound)
    keys = rows(
        connection,
        f"""SELECT report_id, rowid FROM findings WHERE {where}
        ORDER BY year, region_code NULLS LAST, report_id, position, rule LIMIT ? OFFSET ?""",
        [*bound, most, offset],
    )
    if not keys:
        return Part([], int(total))
    reports = dict.fromkeys(report_id for report_id, _ in keys)
    question = findings_at(filters, list(reports), [place for _, place in keys])
    found = records(connection, question.sql(), question.values)
    _add_places(connection, found)
    return Part(found, int(total))


def _add_places(connection: duckdb.DuckDBPyConnection, found: Records) -> None:
    wanted = sorted({row["report_id"] for row in found})
    documents = {
        report_id: (json.loads(kept.parsed), json.loads(kept.lines))
        for report_id, kept in packed.of_reports(connection, wanted)
    }
    for row in found:
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
