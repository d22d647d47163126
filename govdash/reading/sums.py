"""Separates digits of several cells that a copy ran together, by the form's own sums.

`21710000218` is 217, 1, 0, 0, 0, 0, 218 if the row is to add up. A row is given only where all
rows of the table are there, every row and every column adds up, and each way to do that agrees on
it. A report that contradicts itself has no such way, and nothing of it is separated.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from operator import add, sub

from govdash.forms import Block, Row

Values = tuple[int, ...]
Vector = tuple[int, ...]
Operation = Callable[[int, int], int]

_MOST_DIGITS = 40
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


def splits(texts: Sequence[str], count: int) -> Iterator[Values]:
    """Every way to part the digits into so many whole numbers; a printed gap always parts."""
    if len(texts) > count or count == 0:
        return
    if not texts:
        return
    first, rest = texts[0], texts[1:]
    if not rest:
        yield from _parts(first, count)
        return
    for own in range(1, count - len(rest) + 1):
        for head in _parts(first, own):
            for tail in splits(rest, count - own):
                yield head + tail


def _parts(digits: str, count: int) -> Iterator[Values]:
    if len(digits) < count:
        return
    if count == 1:
        if digits == "0" or digits[0] != "0":
            yield (int(digits),)
        return
    longest = 1 if digits[0] == "0" else len(digits) - count + 1
    for size in range(1, longest + 1):
        for rest in _parts(digits[size:], count - 1):
            yield (int(digits[:size]), *rest)


def ways(block: Block, texts: Sequence[str]) -> list[Values]:
    """The ways to part a row's digits in which the row adds up; none where there are too many."""
    count = len(block.columns)
    if not all(text.isascii() and text.isdigit() for text in texts):
        return []
    if not count <= len("".join(texts)) <= _MOST_DIGITS:
        return []
    found: list[Values] = []
    for tried, values in enumerate(splits(texts, count)):
        if tried > _MOST_STATES or len(found) > _MOST_WAYS:
            return []
        if adds_up(block, values):
            found.append(values)
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
        reached = {_sum(state, each, operation) for state in states[-1] for each in step}
        if not reached or len(reached) > _MOST_STATES:
            return states
        states.append(reached)
    return states


def separate_line(block: Block, texts: Sequence[str]) -> Values | None:
    """A block printed in one line of values (section 四), where its own sums leave one way."""
    size, total = len(block.columns), len(block.figures)
    digits = "".join(texts)
    if not (digits.isascii() and digits.isdigit() and total <= len(digits) <= 2 * _MOST_DIGITS):
        return None
    gaps = set(accumulate(map(len, texts)))
    ends: dict[int, list[Values]] = {0: [()]}
    for _ in block.rows:
        reached: dict[int, list[Values]] = {}
        for start, heads in ends.items():
            for end in range(start + size, len(digits) + 1):
                for group in ways(block, _cut(digits, start, end, gaps)):
                    reached.setdefault(end, []).extend(head + group for head in heads)
        ends = reached
        if sum(map(len, ends.values())) > _MOST_WAYS:
            return None
    found = ends.get(len(digits), [])
    return found[0] if len(found) == 1 else None


def _cut(digits: str, start: int, end: int, gaps: set[int]) -> list[str]:
    places = [start, *(gap for gap in sorted(gaps) if start < gap < end), end]
    return [digits[a:b] for a, b in pairwise(places)]
