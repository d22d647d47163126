"""The tables that leave the store: export, API and page buttons hand out these and no others."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from govdash.errors import UsageError
from govdash.forms import FORMS, Section
from govdash.forms.official import APPLICATIONS, CASES, DISCLOSURE, OUTCOME_GROUPS
from govdash.store.filters import Filters

_WHO = (
    "reports.report_id, reports.agency_id, reports.agency, reports.region_code, reports.region, "
    "reports.level, reports.scope, reports.year, reports.form"
)
_ORDER = "ORDER BY reports.year, reports.region_code NULLS LAST, reports.agency, reports.report_id"


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its bound values."""

    sql: str
    bound: tuple[object, ...] = ()

    def ask(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
        """Run it; the rows come in the order it asks for."""
        return connection.sql(self.sql, params=list(self.bound))

    def part(self, offset: int, most: int) -> "Question":
        """Some of its rows, in the same order."""
        return Question(f"{self.sql} LIMIT ? OFFSET ?", (*self.bound, most, offset))


def _filtered(select: str, joins: str, filters: Filters, order: str = _ORDER) -> Question:
    where, bound = filters.where()
    return Question(
        f"SELECT {select} FROM reports {joins} WHERE {where} {order}",
        tuple(bound),
    )


def _section_columns(section: Section) -> str:
    """The figures of a section over both forms, in printed order, each once."""
    seen = dict.fromkeys(
        figure.id
        for form in reversed(FORMS.values())
        for block in form.in_section(section)
        for figure in block.figures
    )
    return ", ".join(f'figures."{figure}"' for figure in seen)


def _wide(section: Section) -> Callable[[Filters], Question]:
    return lambda filters: _filtered(
        f"{_WHO}, {_section_columns(section)}", "JOIN figures USING (report_id)", filters
    )


def _applications(filters: Filters) -> Question:
    groups = ", ".join(f"outcomes.{group.id}" for group in OUTCOME_GROUPS)
    return _filtered(
        f"{_WHO}, outcomes.concluded, outcomes.concluded_derived, {groups}, "
        f"outcomes.outcome_blanks, outcomes.outcome_gap, {_section_columns(APPLICATIONS)}",
        "JOIN figures USING (report_id) JOIN outcomes USING (report_id)",
        filters,
    )


def _reports(filters: Filters) -> Question:
    return _filtered("reports.*", "", filters)


def _figures(filters: Filters) -> Question:
    """One row a figure: long is a question, not a copy."""
    where, bound = filters.where()
    sql = f"""
        WITH chosen AS (
            SELECT figures.* FROM figures JOIN reports USING (report_id) WHERE {where}
        ), long AS (
            FROM chosen UNPIVOT INCLUDE NULLS (
                value FOR figure IN (COLUMNS(* EXCLUDE (report_id)))
            )
        )
        SELECT {_WHO}, dictionary.section, long.figure, dictionary.label, long.value,
            dictionary.unit, coalesce(notes.state, 'value') AS state,
            CASE WHEN notes.state IS NULL THEN 'printed' ELSE notes.how END AS how,
            notes.text, notes.derived,
            array_to_string(notes.derived_from, ' ') AS derived_from,
            reports.origin, reports.source_sha256
        FROM long
        JOIN reports USING (report_id)
        JOIN dictionary ON dictionary.figure = long.figure AND dictionary.form = reports.form
        LEFT JOIN notes ON notes.report_id = long.report_id AND notes.figure = long.figure
        ORDER BY reports.year, reports.region_code NULLS LAST, reports.agency,
            reports.report_id, dictionary.position
    """
    return Question(sql, tuple(bound))


def _stated(filters: Filters) -> Question:
    return _filtered(
        f"{_WHO}, stated.measure, stated.value, stated.unit, stated.approximate, stated.quote, "
        "stated.line",
        "JOIN stated USING (report_id)",
        filters,
        f"{_ORDER}, stated.line, stated.measure",
    )


def _findings(filters: Filters) -> Question:
    where, bound = filters.of_reports.where()
    condition, values = filters.of_findings()
    return Question(
        f"SELECT {_WHO}, findings.rule, findings.severity, findings.verdict, "
        "array_to_string(findings.cells, ' ') AS cells, findings.left, findings.right, "
        "findings.quote, findings.message, findings.hint, findings.fingerprint, "
        "decisions.decision, decisions.by AS decided_by, decisions.date AS decided, "
        "decisions.note AS decision_note "
        "FROM reports JOIN findings USING (report_id) LEFT JOIN decisions USING (fingerprint) "
        f"WHERE {where} AND {condition} {_ORDER}, findings.position, findings.rule",
        (*bound, *values),
    )


def _agencies(filters: Filters) -> Question:
    where, bound = filters.where()
    sql = f"""
        SELECT agency_id, arg_max(agency, year) AS agency, any_value(region_code) AS region_code,
            any_value(region) AS region, any_value(level) AS level, any_value(kind) AS kind,
            min(year) AS first_year, max(year) AS last_year, count(*) AS reports,
            string_agg(DISTINCT CAST(year AS VARCHAR), ' ' ORDER BY CAST(year AS VARCHAR)) AS years
        FROM reports WHERE agency_id IS NOT NULL AND {where}
        GROUP BY agency_id ORDER BY region_code NULLS LAST, agency, agency_id
    """
    return Question(sql, tuple(bound))


def _dictionary(filters: Filters) -> Question:
    where, bound = (
        ("list_contains(?, form)", (list(filters.form),)) if filters.form else ("TRUE", ())
    )
    return Question(
        f"SELECT * FROM dictionary WHERE {where} ORDER BY form DESC, position",
        bound,
    )


EXPORTS: dict[str, Callable[[Filters], Question]] = {
    "reports": _reports,
    "figures": _figures,
    "disclosure": _wide(DISCLOSURE),
    "applications": _applications,
    "cases": _wide(CASES),
    "stated": _stated,
    "findings": _findings,
    "agencies": _agencies,
    "dictionary": _dictionary,
}
"""Every table of the contract by name, as a question under filters."""


def table(name: str, filters: Filters) -> Question:
    """The question that answers for a table.

    Raises:
        UsageError: there is no such table.
    """
    if name not in EXPORTS:
        raise UsageError(f"没有这个表：{name}（可用：{'、'.join(EXPORTS)}）")
    return EXPORTS[name](filters)
