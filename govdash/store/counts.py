"""How many rows a table has under some filters, without making them."""

import duckdb

from govdash.forms import FORMS
from govdash.store.answers import one, rows
from govdash.store.changes import by_reason
from govdash.store.coverage import with_reports
from govdash.store.filters import Filters
from govdash.store.tables import table

_OF_REPORT = ("reports", "disclosure", "applications", "cases")


def count_of(connection: duckdb.DuckDBPyConnection, name: str, filters: Filters) -> int:
    """The number of rows of an exported table.

    Raises:
        UsageError: there is no such table.
    """
    where, bound = filters.where()
    if name in _OF_REPORT:
        return _int(connection, f"SELECT count(*) FROM reports WHERE {where}", bound)
    if name == "figures":
        forms = rows(
            connection, f"SELECT form, count(*) FROM reports WHERE {where} GROUP BY form", bound
        )
        return sum(len(FORMS[form].figures) * count for form, count in forms)
    if name == "findings":
        found, values = filters.of_found()
        return _int(connection, f"SELECT count(*) FROM findings WHERE {found}", values)
    if name == "stated":
        of = (
            "TRUE"
            if where == "TRUE"
            else f"report_id IN (SELECT report_id FROM reports WHERE {where})"
        )
        return _int(connection, f"SELECT count(*) FROM stated WHERE {of}", bound)
    if name == "agencies":
        some, values = with_reports(filters)
        return _int(connection, f"SELECT count(*) FROM agencies WHERE {some}", values)
    if name == "revisions":
        return sum(row["figures"] for row in by_reason(connection, filters))
    return table(name, filters).count(connection)


def _int(connection: duckdb.DuckDBPyConnection, sql: str, bound: list[object]) -> int:
    return int(one(connection, sql, bound)[0])
