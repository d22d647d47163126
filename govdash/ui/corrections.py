"""更正记录: every figure that is another than it was, old → new, with reason and date."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from govdash.forms import FIGURES
from govdash.forms.series import of_figure
from govdash.store import changes
from govdash.store.answers import Records
from govdash.ui.block import covered
from govdash.ui.data import ask
from govdash.ui.filters import ask_filters
from govdash.ui.language import phrase, say, told
from govdash.ui.paged import paged
from govdash.ui.quantities import heading
from govdash.ui.view import Cell, Link, View
from govdash.ui.words import STATE_NAMES, plain

REASONS: Mapping[str, tuple[str, str]] = {
    "republished": (phrase("机关重新公布"), phrase("同一机关同一年度又公布了一次。")),
    "copy": (
        phrase("来自另一份文本"),
        phrase("同一份报告的另一份文本，不同之处可能只是文本的不同。"),
    ),
    "reread": (phrase("本站改进读法后重读"), phrase("文件没有变，是我们读得更准了。")),
    "correction": (
        phrase("人工更正"),
        phrase("由人核对出处后更正；表格里仍留着原来读出的数，更正的数另列。"),
    ),
}
"""Why a figure is another than it was: the reason and what it means."""


def show_corrections() -> None:
    """The page."""
    st.title(say("更正记录"))
    st.markdown(
        say("一个数字公布以后变过，这里就记下：**原来是多少，现在是多少，为什么，哪一天**。")
    )
    filters = ask_filters()
    if not covered(filters).reports:
        return
    reasons = ask(changes.by_reason, filters)
    st.header(
        plain(_story(reasons, ask(changes.reports, filters) if reasons else 0)), anchor="revisions"
    )
    if reasons:
        st.caption(
            say("最新的在前；点“哪个数字”看它在报告的哪一格。下载的文件按年度、地区和报告排列。")
        )
        paged("revisions", changes.changes, filters, of_changes, table="revisions")
    else:
        st.markdown(say("有数字变了，就会出现在这里，原来的数和原因都留着。"))
    st.header(say("数字为什么会变"), anchor="reasons")
    st.markdown(
        "\n".join(
            say("- **{word}**：{what}", word=plain(say(word)), what=plain(say(what)))
            for word, what in REASONS.values()
        )
    )
    st.caption(
        say(
            "报告的旧版本都还在，可从接口取得：{address}",
            address="api/v1/reports/{id}.json?version=1",
        )
    )


def _story(reasons: Records, reports: int) -> str:
    if not reasons:
        return say("所选的报告还没有数字变过")
    return say(
        "{reports} 份报告的 {figures} 个数字变过：{what}",
        reports=f"{reports:,}",
        figures=f"{sum(row['figures'] for row in reasons):,}",
        what=say("，").join(
            say("{reason} {count} 个", reason=_reason(row["reason"]), count=f"{row['figures']:,}")
            for row in reasons
        ),
    )


def _reason(reason: str) -> str:
    return say(REASONS[reason][0])


def of_changes(records: Records) -> View:
    """One row a change; what is no number is told in words."""
    columns = {
        "date": say("日期"),
        "agency": say("机关"),
        "year": say("年度"),
        "figure": say("哪个数字"),
        "old": say("原来"),
        "new": say("现在"),
        "reason": say("原因"),
        "note": say("说明和依据"),
    }
    rows: list[tuple[Cell, ...]] = [
        (
            row["date"].isoformat() if row["date"] else None,
            Link(told(row["agency"] or say("机关不明")), "report", {"id": row["report_id"]}),
            row["year"],
            _figure(row),
            _side(row["old_state"], row["old_value"]),
            _side(row["new_state"], row["new_value"]),
            _reason(row["reason"]),
            _note(row),
        )
        for row in records
    ]
    return View(columns, rows)


def _figure(row: Mapping[str, Any]) -> Link:
    figure = row["figure"]
    known = figure in FIGURES
    words = heading(of_figure(figure)) if known else told(row["label"] or figure)
    return Link(words, "report", {"id": row["report_id"]}, f"c-{figure}")


def _side(state: str, value: Cell) -> Cell:
    return value if value is not None else say(STATE_NAMES.get(state, state))


def _note(row: Mapping[str, Any]) -> str:
    """What a person wrote to a correction, or which version became which."""
    written = [told(row[key]) for key in ("note", "source", "by") if row[key]]
    return say("；").join(written) or say(
        "第 {old} 版 → 第 {new} 版", old=row["old_version"], new=row["new_version"]
    )
