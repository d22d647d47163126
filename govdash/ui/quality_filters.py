"""Which findings 数据质量 shows: severity and rule, kept in the address."""

from dataclasses import replace

import streamlit as st

from govdash.report import Severity
from govdash.rules import RULES, SEVERITY_NAMES
from govdash.store.filters import Filters
from govdash.store.quality import OF_AGENCIES
from govdash.ui import address


def ask_findings(filters: Filters) -> Filters:
    """The filters with the severities and rules that were chosen; none chosen means all."""
    with st.container(horizontal=True):
        severities = address.several(
            "severity",
            "性质",
            OF_AGENCIES,
            lambda severity: SEVERITY_NAMES[Severity(severity)],
            "全部性质",
        )
        rules = address.several(
            "rule", "规则", list(RULES), lambda rule: RULES[rule].name, "全部规则"
        )
    return replace(filters, severity=tuple(severities), rule=tuple(rules))
