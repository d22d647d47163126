"""Findings in the words of a reader: where, what is printed, what the rest comes to, what to do.

The same remarks are drawn in the viewer and written to the file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from govdash.forms import FIGURES, SECTIONS
from govdash.report import (
    ABSENT,
    Cell,
    Finding,
    Line,
    Report,
    Severity,
    State,
    line_of_quote,
    number,
)
from govdash.rules import OF_RELATION, SEVERITY_NAMES
from govdash.ui.language import label, phrase, say
from govdash.ui.view import View
from govdash.ui.words import STATE_NAMES, rule_name

Lines = Sequence[tuple[Line, str]]

ADVICE: Mapping[Severity, str] = {
    Severity.ERROR: phrase("公布前请改正：对照台账，改掉错的那个数，或补上没填的数。"),
    Severity.WARNING: phrase("请核对一遍：如果属实，可以不改，最好在正文里说明原因。"),
    Severity.NOTICE: phrase("不影响加总，建议照表样填全、填规范：确实没有的填 0，不要留空。"),
    Severity.EXTRACTION: phrase(
        "这是我们没有读准，不是机关的差错，报告不用改。换成 docx 或纯文本再试，往往能读全。"
    ),
    Severity.INFO: phrase("只供参考，不必改。"),
}
"""What to do about a finding of each severity before a report is published."""

_ROWS_NAMED = 2
_SUM_RULES = frozenset(rule.id for rule in OF_RELATION.values())


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding, its place in the report and the line it stands on."""

    position: int
    finding: Finding
    place: str
    printed: str
    expected: str
    line: Line | None

    @property
    def severity(self) -> str:
        """How much it weighs, in words."""
        return say(SEVERITY_NAMES[self.finding.severity])


def remarks(report: Report, lines: Lines = ()) -> list[Remark]:
    """All findings of a report, in their order."""
    return [
        Remark(
            position,
            finding,
            _place(report, finding),
            _printed(report, finding),
            _expected(report, finding),
            line_of(report, finding, lines),
        )
        for position, finding in enumerate(report.findings, start=1)
    ]


def by_severity(found: Sequence[Remark]) -> Iterator[tuple[Severity, list[Remark]]]:
    """The remarks in groups, the most serious first."""
    for severity, group in groupby(found, key=lambda remark: remark.finding.severity):
        yield severity, list(group)


def line_of(report: Report, finding: Finding, lines: Lines = ()) -> Line | None:
    """The line a finding speaks of: of its first cell that has one, or where its quote stands."""
    for cell in finding.cells:
        if (line := cell_of(report, cell).line) is not None:
            return line
    said = ((stated.quote, stated.line) for stated in report.stated)
    return line_of_quote(finding.quote, said, lines)


def cell_of(report: Report, figure: str) -> Cell:
    """A cell a finding speaks of; one of another year's form is not in this report."""
    return report.cells.get(figure, ABSENT)


def _place(report: Report, finding: Finding) -> str:
    """Section and rows that a finding speaks of."""
    figures = [FIGURES[cell] for cell in finding.cells]
    if not figures:
        quote = finding.quote
        told = next((key for key, text in report.sections.items() if quote and quote in text), None)
        return section_name(told) if told else say("整份报告")
    rows = list(dict.fromkeys(label(item.row.short, item.row.en) for item in figures))
    columns = list(dict.fromkeys(label(item.column.short, item.column.en) for item in figures))
    named = say("、").join(rows[:_ROWS_NAMED])
    if len(rows) > _ROWS_NAMED:
        named = say("{rows}等 {count} 行", rows=named, count=len(rows))
    return f"{section_name(figures[0].section)} · {named}" + (
        f" · {columns[0]}" if len(columns) == 1 else ""
    )


def section_name(key: str) -> str:
    """A section as it is numbered and named in the report."""
    number, section = next(
        (number, item) for number, item in enumerate(SECTIONS, start=1) if item.id == key
    )
    return label(f"{section.id}、{section.title}", f"{number}. {section.en}")


def _printed(report: Report, finding: Finding) -> str:
    """What stands in the cells of a finding."""
    if finding.left is not None and finding.left == finding.right:
        return ""
    cells = [cell_of(report, cell) for cell in finding.cells]
    states = {cell.state for cell in cells}
    if len(cells) == 1 and cells[0].value is not None:
        return f"{number(cells[0].value):,}"
    if len(states) == 1 and State.VALUE not in states:
        return say(STATE_NAMES[states.pop()])
    if finding.quote:
        return ""  # the message says both sides, and the quote stands below it
    if finding.left is not None and finding.right is not None:
        return say(
            "一边 {left}，另一边 {right}",
            left=f"{number(finding.left):,}",
            right=f"{number(finding.right):,}",
        )
    return ""


def _expected(report: Report, finding: Finding) -> str:
    """What the other cells of the report come to; which of the two is wrong nobody knows."""
    if finding.left is None or finding.left == finding.right:
        return ""
    blank = all(cell_of(report, cell).value is None for cell in finding.cells)
    missing = finding.cells and blank and finding.right is None
    total = len(finding.cells) == 1 and finding.right is not None and finding.rule in _SUM_RULES
    return f"{number(finding.left):,}" if missing or total else ""


def view(report: Report, lines: Lines = ()) -> View:
    """The remarks as the table that is handed out."""
    return View(
        {
            "severity": say("性质"),
            "rule": say("规则"),
            "place": say("位置"),
            "message": say("问题"),
            "printed": say("印的是"),
            "expected": say("按其他格子算"),
            "hint": say("可能的原因"),
            "quote": say("原话"),
            "line": say("原文行"),
            "cells": say("格子编号"),
        },
        [
            (
                remark.severity,
                rule_name(remark.finding.rule),
                remark.place,
                remark.finding.message,
                remark.printed or None,
                remark.expected or None,
                remark.finding.hint,
                remark.finding.quote,
                remark.line,
                " ".join(remark.finding.cells) or None,
            )
            for remark in remarks(report, lines)
        ],
    )
