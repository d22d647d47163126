"""What 数据质量 says: rows of the store's findings → views and sentences."""

from collections.abc import Mapping, Sequence

from govdash.report import Severity
from govdash.rules import RULES, SEVERITY_NAMES
from govdash.store.filters import Filters
from govdash.store.quality import CLEAN, DAMAGED, PROBLEMS
from govdash.store.questions import Coverage, Records
from govdash.ui.view import Link, View
from govdash.ui.words import rule_name

MEANING = (
    f"“{SEVERITY_NAMES[Severity.ERROR]}”是报告里的数互相对不上，或该填的总计没有填；"
    f"“{SEVERITY_NAMES[Severity.WARNING]}”可能另有原因，要看原文。没有发现，只说明能核对的都相符。"
)
ONLY_RULES = "只计上面所选的规则。"
FAIR = (
    "机关按地区和名称排列，不是排名。份数多、填得细的，能核对的地方也多；"
    "数字对不上，可能是填表、录入或排版的疏忽，请打开原文看。"
)


def severity_name(severity: str) -> str:
    """A severity in words."""
    return SEVERITY_NAMES[Severity(severity)]


def standing_names(chosen: Filters) -> dict[str, str]:
    """What the reports of a year are counted as, the gravest first."""
    first, *rest = chosen.severity
    every = not chosen.rule and set(PROBLEMS) <= set(chosen.severity)
    nothing = "没有发现问题" if every else "没有发现所选的问题"
    return {
        first: f"有{severity_name(first)}",
        **{severity: f"只有{severity_name(severity)}" for severity in rest},
        CLEAN: nothing,
        DAMAGED: f"我们没读全，{nothing}",
    }


def headline(severities: Records, covered: Coverage, chosen: Filters) -> str:
    """How many of the reports have what, in one sentence."""
    count = {row["severity"]: row for row in severities}
    parts = [
        f"{count[severity]['reports']:,} 份有{severity_name(severity)}"
        f"（{count[severity]['findings']:,} 处）"
        for severity in chosen.severity
        if severity in count
    ]
    nothing = f"没有发现{'、'.join(map(severity_name, chosen.severity))}"
    by = "按所选的规则看，" if chosen.rule else ""
    return f"{by}{covered.reports:,} 份报告里，{'，'.join(parts) or nothing}"


def year_story(years: Records, chosen: Filters) -> str:
    """How many reports of the newest year and of all years have the gravest that was chosen."""
    dated = [row for row in years if row["year"]]
    gravest = chosen.severity[0]
    name = severity_name(gravest)
    if not dated:
        return f"各年{name}：所选报告都看不出年度"
    newest, wrong = dated[-1], dated[-1][gravest]
    told = f"里 {wrong:,} 份有{name}" if wrong else f"没有发现{name}"
    story = f"{newest['year']} 年 {newest['reports']:,} 份报告{told}"
    if len(years) == 1:
        return story
    everywhere = sum(row[gravest] for row in years)
    whole = f"里 {everywhere:,} 份有" if everywhere else "也没有"
    return f"{story}；各年合计 {sum(row['reports'] for row in years):,} 份{whole}"


def rule_story(rules: Records, covered: Coverage) -> str:
    """Which rule is broken in the most reports; ties are told as such."""
    most = rules[0]["reports"]
    first = [rule_name(row["rule"]) for row in rules if row["reports"] == most]
    names = "、".join(f"“{name}”" for name in dict.fromkeys(first[:3]))
    more = f"等 {len(first)} 种" if len(first) > 3 else ""
    each = "各" if len(first) > 1 else ""
    return f"最常见的是{names}{more}：{covered.reports:,} 份报告里{each}有 {most:,} 份"


def refused_story(reasons: Records) -> str:
    """How many files were refused, and the commonest reasons."""
    total = sum(row["files"] for row in reasons)
    first = "；".join(f"{row['reason']}（{row['files']:,} 个）" for row in reasons[:3])
    more = f"；另有 {len(reasons) - 3} 种原因" if len(reasons) > 3 else ""
    return f"{total:,} 个文件没能读作年度报告：{first}{more}"


def of_years(records: Records, names: Mapping[str, str]) -> View:
    """One row a year: its reports, and what they stand as."""
    return View(
        {"year": "年度", "reports": "报告份数", **names},
        [(row["year"], row["reports"], *(row[key] for key in names)) for row in records],
    )


def of_rules(records: Records) -> View:
    """One row a rule and severity, with what it asks."""
    return View(
        {
            "rule": "规则",
            "severity": "性质",
            "reports": "报告份数",
            "findings": "处数",
            "sentence": "查的是什么",
            "rule_id": "规则编号",
        },
        [
            (
                rule_name(row["rule"]),
                severity_name(row["severity"]),
                row["reports"],
                row["findings"],
                RULES[row["rule"]].sentence if row["rule"] in RULES else None,
                row["rule"],
            )
            for row in records
        ],
    )


def rule_labels(records: Records) -> list[str]:
    """The names on the axis of a chart: a rule of two severities is told apart."""
    return [
        f"{rule_name(row['rule'])}（{SEVERITY_NAMES[Severity(row['severity'])]}）"
        for row in records
    ]


def of_agencies(records: Records, chosen: Filters) -> View:
    """One row an agency: how many reports it has, and what of the chosen was found in them."""
    return View(
        {
            "agency": "机关",
            "region": "地区",
            "reports": "报告份数",
            "years": "年度",
            **{severity: f"{severity_name(severity)}（处）" for severity in chosen.severity},
        },
        [
            (
                Link(row["agency"], "report", {"agency": row["agency_id"]}),
                row["region"],
                row["reports"],
                row["years"],
                *(row[severity] for severity in chosen.severity),
            )
            for row in records
        ],
    )


def of_findings(records: Records) -> View:
    """One row a finding, leading to its report and to the line or cell it stands on."""
    return View(
        {
            "year": "年度",
            "agency": "机关",
            "severity": "性质",
            "rule": "规则",
            "message": "问题",
            "place": "在哪里",
        },
        [
            (
                row["year"],
                Link(row["agency"] or "机关不明", "report", {"id": row["report_id"]}),
                severity_name(row["severity"]),
                rule_name(row["rule"]),
                row["message"],
                _place(row),
            )
            for row in records
        ],
    )


def _place(row: Mapping[str, object]) -> Link:
    report = {"id": str(row["report_id"])}
    if row["line"] is not None:
        return Link(f"原文第 {row['line']} 行", "report", report, f"L{row['line']}")
    cells: Sequence[str] = str(row["cells"] or "").split()
    if cells:
        return Link("表格里的这一格", "report", report, f"c-{cells[0]}")
    position = row["position"]
    return Link("报告里的这一条", "report", report, f"f{position}" if position else "")


def of_gaps(records: Records) -> View:
    """One row an agency with years missing between its first and last report."""
    return View(
        {
            "agency": "机关",
            "region": "地区",
            "first": "最早一年",
            "last": "最近一年",
            "years": "有报告的年度",
            "missing": "中间缺的年度",
        },
        [
            (
                Link(row["agency"], "report", {"agency": row["agency_id"]}),
                row["region"],
                str(row["first"]),
                str(row["last"]),
                row["years"],
                row["missing"],
            )
            for row in records
        ],
    )


def of_refused(records: Records) -> View:
    """The refused files with the reason."""
    return View(
        {"path": "文件", "reason": "原因"}, [(row["path"], row["reason"]) for row in records]
    )
