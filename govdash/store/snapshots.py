"""Publishes a store as a whole: a name of its own for each snapshot, and one pointer to it.

The path that users give is a symbolic link to an immutable file beside it. A reader resolves it
once and finishes on the snapshot it began with; after `os.replace` even new connections of the
same process would still see an old file of the same name, so no name is ever used again.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from govdash.errors import StoreError
from govdash.store.schema import VERSION

Connection = duckdb.DuckDBPyConnection

KEPT = 3
"""Snapshots that stay beside the current one, for readers that still use them."""


def _folder(db: Path) -> Path:
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
            f"{db}：由另一版本的 govdash 建立。请移走它和它旁边的 {_folder(db).name}，再重新 load。"
        )
    return connection


@contextmanager
def writing(db: Path) -> Iterator[Path]:
    """A private copy of the current snapshot to write in, or a name for a new file.

    One writer at a time: a second waits. The copy is removed unless it was published.

    Raises:
        StoreError: the path is taken by a file that is no store of ours.
    """
    if db.exists() and not (db.is_symlink() and db.resolve().parent == _folder(db).resolve()):
        raise StoreError(f"{db}：这里已有别的文件，不会覆盖它")
    folder = _folder(db)
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


def publish(db: Path, draft: Path, snapshot: str) -> None:
    """Give the finished draft its own name and point to it, in one step for every reader."""
    target = _folder(db) / f"{snapshot}.duckdb"
    with draft.open("rb") as stream:
        os.fsync(stream.fileno())
    draft.replace(target)
    pointer = _folder(db) / "pointer"
    pointer.unlink(missing_ok=True)
    # Relative to where the link will stand, so that the folder can be moved as a whole.
    pointer.symlink_to(Path(_folder(db).name) / target.name)
    pointer.replace(db)
    _forget_old(db, target)


def _forget_old(db: Path, target: Path) -> None:
    others = [file for file in _folder(db).glob("*.duckdb") if file != target]
    others.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for old in others[KEPT:]:
        old.unlink()
