"""依申请公开: who asked, what became of it."""

import streamlit as st

from govdash.ui import quantities, views
from govdash.ui.block import covered
from govdash.ui.filters import ask_filters
from govdash.ui.flow import flow
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
        flow(filters)
        parts("applicants", filters, APPLICANTS_WHOLE)
        parts(
            "outcomes", filters, OUTCOMES_WHOLE, say("结果与总计矛盾、或我们读不全的报告不在内。")
        )
        parts("reasons", filters, REASONS_WHOLE)
        parts("unable", filters, UNABLE_WHOLE, say("机关手里没有，不等于拒绝公开。"))
    else:
        choices = quantities.of_applications()
        views.one_number("applications", filters, choices, choices[0])
