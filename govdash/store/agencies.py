"""What is kept of each report and agency beside what was read: counts, and names to search."""

import duckdb
import pyarrow as pa
from pypinyin import Style, lazy_pinyin

from govdash.report import Severity, Verdict
from govdash.store.schema import AGENCIES, COUNTED, FINDINGS, REPORTS, STAIN, STAIN_TORN

_COUNTED = ", ".join(
    f"count(*) FILTER (severity = '{severity}') AS {column}" for severity, column in COUNTED.items()
)
_TORN = (
    f"bool_or(severity = '{Severity.EXTRACTION}' AND verdict = '{Verdict.NOT_ASSESSABLE}' "
    "AND len(cells) > 0) AS torn"
)
_NEWEST = ", ".join(
    f"last({name} ORDER BY year NULLS FIRST, report_id) AS {name}"
    for name in ("agency", "region_code", "stem", "province", "region", "level", "kind")
)


def initials(name: str) -> str:
    """The first letters of a name's syllables: 长沙市 → css."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()


def refresh(connection: duckdb.DuckDBPyConnection, agencies: set[str]) -> None:
    """Count anew the findings of the reports measured, and sum up the agencies touched.

    Measured is what the temporary table `series` of `reuse.refresh` holds, and every report of
    these agencies.
    """
    touched = pa.table({"agency_id": pa.array(sorted(agencies), type=pa.string())})
    connection.register("gone_or_come", touched)
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE counted AS
        WITH measured AS (
            SELECT report_id FROM series
            UNION SELECT report_id FROM {REPORTS.name} SEMI JOIN gone_or_come USING (agency_id)
        ), found AS (
            SELECT report_id, {_COUNTED}, {_TORN} FROM {FINDINGS.name}
            SEMI JOIN measured USING (report_id) GROUP BY report_id
        )
        SELECT measured.report_id, coalesce(torn, FALSE) AS torn,
            {", ".join(f"coalesce({name}, 0) AS {name}" for name in COUNTED.values())}
        FROM measured LEFT JOIN found USING (report_id)
    """)
    counts = ", ".join(f"{name} = counted.{name}" for name in COUNTED.values())
    torn = "(counted.torn OR checks_pass + checks_fail = 0)"
    stains = " + ".join(
        (
            *(
                f"(counted.{name} > 0)::INTEGER * {STAIN[severity]}"
                for severity, name in COUNTED.items()
            ),
            f"{torn}::INTEGER * {STAIN_TORN}",
        )
    )
    connection.execute(
        f"UPDATE {REPORTS.name} SET {counts}, torn = {torn}, stains = {stains} FROM counted "
        f"WHERE {REPORTS.name}.report_id = counted.report_id"
    )
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE touched AS
        SELECT agency_id FROM gone_or_come
        UNION SELECT agency_id FROM {REPORTS.name} SEMI JOIN counted USING (report_id)
        WHERE agency_id IS NOT NULL
    """)
    connection.unregister("gone_or_come")
    _sum_up(connection)


def _sum_up(connection: duckdb.DuckDBPyConnection) -> None:
    sums = ", ".join(f"sum({name}) AS {name}" for name in COUNTED.values())
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE summed AS
        SELECT agency_id, {_NEWEST}, min(year) AS first_year, max(year) AS last_year,
            coalesce(string_agg(DISTINCT year::VARCHAR, ' ' ORDER BY year::VARCHAR), '') AS years,
            count(*) AS reports, {sums}
        FROM {REPORTS.name} SEMI JOIN touched USING (agency_id) GROUP BY agency_id
        ORDER BY region_code NULLS LAST, agency_id
    """)
    names = connection.execute("SELECT DISTINCT agency FROM summed").fetchall()
    spelt = pa.table(
        {
            "agency": pa.array([name for (name,) in names], type=pa.string()),
            "initials": pa.array([initials(name or "") for (name,) in names], type=pa.string()),
        }
    )
    connection.register("spelt", spelt)
    connection.execute(
        f"DELETE FROM {AGENCIES.name} WHERE agency_id IN (SELECT agency_id FROM touched)"
    )
    connection.execute(
        f"INSERT INTO {AGENCIES.name} BY NAME SELECT summed.*, initials "
        "FROM summed JOIN spelt ON spelt.agency IS NOT DISTINCT FROM summed.agency"
    )
    connection.unregister("spelt")
