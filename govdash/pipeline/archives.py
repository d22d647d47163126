"""Archives of reports: zip and tar, read file by file in sorted order, nothing written beside them.

What an archive says of itself is not believed: names lead nowhere, sizes are counted while unpacking.
"""

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from govdash.errors import RefusedError, Why
from govdash.reading.containers import MAX_BYTES
from govdash.reading.containers.zipped import DAMAGED, open_zip, unpack

MOST_MEMBERS = 100_000
MOST_UNPACKED = 4 * 1024**3
"""Bytes of a whole archive unpacked."""

_SUFFIXES = (".zip", ".tar", ".tgz", ".tbz", ".tbz2", ".txz", ".gz", ".bz2", ".xz")
_PACKED = {b"\x1f\x8b": gzip.open, b"BZh": bz2.open, b"\xfd7zXZ": None}
_MOST_MEMORY = 256 * 1024 * 1024
_MOST_TAR_HEADER = 1024 * 1024
_CHUNK = 1024 * 1024
_UTF8_NAME = 0x800
# A zip file with one of these is a document.
_DOCUMENTS = frozenset(("[Content_Types].xml", "mimetype", "OFD.xml"))
_TOO_MANY = f"压缩包里文件过多（超过 {MOST_MEMBERS} 个）：请先解压成文件夹"
_TOO_LARGE = f"压缩包解压后过大（超过 {MOST_UNPACKED // 1024**3} GB）：请先解压成文件夹"
_NO_FILE = "不是普通文件（链接或设备），不读取"
_UNSAFE = "压缩包里的路径不安全（绝对路径或含 ..），不读取"
_DAMAGED = "压缩包已损坏"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, and its place; or why it is not read."""

    name: str
    place: zipfile.ZipInfo | tuple[int, int] | None
    refused: str | None = None


class Archive:
    """An open archive: its files in sorted order, and the bytes of each."""

    def __init__(self, source: zipfile.ZipFile | BinaryIO, members: list[Member]) -> None:
        self.members = sorted(members, key=lambda member: PurePosixPath(member.name).parts)
        self._source = source
        self._left = MOST_UNPACKED
        self._places = {member.name: member for member in members}

    def read(self, member: Member) -> bytes:
        """The bytes of a file.

        Raises:
            RefusedError: it cannot be unpacked, or is too large, or all before it were.
        """
        if member.refused:
            raise RefusedError(member.refused)
        if self._left <= 0:
            raise RefusedError(_TOO_LARGE, Why.TOO_LARGE)
        if isinstance(self._source, zipfile.ZipFile):
            assert isinstance(member.place, zipfile.ZipInfo)  # noqa: S101
            data = unpack(self._source, member.place, MAX_BYTES)
        else:
            data = _cut(self._source, member.place)
        self._left -= len(data)
        return data

    def find(self, name: str) -> bytes | None:
        """The bytes of a file by its name; None where there is none."""
        member = self._places.get(name)
        return self.read(member) if member else None


def may_be_archive(path: Path) -> bool:
    """Whether a file is called as archives are."""
    return path.name.lower().endswith(_SUFFIXES)


@contextmanager
def opened(path: Path) -> Iterator[Archive | None]:
    """An archive, open for as long as it is read; None where the file is a document.

    Raises:
        RefusedError: it is damaged or holds far more than reports.
    """
    with ExitStack() as stack:
        try:
            archive = _open(stack.enter_context(path.open("rb")), stack)
        except (*DAMAGED, tarfile.TarError, lzma.LZMAError) as error:
            raise RefusedError(_DAMAGED) from error
        yield archive


def _open(stream: BinaryIO, stack: ExitStack) -> Archive | None:
    head = stream.read(512)
    stream.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        packed = stack.enter_context(open_zip(stream))
        items = packed.infolist()
        if any(item.filename in _DOCUMENTS for item in items):
            return None
        return Archive(packed, _of_zip(items))
    magic = next((magic for magic in _PACKED if head.startswith(magic)), None)
    if magic is not None:
        stream = _unpacked(stream, magic, stack)
        head = stream.read(512)
    if head[257:262] != b"ustar":
        if magic is None:
            return None
        raise RefusedError("压缩文件里不是 tar：请先解压", Why.UNSUPPORTED)
    stream.seek(0)
    return Archive(stream, _of_tar(stream))


def _unpacked(stream: BinaryIO, magic: bytes, stack: ExitStack) -> BinaryIO:
    """A compressed tar as a file without a name, so that its members can be read in any order."""
    file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
    left = MOST_UNPACKED
    for chunk in _chunks(stream, magic):
        left -= len(chunk)
        if left < 0:
            raise RefusedError(_TOO_LARGE, Why.TOO_LARGE)
        file.write(chunk)
    file.seek(0)
    return file


def _chunks(stream: BinaryIO, magic: bytes) -> Iterator[bytes]:
    opener = _PACKED[magic]
    if opener is not None:
        with opener(stream, "rb") as unpacked:
            while chunk := unpacked.read(_CHUNK):
                yield chunk
        return
    # An xz file names the memory it wants, up to 4 GB.
    xz = lzma.LZMADecompressor(memlimit=_MOST_MEMORY)
    while not xz.eof and (packed := stream.read(_CHUNK)):
        yield xz.decompress(packed, _CHUNK)
        while not xz.eof and not xz.needs_input:
            yield xz.decompress(b"", _CHUNK)


def _of_zip(items: list[zipfile.ZipInfo]) -> list[Member]:
    if len(items) > MOST_MEMBERS:
        raise RefusedError(_TOO_MANY, Why.TOO_LARGE)
    return [
        member for item in items if not item.is_dir() and (member := _member(_zip_name(item), item))
    ]


def _zip_name(item: zipfile.ZipInfo) -> str:
    """The name of a file: Windows in China writes GB18030 and does not say so."""
    if item.flag_bits & _UTF8_NAME:
        return item.filename
    data = item.filename.encode("cp437", errors="replace")
    return _name(data)


def _name(data: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(errors="replace")


class _Info(tarfile.TarInfo):
    """A header of which no more is read than a name may take."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Info":
        found = super().frombuf(buf, encoding, errors)
        if not (found.isreg() or found.isdir()) and found.size > _MOST_TAR_HEADER:
            raise RefusedError(_DAMAGED)
        return found


