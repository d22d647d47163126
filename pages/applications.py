"""依申请公开: who asked, what became of it."""

import streamlit as st

from govdash.forms.official import APPLICANTS, FORM_2021, NEW_RECEIVED, TOTAL
from govdash.forms.series import concluded, of_figure, outcomes
from govdash.measures import DECIDED_RATE, DISCLOSURE_RATE, OUTCOME_RATES
from govdash.store import questions
from govdash.ui import charts, view
from govdash.ui.block import block, coverage
from govdash.ui.data import ask
from govdash.ui.filters import ask_filters
from govdash.ui.stories import leading_story, rate_story, yearly_story
from govdash.ui.words import SCOPE_HELP

filters = ask_filters()
st.title("依申请公开")
st.markdown("公民或组织写明想要什么信息，机关按规定答复。这里看申请有多少、谁在申请、结果怎样。")
coverage(filters)

received = of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id)
yearly = ask(questions.by_year, filters, [received, concluded()])
block(
    "received",
    yearly_story(yearly, received),
    view.of_years(yearly, [received, concluded()]),
    charts.over_years(yearly, received),
    SCOPE_HELP,
)

results = [concluded(), *outcomes()]
each = ask(questions.by_report, filters, results)
block(
    "outcomes",
    leading_story("办理结果", each, outcomes()),
    view.of_reports(each, results),
    charts.of_reports([row for row in each if row["outcome_gap"] is None], outcomes()),
    "每一条是一份报告当年办结的申请，按结果分开。结果与总计矛盾、或我们读不全的报告不画在图里，"
    "表中写明原因。",
)

measures = [DISCLOSURE_RATE, *OUTCOME_RATES, DECIDED_RATE]
block(
    "rates",
    rate_story(each, DISCLOSURE_RATE),
    view.of_rates(each, measures),
    charts.of_rates(each, DISCLOSURE_RATE),
    f"{DISCLOSURE_RATE.caveat}办结不到 10 件的只给件数，不算百分比；0 件的没有比例。比例高不一定就是“好”。",
)

applicants = [of_figure(FORM_2021.figure(NEW_RECEIVED, column).id) for column in APPLICANTS]
who = ask(questions.by_report, filters, applicants)
block(
    "applicants",
    leading_story("谁在申请", who, applicants),
    view.of_reports(who, applicants),
    charts.of_reports(who, applicants),
    "每一条是一份报告当年新收的申请，按申请人分开。",
)
