"""What every page repeats: a title that says the finding, chart, table, CSV, coverage."""

import plotly.graph_objects as go
import streamlit as st

from govdash.store import questions
from govdash.store.filters import Filters
from govdash.ui.data import ask
from govdash.ui.view import View
from govdash.ui.words import ORIGIN_NAMES, plain

_LONG = 200
_MISSING_SHOWN = 200


def block(
    key: str, title: str, view: View, figure: go.Figure | None = None, note: str = ""
) -> None:
    """A chart with the table it was drawn from and that table as a file."""
    st.subheader(plain(title), anchor=key)
    if not view.rows:
        st.info("所选的年度和机关没有可显示的数据。")
        return
    if figure is not None:
        st.plotly_chart(
            figure,
            key=f"{key}-chart",
            alt=title,
            config={"displaylogo": False, "displayModeBar": False},
        )
    if note:
        st.caption(plain(note))
    show(key, title, view, folded=figure is not None)


def show(key: str, title: str, view: View, *, folded: bool) -> None:
    """A table, and the button that hands out the same rows as CSV."""
    name = f"数据表（{len(view.rows)} 行）"
    holder = (
        st.expander(name, expanded=not folded, key=f"{key}-table") if folded else st.container()
    )
    with holder:
        if len(view.rows) <= _LONG:
            st.html(view.html())
        else:
            st.dataframe(view.frame(), hide_index=True, alt=title)
    st.download_button(
        "下载这张表（CSV）",
        view.csv(),
        file_name=f"govdash-{key}.csv",
        mime="text/csv",
        key=f"{key}-csv",
        icon=":material/download:",
        on_click="ignore",
    )


def coverage(filters: Filters) -> None:
    """One line on what this view covers; the missing reports by name behind it."""
    covered = ask(questions.coverage, filters)
    if not covered.reports:
        st.warning("所选的年度和机关没有报告。请在左边换一个年度或机关。")
        return
    years = covered.years
    span = (
        f"{years[0]}—{years[-1]} 年"
        if len(years) > 1
        else f"{years[0]} 年"
        if years
        else "年度不明"
    )
    text = (
        f"本页包含 {covered.reports} 份报告："
        f"{covered.known} 个已知机关中的 {covered.agencies} 个，{span}。"
    )
    for origin in ("sample", "figures"):
        if covered.origins.get(origin):
            text += f"其中 {covered.origins[origin]} 份是{ORIGIN_NAMES[origin]}。"
    if covered.undated:
        text += f"其中 {covered.undated} 份看不出年度，不在按年的图里。"
    if covered.refused:
        text += f"另有 {covered.refused} 个文件没能读作年度报告。"
    if covered.missing:
        text += f"按每个机关每年一份算，还缺 {len(covered.missing)} 份。"
    st.caption(plain(text))
    if covered.missing:
        with st.expander(f"缺哪 {len(covered.missing)} 份"):
            names: dict[str, list[str]] = {}
            for agency, year in covered.missing[:_MISSING_SHOWN]:
                names.setdefault(agency, []).append(str(year))
            st.markdown(
                "\n".join(
                    f"- {plain(agency)}：{'、'.join(found)}" for agency, found in names.items()
                )
            )
            if len(covered.missing) > _MISSING_SHOWN:
                st.caption(f"只列出前 {_MISSING_SHOWN} 份。")
