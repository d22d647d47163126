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
    TOLD,
    VERSION,
    VERSIONS,
)
from govdash.store.shared_text import SHARED_TEXT

Connection = duckdb.DuckDBPyConnection

SYNTHETIC = "synthetic"
"""The key in the table `meta` under which a made-up store says so."""

_CONTENT = (
    (DOCUMENTS, ("report_id", "digest")),
    (REPORTS, tuple(TOLD)),
    *(
        (table, tuple(table.columns))
        for table in (
            REUSE,
            SHARED_TEXT,
            FINDINGS,
            DECISIONS,
            VERSIONS,
            REVISIONS,
            CORRECTIONS,
            REFUSED,
        )
    ),
)
"""All that a snapshot is named after: what else it holds is made from this."""


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


_MEMORY = "2GB"
"""What a reader may hold, and a writer beside what it has read; DuckDB would take most of the machine.

All figures of the country are 0.3 GB.
"""

_MEMORY_APART = "96MB"
"""What the making of a file may hold, some rows at a time; three quarters of it do for the country."""


def connect(db: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published snapshot.

    Raises:
        StoreError: there is no store, or it is damaged or of another version.
    """
    path = current(db)
    try:
        connection = duckdb.connect(str(path), read_only=True)
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
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
        connection.execute(f"SET memory_limit = '{_MEMORY_APART}'")
        # It takes a piece of a table for as large as the table, and would keep the long side.
        connection.execute("SET disabled_optimizers = 'join_order, build_side_probe_side'")
        _attach(connection, path, "READ_ONLY")
        yield connection


@contextmanager
def opened(draft: Path) -> Iterator[Connection]:
    """A draft, to be written in: only a CHECKPOINT keeps anything of it.

    No log is written, which would hold everything a second time: what breaks off is thrown away.
    """
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"SET memory_limit = '{_MEMORY}'")
        # Else it would be in the folder that the load was started from.
        connection.execute("SET temp_directory = ?", [f"{draft}.tmp"])
        _attach(connection, draft, "RECOVERY_MODE no_wal_writes")
        yield connection


def _attach(connection: Connection, path: Path, mode: str) -> None:
    escaped = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{escaped}' AS snapshot ({mode}); USE snapshot")


def allow_whole(connection: Connection) -> None:
    """Let a connection hold what a question needs that cannot be asked some rows at a time."""
    connection.execute(f"SET memory_limit = '{_MEMORY}'")


def name_of(connection: Connection) -> str:
    """The id of the snapshot that a connection reads; empty in one that has no name yet."""
    rows = connection.execute("SELECT value FROM meta WHERE key = 'snapshot'").fetchall()
    return str(rows[0][0]) if rows else ""


def synthetic(connection: Connection) -> str | None:
    """What a made-up store says of itself; None for a real one."""
    rows = connection.execute("SELECT value FROM meta WHERE key = ?", [SYNTHETIC]).fetchall()
    return str(rows[0][0]) if rows else None


def require_real(connection: Connection, db: Path) -> None:
    """Keep real reports apart from made-up ones.

    Raises:
        StoreError: the store is made up.
    """
    if (told := synthetic(connection)) is not None:
        raise StoreError(f"{db}：{told}。不能把真实的报告存进去。")


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
            shutil.rmtree(stale) if stale.is_dir() else stale.unlink()
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
    """A name made of all that a reader can see, so that equal contents have equal names.

    The order of rows, which loading may change, does not count.
    """
    meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    digest = hashlib.sha256(f"{meta['version']} {meta['govdash']}".encode())
    for table, columns in _CONTENT:
        row = ", ".join(f'"{column}"' for column in columns)
        sums = connection.execute(
            f"SELECT count(*), bit_xor(md5_number(CAST(ROW({row}) AS VARCHAR))) FROM {table.name}"
        ).fetchall()
        digest.update(f"{table.name} {sums}".encode())
    return digest.hexdigest()[:16]
