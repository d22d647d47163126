"""A table too long to be shipped whole: a page of it at a time, all of it as a file."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from govdash.store.answers import Part, Records
from govdash.store.filters import Filters
from govdash.ui import address
from govdash.ui.data import ask, ask_once
from govdash.ui.language import say
from govdash.ui.view import Build, View

SIZE = 50
MOST = 100_000
"""Rows of a file that a page makes itself; a longer one would take the server's memory."""
_ALL = 10_000_000

Question = Callable[..., Part]


def paged(
    key: str,
    question: Question,
    filters: Filters,
    view: Callable[[Records], View],
    *,
    table: str = "",
    more: tuple[object, ...] = (),
) -> None:
    """A page of the rows with the file of all; `table` names the one of the data API that has them.

    `more` is what the question asks for besides the filters.
    """
    part = ask(question, filters, *more, 0, SIZE)
    total = part.total
    last = max(-(-total // SIZE), 1)
    with st.container(key=f"{key}-table"):
        chosen = address.turn(f"{key}-page", say("第几页（共 {last} 页）", last=last), last)
        start = (chosen - 1) * SIZE
        if start:
            part = ask(question, filters, *more, start, SIZE)
        if last > 1:
            st.caption(
                say(
                    "第 {first}—{end} 行，共 {total} 行",
                    first=f"{start + 1:,}",
                    end=f"{start + len(part.rows):,}",
                    total=f"{total:,}",
                )
            )
        st.html(view(part.rows).html())
    name = say("下载全部 {count} 行（CSV）", count=f"{total:,}")
    if table:
        query = urlencode(filters.query(), doseq=True)
        st.link_button(
            name, f"api/v1/{table}.csv?{query}", icon=":material/download:", key=f"{key}-csv"
        )
    else:
        _offer(key, name, total, lambda: view(ask_once(question, filters, *more, 0, _ALL).rows))


def _offer(key: str, name: str, total: int, build: Build) -> None:
    """The button of the file, made when asked for: nobody waits for one that nobody takes."""
    if total <= MOST:
        st.download_button(
            name,
            lambda: build().csv(),
            file_name=f"govdash-{key}.csv",
            mime="text/csv",
            key=f"{key}-csv",
            icon=":material/download:",
            on_click="ignore",
        )
        return
    st.caption(
        say(
            "这张表有 {count} 行，太长，不能一次做成文件：请在“正在看”里缩小范围，"
            "或者用本页下面的“拿走本页的数据”，那里多长都行。",
            count=f"{total:,}",
        )
    )
