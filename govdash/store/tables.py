"""The tables that leave the store: export, API and page buttons hand out these and no others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import duckdb

from govdash.errors import UsageError
from govdash.forms import FIGURES, FORMS, Section
from govdash.forms.official import APPLICATIONS, CASES, DISCLOSURE, OUTCOME_GROUPS
from govdash.store import lookup
from govdash.store.filters import Filters
from govdash.store.schema import TOLD
from govdash.store.snapshots import allow_whole

Connection = duckdb.DuckDBPyConnection
Relation = duckdb.DuckDBPyRelation

Cell = tuple[str, str, str]
"""The name of a column, the SQL expression of its cells, and their type."""

Write = Callable[[Sequence[Cell]], str]
"""Some cells of a row → the SQL expression of how they are written, one after the other."""

WRITTEN = "written"
"""The column that holds, where a `Write` was given, all that tells of the report as text."""

_ORDER = "ORDER BY reports.year, reports.region_code NULLS LAST, reports.report_id"
_ROWS = 25_000
"""About as many rows are made at a time: enough for DuckDB's speed, little to hold."""

_WRITTEN_ROWS = 3 * _ROWS
"""The same of joined rows whose columns that tell of the report are one text: less is held of each."""

_WHO = (
    "report_id", "agency_id", "agency", "region_code", "region", "level", "scope", "year", "form",
)  # fmt: skip
PERMALINK = "permalink"
"""The column that leads to the page of the report."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query under filters. Where it has rows of reports, it can be asked some at a time.

    `name` and `filters` are what it answers, so that a file can say so. `who` are the columns
    that tell of the report, made once a report and not once a row. `bound` are the values of
    `where`, `joined` those of `joins`.
    """

    select: str
    where: str = "TRUE"
    bound: Sequence[object] = ()
    who: Mapping[str, str] = field(default_factory=dict)
    joins: str = ""
    joined: Sequence[object] = ()
    order: str = ""
    rows_a_report: int = 0
    name: str = ""
    filters: Filters = field(default_factory=Filters)

    def sql(self, write: Write | None = None) -> str:
        """The query; `write` makes one column `WRITTEN` of those that tell of the report."""
        if not self.who:
            return self.select
        who = {name: (source, _kind(name)) for name, source in self.who.items()}
        if write:
            text = write([(name, *cell) for name, cell in who.items()])
            who = {WRITTEN: (text, "VARCHAR")}
        told = ", ".join(f'{source} AS "{name}"' for name, (source, _) in who.items())
        # Joined to itself a report would be held twice.
        if not self.joins:
            columns = ", ".join(filter(None, [told, self.select]))
            return f"SELECT {columns} FROM reports WHERE {self.where} {_ORDER}"
        columns = ", ".join((*(f'who."{name}"' for name in who), self.select))
        return f"""
            WITH who AS (
                SELECT reports.rowid AS spot, reports.report_id AS key, reports.form AS of_form,
                    row_number() OVER ({_ORDER}) AS place, {told}
                FROM reports WHERE {self.where}
            ) SELECT {columns} FROM who {self.joins} ORDER BY who.place{self.order}
        """

    @property
    def values(self) -> list[object]:
        """All values bound to the query, in its order."""
        return [*self.bound, *self.joined]

    def ask(self, connection: Connection) -> Relation:
        """All rows at once."""
        return connection.sql(self.sql(), params=self.values)

    def count(self, connection: Connection) -> int:
        """How many rows there are."""
        sql = f"SELECT count(*) FROM ({self.sql()})"
        ((rows,),) = connection.execute(sql, self.values).fetchall()
        return int(rows)

    def pieces(self, connection: Connection, write: Write | None = None) -> Iterator[Relation]:
        """All rows, some at a time, in the same order; at least one piece. `write`: see `sql`."""
        if not self.rows_a_report:
            allow_whole(connection)
            yield self.ask(connection)
            return
        sql = f"SELECT rowid FROM reports WHERE {self.where} {_ORDER}"
        chosen = connection.sql(sql, params=list(self.bound)).to_arrow_table()["rowid"]
        rows = _WRITTEN_ROWS if write and self.joins else _ROWS
        step = max(1, rows // self.rows_a_report)
        part = replace(self, where="reports.rowid IN (SELECT unnest(?::BIGINT[]))").sql(write)
        for start in range(0, max(len(chosen), 1), step):
            some = chosen.slice(start, step).to_pylist()
            yield connection.sql(part, params=[some, *self.joined])

    def part(self, offset: int, most: int) -> "Question":
        """Some of its rows, in the same order."""
        return Question(f"{self.sql()} LIMIT ? OFFSET ?", bound=(*self.values, most, offset))


_OF_WHO = "report_id IN (SELECT key FROM who)"


def _of(table: str, which: str = _OF_WHO) -> str:
    """The rows of a table that are of the reports in `who`: a piece must not hold all of them."""
    return f"(SELECT * FROM {table} WHERE {which}) AS {table}"


def _kind(column: str) -> str:
    return TOLD.get(column, "VARCHAR").split(" ")[0]


def _who(base: str, *more: str) -> dict[str, str]:
    """The columns every row of a report begins with, and what else is asked of the report."""
    link = f"{base}/report?id=".replace("'", "''")
    return {
        **{name: f"reports.{name}" for name in (*_WHO, *more)},
        PERMALINK: f"concat('{link}', reports.report_id)",
    }


def _section_columns(section: Section) -> str:
    """The figures of a section over both forms, in printed order, each once."""
    seen = dict.fromkeys(
        figure.id
        for form in reversed(FORMS.values())
        for block in form.in_section(section)
        for figure in block.figures
    )
    return ", ".join(f'reports."{figure}"' for figure in seen)


def _wide(section: Section) -> Callable[[Filters, str], Question]:
    return lambda filters, base: Question(
        _section_columns(section),
        *filters.where(),
        who=_who(base),
        rows_a_report=20,
    )


def _applications(filters: Filters, base: str) -> Question:
    groups = ", ".join(f"reports.{group.id}" for group in OUTCOME_GROUPS)
    return Question(
        f"reports.concluded, reports.concluded_derived, {groups}, reports.outcome_blanks, "
        f"reports.outcome_gap, {_section_columns(APPLICATIONS)}",
        *filters.where(),
        who=_who(base),
        rows_a_report=20,
    )


def _reports(filters: Filters, base: str) -> Question:
    who = {name: f"reports.{name}" for name in TOLD}
    link = _who(base)[PERMALINK]
    return Question("", *filters.where(), who={**who, PERMALINK: link}, rows_a_report=5)


def _figures(filters: Filters, base: str) -> Question:
    """One row a figure: long is a question, not a copy."""
    figures = ", ".join(f'reports."{figure}"' for figure in ("report_id", *FIGURES))
    return Question(
        """dictionary.section, long.figure, dictionary.label, long.value, dictionary.unit,
        coalesce(notes.state, 'value') AS state,
        CASE WHEN notes.state IS NULL THEN 'printed' ELSE notes.how END AS how,
        notes.text, notes.derived, array_to_string(notes.derived_from, ' ') AS derived_from,
        CASE WHEN dictionary.checked THEN coalesce(checks.status, 'pass') END AS check_status,
        corrections.value AS correction""",
        *filters.where(),
        who=_who(base, "origin", "source_sha256"),
        joins=f"""
        JOIN (
            FROM (SELECT {figures} FROM reports WHERE rowid IN (SELECT spot FROM who))
            UNPIVOT INCLUDE NULLS (value FOR figure IN (COLUMNS(* EXCLUDE (report_id))))
        ) AS long ON long.report_id = who.key
        JOIN dictionary ON dictionary.figure = long.figure AND dictionary.form = who.of_form
        LEFT JOIN {_of("notes")} ON notes.report_id = who.key AND notes.figure = long.figure
        LEFT JOIN {_of("checks")} ON checks.report_id = who.key AND checks.figure = long.figure
        LEFT JOIN {_of("corrections")} ON corrections.report_id = who.key
            AND corrections.figure = long.figure
        """,
        order=", dictionary.position",
        rows_a_report=200,
    )


def _stated(filters: Filters, base: str) -> Question:
    return Question(
        "stated.measure, stated.value, stated.unit, stated.approximate, stated.quote, stated.line",
        *filters.where(),
        who=_who(base),
        joins=f"JOIN {_of('stated')} ON stated.report_id = who.key",
        order=", stated.line, stated.measure, stated.value, stated.quote",
        rows_a_report=20,
    )


def _findings(filters: Filters, base: str, which: str = _OF_WHO) -> Question:
    """The chosen findings themselves, with what a person decided about each."""
    condition, values = filters.of_findings()
    return Question(
        "findings.rule, findings.severity, findings.verdict, "
        "array_to_string(findings.cells, ' ') AS cells, findings.left, findings.right, "
        "findings.quote, findings.message, findings.hint, findings.fingerprint, "
        "decisions.decision, decisions.by AS decided_by, decisions.date AS decided, "
        "decisions.note AS decision_note",
        *filters.of_reports.where(),
        who=_who(base),
        joins=f"JOIN {_of('findings', which)} ON findings.report_id = who.key AND {condition} "
        "LEFT JOIN decisions ON decisions.fingerprint = findings.fingerprint",
        joined=values,
        order=", findings.position, findings.rule",
        rows_a_report=20,
    )


def findings_at(filters: Filters, reports: Sequence[str], places: Sequence[int]) -> Question:
    """Some of the findings, by where they lie (rowid), in the columns and the order of all."""
    chosen = _findings(filters, "", "rowid IN (SELECT unnest(?::BIGINT[]))")
    where, bound = lookup.by_key(reports)
    return replace(chosen, where=where, bound=bound, joined=(list(places), *chosen.joined))


def _revisions(filters: Filters, base: str) -> Question:
    """Every figure that is another than before, or than was read: old → new, why and when."""
    return Question(
        """changes.figure, dictionary.label, changes.old_state, changes.old_value,
        changes.new_state, changes.new_value, dictionary.unit, changes.reason, changes.note,
        changes.source, changes."by", changes.date, changes.old_version, changes.new_version,
        changes.old_sha256, changes.new_sha256""",
        *filters.where(),
        who=_who(base),
        joins=f"""
        JOIN (
            SELECT *, NULL::VARCHAR AS note, NULL::VARCHAR AS source, NULL::VARCHAR AS "by"
            FROM {_of("revisions")}
            UNION ALL BY NAME
            SELECT report_id, figure, read_state AS old_state, read_value AS old_value,
                CASE WHEN value IS NULL THEN 'unreadable' ELSE 'value' END AS new_state,
                value AS new_value, 'correction' AS reason, reason AS note, source, "by", date
            FROM {_of("corrections")}
        ) AS changes ON changes.report_id = who.key
        LEFT JOIN (
            SELECT figure, last(label ORDER BY form) AS label, last(unit ORDER BY form) AS unit,
                max(position) AS position FROM dictionary GROUP BY figure
        ) AS dictionary ON dictionary.figure = changes.figure
        """,
        order=", changes.new_version NULLS LAST, changes.old_version, dictionary.position, "
        "changes.figure",
        rows_a_report=20,
    )


def _agencies(filters: Filters, _: str) -> Question:
    where, bound = filters.where()
    newest = ", ".join(
        f"last({name} ORDER BY year NULLS FIRST, report_id) AS {name}"
        for name in ("agency", "region_code", "region", "level", "kind")
    )
    sql = f"""
        SELECT agency_id, {newest}, min(year) AS first_year, max(year) AS last_year,
            count(*) AS reports,
            string_agg(DISTINCT CAST(year AS VARCHAR), ' ' ORDER BY CAST(year AS VARCHAR)) AS years
        FROM reports WHERE agency_id IS NOT NULL AND {where}
        GROUP BY agency_id ORDER BY region_code NULLS LAST, agency, agency_id
    """
    return Question(sql, bound=bound)


def _dictionary(filters: Filters, _: str) -> Question:
    where, bound = (
        ("list_contains(?, form)", (list(filters.form),)) if filters.form else ("TRUE", ())
    )
    return Question(
        f"SELECT * FROM dictionary WHERE {where} ORDER BY form DESC, position",
        bound=bound,
    )


EXPORTS: dict[str, Callable[[Filters, str], Question]] = {
    "reports": _reports,
    "figures": _figures,
    "disclosure": _wide(DISCLOSURE),
    "applications": _applications,
    "cases": _wide(CASES),
    "stated": _stated,
    "findings": _findings,
    "agencies": _agencies,
    "dictionary": _dictionary,
    "revisions": _revisions,
}
"""Every table of the contract by name, as a question under filters and a public address."""


def table(name: str, filters: Filters, base: str = "") -> Question:
    """The question that answers for a table; `base` is the public address of the dashboard.

    Raises:
        UsageError: there is no such table.
    """
    if name not in EXPORTS:
        raise UsageError(f"没有这个表：{name}（可用：{'、'.join(EXPORTS)}）")
    return replace(EXPORTS[name](filters, base), name=name, filters=filters)
