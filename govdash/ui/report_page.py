"""The page of a single report: choose one, then tables, findings and original side by side."""

import json
from typing import Any

import streamlit as st

from govdash.audit import outcomes
from govdash.forms.series import CONCLUDED
from govdash.measures import DISCLOSURE_RATE, OUTCOME_GAP, rate
from govdash.report import Report, from_json
from govdash.store import questions
from govdash.store.filters import Filters
from govdash.ui import address, rates
from govdash.ui.data import ask
from govdash.ui.document import show_document
from govdash.ui.filters import ask_filters
from govdash.ui.verdict import checks_story
from govdash.ui.words import ORIGIN_NAMES, SCOPE_NAMES, plain


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
    told = ORIGIN_NAMES.get(row["origin"], row["origin"])
    show_document(report, lines, told)


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
    found = outcomes(report)
    share = rate(
        DISCLOSURE_RATE, {CONCLUDED: found.concluded, OUTCOME_GAP: found.gap, **found.groups}
    )
    st.markdown(f"**核对**：{checks_story(report)}  \n**{plain(rates.sentence(share))}**")
