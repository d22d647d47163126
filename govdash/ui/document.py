"""A report drawn whole: findings, tables as in the form, original; for any page that shows one."""

from functools import partial

import streamlit as st

from govdash.forms.official import APPLICATIONS, CASES, DISCLOSURE
from govdash.report import Report
from govdash.ui import remark_list, sheet, tables, viewer
from govdash.ui.block import show
from govdash.ui.language import say
from govdash.ui.lights import Lights
from govdash.ui.remarks import Lines, section_name
from govdash.ui.script import follow_lights
from govdash.ui.viewer import Corrections, Sheet
from govdash.ui.words import STATE_HELP

_TABLES = (DISCLOSURE, APPLICATIONS, CASES)


def show_document(
    report: Report,
    lines: Lines,
    about: str,
    *,
    corrections: Corrections | None = None,
    advise: bool = False,
) -> None:
    """Findings and tables beside the original; `about` says what the original is."""
    st.html(sheet.STYLE)
    shown = Sheet(report, Lights.of(report, lines), corrections or {})
    if not lines:
        _drawn(shown, lines, advise=advise)
        st.caption(say("这里只有人工核对的数字，没有原文。"))
        return
    drawn, original = st.columns([8, 5], gap="medium")
    with drawn:
        _drawn(shown, lines, advise=advise)
    with original:
        st.header(say("原文"))
        st.caption(
            say("{about}。手机号码、私人邮箱和联系人姓名已隐去。", about=about)
            + say("左边有红线的行，印着有问题的数字；点行号，表格里亮出印在那一行的格子。")
        )
        st.html(viewer.now_lit())
        st.html(viewer.source(shown, list(lines)))
    follow_lights()


def _drawn(shown: Sheet, lines: Lines, *, advise: bool) -> None:
    """Findings, the three tables, and what the sentences say in figures."""
    _findings(shown, lines, advise=advise)
    for section in _TABLES:
        st.header(section_name(section.id))
        st.html(viewer.tables(shown, section))
    st.caption(say(STATE_HELP))
    if shown.report.stated:
        st.header(say("正文自述的数字"))
        st.caption(say("这些数只出自叙述文字，从不填进表格；与表格不同的不一定是差错。"))
        # Made when asked for, so that no file of a report checked waits in the server's memory.
        show("stated", say("正文自述的数字"), partial(tables.of_stated, shown.report), folded=False)


def _findings(shown: Sheet, lines: Lines, *, advise: bool) -> None:
    st.header(say("核对时发现的问题"))
    if shown.report.findings:
        st.html(remark_list.findings(shown, lines, advise=advise))
    else:
        st.success(say("没有发现问题。"))
