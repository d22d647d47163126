"""The commands that read documents and print: parse and check."""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from govdash.audit.years import NEEDED, Year, of_series, of_year
from govdash.cli.shared import OK, SOME_REFUSED, command, open_all, paths_option
from govdash.forms import FIGURES, SECTIONS
from govdash.pipeline import Refusal
from govdash.report import Finding, Line, Report, Severity, finding_to_json, number, to_json
from govdash.rules import SEVERITY_NAMES
from govdash.store.rows import agency_of


def add_reading(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands, with their options."""
    parse = command(
        commands, "parse", _parse, "读取报告，每份输出一行 JSON", "print one JSON a report"
    )
    paths_option(parse)

    check = command(
        commands,
        "check",
        _check,
        "核对报告，像代码检查器一样逐条列出问题",
        "audit reports like a linter",
    )
    paths_option(check)
    check.add_argument(
        "--format", choices=("text", "json"), default="text", help="输出格式 output format"
    )


def _parse(options: argparse.Namespace) -> int:
    code = OK
    for item in open_all(options.paths):
        if isinstance(item, Refusal):
            code = SOME_REFUSED
        else:
            print(json.dumps(to_json(item.report), ensure_ascii=False))
    return code


def _check(options: argparse.Namespace) -> int:
    code = OK
    files = 0
    severities: Counter[Severity] = Counter()
    show = _show_json if options.format == "json" else _show_text
    agencies: dict[str, list[Year]] = {}
    heads: dict[str, Head] = {}
    for item in open_all(options.paths):
        if isinstance(item, Refusal):
            code = SOME_REFUSED
            continue
        files += 1
        head = Head.of(item.report)
        severities.update(finding.severity for finding in item.report.findings)
        show(head, item.report.findings)
        agency, year = agency_of(item.report), of_year(head.path, item.report)
        if agency and year:
            agencies.setdefault(agency, []).append(year)
            heads[head.path] = head.kept()
    for years in agencies.values():
        for path, findings in groupby(of_series(years), key=itemgetter(0)):
            found = [finding for _, finding in findings]
            severities.update(finding.severity for finding in found)
            show(heads[path], found)
    if options.format == "text":
        print(_summary(files, severities))
    return SOME_REFUSED if severities[Severity.ERROR] else code


class Head(NamedTuple):
    """What `check` keeps of a report until the years of its agency have been compared."""

    path: str
    json: Mapping[str, object]
    lines: Mapping[str, Line]

    @classmethod
    def of(cls, report: Report) -> "Head":
        """The head of a report."""
        head = {
            "source": asdict(report.source),
            "agency": report.agency,
            "year": report.year,
            "form": report.form.id,
        }
        lines = {key: cell.line for key, cell in report.cells.items() if cell.line is not None}
        return cls(report.source.path, head, lines)

    def kept(self) -> "Head":
        """What of it the comparison of years can speak of."""
        return self._replace(lines={key: self.lines[key] for key in NEEDED if key in self.lines})


def _show_json(head: Head, findings: Sequence[Finding]) -> None:
    found = [finding_to_json(finding) for finding in findings]
    print(json.dumps({**head.json, "findings": found}, ensure_ascii=False))


def _show_text(head: Head, findings: Sequence[Finding]) -> None:
    """One line a finding, as a linter prints it; a likely cause stands indented below it."""
    for finding in findings:
        print(
            f"{head.path}:{_line(head.lines, finding)} {SEVERITY_NAMES[finding.severity]} "
            f"{finding.rule} {_where(finding)}{finding.message}{_sides(finding)}"
        )
        if finding.hint:
            print(f"    提示：{finding.hint}")
    if not findings:
        print(f"{head.path}: 没有发现问题")


def _line(lines: Mapping[str, Line], finding: Finding) -> str:
    """The line of the first cell a finding speaks of that has one."""
    return next((f"{lines[cell]}:" for cell in finding.cells if cell in lines), "")


def _where(finding: Finding) -> str:
    """Section and row of the first cell a finding speaks of."""
    if not finding.cells:
        return ""
    figure = FIGURES[finding.cells[0]]
    title = next(section.title for section in SECTIONS if section.id == figure.section)
    return f"{figure.section}、{title} · {figure.row.short} · "


def _sides(finding: Finding) -> str:
    """What should be equal and is not."""
    if finding.left is None or finding.right is None or finding.left == finding.right:
        return ""
    return f" [{number(finding.left)} ≠ {number(finding.right)}]"


def _summary(files: int, severities: Mapping[Severity, int]) -> str:
    each = "，".join(
        f"{SEVERITY_NAMES[severity]} {severities[severity]}"
        for severity in Severity
        if severities[severity]
    )
    return f"共核对 {files} 份报告：{each or '没有发现问题'}。"
