"""A single report drawn as in the official form, every number linked to the line it stands on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Any

from govdash.forms import Block, Figure, Group, Row, Section
from govdash.forms.official import (
    APPLICANTS_HEADING,
    APPLICATIONS,
    BALANCE_REMARK,
    CONTENT,
    HANDLED_HEADING,
    ORGANISATIONS,
)
from govdash.privacy import mask
from govdash.report import Cell, How, Line, Report, Severity, State
from govdash.rules import SEVERITY_NAMES
from govdash.ui import lights
from govdash.ui.language import label, say, told
from govdash.ui.lights import Lights
from govdash.ui.quantities import written
from govdash.ui.remarks import Lines, cell_of, line_of, section_name
from govdash.ui.words import STATE_NAMES

_SERIOUS = (Severity.ERROR, Severity.WARNING)

Corrections = Mapping[str, Mapping[str, Any]]
"""What was corrected by hand, by figure: the right number with its reason."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report with what its tables show beside the printed numbers."""

    report: Report
    lights: Lights
    corrections: Corrections = field(default_factory=dict)


def tables(sheet: Sheet, section: Section) -> str:
    """One section of a report as HTML, drawn as the form prints it."""
    title = escape(section_name(section.id))
    drawn = []
    for block in sheet.report.form.in_section(section):
        draw = _one_line if block.one_line else _matrix if section is APPLICATIONS else _plain
        # The heading of the section stands above it: only a reader who hears the page needs it again.
        known = block.heading in ("", APPLICANTS_HEADING)
        caption = f'<span class="unseen">{title}{"" if known else " · "}</span>'
        caption += "" if known else escape(say(block.heading))
        drawn.append(f"<table><caption>{caption}</caption>{draw(sheet, block)}</table>")
    return f'<div class="gd" tabindex="0" role="region" aria-label="{title}">{"".join(drawn)}</div>'


def _name(part: Row | Group) -> str:
    return escape(label(part.label, part.en))


def _plain(sheet: Sheet, block: Block) -> str:
    heads = "".join(_head(column.label, column.en) for column in block.columns)
    rows = "".join(
        f'<tr><th class="row" scope="row">{_name(row)}</th>'
        + "".join(_cell(sheet, figure) for figure in block.line(row))
        + "</tr>"
        for row in block.rows
    )
    return (
        f'<thead><tr><th scope="col">{escape(say(CONTENT))}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody>"
    )


def _head(chinese: str, english: str, span: str = "") -> str:
    return f'<th scope="col"{span}>{escape(label(chinese, english))}</th>'


def _matrix(sheet: Sheet, block: Block) -> str:
    organisations = sum(column.group is ORGANISATIONS for column in block.columns)
    first = [
        _head(column.label, column.en, ' rowspan="2"')
        for column in block.columns
        if column.group is None
    ]
    over = f' colspan="{organisations}" scope="colgroup"'
    first.insert(1, f"<th{over}>{_name(ORGANISATIONS)}</th>")
    second = "".join(_head(column.label, column.en) for column in block.columns if column.group)
    return (
        f'<thead><tr><td class="remark" rowspan="3" colspan="2">{escape(say(BALANCE_REMARK))}</td>'
        f'<th colspan="{len(block.columns)}" scope="colgroup">'
        f"{escape(say(APPLICANTS_HEADING))}</th></tr>"
        f"<tr>{''.join(first)}</tr><tr>{second}</tr></thead>{''.join(_matrix_rows(sheet, block))}"
    )


def _matrix_rows(sheet: Sheet, block: Block) -> Iterator[str]:
    handled = False
    for group, rows in groupby(block.rows, key=lambda row: row.group):
        members = list(rows)
        yield "<tbody>"
        if group and not handled:
            handled = True
            yield (
                f'<tr><th class="row" scope="rowgroup" colspan="{len(block.columns) + 2}">'
                f"{escape(say(HANDLED_HEADING))}</th></tr>"
            )
        for index, row in enumerate(members):
            lead = ""
            if group and len(members) > 1 and index == 0:
                over = f' rowspan="{len(members)}" scope="rowgroup"'
                lead = f'<th class="row"{over}>{_name(group)}</th>'
            span = "" if group and len(members) > 1 else ' colspan="2"'
            cells = "".join(_cell(sheet, figure) for figure in block.line(row))
            yield f'<tr>{lead}<th class="row" scope="row"{span}>{_name(row)}</th>{cells}</tr>'
        yield "</tbody>"


def _one_line(sheet: Sheet, block: Block) -> str:
    width = len(block.columns)
    over = 'scope="colgroup" colspan='
    top = "".join(
        f'<th {over}"{width * len(list(rows))}">{_name(group)}</th>'
        for group, rows in groupby(block.rows, key=lambda row: row.group)
        if group
    )
    alone = "".join(
        f'<th rowspan="2" {over}"{width}">{_name(row)}</th>' for row in block.rows if not row.group
    )
    second = "".join(f'<th {over}"{width}">{_name(row)}</th>' for row in block.rows if row.group)
    third = "".join(_head(column.label, column.en) for column in block.columns)
    cells = "".join(_cell(sheet, figure) for figure in block.figures)
    return (
        f"<thead><tr>{alone}{top}</tr><tr>{second}</tr><tr>{third * len(block.rows)}</tr></thead>"
        f"<tbody><tr>{cells}</tr></tbody>"
    )


