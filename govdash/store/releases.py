"""The snapshots that are kept: published in one step, listed, verified, restored."""

import hashlib
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from govdash.errors import StoreError, UsageError
from govdash.store.snapshots import content_name, current, folder_of, name_of, writing

KEPT = 3
"""Snapshots that stay beside the current one, unless another number is given."""


@dataclass(frozen=True, slots=True)
class Release:
    """A snapshot as it was published."""

    id: str
    published: str
    reports: int
    govdash: str
    bytes: int
    sha256: str


def publish(db: Path, draft: Path, snapshot: str, keep: int = KEPT) -> None:
    """Give the finished draft its own name and point to it, in one step for every reader."""
    folder = folder_of(db)
    target = folder / f"{snapshot}.duckdb"
    if not (target.exists() and _damage(target) is None):
        _synced(draft)
        _record(draft, target)
        draft.replace(target)
        _synced(folder)
    _point(db, target)
    _forget_old(db, target, keep)


def _synced(path: Path) -> None:
    """Have it on the disk before anything relies on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _record(draft: Path, target: Path) -> None:
    with duckdb.connect(str(draft), read_only=True) as connection:
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        ((reports,),) = connection.execute("SELECT count(*) FROM reports").fetchall()
    release = Release(
        target.stem,
        time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        reports,
        meta["govdash"],
        draft.stat().st_size,
        _sha256(draft),
    )
    note = target.with_suffix(".json")
    unfinished = note.with_suffix(".json.new")
    unfinished.write_text(json.dumps(asdict(release), indent=1), encoding="utf-8")
    _synced(unfinished)
    unfinished.replace(note)


def _point(db: Path, target: Path) -> None:
    pointer = folder_of(db) / "pointer"
    pointer.unlink(missing_ok=True)
    # Relative to where the link will stand, so that the folder can be moved as a whole.
    pointer.symlink_to(Path(folder_of(db).name) / target.name)
    pointer.replace(db)
    _synced(db.parent)


def _forget_old(db: Path, target: Path, keep: int) -> None:
    others = [file for file in _files(db) if file != target]
    others.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for old in others[max(keep, 0) :]:
        old.unlink()
        old.with_suffix(".json").unlink(missing_ok=True)


def _files(db: Path) -> list[Path]:
    files = folder_of(db).glob("*.duckdb")
    return sorted(file for file in files if not file.name.startswith("writing-"))


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _told(file: Path) -> Release | None:
    try:
        return Release(**json.loads(file.with_suffix(".json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def releases(db: Path) -> list[Release]:
    """Every snapshot that is kept, the newest first.

    Raises:
        StoreError: there is no store.
    """
    current(db)
    found = [
        _told(file) or Release(file.stem, "", 0, "", file.stat().st_size, "") for file in _files(db)
    ]
    return sorted(found, key=lambda release: (release.published, release.id), reverse=True)


def verify(db: Path, release: str) -> str | None:
    """What is wrong with a snapshot: its bytes and its contents against what was written down.

    Raises:
        UsageError: it is not kept here.
    """
    return _damage(_file(db, release))


def _damage(file: Path) -> str | None:
    told = _told(file)
    if told is None:
        return "没有发布记录"
    if _sha256(file) != told.sha256:
        return "文件的 SHA-256 与发布时不同"
    try:
        with duckdb.connect(str(file), read_only=True) as connection:
            if not name_of(connection) == content_name(connection) == file.stem:
                return "内容与快照编号不符"
    except duckdb.Error as error:
        return f"打不开：{str(error).splitlines()[0]}"
    return None


def _file(db: Path, release: str) -> Path:
    for file in _files(db):
        if file.stem == release:
            return file
    known = "、".join(file.stem for file in _files(db))
    raise UsageError(f"没有这个快照：{release}（现有：{known}）")


def restore(db: Path, release: str) -> None:
    """Publish a kept snapshot again.

    Raises:
        UsageError: it is not kept here.
        StoreError: it is damaged.
    """
    file = _file(db, release)
    if (damage := _damage(file)) is not None:
        raise StoreError(f"{release}：{damage}，没有恢复")
    with writing(db):
        _point(db, file)
