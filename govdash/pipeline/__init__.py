"""Files → parsed reports: reading, places and audit in one call, for every command alike."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from govdash.audit import audit
from govdash.errors import RefusedError
from govdash.pipeline import transport
from govdash.pipeline.sources import Provenance, Sources
from govdash.pipeline.walk import File, check, count, shown, walk
from govdash.pipeline.workers import Task, spread
from govdash.places import identify
from govdash.reading import read
from govdash.reading.containers import MAX_BYTES
from govdash.report import Line, Region, Report, from_json

transport.register()


@dataclass(frozen=True, slots=True)
class Document:
    """A report read from a file, with the file's own lines for the viewer."""

    report: Report
    lines: list[tuple[Line, str]]
    provenance: Provenance
    level: str
    kind: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read as a report, and the true reason."""

    path: str
    sha256: str | None
    reason: str


def open_file(path: Path, sources: Sources) -> Document | Refusal:
    """Read, locate and audit one file; a file that cannot be read is a refusal, never an error."""
    return _open(File(shown(path), path, provenance=sources.of(path)))


def _open(file: File) -> Document | Refusal:
    digest = None
    try:
        data = _bytes(file)
        digest = hashlib.sha256(data).hexdigest()
        report, printed, simplified = _read(data, file.name)
    except RefusedError as error:
        return Refusal(file.name, digest, str(error))
    except OSError as error:
        return Refusal(file.name, digest, f"无法打开：{error.strerror}")
    identity = identify(report.agency, simplified)
    report = replace(
        report,
        region=report.region or _told(identity.region),
        scope=report.scope if report.scope != "unknown" else identity.scope,
    )
    return Document(audit(report), printed, file.provenance, identity.level, identity.kind)


def _bytes(file: File) -> bytes:
    if file.refused is not None:
        raise RefusedError(file.refused)
    if file.data is not None:
        return file.data
    if file.path is None or not file.path.is_file():
        raise RefusedError("不是普通文件")
    with file.path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RefusedError(f"文件过大（超过 {MAX_BYTES // 1024 // 1024} MB）")
    return data


def _told(region: Region) -> Region | None:
    """A region as far as the document tells one: its code, or at least the possible ones."""
    return region if region.code or region.candidates else None


def _read(data: bytes, name: str) -> tuple[Report, list[tuple[Line, str]], str]:
    """A report, its document as printed and in simplified characters."""
    if not name.lower().endswith(".json"):
        found = read(data, name)
        return found.report, found.printed, found.simplified
    try:
        return from_json(json.loads(data)), [], ""
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"不是有效的 JSON：{error}") from error


def _lost(file: File, reason: str) -> Refusal:
    return Refusal(file.name, None, reason)


def _weight(file: File) -> int:
    return len(file.data or b"")


_TASK = Task(_open, _lost, _weight)


class Opening(Iterator[Document | Refusal]):
    """Every file under some paths, in the order walked, as an iterator that knows how many.

    `total` grows when an archive is reached: how many files it holds is not known before.
    """

    def __init__(self, paths: Iterable[Path], cores: int = 0) -> None:
        self._paths = check(paths)
        self.total = count(self._paths)
        self._results = spread(_TASK, self._files(), cores)

    def _files(self) -> Iterator[File]:
        for file, more in walk(self._paths):
            self.total += more
            yield file

    def __next__(self) -> Document | Refusal:
        return next(self._results)


def open_files(paths: Iterable[Path], cores: int = 0) -> Opening:
    """Open every file under the paths; `cores` 0 is all there are.

    Raises:
        UsageError: a path does not exist.
    """
    return Opening(paths, cores)