def _cell(sheet: Sheet, figure: Figure) -> str:
    report = sheet.report
    found = sheet.lights.of_figure.get(figure.id, ())
    inner = _content(sheet, figure.id, report.cells[figure.id])
    if derived := report.derived.get(figure.id):
        words = say("推算 {number}", number=written(derived.value))
        # One piece: a column may be narrower than the words with their number.
        inner += f'<span class="derived">{escape(words).replace(" ", "&nbsp;")}</span>'
    for position, finding in found:
        place = lights.of_finding(position)
        # What does not speak of the agency's figures is only numbered, so that it does not shout.
        name = say(SEVERITY_NAMES[finding.severity]) if finding.severity in _SERIOUS else say("注")
        inner += (
            f'<span class="mark">{lights.link(place, f"{escape(name)}{position}", place)}</span>'
        )
    kind = ""
    if found:
        serious = any(finding.severity is Severity.ERROR for _, finding in found)
        kind = ' class="marked"' if serious else ' class="marked mild"'
    others = sheet.lights.with_cell(report, figure.id)
    place = lights.place(lights.of_cell(figure.id), label(figure.label, figure.en), others)
    return f"<td {place}{kind}>{inner}</td>"


def _content(sheet: Sheet, figure: str, cell: Cell) -> str:
    """What is printed, and beside it what a person corrected."""
    if cell.state is State.VALUE and cell.value is not None:
        text = written(cell.value)
        if sheet.lights.with_cell(sheet.report, figure):
            text = lights.link(lights.of_cell(figure), text)
        if cell.how is How.INFERRED:
            guessed = say("栏目为推断")
            text += f'<span class="derived">{escape(guessed)}</span>'
    else:
        text = f'<span class="none">{escape(say(STATE_NAMES[cell.state]))}</span>'
    correction = sheet.corrections.get(figure)
    if correction is None:
        return text
    now = say("不明") if correction["value"] is None else written(correction["value"])
    words = say("更正为 {number}", number=now)
    return f'{text}<span class="derived"><b>{escape(words)}</b></span>'


def source(sheet: Sheet, lines: Lines) -> str:
    """The document as printed, line by line; the lines that findings speak of are marked."""
    marked = _marked(sheet.report, lines)
    drawn = []
    seen: set[Line] = set()
    for line, text in lines:
        shown = escape(mask(text))
        kind = ' class="has"' if line in marked else ""
        if line in seen:
            # Several lines of a page may begin in one line of its source: the first is the place.
            drawn.append(f'<div{kind}><span class="at"></span><span>{shown}</span></div>')
            continue
        seen.add(line)
        others = sheet.lights.with_line(line)
        place = lights.of_line(line)
        name = say("原文第 {line} 行", line=line)
        at = lights.link(place, escape(str(line)), others[0] if others else "")
        drawn.append(
            f'<div {lights.place(place, name, others)}{kind}><span class="at">{at}</span>'
            f"<span>{shown}</span></div>"
        )
    name = escape(say("原文"))
    return (
        f'<div class="gd-pane" tabindex="0" role="region" aria-label="{name}" lang="zh">'
        f"{''.join(drawn)}</div>"
    )


def _marked(report: Report, lines: Lines) -> set[Line | None]:
    serious = [finding for finding in report.findings if finding.severity in _SERIOUS]
    cells = {cell_of(report, cell).line for finding in serious for cell in finding.cells}
    return cells | {line_of(report, finding, lines) for finding in serious}


def now_lit() -> str:
    """The sentence over the original that says what is lit; the browser writes it."""
    empty = escape(say("点表格里的数字，这里亮出它印在哪一行。"))
    before, join = escape(say("亮着：")), escape(say("、"))
    return (
        f'<p class="gd-lit-now" role="status" data-before="{before}" '
        f'data-join="{join}" data-empty="{empty}">{empty}</p>'
    )


def corrected(corrections: Sequence[Mapping[str, Any]], names: Mapping[str, Figure]) -> str:
    """The corrections by hand as a list: what was printed, what is right, why and after what."""
    items = []
    for item in corrections:
        figure = names[item["figure"]]
        state, value = item["read_state"], item["read_value"]
        read = say(STATE_NAMES[state]) if value is None else written(value)
        now = say("不明") if item["value"] is None else written(item["value"])
        text = say(
            "{name}：印的是 {read}，更正为 {now}。理由：{reason}（依据：{source}；{by}，{date}）",
            name=label(figure.label, figure.en),
            read=read,
            now=now,
            reason=told(item["reason"]),
            source=told(item["source"]),
            by=told(item["by"]),
            date=item["date"],
        )
        place = lights.of_cell(figure.id)
        items.append(f"<li>{lights.link(place, escape(text), place)}</li>")
    return f'<ul class="gd-list">{"".join(items)}</ul>'
