"""主动公开: what the forms count of published rules, documents, decisions and fees."""

import streamlit as st

from govdash.forms.official import FORM_2021, ISSUED, NORMATIVE
from govdash.ui import quantities, views
from govdash.ui.block import covered
from govdash.ui.filters import ask_filters
from govdash.ui.language import label, say
from govdash.ui.stated import show_stated
from govdash.ui.totals import totals

st.title(say("主动公开"))
st.markdown(
    say(
        "报告第二部分的数字：制发了多少{documents}，作出多少许可、处罚和强制决定，收了多少费。"
        "决定数量说明的是**工作量**，不等于公开得多不多。",
        documents=label(NORMATIVE.label, NORMATIVE.en),
    )
)
filters = ask_filters()
if covered(filters).reports:
    counts = quantities.of_disclosure()
    issued = next(item for item in counts if item.id == FORM_2021.figure(NORMATIVE, ISSUED).id)
    way = views.choose(say("表格里的数字"), {views.STATED: say("正文自述的条数")})
    if way == views.WHOLE:
        totals("disclosure", filters, counts, issued)
    elif way == views.NUMBER:
        views.one_number("disclosure", filters, counts, issued)
    else:
        show_stated(filters)
