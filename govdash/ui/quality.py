"""What 数据质量 says: rows of the store's findings → views and sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from govdash.report import Severity
from govdash.rules import RULES, SEVERITY_NAMES
from govdash.store.answers import Records
from govdash.store.coverage import Coverage
from govdash.store.filters import Filters
from govdash.store.quality import CLEAN, DAMAGED, PROBLEMS
from govdash.ui.language import label, say, told
from govdash.ui.view import Link, View
from govdash.ui.words import rule_name

_NAMED = 3
"""Rules or reasons that a sentence names."""


def severity_name(severity: str) -> str:
    """A severity in words."""
    return say(SEVERITY_NAMES[Severity(severity)])


def meaning() -> str:
    """What the severities mean, and what nothing found means."""
    return say(
        "“{error}”是报告里的数互相对不上，或该填的总计没有填；“{warning}”可能另有原因，要看原文。"
        "没有发现，只说明能核对的都相符。",
        error=severity_name(Severity.ERROR),
        warning=severity_name(Severity.WARNING),
    )


def standing_names(chosen: Filters) -> dict[str, str]:
    """What the reports of a year are counted as, the gravest first."""
    first, *rest = chosen.severity
    every = not chosen.rule and set(PROBLEMS) <= set(chosen.severity)
    return {
        first: say("有{severity}", severity=severity_name(first)),
        **{
            severity: say("最重的是{severity}", severity=severity_name(severity))
            for severity in rest
        },
        CLEAN: say("没有发现问题") if every else say("没有发现所选的问题"),
        DAMAGED: say("我们没读全，没有发现问题")
        if every
        else say("我们没读全，没有发现所选的问题"),
    }


def headline(severities: Records, covered: Coverage, chosen: Filters) -> str:
    """How many of the reports have what, in one sentence."""
    count = {row["severity"]: row for row in severities}
    parts = [
        say(
            "{reports} 份有{severity}（{findings} 处）",
            reports=f"{count[severity]['reports']:,}",
            severity=severity_name(severity),
            findings=f"{count[severity]['findings']:,}",
        )
        for severity in chosen.severity
        if severity in count
    ]
    what = say("，").join(parts) or say(
        "没有发现{severity}", severity=say("、").join(map(severity_name, chosen.severity))
    )
    reports = f"{covered.reports:,}"
    if chosen.rule:
        return say("按所选的规则看，{reports} 份报告里，{what}", reports=reports, what=what)
    return say("{reports} 份报告里，{what}", reports=reports, what=what)


def year_story(years: Records, chosen: Filters) -> str:
    """How many reports of the newest year and of all years have the gravest that was chosen."""
    dated = [row for row in years if row["year"]]
    gravest = chosen.severity[0]
    name = severity_name(gravest)
    if not dated:
        return say("各年{severity}：所选报告都看不出年度", severity=name)
    newest = dated[-1]
    story = _of_year(newest["year"], newest["reports"], newest[gravest], name)
    if len(years) == 1:
        return story
    everywhere = sum(row[gravest] for row in years)
    reports = f"{sum(row['reports'] for row in years):,}"
    if everywhere:
        whole = say(
            "各年合计 {reports} 份里 {count} 份有", reports=reports, count=f"{everywhere:,}"
        )
    else:
        whole = say("各年合计 {reports} 份也没有", reports=reports)
    return say("；").join((story, whole))


def _of_year(year: int, reports: int, wrong: int, name: str) -> str:
    if wrong:
        return say(
            "{year} 年 {reports} 份报告里 {count} 份有{severity}",
            year=year,
            reports=f"{reports:,}",
            count=f"{wrong:,}",
            severity=name,
        )
    return say(
        "{year} 年 {reports} 份报告没有发现{severity}",
        year=year,
        reports=f"{reports:,}",
        severity=name,
    )


def rule_story(rules: Records, covered: Coverage) -> str:
    """Which rule is broken in the most reports; ties are told as such."""
    most = rules[0]["reports"]
    first = [
        name for name, row in zip(_told_apart(rules), rules, strict=True) if row["reports"] == most
    ]
    values = {
        "names": say("、").join(say("“{name}”", name=name) for name in first[:_NAMED]),
        "reports": f"{covered.reports:,}",
        "count": f"{most:,}",
    }
    if len(first) == 1:
        return say("最常见的是{names}：{reports} 份报告里有 {count} 份", **values)
    if len(first) <= _NAMED:
        return say("最常见的是{names}：{reports} 份报告里各有 {count} 份", **values)
    return say(
        "最常见的是{names}等 {number} 种：{reports} 份报告里各有 {count} 份",
        **values,
        number=len(first),
    )


def _told_apart(rules: Records) -> list[str]:
    """The names of the rules; one that stands here with two severities is named with each."""
    ids = [row["rule"] for row in rules]
    return [
        _with_severity(row) if ids.count(row["rule"]) > 1 else rule_name(row["rule"])
        for row in rules
    ]


def _with_severity(row: Mapping[str, Any]) -> str:
    return say(
        "{name}（{severity}）",
        name=rule_name(row["rule"]),
        severity=severity_name(row["severity"]),
    )


def rule_labels(rules: Records) -> list[str]:
    """The names on the axis of a chart: a rule of two severities is told apart."""
    return list(map(_with_severity, rules))


def refused_story(reasons: Records) -> str:
    """How many files were refused, and the commonest reasons."""
    total = f"{sum(row['files'] for row in reasons):,}"
    first = say("；").join(
        say("{reason}（{count} 个）", reason=told(row["reason"]), count=f"{row['files']:,}")
        for row in reasons[:_NAMED]
    )
    if len(reasons) <= _NAMED:
        return say("{total} 个文件没能读作年度报告：{reasons}", total=total, reasons=first)
    return say(
        "{total} 个文件没能读作年度报告：{reasons}；另有 {more} 种原因",
        total=total,
        reasons=first,
        more=len(reasons) - _NAMED,
    )


def of_years(records: Records, names: Mapping[str, str]) -> View:
    """One row a year: its reports, and what they stand as."""
    return View(
        {"year": say("年度"), "reports": say("报告份数"), **names},
        [(row["year"], row["reports"], *(row[key] for key in names)) for row in records],
    )


def of_rules(records: Records) -> View:
    """One row a rule and severity, with what it asks; its name leads to its explanation."""
    return View(
        {
            "rule": say("规则"),
            "severity": say("性质"),
            "reports": say("报告份数"),
            "findings": say("处数"),
            "sentence": say("查的是什么"),
            "rule_id": say("规则编号"),
        },
        [
            (
                Link(rule_name(row["rule"]), "method", {}, row["rule"]),
                severity_name(row["severity"]),
                row["reports"],
                row["findings"],
                _sentence(row["rule"]),
                row["rule"],
            )
            for row in records
        ],
    )


def _sentence(rule: str) -> str | None:
    return label(RULES[rule].sentence, RULES[rule].sentence_en) if rule in RULES else None


def of_agencies(records: Records, chosen: Filters) -> View:
    """One row an agency: how many reports it has, and what of the chosen was found in them."""
    return View(
        {
            "agency": say("机关"),
            "region": say("地区"),
            "reports": say("报告份数"),
            "years": say("年度"),
            **{
                severity: say("{severity}（处）", severity=severity_name(severity))
                for severity in chosen.severity
            },
        },
        [
            (
                _agency(row),
                told(row["region"] or "") or None,
                row["reports"],
                row["years"],
                *(row[severity] for severity in chosen.severity),
            )
            for row in records
        ],
    )


def _agency(row: Mapping[str, Any]) -> Link:
    return Link(told(row["agency"]), "agency", {"agency": row["agency_id"]})


def of_findings(records: Records) -> View:
    """One row a finding, leading to its report and to the line or cell it stands on."""
    return View(
        {
            "year": say("年度"),
            "agency": say("机关"),
            "severity": say("性质"),
            "rule": say("规则"),
            "message": say("问题"),
            "place": say("在哪里"),
        },
        [
            (
                row["year"],
                Link(told(row["agency"] or say("机关不明")), "report", {"id": row["report_id"]}),
                severity_name(row["severity"]),
                rule_name(row["rule"]),
                told(row["message"]),
                _place(row),
            )
            for row in records
        ],
    )


def _place(row: Mapping[str, object]) -> Link:
    report = {"id": str(row["report_id"])}
    if row["line"] is not None:
        return Link(say("原文第 {line} 行", line=row["line"]), "report", report, f"L{row['line']}")
    cells: Sequence[str] = str(row["cells"] or "").split()
    if cells:
        return Link(say("表格里的这一格"), "report", report, f"c-{cells[0]}")
    position = row["position"]
    return Link(say("报告里的这一条"), "report", report, f"f{position}" if position else "")


def of_gaps(records: Records) -> View:
    """One row an agency with years missing between its first and last report."""
    return View(
        {
            "agency": say("机关"),
            "region": say("地区"),
            "first": say("最早一年"),
            "last": say("最近一年"),
            "years": say("有报告的年度"),
            "missing": say("中间缺的年度"),
        },
        [
            (
                _agency(row),
                told(row["region"] or "") or None,
                str(row["first"]),
                str(row["last"]),
                row["years"],
                row["missing"],
            )
            for row in records
        ],
    )
