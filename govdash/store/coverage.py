"""What a view covers, and what is missing from it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from govdash.store.answers import one, rows
from govdash.store.filters import Filters

_MISSING_NAMED = 200


def _given(asked: Sequence[int]) -> str:
    """How many of some years, which are bound to it, an agency has a report of.

    Year by year: to filter the list of each agency is three times the work.
    """
    return " + ".join(["list_contains(years, ?)::INTEGER"] * len(asked)) or "0"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many reports, of whom, of which years; which are missing, the first of them by name."""

    reports: int
    agencies: int
    known: int
    years: tuple[int, ...]
    origins: Mapping[str, int]
    undated: int
    missing: int
    named: tuple[tuple[str, str, int], ...]
    refused: int


def coverage(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Coverage:
    """What the filtered view covers, and which agency has no report for which year asked for.

    Without chosen years the years asked for are all that the store has; the agencies are all
    that it knows under the other filters, a form not among them. No report is missing because
    nothing was found in it.
    """
    where, bound = filters.where()
    counted = rows(
        connection,
        f"SELECT year, origin, count(*) FROM reports WHERE {where} GROUP BY year, origin",
        bound,
    )
    origins: Counter[str] = Counter()
    of_year: Counter[int | None] = Counter()
    for year, origin, count in counted:
        origins[origin] += count
        of_year[year] += count
    (refused,) = one(connection, "SELECT count(*) FROM refused")
    asked = sorted(set(filters.year or years(connection)))
    known, missing, named = _missing(connection, filters, asked)
    return Coverage(
        of_year.total(),
        _agencies(connection, filters),
        known,
        tuple(sorted(year for year in of_year if year is not None)),
        origins,
        of_year[None],
        missing,
        named,
        refused,
    )


def _agencies(connection: duckdb.DuckDBPyConnection, filters: Filters) -> int:
    """How many agencies the filtered reports are of."""
    where, bound = with_reports(filters)
    (count,) = one(connection, f"SELECT count(*) FROM agencies WHERE {where}", bound)
    return int(count)


def with_reports(filters: Filters) -> tuple[str, list[object]]:
    """A condition on the table of agencies: those that have one of the filtered reports."""
    if replace(filters, year=(), agency=(), region=(), level=(), kind=()) == Filters():
        where, bound = of_agencies(filters)
        if not filters.year:
            return where, bound
        asked = sorted(set(filters.year))
        return f"{_given(asked)} > 0 AND {where}", [*asked, *bound]
    # What an agency's own row does not tell is asked of its reports.
    where, bound = filters.where()
    return f"agency_id IN (SELECT reports.agency_id FROM reports WHERE {where})", bound


def of_agencies(filters: Filters) -> tuple[str, list[object]]:
    """A condition on the table of agencies: all that is asked but year, form and findings."""
    of_agency = replace(filters.of_reports, year=(), form=(), scope=())
    where, bound = of_agency.where("agencies")
    if filters.scope:
        where += " AND agency_id IN (SELECT agency_id FROM reports WHERE list_contains(?, reports.scope))"
        bound.append(list(filters.scope))
    return where, bound


def _missing(
    connection: duckdb.DuckDBPyConnection, filters: Filters, asked: Sequence[int]
) -> tuple[int, int, tuple[tuple[str, str, int], ...]]:
    """How many agencies are known, how many of their reports are missing, and the first of these."""
    where, bound = of_agencies(filters)
    known, given = one(
        connection,
        f"SELECT count(*), coalesce(sum({_given(asked)}), 0) FROM agencies WHERE {where}",
        [*asked, *bound],
    )
    missing = known * len(asked) - int(given)
    named = rows(
        connection,
        f"""SELECT agency_id, agency,
            unnest(list_filter(?, lambda y: NOT list_contains(years, y))) AS year
        FROM (
            SELECT agency_id, agency, region_code, years FROM agencies
            WHERE {_given(asked)} < ? AND {where}
            ORDER BY region_code NULLS LAST, agency_id LIMIT ?
        ) ORDER BY region_code NULLS LAST, agency_id, year LIMIT ?""",
        [list(asked), *asked, len(asked), *bound, _MISSING_NAMED, _MISSING_NAMED],
    )
    return known, missing, tuple(named)


def years(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Every year with a report, newest first."""
    found = rows(
        connection,
        "SELECT DISTINCT year FROM reports WHERE year IS NOT NULL ORDER BY year DESC",
    )
    return [year for (year,) in found]
