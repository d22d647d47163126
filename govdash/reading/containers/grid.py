"""Tables with merged cells → lines of a grid: every row with the same columns."""

from collections.abc import Iterable

MOST_COLUMNS = 64
MOST_ROWS_SPANNED = 200


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
            for extra in range(min(columns, MOST_COLUMNS)):
                if deep > 1:
                    added[len(cells)] = min(deep, MOST_ROWS_SPANNED) - 1
                cells.append("" if extra else text)
        while reaching.get(len(cells)):
            cells.append("")
        reaching = {place: left - 1 for place, left in reaching.items() if left > 1} | added
        lines.append("\t".join(cells))
    return lines
