"""Lines → one stream of cells: the only place that knows how layouts part cells."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govdash.reading.numbers import Printed, read_value
from govdash.reading.text import Line, squeeze
from govdash.report import State

_RULE = re.compile(r"[|:\-\s]*-{3,}[|:\-\s]*")
_GAP = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Token:
    """One cell: its squeezed text, what the source prints, and its place.

    `column` counts from 0 within the `width` cells of its line; `printed` is None for words.
    """

    text: str
    raw: str
    line: int
    column: int
    width: int
    printed: Printed | None

    @property
    def is_blank(self) -> bool:
        """Whether the cell is there and empty."""
        return self.printed is not None and self.printed.state is State.BLANK

    @property
    def is_mark(self) -> bool:
        """Whether something that counts as a value is printed."""
        return self.printed is not None and not self.is_blank


def _pieces(text: str) -> list[str]:
    """The cells of one line; a line without separators is one cell, an empty one none."""
    if "|" in text:
        if _RULE.fullmatch(text):
            return []
        inner = text.strip()
        return inner.removeprefix("|").removesuffix("|").split("|")
    if "\t" in text:
        return text.split("\t")
    return _spaced(text) if text.strip() else []


def _spaced(text: str) -> list[str]:
    """Cells parted by blanks only: a label and at least two values behind it, or values alone."""
    words = _GAP.split(text.strip())
    values = 0
    for word in reversed(words):
        if read_value(squeeze(word)) is None:
            break
        values += 1
    if values < 2:
        return [text]
    label = words[: len(words) - values]
    return [*([" ".join(label)] if label else []), *words[len(words) - values :]]


def cells(lines: Iterable[Line]) -> Iterator[Token]:
    """Every cell of the lines in reading order."""
    for line in lines:
        texts = _pieces(line.text)
        raws = _pieces(line.raw)
        if len(raws) != len(texts):
            raws = texts
        for column, (text, raw) in enumerate(zip(texts, raws, strict=True)):
            squeezed = squeeze(text)
            yield Token(
                squeezed, raw.strip(), line.number, column, len(texts), read_value(squeezed)
            )
