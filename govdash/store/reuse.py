"""Text that reports share, kept beside them: with the agency's earlier years, and with others.

After a load only the reports it touched are measured: each against the year before it and, by
the keys kept of every report, against those of other agencies that meet it under one of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from govdash.audit.reuse import (
    COPIED,
    COPY_RULE,
    LEAST_OWN,
    Narrative,
    Repeated,
    bands,
    copied,
    learn,
    prepare,
    repeated,
)
from govdash.pipeline.workers import Task, spread
from govdash.store import lookup
from govdash.store.schema import META, Table
from govdash.store.series import finding_row
from govdash.store.shared_text import (
    SHARED_TEXT,
    SKETCHES,
    Connection,
    Row,
    refresh_pairs,
    texts_of,
)
from govdash.store.writing import insert, insert_findings

REUSE = Table(
    "reuse",
    {
        "report_id": "VARCHAR NOT NULL",
        "before_id": "VARCHAR",
        "before_year": "INTEGER",
        "own": "INTEGER NOT NULL",
        "repeated": "INTEGER",
        "share": "DOUBLE",
        "passage": "VARCHAR",
        "gap": "VARCHAR",
    },
)
"""Each report against the nearest earlier one of its agency in the store."""

COMMON = Table("common_clauses", {"clause": "VARCHAR NOT NULL"})
TABLES = (SKETCHES, REUSE, SHARED_TEXT, COMMON)
_TEXTS = 500
_LISTED = 2_000
_RUN = 100
_VOTERS = 2_000
_LEARNED = "reuse_learned_from"


class Gap(StrEnum):
    """Why it is not known how much a report repeats."""

    FIRST = "first"
    NO_YEAR = "no_year"
    SHORT = "short"
    SHORT_BEFORE = "short_before"


def refresh(connection: Connection) -> None:
    """Bring what is kept of shared text up to date with the reports stored."""
    # A query of some seconds would else draw a bar into the output of a load.
    connection.execute("SET enable_progress_bar = false")
    _learn(connection)
    _forget(connection)
    common = frozenset(
        clause for (clause,) in connection.execute(f"SELECT clause FROM {COMMON.name}").fetchall()
    )
    _measure_years(connection, common)
    _note_copies(connection)
    refresh_pairs(connection, common)


# ---------------------------------------------------------------- what everybody writes


def _learn(connection: Connection) -> None:
    """Learn the common clauses anew once the store has doubled, and measure all reports by them.

    They come from one report each of two thousand agencies, drawn by their id: more would tell
    the same, and what is common to the country does not change with every load.
    """
    ((agencies,),) = connection.execute("SELECT count(DISTINCT agency_id) FROM reports").fetchall()
    known = connection.execute("SELECT value FROM meta WHERE key = ?", [_LEARNED]).fetchall()
    if known and agencies < 2 * int(known[0][0]):
        return
    voters = connection.execute(
        "SELECT max_by(report_id, year), any_value(left(region_code, 4)), any_value(agency) "
        "FROM reports WHERE region_code IS NOT NULL AND year IS NOT NULL "
        f"GROUP BY agency_id ORDER BY md5(agency_id) LIMIT {_VOTERS}"
    ).fetchall()
    who = {report: (place, agency) for report, place, agency in voters}
    found = learn(
        (*who[report], text)
        for start in range(0, len(voters), _TEXTS)
        for report, text in texts_of(connection, list(who)[start : start + _TEXTS]).items()
    )
    before = connection.execute(f"SELECT clause FROM {COMMON.name}").fetchall()
    insert(connection, META, [(_LEARNED, str(agencies))])
    if found == {clause for (clause,) in before}:
        return
    for table in TABLES:
        connection.execute(f"DELETE FROM {table.name}")
    insert(connection, COMMON, [(clause,) for clause in sorted(found)])


# ---------------------------------------------------------------- own years


def _forget(connection: Connection) -> None:
    """Note the reports to measure: new and changed ones, and the clusters that lost a member."""
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE fresh AS
        WITH lost AS (
            SELECT cluster FROM {SHARED_TEXT.name} ANTI JOIN {SKETCHES.name} USING (report_id)
            UNION
            SELECT cluster FROM {SHARED_TEXT.name}
            ANTI JOIN {SKETCHES.name} ON nearest = {SKETCHES.name}.report_id
        )
        SELECT report_id FROM reports ANTI JOIN {SKETCHES.name} USING (report_id)
        UNION
        SELECT report_id FROM {SHARED_TEXT.name} SEMI JOIN lost USING (cluster)
    """)
    connection.execute(
        f"DELETE FROM {SHARED_TEXT.name} WHERE report_id IN (SELECT report_id FROM fresh)"
    )
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE series AS
        WITH named AS (SELECT coalesce(agency_id, report_id) AS who, * FROM reports),
        touched AS (
            SELECT who FROM named ANTI JOIN {SKETCHES.name} USING (report_id)
            UNION
            SELECT who FROM named LEFT JOIN {REUSE.name} USING (report_id)
            WHERE own IS NULL OR before_id NOT IN (SELECT report_id FROM reports)
        ), years AS (
            SELECT who, report_id, agency, year, {SKETCHES.name}.report_id IS NULL AS is_new,
                {REUSE.name}.report_id IS NOT NULL AS is_measured, before_id
            FROM named SEMI JOIN touched USING (who)
            LEFT JOIN {SKETCHES.name} USING (report_id) LEFT JOIN {REUSE.name} USING (report_id)
        ), beside AS (
            SELECT *, lag(CASE WHEN year IS NOT NULL THEN report_id END) OVER before AS earlier,
                lag(year) OVER before AS earlier_year, lag(is_new) OVER before AS is_new_before,
                lag(agency) OVER before AS earlier_agency
            FROM years
            WINDOW before AS (PARTITION BY who ORDER BY year NULLS FIRST, report_id)
        )
        SELECT row_number() OVER (ORDER BY who, year NULLS FIRST, report_id) AS position,
            report_id, agency, year, is_new, earlier, earlier_year, earlier_agency
        FROM beside
        WHERE is_new OR NOT is_measured OR year IS NOT NULL
            AND (before_id IS DISTINCT FROM earlier OR earlier IS NOT NULL AND is_new_before)
    """)
    connection.execute(
        f"DELETE FROM {REUSE.name} WHERE report_id NOT IN (SELECT report_id FROM reports) "
        "OR report_id IN (SELECT report_id FROM series)"
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Some reports to measure, in the order of their agencies and years, and the documents needed."""

    listed: Sequence[tuple[Any, ...]]
    documents: Mapping[str, bytes]


