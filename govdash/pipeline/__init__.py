"""Files → parsed reports: reading, places and audit in one call, for every command alike."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from govdash.audit import audit
from govdash.errors import RefusedError, Why
from govdash.pipeline import transport
from govdash.pipeline.sources import SOURCES, Provenance, Sources
from govdash.pipeline.walk import File, check, count, shown, walk
from govdash.pipeline.workers import Spread, Task, spread
from govdash.places import Identity, identify, region_name
from govdash.reading import read
from govdash.reading.containers import MAX_BYTES
from govdash.report import Claim, Line, Region, Report, from_json

transport.register()

Ready = TypeVar("Ready")
"""What becomes of a document in the worker that read it."""


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
    """A file that could not be read as a report, and the true reason; `code` is for counting."""

    path: str
    sha256: str | None
    reason: str
    code: str = Why.DAMAGED.value


def open_file(path: Path, sources: Sources) -> Document | Refusal:
    """Read, locate and audit one file; a file that cannot be read is a refusal, never an error."""
    return _open(File(shown(path), path, provenance=sources.of(path)))


def _open(file: File) -> Document | Refusal:
    try:
        data = _bytes(file)
    except RefusedError as error:
        return Refusal(file.name, None, str(error), error.code.value)
    except OSError as error:
        return Refusal(file.name, None, _unopened(error))
    return open_data(data, file.name, file.provenance)


def open_data(data: bytes, name: str, provenance: Provenance | None = None) -> Document | Refusal:
    """Read, locate and audit one document that is at hand; nothing is written anywhere."""
    try:
        report, printed, simplified = _read(data, name)
    except RefusedError as error:
        digest = hashlib.sha256(data).hexdigest()
        return Refusal(name, digest, str(error), error.code.value)
    known = provenance or Provenance()
    report, identity = locate(report, simplified, known)
    report = audit(report, identity.level, identity.kind)
    return Document(report, printed, known, identity.level, identity.kind)


def locate(report: Report, simplified: str, known: Provenance) -> tuple[Report, Identity]:
    """The report with what a person wrote of it, and with scope and region; and who it is of."""
    report = _corrected(report, known)
    identity = identify(report.agency, simplified)
    region = report.region or _told(identity.region)
    if known.region:
        region = Region(known.region, region_name(known.region), "high")
    scope = report.scope if report.scope != "unknown" else identity.scope
    return replace(report, region=region, scope=scope), identity


def _corrected(report: Report, known: Provenance) -> Report:
    """The report with agency, year and day as sources.csv has them; what it said stays evidence."""
    written = {
        field: getattr(known, field)
        for field in ("agency", "year", "published")
        if getattr(known, field) is not None
    }
    if not written:
        return report
    said = tuple(
        replace(claim, used=claim.used and claim.field not in written) for claim in report.evidence
    )
    claims = tuple(Claim(field, SOURCES, str(value), True) for field, value in written.items())
    return replace(report, **written, evidence=claims + said)


def _bytes(file: File) -> bytes:
    if file.refused is not None:
        raise RefusedError(file.refused, file.code)
    if file.data is not None:
        return file.data
    if file.path is None or not file.path.is_file():
        raise RefusedError("不是普通文件", Why.UNSUPPORTED)
    with file.path.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise RefusedError(f"文件过大（超过 {MAX_BYTES // 1024 // 1024} MB）", Why.TOO_LARGE)
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


def _with_bytes(file: File) -> File:
    """The file with what it holds in place of where it is, or with why it cannot be read."""
    try:
        return replace(file, path=None, data=_bytes(file))
    except RefusedError as error:
        return File(file.name, refused=str(error), code=error.code)
    except OSError as error:
        return File(file.name, refused=_unopened(error))


def _unopened(error: OSError) -> str:
    return f"无法打开：{error.strerror}"


def _as_it_is(read: Document | Refusal) -> Document | Refusal:
    return read


def _open_then(then: Callable[[Document | Refusal], Ready], file: File) -> Ready:
    return then(_open(file))


def _lost_then(then: Callable[[Document | Refusal], Ready], file: File, reason: str) -> Ready:
    return then(_lost(file, reason))


class Opening(Iterator[Ready], Generic[Ready]):
    """Every file under some paths, in the order walked, as an iterator that knows how many.

    `then` is done with each in the worker that read it; it must be a function of a module. `total`
    grows when an archive is reached: how many files it holds is not known before.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        then: Callable[[Document | Refusal], Ready],
        spread: Spread = spread,
    ) -> None:
        self._paths = check(paths)
        self.total = count(self._paths)
        task = Task(partial(_open_then, then), partial(_lost_then, then), _weight, _with_bytes)
        self._results = spread(task, self._files())

    def _files(self) -> Iterator[File]:
        for file, more in walk(self._paths):
            self.total += more
            yield file

    def __next__(self) -> Ready:
        return next(self._results)


def open_files(paths: Iterable[Path], cores: int = 0) -> Opening[Document | Refusal]:
    """Open every file under the paths; `cores` 0 is all there are.

    Raises:
        UsageError: a path does not exist.
    """
    return Opening(paths, _as_it_is, partial(spread, cores=cores))
