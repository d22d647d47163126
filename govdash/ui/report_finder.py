"""Finding a single report: by the name of its agency, then by year."""

from html import escape
from itertools import groupby

import streamlit as st

from govdash.store import agency_years, listing
from govdash.store.answers import Records
from govdash.store.filters import Filters
from govdash.ui import finder, sheet, year_links
from govdash.ui.data import ask
from govdash.ui.language import say, told
from govdash.ui.words import plain

_LISTED = 30
"""A store of no more reports lists them all; a larger one is only searched."""


def choose(unknown: str | None = None) -> None:
    """What the page is for, a search, and in a small store its reports as links."""
    st.title(say("单份报告"))
    st.html(sheet.STYLE)
    if unknown:
        st.warning(
            say("链接里的报告“{id}”不在数据里，可以在下面按机关找。", id=plain(unknown[:80])),
            icon=":material/link_off:",
        )
    st.markdown(
        say(
            "每一份报告都照官方表样画出来，旁边就是原文：点一个数字，原文亮出它印在哪一行；"
            "点一个问题，表格和原文两边一起亮。先找机关，再选年度。"
        )
    )
    words, hits = finder.find("find", say("找机关"))
    if words:
        if hits:
            _found(hits)
        else:
            finder.tell_why_none(words)
        return
    found = ask(listing.reports, Filters(), 0, _LISTED + 1)
    if 0 < len(found.rows) <= _LISTED:
        st.header(say("这里的 {count} 份报告", count=len(found.rows)))
        st.html(_list(found.rows))


def _found(hits: Records) -> None:
    """The agencies found, each with its years."""
    found = ask(agency_years.of_agencies, tuple(row["agency_id"] for row in hits))
    of = {key: list(items) for key, items in groupby(found, key=lambda row: row["agency_id"])}
    items = "".join(
        f"<li>{escape(finder.name(row))}<br>{year_links.listed(of.get(row['agency_id'], []))}</li>"
        for row in hits
    )
    st.html(f'<ul class="gd-list">{items}</ul>')


def _list(rows: list[dict[str, object]]) -> str:
    named = sorted(rows, key=lambda row: (str(row["agency"]), -int(str(row["year"] or 0))))
    unknown = say("机关不明")
    items = "".join(
        f"<li>{escape(told(agency) if agency else unknown)}　{year_links.listed(list(group))}</li>"
        for agency, group in groupby(named, key=lambda row: str(row["agency"] or ""))
    )
    return f'<ul class="gd-list">{items}</ul>'
