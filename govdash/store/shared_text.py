"""Text that reports of different agencies share: candidates by their keys, then word for word."""

from collections.abc import Sequence

import duckdb

from govdash.audit.reuse import ALIKE, likeness, prepare
from govdash.store import lookup
from govdash.store.schema import Table
from govdash.store.writing import insert

Connection = duckdb.DuckDBPyConnection
Row = tuple[object, ...]

SKETCHES = Table(
    "sketches",
    {"report_id": "VARCHAR PRIMARY KEY", "own": "INTEGER NOT NULL", "bands": "UBIGINT[]"},
)
SHARED_TEXT = Table(
    "shared_text",
    {
        "report_id": "VARCHAR NOT NULL",
        "cluster": "VARCHAR NOT NULL",
        "nearest": "VARCHAR NOT NULL",
        "share": "DOUBLE NOT NULL",
        "score": "DOUBLE NOT NULL",
        "passage": "VARCHAR NOT NULL",
    },
)
"""Each report whose text another agency has too, with the one it is nearest to. `cluster` is the
earliest of all that hang together: a model text of a thousand agencies is a thousand rows."""

_FOUND = Table(
    "found", {name: kind for name, kind in SHARED_TEXT.columns.items() if name != "cluster"}
)

_LEADS = Table("leads", {"report_id": "VARCHAR", "cluster": "VARCHAR"})

_PAIRS = 500
_DOCS_AT_ONCE = 100_000
_NEAREST = 4


def refresh_pairs(connection: Connection, common: frozenset[str]) -> None:
    """Compare the reports named in `fresh` with those of other agencies.

    Args:
        connection: the store being written; its sketches are complete.
        common: the clauses that everybody writes.
    """
    _choose_pairs(connection)
    _verify_pairs(connection, common)
    _join_clusters(connection)


def texts_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The narratives of some reports by id."""
    return {report: kept.narrative.decode() for report, kept in lookup.of_reports(connection, ids)}


def _choose_pairs(connection: Connection) -> None:
    """Which reports of two agencies to compare: those that meet a new one under a key.

    Under one key each report is paired with the first of another agency and with the one before
    it, so that a model text of many agencies makes two pairs a report. Two agencies of one name
    whose place is unknown may be the same, and are not taken for two.
    """
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE numbered AS
        SELECT row_number() OVER (ORDER BY year NULLS LAST, report_id)::INTEGER AS doc, report_id,
               dense_rank() OVER (
                   ORDER BY CASE WHEN region_code IS NULL THEN agency ELSE agency_id END
               )::INTEGER AS who,
               agency, region_code IS NULL AS anywhere, fresh.report_id IS NOT NULL AS is_fresh
        FROM reports JOIN {SKETCHES.name} USING (report_id) LEFT JOIN fresh USING (report_id)
        WHERE agency IS NOT NULL AND len(bands) > 0
    """)
    connection.execute("CREATE OR REPLACE TEMP TABLE met (a INTEGER, b INTEGER, hits BIGINT)")
    ((fresh,),) = connection.execute("SELECT count(*) FROM numbered WHERE is_fresh").fetchall()
    parts = 1 + fresh // _DOCS_AT_ONCE
    for part in range(parts):
        connection.execute(_NEW_KEYS, [parts, part])
        connection.execute(_UNDER, [parts, part])
        connection.execute(_MEETINGS)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE pairs AS
        WITH counted AS (
            SELECT a, b, sum(hits) AS hits FROM met GROUP BY a, b
        ), closest AS (
            SELECT a, b FROM counted
            QUALIFY row_number() OVER (PARTITION BY b ORDER BY hits DESC, a) <= {_NEAREST}
        )
        SELECT row_number() OVER (ORDER BY a, b) AS position, one.report_id AS one,
               one.agency AS one_agency, two.report_id AS two, two.agency AS two_agency
        FROM closest JOIN numbered one ON a = one.doc JOIN numbered two ON b = two.doc
        WHERE one.agency <> two.agency OR NOT (one.anywhere OR two.anywhere)
    """)


# Tables and no parts of one query: that would unpack all keys once for each use of them.
_NEW_KEYS = f"""
    CREATE OR REPLACE TEMP TABLE new_keys AS
    SELECT DISTINCT key
    FROM (SELECT unnest(bands) AS key FROM {SKETCHES.name} SEMI JOIN fresh USING (report_id))
    WHERE key % ?::UBIGINT = ?::UBIGINT
