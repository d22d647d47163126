"""The page of a single report: choose one, then tables, findings and original side by side."""

import json
from typing import Any

import streamlit as st

from govdash.audit import checks_of, outcomes
from govdash.forms.official import APPLICATIONS, CASES, DISCLOSURE
from govdash.forms.series import CONCLUDED
from govdash.measures import DISCLOSURE_RATE, OUTCOME_GAP, rate
from govdash.report import Line, Report, Verdict, from_json
from govdash.store import questions
from govdash.store.filters import Filters
from govdash.ui import address, view, viewer
from govdash.ui.data import ask
from govdash.ui.filters import ask_filters
from govdash.ui.words import ORIGIN_NAMES, SCOPE_NAMES, STATE_HELP, plain

_TABLES = (DISCLOSURE, APPLICATIONS, CASES)


def show_report() -> None:
    """Everything about the report that the address names."""
    filters = ask_filters()
    st.title("单份报告")
    row = _choose(filters)
    if row is None:
        st.info("请在上面选一份报告；如果没有可选的，请在左边换一个年度或机关。")
        return
    found = ask(questions.document, row["report_id"])
    report, lines = (from_json(json.loads(found[0])), json.loads(found[1])) if found else (None, [])
    if report is None:
        st.error("这份报告的全文不在数据里。")
        return
    _head(row, report)
    st.html(viewer.STYLE)
    tables, original = st.columns([3, 2], gap="medium")
    with tables:
        _findings(report, has_text=bool(lines))
        for section in _TABLES:
            st.subheader(f"{section.id}、{section.title}")
            st.html(viewer.tables(report, section))
        if report.stated:
            st.subheader("正文自述的数字")
            st.caption("这些数只出自叙述文字，从不填进表格；与表格不同的不一定是差错。")
            st.html(view.of_stated(report).html())
    with original:
        _original(row, report, lines)


def _choose(filters: Filters) -> dict[str, Any] | None:
    rows = {row["report_id"]: row for row in ask(questions.reports, filters)}
    if not rows:
        return None
    chosen = address.one(
        "id",
        "选择报告（可输入名称查找）",
        list(rows),
        lambda key: f"{rows[key]['agency'] or '机关不明'} {rows[key]['year'] or '年度不明'} 年",
        max(rows, key=lambda key: (rows[key]["origin"] != "figures", rows[key]["errors"])),
    )
    return rows[chosen] if chosen else None


def _head(row: dict[str, Any], report: Report) -> None:
    """Who, which year, which form, where from, and the first thing to know."""
    st.header(plain(f"{row['agency'] or '机关不明'} {row['year'] or '年度不明'} 年度报告"))
    facts = [
        row["region"] or "地区不明",
        f"口径：{SCOPE_NAMES[row['scope']]}",
        f"表样：{report.form.label}",
        f"公布日期：{row['published'] or '报告里没有'}",
        f"来源：{ORIGIN_NAMES.get(row['origin'], row['origin'])}",
    ]
    st.caption(plain(" · ".join(facts)))
    if row["note"]:
        st.caption(plain(row["note"]))
    if row["url"].startswith(("http://", "https://")):
        st.link_button("打开来源网页", row["url"], icon=":material/open_in_new:")
    checked = checks_of(report)
    unknown = len(checked.checks) - checked.count(Verdict.PASS)
    unknown -= checked.broken + checked.held_with_blanks
    found = outcomes(report)
    share = rate(
        DISCLOSURE_RATE, {CONCLUDED: found.concluded, OUTCOME_GAP: found.gap, **found.groups}
    )
    st.markdown(
        f"**核对**：{len(checked.checks)} 处加总关系中，{checked.count(Verdict.PASS)} 处相符，"
        f"{checked.broken} 处不符"
        + (
            f"；{checked.held_with_blanks} 处有空格或缺总计，按填了的数核对也相符"
            if checked.held_with_blanks
            else ""
        )
        + (f"；{unknown} 处的数不全，核对不了" if unknown else "")
        + "。"
        f"  \n**{plain(share.sentence)}**"
    )


def _findings(report: Report, *, has_text: bool) -> None:
    st.subheader("核对时发现的问题")
    if report.findings:
        st.html(viewer.findings(report))
    else:
        st.success("没有发现问题。")
    if has_text:
        st.caption(
            "点表格里的数字，原文会亮出它印在哪一行；点问题后面的链接，会跳到那一格或那一行。"
        )
    st.caption(STATE_HELP)


def _original(row: dict[str, Any], report: Report, lines: list[tuple[Line, str]]) -> None:
    st.subheader("原文")
    if not lines:
        st.info("这里只有人工核对的数字，没有原文。")
        return
    st.caption(
        f"{ORIGIN_NAMES.get(row['origin'], row['origin'])}。手机号码、私人邮箱已隐去；"
        "底色标出的是有问题的数字所在的行。"
    )
    with st.container(height=900, border=True):
        st.html(viewer.source(report, lines))
