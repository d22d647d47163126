"""How rows get into a store: through Arrow, hundreds of times as fast as a statement a row."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from govdash.store.schema import FINDINGS, NUMBER, OF_FINDING, Row, Table

_ARROW = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "DATE": pa.string(),
    "INTEGER": pa.int32(),
    "INTEGER[]": pa.list_(pa.int32()),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
    "BLOB": pa.binary(),
    "UBIGINT[]": pa.list_(pa.uint64()),
    NUMBER: pa.decimal64(18, 6),
}
_TOLD_BY_FINDING = {
    name: kind for name, kind in FINDINGS.columns.items() if name not in {"nth", *OF_FINDING}
}


def insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows; where a table has a key, a row takes the place of the one with the same."""
    if not rows:
        return
    connection.register("batch", _arrow(table.columns, rows))
    verb = "INSERT OR REPLACE" if table.has_key else "INSERT"
    connection.execute(f'{verb} INTO "{table.name}" SELECT * FROM batch')
    connection.unregister("batch")


def insert_findings(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row]) -> None:
    """Insert findings of reports that are stored: all that a rule found in a report at once."""
    if not rows:
        return
    connection.register("batch", _arrow(_TOLD_BY_FINDING, rows))
    of_report = ", ".join(f"reports.{name}" for name in OF_FINDING)
    connection.execute(f"""
        INSERT INTO {FINDINGS.name} BY NAME
        SELECT batch.*, {of_report}, row_number() OVER (
            PARTITION BY report_id, rule, severity ORDER BY position) AS nth
        FROM batch JOIN reports USING (report_id) ORDER BY report_id, position
    """)
    connection.unregister("batch")


def _arrow(columns: dict[str, str], rows: Sequence[Row]) -> pa.Table:
    arrays = [
        pa.array(list(values), type=_ARROW[kind.split(" ")[0]])
        for values, kind in zip(zip(*rows, strict=True), columns.values(), strict=True)
    ]
    return pa.Table.from_arrays(arrays, names=list(columns))
