"""What is never shown or handed out: private numbers and mailboxes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from govdash.report import Report

_PRIVATE = (
    re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),
    re.compile(r"[\w.+-]+@(?![\w.-]*gov\.cn)[\w-]+(?:\.[\w-]+)+"),
)
_NAMED = re.compile(
    r"((?:联\s*系\s*人|聯\s*(?:繫|系|絡)\s*人|经\s*办\s*人|經\s*辦\s*人|填\s*(?:报|表|報)\s*人|申\s*请\s*人|申\s*請\s*人)"
    r"(?:姓名)?\s*[:：]\s*)[\u4e00-\u9fff·]{2,4}(?![\u4e00-\u9fff])"
)
"""A person named as contact or applicant; a name ends where something else than a word begins."""

_SUSPECT = re.compile(r"@|\d{11}|人(?:姓名)?\s*[:：]")
"""What everything private has: where it is nowhere, nothing else needs to be looked for."""

_HIDDEN = "〔已隐去〕"


def mask_all(texts: Sequence[str]) -> Sequence[str]:
    """The same of many short texts; most documents hold nothing private."""
    return [mask(text) for text in texts] if _SUSPECT.search("\n".join(texts)) else texts


def mask(text: str) -> str:
    """Hide mobile and identity numbers, private mailboxes, names of contacts and applicants.

    Offices keep their numbers, mailboxes and names.
    """
    if not _SUSPECT.search(text):
        return text
    for pattern in _PRIVATE:
        text = pattern.sub(_HIDDEN, text)
    return _NAMED.sub(rf"\g<1>{_HIDDEN}", text)


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
