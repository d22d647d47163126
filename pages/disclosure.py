"""主动公开: what the forms count of published rules, documents, decisions and fees."""

import streamlit as st

from govdash.forms.official import DISCLOSURE, FORM_2021, ISSUED, NORMATIVE
from govdash.forms.series import in_section
from govdash.store import questions
from govdash.ui import address, charts, view
from govdash.ui.block import block, coverage
from govdash.ui.data import ask
from govdash.ui.filters import ask_filters
from govdash.ui.stories import top_story, yearly_story
from govdash.ui.words import SCOPE_HELP

filters = ask_filters()
st.title("主动公开")
st.markdown(
    f"报告第二部分的数字：制发了多少{NORMATIVE.label}，作出多少许可、处罚和强制决定，收了多少费。"
    "决定数量说明的是**工作量**，不等于公开得多不多。"
)
known = {series.id: series for series in in_section(DISCLOSURE)}
preferred = FORM_2021.figure(NORMATIVE, ISSUED).id
chosen = known[
    address.one(
        "figure",
        "看哪个数字",
        list(known),
        lambda figure: f"{known[figure].label}（{known[figure].unit}）",
        preferred,
    )
    or preferred
]
coverage(filters)

yearly = ask(questions.by_year, filters, [chosen])
note = "；".join(filter(None, (chosen.note if chosen.crosses else "", SCOPE_HELP)))
block(
    "by-year",
    yearly_story(yearly, chosen),
    view.of_years(yearly, [chosen]),
    charts.over_years(yearly, chosen),
    note,
)

each = ask(questions.by_report, filters, [chosen])
block(
    "by-agency",
    top_story(each, chosen),
    view.of_reports(each, [chosen]),
    charts.of_reports(each, [chosen]),
)

whole = list(known.values())
table = ask(questions.by_report, filters, whole)
st.subheader("第二部分的全部数字", anchor="all")
with st.expander("展开全部数字"):
    st.dataframe(view.of_reports(table, whole).frame(), hide_index=True, alt="第二部分的全部数字")
st.download_button(
    "下载第二部分的全部数字（CSV）",
    view.of_reports(table, whole).csv(),
    file_name="govdash-disclosure.csv",
    mime="text/csv",
    key="all-csv",
    icon=":material/download:",
    on_click="ignore",
)
