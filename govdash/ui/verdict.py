"""What a check of one report comes to, in sentences: verdict, who it is, what could not be read."""

from collections import Counter
from collections.abc import Iterator

from govdash.audit import checks_of
from govdash.report import Report, Severity, State, Verdict
from govdash.rules import SEVERITY_NAMES
from govdash.ui.words import SCOPE_NAMES

_HELD = (Verdict.PASS, Verdict.PASS_DERIVED)


def verdict(report: Report) -> str:
    """The one sentence that an official looks for; where nothing could be checked it says so."""
    count = Counter(finding.severity for finding in report.findings)
    errors, warnings = count[Severity.ERROR], count[Severity.WARNING]
    doubt = f"{warnings} 处{SEVERITY_NAMES[Severity.WARNING]}"
    if errors:
        wrong = f"发现 {errors} 处{SEVERITY_NAMES[Severity.ERROR]}"
        return f"{wrong}，{doubt}" if warnings else wrong
    if not any(
        check.verdict in _HELD or check.strict in _HELD for check in checks_of(report).checks
    ):
        return f"数字没有读全，核对不了{f'；另有 {doubt}' if warnings else ''}"
    clean = f"没有发现{SEVERITY_NAMES[Severity.ERROR]}"
    return f"{clean}，有 {doubt}" if warnings else clean


def checks_story(report: Report) -> str:
    """How many of the sums hold, how many do not, and how many could not be checked."""
    checked = checks_of(report)
    unknown = len(checked.checks) - checked.count(Verdict.PASS)
    unknown -= checked.broken + checked.held_with_blanks
    return (
        f"{len(checked.checks)} 处加总关系中，{checked.count(Verdict.PASS)} 处相符，"
        f"{checked.broken} 处不符"
        + (
            f"；{checked.held_with_blanks} 处有空格或缺总计，按填了的数核对也相符"
            if checked.held_with_blanks
            else ""
        )
        + (f"；{unknown} 处的数不全，核对不了" if unknown else "")
        + "。"
    )


def recognised(report: Report) -> list[tuple[str, str | None]]:
    """Who, which year, which form, as read; None for what the document does not tell."""
    return [
        ("机关", report.agency),
        ("年度", f"{report.year} 年" if report.year else None),
        ("地区", report.region.name if report.region else None),
        ("表样", report.form.label),
        ("口径", SCOPE_NAMES[report.scope] if report.scope != "unknown" else None),
        ("公布日期", report.published),
    ]


def reading_story(report: Report) -> str:
    """How many cells have a number, how many are empty, and how many we could not read."""
    states = Counter(cell.state for cell in report.cells.values())
    lost = {
        State.UNREADABLE: "的数字分不清属于哪一栏，没有采用",
        State.ABSENT: "在这份文本里找不到",
    }
    values = states[State.VALUE]
    empty = len(report.cells) - values - sum(states[state] for state in lost)
    parts = [f"{len(report.cells)} 个格子里，{values} 个有数字"]
    if empty:
        parts.append(f"{empty} 个没有填数字（不当作零）")
    parts += [f"{states[state]} 个{words}" for state, words in lost.items() if states[state]]
    own = any(states[state] for state in lost)
    blame = "读不准、找不到的，多半是文本排版受损，是我们没有读准，不是机关的差错。" if own else ""
    return f"{'，'.join(parts)}。{blame}"


def unrecognised(report: Report) -> Iterator[str]:
    """What to look at where something was not recognised."""
    if report.agency is None:
        yield "没有认出机关名称：请看标题是不是写全了，例如“某某县某某局 2024 年政府信息公开工作年度报告”。"
    if report.year is None:
        yield "没有认出年度：请看标题里有没有四位数的年份。"