def _measure_years(connection: Connection, common: frozenset[str]) -> None:
    """Measure all reports listed, on all cores where they are many."""
    task = Task(partial(_measured, common), partial(_measured_here, common), _weight, _as_it_is)
    rows: list[Row] = []
    sketches: list[Row] = []
    for measured, drawn in spread(task, _runs(connection)):
        rows += measured
        sketches += drawn
        if len(rows) >= _TEXTS:
            _keep(connection, rows, sketches)
            rows, sketches = [], []
    _keep(connection, rows, sketches)


def _keep(connection: Connection, rows: Sequence[Row], sketches: Sequence[Row]) -> None:
    connection.begin()
    insert(connection, REUSE, rows)
    insert(connection, SKETCHES, sketches)
    connection.commit()


def _runs(connection: Connection) -> Iterator[_Run]:
    ((last,),) = connection.execute("SELECT coalesce(max(position), 0) FROM series").fetchall()
    for low in range(1, last + 1, _LISTED):
        listed = connection.execute(
            "SELECT report_id, agency, year, is_new, earlier, earlier_year, earlier_agency "
            "FROM series WHERE position BETWEEN ? AND ? ORDER BY position",
            [low, low + _LISTED - 1],
        ).fetchall()
        documents = dict(lookup.packed(connection, _asked(listed)))
        for start in range(0, len(listed), _RUN):
            some = listed[start : start + _RUN]
            asked = _asked(some)
            yield _Run(some, {each: documents[each] for each in asked if each in documents})


def _asked(listed: Sequence[tuple[Any, ...]]) -> list[str]:
    return sorted({report for row in listed for report in (row[0], row[4]) if report})


def _weight(run: _Run) -> int:
    return sum(map(len, run.documents.values()))


def _as_it_is(run: _Run) -> _Run:
    return run


def _measured_here(common: frozenset[str], run: _Run, _reason: str) -> tuple[list[Row], list[Row]]:
    """Where a worker failed: the same result, or the true reason why there is none."""
    return _measured(common, run)


def _measured(common: frozenset[str], run: _Run) -> tuple[list[Row], list[Row]]:
    """Rows of what is repeated, and of the keys of new reports."""
    prepared: dict[str, Narrative] = {}

    def text(report: str, agency: str | None) -> Narrative:
        if report not in prepared:
            kept = run.documents.get(report)
            own = lookup.unpack(kept).narrative.decode() if kept else ""
            prepared[report] = prepare(own, agency or "", common)
        return prepared[report]

    rows: list[Row] = []
    sketches: list[Row] = []
    for report, agency, year, is_new, before, before_year, before_agency in run.listed:
        now = text(report, agency)
        earlier = (before, before_year, text(before, before_agency)) if before else None
        rows.append(_reuse_row(report, year, now, earlier))
        if is_new:
            sketches.append((report, now.own, bands(now)))
    return rows, sketches


def _reuse_row(
    report: str, year: int | None, text: Narrative, earlier: tuple[str, int, Narrative] | None
) -> Row:
    if year is None or earlier is None:
        gap = Gap.NO_YEAR if year is None else Gap.FIRST
        return (report, None, None, text.own, None, None, None, gap.value)
    before, before_year, text_before = earlier
    short = text.own < LEAST_OWN
    if short or text_before.own < LEAST_OWN:
        gap = Gap.SHORT if short else Gap.SHORT_BEFORE
        return (report, before, before_year, text.own, None, None, None, gap.value)
    found = repeated(text, text_before)
    passage = found.passage or None
    return (report, before, before_year, text.own, found.repeated, found.share, passage, None)


def _note_copies(connection: Connection) -> None:
    """X6 of every report measured: written anew after the findings of the report alone."""
    connection.execute(
        "DELETE FROM findings WHERE rule = ? AND report_id IN (SELECT report_id FROM series)",
        [COPY_RULE],
    )
    measured = connection.execute(
        f"""
        SELECT report_id, before_year, own, repeated, passage, coalesce(last, 0) + 1
        FROM {REUSE.name} SEMI JOIN series USING (report_id)
        LEFT JOIN (SELECT report_id, max(position) AS last FROM findings GROUP BY report_id)
        USING (report_id) WHERE share >= ? ORDER BY report_id
        """,
        [COPIED],
    ).fetchall()
    rows: list[Row] = []
    for report, year, own, kept, passage, position in measured:
        finding = copied(Repeated(own, kept, passage), year)
        if finding:
            rows.append(finding_row(report, position, finding))
    insert_findings(connection, rows)
