"""What the pages ask: one function a question, (connection, Filters) → rows.

Sums never mix `self` and `aggregate` reports, nor an aggregate with one it already contains.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from govdash.errors import UsageError
from govdash.forms import FIGURES, Kind
from govdash.forms.series import Series
from govdash.store.filters import Filters
from govdash.store.schema import OUTCOMES
from govdash.store.series import with_years
from govdash.store.tables import table

# 430000 → 43, 430900 → 4309: what every code below a division begins with.
_STEM = (
    r"regexp_replace(regexp_replace({0}.region_code, '^(\d\d)0000$', '\1'), '^(\d{{4}})00$', '\1')"
)
_CONTAINED = f"""
    SELECT inner_.report_id, arg_min(outer_.agency, length(outer_.region_code)) AS contained_in
    FROM chosen AS inner_ JOIN chosen AS outer_
      ON inner_.year = outer_.year AND inner_.scope = 'aggregate' AND outer_.scope = 'aggregate'
     AND starts_with({_STEM.format("inner_")}, {_STEM.format("outer_")})
     AND {_STEM.format("inner_")} <> {_STEM.format("outer_")}
    GROUP BY inner_.report_id
"""


Records = list[dict[str, Any]]
"""Rows by column name."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a view covers: how many reports, of whom, of which years, and what is missing."""

    reports: int
    agencies: int
    known: int
    years: tuple[int, ...]
    origins: Mapping[str, int]
    undated: int
    missing: tuple[tuple[str, int], ...]
    refused: int


def _column(series: Series) -> str:
    """The SQL expression of a series; ids come from the forms, never from a reader."""
    for column in series.columns.values():
        if column not in FIGURES and column not in OUTCOMES.columns:
            raise UsageError(f"没有这个指标：{column}")
    expressions = {form: _quoted(column) for form, column in series.columns.items()}
    if len(set(expressions.values())) == 1:
        return next(iter(expressions.values()))
    cases = " ".join(f"WHEN '{form}' THEN {column}" for form, column in expressions.items())
    return f"CASE reports.form {cases} END"


def _quoted(column: str) -> str:
    table = "figures" if column in FIGURES else "outcomes"
    return f'{table}."{column}"'


def _chosen(filters: Filters, series: Sequence[Series]) -> tuple[str, list[Any]]:
    """The filtered reports with the values of some series, and what they are contained in."""
    where, bound = filters.where()
    values = "".join(f', {_column(item)} AS "{item.id}"' for item in series)
    sql = f"""
        WITH chosen AS (
            SELECT reports.*, concluded_derived, outcome_blanks, outcome_gap{values}
            FROM reports JOIN figures USING (report_id) JOIN outcomes USING (report_id)
            WHERE {where}
        ), contained AS ({_CONTAINED})
    """
    return sql, bound


def by_report(
    connection: duckdb.DuckDBPyConnection, filters: Filters, series: Sequence[Series]
) -> Records:
    """One row a report: who, which year, its values, and the report that already contains it.

    Beside each value `<id>:state` and `<id>:how` say what stands there if it is no plain number.
    """
    chosen, bound = _chosen(filters, series)
    values = "".join(f', "{item.id}"' for item in series)
    rows = records(
        connection,
        f"""{chosen} SELECT report_id, agency_id, agency, year, form, scope, origin,
            concluded_derived, outcome_blanks, outcome_gap, contained.contained_in{values}
        FROM chosen LEFT JOIN contained USING (report_id)
        ORDER BY year DESC NULLS LAST, region_code NULLS LAST, agency, report_id""",
        bound,
    )
    notes = _notes(connection, filters, series)
    for row in rows:
        for item in series:
            figure = item.columns.get(row["form"])
            note = notes.get((row["report_id"], figure), {})
            row[f"{item.id}:state"], row[f"{item.id}:how"] = note.get("state"), note.get("how")
    return rows


def _notes(
    connection: duckdb.DuckDBPyConnection, filters: Filters, series: Sequence[Series]
) -> dict[tuple[str, str | None], dict[str, Any]]:
    """What stands in the cells of some series that are no plain numbers, by report and figure."""
    where, bound = filters.where()
    figures = sorted({column for item in series for column in item.columns.values()})
    rows = records(
        connection,
        f"""SELECT report_id, figure, state, how FROM notes JOIN reports USING (report_id)
        WHERE list_contains(?, figure) AND {where}""",
        [figures, *bound],
    )
    return {(row["report_id"], row["figure"]): row for row in rows}


def by_year(
    connection: duckdb.DuckDBPyConnection, filters: Filters, series: Sequence[Series]
) -> Records:
    """One row a scope and year: Σ of each series, and `<id>:n`, how many reports gave it.

    A count that is negative or not whole (rule R4) is no count: it is left out of the sum.
    """
    chosen, bound = _chosen(filters, series)
    values = "".join(
        f', sum("{item.id}") FILTER ({_sound(item)}) AS "{item.id}"'
        f', count("{item.id}") FILTER ({_sound(item)}) AS "{item.id}:n"'
        for item in series
    )
    return records(
        connection,
        f"""{chosen} SELECT scope, year, count(*) AS reports{values}
        FROM chosen ANTI JOIN contained USING (report_id)
        WHERE year IS NOT NULL GROUP BY scope, year ORDER BY scope, year""",
        bound,
    )


def _sound(series: Series) -> str:
    """The condition under which a value may be added to others."""
    kinds = {FIGURES[column].kind for column in series.columns.values() if column in FIGURES}
    if Kind.DELTA in kinds:
        return "TRUE"
    whole = "" if Kind.MONEY in kinds else f' AND "{series.id}" = trunc("{series.id}")'
    return f'"{series.id}" >= 0{whole}'


