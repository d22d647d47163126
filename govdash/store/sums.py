"""Sums over many reports: by year, by level, by kind, by region.

Sums never mix `self` and `aggregate` reports, nor an aggregate with one it already contains. Of a
quantity made of several series only those reports count that give them all, so that a rate of
sums has the same reports above and below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from govdash.errors import UsageError
from govdash.forms import FIGURES
from govdash.forms.series import Quantity, Series
from govdash.measures import Measure
from govdash.places.table import MUNICIPALITIES
from govdash.store import rollup
from govdash.store.answers import Records, records
from govdash.store.filters import Filters, stem_of
from govdash.store.schema import OUTCOMES

_OF_PROVINCE = 2
"""Digits of a code that tell its province."""


def column_of(series: Series) -> str:
    """The SQL expression of a series; ids come from the forms, never from a reader.

    Raises:
        UsageError: no such figure.
    """
    for column in series.columns.values():
        if column not in FIGURES and column not in OUTCOMES:
            raise UsageError(f"没有这个指标：{column}")
    expressions = {form: f'reports."{column}"' for form, column in series.columns.items()}
    if len(set(expressions.values())) == 1:
        return next(iter(expressions.values()))
    cases = " ".join(f"WHEN '{form}' THEN {column}" for form, column in expressions.items())
    return f"CASE reports.form {cases} END"


def series_of(quantities: Sequence[Quantity]) -> list[Series]:
    """All series of some quantities, each once."""
    return list({item.id: item for quantity in quantities for item in quantity.series}.values())


def fraction(measure: Measure) -> tuple[str, str]:
    """The SQL expressions of what stands above and below the line of a rate."""
    columns = {item.id: column_of(item) for item in measure.series}
    above, below = (
        " + ".join(columns[name] for name in names)
        for names in (measure.numerator, measure.denominator)
    )
    return above, below


@dataclass(frozen=True, slots=True)
class Contained:
    """SQL for the aggregate reports that lie within another one of the same group and year.

    `tables` defines `contained`: the places (rowid) of such reports.
    """

    tables: str
    bound: tuple[Any, ...]


def contained(filters: Filters, group: str = "''") -> Contained:
    """Which of the filtered reports another filtered one of their group already contains."""
    where, bound = filters.where()
    return Contained(
        f"""
        within AS (
            SELECT rowid AS place, year, {group} AS part, stem
            FROM reports WHERE scope = 'aggregate' AND stem IS NOT NULL AND {where}
        ), contained AS (
            SELECT place FROM (
                SELECT place, year, part, stem, unnest({list(rollup.SIZES)}) AS size
                FROM within WHERE length(stem) > 2
            ) WHERE length(stem) > size
                AND (year, part, left(stem, size)) IN (SELECT (year, part, stem) FROM within)
        )
        """,
        tuple(bound),
    )


def key(quantity: Quantity, series: Series) -> str:
    """The column that holds a series of a quantity in an answer."""
    return series.id if quantity.id == series.id else f"{quantity.id}:{series.id}"


def values_of(row: Mapping[str, Any], quantity: Quantity) -> dict[str, Any]:
    """The values of a quantity's series in a row of sums, by the series' ids."""
    return {item.id: row[key(quantity, item)] for item in quantity.series}


def _sums(quantities: Sequence[Quantity]) -> str:
    columns = []
    for quantity in quantities:
        given = " AND ".join(f'"{item.id}" IS NOT NULL' for item in quantity.series)
        some = f" FILTER ({given})" if len(quantity.series) > 1 else ""
        columns += [
            f'sum("{item.id}"){some} AS "{key(quantity, item)}"' for item in quantity.series
        ]
        columns.append(f'coalesce(sum(reports) FILTER ({given}), 0)::BIGINT AS "{quantity.id}:n"')
    return "".join(f", {column}" for column in columns)


def sound(series: Series) -> str:
    """The value of a series where it may be added to others, else nothing.

    A count that is negative or not whole (rule R4) is no count.
    """
    value = column_of(series)
    kinds = {figure.kind for figure in series.figures}
    return f"CASE WHEN reports.sound OR {rollup.addable(value, kinds)} THEN {value} END"


def by_year(
    connection: duckdb.DuckDBPyConnection, filters: Filters, quantities: Sequence[Quantity]
) -> Records:
    """One row a scope and year: Σ of each series, and `<quantity>:n`, how many reports gave it."""
    return _by_part(connection, filters, quantities, Group("''"))


def by_level(
    connection: duckdb.DuckDBPyConnection, filters: Filters, quantities: Sequence[Quantity]
) -> Records:
    """One row a scope, year and level (`part`), as `by_year`."""
    return _by_part(connection, filters, quantities, Group("reports.level", same="level"))


def by_kind(
    connection: duckdb.DuckDBPyConnection, filters: Filters, quantities: Sequence[Quantity]
) -> Records:
    """One row a scope, year and kind of agency (`part`), as `by_year`."""
    return _by_part(connection, filters, quantities, Group("reports.kind", same="kind"))


def by_region(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    quantities: Sequence[Quantity],
    within: str = "",
) -> Records:
    """One row a scope, year and division (`part`: its code) one step below `within`, as `by_year`.

    Without `within` the divisions are the provinces. Reports of `within` itself are left out:
    they are not of any of its parts.
    """
    size = step_below(within)
    part = f"CASE WHEN length(reports.stem) >= {size} THEN left(reports.stem, {size}) END"
    # Written out as codes when there are few rows left.
    group = Group("reports.province" if size == _OF_PROVINCE else part, digits=size)
    found = _by_part(connection, filters, quantities, group)
    return [{**row, "part": row["part"].ljust(6, "0")} for row in found]


def step_below(within: str) -> int:
    """How many digits tell the divisions one step below one of this code apart."""
    stem = stem_of(within)
    if not stem:
        return _OF_PROVINCE
    if len(stem) == 2:
        return 6 if f"{stem}0000" in MUNICIPALITIES else 4
    return 6 if len(stem) == 4 else 9


@dataclass(frozen=True, slots=True)
class Group:
    """What reports are added up by: its SQL, and the digits or the column that tell it."""

    sql: str
    digits: int = 0
    same: str = ""


def _by_part(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    quantities: Sequence[Quantity],
    group: Group,
) -> Records:
    series = series_of(quantities)
    if rollup.answers(filters, group.digits):
        chosen, bound = _rolled_up(connection, filters, group, series)
    else:
        chosen, bound = _one_by_one(filters, group, series)
    return records(
        connection,
        f"""{chosen}
        SELECT scope, year, part, sum(reports)::BIGINT AS reports{_sums(quantities)}
        FROM chosen WHERE part IS NOT NULL
        GROUP BY scope, year, part ORDER BY scope, year, part""",
        bound,
    )


def _rolled_up(
    connection: duckdb.DuckDBPyConnection, filters: Filters, group: Group, series: Sequence[Series]
) -> tuple[str, list[Any]]:
    """What is added up already, without the aggregates that lie within others."""
    where, bound = filters.where()
    values = "".join(f', {column_of(item)} AS "{item.id}"' for item in series)
    held = rollup.within(connection, filters, group.digits, group.same)
    return (
        f"""WITH chosen AS (
            SELECT scope, year, {group.sql} AS part, reports.reports{values}
            FROM rollup AS reports WHERE year IS NOT NULL AND {where}
                AND (within IS NULL OR NOT list_contains(?, within))
        )""",
        [*bound, held],
    )


def _one_by_one(filters: Filters, group: Group, series: Sequence[Series]) -> tuple[str, list[Any]]:
    """The same of the reports themselves."""
    where, bound = filters.where()
    held = contained(filters, group.sql)
    plain = "".join(f', {column_of(item)} AS "{item.id}"' for item in series)
    looked_at = "".join(f', {sound(item)} AS "{item.id}"' for item in series)
    # Nearly all reports are sound and of one agency: they pass without being looked at.
    parts = (
        (plain, "scope IS DISTINCT FROM 'aggregate' AND sound"),
        (looked_at, "scope IS DISTINCT FROM 'aggregate' AND NOT sound"),
        (looked_at, "scope = 'aggregate' AND rowid NOT IN (SELECT place FROM contained)"),
    )
    chosen = " UNION ALL ".join(
        f"""SELECT scope, year, {group.sql} AS part, 1 AS reports{values} FROM reports
            WHERE year IS NOT NULL AND {where} AND {which}"""
        for values, which in parts
    )
    return f"WITH {held.tables}, chosen AS ({chosen})", [*held.bound, *bound * len(parts)]
