"""What is never shown or handed out: private numbers and mailboxes."""

import re
from dataclasses import replace

from govdash.report import Report

_PRIVATE = (
    re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),
    re.compile(r"[\w.+-]+@(?![\w.-]*gov\.cn)[\w-]+(?:\.[\w-]+)+"),
)


def mask(text: str) -> str:
    """Hide mobile numbers, identity numbers and private mailboxes; offices keep theirs."""
    for pattern in _PRIVATE:
        text = pattern.sub("〔已隐去〕", text)
    return text


def masked(report: Report) -> Report:
    """The report with what is private hidden in its sentences; figures are never touched."""
    return replace(
        report,
        title=mask(report.title) if report.title else report.title,
        sections={name: mask(text) for name, text in report.sections.items()},
        stated=tuple(replace(item, quote=mask(item.quote)) for item in report.stated),
        findings=tuple(
            replace(
                item,
                quote=mask(item.quote) if item.quote else item.quote,
                message=mask(item.message),
            )
            for item in report.findings
        ),
    )
