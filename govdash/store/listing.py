"""Reports one by one: with their values, ordered and a part at a time; what was found in them."""

from collections.abc import Sequence, Set
from typing import Any

import duckdb

from govdash.forms.series import Quantity
from govdash.measures import FEW, Measure
from govdash.store import lookup, rollup
from govdash.store.answers import Part, Records, one, records, rows
from govdash.store.filters import Filters
from govdash.store.sums import column_of, fraction, series_of

ALL = 1_000_000_000
"""So many rows as there are."""

_SOUGHT = 100_000
"""Up to so many rows it pays to ask first what the last of them has."""

_ALIKE = 1_000
"""So many more are looked at: of rates many are the same, such as one."""

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
    values = "".join(f', {column_of(item)} AS "{item.id}"' for item in series_of(quantities))
    if ranked:
        ids = _largest(connection, filters, ranked, offset, most)
    else:
        ids = _newest(connection, filters, offset, most)
    found = _in_order(connection, f"{_WHO}, stem{values}", ids)
    _add_containing(connection, filters, found)
    add_notes(connection, found, quantities)
    return _part(connection, filters, found, offset, most)


def reports(
    connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int = 0, most: int = ALL
) -> Part:
    """The filtered reports with what the audit says of them, the newest first."""
    found = _in_order(
        connection,
        """report_id, agency_id, agency, year, form, scope, origin, title, published, region,
        url, note, checks_pass, checks_fail, checks_not_assessable, errors, warnings""",
        _newest(connection, filters, offset, most),
    )
    return _part(connection, filters, found, offset, most)


def _part(
    connection: duckdb.DuckDBPyConnection, filters: Filters, found: Records, offset: int, most: int
) -> Part:
    if not offset and len(found) < most:
        return Part(found, len(found))
    return Part(found, count(connection, filters))


def count(connection: duckdb.DuckDBPyConnection, filters: Filters) -> int:
    """How many reports there are."""
    where, bound = filters.where()
    table, number = rollup.counted(filters)
    (found,) = one(connection, f"SELECT {number} FROM {table} WHERE {where}", bound)
    return int(found)


# ---------------------------------------------------------------- which, and in which order


def _largest(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    quantity: Quantity,
    offset: int,
    most: int,
) -> list[str]:
    """The ids of a part, the largest first.

    Where the largest lie is sought first: only those as large as the last are put in order.
    """
    where, bound = filters.where()
    size, given = _size(quantity)
    order = f"CASE WHEN {given} THEN {size} END DESC NULLS LAST, {_ORDER}"
    end = offset + most
    if end <= _SOUGHT:
        found = rows(
            connection,
            f"""SELECT rowid, {size} AS size FROM reports WHERE {where} AND {given}
            ORDER BY size DESC LIMIT ?""",
            [*bound, end + _ALIKE],
        )
        if len(found) >= end:
            least = found[end - 1][1]
            if len(found) < end + _ALIKE or found[-1][1] < least:
                where = "rowid IN (SELECT unnest(?::BIGINT[]))"
                bound = [[place for place, its in found if its >= least]]
            else:
                where += f" AND {given} AND {size} >= ?"
                bound = [*bound, least]
    return _ids(connection, where, bound, order, offset, most)


def _newest(
    connection: duckdb.DuckDBPyConnection, filters: Filters, offset: int, most: int
) -> list[str]:
    """The ids of a part, the newest first; year and place of the last are sought first."""
    where, bound = filters.where()
    if offset + most <= _SOUGHT:
        last = rows(
            connection,
            f"""SELECT year, region_code FROM reports WHERE {where}
            ORDER BY year DESC NULLS LAST, region_code NULLS LAST LIMIT 1 OFFSET ?""",
            [*bound, offset + most - 1],
        )
        if last and last[0][0] is not None:
            year, code = last[0]
            where += " AND year >= ?"
            bound = [*bound, year]
            if code is not None:
                where += " AND (year > ? OR region_code <= ?)"
                bound += [year, code]
    return _ids(connection, where, bound, _ORDER, offset, most)


