"""Looks up reports by their key, few or many, in the cheaper of two ways."""

from collections.abc import Sequence
from typing import Any

import duckdb

from govdash.store.schema import DOCUMENTS

_FEW = 1000
"""So many reports are found by their key faster than by passing by all others."""

_AT_LEAST = 40
"""One document found by its key costs as much as so many passed by."""


def by_key(ids: Sequence[str]) -> tuple[str, list[Any]]:
    """A condition on `reports` that some of them meet, and the values bound to it."""
    if len(ids) > _FEW:
        return "reports.report_id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)]
    # Values and no subquery: only these are looked up by the key.
    return f"reports.report_id IN ({', '.join('?' * len(ids)) or 'NULL'})", list(ids)


def of_agencies(
    connection: duckdb.DuckDBPyConnection, agency_ids: Sequence[str]
) -> tuple[str, list[Any]]:
    """A condition on `reports` that those of some agencies meet, and the values bound to it."""
    wanted = [sorted(set(agency_ids))]
    found = connection.execute(
        """SELECT agency_id, years, reports FROM agencies
        WHERE agency_id IN (SELECT unnest(?::VARCHAR[]))""",
        wanted,
    ).fetchall()
    ids = [f"{agency_id}-{year}" for agency_id, years, _ in found for year in years.split()]
    if len(ids) == sum(reports for _, _, reports in found):
        return by_key(ids)
    # One of no year is named after its content (`rows.report_id`).
    return "reports.agency_id IN (SELECT unnest(?::VARCHAR[]))", wanted


def of_reports(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str], *columns: str
) -> list[tuple[Any, ...]]:
    """The id and some columns of the documents of some reports, in no order."""
    if not ids:
        return []
    sql = f"SELECT report_id, {', '.join(columns)} FROM {DOCUMENTS.name} WHERE report_id IN"
    ((count,),) = connection.execute(f"SELECT count(*) FROM {DOCUMENTS.name}").fetchall()
    if len(ids) * _AT_LEAST < count:
        # Values and no subquery: only these are looked up by the key.
        return connection.execute(f"{sql} ({', '.join('?' * len(ids))})", list(ids)).fetchall()
    return connection.execute(f"{sql} (SELECT unnest(?::VARCHAR[]))", [list(ids)]).fetchall()
