"""The roll-up: reports that differ in nothing that a sum asks for, added up once for all.

A row stands for the reports of one year, county, level, kind, scope, form and origin that also
give the same figures: a sum over any figures of theirs counts all of them or none. A count that is
none is left out before. Aggregates stay one by one, since one may lie within another.
"""

from collections.abc import Iterable, Iterator, Set

import duckdb
import pyarrow as pa

from govdash.forms import FIGURES, Kind
from govdash.store.answers import rows
from govdash.store.filters import Filters, stem_of
from govdash.store.schema import ADDED, CODES, HOLDERS, REPORTS, ROLLUP, TOLD_TOGETHER

_DIGITS = 6
"""Digits of a county's code: what lies below is not told apart."""

SIZES = (2, 4, _DIGITS)
"""Digits that tell a province, a prefecture and a county."""

_LARGE = 1_000_000
"""A report with a larger figure stays alone: a million others together still fit in a column."""

_BITS = 60
"""So many figures are told given or blank by one number."""


def addable(value: str, kinds: Set[Kind]) -> str:
    """A condition on a value: whether it may be added to others.

    A count that is negative or not whole (rule R4) is no count.
    """
    if Kind.DELTA in kinds:
        return "TRUE"
    return f"({value}) >= 0" + ("" if Kind.MONEY in kinds else f" AND ({value}) % 1 = 0")


def answers(filters: Filters, digits: int = 0) -> bool:
    """Whether it knows all that is asked for, of divisions told apart by so many digits."""
    if filters.agency or filters.severity or filters.rule or digits > _DIGITS:
        return False
    stems = {stem_of(code) for code in filters.region}
    # Of regions of several sizes a report's own says what it lies within; and 4300 is no stem.
    whole = all(len(stem) in SIZES and stem == stem_of(stem.ljust(6, "0")) for stem in stems)
    return whole and len({len(stem) for stem in stems}) <= 1


def counted(filters: Filters) -> tuple[str, str]:
    """Where to count reports as `reports`, and how: here, if it answers."""
    if answers(filters):
        return f"{ROLLUP.name} AS reports", "coalesce(sum(reports.reports), 0)::BIGINT"
    return REPORTS.name, "count(*)"


def within(
    connection: duckdb.DuckDBPyConnection, filters: Filters, digits: int, same: str
) -> list[str]:
    """What `within` says of aggregates that another filtered one of their group contains.

    `same` is the column that tells the groups apart, if it is not `digits` of the code.
    """
    where, bound = Filters(level=filters.level, kind=filters.kind, form=filters.form).where(
        "holders"
    )
    alike = f" AND holders.{same} = holders.own_{same}" if same else ""
    least = max([digits, *(len(stem_of(code)) for code in filters.region)])
    found = rows(
        connection,
        f"SELECT DISTINCT within FROM {HOLDERS.name} WHERE size >= ? AND {where}{alike}",
        [least, *bound],
    )
    return [told for (told,) in found]


# ---------------------------------------------------------------- how it is made


