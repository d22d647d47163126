"""Prints a report of either form in the layouts of the seeds: the inverse of reading.

What it prints is made up: the narrative is ours, the figures are whatever the caller gives.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import cycle

from opencc import OpenCC

from govdash.forms import Block, Form, Row
from govdash.forms.official import (
    APPLICANTS_HEADING,
    APPLICATIONS,
    BALANCE_REMARK,
    CASES,
    CONTENT,
    DISCLOSURE,
    HANDLED_HEADING,
    NATURAL_PERSON,
    ORGANISATIONS,
    OTHER,
    OVERVIEW,
    PROBLEMS,
    TOTAL,
)

Texts = Mapping[str, str]
"""What stands in each cell, by figure id; "" for a blank one."""

Cells = list[str]
"""One printed line, cut into cells."""

_ALONE = {"g_granted", "g_partial"}
_NOTES = ("zhèn", "kāi", "xiàng", "de", "yī", "lǜ", "nǚ")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: labels, then values; `lead` empty cells stand before the labels."""

    labels: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    lead: int = 0


def _disclosure(form: Form, texts: Texts) -> Iterator[Line]:
    for block in form.in_section(DISCLOSURE):
        yield Line((block.heading,))
        # A money heading says its unit: 采购总金额 alone would leave every amount unread.
        headings = (
            column.label
            if column.unit in column.label or column.kind.value != "money"
            else f"{column.label}（单位：{column.unit}）"
            for column in block.columns
        )
        yield Line((CONTENT, *headings))
        for row in block.rows:
            yield Line((row.label,), tuple(texts[figure.id] for figure in block.line(row)))


def _applications(form: Form, texts: Texts) -> Iterator[Line]:
    (block,) = form.in_section(APPLICATIONS)
    yield Line((BALANCE_REMARK, APPLICANTS_HEADING))
    yield Line((NATURAL_PERSON.label, ORGANISATIONS.label, TOTAL.label), lead=1)
    inner = tuple(column.label for column in block.columns if column.group is ORGANISATIONS)
    yield Line(inner, lead=2)
    above: object = None
    for row in block.rows:
        values = tuple(texts[figure.id] for figure in block.line(row))
        yield Line(_labels(row, above), values, lead=_lead(row, above))
        above = row.group


def _labels(row: Row, above: object) -> tuple[str, ...]:
    if row.group is None or row.group is above:
        return (row.label,)
    if row.group.id == "g_granted":
        return (HANDLED_HEADING, row.label)
    if row.group.id in _ALONE or row.label == row.group.label:
        return (row.label,)
    return (row.group.label, row.label)


def _lead(row: Row, above: object) -> int:
    """How many cells of labels further up reach down beside this line."""
    if row.group is None:
        return 0
    return 2 if row.group is above else 0 if row.group.id == "g_granted" else 1


def _cases(form: Form, texts: Texts) -> Iterator[Line]:
    (block,) = form.in_section(CASES)
    yield Line(tuple(dict.fromkeys(_over(row) for row in block.rows)))
    rest = block.rows[1:]
    results = [column.label for column in block.columns]
    yield Line((*results, *(row.label for row in rest)))
    yield Line(tuple(results * len(rest)))
    yield Line((), tuple(texts[figure.id] for figure in block.figures))


def _over(row: Row) -> str:
    return row.group.label if row.group else row.label


def _sections(form: Form, texts: Texts, narrative: str) -> Iterator[tuple[str, list[Line]]]:
    yield f"一、{OVERVIEW.title}", [Line((narrative,))]
    yield f"二、{DISCLOSURE.title}", list(_disclosure(form, texts))
    yield f"三、{APPLICATIONS.title}", list(_applications(form, texts))
    yield f"四、{CASES.title}", list(_cases(form, texts))
    yield f"五、{PROBLEMS.title}", [Line(("制度还要完善。",))]
    yield f"六、{OTHER.title}", [Line(("没有别的事项。",))]


# ---------------------------------------------------------------- layouts


def by_lines(line: Line) -> list[str]:
    """One label or value a line, empty lines between: a blank cell leaves no trace (000)."""
    return [part for text in (*line.labels, *line.values) for part in (text, "")]


def by_tabs(line: Line) -> list[str]:
    """A grid of tabs with empty cells where labels reach down or across (002)."""
    cells = [*[""] * line.lead, *line.labels, *line.values]
    if ORGANISATIONS.label in cells:
        # A heading over five columns leaves the cells of the other four behind it.
        cells[cells.index(ORGANISATIONS.label) + 1 : -1] = [""] * 4
    return ["\t".join(cells)]


