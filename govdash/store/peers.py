"""Agencies side by side: the fair peers of one, and the values of any set of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import duckdb

from govdash.forms.series import Quantity
from govdash.measures import FEW, Measure
from govdash.places.table import MUNICIPALITIES
from govdash.store import lookup
from govdash.store.answers import Records, one, records, rows
from govdash.store.filters import Filters
from govdash.store.listing import add_notes
from govdash.store.sums import column_of, fraction, series_of, sound

MOST = 200
"""Agencies that are compared at once; more are no comparison that a person reads."""

AREAS: Mapping[str, int] = {"county": 6, "prefecture": 4, "province": 2, "country": 0}
"""How far the peers of an agency may be away, the nearest first: the digits that they share."""

_SOLE = ("government", "government_office")
"""Kinds of which a division has one: their peers lie in the division above."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Who an agency can be compared with: same level, kind and scope, in one year and area.

    `without` of the same are known from other years and have no report of this one.
    """

    filters: Filters
    count: int
    without: int


def areas(stem: str | None, kind: str) -> tuple[str, ...]:
    """The areas in which an agency can have peers, the nearest first."""
    found = []
    for area, size in AREAS.items():
        length = len(stem or "")
        near = length > size or (length == size and kind not in _SOLE)
        # No prefecture stands between a municipality and its districts.
        between = size == 4 and f"{(stem or '')[:2]}0000" in MUNICIPALITIES
        if (near and not between) or not size:
            found.append(area)
    return tuple(found)


def of_agency(
    connection: duckdb.DuckDBPyConnection, agency_id: str, year: int, area: str
) -> Peers | None:
    """The peers of an agency in the year, itself among them; None where its report says too little.

    The scope is that of its report of the year: an agency's own numbers are never compared with
    sums over an area. There are none in an area that is no wider than the agency's own division.
    """
    found = records(
        connection,
        """SELECT level, kind, scope, stem FROM reports WHERE agency_id = ? AND year = ?
        ORDER BY report_id LIMIT 1""",
        [agency_id, year],
    )
    if not found or "unknown" in (found[0]["level"], found[0]["kind"], found[0]["scope"]):
        return None
    row = found[0]
    if area not in areas(row["stem"], row["kind"]):
        return None
    size = AREAS[area]
    filters = Filters(
        year=(year,),
        level=(row["level"],),
        kind=(row["kind"],),
        scope=(row["scope"],),
        region=(row["stem"][:size].ljust(6, "0"),) if size else (),
    )
    where, bound = filters.where()
    (count,) = one(connection, f"SELECT count(*) FROM reports WHERE {where}", bound)
    return Peers(filters, int(count), _without(connection, filters) if count <= MOST else 0)


def _without(connection: duckdb.DuckDBPyConnection, filters: Filters) -> int:
    """How many agencies of the same sort have reports of other years, and none of this one."""
    where, bound = replace(filters, year=(), scope=()).where("agencies")
    silent = rows(
        connection,
        f"SELECT agency_id FROM agencies WHERE {where} AND NOT contains(years, ?)",
        [*bound, str(filters.year[0])],
    )
    if not silent:
        return 0
    ids = [agency_id for (agency_id,) in silent]
    (count,) = one(
        connection,
        f"""SELECT count(DISTINCT agency_id) FROM reports
        WHERE {_AMONG} AND list_contains(?, scope)""",
        [ids, list(filters.scope)],
    )
    return int(count)


_AMONG = "agency_id IN (SELECT unnest(?::VARCHAR[]))"
"""Reports of some agencies: a join, unlike a list, lets DuckDB pass by the blocks of others."""


def values(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    quantities: Sequence[Quantity],
) -> Records:
    """One row a report of the filters, by place: who, and the values; no more than `MOST`.

    An agency that is asked for by its id and has no report has no row.
    """
    where, bound = replace(filters, agency=()).where()
    # Reports found by their keys are few: a limit would have them sought otherwise.
    most = "" if filters.agency else f" LIMIT {MOST}"
    if filters.agency:
        among, ids = lookup.of_agencies(connection, filters.agency)
        where, bound = f"{among} AND {where}", [*ids, *bound]
    columns = "".join(f', {column_of(item)} AS "{item.id}"' for item in series_of(quantities))
    found = records(
        connection,
        f"""SELECT report_id, agency_id, agency, region, level, kind, scope, year, form, origin,
            concluded_derived, outcome_blanks, outcome_gap, errors, warnings{columns}
        FROM reports WHERE {where}
        ORDER BY region_code NULLS LAST, agency_id, year{most}""",
        bound,
    )[:MOST]
    add_notes(connection, found, quantities)
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one number lies among those of all peers, itself one of them.

    Of `peers` only `usable` ones can stand in an order. `below`, `equal` and `above` count the
    others of them; `near` those within the interval of the number itself.
    """

    peers: int
    usable: int
    lowest: Decimal | None
    quartiles: tuple[Decimal, ...]
    highest: Decimal | None
    below: int
    equal: int
    above: int
    near: int


def standing(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters,
    quantity: Quantity,
    own: Decimal | None,
    interval: tuple[float, float] | None = None,
) -> Standing:
    """Where a number lies among those of the peers, however many they are.

    `own` and `interval` are as they are shown: a rate as a percentage with one decimal place.
    """
    where, bound = filters.where()
    peers, usable, lowest, quartiles, highest, below, equal, above, near = one(
        connection,
        f"""WITH peers AS (SELECT {_rankable(quantity)} AS size FROM reports WHERE {where})
        SELECT count(*), count(size), min(size), quantile_disc(size, [0.25, 0.5, 0.75]), max(size),
            count(*) FILTER (size < ?), count(*) FILTER (size = ?), count(*) FILTER (size > ?),
            count(*) FILTER (size BETWEEN ? AND ?)
        FROM peers""",
        [*bound, own, own, own, *(interval or (None, None))],
    )
    # Itself is equal to itself, and within its own interval.
    return Standing(
        peers, usable, lowest, tuple(quartiles or ()), highest,
        below, max(equal - 1, 0), above, max(near - 1, 0),
    )  # fmt: skip


def _rankable(quantity: Quantity) -> str:
    """The SQL of a number that can stand in an order: a sound count, a rate of enough cases.

    A rate is rounded as it is shown, so that equal ones are those that look equal.
    """
    if not isinstance(quantity, Measure):
        (series,) = quantity.series
        return sound(series)
    above, below = fraction(quantity)
    whole = f" AND {above} <= {below}" if quantity.share else ""
    return f"""CASE WHEN {below} >= {FEW} AND {above} >= 0{whole}
        THEN printf('%.1f', ({above})::DOUBLE / ({below})::DOUBLE * 100)::DECIMAL(18, 1) END"""


def years_of(
    connection: duckdb.DuckDBPyConnection, agency_id: str, quantities: Sequence[Quantity]
) -> list[dict[str, Any]]:
    """All reports of an agency with some values, the newest first."""
    found = values(connection, Filters(agency=(agency_id,)), quantities)
    return sorted(found, key=lambda row: -(row["year"] or 0))
