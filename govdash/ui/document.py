"""A report drawn whole: findings, tables as in the form, original; for any page that shows one."""

import streamlit as st

from govdash.forms.official import APPLICATIONS, CASES, DISCLOSURE
from govdash.report import Report
from govdash.ui import view, viewer
from govdash.ui.remarks import Lines
from govdash.ui.script import seek_place
from govdash.ui.words import STATE_HELP

_TABLES = (DISCLOSURE, APPLICATIONS, CASES)


def show_document(report: Report, lines: Lines, told: str, *, advise: bool = False) -> None:
    """Findings and tables beside the original; `told` says what the original is."""
    st.html(viewer.STYLE)
    tables, original = st.columns([3, 2], gap="medium")
    with tables:
        _findings(report, lines, advise=advise)
        for section in _TABLES:
            st.subheader(f"{section.id}、{section.title}")
            st.html(viewer.tables(report, section))
        if report.stated:
            st.subheader("正文自述的数字")
            st.caption("这些数只出自叙述文字，从不填进表格；与表格不同的不一定是差错。")
            st.html(view.of_stated(report).html())
    with original:
        st.subheader("原文")
        if lines:
            st.caption(f"{told}。手机号码、私人邮箱已隐去；底色标出的是有问题的数字所在的行。")
            with st.container(height=900, border=True, key="original"):
                st.html(viewer.source(report, list(lines)))
        else:
            st.info("这里只有人工核对的数字，没有原文。")
    seek_place()


def _findings(report: Report, lines: Lines, *, advise: bool) -> None:
    st.subheader("核对时发现的问题")
    if report.findings:
        st.html(viewer.findings(report, lines, advise=advise))
    else:
        st.success("没有发现问题。")
    if lines:
        st.caption(
            "点表格里的数字，原文会亮出它印在哪一行；点问题后面的链接，会跳到那一格或那一行。"
        )
    st.caption(STATE_HELP)
