"""The same reports, agencies and findings in SQLite, for Datasette to serve: what others would do."""

import sqlite3
import time
from pathlib import Path

import duckdb

from govdash.store import snapshots

NAME = "national.sqlite"
_TABLES = ("reports", "agencies", "findings")
_INDEXES = (
    "CREATE UNIQUE INDEX reports_id ON reports (report_id)",
    "CREATE INDEX reports_agency ON reports (agency_id, year)",
    "CREATE INDEX reports_year ON reports (year, province, scope)",
    "CREATE INDEX reports_region ON reports (region_code)",
    "CREATE UNIQUE INDEX agencies_id ON agencies (agency_id)",
    "CREATE INDEX agencies_initials ON agencies (initials)",
    "CREATE INDEX findings_report ON findings (report_id)",
    "CREATE INDEX findings_rule ON findings (rule, severity, nth)",
)
_ROWS = 5_000


def build(national: Path, target: Path) -> None:
    """Copy the tables that the questions ask, with the indexes they need."""
    start = time.monotonic()
    target.unlink(missing_ok=True)
    peer = sqlite3.connect(target)
    peer.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    with snapshots.connect(national) as connection:
        for table in _TABLES:
            _copy(connection, peer, table)
    for index in _INDEXES:
        peer.execute(index)
    peer.execute("ANALYZE")
    peer.commit()
    peer.close()
    took, size = time.monotonic() - start, target.stat().st_size / 2**20
    print(f"{target}: {took:.0f} s · {size:,.0f} MB", flush=True)


def _copy(connection: duckdb.DuckDBPyConnection, peer: sqlite3.Connection, table: str) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? "
        "ORDER BY column_index",
        [table],
    ).fetchall()
    names = ", ".join(f'"{name}"' for name, _ in columns)
    kept = ", ".join(_plain(name, kind) for name, kind in columns)
    peer.execute(f'CREATE TABLE "{table}" ({names})')
    marks = ", ".join("?" * len(columns))
    rows = connection.execute(f"SELECT {kept} FROM {table}")
    while found := rows.fetchmany(_ROWS):
        peer.executemany(f'INSERT INTO "{table}" VALUES ({marks})', found)
    peer.commit()


def _plain(name: str, kind: str) -> str:
    """A column as SQLite keeps it: whole numbers as integers, lists and days as text."""
    if kind.startswith("DECIMAL"):
        if name.endswith("_wan"):
            return f'CAST("{name}" AS DOUBLE)'
        return f'CAST("{name}" AS BIGINT)'
    if kind in ("DATE", "BOOLEAN") or kind.endswith("[]"):
        return f'CAST("{name}" AS VARCHAR)'
    return f'"{name}"'
