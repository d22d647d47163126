"""Lines → one stream of cells: the only place that knows how layouts part cells."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from govdash.reading.numbers import Printed, read_value
from govdash.reading.text import Line, squeeze
from govdash.report import Line as Number
from govdash.report import State

_RULE = re.compile(r"[|:\-\s]*-{3,}[|:\-\s]*")
_WIDE_GAP = re.compile(r"\s{2,}|\u3000")
# Behind a single blank one number may be part of a sentence; two are a row of a table.
_FEWEST_LOOSE = 2


@dataclass(frozen=True, slots=True)
class Token:
    """One cell: its squeezed text, what the source prints, and its place.

    `column` counts from 0 within the `width` cells of its line; `printed` is None for words.
    `is_grid` holds for lines parted by tabs, which keep their empty cells; bars drop and pad them.
    """

    text: str
    raw: str
    line: Number
    column: int
    width: int
    printed: Printed | None
    is_grid: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether the cell is there and empty."""
        return self.printed is not None and self.printed.state is State.BLANK

    @property
    def is_mark(self) -> bool:
        """Whether something that counts as a value is printed."""
        return self.printed is not None and not self.is_blank


def _pieces(text: str, labels: Container[str]) -> list[str]:
    """The cells of one line; a line without separators is one cell, an empty one none."""
    if "|" in text:
        if _RULE.fullmatch(text):
            return []
        inner = text.strip()
        return inner.removeprefix("|").removesuffix("|").split("|")
    if "\t" in text:
        return text.split("\t")
    return _spaced(text, labels) if text.strip() else []


def _spaced(text: str, known: Container[str]) -> list[str]:
    """Cells parted by blanks only: labels by wide gaps, and the values behind them by any."""
    labels = _WIDE_GAP.split(text.strip())
    values: list[str] = []
    while labels:
        words = labels[-1].split()
        if any(read_value(squeeze(word)) is None for word in words):
            break
        values = words + values
        labels.pop()
    if labels and not values:
        *words, last = labels[-1].split()
        while words and read_value(squeeze(last)) is not None:
            values.insert(0, last)
            *words, last = words
        if len(values) < _FEWEST_LOOSE and squeeze("".join([*words, last])) not in known:
            return labels
        labels[-1] = " ".join([*words, last])
    return labels + values


def cells(lines: Iterable[Line], labels: Container[str] = ()) -> Iterator[Token]:
    """Every cell of the lines in reading order; `labels` are squeezed texts known to head a row."""
    for line in lines:
        texts = _pieces(line.text, labels)
        raws = texts if line.raw == line.text else _pieces(line.raw, labels)
        if len(raws) != len(texts):
            raws = texts
        for column, (text, raw) in enumerate(zip(texts, raws, strict=True)):
            squeezed = squeeze(text)
            yield Token(
                squeezed,
                raw.strip(),
                line.number,
                column,
                len(texts),
                read_value(squeezed),
                "\t" in line.text,
            )
