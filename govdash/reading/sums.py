"""Separates digits of several cells that a copy ran together, by the form's own sums.

`21710000218` is 217, 1, 0, 0, 0, 0, 218 if the row is to add up. A row is given only where all
rows of the table are there, every row and every column adds up, and each way to do that agrees on
it. A report that contradicts itself has no such way, and nothing of it is separated.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import add, sub

from govdash.forms import Block, Row

Values = tuple[int, ...]
Vector = tuple[int, ...]
Operation = Callable[[int, int], int]

_MOST_DIGITS = 40
_MOST_IN_LINE = 40
_MOST_TRIED = 20_000
_MOST_WAYS = 400
_MOST_STATES = 20_000


def single_digits(block: Block, texts: Sequence[str]) -> Values | None:
    """The cells of a row that has a digit for each, and adds up: there is no other way to part it.

    Where no sum is declared only zeros are sure: elsewhere a cell may be blank beside one of two
    digits.
    """
    digits = "".join(texts)
    if len(digits) != len(block.columns) or not (digits.isascii() and digits.isdigit()):
        return None
    values = tuple(map(int, digits))
    summed = any(relation.axis == "columns" for relation in block.relations)
    return values if not any(values) or (summed and adds_up(block, values)) else None


def ways(block: Block, texts: Sequence[str]) -> list[Values] | None:
    """The ways to part a row's digits in which the row adds up; None where there are too many.

    A gap that is printed always parts. The last column is the total of all before it.
    """
    digits = "".join(texts)
    if not (digits.isascii() and digits.isdigit()):
        return []
    if len(digits) > _MOST_DIGITS:
        return None
    search = _Search(digits, list(accumulate(map(len, texts))))
    found: list[Values] = []
    for start in range(len(digits) - 1, len(block.columns) - 2, -1):
        total = search.number(start, len(digits))
        if total is not None:
            found += [
                (*parts, total)
                for parts in search.parts(0, start, len(block.columns) - 1, total)
                if adds_up(block, (*parts, total))
            ]
        if search.tried > _MOST_TRIED or len(found) > _MOST_WAYS:
            return None
    return found


class _Search:
    """Numbers in a string of digits that no number crosses at its gaps."""

    def __init__(self, digits: str, gaps: Collection[int]) -> None:
        self._digits = digits
        self._values = tuple(map(int, digits))
        # Up to where a number that begins in a place may reach: a zero is a number of its own.
        self._reach = [
            place + 1 if digit == "0" else min((gap for gap in gaps if gap > place), default=end)
            for end in [len(digits)]
            for place, digit in enumerate(digits)
        ]
        self.tried = 0

    def number(self, start: int, end: int) -> int | None:
        """The number between two places; none begins with a zero or reaches over a gap."""
        return int(self._digits[start:end]) if end <= self._reach[start] else None

    def parts(self, start: int, end: int, count: int, total: int) -> list[Values]:
        """Every way to part the digits between two places into so many numbers of a sum."""
        self.tried += 1
        if self.tried > _MOST_TRIED or end - start < count:
            return []
        if total == 0:
            # Zeros alone: nothing to try.
            return [(0,) * count] if self._digits[start:end] == "0" * count else []
        if count == 1:
            return [(total,)] if self.number(start, end) == total else []
        if total >= count * 10 ** (end - start - count + 1):
            return []
        found: list[Values] = []
        value = 0
        for stop in range(start, min(end - count + 1, self._reach[start])):
            value = value * 10 + self._values[stop]
            if value > total:
                break
            rests = self.parts(stop + 1, end, count - 1, total - value)
            found += [(value, *rest) for rest in rests]
        return found


def adds_up(block: Block, values: Values) -> bool:
    """Whether the declared sums over the columns hold in a row."""
    by_column = dict(zip((column.id for column in block.columns), values, strict=True))
    return all(
        sum(by_column[name] for name in relation.left)
        == sum(by_column[name] for name in relation.right)
        for relation in block.relations
        if relation.axis == "columns"
    )


def is_sum(values: Sequence[int], size: int) -> bool:
    """Whether the last number of each so many is the sum of those before it."""
    return all(
        sum(values[start : start + size - 1]) == values[start + size - 1]
        for start in range(0, len(values), size)
    )


def separate(block: Block, candidates: Mapping[Row, Sequence[Values]]) -> dict[Row, list[Values]]:
    """For every row the candidates that are part of a way in which all columns add up."""
    if set(candidates) != set(block.rows):
        return {}
    rows = list(candidates)
    steps = [[_contribution(block, row, values) for values in candidates[row]] for row in rows]
    empty = (0,) * len(steps[0][0]) if steps[0] else ()
    forward = _reach(steps, empty, add)
    backward = _reach(steps[::-1], empty, sub)[::-1]
    if min(len(forward), len(backward)) <= len(rows):
        return {}
    return {
        row: [
            values
            for values, step in zip(candidates[row], steps[place], strict=True)
            if any(_sum(state, step, add) in backward[place + 1] for state in forward[place])
        ]
        for place, row in enumerate(rows)
    }


def _contribution(block: Block, row: Row, values: Values) -> Vector:
    """What a row adds to each declared sum over the rows, column by column."""
    return tuple(
        sign * value
        for relation in block.relations
        if relation.axis == "rows"
        for sign in [(row.id in relation.left) - (row.id in relation.right)]
        for value in values
    )


def _sum(one: Vector, other: Vector, operation: Operation) -> Vector:
    return tuple(map(operation, one, other))


def _reach(
    steps: Iterable[Sequence[Vector]], start: Vector, operation: Operation
) -> list[set[Vector]]:
    """The sums that can stand after each step; cut short where they become too many."""
    states = [{start}]
    for step in steps:
        if len(states[-1]) * len(step) > _MOST_STATES:
            return states
        reached = {_sum(state, each, operation) for state in states[-1] for each in step}
        if not reached:
            return states
        states.append(reached)
    return states


def separate_line(block: Block, texts: Sequence[str]) -> list[Values]:
    """Every way in which a block printed in one line of values (section 四) adds up.

    More pieces than rows are cells that stand apart: then one of them is lost, and none is parted.
    """
    size, total = len(block.columns), len(block.figures)
    digits = "".join(texts)
    if len(texts) > len(block.rows):
        return []
    if not (digits.isascii() and digits.isdigit() and total <= len(digits) <= _MOST_IN_LINE):
        return []
    gaps = set(accumulate(map(len, texts)))
    ends: dict[int, list[Values]] = {0: [()]}
    for below in reversed(range(len(block.rows))):
        reached: dict[int, list[Values]] = {}
        for start, heads in ends.items():
            first, last = start + size, len(digits) - below * size
            for end in range(first if below else max(first, last), last + 1):
                groups = ways(block, _cut(digits, start, end, gaps))
                if groups is None:
                    return []
                for group in groups:
                    reached.setdefault(end, []).extend(head + group for head in heads)
        ends = reached
        if sum(map(len, ends.values())) > _MOST_WAYS:
            return []
    return ends.get(len(digits), [])


def agreed(candidates: Sequence[Values]) -> tuple[int | None, ...]:
    """What all ways to read a line give to each column; None where they differ."""
    return tuple(
        column[0] if len(set(column)) == 1 else None for column in zip(*candidates, strict=True)
    )


def _cut(digits: str, start: int, end: int, gaps: set[int]) -> list[str]:
    places = [start, *(gap for gap in sorted(gaps) if start < gap < end), end]
    return [digits[a:b] for a, b in pairwise(places)]