def _of_tar(stream: BinaryIO) -> list[Member]:
    members: list[Member] = []
    with tarfile.open(fileobj=stream, mode="r:", tarinfo=_Info) as tar:
        count = 0
        while (item := tar.next()) is not None:
            tar.members = []  # type: ignore[attr-defined]
            count += 1
            if count > MOST_MEMBERS:
                raise RefusedError(_TOO_MANY, Why.TOO_LARGE)
            if item.isdir():
                continue
            name = _name(item.name.encode("utf-8", errors="surrogateescape"))
            plain = item.isreg() and not item.issparse()
            member = _member(name, (item.offset_data, item.size), None if plain else _NO_FILE)
            members += [member] if member else []
    return members


def _member(
    name: str, place: zipfile.ZipInfo | tuple[int, int], refused: str | None = None
) -> Member | None:
    """A file of an archive; None for what folders skip too."""
    name = name.replace("\\", "/")
    path = PurePosixPath(name)
    if not path.parts:
        return None
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0][:2]:
        return Member(name, place, _UNSAFE)
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return None
    return Member(path.as_posix(), place, refused)


def _cut(stream: BinaryIO, place: object) -> bytes:
    assert isinstance(place, tuple)  # noqa: S101
    start, size = place
    if size > MAX_BYTES:
        raise RefusedError(f"文件过大（超过 {MAX_BYTES // 1024 // 1024} MB）", Why.TOO_LARGE)
    stream.seek(start)
    data = stream.read(size)
    if len(data) < size:
        raise RefusedError(_DAMAGED)
    return data
