"""The door of the reader: a file of any container → numbered lines, table cells parted by tabs.

From here on there is one reader. A grid keeps its empty cells; what is not a grid is left to the
text as it stands.
"""

from collections.abc import Callable
from dataclasses import dataclass

from govdash.errors import RefusedError
from govdash.reading.containers import html, pdf, word
from govdash.reading.containers.plain import decode
from govdash.report import Line as Number

MAX_BYTES = 20 * 1024 * 1024
"""A report is some 10 to 500 kB; what is larger is something else or an attack."""

Lines = list[tuple[Number, str]]
"""Lines with the place each has in the file."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The lines of a file, and what kind of file it was."""

    lines: Lines
    media_type: str
    encoding: str | None


_REFUSED = {
    b"\xd0\xcf\x11\xe0": "旧版 Word（.doc）文件，不能可靠读取：请另存为 docx 或文本",
    b"Rar!": "压缩包：请先解压",
    b"\x89PNG": "图片，没有文字可读",
    b"\xff\xd8\xff": "图片，没有文字可读",
}
_BINARY: dict[bytes, tuple[str, Callable[[bytes], Lines]]] = {
    b"%PDF": ("application/pdf", pdf.lines),
    b"PK\x03\x04": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word.lines,
    ),
}
_MARKDOWN = (".md", ".markdown")
_WEB = (b"<html", b"<!doctype html", b"<table", b"<body", b"<div", b"<p>", b"<meta")


def open_container(data: bytes, name: str) -> Opened:
    """The lines of a file, by what it is and not by what it is called.

    Raises:
        RefusedError: it is empty, too large, damaged, or holds no text.
    """
    if not data.strip():
        raise RefusedError("空文件")
    if len(data) > MAX_BYTES:
        raise RefusedError(f"文件过大（超过 {MAX_BYTES // 1024 // 1024} MB）")
    for magic, reason in _REFUSED.items():
        if data.startswith(magic):
            raise RefusedError(reason)
    for magic, (media_type, lines) in _BINARY.items():
        if data.startswith(magic):
            return Opened(lines(data), media_type, None)
    text, encoding = decode(data)
    if any(mark in data[:4096].lower() for mark in _WEB):
        return Opened(html.lines(text), "text/html", encoding)
    media_type = "text/markdown" if name.lower().endswith(_MARKDOWN) else "text/plain"
    plain = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Opened(list(enumerate(plain, start=1)), media_type, encoding)
