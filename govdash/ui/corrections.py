"""更正记录: every figure that is another than it was, old → new, with reason and date."""

from collections import Counter

import streamlit as st

from govdash.store import questions
from govdash.store.questions import Records
from govdash.ui.block import show
from govdash.ui.data import ask
from govdash.ui.filters import ask_filters
from govdash.ui.view import Cell, View
from govdash.ui.words import STATE_NAMES, plain

REASONS = {
    "republished": "机关重新公布",
    "copy": "来自另一份文本",
    "reread": "本站改进读法后重读",
    "correction": "人工更正",
}
_HELP = (
    "“机关重新公布”：同一机关同一年度又公布了一次；“来自另一份文本”：同一份报告的另一份文本，"
    "不同之处可能只是文本的不同；“本站改进读法后重读”：文件没有变，是我们读得更准了；"
    "“人工更正”：由人核对出处后更正，表格里仍留着原来读出的数，更正的数另列。"
    "旧的一版都还在，可从接口取得。"
)


def show_corrections() -> None:
    """The page."""
    filters = ask_filters()
    st.title("更正记录")
    st.markdown("一个数字公布以后变过，这里就记下：**原来是多少，现在是多少，为什么，哪一天**。")
    records = ask(questions.revisions, filters)
    st.subheader(plain(_story(records)), anchor="revisions")
    st.caption(plain(_HELP))
    if records:
        show("revisions", "更正记录", of_revisions(records), folded=False)


def _story(records: Records) -> str:
    if not records:
        return "所选的报告还没有数字变过"
    counted = Counter(row["reason"] for row in records)
    told = "，".join(f"{REASONS[reason]} {count} 个" for reason, count in counted.most_common())
    reports = len({row["report_id"] for row in records})
    return f"{reports} 份报告的 {len(records)} 个数字变过：{told}"


def of_revisions(records: Records) -> View:
    """One row a change, the newest first; what is no number is told in words."""
    columns = {
        "date": "日期",
        "agency": "机关",
        "year": "年度",
        "label": "哪个数字",
        "old": "原来",
        "new": "现在",
        "unit": "单位",
        "reason": "原因",
        "note": "说明和依据",
        "report_id": "报告编号",
    }
    newest = sorted(records, key=lambda row: str(row["date"] or ""), reverse=True)
    rows: list[tuple[Cell, ...]] = [
        (
            row["date"].isoformat() if row["date"] else None,
            row["agency"],
            row["year"],
            row["label"],
            _side(row["old_state"], row["old_value"]),
            _side(row["new_state"], row["new_value"]),
            row["unit"],
            REASONS[row["reason"]],
            "；".join(filter(None, (row["note"], row["source"], row["by"]))) or _versions(row),
            row["report_id"],
        )
        for row in newest
    ]
    return View(columns, rows)


def _side(state: str, value: Cell) -> Cell:
    return value if value is not None else STATE_NAMES.get(state, state)


def _versions(row: dict[str, Cell]) -> str:
    return f"第 {row['old_version']} 版 → 第 {row['new_version']} 版"
