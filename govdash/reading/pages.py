"""Page numbers that a copy left among the cells: alone on its line, one looks like a value.

Where a copy drops blank cells as well, the number of a page fills the place of one, and every value
between the two stands one column off.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from govdash.forms.official import OTHER, OVERVIEW, PROBLEMS
from govdash.reading.cells import Token
from govdash.reading.parts import Parts
from govdash.reading.sums import Values, is_sum
from govdash.reading.text import Line

_MOST_PAGES = 60
_LONGEST = 8


def numbers(lines: Iterable[Line]) -> list[int]:
    """The numbers that are all of a line of prose: no sentence consists of one."""
    texts = (line.text.strip() for line in lines if len(line.text) <= _LONGEST)
    return [int(text) for text in texts if text.isdecimal() and 0 < int(text) <= _MOST_PAGES]


def expected(parts: Parts) -> Collection[int]:
    """The page numbers that may stand among the tables, by those that stand above and below."""
    above = numbers((*parts.heading, *parts.lines(OVERVIEW)))
    below = numbers((*parts.lines(PROBLEMS), *parts.lines(OTHER)))
    if not above and not below:
        return ()
    return range(min(above, default=0) + 1, max(below, default=_MOST_PAGES))


def counted(token: Token) -> int:
    """What a cell counts in a sum."""
    return int(token.printed.number) if token.printed and token.printed.number is not None else 0


def suspects(marks: Sequence[Token], pages: Collection[int] = range(1, _MOST_PAGES)) -> list[int]:
    """The places of the values that may be page numbers."""
    return [
        at
        for at, token in enumerate(marks)
        if token.is_bare and token.text.isdecimal() and counted(token) in pages
    ]


def is_stray_among(marks: Sequence[Token]) -> bool:
    """Whether a bare number stands among values that share their lines, or have bars about them."""
    bare = [token for token in marks if token.is_bare]
    return 0 < len(bare) < len(marks)


def without_one(marks: Sequence[Token], size: int) -> set[Values]:
    """What is left where one bare number is a page's, and sums in groups of so many columns hold."""
    if not all(token.text.isdecimal() for token in marks):
        return set()
    values = tuple(map(counted, marks))
    rests = {values[:at] + values[at + 1 :] for at in suspects(marks)}
    return {rest for rest in rests if is_sum(rest, size)}


def without_two(marks: Sequence[Token], size: int) -> set[Values]:
    """What is left where two bare numbers are pages', a lost cell is blank, and sums hold."""
    values = tuple(map(counted, marks))
    rests = {
        values[:one] + values[one + 1 : other] + values[other + 1 :]
        for one, other in combinations(suspects(marks), 2)
    }
    return {filled for rest in rests for filled in _filled(rest) if is_sum(filled, size)}


def hides_a_blank(marks: Sequence[Token], size: int) -> bool:
    """Whether the sums hold with one bare number taken for a page's and one lost cell for blank."""
    values = tuple(map(counted, marks))
    places = suspects(marks) if any(values) else ()
    return any(_adds_up(values[:at] + values[at + 1 :], size) for at in places)


def _adds_up(values: Values, size: int) -> bool:
    """Whether sums hold with one more value, a zero."""
    if len(values) < size:
        return is_sum(values, len(values)) or not any(values)
    return any(is_sum(filled, size) for filled in _filled(values))


def _filled(values: Values) -> Iterator[Values]:
    return ((*values[:at], 0, *values[at:]) for at in range(len(values) + 1))
