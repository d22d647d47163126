"""A table too long to be shipped whole: a page of it at a time, all of it as a file."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from govdash.store.filters import Filters
from govdash.store.quality import Part
from govdash.store.questions import Records
from govdash.ui import address
from govdash.ui.data import ask, ask_once
from govdash.ui.view import View

SIZE = 100
_ALL = 10_000_000

Question = Callable[..., Part]


def paged(
    key: str,
    question: Question,
    filters: Filters,
    view: Callable[[Records], View],
    *,
    table: str = "",
) -> None:
    """A page of the rows with the file of all; `table` names the one of the data API that has them."""
    part = ask(question, filters, 0, SIZE)
    total = part.total
    last = max(-(-total // SIZE), 1)
    with st.container(key=f"{key}-table"):
        chosen = address.turn(f"{key}-page", f"第几页（共 {last} 页）", last, filters)
        start = (chosen - 1) * SIZE
        if start:
            part = ask(question, filters, start, SIZE)
        if last > 1:
            st.caption(f"第 {start + 1:,}—{start + len(part.rows):,} 行，共 {total:,} 行")
        st.html(view(part.rows).html())
    name = f"下载全部 {total:,} 行（CSV）"
    if table:
        query = urlencode(filters.query(), doseq=True)
        st.link_button(
            name, f"api/v1/{table}.csv?{query}", icon=":material/download:", key=f"{key}-csv"
        )
    else:
        # Made when asked for: nobody waits for a file that nobody takes.
        st.download_button(
            name,
            lambda: view(ask_once(question, filters, 0, _ALL).rows).csv(),
            file_name=f"govdash-{key}.csv",
            mime="text/csv",
            key=f"{key}-csv",
            icon=":material/download:",
            on_click="ignore",
        )