def by_bars(line: Line) -> list[str]:
    """Cells between bars, labels that reach down dropped, rows padded to the right (003)."""
    cells = [*line.labels, *line.values]
    return [" | ".join(cells) + " |" + "|" * (2 - min(len(line.labels), 2))]


def by_bars_moved(line: Line) -> list[str]:
    """One cell a line with its bar; blank cells have moved to the end of their row (004)."""
    printed = [f"{text} |" for text in (*line.labels, *line.values) if text]
    blanks = sum(not text for text in line.values)
    return [*printed, "|" * (blanks + 1)]


LAYOUTS: dict[str, Callable[[Line], list[str]]] = {
    "lines": by_lines,
    "tabs": by_tabs,
    "bars": by_bars,
    "moved": by_bars_moved,
}
TRADITIONAL = "traditional"
"""The layout `moved` in traditional characters with pinyin notes (004)."""

ALL_LAYOUTS = (*LAYOUTS, TRADITIONAL)


def print_lines(form: Form, texts: Texts, layout: str, narrative: str = "工作有序。") -> list[str]:
    """A report as the lines of a text file."""
    render = by_bars_moved if layout == TRADITIONAL else LAYOUTS[layout]
    lines = [f"赫山区桃花仑街道办事处政府信息公开工作{form.first_year}年度报告", ""]
    for title, table in _sections(form, texts, narrative):
        lines.append(title)
        for line in table:
            lines += render(line)
    return [_noted(line) for line in lines] if layout == TRADITIONAL else lines


@cache
def _s2t() -> OpenCC:
    return OpenCC("s2t")


def _noted(line: str) -> str:
    """The line in traditional characters, every third one with its reading in brackets."""
    notes = cycle(_NOTES)
    return "".join(
        f"{character}({next(notes)})" if index % 3 == 0 and "㐀" <= character <= "鿿" else character
        for index, character in enumerate(_s2t().convert(line))
    )


def print_report(form: Form, texts: Texts, layout: str, narrative: str = "工作有序。") -> bytes:
    """A report as a file."""
    return "\n".join(print_lines(form, texts, layout, narrative)).encode()


def blocks_with_rows(form: Form) -> Iterator[tuple[Block, Row]]:
    """Every row of a form with its block."""
    return ((block, row) for block in form.blocks for row in block.rows)


# ---------------------------------------------------------------- web pages


def print_html(form: Form, texts: Texts) -> bytes:
    """A report as a web page: labels that reach down and headings that reach across are merged."""
    parts = ["<html><head>", "</head><body>"]
    for title, table in _sections(form, texts, "工作有序。"):
        parts.append(f"<p>{title}</p>")
        if any(line.values for line in table):
            parts += ["<table>", *_html_rows(table, title), "</table>"]
        else:
            parts += [f"<p>{escape(text)}</p>" for line in table for text in line.labels]
    return "\n".join([*parts, "</body></html>"]).encode()


def _html_rows(table: list[Line], title: str) -> Iterator[str]:
    """Section 三 has three columns of labels; a label fills what no other needs."""
    wide = 3 if APPLICATIONS.title in title else 1
    for line in table:
        if not line.values:
            yield _html_row(_headings(line, wide))
            continue
        lead = [(" ", 1)] * (line.lead if wide > 1 else 0)
        labels = [(text, 1) for text in line.labels]
        if labels:
            labels[-1] = (labels[-1][0], max(wide - len(lead) - len(labels) + 1, 1))
        yield _html_row([*lead, *labels, *((text, 1) for text in line.values)])


def _headings(line: Line, wide: int) -> list[tuple[str, int]]:
    if wide == 1:
        return [(text, 1) for text in line.labels]
    if line.labels[-1] == APPLICANTS_HEADING:
        return [(line.labels[0], wide), (line.labels[-1], 7)]
    if ORGANISATIONS.label in line.labels:
        return [
            (" ", wide),
            *((text, 5 if text == ORGANISATIONS.label else 1) for text in line.labels),
        ]
    return [(" ", wide), (" ", 1), *((text, 1) for text in line.labels), (" ", 1)]


def _html_row(cells: list[tuple[str, int]]) -> str:
    return "<tr>" + "".join(_html_cell(text, columns) for text, columns in cells) + "</tr>"


def _html_cell(text: str, columns: int) -> str:
    span = f' colspan="{columns}"' if columns > 1 else ""
    return f"<td{span}><p><span>{escape(text)}</span></p></td>"