"""
_UNDER = f"""
    CREATE OR REPLACE TEMP TABLE under AS
    SELECT key, doc, who FROM (
        SELECT unnest(bands) AS key, doc, who FROM {SKETCHES.name} JOIN numbered USING (report_id)
    ) SEMI JOIN new_keys USING (key) WHERE key % ?::UBIGINT = ?::UBIGINT
"""
_MEETINGS = """
    INSERT INTO met
    WITH first AS (
        SELECT key, min(doc) AS lead, arg_min(who, doc) AS lead_who FROM under
        GROUP BY key HAVING min(who) <> max(who)
    ), second AS (
        SELECT key, min(doc) AS next FROM under JOIN first USING (key)
        WHERE who <> lead_who GROUP BY key
    ), beside AS (
        SELECT doc, CASE WHEN who = lead_who THEN next ELSE lead END AS other,
               lag(doc) OVER before AS previous, lag(who) OVER before <> who AS differs
        FROM under JOIN first USING (key) JOIN second USING (key)
        WINDOW before AS (PARTITION BY key ORDER BY doc)
    ), both_ways AS (
        SELECT doc, other FROM beside
        UNION ALL
        SELECT doc, previous FROM beside WHERE differs AND previous <> other
    )
    SELECT least(doc, other), greatest(doc, other), count(*) FROM both_ways
    WHERE doc IN (SELECT doc FROM numbered WHERE is_fresh)
       OR other IN (SELECT doc FROM numbered WHERE is_fresh)
    GROUP BY ALL
"""


def _verify_pairs(connection: Connection, common: frozenset[str]) -> None:
    """Compare the chosen pairs word for word, and keep those alike, as seen from either side."""
    connection.execute(_FOUND.ddl.replace("CREATE", "CREATE OR REPLACE TEMP", 1))
    ((last,),) = connection.execute("SELECT count(*) FROM pairs").fetchall()
    for low in range(1, last + 1, _PAIRS):
        pairs = connection.execute(
            "SELECT one, one_agency, two, two_agency FROM pairs "
            "WHERE position BETWEEN ? AND ? ORDER BY position",
            [low, low + _PAIRS - 1],
        ).fetchall()
        agencies = {report: agency for pair in pairs for report, agency in (pair[:2], pair[2:])}
        texts = {
            report: prepare(text, agencies[report], common)
            for report, text in texts_of(connection, list(agencies)).items()
        }
        rows: list[Row] = []
        for one, _, two, _ in pairs:
            found = likeness(texts[one], texts[two])
            if found.score is None or found.score < ALIKE:
                continue
            for report, other, seen in ((one, two, found.first), (two, one, found.second)):
                rows.append((report, other, seen.share, found.score, seen.passage))
        insert(connection, _FOUND, rows)


def _join_clusters(connection: Connection) -> None:
    """Keep of each report the one it is nearest to, and name what hangs together by its first."""
    order = dict(
        connection.execute(
            f"SELECT report_id, doc FROM numbered WHERE report_id IN (SELECT report_id FROM found "
            f"UNION SELECT report_id FROM {SHARED_TEXT.name})"
        ).fetchall()
    )
    leads = {report: report for report in order}

    def lead(report: str) -> str:
        while leads[report] != report:
            leads[report] = report = leads[leads[report]]
        return report

    links = connection.execute(
        f"SELECT report_id, nearest FROM found UNION ALL SELECT report_id, cluster FROM {SHARED_TEXT.name}"
    ).fetchall()
    for one, two in links:
        first, last = sorted((lead(one), lead(two)), key=order.__getitem__)
        leads[last] = first
    connection.execute(_LEADS.ddl.replace("CREATE", "CREATE OR REPLACE TEMP", 1))
    insert(connection, _LEADS, [(report, lead(report)) for report in leads])
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE kept AS
        SELECT report_id, cluster, nearest, share, score, passage
        FROM (
            SELECT report_id, nearest, share, score, passage FROM {SHARED_TEXT.name}
            UNION ALL
            SELECT report_id, nearest, share, score, passage FROM found
        ) JOIN leads USING (report_id)
        QUALIFY row_number() OVER (PARTITION BY report_id ORDER BY score DESC, nearest) = 1
        ORDER BY report_id
    """)
    connection.execute(f"DELETE FROM {SHARED_TEXT.name}")
    connection.execute(f"INSERT INTO {SHARED_TEXT.name} SELECT * FROM kept")