def _ids(
    connection: duckdb.DuckDBPyConnection,
    where: str,
    bound: Sequence[object],
    order: str,
    offset: int,
    most: int,
) -> list[str]:
    found = rows(
        connection,
        f"SELECT report_id FROM reports WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        [*bound, most, offset],
    )
    return [report_id for (report_id,) in found]


def _size(quantity: Quantity) -> tuple[str, str]:
    """The SQL of what a report is ranked by, and the condition under which it is."""
    if not isinstance(quantity, Measure):
        (series,) = quantity.series
        column = column_of(series)
        return column, f"{column} IS NOT NULL"
    above, below = fraction(quantity)
    # The part of the condition that is a column alone comes first: others are then not read.
    return f"({above}) / ({below})", f"{below} >= {FEW} AND ({above}) IS NOT NULL"


def _in_order(connection: duckdb.DuckDBPyConnection, columns: str, ids: Sequence[str]) -> Records:
    """Some columns of some reports, in their order."""
    condition, bound = lookup.by_key(ids)
    found = records(connection, f"SELECT {columns} FROM reports WHERE {condition}", bound)
    place = {report_id: nth for nth, report_id in enumerate(ids)}
    return sorted(found, key=lambda row: place[row["report_id"]])


# ---------------------------------------------------------------- what is told beside the values


def _add_containing(
    connection: duckdb.DuckDBPyConnection, filters: Filters, found: Records
) -> None:
    """Tell in `contained_in` the agency of the widest filtered aggregate that holds another."""
    around = {
        row["report_id"]: [row["stem"][:size] for size in rollup.SIZES if len(row["stem"]) > size]
        for row in found
        if row["scope"] == "aggregate" and row["stem"]
    }
    whole = _aggregates(connection, filters, {stem for stems in around.values() for stem in stems})
    holders = {}
    for row in found:
        keys = ((row["year"], stem) for stem in around.get(row["report_id"], ()))
        holders[row["report_id"]] = next((whole[key] for key in keys if key in whole), None)
        del row["stem"]
    condition, bound = lookup.by_key(sorted({holder for holder in holders.values() if holder}))
    names = dict(
        rows(connection, f"SELECT report_id, agency FROM reports WHERE {condition}", bound)
        if bound
        else ()
    )
    for row in found:
        row["contained_in"] = names.get(holders[row["report_id"]])


def _aggregates(
    connection: duckdb.DuckDBPyConnection, filters: Filters, stems: Set[str]
) -> dict[tuple[int, str], str]:
    """The first filtered aggregate of some divisions in each year."""
    if not stems:
        return {}
    where, bound = filters.where()
    table, _ = rollup.counted(filters)
    found = rows(
        connection,
        f"""SELECT year, stem, min(report_id) FROM {table}
        WHERE scope = 'aggregate' AND year IS NOT NULL AND list_contains(?, stem) AND {where}
        GROUP BY year, stem""",
        [sorted(stems), *bound],
    )
    return {(year, stem): report_id for year, stem, report_id in found}


def add_notes(
    connection: duckdb.DuckDBPyConnection, found: Records, quantities: Sequence[Quantity]
) -> None:
    """What stands in the cells that are no plain numbers, beside the values."""
    series = series_of(quantities)
    # What is reckoned from several figures has no cell of its own.
    figures = sorted({figure.id for item in series for figure in item.figures})
    told = (
        records(
            connection,
            """SELECT report_id, figure, state, how FROM notes
        WHERE report_id IN (SELECT unnest(?::VARCHAR[])) AND list_contains(?, figure)""",
            [[row["report_id"] for row in found], figures],
        )
        if figures and found
        else []
    )
    notes = {(row["report_id"], row["figure"]): row for row in told}
    for row in found:
        for item in series:
            note: dict[str, Any] = notes.get((row["report_id"], item.columns.get(row["form"])), {})
            row[f"{item.id}:state"], row[f"{item.id}:how"] = note.get("state"), note.get("how")
