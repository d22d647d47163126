"""Lines of a page → lines of a grid where words stand below headings: a blank cell leaves a gap.

Values are placed by counting them, which a blank forbids. Below headings that are all there each
word has to lie wholly in one column; a line with a word across two of them stays as it is.
"""

import re
from collections.abc import Sequence
from itertools import count, pairwise
from typing import NamedTuple
from unicodedata import normalize

from govdash.forms import FORMS, SECTIONS, Column
from govdash.forms.official import APPLICANTS, DISCLOSURE, RESULTS, TOTAL
from govdash.reading.numbers import read_value

_MOST_LINES = 12
"""A heading is printed on so many lines at most."""
_LONGEST_TITLE = 60
_FEWEST_CELLS = 2
_NEAR = 0.25
"""Of a column: how far from its middle a value may stand."""


class Word(NamedTuple):
    """A word of a line, where it stands, and how wide the gap before it is."""

    left: float
    right: float
    gap: str
    text: str


Words = Sequence[Word]
Names = tuple[tuple[str, ...], ...]
"""For each column what its heading begins with; the rest may stand on the next line."""
Bounds = tuple[float, ...]
"""Where the columns part: the left end of the first, then the right end of each."""


def _beginnings(columns: Sequence[Column], least: int) -> Names:
    """The first characters of each heading, as many as tell it from the others."""
    for length in count(least):
        names = tuple(tuple(label[:length] for label in column.labels) for column in columns)
        if len({name for some in names for name in some}) == sum(map(len, map(set, names))):
            return names
    raise AssertionError


_RESULTS = tuple(column.label[:2] for column in (*RESULTS, TOTAL))
_HEADINGS = sorted(
    {
        _beginnings((*APPLICANTS, TOTAL), 2),
        *(
            _beginnings(block.columns, 3)
            for form in FORMS.values()
            for block in form.in_section(DISCLOSURE)
            if len(block.columns) > 1
        ),
    },
    key=len,
    reverse=True,
)
_STARTS = tuple({name for names in _HEADINGS for some in names for name in some} | set(_RESULTS))
_TITLE = re.compile("|".join(section.pattern for section in SECTIONS))


def lines(page: Sequence[Words], bounds: Bounds | None) -> tuple[list[str], Bounds | None]:
    """The lines of a page, and the columns known at its end: a table goes on over pages."""
    below: list[Bounds | None] = []
    texts = ["".join([word.gap + word.text for word in words]) for words in page]
    for at, (words, text) in enumerate(zip(page, texts, strict=True)):
        if len(text) <= _LONGEST_TITLE and _TITLE.search(text):
            bounds = None
        if any(word.text.startswith(_STARTS) for word in words):
            above = page[max(at + 1 - _MOST_LINES, 0) : at + 1]
            bounds = _of_results(above) or _headed(above) or bounds
        below.append(bounds)
    # Where one row of a table stands otherwise than its headings, none is placed by them.
    loose = {
        known for words, known in zip(page, below, strict=True) if known and _is_off(words, known)
    }
    return [
        (known and known not in loose and _grid(words, known)) or text
        for words, text, known in zip(page, texts, below, strict=True)
    ], bounds


def _is_value(word: Word) -> bool:
    return read_value(normalize("NFKC", word.text)) is not None


def _is_off(words: Words, bounds: Bounds) -> bool:
    """Whether the values of a row do not stand each below the middle of another heading."""
    values = [word for word in words if _is_value(word)]
    columns = [_column(word, bounds) for word in values]
    return len(values) > 1 and (None in columns or len(set(columns)) < len(columns))


def _column(word: Word, bounds: Bounds) -> int | None:
    """The column that a word is in the middle of: 1 for the first."""
    middle = (word.left + word.right) / 2
    column = sum(bound <= middle for bound in bounds)
    if not 0 < column < len(bounds):
        return None
    left, right = bounds[column - 1], bounds[column]
    is_near = abs(middle - (left + right) / 2) <= (right - left) * _NEAR
    return column if is_near and left <= word.left and word.right <= right else None


def _headed(lines: Sequence[Words]) -> Bounds | None:
    """The columns below the longest heading that is whole in some lines."""
    for names in _HEADINGS:
        found: dict[int, Word] = {}
        for words in lines:
            for word in words:
                for column, some in enumerate(names):
                    if word.text.startswith(some):
                        found[column] = word
        if len(found) == len(names) and (bounds := _bounds([found[at] for at in sorted(found)])):
            return bounds
    return None


def _of_results(lines: Sequence[Words]) -> Bounds | None:
    """The columns of section 四: the same headings three times, those of one group a line higher.

    Where one heading stands below another's beginning the first of the two names the column.
    """
    found: list[Word] = []
    for words in lines:
        for word in words:
            if word.text.startswith(_RESULTS) and not any(
                word.left < other.right and other.left < word.right for other in found
            ):
                found.append(word)
    found.sort()
    names = _RESULTS * 3
    if len(found) != len(names) or not all(
        word.text.startswith(name) for word, name in zip(found, names, strict=True)
    ):
        return None
    return _bounds(found)


def _bounds(headings: Sequence[Word]) -> Bounds | None:
    """Where columns part: midway between headings that stand side by side."""
    if any(one.right > other.left for one, other in pairwise(headings)):
        return None
    places = [(word.left + word.right) / 2 for word in headings]
    middles = [(one + other) / 2 for one, other in pairwise(places)]
    return 2 * places[0] - middles[0], *middles, 2 * places[-1] - middles[-1]


def _grid(words: Words, bounds: Bounds) -> str | None:
    """The line as a label and its columns; None where a word stands across the end of one."""
    cells = [""] * len(bounds)
    for word in words:
        column = _column(word, bounds) if _is_value(word) else sum(b <= word.left for b in bounds)
        if column is None or column >= len(bounds) or word.right > bounds[column]:
            return None
        cells[column] += (word.gap if cells[column] else "") + word.text
    if sum(map(bool, cells)) < _FEWEST_CELLS or not any(cells[1:]):
        return None  # a page number, or a label alone
    return "\t".join(cells if cells[0] or len(cells) <= len(_RESULTS) * 3 else cells[1:])
