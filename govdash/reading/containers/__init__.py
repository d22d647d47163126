"""The door of the reader: a file of any container → numbered lines, table cells parted by tabs.

From here on there is one reader. A grid keeps its empty cells; what is not a grid is left to the
text as it stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from govdash.errors import RefusedError, Why
from govdash.reading.containers import html, markup, pdf, word
from govdash.reading.containers.plain import decode
from govdash.report import Line as Number

MAX_BYTES = 20 * 1024 * 1024
"""A report is some 10 to 500 kB; what is larger is something else or an attack."""
MAX_TEXT = 2_000_000
"""Characters of text in a file: the longest reports have some 100,000."""

Lines = list[tuple[Number, str]]
"""Lines with the place each has in the file."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The lines of a file, and what kind of file it was."""

    lines: Lines
    media_type: str
    encoding: str | None


_IMAGE = "图片，没有文字可读：请先做文字识别（OCR）并核对"
_SAVE = "请另存为 docx、PDF 或文本"
_REFUSED = {
    b"Rar!": "压缩包（rar）：请先解压",
    b"7z\xbc\xaf\x27\x1c": "压缩包（7z）：请先解压",
    b"\x1f\x8b": "压缩包（这里不再打开）：请先解压",
    b"BZh": "压缩包（这里不再打开）：请先解压",
    b"\xfd7zXZ\0": "压缩包（这里不再打开）：请先解压",
    b"\x89PNG": _IMAGE,
    b"\xff\xd8\xff": _IMAGE,
    b"GIF8": _IMAGE,
    b"II*\0": _IMAGE,
    b"MM\0*": _IMAGE,
    b"RIFF": _IMAGE,
    b"{\\rtf": f"RTF 文件，不读取：{_SAVE}",
    b"MIME-Version:": "单文件网页（mht），不读取：请在浏览器里另存为 html",
    b"From: <Saved by": "单文件网页（mht），不读取：请在浏览器里另存为 html",
}
_OLE = b"\xd0\xcf\x11\xe0"
# Streams that stand in old Office files, by their names in UTF-16.
_OLD = (
    ("EncryptedPackage", "加密的 Office 文件，打不开：请先去掉密码"),
    ("WordDocument", f"旧版 Word（.doc）或 WPS 文件，不能可靠读取：{_SAVE}"),
    ("Workbook", f"旧版电子表格（.xls），不读取：{_SAVE}"),
    ("PowerPoint Document", f"旧版演示文稿（.ppt），不读取：{_SAVE}"),
)
_BINARY: dict[bytes, tuple[str, Callable[[bytes], Lines]]] = {
    b"%PDF": ("application/pdf", pdf.lines),
    b"PK\x03\x04": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word.lines,
    ),
}
_TAR = slice(257, 262), b"ustar"
_MARKDOWN = (".md", ".markdown")
_PAGE = (b"<html", b"<!doctype html", b"<body", b"<head")
_PIECE = (b"<table", b"<div", b"<p>", b"<p ", b"<meta", b"<span")
_HEAD = 4096
_LINE = itemgetter(1)


def open_container(data: bytes, name: str) -> Opened:
    """The lines of a file, by what it is and not by what it is called.

    Raises:
        RefusedError: it is empty, too large, damaged, or holds no text.
    """
    if not data.strip():
        raise RefusedError("空文件", Why.EMPTY)
    if len(data) > MAX_BYTES:
        raise RefusedError(f"文件过大（超过 {MAX_BYTES // 1024 // 1024} MB）", Why.TOO_LARGE)
    opened = _binary(data) or _text(data, name)
    _check_length(sum(map(len, map(_LINE, opened.lines))))
    return opened


def _check_length(characters: int) -> None:
    if characters > MAX_TEXT:
        raise RefusedError(
            f"文字过多（超过 {MAX_TEXT // 10_000} 万字），不像一份年度报告", Why.TOO_LARGE
        )


def _binary(data: bytes) -> Opened | None:
    """A file that begins with a mark of its kind; None for text."""
    start = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(_OLE):
        raise RefusedError(_old_office(data), Why.UNSUPPORTED)
    for magic, reason in _REFUSED.items():
        if start.startswith(magic):
            raise RefusedError(reason, Why.UNSUPPORTED)
    if data[_TAR[0]] == _TAR[1]:
        raise RefusedError("压缩包（这里不再打开）：请先解压", Why.UNSUPPORTED)
    for magic, (media_type, lines) in _BINARY.items():
        if start.startswith(magic):
            return Opened(lines(data), media_type, None)
    return None


def _old_office(data: bytes) -> str:
    for stream, reason in _OLD:
        if stream.encode("utf-16-le") in data:
            return reason
    return f"旧版 Word（.doc）文件或别的旧版 Office 文件，不能可靠读取：{_SAVE}"


def _text(data: bytes, name: str) -> Opened:
    text, encoding = decode(data)
    is_markdown = name.lower().endswith(_MARKDOWN)
    if _is_page(data if encoding != "utf-16" else text[:_HEAD].encode(), is_markdown=is_markdown):
        return Opened(html.lines(text), "text/html", encoding)
    media_type = "text/markdown" if is_markdown else "text/plain"
    # Before it is cut into lines, which take far more memory.
    _check_length(len(text))
    return Opened(markup.lines(text, is_markdown=is_markdown), media_type, encoding)


def _is_page(data: bytes, *, is_markdown: bool) -> bool:
    """Whether a text is a web page or a piece of one; Markdown may hold pieces and is none."""
    head = data[:_HEAD].lower()
    if b"<" not in head:
        return False
    if any(mark in head for mark in _PAGE):
        return True
    return not is_markdown and any(mark in head for mark in _PIECE)
