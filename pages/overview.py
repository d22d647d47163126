"""总览: what is here, what stands out, and where to start."""

import streamlit as st

from govdash.forms.official import FORM_2021, NEW_RECEIVED, TOTAL
from govdash.forms.series import concluded, of_figure
from govdash.report import Severity
from govdash.rules import SEVERITY_NAMES
from govdash.settings import PAGES
from govdash.store import questions
from govdash.store.quality import PROBLEMS
from govdash.ui import charts, view
from govdash.ui.block import block, coverage, show
from govdash.ui.data import ask
from govdash.ui.filters import ask_filters
from govdash.ui.stories import yearly_story
from govdash.ui.words import SCOPE_HELP

filters = ask_filters()
st.title("政府信息公开年报")
st.markdown(
    "每个行政机关每年都要公布一份**政府信息公开工作年度报告**：公开了什么、收到多少申请、怎样答复、"
    "有没有被复议或起诉。这里把报告里的数字读出来、逐个核对，供大家查看和比较。"
)
coverage(filters)

reports = ask(questions.reports, filters)
found = ask(questions.findings, filters)
errors = [row for row in found if row["severity"] == Severity.ERROR]
covered = ask(questions.coverage, filters)
with st.container(horizontal=True):
    st.metric("报告", f"{covered.reports} 份", border=True)
    st.metric("机关", f"{covered.agencies} 个", border=True)
    st.metric("年度", f"{len(covered.years)} 个", border=True)
    st.metric(
        SEVERITY_NAMES[Severity.ERROR],
        f"{len(errors)} 处",
        border=True,
        help="报告里的数字互相对不上，或该填的总计没有填。点进单份报告可以看到是哪一格。",
    )

series = [of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id), concluded()]
yearly = ask(questions.by_year, filters, series)
block(
    "received",
    yearly_story(yearly, series[0]),
    view.of_years(yearly, series),
    charts.over_years(yearly, series[0]),
    SCOPE_HELP,
)

st.subheader("从这里开始", anchor="start")
with st.container(horizontal=True):
    st.page_link(PAGES / "report.py", label="看看我所在地方的报告", icon=":material/search:")
    st.page_link(
        PAGES / "applications.py", label="比较各机关怎样答复申请", icon=":material/balance:"
    )
    st.page_link(PAGES / "cases.py", label="看复议和诉讼的结果", icon=":material/gavel:")
    st.page_link(PAGES / "quality.py", label="看哪些数字对不上", icon=":material/rule:")
    st.page_link(PAGES / "check.py", label="公布之前先自查", icon=":material/fact_check:")

st.subheader("核对时发现的问题", anchor="findings")
serious = [row for row in found if row["severity"] in PROBLEMS]
if serious:
    show("findings", "核对时发现的问题", view.of_findings(serious), folded=False)
else:
    st.success("所选的报告没有发现问题。")
st.caption("供参考的，以及我们的文本没有读准的地方，都在“数据质量”一页。")

st.subheader("这里有哪些报告", anchor="reports")
show("reports", "这里有哪些报告", view.of_report_list(reports), folded=False)
refused = ask(questions.refused)
if refused:
    st.subheader("没能读取的文件", anchor="refused")
    show("refused", "没能读取的文件", view.of_refused(refused), folded=False)
