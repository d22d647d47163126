"""Looks up reports by their key, few or many, in the cheaper of two ways."""

from collections.abc import Sequence
from typing import Any

import duckdb

_FEW = 1000
"""So many reports are found by their key faster than by passing by all others."""


def key(agency_id: str, year: int | str) -> str:
    """The id of an agency's report of a year."""
    return f"{agency_id}-{year}"


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
    ids = [key(agency_id, year) for agency_id, years, _ in found for year in years.split()]
    if len(ids) == sum(reports for _, _, reports in found):
        return by_key(ids)
    # One of no year is named after its content (`rows.report_id`).
    return "reports.agency_id IN (SELECT unnest(?::VARCHAR[]))", wanted
