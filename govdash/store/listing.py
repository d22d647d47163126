"""Reports one by one: with their values, ordered and a part at a time; what was found in them."""

from collections.abc import Sequence
from typing import Any

import duckdb

from govdash.forms.series import Quantity
from govdash.measures import FEW, Measure
from govdash.store.answers import Part, Records, one, records
from govdash.store.filters import Filters
from govdash.store.sums import Contained, column_of, fraction, series_of

ALL = 1_000_000_000
"""So many rows as there are."""

_ORDER = "year DESC NULLS LAST, region_code NULLS LAST, report_id"
_WHO = (
    "report_id, agency_id, agency, region_code, region, level, kind, reports.year, form, reports.scope, "
    "origin, concluded_derived, outcome_blanks, outcome_gap"
)


def by_report(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    quantities: Sequence[Quantity],
    ranked: Quantity | None = None,
    offset: int = 0,
    most: int = ALL,
) -> Part:
    """One row a report: who, which year, its values, and the report that already contains it.

    Beside each value `<id>:state` and `<id>:how` say what stands there if it is no plain number.
    `ranked` puts the largest first; of a rate, those with enough cases to be ranked.
    """
    where, bound = filters.where()
    held = _held(filters)
    values = "".join(f', {column_of(item)} AS "{item.id}"' for item in series_of(quantities))
    order = f"{_size(ranked)} DESC NULLS LAST, {_ORDER}" if ranked else _ORDER
    # The part is cut first, by the columns it is ordered by; the rest is fetched for its rows.
    found = records(
        connection,
        f"""WITH page AS (
            SELECT place, row_number() OVER () AS nth FROM (
                SELECT rowid AS place FROM reports WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?
            )
        ), {held.tables}
        SELECT {_WHO}, contained.contained_in{values}
        FROM page JOIN reports ON reports.rowid = page.place LEFT JOIN contained USING (place)
        ORDER BY page.nth""",
        [*bound, most, offset, *held.bound],
    )
    add_notes(connection, found, quantities)
    if not offset and len(found) < most:
        return Part(found, len(found))
    return Part(found, count(connection, filters))


def _held(filters: Filters) -> Contained:
    """The aggregates within others, and in `contained_in` the agency of the widest that holds each."""
    where, bound = filters.where()
    return Contained(
        f"""
        within AS (
            SELECT rowid AS place, year, stem, agency, report_id
            FROM reports WHERE scope = 'aggregate' AND stem IS NOT NULL AND {where}
        ), whole AS (
            SELECT DISTINCT ON (year, stem) year, stem, agency
            FROM within WHERE length(stem) <= 6 ORDER BY report_id
        ), contained AS (
            SELECT inside.place, arg_min(whole.agency, length(whole.stem)) AS contained_in
            FROM (
                SELECT place, year, stem, unnest([2, 4, 6]) AS size
                FROM within WHERE length(stem) > 2
            ) AS inside JOIN whole
              ON whole.year = inside.year
             AND whole.stem = left(inside.stem, inside.size) AND length(inside.stem) > inside.size
            GROUP BY inside.place
        )
        """,
        tuple(bound),
    )


def count(connection: duckdb.DuckDBPyConnection, filters: Filters) -> int:
    """How many reports there are."""
    where, bound = filters.where()
    (found,) = one(connection, f"SELECT count(*) FROM reports WHERE {where}", bound)
    return int(found)


def _size(quantity: Quantity) -> str:
    if not isinstance(quantity, Measure):
        (series,) = quantity.series
        return column_of(series)
    above, below = fraction(quantity)
    return f"CASE WHEN {below} >= {FEW} THEN ({above}) / ({below}) END"


def add_notes(
    connection: duckdb.DuckDBPyConnection, found: Records, quantities: Sequence[Quantity]
) -> None:
    """What stands in the cells that are no plain numbers, beside the values."""
    series = series_of(quantities)
    figures = sorted({column for item in series for column in item.columns.values()})
    notes = {
        (row["report_id"], row["figure"]): row
        for row in records(
            connection,
            """SELECT report_id, figure, state, how FROM notes
            WHERE report_id IN (SELECT unnest(?::VARCHAR[])) AND list_contains(?, figure)""",
            [[row["report_id"] for row in found], figures],
        )
    }
    for row in found:
        for item in series:
            note: dict[str, Any] = notes.get((row["report_id"], item.columns.get(row["form"])), {})
            row[f"{item.id}:state"], row[f"{item.id}:how"] = note.get("state"), note.get("how")


def reports(
    connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int = 0, most: int = ALL
) -> Part:
    """The filtered reports with what the audit says of them, the newest first."""
    where, bound = filters.where()
    found = records(
        connection,
        f"""SELECT report_id, agency_id, agency, year, form, scope, origin, title, published, region,
            url, note, checks_pass, checks_fail, checks_not_assessable, errors, warnings
        FROM reports WHERE {where} ORDER BY {_ORDER}
        LIMIT ? OFFSET ?""",
        [*bound, most, offset],
    )
    if not offset and len(found) < most:
        return Part(found, len(found))
    return Part(found, count(connection, filters))
