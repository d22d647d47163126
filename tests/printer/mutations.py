"""Anything that may happen to the lines of a text: cells, lines and characters lost, doubled,
swapped, garbled."""

import re
from collections.abc import Callable
from random import Random

_GARBAGE = "口某丶□x*?.,|\t 0739一"
_SEPARATORS = re.compile(r"(\t|\|| {2,})")
_VALUES_ONLY = re.compile(r"[\s\d|.,/\-—无]*")

Lines = list[str]


def _place(lines: Lines, draw: Random) -> int:
    return draw.randrange(len(lines))


def lose_line(lines: Lines, draw: Random) -> None:
    del lines[_place(lines, draw)]


def lose_lines(lines: Lines, draw: Random) -> None:
    start = _place(lines, draw)
    del lines[start : start + draw.randrange(2, 12)]


def double_line(lines: Lines, draw: Random) -> None:
    lines.insert(_place(lines, draw), lines[_place(lines, draw)])


def swap_lines(lines: Lines, draw: Random) -> None:
    one, other = _place(lines, draw), _place(lines, draw)
    lines[one], lines[other] = lines[other], lines[one]


def swap_neighbours(lines: Lines, draw: Random) -> None:
    one = draw.randrange(len(lines) - 1)
    lines[one], lines[one + 1] = lines[one + 1], lines[one]


def join_lines(lines: Lines, draw: Random) -> None:
    one = draw.randrange(len(lines) - 1)
    lines[one : one + 2] = [lines[one] + lines[one + 1]]


def break_line(lines: Lines, draw: Random) -> None:
    at = _place(lines, draw)
    cut = draw.randrange(len(lines[at]) + 1)
    lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]


def _cells(line: str) -> list[str]:
    return _SEPARATORS.split(line)


def lose_cell(lines: Lines, draw: Random) -> None:
    """A cell gone, with a separator or without."""
    at = _place(lines, draw)
    pieces = _cells(lines[at])
    place = draw.randrange(len(pieces))
    del pieces[place : place + draw.choice([1, 2])]
    lines[at] = "".join(pieces)


def double_cell(lines: Lines, draw: Random) -> None:
    at = _place(lines, draw)
    pieces = _cells(lines[at])
    place = draw.randrange(len(pieces))
    pieces[place:place] = pieces[place : place + 2]
    lines[at] = "".join(pieces)


def swap_cells(lines: Lines, draw: Random) -> None:
    one, other = _place(lines, draw), _place(lines, draw)
    first, second = _cells(lines[one]), _cells(lines[other])
    if one == other:
        second = first
    i, j = draw.randrange(len(first)), draw.randrange(len(second))
    first[i], second[j] = second[j], first[i]
    lines[one], lines[other] = "".join(first), "".join(second)


def _character(lines: Lines, draw: Random, change: Callable[[str], str]) -> None:
    full = [at for at, line in enumerate(lines) if line]
    at = draw.choice(full)
    place = draw.randrange(len(lines[at]))
    line = lines[at]
    lines[at] = line[:place] + change(line[place]) + line[place + 1 :]


def lose_character(lines: Lines, draw: Random) -> None:
    _character(lines, draw, lambda _: "")


def garble_character(lines: Lines, draw: Random) -> None:
    _character(lines, draw, lambda _: draw.choice(_GARBAGE))


def double_character(lines: Lines, draw: Random) -> None:
    _character(lines, draw, lambda character: character * 2)


MUTATIONS = (
    lose_line,
    lose_lines,
    double_line,
    swap_lines,
    swap_neighbours,
    join_lines,
    break_line,
    lose_cell,
    double_cell,
    swap_cells,
    lose_character,
    garble_character,
    double_character,
)


def mutated(lines: Lines, draw: Random, most: int = 4) -> tuple[Lines, tuple[str, ...]]:
    """The lines after some mutations, and their names."""
    lines = list(lines)
    done = []
    for _ in range(draw.randrange(1, most + 1)):
        mutation = draw.choice(MUTATIONS)
        if len(lines) > 2:
            mutation(lines, draw)
            done.append(mutation.__name__)
    return lines, tuple(done)
