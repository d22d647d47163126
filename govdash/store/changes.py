"""The public log of the figures that are others than they were, a page of it at a time."""

from dataclasses import replace

import duckdb

from govdash.store.answers import Part, Records, records
from govdash.store.filters import Filters
from govdash.store.tables import Question, table


def _of_changed(filters: Filters) -> Question:
    """The exported table, asked of the reports alone in which something changed."""
    question = table("revisions", filters)
    changed = "SELECT report_id FROM revisions UNION ALL SELECT report_id FROM corrections"
    return replace(question, where=f"{question.where} AND reports.report_id IN ({changed})")


def changes(
    connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int, most: int
) -> Part:
    """Some of the changes under the filters, the newest first, those of a day as exported."""
    question = _of_changed(filters)
    found = records(
        connection,
        f"""SELECT * EXCLUDE place FROM (SELECT *, row_number() OVER () AS place FROM ({question.sql()}))
        ORDER BY date DESC NULLS LAST, place LIMIT ? OFFSET ?""",
        [*question.values, most, offset],
    )
    return Part(found, sum(row["figures"] for row in by_reason(connection, filters)))


def by_reason(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """One row a reason: how many figures; the commonest first."""
    question = _of_changed(filters)
    return records(
        connection,
        f"""SELECT reason, count(*) AS figures
        FROM ({question.sql()}) GROUP BY reason ORDER BY figures DESC, reason""",
        question.values,
    )


def reports(connection: duckdb.DuckDBPyConnection, filters: Filters) -> int:
    """In how many reports something changed."""
    question = _of_changed(filters)
    ((count,),) = connection.execute(
        f"SELECT count(DISTINCT report_id) FROM ({question.sql()})", question.values
    ).fetchall()
    return int(count)
