"""Answers of the store → the tables that stand on the screen and in the file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from govdash.forms.series import CONCLUDED, Quantity, Series, Together, of_figure
from govdash.forms.stated import STATED
from govdash.measures import OUTCOME_GAP, Measure, why_unknown
from govdash.report import Report, Severity
from govdash.rules import SEVERITY_NAMES
from govdash.store.answers import Records
from govdash.store.sums import key
from govdash.ui import quantities
from govdash.ui.language import label, say, told
from govdash.ui.quantities import heading, name, value
from govdash.ui.view import REPORT, Cell, Link, View
from govdash.ui.words import ORIGIN_NAMES, SCOPE_NAMES, STATE_NAMES, rule_name

Naming = Callable[[str], Cell]
"""The key of a group → what its row is called, perhaps a link into it."""


def of_reports(records: Records, asked: Sequence[Quantity]) -> View:
    """One row a report with its values and, in words, why a value is missing or not added."""
    columns = {"year": say("年度"), "agency": say("机关"), "scope": say("口径")}
    for quantity in asked:
        columns |= headings(quantity)
    counts = [quantity for quantity in asked if isinstance(quantity, Series)]
    rows = [
        (
            row["year"],
            told(row["agency"] or say("机关不明")),
            say(SCOPE_NAMES[row["scope"]]),
            *(cell for quantity in asked for cell in cells(quantity, row)),
            remark(row, counts),
            row["report_id"],
        )
        for row in records
    ]
    return View(columns | {"remark": say("说明"), REPORT: say("报告编号")}, rows)


def headings(quantity: Quantity) -> dict[str, str]:
    """The columns of a quantity: its number, and for a rate what it stands on."""
    if isinstance(quantity, Together):
        return {item.id: heading(item) for item in quantity.series}
    if isinstance(quantity, Measure):
        return {
            quantity.id: heading(quantity),
            f"{quantity.id}:counts": say("{name}的依据", name=name(quantity)),
        }
    return {quantity.id: heading(quantity)}


def cells(quantity: Quantity, row: Mapping[str, Any]) -> tuple[Cell, ...]:
    """What stands in these columns for a row of a report or of sums."""
    if isinstance(quantity, Together):
        return tuple(row[key(quantity, item)] for item in quantity.series)
    found = value(quantity, row)
    return (found.number, found.grounds) if found.rate else (found.number,)


def of_groups(
    records: Records, asked: Sequence[Quantity], part: str = "", names: Naming = say
) -> View:
    """One row a scope, year and group: sums, each with the number of reports that gave it.

    `part` heads the column of the groups; without it there is none but the year.
    """
    columns = {"year": say("年度")}
    if part:
        columns["part"] = part
    columns |= {"scope": say("口径"), "reports": say("报告数")}
    for quantity in asked:
        columns |= headings(quantity)
        columns[f"{quantity.id}:n"] = say("给出“{name}”的报告数", name=name(quantity))
    rows = [
        (
            row["year"],
            *([names(row["part"])] if part else []),
            say(SCOPE_NAMES[row["scope"]]),
            row["reports"],
            *(
                cell
                for quantity in asked
                for cell in (*cells(quantity, row), row[f"{quantity.id}:n"])
            ),
        )
        for row in records
    ]
    return View(columns, rows)


def remark(row: Mapping[str, Any], series: Iterable[Series]) -> str:
    """Why a value of a report is missing, and why it is not added to the others."""
    words = []
    for item in series:
        if row[item.id] is None:
            words.append(say("{name}：{why}", name=name(item), why=_why_missing(row, item)))
        elif row.get(f"{item.id}:how") == "inferred":
            words.append(say("{name}：数字是印的，所在栏目由我们推断", name=name(item)))
    if any(item.id == CONCLUDED for item in series):
        words += _of_outcomes(row)
    if row.get("contained_in"):
        words.append(
            say("已含在“{whole}”的汇总里，合计时不重复相加", whole=told(row["contained_in"]))
        )
    return say("；").join(words)


def _of_outcomes(row: Mapping[str, Any]) -> list[str]:
    """What of the outcomes was derived, and which blanks count as none."""
    words = []
    if row.get("concluded_derived"):
        words.append(say("报告没有填总计，办结数由分项推算"))
    if row.get("outcome_blanks") and row[CONCLUDED] is not None:
        words.append(say("{count} 种结果没有填，按没有计", count=row["outcome_blanks"]))
    return words


def _why_missing(row: Mapping[str, Any], series: Series) -> str:
    if str(row["form"]) not in series.columns:
        return say("这一版表样没有此项")
    state = row.get(f"{series.id}:state")
    return say(STATE_NAMES.get(str(state), why_unknown(row.get(OUTCOME_GAP)).value))


def of_findings(records: Records) -> View:
    """The findings, in the order given."""
    return View(
        {
            "severity": say("性质"),
            "year": say("年度"),
            "agency": say("机关"),
            "message": say("问题"),
            "rule": say("规则"),
            REPORT: say("报告编号"),
        },
        [
            (
                say(SEVERITY_NAMES[Severity(row["severity"])]),
                row["year"],
                told(row["agency"] or say("机关不明")),
                told(row["message"]),
                rule_name(row["rule"]),
                row["report_id"],
            )
            for row in records
        ],
    )


def of_report_list(records: Records) -> View:
    """The reports with what the audit could check of them."""
    return View(
        {
            "year": say("年度"),
            "agency": say("机关"),
            "region": say("地区"),
            "scope": say("口径"),
            "form": say("表样"),
            "origin": say("来源"),
            "checks_pass": say("核对相符"),
            "checks_fail": say("核对不符"),
            "checks_not_assessable": say("无法核对"),
        },
        [
            (
                row["year"],
                Link(told(row["agency"] or say("机关不明")), "report", {"id": row["report_id"]}),
                told(row["region"] or "") or None,
                say(SCOPE_NAMES[row["scope"]]),
                say("{form} 年版", form=row["form"]),
                say(ORIGIN_NAMES.get(row["origin"], row["origin"])),
                row["checks_pass"],
                row["checks_fail"],
                row["checks_not_assessable"],
            )
            for row in records
        ],
    )


def of_refused(records: Records) -> View:
    """The files that were refused, with the reason."""
    return View(
        {"path": say("文件"), "reason": say("原因")},
        [(row["path"], told(row["reason"])) for row in records],
    )


def of_stated(report: Report) -> View:
    """What the sentences of a report say in figures, beside what its table says."""
    labels = {item.id: label(item.label, item.en) for item in STATED} | {
        figure.id: quantities.name(of_figure(figure.id)) for figure in report.form.figures.values()
    }
    return View(
        {
            "measure": say("正文说的是"),
            "value": say("正文的数"),
            "unit": say("单位"),
            "table": say("表格里的数"),
            "quote": say("原话"),
            "line": say("原文行"),
        },
        [
            (
                labels.get(stated.measure, stated.measure),
                stated.value,
                say("{unit}（约数）", unit=say(stated.unit))
                if stated.approximate
                else say(stated.unit),
                report.value(stated.measure),
                told(stated.quote),
                stated.line,
            )
            for stated in report.stated
        ],
    )
