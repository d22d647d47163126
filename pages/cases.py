"""复议诉讼: how reviews and lawsuits ended."""

import streamlit as st

from govdash.forms.official import CASES, CORRECTED, FORM_2021, RESULTS, TOTAL
from govdash.forms.series import of_figure
from govdash.measures import REVIEW_CORRECTION_RATE, SUIT_LOSS_RATE
from govdash.store import questions
from govdash.ui import charts, view
from govdash.ui.block import block, coverage
from govdash.ui.data import ask
from govdash.ui.filters import ask_filters
from govdash.ui.stories import leading_story, rate_story, yearly_story
from govdash.ui.words import SCOPE_HELP

filters = ask_filters()
st.title("复议诉讼")
st.markdown(
    "对答复不服，可以请上级机关**复议**，也可以到法院**起诉**。"
    f"“{CORRECTED.label}”是复议机关或法院认为机关做得不对，要求改正。"
)
coverage(filters)

(cases,) = FORM_2021.in_section(CASES)
for row in cases.rows:
    total = of_figure(FORM_2021.figure(row, TOTAL).id)
    results = [of_figure(FORM_2021.figure(row, column).id) for column in RESULTS]
    yearly = ask(questions.by_year, filters, [total])
    each = ask(questions.by_report, filters, [*results, total])
    block(
        f"{row.id}-by-year",
        yearly_story(yearly, total),
        view.of_years(yearly, [total]),
        charts.over_years(yearly, total),
        SCOPE_HELP,
    )
    block(
        f"{row.id}-results",
        leading_story(f"{row.short}的结果", each, results),
        view.of_reports(each, [*results, total]),
        charts.of_reports([item for item in each if item[total.id]], results),
        "没有案件的报告不画在图里，都在数据表里。",
    )

every = [of_figure(figure.id) for figure in cases.figures]
rows = ask(questions.by_report, filters, every)
measures = [REVIEW_CORRECTION_RATE, SUIT_LOSS_RATE]
block(
    "rates",
    rate_story(rows, REVIEW_CORRECTION_RATE),
    view.of_rates(rows, measures),
    None,
    "".join(measure.caveat for measure in measures) + "今年的案件可能针对往年的答复。",
)
