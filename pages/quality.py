"""数据质量: what does not add up in the whole store, what is missing, what could not be read."""

from dataclasses import replace
from functools import partial

import streamlit as st

from govdash.report import Severity
from govdash.store import quality as questions
from govdash.store.questions import coverage as covered_by
from govdash.ui import charts, quality
from govdash.ui.block import block, coverage
from govdash.ui.data import ask
from govdash.ui.filters import ask_filters
from govdash.ui.paged import paged
from govdash.ui.quality_filters import ask_findings
from govdash.ui.words import plain

filters = ask_filters()
st.title("数据质量")
st.markdown(
    "每份报告的每个数都核对过：加起来对不对得上，该填的有没有填。这里列出全部结果，"
    "每一条都能打开报告，看到它印在哪一行。"
)
chosen = ask_findings(filters)
coverage(filters)
covered = ask(covered_by, filters)
if not covered.reports:
    st.stop()

st.header(
    plain(quality.headline(ask(questions.by_severity, chosen), covered, chosen)), anchor="headline"
)
st.caption(quality.MEANING)

years = ask(questions.by_year, chosen)
names = quality.standing_names(chosen)
block(
    "by-year",
    quality.year_story(years, chosen),
    quality.of_years(years, names),
    charts.standings(years, names),
    "每份报告只算一次，按其中最重的一条算。各年收到的报告不同，不能只凭多少说好坏。",
)

rules = ask(questions.by_rule, chosen)
if rules:
    block(
        "by-rule",
        quality.rule_story(rules, covered),
        quality.of_rules(rules),
        charts.counts(quality.rule_labels(rules), [row["reports"] for row in rules], "报告（份）"),
    )

st.subheader("全部问题，逐条列出", anchor="findings")
if rules:
    paged("findings", questions.findings, chosen, quality.of_findings, table="findings")
else:
    st.success("没有符合条件的问题。可以在上面去掉“性质”或“规则”的条件，或在左边换年度、机关再看。")

st.subheader("各机关", anchor="agencies")
st.caption(quality.FAIR + (quality.ONLY_RULES if chosen.rule else ""))
if nameless := ask(questions.unnamed, filters):
    st.caption(f"另有 {nameless:,} 份报告看不出是哪个机关，不在这张表里；它们的问题都列在上面。")
paged("agencies", questions.by_agency, chosen, partial(quality.of_agencies, chosen=chosen))

damaged = replace(filters, severity=(Severity.EXTRACTION.value,))
st.subheader("我们的文本有损，不是机关的差错", anchor="damaged")
if ask(questions.by_rule, damaged):
    st.caption(
        "网页转存时排版乱了，有的数字分不清属于哪一栏。这些数字我们一律不采用，也不算作机关的问题。"
    )
    paged("damaged", questions.findings, damaged, quality.of_findings, table="findings")
else:
    st.success("所选的报告都读全了。")

st.subheader("中间缺了哪几年", anchor="gaps")
gaps = ask(questions.gaps, filters, 0, 1)
if gaps.total:
    st.caption(
        f"{gaps.total:,} 个机关前后都有报告，中间却缺了年度。可能没有公布，也可能是我们没有收到；"
        "不受“年度”条件影响。"
    )
    paged("gaps", questions.gaps, filters, quality.of_gaps)
else:
    st.success("没有机关在最早和最近一份报告之间缺年度。")

st.subheader("没能读取的文件", anchor="refused")
reasons = ask(questions.refusals)
if reasons:
    st.caption(
        plain(
            f"{quality.refused_story(reasons)}。不受左边条件影响：这些文件看不出是谁的、哪一年的。"
        )
    )
    paged("refused", questions.refused, filters, quality.of_refused)
else:
    st.success("收到的文件都读作了年度报告。")
