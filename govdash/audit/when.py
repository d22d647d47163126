"""M: when a report was published, for which period, and whether title and form fit its year."""

import re
from collections.abc import Iterator
from datetime import date

from govdash.audit.findings import finding
from govdash.forms import FORMS
from govdash.report import Finding, Report, Severity, Verdict
from govdash.rules import document

_JANUARY, _MARCH = (1, 31), (3, 31)
_BY_MARCH = frozenset({"government", "dev_zone"})
_BY_JANUARY = frozenset({"government_office", "department", "vertical"})
_TOWNS = frozenset({"town_government", "subdistrict_office"})

_YEAR = re.compile(r"20\d\d|二[〇零○]")
# 202111日至20211231日: a copy that has lost 年 and 月.
_FUSED = re.compile(r"\d{5,}")


def of_title(report: Report, level: str, kind: str) -> Iterator[Finding]:
    """Every finding of M."""
    yield from _form(report)
    yield from _period(report)
    if report.published and report.year:
        yield from _late(report, level, kind)
    if report.sections:
        yield from _silent(report)


# ---------------------------------------------------------------- deadline


def _due(report: Report, level: str, kind: str) -> tuple[date, Severity] | None:
    """Until when a report is due and how much it weighs if it is late; None where nobody knows."""
    if report.year is None:
        return None
    if level == "township" or kind in _TOWNS:
        return date(report.year + 1, *_MARCH), Severity.INFO
    if kind in _BY_MARCH or (kind in _BY_JANUARY and report.scope == "aggregate"):
        return date(report.year + 1, *_MARCH), document.M1_DEADLINE.severity
    if kind == "government_office" and report.scope != "self":
        return date(report.year + 1, *_MARCH), document.M1_DEADLINE.severity
    if kind in _BY_JANUARY:
        return date(report.year + 1, *_JANUARY), document.M1_DEADLINE.severity
    return None


def _late(report: Report, level: str, kind: str) -> Iterator[Finding]:
    due = _due(report, level, kind)
    if due is None or report.published is None:
        return
    published = date.fromisoformat(report.published)
    last, severity = due
    if published <= last:
        return
    told = f"这份报告的公布日期是{_words(published)}"
    if severity is Severity.INFO:
        message = f"{told}。条例没有给乡镇和街道规定期限，县级以上政府是3月31日前。"
    else:
        who = "部门" if last.month == 1 else "政府"
        message = (
            f"{told}，条例要求{who}在{_words(last)}前公布，晚了 {(published - last).days} 天。"
        )
    yield finding(document.M1_DEADLINE, Verdict.FAIL, (), message, severity=severity)


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# ---------------------------------------------------------------- period, title, form


def _period(report: Report) -> Iterator[Finding]:
    # Not every reading tells the period yet.
    period = getattr(report, "period", None)
    if period is None or report.year is None:
        return
    printed = str(period.printed or "")
    if _FUSED.search(printed) or getattr(period, "repaired", False):
        yield finding(
            document.M2_PERIOD,
            Verdict.NOT_ASSESSABLE,
            (),
            "我们手里的文本把统计期限里的年、月、日粘在了一起，这不是机关的差错。",
            severity=Severity.EXTRACTION,
            quote=printed,
        )
        return
    year = report.year
    whole = (f"{year}-01-01", f"{year}-12-31")
    if (str(period.start), str(period.end)) != whole and period.start and period.end:
        yield finding(
            document.M2_PERIOD,
            Verdict.FAIL,
            (),
            f"统计期限写的是“{printed}”，{year}年度的报告应当是{year}年1月1日至12月31日。",
            quote=printed,
        )


def _form(report: Report) -> Iterator[Finding]:
    year, form = report.year, report.form
    if year is None:
        return
    fitting = [other for other in FORMS.values() if other.first_year <= year]
    if fitting and fitting[-1] is not form:
        yield finding(
            document.M3_TITLE,
            Verdict.FAIL,
            (),
            f"{year}年度应当用{fitting[-1].id}年版表样，这份报告用的是{form.id}年版。",
        )
    if report.title and not _YEAR.search(report.title):
        yield finding(
            document.M3_TITLE,
            Verdict.FAIL,
            (),
            f"标题“{report.title}”没有写明年度，我们按正文认定为{year}年。",
            quote=report.title,
        )


def _silent(report: Report) -> Iterator[Finding]:
    """What the copy does not tell: said once, and held against nobody."""
    names = (("标题", report.title), ("年度", report.year), ("机关名称", report.agency))
    silent = [name for name, found in names if not found]
    if silent:
        if not report.published:
            silent.append("公布日期")
        yield finding(
            document.M3_NO_TITLE,
            Verdict.NOT_ASSESSABLE,
            (),
            f"我们手里的文本里没有{'、'.join(silent)}。",
        )
    elif not report.published:
        yield finding(document.M1_NO_DATE, Verdict.NOT_ASSESSABLE, (), document.M1_NO_DATE.sentence)
