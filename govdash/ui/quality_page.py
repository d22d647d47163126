"""数据质量: what was found in the whole store, by year and rule, and one by one in its lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from govdash.report import Severity
from govdash.rules import RULES
from govdash.store import quality as questions
from govdash.store.answers import Records
from govdash.store.coverage import Coverage
from govdash.store.filters import Filters
from govdash.ui import address, charts, quality, tables
from govdash.ui.block import block, covered
from govdash.ui.data import ask
from govdash.ui.filters import ask_filters
from govdash.ui.language import label, say
from govdash.ui.paged import paged
from govdash.ui.quality import severity_name
from govdash.ui.words import plain

_MOST_RULES = 15
"""Rules drawn at once; the table below the chart has all of them."""


def show_quality() -> None:
    """The page."""
    st.title(say("数据质量"))
    st.markdown(
        say(
            "每份报告的每个数都核对过：加起来对不对得上，该填的有没有填。"
            "这里列出全部结果，每一条都能打开报告，看到它印在哪一行。"
        )
    )
    filters = ask_filters()
    chosen = _ask_findings(filters)
    found = covered(filters)
    if not found.reports:
        return
    st.header(
        plain(quality.headline(ask(questions.by_severity, chosen), found, chosen)),
        anchor="headline",
    )
    st.caption(quality.meaning())
    _by_year(chosen)
    rules = ask(questions.by_rule, chosen)
    _by_rule(rules, found)
    _lists(filters, chosen, rules, found)


def _ask_findings(filters: Filters) -> Filters:
    """The filters with the chosen severities and rules.

    None chosen means all rules, and all severities that say something should be looked at.
    """
    with st.container(horizontal=True):
        severities = address.several(
            "severity",
            say("性质"),
            questions.OF_AGENCIES,
            severity_name,
            say("、").join(map(severity_name, questions.PROBLEMS)),
        )
        rules = address.several(
            "rule",
            say("规则"),
            list(RULES),
            lambda rule: label(RULES[rule].name, RULES[rule].name_en),
            say("全部规则"),
        )
    # In their own order, whatever came first in the address: the gravest leads every sentence.
    ordered = tuple(
        severity
        for severity in questions.OF_AGENCIES
        if severity in (severities or questions.PROBLEMS)
    )
    return replace(filters, severity=ordered, rule=tuple(rules))


def _by_year(chosen: Filters) -> None:
    years = ask(questions.by_year, chosen)
    names = quality.standing_names(chosen)
    block(
        "by-year",
        quality.year_story(years, chosen),
        lambda: quality.of_years(years, quality.standing_names(chosen)),
        charts.standings(years, names),
        say("每份报告只算一次，按其中最重的一条算。各年收到的报告不同，不能只凭多少说好坏。"),
    )


def _by_rule(rules: Records, found: Coverage) -> None:
    if not rules:
        return
    shown = rules[:_MOST_RULES]
    more = len(rules) - len(shown)
    block(
        "by-rule",
        quality.rule_story(rules, found),
        partial(quality.of_rules, rules),
        charts.counts(
            quality.rule_labels(shown), [row["reports"] for row in shown], say("报告（份）")
        ),
        say("图里只画最常见的 {count} 种，表里是全部。", count=_MOST_RULES) if more else "",
    )


@dataclass(frozen=True, slots=True)
class _List:
    """One of the lists below the charts: its name, how many rows it has, and how it is drawn."""

    name: str
    rows: int
    draw: Callable[[], None]


def _lists(filters: Filters, chosen: Filters, rules: Records, found: Coverage) -> None:
    """One list at a time, named in the address: the others cost neither room nor time."""
    damaged = replace(filters, severity=(Severity.EXTRACTION.value,))
    torn = sum(row["findings"] for row in ask(questions.by_rule, damaged))
    missing = ask(questions.gaps, filters, 0, 1).total
    reasons = ask(questions.refusals)
    refused = sum(row["files"] for row in reasons)
    problems = sum(row["findings"] for row in rules)
    lists: Mapping[str, _List] = {
        "findings": _List(say("逐条问题"), problems, partial(_findings, chosen, problems)),
        "agencies": _List(say("各机关"), found.agencies, partial(_agencies, filters, chosen)),
        "damaged": _List(say("我们没读准的"), torn, partial(_damaged, damaged, torn)),
        "gaps": _List(say("中间缺年的机关"), missing, partial(_gaps, filters, missing)),
        "refused": _List(say("没能读取的文件"), refused, partial(_refused, filters, reasons)),
    }
    st.header(say("清单"), anchor="lists")
    asked = address.switch(
        "list",
        say("看哪一份清单"),
        list(lists),
        lambda key: say("{name} {count}", name=lists[key].name, count=f"{lists[key].rows:,}"),
        "findings",
    )
    lists[asked].draw()


def _findings(chosen: Filters, rows: int) -> None:
    if rows:
        paged("findings", questions.findings, chosen, quality.of_findings, table="findings")
    else:
        _none(say("没有符合条件的问题。可以在上面去掉“性质”或“规则”的条件，或换年度、机关再看。"))


def _agencies(filters: Filters, chosen: Filters) -> None:
    st.caption(
        say(
            "机关按地区和名称排列，不是排名。份数多、填得细的，能核对的地方也多；"
            "数字对不上，可能是填表、录入或排版的疏忽，请打开原文看。"
        )
        + (say("只计上面所选的规则。") if chosen.rule else "")
    )
    if nameless := ask(questions.unnamed, filters):
        st.caption(
            say(
                "另有 {count} 份报告看不出是哪个机关，不在这张表里；它们的问题在“逐条问题”里。",
                count=f"{nameless:,}",
            )
        )
    paged("agencies", questions.by_agency, chosen, partial(quality.of_agencies, chosen=chosen))


def _damaged(damaged: Filters, rows: int) -> None:
    if not rows:
        _none(say("所选的报告都读全了。"))
        return
    st.caption(
        say(
            "这是我们的文本有损，不是机关的差错：网页转存时排版乱了，有的数字分不清属于哪一栏。"
            "这些数字我们一律不采用，也不算作机关的问题。不受“性质”“规则”条件影响。"
        )
    )
    paged("damaged", questions.findings, damaged, quality.of_findings, table="findings")


def _gaps(filters: Filters, rows: int) -> None:
    if not rows:
        _none(say("没有机关在最早和最近一份报告之间缺年度。"))
        return
    st.caption(
        say(
            "{count} 个机关前后都有报告，中间却缺了年度。可能没有公布，也可能是我们没有收到；"
            "不受“年度”条件影响。",
            count=f"{rows:,}",
        )
    )
    paged("gaps", questions.gaps, filters, quality.of_gaps)


def _refused(filters: Filters, reasons: Records) -> None:
    if not reasons:
        _none(say("收到的文件都读作了年度报告。"))
        return
    st.caption(
        plain(
            say(
                "{story}。不受上面条件影响：这些文件看不出是谁的、哪一年的。",
                story=quality.refused_story(reasons),
            )
        )
    )
    paged("refused", questions.refused, filters, tables.of_refused)


def _none(text: str) -> None:
    st.success(text, icon=":material/check:")
