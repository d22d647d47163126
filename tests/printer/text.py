"""The layouts of text files: how each line of a table is cut into lines, cells and gaps."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import cycle

from opencc import OpenCC

from govdash.forms.official import ORGANISATIONS
from tests.printer.form import Line, Part, Report

_NOTES = ("zhèn", "kāi", "xiàng", "de", "yī", "lǜ", "nǚ")
_WRAP = 11
"""Characters of a label that fit on one line of a narrow column."""

Render = Callable[[Line], list[str]]


def by_lines(line: Line) -> list[str]:
    """One label or value a line, empty lines between: a blank cell leaves no trace (000)."""
    return [part for text in (*line.labels, *line.values) for part in (text, "")]


def by_lines_dense(line: Line) -> list[str]:
    """One label or value a line."""
    return [*line.labels, *line.values]


def by_tabs(line: Line) -> list[str]:
    """A grid of tabs with empty cells where labels reach down or across (002)."""
    return ["\t".join(_grid(line))]


def _grid(line: Line) -> list[str]:
    cells = [*[""] * line.lead, *line.labels, *line.values]
    if ORGANISATIONS.label in cells:
        # A heading over five columns leaves the cells of the other four behind it.
        cells[cells.index(ORGANISATIONS.label) + 1 : -1] = [""] * 4
    return cells


def by_bars(line: Line) -> list[str]:
    """Cells between bars, labels that reach down dropped, rows padded to the right (003)."""
    cells = [*line.labels, *line.values]
    return [" | ".join(cells) + " |" + "|" * (2 - min(len(line.labels), 2))]


def by_bars_moved(line: Line) -> list[str]:
    """One cell a line with its bar; blank cells have moved to the end of their row (004)."""
    printed = [f"{text} |" for text in (*line.labels, *line.values) if text]
    blanks = sum(not text for text in line.values)
    return [*printed, "|" * (blanks + 1)]


def by_markdown(line: Line) -> list[str]:
    """A row of a Markdown table; headings bring their rule."""
    cells = [*line.labels, *line.values]
    row = f"| {' | '.join(cells)} |"
    return [row] if line.values else [row, f"|{'---|' * len(cells)}"]


def by_markdown_pieces(line: Line) -> list[str]:
    """Every row a Markdown table of its own, as a converter cuts a table over pages."""
    cells = [*line.labels, *line.values]
    return [f"| {' | '.join(cells)} |", f"|{'---|' * len(cells)}", ""]


def by_spaces(line: Line) -> list[str]:
    """Cells with one blank between; a blank cell leaves no trace."""
    return [" ".join(text for text in (*line.labels, *line.values) if text)]


def by_gaps(line: Line) -> list[str]:
    """Columns by blanks, as a PDF reader keeps them."""
    cells = [*line.labels, *line.values]
    padded = (text + " " * max(18 - _width(text), 3) for text in cells[:-1])
    return [" " * 8 * line.lead + "".join(padded) + cells[-1]]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def by_wrapped(line: Line) -> list[str]:
    """A label too long for its column: the values stand beside the middle of it."""
    label = "".join(line.labels)
    if not line.values or len(label) <= _WRAP:
        return by_gaps(line)
    pieces = [label[i : i + _WRAP] for i in range(0, len(label), _WRAP)]
    middle = (len(pieces) - 1) // 2
    beside = f"{pieces[middle]}   {'   '.join(line.values)}"
    return [*pieces[:middle], beside, *pieces[middle + 1 :]]


def by_values_below(line: Line) -> list[str]:
    """The labels on one line, the values on the next."""
    values = " ".join(text for text in line.values if text)
    return ["".join(line.labels), *([values] if values else [])]


def by_labels_above(line: Line) -> list[str]:
    """Tabs, and a line of its own for each of several labels."""
    *above, label = line.labels or ("",)
    return [*above, "\t".join([label, *line.values])]


LAYOUTS: dict[str, Render] = {
    "lines": by_lines,
    "tabs": by_tabs,
    "bars": by_bars,
    "moved": by_bars_moved,
}
"""The layouts of the seeds."""

MORE_LAYOUTS: dict[str, Render] = {
    "lines dense": by_lines_dense,
    "markdown": by_markdown,
    "markdown in pieces": by_markdown_pieces,
    "single blanks": by_spaces,
    "columns by blanks": by_gaps,
    "wrapped labels": by_wrapped,
    "values below": by_values_below,
    "labels above": by_labels_above,
}

TRADITIONAL = "traditional"
"""The layout `moved` in traditional characters with pinyin notes (004)."""

GLUED, SPACED = "one line, glued", "one line, blanks"
"""The whole page in one line: cells run together, or with one blank between."""

ALL_LAYOUTS = (*LAYOUTS, TRADITIONAL)


def lines_of(report: Report, render: Render) -> list[str]:
    """The lines of a text file."""
    lines = [report.title, ""]
    for part in report.parts:
        lines.append(part.title)
        for line in part.lines:
            lines += render(line)
    return lines


def in_one_line(report: Report, gap: str) -> list[str]:
    """The title, and everything below it as one line."""
    text = gap.join(gap.join(_flat(part)) for part in report.parts)
    return [report.title, text]


def _flat(part: Part) -> Iterator[str]:
    yield part.title
    for line in part.lines:
        yield from (text for text in (*line.labels, *line.values) if text)


PRINTERS: dict[str, Callable[[Report], list[str]]] = {
    **{name: partial(lines_of, render=each) for name, each in (LAYOUTS | MORE_LAYOUTS).items()},
    TRADITIONAL: lambda report: [noted(line) for line in lines_of(report, by_bars_moved)],
    GLUED: partial(in_one_line, gap=""),
    SPACED: partial(in_one_line, gap=" "),
}
"""Every layout of a text file."""


@cache
def _s2t() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str) -> str:
    """The text in traditional characters."""
    return _s2t().convert(text)


def noted(line: str) -> str:
    """The line in traditional characters, every third one with its reading in brackets."""
    notes = cycle(_NOTES)
    return "".join(
        f"{character}({next(notes)})" if index % 3 == 0 and "㐀" <= character <= "鿿" else character
        for index, character in enumerate(traditional(line))
    )


def is_sentence(line: str) -> bool:
    """Whether a line is narrative and not part of a table."""
    return bool(re.search("[。；]", line))
