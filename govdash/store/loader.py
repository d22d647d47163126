"""Parsed reports → a new snapshot of the store; the same files twice make the same snapshot."""

import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from govdash import __version__
from govdash.pipeline import Document, Refusal
from govdash.privacy import masked
from govdash.store import decisions as decided
from govdash.store import releases, reuse, revisions, series, snapshots
from govdash.store.corrections import Correction, correction_rows
from govdash.store.revisions import Current, Known
from govdash.store.rows import agency_of, report_id, rows_of
from govdash.store.schema import (
    CORRECTIONS,
    DECISIONS,
    DICTIONARY,
    FINDINGS,
    META,
    NUMBER,
    OF_REPORT,
    REFUSED,
    REVISIONS,
    TABLES,
    VERSION,
    VERSIONS,
    Row,
    Table,
    dictionary_rows,
)
from govdash.store.shared_text import SKETCHES

_BATCH = 500


@dataclass(slots=True)
class Loaded:
    """What a load did: how many reports were stored, which files were refused, which snapshot.

    `agencies` are those of which a report came, went or changed.
    `stopped` holds where Ctrl-C ended it: what had been read until then is published.
    """

    stored: int = 0
    replaced: int = 0
    refused: int = 0
    snapshot: str = ""
    changed: bool = False
    agencies: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    stopped: bool = False


def load(
    db: Path,
    documents: Iterable[Document | Refusal],
    decisions: Path | None = None,
    corrections: Sequence[Correction] | None = None,
    keep: int = releases.KEPT,
) -> Loaded:
    """Store documents on top of what is there and publish the result as one snapshot.

    Until the end every reader sees the state before; after it, all of the new one. Ctrl-C makes
    it end early: what is read by then is stored and published, and the next load adds the rest. A
    file of decisions about findings takes the place of those in the store, and so do corrections;
    without them those in the store stay. `keep` older snapshots stay beside the new one.

    Raises:
        UsageError: the file of decisions holds what it cannot hold.
    """
    loaded = Loaded()
    about = decided.read(decisions) if decisions and decisions.exists() else None
    with snapshots.writing(db) as draft:
        connection = duckdb.connect(str(draft))
        try:
            prepare(connection)
            before = snapshots.content_name(connection)
            _take_in(connection, documents, loaded)
            _insert(connection, FINDINGS, series.renewed(connection, loaded.agencies))
            reuse.refresh(connection, _insert)
            if about is not None:
                connection.execute(f"DELETE FROM {DECISIONS.name}")
                _insert(connection, DECISIONS, about)
            if corrections is not None:
                connection.execute(f"DELETE FROM {CORRECTIONS.name}")
                _insert(connection, CORRECTIONS, correction_rows(connection, corrections))
            loaded.snapshot = snapshots.content_name(connection)
            loaded.changed = loaded.snapshot != before or not db.exists()
            _insert(connection, META, [("snapshot", loaded.snapshot)])
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        if loaded.changed:
            releases.publish(db, draft, loaded.snapshot, keep)
    return loaded


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables that are missing, and say who writes."""
    tables = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    for table in (*TABLES, *reuse.TABLES):
        if table.name not in tables:
            connection.execute(table.ddl)
    connection.execute("DELETE FROM dictionary")
    _insert(connection, DICTIONARY, dictionary_rows())
    _insert(connection, META, [("version", VERSION), ("govdash", __version__)])


_ARROW = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "DATE": pa.string(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
    "UBIGINT[]": pa.list_(pa.uint64()),
    NUMBER: pa.decimal128(18, 6),
}


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows through Arrow: hundreds of times as fast as one statement a row."""
    if not rows:
        return
    columns = zip(*rows, strict=True)
    arrays = [
        pa.array(list(column), type=_ARROW[kind.split(" ")[0]])
        for column, kind in zip(columns, table.columns.values(), strict=True)
    ]
    batch = pa.Table.from_arrays(arrays, names=list(table.columns))
    verb = "INSERT OR REPLACE" if table.has_key else "INSERT"
    connection.register("batch", batch)
    connection.execute(f'{verb} INTO "{table.name}" SELECT * FROM batch')
    connection.unregister("batch")


def _take_in(
    connection: duckdb.DuckDBPyConnection, documents: Iterable[Document | Refusal], loaded: Loaded
) -> None:
    """Store all documents batch by batch, or those that came before Ctrl-C."""
    batch: list[Document] = []
    try:
        for document in documents:
            with _unbroken():
                if isinstance(document, Refusal):
                    loaded.refused += 1
                    _refuse(connection, document)
                    continue
                batch.append(document)
                if len(batch) >= _BATCH:
                    _store(connection, batch, loaded)
                    batch = []
    except KeyboardInterrupt:
        loaded.stopped = True
    _store(connection, batch, loaded)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Put Ctrl-C off until a transaction is whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _refuse(connection: duckdb.DuckDBPyConnection, refusal: Refusal) -> None:
    _insert(connection, REFUSED, [(refusal.path, refusal.sha256, refusal.reason, refusal.code)])


def _store(
    connection: duckdb.DuckDBPyConnection, batch: Sequence[Document], loaded: Loaded
) -> None:
    """Store a batch in one transaction; of two files of the same report the later stays."""
    latest: dict[str, Current] = {}
    connection.begin()
    for read in batch:
        document = replace(read, report=masked(read.report))
        connection.execute("DELETE FROM refused WHERE path = ?", [document.report.source.path])
        key = report_id(document.report)
        known = revisions.in_place(connection, key, document.report, loaded.fresh)
        if key in latest:
            known.append(latest[key].known(key))
        standing = next((old for old in known if old.report_id == key), None)
        if revisions.is_superseded(connection, document.report, standing):
            continue
        latest[key] = Current(document, _take_place(connection, key, document, known, loaded))
    rows = rows_of(latest)
    for table in OF_REPORT:
        _insert(connection, table, rows[table.name])
    connection.commit()
    loaded.fresh |= set(latest)
    loaded.stored += len(latest)


def _take_place(
    connection: duckdb.DuckDBPyConnection,
    key: str,
    new: Document,
    known: Sequence[Known],
    loaded: Loaded,
) -> int:
    """Put older versions aside with all that changed; the number of the new version."""
    others = [
        old for old in known if old.report_id != key or not revisions.same(old.report, new.report)
    ]
    _insert(connection, VERSIONS, [revisions.version_row(old, new.report) for old in others])
    unchanged = [old.version for old in known if old.report_id == key and old not in others]
    version = unchanged[0] if unchanged else revisions.last_version(connection, key) + 1
    for old in others:
        # Another report that stood in the same path was not revised: its file is gone.
        if old.report_id == key or old.report.source.sha256 == new.report.source.sha256:
            _insert(connection, REVISIONS, revisions.changes(old, key, new, version))
    for old in known:
        for table in (*OF_REPORT, SKETCHES):
            connection.execute(f'DELETE FROM "{table.name}" WHERE report_id = ?', [old.report_id])
    reports = (new.report, *(old.report for old in known))
    loaded.agencies |= {agency for report in reports if (agency := agency_of(report))}
    loaded.replaced += len(others)
    return version
