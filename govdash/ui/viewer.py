"""A single report drawn as in the official form, every number linked to the line it stands on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from govdash.forms import Block, Figure, Section
from govdash.forms.official import (
    APPLICANTS_HEADING,
    APPLICATIONS,
    BALANCE_REMARK,
    CONTENT,
    HANDLED_HEADING,
    ORGANISATIONS,
)
from govdash.privacy import mask
from govdash.report import Cell, Finding, How, Line, Report, Severity, State, number
from govdash.rules import SEVERITY_NAMES
from govdash.ui.remarks import ADVICE, Lines, Remark, by_severity, cell_of, line_of, remarks
from govdash.ui.words import STATE_NAMES

STYLE = """
<style>
.gd { font-size: .84rem; overflow-x: auto; }
.gd table { border-collapse: collapse; width: 100%; margin: .2rem 0 1rem; }
.gd th, .gd td { border: 1px solid #8886; padding: .25rem .3rem; text-align: center; }
.gd th { font-weight: 500; background: #8881; }
.gd th.remark { font-weight: 400; font-size: .76rem; min-width: 9rem; }
.gd th.row { text-align: left; min-width: 6.4rem; }
.gd td a { color: inherit; text-decoration: underline dotted; text-underline-offset: 3px; }
.gd .none { opacity: .7; font-size: .76rem; white-space: nowrap; }
.gd th[scope=col] { min-width: 2.7em; }
.gd .derived { display: block; font-size: .74rem; opacity: .8; }
.gd .marked { outline: 3px solid #b03a2e; outline-offset: -3px; }
.gd .marked.mild { outline: 2px dashed #b36b00; outline-offset: -2px; }
.gd .mark { display: block; font-size: .72rem; color: #b03a2e; font-weight: 600; }
.gd .mild .mark { color: #8a5200; }
.gd-text { font-size: .84rem; line-height: 1.6; overflow-wrap: anywhere; }
.gd-text div { display: flex; gap: .6rem; }
.gd-text div span:first-child { flex: 0 0 2.4rem; text-align: right; opacity: .55;
  font-variant-numeric: tabular-nums; user-select: none; }
.gd-text div.has { background: #b03a2e22; }
.gd-text div:target { background: #ffd54a; color: #000; outline: 2px solid #8a5200; }
.gd td, .gd li, .gd-text div { scroll-margin-top: 5rem; }
.gd td:target, .gd li:target { background: #ffd54a; color: #000; }
.gd-found { font-size: .94rem; line-height: 1.6; }
.gd-found a { color: inherit; }
.gd-found h4 { font-size: 1rem; margin: .9rem 0 .2rem; padding: 0; }
.gd-found p, .gd-found .place { opacity: .8; margin: 0; }
.gd-found ol { margin: .3rem 0 .6rem; padding-left: 1.6rem; }
.gd-found li { margin: .5rem 0; padding-left: .2rem; }
.gd-found blockquote { margin: .2rem 0; padding-left: .7rem; border-left: 3px solid #8886; }
@media print {
  [data-testid=stMain], :has(> .st-key-original), .st-key-original, .st-key-original * {
    height: auto !important; max-height: none !important; overflow: visible !important; }
  [data-testid=stHorizontalBlock] { display: block !important; }
  [data-testid=stColumn] { width: 100% !important; }
  .gd, .gd th.remark, .gd th.row { overflow: visible; min-width: 0; }
  .gd tr, .gd li, .gd-text div { break-inside: avoid; }
  [data-testid=stSidebar], [data-testid=stHeader], [data-testid=stToolbar],
  [class*="st-key-no-print"] { display: none !important; }
}
</style>
"""

_SERIOUS = (Severity.ERROR, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Marks:
    """Which finding speaks of which cell, by the number it has in the list."""

    of_cell: Mapping[str, tuple[tuple[int, Finding], ...]]

    @classmethod
    def of(cls, report: Report) -> "Marks":
        """The marks of a report's findings."""
        cells: dict[str, list[tuple[int, Finding]]] = {}
        for position, finding in enumerate(report.findings, start=1):
            for cell in finding.cells:
                cells.setdefault(cell, []).append((position, finding))
        return cls({cell: tuple(found) for cell, found in cells.items()})


def tables(report: Report, section: Section) -> str:
    """One section of a report as HTML, drawn as the form prints it."""
    marks = Marks.of(report)
    drawn = []
    for block in report.form.in_section(section):
        draw = _one_line if block.one_line else _matrix if section is APPLICATIONS else _plain
        drawn.append(f"<table>{draw(report, block, marks)}</table>")
    return f'<div class="gd">{"".join(drawn)}</div>'


def _plain(report: Report, block: Block, marks: Marks) -> str:
    width = len(block.columns) + 1
    heads = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in block.columns)
    rows = "".join(
        f'<tr><th class="row" scope="row">{escape(row.label)}</th>'
        + "".join(_cell(report, figure, marks) for figure in block.line(row))
        + "</tr>"
        for row in block.rows
    )
    return (
        f'<tr><th colspan="{width}">{escape(block.heading)}</th></tr>'
        f'<tr><th scope="col">{CONTENT}</th>{heads}</tr>{rows}'
    )


def _matrix(report: Report, block: Block, marks: Marks) -> str:
    organisations = sum(column.group is ORGANISATIONS for column in block.columns)
    first = [
        f'<th rowspan="2" scope="col">{column.label}</th>'
        for column in block.columns
        if column.group is None
    ]
    first.insert(1, f'<th colspan="{organisations}">{ORGANISATIONS.label}</th>')
    second = "".join(
        f'<th scope="col">{column.label}</th>' for column in block.columns if column.group
    )
    head = (
        f'<tr><th class="remark" rowspan="3" colspan="2">{BALANCE_REMARK}</th>'
        f'<th colspan="{len(block.columns)}">{APPLICANTS_HEADING}</th></tr>'
        f"<tr>{''.join(first)}</tr><tr>{second}</tr>"
    )
    return head + "".join(_matrix_rows(report, block, marks))


def _matrix_rows(report: Report, block: Block, marks: Marks) -> Iterator[str]:
    handled = False
    for group, rows in groupby(block.rows, key=lambda row: row.group):
        members = list(rows)
        if group and not handled:
            handled = True
            yield f'<tr><th class="row" colspan="{len(block.columns) + 2}">{HANDLED_HEADING}</th></tr>'
        for index, row in enumerate(members):
            lead = ""
            if group and len(members) > 1 and index == 0:
                lead = f'<th class="row" rowspan="{len(members)}">{escape(group.label)}</th>'
            span = "" if group and len(members) > 1 else ' colspan="2"'
            cells = "".join(_cell(report, figure, marks) for figure in block.line(row))
            yield f'<tr>{lead}<th class="row" scope="row"{span}>{escape(row.label)}</th>{cells}</tr>'


def _one_line(report: Report, block: Block, marks: Marks) -> str:
    width = len(block.columns)
    top = "".join(
        f'<th colspan="{width * len(list(rows))}">{escape(group.label if group else "")}</th>'
        for group, rows in groupby(block.rows, key=lambda row: row.group)
        if group
    )
    alone = "".join(
        f'<th rowspan="2" colspan="{width}">{row.label}</th>' for row in block.rows if not row.group
    )
    second = "".join(f'<th colspan="{width}">{row.label}</th>' for row in block.rows if row.group)
    third = "".join(f'<th scope="col">{column.label}</th>' for column in block.columns)
    cells = "".join(_cell(report, figure, marks) for figure in block.figures)
    return (
        f"<tr>{alone}{top}</tr><tr>{second}</tr><tr>{third * len(block.rows)}</tr><tr>{cells}</tr>"
    )


def _cell(report: Report, figure: Figure, marks: Marks) -> str:
    cell = report.cells[figure.id]
    found = marks.of_cell.get(figure.id, ())
    derived = report.derived.get(figure.id)
    inner = _content(cell)
    if derived:
        inner += f'<span class="derived">推算 {number(derived.value)}</span>'
    for position, finding in found:
        inner += (
            f'<span class="mark">'
            f'<a href="#f{position}">{SEVERITY_NAMES[finding.severity]}{position}</a></span>'
        )
    kind = ""
    if found:
        serious = any(finding.severity in _SERIOUS[:1] for _, finding in found)
        kind = ' class="marked"' if serious else ' class="marked mild"'
    return f'<td id="c-{figure.id}"{kind} title="{escape(figure.label)}">{inner}</td>'


def _content(cell: Cell) -> str:
    if cell.state is not State.VALUE:
        return f'<span class="none">{STATE_NAMES[cell.state]}</span>'
    text = f"{number(cell.value):,}"
    if cell.line is not None:
        text = f'<a href="#L{escape(str(cell.line))}">{text}</a>'
    if cell.how is How.INFERRED:
        text += '<span class="derived">栏目为推断</span>'
    return text


def findings(report: Report, lines: Lines = (), *, advise: bool = False) -> str:
    """The findings, numbered, in groups of one severity; each leads to its cell and its line."""
    return (
        '<div class="gd gd-found">'
        + "".join(
            f"<h4>{SEVERITY_NAMES[severity]}（{len(group)} 处）</h4>"
            + (f"<p>{ADVICE[severity]}</p>" if advise else "")
            + f'<ol start="{group[0].position}">{"".join(map(_remark, group))}</ol>'
            for severity, group in by_severity(remarks(report, lines))
        )
        + "</div>"
    )


def _remark(remark: Remark) -> str:
    finding = remark.finding
    sides = "　".join(
        f"{head}：<b>{escape(text)}</b>"
        for head, text in (("印的是", remark.printed), ("按其他格子算", remark.expected))
        if text
    )
    return (
        f'<li id="f{remark.position}"><span class="place">{escape(remark.place)}</span>'
        f"<div>{escape(finding.message)}</div>"
        + (f"<div>{sides}</div>" if sides else "")
        + (f"<div>可能的原因：{escape(finding.hint)}</div>" if finding.hint else "")
        + (f"<blockquote>{escape(mask(finding.quote))}</blockquote>" if finding.quote else "")
        + f"<div>{_links(remark)}</div></li>"
    )


def _links(remark: Remark) -> str:
    links = []
    if remark.finding.cells:
        links.append(f'<a href="#c-{remark.finding.cells[0]}">看表格</a>')
    if remark.line is not None:
        line = escape(str(remark.line))
        links.append(f'<a href="#L{line}">看原文第 {line} 行</a>')
    return "　".join(links)


def source(report: Report, lines: Sequence[tuple[Line, str]]) -> str:
    """The document as printed, line by line; the lines that findings speak of are marked."""
    serious = [finding for finding in report.findings if finding.severity in _SERIOUS]
    marked = {cell_of(report, cell).line for finding in serious for cell in finding.cells}
    marked |= {line_of(report, finding, lines) for finding in serious}
    drawn = []
    seen: set[Line] = set()
    for number_, text in lines:
        # Several lines of a page may begin in one line of its source: the first is the place.
        place = "" if number_ in seen else f' id="L{escape(str(number_))}"'
        seen.add(number_)
        kind = " class=has" if number_ in marked else ""
        drawn.append(
            f"<div{place}{kind}><span>{escape(str(number_))}</span><span>{escape(mask(text))}</span></div>"
        )
    return f'<div class="gd-text">{"".join(drawn)}</div>'
