"""What a check of one report comes to, in sentences: verdict, who it is, what could not be read."""

from collections import Counter
from collections.abc import Iterator

from govdash.audit import checks_of
from govdash.report import Report, Severity, State, Verdict
from govdash.rules import SEVERITY_NAMES
from govdash.ui.language import label, phrase, say, told
from govdash.ui.words import SCOPE_NAMES

_HELD = (Verdict.PASS, Verdict.PASS_DERIVED)


def verdict(report: Report) -> str:
    """The one sentence that an official looks for; where nothing could be checked it says so."""
    count = Counter(finding.severity for finding in report.findings)
    errors, warnings = count[Severity.ERROR], count[Severity.WARNING]
    error, doubt = say(SEVERITY_NAMES[Severity.ERROR]), say(SEVERITY_NAMES[Severity.WARNING])
    if errors:
        found = say("发现 {errors} 处{error}", errors=errors, error=error)
        return _and(found, say("{count} 处{warning}", count=warnings, warning=doubt), warnings)
    if not any(
        check.verdict in _HELD or check.strict in _HELD for check in checks_of(report).checks
    ):
        unread = say("数字没有读全，核对不了")
        return _and(
            unread, say("另有 {count} 处{warning}", count=warnings, warning=doubt), warnings
        )
    clean = say("没有发现{error}", error=error)
    return _and(clean, say("有 {count} 处{warning}", count=warnings, warning=doubt), warnings)


def _and(first: str, second: str, count: int) -> str:
    return say("{first}，{second}", first=first, second=second) if count else first


def checks_story(report: Report) -> str:
    """How many of the sums hold, how many do not, and how many could not be checked."""
    checked = checks_of(report)
    unknown = len(checked.checks) - checked.count(Verdict.PASS)
    unknown -= checked.broken + checked.held_with_blanks
    parts = [
        say(
            "{all} 处加总关系中，{held} 处相符，{broken} 处不符",
            all=len(checked.checks),
            held=checked.count(Verdict.PASS),
            broken=checked.broken,
        )
    ]
    if checked.held_with_blanks:
        parts.append(
            say("{count} 处有空格或缺总计，按填了的数核对也相符", count=checked.held_with_blanks)
        )
    if unknown:
        parts.append(say("{count} 处的数不全，核对不了", count=unknown))
    return say("；").join(parts) + say("。")


def recognised(report: Report) -> list[tuple[str, str | None]]:
    """Who, which year, which form, as read; None for what the document does not tell."""
    return [
        (say("机关"), told(report.agency) if report.agency else None),
        (say("年度"), say("{year} 年", year=report.year) if report.year else None),
        (say("地区"), told(report.region.name) if report.region and report.region.name else None),
        (say("表样"), label(report.form.label, report.form.en)),
        (say("口径"), say(SCOPE_NAMES[report.scope]) if report.scope != "unknown" else None),
        (say("公布日期"), report.published),
    ]


_LOST = {
    State.UNREADABLE: phrase("{count} 个的数字分不清属于哪一栏，没有采用"),
    State.ABSENT: phrase("{count} 个在这份文本里找不到"),
}


def reading_story(report: Report) -> str:
    """How many cells have a number, how many are empty, and how many we could not read."""
    states = Counter(cell.state for cell in report.cells.values())
    values = states[State.VALUE]
    empty = len(report.cells) - values - sum(states[state] for state in _LOST)
    parts = [
        say("{all} 个格子里，{values} 个有数字", all=len(report.cells), values=values),
    ]
    if empty:
        parts.append(say("{count} 个没有填数字（不当作零）", count=empty))
    parts += [say(words, count=states[state]) for state, words in _LOST.items() if states[state]]
    told_ = say("，").join(parts) + say("。")
    if any(states[state] for state in _LOST):
        told_ += say("读不准、找不到的，多半是文本排版受损，是我们没有读准，不是机关的差错。")
    return told_


def unrecognised(report: Report) -> Iterator[str]:
    """What to look at where something was not recognised."""
    if report.agency is None:
        yield say(
            "没有认出机关名称：请看标题是不是写全了，例如“某某县某某局 2024 年政府信息公开工作年度报告”。"
        )
    if report.year is None:
        yield say("没有认出年度：请看标题里有没有四位数的年份。")
