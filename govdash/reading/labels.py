"""The names a declared row may be printed with, and which of them a label has."""

import re
from collections.abc import Iterable
from functools import cache

from rapidfuzz.fuzz import ratio

from govdash.forms import Block, Row
from govdash.forms.official import HANDLED_HEADING
from govdash.reading.cells import Token
from govdash.reading.remembered import remembered
from govdash.reading.text import squeeze

NUMBERING = re.compile(r"(?:[一二三四五六七八九十]、|\([一二三四五六七八九十]\)|\d+[.、])+")
_FEWEST_BEGUN = 1
FEWEST_LIKE = 6
# In hundredths. Two labels of the form that are most alike reach 73.
ALIKE, _CLEARLY = 80, 8
_SHORT = 120
"""Labels up to this length are remembered: a table says the same in every report."""
_POINT = re.compile(r"(?<=\d)、")


@remembered(_SHORT)
def plain(label: str) -> str:
    """A label for matching: squeezed, its item number with a point."""
    return _POINT.sub(".", squeeze(label))


def _bare(label: str) -> str:
    return NUMBERING.sub("", label)


@cache
def names(row: Row) -> tuple[str, ...]:
    """What a label must contain to be this row's."""
    if not row.exact:
        return tuple(plain(keyword) for keyword in row.keywords)
    own = plain(row.label)
    return tuple(own.replace(row.keyword, keyword) for keyword in row.keywords)


@cache
def _beginnings(row: Row) -> tuple[str, ...]:
    """The label cut short anywhere behind its number and a letter more."""
    own = plain(row.label)
    number = NUMBERING.match(own)
    least = (number.end() if number else 0) + _FEWEST_BEGUN
    begun = [own[:end] for end in range(least, len(own))]
    if row.group is not None and row.label == row.group.label:
        # The first outcome stands right behind the heading of all: 三、本年度办理结果（一.
        begun += [plain(HANDLED_HEADING) + own[:end] for end in range(_FEWEST_BEGUN, least)]
    return tuple(begun)


@cache
def whole_labels(rows: tuple[Row, ...]) -> dict[str, Row]:
    """Every squeezed text that is the label of a row and of nothing else."""
    labels: dict[str, Row] = {}
    for row in rows:
        full = plain(row.label)
        labels.setdefault(full, row)
        if row.group is not None:
            labels.setdefault(plain(row.group.label) + full, row)
            labels.setdefault(plain(HANDLED_HEADING) + full, row)
        if not row.exact:
            for label in (_bare(full), *map(squeeze, row.keywords)):
                labels.setdefault(label, row)
    return labels


@cache
def _full_labels(row: Row) -> frozenset[str]:
    """The label with and without its numbers and the headings above it."""
    own = plain(row.label)
    group = plain(row.group.label) if row.group else ""
    return frozenset({own, _bare(own), group + own, plain(HANDLED_HEADING) + own})


def is_full(row: Row, label: Token) -> bool:
    """Whether a cell holds all of a row's label and nothing else."""
    return plain(label.text) in _full_labels(row)


@cache
def own_labels(row: Row) -> tuple[str, ...]:
    """The labels whose pieces may follow a row's first words."""
    above = (HANDLED_HEADING, row.group.label) if row.group else ()
    return tuple(map(plain, (row.label, *above)))


@cache
def longest_label(row: Row) -> int:
    """The length of the longest of a row's own labels."""
    return max(map(len, own_labels(row)))


class Declared:
    """The rows of some blocks in the order of the form, and whatever tells them apart.

    `labels` are the texts that are a row's label and nothing else; `places` where each row stands;
    `named` tells the places of the rows whose keyword stands in a plain label.
    """

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.widths = {row: len(block.columns) for block in blocks for row in block.rows}
        self.rows = tuple(self.widths)
        self.places = {row: place for place, row in enumerate(self.rows)}
        self.labels = whole_labels(self.rows)
        groups = dict.fromkeys(row.group for row in self.rows if row.group)
        self.headings = tuple(plain(group.label) for group in groups)
        self._names = tuple(map(names, self.rows))
        self.named = remembered(_SHORT)(self._named)

    def _named(self, label: str) -> tuple[int, ...]:
        return tuple(
            [place for place, some in enumerate(self._names) if any(name in label for name in some)]
        )


@cache
def declared(blocks: tuple[Block, ...]) -> Declared:
    """What is known of the rows of some blocks, made once."""
    return Declared(blocks)


class Matcher:
    """The rows of one section still to be found, in the order of the form."""

    def __init__(self, declared: Declared) -> None:
        self._declared = declared
        self._rows = declared.rows
        self._next = 0

    def match(self, label: str) -> Row | None:
        """The first row not yet passed whose keyword stands in the label read so far."""
        rows, start = self._rows, self._next
        if start < len(rows) and rows[start].exact and _bare(label) in rows[start].keywords:
            return rows[start]
        for place in self._declared.named(label):
            if place >= start:
                return rows[place]
        return None

    def heads_next(self, row: Row, label: str) -> bool:
        """Whether a label is the heading of the group that begins right below a row."""
        place = self._declared.places[row] + 1
        below = self._rows[place].group if place < len(self._rows) else None
        if below is None or below is row.group:
            return False
        return plain(below.label) in label

    def nearest(self, label: str) -> Row | None:
        """The row not yet passed whose label has begun, or stands there with a letter misread."""
        begun = [
            row
            for row in self._rows[self._next :]
            if any(label.endswith(start) for start in _beginnings(row))
        ]
        if len(begun) == 1:
            return begun[0]
        likeness = sorted(
            (ratio(label[-len(own) :], own), index)
            for index, row in enumerate(self._rows[self._next :], start=self._next)
            for own in [plain(row.label)]
            if len(own) >= FEWEST_LIKE
        )
        if not likeness or likeness[-1][0] < ALIKE:
            return None
        clear = len(likeness) == 1 or likeness[-1][0] - likeness[-2][0] >= _CLEARLY
        return self._rows[likeness[-1][1]] if clear else None

    def pass_to(self, row: Row) -> None:
        """Go on behind a row, but never back."""
        self._next = max(self._next, self._declared.places[row] + 1)

    def is_heading(self, label: str) -> bool:
        """Whether a group heading has been read, after which values belong to no row yet."""
        return any(heading in label for heading in self._declared.headings)
