"""复议诉讼: how reviews and lawsuits ended."""

import streamlit as st

from govdash.forms.official import CORRECTED, FORM_2021, REVIEW, TOTAL
from govdash.forms.series import of_figure
from govdash.measures import REVIEW_CORRECTION_RATE, SUIT_LOSS_RATE
from govdash.store.sums import by_year
from govdash.ui import quantities, views
from govdash.ui.block import covered
from govdash.ui.data import ask_years
from govdash.ui.explore import over_years
from govdash.ui.filters import ask_filters
from govdash.ui.language import label, say
from govdash.ui.parts import parts
from govdash.ui.quantities import RESULTS_WHOLE

st.title(say("复议诉讼"))
st.markdown(
    say(
        "对答复不服，可以请上级机关**复议**，也可以到法院**起诉**。"
        "“{corrected}”是复议机关或法院认为机关做得不对，要求改正。",
        corrected=label(CORRECTED.label, CORRECTED.en),
    )
)
filters = ask_filters()
if covered(filters).reports:
    if views.choose(say("结果")) == views.WHOLE:
        rates = (REVIEW_CORRECTION_RATE, SUIT_LOSS_RATE)
        yearly = ask_years(by_year, filters, (*RESULTS_WHOLE, *rates))
        for whole in RESULTS_WHOLE:
            parts(whole.id, yearly, whole)
        for measure in rates:
            over_years(yearly, measure, measure.id)
    else:
        total = of_figure(FORM_2021.figure(REVIEW, TOTAL).id)
        views.one_number("cases", filters, quantities.of_cases(), total)
