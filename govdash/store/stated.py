"""What agencies say in sentences, added up: never mixed with the figures of the forms."""

from collections.abc import Sequence

import duckdb

from govdash.store.answers import Part, Records, one, records
from govdash.store.filters import Filters
from govdash.store.sums import contained


def by_year(
    connection: duckdb.DuckDBPyConnection, filters: Filters, measures: Sequence[str]
) -> Records:
    """One row a scope, year, measure and unit: Σ of what was stated exactly, and in how many reports.

    A report counts once, and only where it says one number exactly; `unclear` counts those that
    say about how many, or more than one number.
    """
    where, bound = filters.where()
    held = contained(filters)
    return records(
        connection,
        f"""WITH {held.tables}, chosen AS (
            SELECT report_id, scope, year FROM reports
            WHERE year IS NOT NULL AND {where} AND rowid NOT IN (SELECT place FROM contained)
        ), told AS (
            SELECT scope, year, report_id, measure, unit,
                CASE WHEN count(DISTINCT value) = 1 AND NOT bool_or(approximate)
                    THEN any_value(value) END AS value
            FROM stated JOIN chosen USING (report_id)
            WHERE list_contains(?, measure) GROUP BY ALL
        )
        SELECT scope, year, measure, unit, sum(value) AS value, count(value) AS reports,
            count(*) - count(value) AS unclear
        FROM told GROUP BY year, scope, measure, unit
        ORDER BY year DESC, scope, list_position(?, measure), unit""",
        [*held.bound, *bound, list(measures), list(measures)],
    )


def by_report(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    measure: str,
    offset: int,
    most: int,
) -> Part:
    """One row a statement: who, which year, what was said and on which line; the largest first."""
    where, bound = filters.where()
    asked = f"""FROM stated JOIN reports USING (report_id)
        WHERE stated.measure = ? AND {where}"""
    (total,) = one(connection, f"SELECT count(*) {asked}", [measure, *bound])
    found = records(
        connection,
        f"""SELECT report_id, agency, year, scope, value, unit, approximate, quote, line {asked}
        ORDER BY value DESC, year DESC NULLS LAST, region_code NULLS LAST, report_id, line
        LIMIT ? OFFSET ?""",
        [measure, *bound, most, offset],
    )
    return Part(found, int(total))
