"""Opens zip files of strangers: what a file says of itself is not believed."""

import io
import zipfile
import zlib
from typing import BinaryIO

from govdash.errors import RefusedError, Why

MOST_DIRECTORY = 16 * 1024 * 1024
"""Bytes of a list of contents: some 100,000 files; zipfile reads it whole, and believes its size."""

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)
"""What zipfile raises on damaged files, among others on names and dates that are none."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


class _Bounded(io.RawIOBase):
    """A file of which no more than a list of contents is read at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        if size > MOST_DIRECTORY:
            raise RefusedError("压缩包里文件过多：请先解压成文件夹", Why.TOO_LARGE)
        return self._stream.read(MOST_DIRECTORY if size < 0 else size)


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """A zip file whose list of contents is of a bounded size.

    Raises:
        RefusedError: the list is far too long.
        OSError, ValueError, zipfile.BadZipFile: it is damaged (DAMAGED).
    """
    return zipfile.ZipFile(_Bounded(stream))


def unpack(packed: zipfile.ZipFile, item: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of one file in it.

    Raises:
        RefusedError: it is locked, larger than `most`, packed in a way that may cost any memory,
            or damaged.
    """
    if item.flag_bits & _ENCRYPTED:
        raise RefusedError("有密码，打不开：请先解密", Why.UNSUPPORTED)
    if item.compress_type not in _METHODS:
        raise RefusedError(
            "压缩方式不支持：请先解压，或用普通 zip（deflate）重新打包", Why.UNSUPPORTED
        )
    if item.file_size > most:
        raise RefusedError(f"解压后过大（超过 {most // 1024 // 1024} MB）", Why.TOO_LARGE)
    try:
        with packed.open(item) as stream:
            return stream.read(most)
    except DAMAGED as error:
        raise RefusedError("压缩包已损坏：这个文件解不开") from error
