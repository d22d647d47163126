"""Paths given → the files to be read, one after another: of folders and of archives, in sorted order."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from govdash.errors import RefusedError, UsageError, Why
from govdash.pipeline.archives import Archive, Member, may_be_archive, opened
from govdash.pipeline.sources import SOURCES, Provenance, Sources

_NOT_REPORTS = frozenset({SOURCES, "corrections.csv", "decisions.csv"})
# What would forge lines of a listing, or turn the text around it.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: as it is shown, where it is or what it holds, or why it is not read."""

    name: str
    path: Path | None = None
    data: bytes | None = None
    provenance: Provenance = field(default_factory=Provenance)
    refused: str | None = None
    code: Why = Why.DAMAGED


def shown(path: str | os.PathLike[str]) -> str:
    """A path that is safe to print: a name in no encoding must not end the output of all others."""
    return _UNSEEN.sub("\ufffd", os.fsencode(path).decode(errors="replace"))


def check(paths: Iterable[Path]) -> list[Path]:
    """The paths given.

    Raises:
        UsageError: one does not exist.
    """
    paths = list(paths)
    for path in paths:
        if not path.exists():
            raise UsageError(f"{shown(path)}：没有这个文件或文件夹")
    return paths


def count(paths: Iterable[Path]) -> int:
    """How many files and archives lie under the paths."""
    return sum(1 for _ in _paths(paths))


def walk(paths: Iterable[Path]) -> Iterator[tuple[File, int]]:
    """Every file to be read, and how many more than one an archive that begins with it holds."""
    sources = Sources()
    for path in _paths(paths):
        if may_be_archive(path):
            yield from _in_archive(path, sources)
        else:
            yield _on_disk(path, sources), 0


def _paths(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


def _below(folder: Path) -> Iterator[Path]:
    """The files under a folder, sorted; links to folders are not followed: they may lead in a ring."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(folder / entry.name)
        elif entry.is_file() and entry.name not in _NOT_REPORTS:
            yield folder / entry.name


def _on_disk(path: Path, sources: Sources) -> File:
    return File(shown(path), path, provenance=sources.of(path))


def _in_archive(path: Path, sources: Sources) -> Iterator[tuple[File, int]]:
    name = shown(path)
    try:
        with opened(path) as archive:
            if archive is None:
                yield _on_disk(path, sources), 0
                return
            inner = Sources(lambda inner: archive.find(inner.as_posix()))
            members = [m for m in archive.members if PurePosixPath(m.name).name not in _NOT_REPORTS]
            if not members:
                yield File(name, refused="压缩包里没有文件", code=Why.EMPTY), 0
            for place, member in enumerate(members):
                more = 0 if place else len(members) - 1
                yield _member(name, archive, member, inner), more
    except RefusedError as error:
        yield File(name, refused=str(error), code=error.code), 0
    except OSError as error:
        yield File(name, refused=f"无法打开：{error.strerror}"), 0


def _member(name: str, archive: Archive, member: Member, sources: Sources) -> File:
    name = f"{name}/{shown(member.name)}"
    try:
        data = archive.read(member)
        return File(name, data=data, provenance=sources.of(PurePosixPath(member.name)))
    except (RefusedError, UsageError) as error:
        code = error.code if isinstance(error, RefusedError) else Why.DAMAGED
        return File(name, refused=str(error), code=code)
