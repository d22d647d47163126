"""Tables with merged cells → lines of a grid: every row with the same columns; and the text of one cell."""

import re
from collections.abc import Iterable, Sequence

MOST_COLUMNS = 64
MOST_ROWS_SPANNED = 200
_WIDEST = 256
"""Columns of a row beyond which a merged cell is not unfolded: no table of ours has a tenth."""

APART = "↵"
"""Stands between digits of different lines of a cell: 12<br>5 is not 125."""
RAISED = "^"
"""Stands before a raised digit: 12² is not 122."""

SHARED = "↕"
"""Stands behind a number whose cell reaches over several rows: it is no number of one of them."""

GridCell = tuple[str, int, int]
"""The text of a cell, how many columns and how many rows it reaches over."""

_NUMBER = re.compile(rf"\d[\d.,，]*[万元件条项个]*{SHARED}?")


def cell_text(pieces: Iterable[str]) -> str:
    """The text of a cell from its lines: words go on, numbers stay apart."""
    text = ""
    for piece in pieces:
        piece = " ".join(piece.split())
        if text and piece and text[-1].isdigit() and piece[0].isdigit():
            text += APART
        text += piece
    return text


def unfold(rows: Iterable[Sequence[GridCell]]) -> list[str]:
    """Each row as its cells parted by tabs.

    The text of a merged cell stands in its first place, the others are empty. A number that reaches
    down into another row belongs to neither: it is marked in both.
    """
    grid: list[list[str]] = []
    shared: list[tuple[int, int, int]] = []
    reaching: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        if not reaching and all(columns == 1 == deep for _, columns, deep in row):
            grid.append([text for text, _, _ in row])
            continue
        cells: list[str] = []
        own = False
        added: dict[int, tuple[int, int]] = {}
        for text, columns, deep in row:
            while len(cells) in reaching:
                cells.append("")
            own = own or bool(text)
            if deep > 1 or columns > 1:
                columns = min(columns, MOST_COLUMNS) if len(cells) < _WIDEST else 1
                if deep > 1:
                    below = at + min(deep, MOST_ROWS_SPANNED) - 1
                    added |= dict.fromkeys(range(len(cells), len(cells) + columns), (below, at))
                cells.append(text)
                cells += [""] * (columns - 1)
            else:
                cells.append(text)
        while len(cells) in reaching:
            cells.append("")
        if own:
            shared += [
                (at, place, owner) for place, (_, owner) in reaching.items() if place < MOST_COLUMNS
            ]
        reaching = {place: reach for place, reach in (reaching | added).items() if reach[0] > at}
        grid.append(cells)
    _mark(grid, shared)
    return ["\t".join(cells) for cells in grid]


def _mark(grid: Sequence[list[str]], shared: Iterable[tuple[int, int, int]]) -> None:
    """Mark each number that reaches from its own row into another's."""
    for at, place, owner in shared:
        text = grid[owner][place]
        if _NUMBER.fullmatch(text) and place < len(grid[at]):
            grid[owner][place] = text.removesuffix(SHARED) + SHARED
            grid[at][place] = grid[owner][place]