def refresh(connection: duckdb.DuckDBPyConnection, came: Iterable[str]) -> None:
    """Add up anew the years and counties of the reports that came, and of those that went away.

    Where some went and none came there are fewer than before: their number tells.
    """
    table = pa.table({"report_id": pa.array(sorted(came), type=pa.string())})
    connection.register("came", table)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE cells AS
        SELECT DISTINCT year, left(region_code, {_DIGITS}) AS code
        FROM {REPORTS.name} SEMI JOIN came USING (report_id)
        UNION SELECT year, code FROM (
            SELECT year, left(region_code, {_DIGITS}) AS code, count(*) AS reports
            FROM {REPORTS.name} GROUP BY ALL
            UNION ALL SELECT year, left(region_code, {_DIGITS}), -sum(reports)
            FROM {ROLLUP.name} GROUP BY ALL
        ) GROUP BY year, code HAVING sum(reports) <> 0
    """)
    connection.unregister("came")
    connection.execute(f"DELETE FROM {ROLLUP.name} WHERE rowid IN ({_of_cells(ROLLUP.name)})")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE places AS {_of_cells(REPORTS.name)}")
    connection.execute(_added_up())
    connection.execute("DROP TABLE cells; DROP TABLE places")
    _tell_holders(connection)


def _of_cells(table: str) -> str:
    return f"""SELECT {table}.rowid FROM {table} SEMI JOIN cells
        ON {table}.year IS NOT DISTINCT FROM cells.year
        AND left({table}.region_code, {_DIGITS}) IS NOT DISTINCT FROM cells.code"""


def _kinds(column: str) -> frozenset[Kind]:
    return frozenset({FIGURES[column].kind} if column in FIGURES else ())


def _added_up() -> str:
    """The statement that adds up the reports of `places`."""
    quoted = {name: f'"{name}"' for name in ADDED}
    looked_at = {
        name: f"CASE WHEN {addable(value, _kinds(name))} THEN {value} END AS {value}"
        for name, value in quoted.items()
    }
    sums = ", ".join(f"sum({value})::{ADDED[name]} AS {value}" for name, value in quoted.items())
    told = ", ".join((*TOLD_TOGETHER, *CODES))
    # Rows of an aggregate, or with a large figure, are told apart by their report.
    size = f"greatest({', '.join(quoted.values())}, {', '.join(_negative())})"
    lone = f"scope = 'aggregate' OR {size} > {_LARGE}"
    codes = ", ".join(
        f"CASE WHEN scope = 'aggregate' THEN {code} ELSE left({code}, {_DIGITS}) END AS {code}"
        for code in CODES
    )
    blanks = dict(_blanks())
    return f"""
        INSERT INTO {ROLLUP.name} BY NAME
        WITH chosen AS (
            SELECT report_id, {told}, {", ".join(quoted.values())}
            FROM {REPORTS.name} WHERE sound AND rowid IN (FROM places)
            UNION ALL SELECT report_id, {told}, {", ".join(looked_at.values())}
            FROM {REPORTS.name} WHERE NOT sound AND rowid IN (FROM places)
        )
        SELECT {told}, lone AS report_id, count(*) AS reports, {sums} FROM (
            SELECT * REPLACE ({codes}), CASE WHEN {lone} THEN report_id END AS lone,
                {", ".join(f"{bits} AS {name}" for name, bits in blanks.items())}
            FROM chosen
        ) GROUP BY {told}, lone, {", ".join(blanks)} ORDER BY year, region_code
    """


def _negative() -> Iterator[str]:
    """What may be less than nothing, turned round."""
    return (f'-"{figure.id}"' for figure in FIGURES.values() if figure.kind is Kind.DELTA)


def _blanks() -> Iterator[tuple[str, str]]:
    """Numbers that tell which figures are given: a name each, and its SQL."""
    names = list(ADDED)
    for start in range(0, len(names), _BITS):
        bits = (
            f'("{name}" IS NULL)::BIGINT << {bit}'
            for bit, name in enumerate(names[start : start + _BITS])
        )
        yield f"blanks{start}", " | ".join(f"({bit})" for bit in bits)


def _tell_holders(connection: duckdb.DuckDBPyConnection) -> None:
    """Say of each aggregate of what sorts those are that it lies within, in the same year."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE held AS
        WITH aggregates AS (
            SELECT rowid AS place, year, stem, level, kind, form FROM {ROLLUP.name}
            WHERE scope = 'aggregate' AND stem IS NOT NULL
        )
        SELECT DISTINCT inside.place, inside.level AS own_level, inside.kind AS own_kind,
            length(whole.stem) AS size, whole.level, whole.kind, whole.form
        FROM (SELECT *, unnest({list(SIZES)}) AS size FROM aggregates) AS inside
        JOIN aggregates AS whole ON whole.year = inside.year
            AND whole.stem = left(inside.stem, inside.size) AND length(inside.stem) > inside.size
    """)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE told AS
        SELECT place, concat(any_value(own_level), ' ', any_value(own_kind), ': ',
            string_agg(told, ', ' ORDER BY told)) AS within
        FROM (SELECT *, concat_ws(' ', size, level, kind, form) AS told FROM held) GROUP BY place
    """)
    connection.execute(f"""
        UPDATE {ROLLUP.name} SET within = changed.within FROM (
            SELECT {ROLLUP.name}.rowid AS place, told.within
            FROM {ROLLUP.name} LEFT JOIN told ON told.place = {ROLLUP.name}.rowid
            WHERE told.within IS DISTINCT FROM {ROLLUP.name}.within
        ) AS changed WHERE {ROLLUP.name}.rowid = changed.place
    """)
    connection.execute(f"DELETE FROM {HOLDERS.name}")
    connection.execute(f"""
        INSERT INTO {HOLDERS.name} BY NAME
        SELECT DISTINCT within, held.* EXCLUDE (place) FROM held JOIN told USING (place) ORDER BY ALL
    """)
    connection.execute("DROP TABLE held; DROP TABLE told")
