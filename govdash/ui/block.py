"""What every page repeats: a title that says the finding, chart, table, file, coverage."""

import streamlit as st

from govdash.store.coverage import Coverage, coverage
from govdash.store.filters import Filters
from govdash.ui.data import ask
from govdash.ui.language import say, told
from govdash.ui.picture import Chart
from govdash.ui.view import Build, View
from govdash.ui.words import ORIGIN_NAMES, plain

_LONG = 60
"""Rows of a table that stand on the screen at once; the file always has all of them."""


def block(
    key: str,
    title: str,
    build: Build,
    figure: Chart | None = None,
    note: str = "",
    hint: str | None = None,
) -> None:
    """A chart with the table it was drawn from and that table as a file.

    `hint` tells what the words of the title mean.
    """
    st.header(plain(title), anchor=key, help=hint)
    view = build()
    if not view.rows:
        nothing()
        return
    chart(key, title, figure)
    if note:
        st.caption(plain(note))
    _table(key, title, view, build, folded=figure is not None)


def chart(key: str, title: str, figure: Chart | None) -> None:
    """A chart, named by the sentence over it for those who cannot see it."""
    if figure is not None:
        figure.show(f"{key}-chart", title)


def nothing() -> None:
    """What stands where there is nothing to show, and what to do then."""
    st.info(
        say("所选的年度、地区和机关没有这样的数字。可以在上面“正在看”里放宽条件。"),
        icon=":material/filter_alt_off:",
    )


def show(key: str, title: str, build: Build, *, folded: bool) -> None:
    """A table, and the button that hands out the same rows as CSV."""
    _table(key, title, build(), build, folded=folded)


def _table(key: str, title: str, view: View, build: Build, *, folded: bool) -> None:
    name = say("数据表（{count} 行）", count=len(view.rows))
    holder = st.expander(name, key=f"{key}-table") if folded else st.container(key=f"{key}-table")
    with holder:
        if len(view.rows) <= _LONG:
            st.html(view.html())
        else:
            st.dataframe(view.frame(), hide_index=True, alt=title)
    st.download_button(
        say("下载这张表（CSV）"),
        # Made when asked for, and outside a reader's run: the same bytes in every language.
        lambda: build().csv(),
        file_name=f"govdash-{key}.csv",
        mime="text/csv",
        key=f"{key}-csv",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )


def covered(filters: Filters) -> Coverage:
    """One line on what this view covers; the missing reports by name behind it."""
    found = ask(coverage, filters)
    if not found.reports:
        st.warning(
            say("所选的年度、地区和机关没有报告。可以在上面“正在看”里放宽条件。"),
            icon=":material/filter_alt_off:",
        )
        return found
    st.caption(plain(_covers(found)))
    if found.missing:
        with st.expander(say("缺哪 {count} 份", count=f"{found.missing:,}"), key="missing"):
            _name_missing(found)
    return found


def _covers(found: Coverage) -> str:
    text = say(
        "本页包含 {reports} 份报告：{known} 个已知机关中的 {agencies} 个，{span}。",
        reports=f"{found.reports:,}",
        known=f"{found.known:,}",
        agencies=f"{found.agencies:,}",
        span=_span(found.years),
    )
    for origin in ("synthetic", "sample", "figures"):
        if found.origins.get(origin):
            text += say(
                "其中 {count} 份是{what}。",
                count=f"{found.origins[origin]:,}",
                what=say(ORIGIN_NAMES[origin]),
            )
    if found.undated:
        text += say("其中 {count} 份看不出年度，不在按年的图里。", count=f"{found.undated:,}")
    if found.refused:
        text += say("另有 {count} 个文件没能读作年度报告。", count=f"{found.refused:,}")
    if found.missing:
        text += say("按每个机关每年一份算，还缺 {count} 份。", count=f"{found.missing:,}")
    return text


def _span(years: tuple[int, ...]) -> str:
    if not years:
        return say("年度不明")
    if len(years) == 1:
        return say("{year} 年", year=years[0])
    return say("{first}—{last} 年", first=years[0], last=years[-1])


def _name_missing(found: Coverage) -> None:
    names: dict[tuple[str, str], list[str]] = {}
    for agency_id, agency, year in found.named:
        names.setdefault((agency_id, agency), []).append(str(year))
    st.markdown(
        "\n".join(
            f"- {plain(told(agency))}：{'、'.join(years)}" for (_, agency), years in names.items()
        )
    )
    if len(found.named) < found.missing:
        st.caption(say("只列出前 {count} 份。", count=len(found.named)))
