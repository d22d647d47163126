"""总览: what is here, the year's story, and where to start."""

from dataclasses import replace
from functools import partial

import streamlit as st

from govdash.forms.official import FORM_2021, NEW_RECEIVED, REVIEW, TOTAL
from govdash.forms.series import concluded, of_figure
from govdash.measures import DISCLOSURE_RATE, REVIEW_CORRECTION_RATE
from govdash.report import Severity
from govdash.rules import SEVERITY_NAMES
from govdash.settings import PAGES
from govdash.store import listing, quality
from govdash.store.answers import Records
from govdash.store.coverage import Coverage
from govdash.store.filters import Filters
from govdash.store.sums import by_year
from govdash.ui import helps, tables, timeline
from govdash.ui.block import block, covered, show
from govdash.ui.data import ask, ask_years
from govdash.ui.filters import ask_filters
from govdash.ui.finder import search_box
from govdash.ui.language import say
from govdash.ui.paged import paged
from govdash.ui.quantities import name, value
from govdash.ui.stories import count, yearly_story
from govdash.ui.words import BARS_HELP, SCOPE_HELP, SCOPE_NAMES, plain, sentences

_FIRST = 10
"""Findings on this page; all of them are on 数据质量."""

RECEIVED = of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id)
REVIEWS = of_figure(FORM_2021.figure(REVIEW, TOTAL).id)
QUANTITIES = (RECEIVED, concluded(), DISCLOSURE_RATE, REVIEWS, REVIEW_CORRECTION_RATE)


def show_overview() -> None:
    """The page."""
    st.title(say("政府信息公开年报"))
    st.markdown(
        say(
            "每个行政机关每年都要公布一份**政府信息公开工作年度报告**：公开了什么、收到多少申请、怎样答复、"
            "有没有被复议或起诉。这里把报告里的数字读出来、逐个核对，供大家查看和比较。"
        )
    )
    search_box()
    filters = ask_filters()
    found = covered(filters)
    if not found.reports:
        return
    errors = _errors(filters)
    _headline(found, errors)
    yearly = ask_years(by_year, filters, QUANTITIES)
    _story(yearly)
    block(
        "received",
        yearly_story(yearly, RECEIVED),
        partial(tables.of_groups, yearly, QUANTITIES),
        timeline.over_years(yearly, RECEIVED),
        sentences(say(SCOPE_HELP), say(BARS_HELP)),
        helps.help_of(RECEIVED),
    )
    _start()
    _findings(filters)
    st.header(say("这里有哪些报告"), anchor="reports")
    paged("reports", listing.reports, filters, tables.of_report_list, table="reports")
    if found.refused:
        st.header(say("没能读取的文件"), anchor="refused")
        paged("refused", quality.refused, filters, tables.of_refused)


def _errors(filters: Filters) -> int:
    rows = ask(quality.by_severity, replace(filters, severity=(Severity.ERROR.value,)))
    return sum(row["findings"] for row in rows)


def _headline(found: Coverage, errors: int) -> None:
    with st.container(horizontal=True):
        st.metric(
            say("报告"),
            say("{count} 份", count=f"{found.reports:,}"),
            help=plain(helps.word("annual_report")),
        )
        st.metric(say("机关"), say("{count} 个", count=f"{found.agencies:,}"))
        st.metric(say("年度"), say("{count} 个", count=len(found.years)))
        st.metric(
            say(SEVERITY_NAMES[Severity.ERROR]),
            say("{count} 处", count=f"{errors:,}"),
            help=say("报告里的数字互相对不上，或该填的总计没有填。点进单份报告可以看到是哪一格。"),
        )


def _story(yearly: Records) -> None:
    """The newest year in sentences, each scope for itself; nothing is said that was not added up."""
    newest = max((row["year"] for row in yearly), default=None)
    lines = []
    for row in yearly:
        if row["year"] != newest or row["scope"] == "unknown":
            continue
        received, done, share, reviews, corrected = (value(item, row) for item in QUANTITIES)
        if received.number is None:
            continue
        said = [say("新收申请 {count}", count=count(received.number, RECEIVED))]
        if done.number is not None:
            said.append(say("办结 {count}", count=count(done.number, RECEIVED)))
        if share.number is not None:
            said.append(
                say("{name} {share}（{grounds}）", name=name(DISCLOSURE_RATE), share=share.text,
                    grounds=share.grounds)
            )  # fmt: skip
        if reviews.number is not None:
            said.append(
                say("{name} {count}", name=name(REVIEWS), count=count(reviews.number, REVIEWS))
            )
        if corrected.number is not None:
            said.append(
                say("{name} {share}（{grounds}）", name=name(REVIEW_CORRECTION_RATE),
                    share=corrected.text, grounds=corrected.grounds)
            )  # fmt: skip
        lines.append(
            say(
                "**{scope}**的 {reports} 份报告：{said}。",
                scope=say(SCOPE_NAMES[row["scope"]]),
                reports=f"{row['reports']:,}",
                said=plain(say("，").join(said)),
            )
        )
    if lines:
        st.header(say("{year} 年", year=newest), anchor="year")
        st.markdown("  \n".join(lines))


def _start() -> None:
    st.header(say("从这里开始"), anchor="start")
    for column, (who, what, links) in zip(
        st.columns(3, border=True),
        (
            (
                say("市民"),
                say("我住的地方公开了什么？有人申请信息，结果怎样？"),
                (
                    ("applications", say("看申请有没有得到答复"), "mail"),
                    ("method", say("弄懂一个名词"), "menu_book"),
                ),
            ),
            (
                say("机关工作人员"),
                say("和同类机关比怎么样？报告公布前数字对得上吗？"),
                (
                    ("compare", say("和同类机关比较"), "balance"),
                    ("check", say("公布之前先自查"), "fact_check"),
                ),
            ),
            (
                say("记者、研究者"),
                say("哪些数字对不上？印在哪一行？怎样拿走全部数据？"),
                (
                    ("quality", say("看哪些数字对不上"), "rule"),
                    ("downloads", say("下载数据"), "download"),
                ),
            ),
        ),
        strict=True,
    ):
        with column:
            st.markdown(f"**{who}**  \n{what}")
            for page, text, icon in links:
                st.page_link(PAGES / f"{page}.py", label=text, icon=f":material/{icon}:")


def _findings(filters: Filters) -> None:
    st.header(say("核对时发现的问题"), anchor="findings")
    serious = replace(filters, severity=quality.PROBLEMS)
    part = ask(quality.findings, serious, 0, _FIRST)
    if not part.total:
        st.success(say("所选的报告没有发现问题。"), icon=":material/check:")
        return
    show(
        "findings",
        say("核对时发现的问题"),
        partial(tables.of_findings, part.rows),
        folded=False,
    )
    st.page_link(
        PAGES / "quality.py",
        label=say("全部 {count} 处，以及供参考的和我们没有读准的", count=f"{part.total:,}"),
        icon=":material/rule:",
    )
