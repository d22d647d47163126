"""依申请公开: who asked, what became of it."""

import streamlit as st

from govdash.store.sums import by_year
from govdash.ui import quantities, views
from govdash.ui.block import covered
from govdash.ui.data import ask_years
from govdash.ui.filters import ask_filters
from govdash.ui.flow import FLOW, flow
from govdash.ui.language import say
from govdash.ui.parts import parts
from govdash.ui.quantities import APPLICANTS_WHOLE, OUTCOMES_WHOLE, REASONS_WHOLE, UNABLE_WHOLE

st.title(say("依申请公开"))
st.markdown(
    say("公民或组织写明想要什么信息，机关按规定答复。这里看申请有多少、谁在申请、结果怎样。")
)
filters = ask_filters()
if covered(filters).reports:
    if views.choose(say("来龙去脉")) == views.WHOLE:
        wholes = (APPLICANTS_WHOLE, OUTCOMES_WHOLE, REASONS_WHOLE, UNABLE_WHOLE)
        yearly = ask_years(by_year, filters, (FLOW, *wholes))
        flow(yearly)
        parts("applicants", yearly, APPLICANTS_WHOLE)
        parts("outcomes", yearly, OUTCOMES_WHOLE, say("结果与总计矛盾、或我们读不全的报告不在内。"))
        parts("reasons", yearly, REASONS_WHOLE)
        parts("unable", yearly, UNABLE_WHOLE, say("机关手里没有，不等于拒绝公开。"))
    else:
        choices = quantities.of_applications()
        views.one_number("applications", filters, choices, choices[0])
