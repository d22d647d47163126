"""Finding an agency among 300,000: searched on the server, from two characters on."""

from html import escape
from typing import Any

import streamlit as st

from govdash.store import directory
from govdash.ui import address
from govdash.ui.data import ask
from govdash.ui.language import say, simplified, told
from govdash.ui.view import Link
from govdash.ui.words import LEVEL_NAMES, plain

_HITS = 8
_LISTED = 60
"""So many agencies may stand in a list; more are only searched."""


def find(
    parameter: str, label: str, *, keep: bool = True, **layout: Any
) -> tuple[str, list[dict[str, Any]]]:
    """A search box; what was typed, and the agencies found so far."""
    text = address.typed(parameter, label, say("名称里的两个字，或拼音首字母"), keep=keep, **layout)
    words = simplified(text).strip()
    if len(words) < directory.FEWEST_CHARACTERS:
        return words, []
    return words, ask(directory.search, words, _HITS)


def name(row: dict[str, Any]) -> str:
    """An agency with its region, as it is told from others of the same name."""
    return told(f"{row['agency']}（{row['region']}）" if row["region"] else row["agency"])


def page_of(row: dict[str, Any]) -> Link:
    """The page of an agency."""
    return Link(name(row), "agency", {"agency": row["agency_id"]})


def search_box() -> None:
    """The search of the first page: each agency found leads to its page."""
    words, hits = find("find", say("查你的地方或机关"))
    if not hits:
        tell_why_none(words)
        return
    for row in hits:
        facts = [
            say(LEVEL_NAMES[row["level"]]),
            say("{first}—{last} 年，{count} 份报告", first=row["first_year"] or "?",
                last=row["last_year"] or "?", count=row["reports"]),
        ]  # fmt: skip
        st.html(
            f'<p class="gd-line">{page_of(row).html}<small>{escape(" · ".join(facts))}</small></p>'
        )
    if len(hits) == _HITS:
        st.caption(say("只列出最接近的 {count} 个，多输入几个字可以更准。", count=_HITS))


def tell_why_none(words: str) -> None:
    """Why a search has found nothing: too little was typed, or nobody is called so; else nothing."""
    if not words:
        return
    if len(words) < directory.FEWEST_CHARACTERS:
        st.caption(say("再输入一个字。"))
        return
    st.info(
        say(
            "没有找到名称里有“{words}”的机关。可能我们还没有收到它的报告；也可以换个写法，例如只写地名。",
            words=plain(words),
        ),
        icon=":material/search_off:",
    )


def choose_several(parameter: str) -> None:
    """Any number of agencies for a filter: found by typing, kept in the address by their ids."""
    asked = tuple(address.said(parameter))
    rows = {row["agency_id"]: row for row in ask(directory.named, asked)}
    listed = ask(directory.few, _LISTED)
    if listed:
        rows |= {row["agency_id"]: row for row in listed}
    else:
        _, hits = find(f"find-{parameter}", say("找机关"), keep=False, width=260)
        rows |= {row["agency_id"]: row for row in hits}
        for row in hits:
            if row["agency_id"] not in asked:
                st.button(
                    plain(name(row)),
                    key=f"add-{parameter}-{row['agency_id']}",
                    on_click=_add,
                    args=(parameter, row["agency_id"]),
                    icon=":material/add:",
                    type="tertiary",
                )
        if not asked:
            return
    address.several(
        parameter,
        say("机关"),
        list(rows),
        lambda key: name(rows[key]),
        say("全部机关"),
        width=360,
    )


def _add(parameter: str, agency_id: str) -> None:
    address.put(parameter, *dict.fromkeys([*address.said(parameter), agency_id]))
