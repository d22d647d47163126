"""Publishes a store as a whole: a name of its own for each snapshot, and one pointer to it.

The path that users give is a symbolic link to an immutable file beside it. A reader resolves it
once and finishes on the snapshot it began with; after `os.replace` even new connections of the
same process would still see an old file of the same name, so no name is ever used again.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from govdash.errors import StoreError
from govdash.store.reuse import REUSE
from govdash.store.schema import (
    CORRECTIONS,
    DECISIONS,
    DOCUMENTS,
    FINDINGS,
    REFUSED,
    REPORTS,
    REVISIONS,
    VERSION,
    VERSIONS,
)
from govdash.store.shared_text import SHARED_TEXT

Connection = duckdb.DuckDBPyConnection

_ROWS = 500
_CONTENT = (
    (DOCUMENTS, "report_id"),
    (REPORTS, "report_id"),
    (REUSE, "report_id"),
    (SHARED_TEXT, "report_id"),
    (FINDINGS, "report_id, position, rule"),
    (DECISIONS, "fingerprint"),
    (VERSIONS, "report_id, version"),
    (REVISIONS, "report_id, new_version, old_version, figure"),
    (CORRECTIONS, "report_id, figure"),
    (REFUSED, "path"),
)
"""All that a snapshot is named after, in an order that loading does not change."""


def folder_of(db: Path) -> Path:
    """Where the snapshots of a store are."""
    return db.with_name(f"{db.name}.d")


def current(db: Path) -> Path:
    """The file of the snapshot that is published now.

    Raises:
        StoreError: there is none.
    """
    if not db.exists():
        raise StoreError(f"{db}：还没有数据。先运行 govdash load。 No store here yet.")
    return db.resolve()


def connect(db: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published snapshot.

    Raises:
        StoreError: there is no store, or it is damaged or of another version.
    """
    path = current(db)
    try:
        connection = duckdb.connect(str(path), read_only=True)
        found = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchall()
    except duckdb.Error as error:
        raise StoreError(f"{db}：不是 govdash 的数据文件，或已损坏") from error
    if found != [(VERSION,)]:
        connection.close()
        raise StoreError(
            f"{db}：由另一版本的 govdash 建立。请移走它和它旁边的 {folder_of(db).name}，再重新 load。"
        )
    return connection


@contextmanager
def apart(path: Path) -> Iterator[Connection]:
    """A snapshot in a DuckDB of its own with one thread: the rest of the machine stays free."""
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        escaped = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{escaped}' AS snapshot (READ_ONLY); USE snapshot")
        yield connection


def name_of(connection: Connection) -> str:
    """The id of the snapshot that a connection reads."""
    ((name,),) = connection.execute("SELECT value FROM meta WHERE key = 'snapshot'").fetchall()
    return str(name)


@contextmanager
def writing(db: Path) -> Iterator[Path]:
    """A private copy of the current snapshot to write in, or a name for a new file.

    One writer at a time: a second waits. The copy is removed unless it was published.

    Raises:
        StoreError: the path is taken by a file that is no store of ours.
    """
    if db.exists() and not (db.is_symlink() and db.resolve().parent == folder_of(db).resolve()):
        raise StoreError(f"{db}：这里已有别的文件，不会覆盖它")
    folder = folder_of(db)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for stale in folder.glob("writing-*"):
            stale.unlink()
        draft = folder / f"writing-{os.getpid()}.duckdb"
        if db.exists():
            connect(db).close()
            shutil.copyfile(current(db), draft)
        try:
            yield draft
        finally:
            draft.unlink(missing_ok=True)
            draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)


def content_name(connection: Connection) -> str:
    """A name made of all that a reader can see, so that equal contents have equal names."""
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    digest = hashlib.sha256(f"{meta['version']} {meta['govdash']}".encode())
    for table, order in _CONTENT:
        rows = connection.execute(f'SELECT * FROM "{table.name}" ORDER BY {order}')
        while found := rows.fetchmany(_ROWS):
            digest.update(repr(found).encode())
    return digest.hexdigest()[:16]
