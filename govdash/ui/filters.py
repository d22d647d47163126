"""The filters of every page: choices in the side bar, kept in the address → Filters."""

import streamlit as st

from govdash.errors import UsageError
from govdash.store import questions
from govdash.store.filters import Filters
from govdash.ui import address
from govdash.ui.data import ask
from govdash.ui.words import plain

_LINKED = ("region", "level", "form")
"""Filters of the data API that have no choice in the side bar, but hold when a link has them."""


def ask_filters() -> Filters:
    """Years and agencies chosen in the side bar."""
    years = [str(year) for year in ask(questions.years)]
    names = {row["agency_id"]: _label(row) for row in ask(questions.agencies)}
    with st.sidebar:
        chosen_years = address.several("year", "年度", years, str, "全部年度")
        chosen = address.several(
            "agency", "机关（可输入名称查找）", list(names), names.__getitem__, "全部机关"
        )
    asked = {name: st.query_params.get_all(name) for name in _LINKED}
    asked = {name: values for name, values in asked.items() if values}
    try:
        filters = Filters.parse({"year": chosen_years, "agency": chosen, **asked})
    except UsageError as error:
        st.warning(plain(f"链接里的条件有误，没有按它筛选：{str(error)[:120]}"))
        return Filters.parse({"year": chosen_years, "agency": chosen})
    if asked:
        told = "；".join(f"{name} = {'、'.join(values)}" for name, values in asked.items())
        st.caption(plain(f"另按链接里的条件筛选：{told}"))
    return filters


def _label(row: dict[str, str]) -> str:
    return f"{row['agency']}（{row['region']}）" if row["region"] else row["agency"]