def coverage(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Coverage:
    """What the filtered view covers, and which agency has no report for which year asked for.

    Without chosen years the years asked for are all that the store has; the agencies are all
    that it knows under the other filters. No report is missing because nothing was found in it.
    """
    where, bound = filters.where()
    rows = _rows(
        connection,
        f"SELECT agency_id, year, origin FROM reports WHERE {where}",
        bound,
    )
    where, bound = filters.of_reports.where()
    have = set(_rows(connection, f"SELECT agency_id, year FROM reports WHERE {where}", bound))
    where, bound = replace(filters.of_reports, year=(), form=()).where()
    known = _rows(
        connection,
        f"""SELECT agency_id, arg_max(agency, year) FROM reports
        WHERE agency_id IS NOT NULL AND {where} GROUP BY agency_id ORDER BY 2, 1""",
        bound,
    )
    ((refused,),) = _rows(connection, "SELECT count(*) FROM refused")
    asked = sorted(filters.year or years(connection))
    return Coverage(
        reports=len(rows),
        agencies=len({agency_id for agency_id, _, _ in rows if agency_id}),
        known=len(known),
        years=tuple(sorted({year for _, year, _ in rows if year is not None})),
        origins=Counter(origin for _, _, origin in rows),
        undated=sum(year is None for _, year, _ in rows),
        missing=tuple(
            (name, year)
            for agency_id, name in known
            for year in asked
            if (agency_id, year) not in have
        ),
        refused=refused,
    )


def agencies(connection: duckdb.DuckDBPyConnection) -> Records:
    """Every agency with its id, region and number of reports, for choosing."""
    return records(
        connection,
        """SELECT agency_id, arg_max(agency, year) AS agency, any_value(region) AS region,
            any_value(level) AS level, count(*) AS reports
        FROM reports WHERE agency_id IS NOT NULL
        GROUP BY agency_id ORDER BY any_value(region_code) NULLS LAST, agency""",
    )


def years(connection: duckdb.DuckDBPyConnection) -> list[int]:
    """Every year with a report, newest first."""
    rows = _rows(
        connection,
        "SELECT DISTINCT year FROM reports WHERE year IS NOT NULL ORDER BY year DESC",
    )
    return [year for (year,) in rows]


def reports(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """The filtered reports with what the audit says of them."""
    where, bound = filters.where()
    return records(
        connection,
        f"""SELECT report_id, agency, year, form, scope, origin, title, published, region, url, note,
            checks_pass, checks_fail, checks_not_assessable,
            count(rule) FILTER (severity = 'error') AS errors,
            count(rule) FILTER (severity = 'warning') AS warnings
        FROM reports LEFT JOIN findings USING (report_id) WHERE {where}
        GROUP BY ALL ORDER BY year DESC NULLS LAST, agency, report_id""",
        bound,
    )


def findings(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """Every finding of the filtered reports."""
    where, bound = filters.where()
    return records(
        connection,
        f"""SELECT report_id, agency, year, severity, rule, message
        FROM findings JOIN reports USING (report_id) WHERE {where}
        ORDER BY year DESC NULLS LAST, agency, report_id, position""",
        bound,
    )


def revisions(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Records:
    """Every figure of the filtered reports that changed, or was corrected by hand."""
    question = table("revisions", filters)
    return records(connection, question.sql(), question.values)


def refused(connection: duckdb.DuckDBPyConnection) -> Records:
    """The files that could not be read as reports, with the reason."""
    return records(connection, "SELECT path, reason FROM refused ORDER BY path")


def document(connection: duckdb.DuckDBPyConnection, report_id: str) -> tuple[str, str] | None:
    """A parsed report and the numbered lines of its document, both JSON; None if there is none.

    The report has what was found over the years of its agency among its findings.
    """
    rows = _rows(
        connection,
        "SELECT parsed, lines FROM documents WHERE report_id = ?",
        [report_id],
    )
    return (with_years(connection, report_id, rows[0][0]), rows[0][1]) if rows else None


def version(
    connection: duckdb.DuckDBPyConnection, report_id: str, number: int | None
) -> str | None:
    """A parsed report as JSON, in its present version or an older one; None if there is none.

    The present one has what was found over the years of its agency among its findings.
    """
    rows = _rows(
        connection,
        """SELECT parsed, version, TRUE AS now FROM documents JOIN reports USING (report_id)
        WHERE report_id = $id AND version = coalesce($number, version)
        UNION ALL SELECT parsed, version, FALSE FROM versions
        WHERE report_id = $id AND version = $number""",
        {"id": report_id, "number": number},
    )
    if not rows:
        return None
    parsed, _, is_present = rows[0]
    return with_years(connection, report_id, parsed) if is_present else parsed


def version_number(said: Sequence[str]) -> int | None:
    """The number of a version as in an address; None where nothing is said.

    Raises:
        UsageError: it is no number, or said twice.
    """
    if not said:
        return None
    text = said[0]
    if len(said) > 1 or not (text.isascii() and text.isdigit() and 0 < len(text) < 7):
        raise UsageError(f"version 应当是一个正整数，不能是 {'、'.join(said)[:40]}")
    if int(text) == 0:
        raise UsageError("version 从 1 开始")
    return int(text)


def _rows(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    bound: Sequence[Any] | Mapping[str, Any] = (),
) -> list[tuple[Any, ...]]:
    values = dict(bound) if isinstance(bound, Mapping) else list(bound)
    rows: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
    return rows


def records(connection: duckdb.DuckDBPyConnection, sql: str, bound: Sequence[Any] = ()) -> Records:
    """The answer, one mapping a row; figures stay exact decimals, missing ones None."""
    relation = connection.sql(sql, params=list(bound))
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
