"""A PDF with text → lines as they stand on the page: words parted by blanks, columns by wide ones."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from govdash.errors import RefusedError, Why
from govdash.reading.containers import ruled
from govdash.reading.containers.grid import RAISED
from govdash.reading.containers.ruled import Word

MOST_PAGES = 300
MOST_CHARACTERS = 1_000_000
_FEWEST_CHARACTERS = 100
"""Characters a page below which it is a picture of text."""

_BLANK, _WIDE = 0.25, 0.8
"""Of the height of a character: how wide a gap is a blank, or parts columns."""
_VOTERS = 64
_UNKNOWN = "\ufffd"
_LOCKED = {"data format error": "PDF 已损坏", "incorrect password": "PDF 有密码，打不开"}


class _Character(NamedTuple):
    """A character and where it stands once the page is turned so that its text is upright."""

    middle: float
    left: float
    right: float
    height: float
    text: str


def lines(data: bytes) -> list[tuple[int | str, str]]:
    """The lines of all pages, numbered "page:line".

    Raises:
        RefusedError: it is damaged, locked, far too long, or a scan without text.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise RefusedError(_why_closed(error)) from error
    try:
        if len(document) > MOST_PAGES:
            raise RefusedError(f"PDF 页数过多（超过 {MOST_PAGES} 页）", Why.TOO_LARGE)
        pages = _pages(document)
    except pdfium.PdfiumError as error:
        raise RefusedError("PDF 已损坏：有一页打不开") from error
    finally:
        document.close()
    return list(_numbered(pages))


def _numbered(pages: list[list[_Character]]) -> Iterator[tuple[int | str, str]]:
    columns = None
    for page, characters in enumerate(pages, start=1):
        texts, columns = ruled.lines(list(_lines(characters)), columns)
        yield from ((f"{page}:{line}", text) for line, text in enumerate(texts, start=1))


def _why_closed(error: pdfium.PdfiumError) -> str:
    text = str(error).lower()
    return next((why for words, why in _LOCKED.items() if words in text), "PDF 已损坏或有密码")


def _pages(document: pdfium.PdfDocument) -> list[list[_Character]]:
    """The characters of each page; a document of pictures is refused."""
    pages: list[list[_Character]] = []
    found = hidden = 0
    for page in document:
        characters, unseen = _characters(page, MOST_CHARACTERS - found)
        pages.append(characters)
        found += len(characters)
        hidden += unseen
        page.close()
    if found < _FEWEST_CHARACTERS * max(len(pages), 1):
        if hidden > found:
            raise RefusedError("扫描件：文字层是识别（OCR）出来的，数字未经核对，不读取", Why.SCAN)
        raise RefusedError("扫描件：PDF 里没有文字，需要先做文字识别（OCR）", Why.SCAN)
    return pages


def _characters(page: pdfium.PdfPage, most: int) -> tuple[list[_Character], int]:
    """What is visibly printed on a page, and how many characters are there and never seen.

    The raw calls are ten times as fast as one string and one box a character.
    """
    text = page.get_textpage()
    handle = text.raw
    count = raw.FPDFText_CountChars(handle)
    if count > most:
        raise RefusedError(f"PDF 文字过多（超过 {MOST_CHARACTERS // 10_000} 万字）", Why.TOO_LARGE)
    quarter = _quarter_turns(handle, count)
    box = raw.FS_RECTF()
    into = ctypes.byref(box)
    found: list[_Character] = []
    hidden = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code <= 0x20 or code in (0xA0, 0x3000):
            continue
        drawn = raw.FPDFText_GetTextObject(handle, index)
        if drawn and raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            hidden += 1
            continue
        # A font that does not say which characters its shapes are gives any number for a digit.
        unknown = raw.FPDFText_HasUnicodeMapError(handle, index) == 1 or 0xD800 <= code < 0xE000
        raw.FPDFText_GetLooseCharBox(handle, index, into)
        left, bottom, right, top = _turned(box, quarter)
        character = _UNKNOWN if unknown else chr(code)
        found.append(_Character((bottom + top) / 2, left, right, top - bottom, character))
    text.close()
    return found, hidden


def _quarter_turns(handle: ctypes.c_void_p, count: int) -> int:
    """By how many quarters most text of a page is turned clockwise: wide tables are printed so."""
    step = max(count // _VOTERS, 1)
    votes = Counter(
        round(raw.FPDFText_GetCharAngle(handle, index) / (math.pi / 2)) % 4
        for index in range(0, count, step)
        if raw.FPDFText_GetUnicode(handle, index) > 0x20
    )
    return votes.most_common(1)[0][0] if votes else 0


def _turned(box: raw.FS_RECTF, quarter: int) -> tuple[float, float, float, float]:
    """(left, bottom, right, top) of a box on the page turned back."""
    if quarter == 0:
        return box.left, box.bottom, box.right, box.top
    if quarter == 1:
        return -box.top, box.left, -box.bottom, box.right
    if quarter == 2:
        return -box.right, -box.top, -box.left, -box.bottom
    return box.bottom, -box.right, box.top, -box.left


def _lines(characters: list[_Character]) -> Iterator[list[Word]]:
    """Characters that share a height, from the top of the page to its bottom."""
    line: list[_Character] = []
    for character in sorted(characters, key=lambda item: -item.middle):
        if line and line[0].middle - character.middle > character.height / 2:
            yield _words(line)
            line = []
        line.append(character)
    if line:
        yield _words(line)


def _words(line: list[_Character]) -> list[Word]:
    """The words of a line from left to right; a gap as wide as a character parts columns."""
    line.sort(key=lambda item: item.left)
    first = line[0]
    words: list[Word] = []
    left, gap_before, text = first.left, "", first.text
    for before, after in pairwise(line):
        if after.text == before.text and _is_twice(before, after):
            continue
        gap = after.left - before.right
        height = max(before.height, 1.0)
        if gap > height * _BLANK:
            words.append(Word(left, before.right, gap_before, text))
            gap_before = "  " if gap > height * _WIDE else " "
            left, text = after.left, after.text
        else:
            text += RAISED + after.text if _is_raised(before, after) else after.text
    words.append(Word(left, line[-1].right, gap_before, text))
    return words


def _is_twice(before: _Character, after: _Character) -> bool:
    """Whether a character is drawn a second time a hair beside the first: bold without a bold font."""
    return after.left - before.left < (before.right - before.left) * 0.4


def _is_raised(before: _Character, after: _Character) -> bool:
    """Whether a small digit stands high behind another: a note, and no part of the number."""
    small = after.height < before.height * 0.75 and after.middle > before.middle
    return small and before.text.isdigit() and after.text.isdigit()
