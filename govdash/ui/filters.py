"""The filters of every page: choices in the side bar, kept in the address → Filters."""

import streamlit as st

from govdash.store import questions
from govdash.store.filters import Filters
from govdash.ui import address
from govdash.ui.data import ask


def ask_filters() -> Filters:
    """Years and agencies chosen in the side bar."""
    years = [str(year) for year in ask(questions.years)]
    names = {row["agency_id"]: _label(row) for row in ask(questions.agencies)}
    with st.sidebar:
        chosen_years = address.several("year", "年度", years, str, "全部年度")
        chosen = address.several(
            "agency", "机关（可输入名称查找）", list(names), names.__getitem__, "全部机关"
        )
    return Filters.parse({"year": chosen_years, "agency": chosen})


def _label(row: dict[str, str]) -> str:
    return f"{row['agency']}（{row['region']}）" if row["region"] else row["agency"]
