"""Which findings 数据质量 shows: severity and rule, kept in the address."""

from dataclasses import replace

import streamlit as st

from govdash.report import Severity
from govdash.rules import RULES, SEVERITY_NAMES
from govdash.store.filters import Filters
from govdash.store.quality import OF_AGENCIES, PROBLEMS
from govdash.ui import address


def ask_findings(filters: Filters) -> Filters:
    """The filters with the chosen severities and rules.

    None chosen means all rules, and all severities that say something should be looked at.
    """
    with st.container(horizontal=True):
        severities = address.several(
            "severity",
            "性质",
            OF_AGENCIES,
            lambda severity: SEVERITY_NAMES[Severity(severity)],
            "、".join(SEVERITY_NAMES[Severity(severity)] for severity in PROBLEMS),
        )
        rules = address.several(
            "rule", "规则", list(RULES), lambda rule: RULES[rule].name, "全部规则"
        )
    # In their own order, whatever came first in the address: the gravest leads every sentence.
    ordered = tuple(severity for severity in OF_AGENCIES if severity in (severities or PROBLEMS))
    return replace(filters, severity=ordered, rule=tuple(rules))
