"""A PDF with text → lines as they stand on the page: words parted by blanks, columns by wide ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium

from govdash.errors import RefusedError

MOST_PAGES = 300
_FEWEST_CHARACTERS = 100
"""Characters a page below which it is a picture of text."""


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        return self.top - self.bottom


def lines(data: bytes) -> list[tuple[int | str, str]]:
    """The lines of all pages, numbered "page:line".

    Raises:
        RefusedError: it is damaged, locked, far too long, or a scan without text.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise RefusedError("PDF 已损坏或有密码") from error
    try:
        if len(document) > MOST_PAGES:
            raise RefusedError(f"PDF 页数过多（超过 {MOST_PAGES} 页）")
        pages = [_characters(page) for page in document]
    finally:
        document.close()
    if sum(map(len, pages)) < _FEWEST_CHARACTERS * max(len(pages), 1):
        raise RefusedError("扫描件：PDF 里没有文字，需要先做文字识别（OCR）")
    return [
        (f"{page}:{line}", text)
        for page, characters in enumerate(pages, start=1)
        for line, text in enumerate(_lines(characters), start=1)
    ]


def _characters(page: pdfium.PdfPage) -> list[_Character]:
    text = page.get_textpage()
    found = []
    whole = text.get_text_range(errors="replace")
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1, errors="replace") if whole else ""
        if character.strip():
            left, bottom, right, top = text.get_charbox(index, loose=True)
            found.append(_Character(character, left, right, bottom, top))
    return found


def _lines(characters: Sequence[_Character]) -> Iterator[str]:
    """Characters that share a height, from the top of the page to its bottom."""
    line: list[_Character] = []
    for character in sorted(characters, key=lambda item: -item.middle):
        if line and line[0].middle - character.middle > character.height / 2:
            yield _joined(line)
            line = []
        line.append(character)
    if line:
        yield _joined(line)


def _joined(line: list[_Character]) -> str:
    """The characters of a line from left to right; a gap as wide as a character parts columns."""
    line.sort(key=lambda item: item.left)
    text = line[0].text
    for before, after in pairwise(line):
        gap = after.left - before.right
        height = max(before.height, 1.0)
        text += "  " if gap > height * 0.8 else " " if gap > height * 0.25 else ""
        text += after.text
    return text
