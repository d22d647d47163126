"""Tables with merged cells → lines of a grid: every row with the same columns; and the text of one cell."""

import re
from collections.abc import Iterable

MOST_COLUMNS = 64
MOST_ROWS_SPANNED = 200
_WIDEST = 256
"""Columns of a row beyond which a merged cell is not unfolded: no table of ours has a tenth."""

APART = "↵"
"""Stands between digits of different lines of a cell: 12<br>5 is not 125."""
RAISED = "^"
"""Stands before a raised digit: 12² is not 122."""

_SPACES = re.compile(r"[\s\u3000]+")


def cell_text(pieces: Iterable[str]) -> str:
    """The text of a cell from its lines: words go on, numbers stay apart."""
    text = ""
    for piece in pieces:
        piece = _SPACES.sub(" ", piece).strip()
        if text and piece and text[-1].isdigit() and piece[0].isdigit():
            text += APART
        text += piece
    return text


def unfold(rows: Iterable[Iterable[tuple[str, int, int]]]) -> list[str]:
    """Each row as its cells parted by tabs; a cell is (text, columns, rows it reaches over).

    The text of a merged cell stands in its first place, the others are empty.
    """
    lines: list[str] = []
    reaching: dict[int, int] = {}
    for row in rows:
        cells: list[str] = []
        added: dict[int, int] = {}
        for text, columns, deep in row:
            while reaching.get(len(cells)):
                cells.append("")
            if deep > 1 or columns > 1:
                columns = min(columns, MOST_COLUMNS) if len(cells) < _WIDEST else 1
                if deep > 1:
                    below = min(deep, MOST_ROWS_SPANNED) - 1
                    added |= dict.fromkeys(range(len(cells), len(cells) + columns), below)
                cells.append(text)
                cells += [""] * (columns - 1)
            else:
                cells.append(text)
        while reaching.get(len(cells)):
            cells.append("")
        reaching = {place: left - 1 for place, left in reaching.items() if left > 1} | added
        lines.append("\t".join(cells))
    return lines
