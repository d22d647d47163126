"""A table as it stands on the screen and in the file: the same rows and the same figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from urllib.parse import quote, urlencode

import pandas as pd

from govdash.forms.series import CONCLUDED, Series, of_figure
from govdash.forms.stated import STATED
from govdash.measures import OUTCOME_GAP, Measure, Rate, rate, why_unknown
from govdash.publish.files import csv_bytes
from govdash.report import Report, Severity, number
from govdash.rules import SEVERITY_NAMES
from govdash.store.questions import Records
from govdash.ui import rates
from govdash.ui.words import ORIGIN_NAMES, SCOPE_NAMES, STATE_NAMES, rule_name

_LONG = 14
"""Characters from which text may wrap; shorter cells stay on one line."""

STYLE = """
<style>
.gd-view { overflow-x: auto; font-size: .88rem; }
.gd-view table { border-collapse: collapse; min-width: 100%; }
.gd-view th, .gd-view td { padding: .4rem .6rem; border-bottom: 1px solid #8884; text-align: left;
  vertical-align: top; }
.gd-view th { font-weight: 600; min-width: 4.5em; max-width: 11em; vertical-align: bottom; }
.gd-view td { white-space: nowrap; }
.gd-view td.n, .gd-view th.n { text-align: right; font-variant-numeric: tabular-nums; }
.gd-view td.l { white-space: normal; min-width: 15em; }
.gd-view a { color: inherit; }
@media (max-width: 640px) {
  .gd-view tr { display: block; padding: .5rem 0; border-bottom: 1px solid #8886; }
  .gd-view tr:first-child { display: none; }
  .gd-view td, .gd-view td.n, .gd-view td.l { display: flex; gap: .8rem; border: 0; min-width: 0;
    padding: .15rem 0; text-align: left; white-space: normal; }
  .gd-view td::before { content: attr(data-head); flex: 0 0 7em; opacity: .7; }
}
</style>
"""

Cell = object

REPORT = "report_id"
"""The column that names the single report a row stands for."""

_LEADING = ("agency", REPORT)


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere: into a page of ours, with a place on it."""

    text: str
    page: str
    query: Mapping[str, str]
    place: str = ""

    @property
    def address(self) -> str:
        """Relative, so that it holds under any host."""
        place = f"#{quote(self.place, safe=':')}" if self.place else ""
        return f"{self.page}?{urlencode(self.query)}{place}"

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class View:
    """Columns (id → heading) and rows of cells: numbers, text, or None for what is not known."""

    columns: Mapping[str, str]
    rows: Sequence[tuple[Cell, ...]]

    def csv(self) -> bytes:
        """The rows as the CSV of the contract, a first row of ids."""
        rows = [
            [str(cell) if isinstance(cell, Link) else cell for cell in row] for row in self.rows
        ]
        return csv_bytes(list(self.columns), rows)

    def frame(self) -> pd.DataFrame:
        """The rows as text, for a table too long to be drawn at once."""
        return pd.DataFrame(
            [[shown(cell) for cell in row] for row in self.rows],
            columns=list(self.columns.values()),
        )

    def html(self) -> str:
        """The rows as an HTML table; agency and number of a report lead to its page."""
        kinds = [_kind([row[index] for row in self.rows]) for index in range(len(self.columns))]
        heads = "".join(
            f'<th scope="col" class="{kind}">{escape(head)}</th>'
            for head, kind in zip(self.columns.values(), kinds, strict=True)
        )
        rows = "".join(f"<tr>{self._cells(row, kinds)}</tr>" for row in self.rows)
        return f'<div class="gd-view"><table><tr>{heads}</tr>{rows}</table></div>'

    def _cells(self, row: tuple[Cell, ...], kinds: Sequence[str]) -> str:
        report = dict(zip(self.columns, row, strict=True)).get(REPORT)
        return "".join(
            _data(head, cell, kind, report if column in _LEADING else None)
            for (column, head), cell, kind in zip(self.columns.items(), row, kinds, strict=True)
        )


def _kind(cells: Sequence[Cell]) -> str:
    """Whether a column holds numbers (set to the right), or text."""
    known = [cell for cell in cells if cell is not None]
    return "n" if known and all(isinstance(cell, int | Decimal) for cell in known) else "t"


def _data(head: str, cell: Cell, kind: str, report: Cell) -> str:
    text = escape(shown(cell))
    link = cell if isinstance(cell, Link) else None
    if report is not None:
        link = link or Link("", "report", {"id": str(report)})
    if link is not None:
        text = f'<a href="{escape(link.address)}" target="_self">{text}</a>'
    if isinstance(cell, str) and len(cell) > _LONG:
        kind = "l"
    # On a narrow screen each row becomes a list, and each cell needs its heading beside it.
    return f'<td class="{kind}" data-head="{escape(head)}"><span>{text}</span></td>'


def shown(cell: Cell) -> str:
    """A cell as read on the screen; what is not known is a dash, never a zero."""
    if cell is None:
        return "—"
    if isinstance(cell, Decimal):
        return f"{number(cell):,}"
    return str(cell)


def of_reports(records: Records, series: Sequence[Series]) -> View:
    """One row a report with its values and, in words, why a value is missing or not added."""
    columns = {
        "year": "年度",
        "agency": "机关",
        "scope": "口径",
        **{item.id: _heading(item) for item in series},
        "remark": "说明",
        REPORT: "报告编号",
    }
    rows = [
        (
            row["year"],
            row["agency"],
            SCOPE_NAMES[row["scope"]],
            *(row[item.id] for item in series),
            remark(row, series),
            row["report_id"],
        )
        for row in records
    ]
    return View(columns, rows)


def of_years(records: Records, series: Sequence[Series]) -> View:
    """One row a scope and year: sums, each with the number of reports that gave it."""
    columns = {"scope": "口径", "year": "年度", "reports": "报告数"}
    for item in series:
        columns[item.id] = _heading(item)
        columns[f"{item.id}:n"] = f"给出“{item.label}”的报告数"
    rows = [
        (
            SCOPE_NAMES[row["scope"]],
            row["year"],
            row["reports"],
            *(value for item in series for value in (row[item.id], row[f"{item.id}:n"])),
        )
        for row in records
    ]
    return View(columns, rows)


def _heading(series: Series) -> str:
    return f"{series.label}（{series.unit}）"


def remark(row: Mapping[str, object], series: Iterable[Series]) -> str:
    """Why a value of a report is missing, and why it is not added to the others."""
    words = []
    for item in series:
        if row[item.id] is None:
            words.append(f"{item.label}：{_why_missing(row, item)}")
        elif row.get(f"{item.id}:how") == "inferred":
            words.append(f"{item.label}：数字是印的，所在栏目由我们推断")
    if any(item.id == CONCLUDED for item in series):
        words += _of_outcomes(row)
    if row.get("contained_in"):
        words.append(f"已含在“{row['contained_in']}”的汇总里，合计时不重复相加")
    return "；".join(words)


def _of_outcomes(row: Mapping[str, object]) -> list[str]:
    """What of the outcomes was derived, and which blanks count as none."""
    words = []
    if row.get("concluded_derived"):
        words.append("报告没有填总计，办结数由分项推算")
    if row.get("outcome_blanks") and row[CONCLUDED] is not None:
        words.append(f"{row['outcome_blanks']} 种结果没有填，按没有计")
    return words


def _why_missing(row: Mapping[str, object], series: Series) -> str:
    if str(row["form"]) not in series.columns:
        return "这一版表样没有此项"
    state = row.get(f"{series.id}:state")
    return STATE_NAMES.get(str(state), why_unknown(row.get(OUTCOME_GAP)).value)


def of_rates(records: Records, measures: Sequence[Measure]) -> View:
    """One row a report: each rate as percentage, with both its counts, or why there is none."""
    columns = {"year": "年度", "agency": "机关", "scope": "口径"}
    for measure in measures:
        columns[measure.id] = f"{measure.name}（%）"
        columns[f"{measure.id}:counts"] = f"{measure.name}的依据"
    columns[REPORT] = "报告编号"
    rows = []
    for row in records:
        cells: list[Cell] = [row["year"], row["agency"], SCOPE_NAMES[row["scope"]]]
        for measure in measures:
            found = rate(measure, row)
            cells += [_percent(found), rates.grounds(found)]
        rows.append((*cells, row["report_id"]))
    return View(columns, rows)


def _percent(found: Rate) -> Decimal | None:
    return None if found.value is None else Decimal(f"{found.value * 100:.1f}")


def of_findings(records: Records) -> View:
    """The findings, the most serious first."""
    severities = list(Severity)
    ordered = sorted(records, key=lambda row: severities.index(Severity(row["severity"])))
    return View(
        {
            "severity": "性质",
            "year": "年度",
            "agency": "机关",
            "message": "问题",
            "rule": "规则",
            REPORT: "报告编号",
        },
        [
            (
                SEVERITY_NAMES[Severity(row["severity"])],
                row["year"],
                row["agency"],
                row["message"],
                rule_name(row["rule"]),
                row["report_id"],
            )
            for row in ordered
        ],
    )


def of_report_list(records: Records) -> View:
    """The reports with what the audit could check of them."""
    return View(
        {
            "year": "年度",
            "agency": "机关",
            "region": "地区",
            "scope": "口径",
            "form": "表样",
            "origin": "来源",
            "checks_pass": "核对相符",
            "checks_fail": "核对不符",
            "checks_not_assessable": "无法核对",
            REPORT: "报告编号",
        },
        [
            (
                row["year"],
                row["agency"],
                row["region"],
                SCOPE_NAMES[row["scope"]],
                f"{row['form']}年版",
                ORIGIN_NAMES.get(row["origin"], row["origin"]),
                row["checks_pass"],
                row["checks_fail"],
                row["checks_not_assessable"],
                row["report_id"],
            )
            for row in records
        ],
    )


def of_refused(records: Records) -> View:
    """The files that were refused, with the reason."""
    return View(
        {"path": "文件", "reason": "原因"}, [(row["path"], row["reason"]) for row in records]
    )


def of_stated(report: Report) -> View:
    """What the sentences of a report say in figures, beside what its table says."""
    labels = {item.id: item.label for item in STATED} | {
        figure.id: of_figure(figure.id).label for figure in report.form.figures.values()
    }
    return View(
        {
            "measure": "正文说的是",
            "value": "正文的数",
            "unit": "单位",
            "table": "表格里的数",
            "quote": "原话",
            "line": "原文行",
        },
        [
            (
                labels.get(stated.measure, stated.measure),
                stated.value,
                f"{stated.unit}（约数）" if stated.approximate else stated.unit,
                report.value(stated.measure),
                stated.quote,
                stated.line,
            )
            for stated in report.stated
        ],
    )
