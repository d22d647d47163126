"""The findings of a report as a numbered list, each leading to its cells and its line."""

from html import escape

from govdash.privacy import mask
from govdash.report import Severity
from govdash.rules import SEVERITY_NAMES
from govdash.ui import lights
from govdash.ui.language import say, told
from govdash.ui.lights import Lights
from govdash.ui.remarks import ADVICE, Lines, Remark, by_severity, remarks
from govdash.ui.viewer import Sheet


def findings(sheet: Sheet, lines: Lines = (), *, advise: bool = False) -> str:
    """The findings in groups of one severity; `advise` says what to do about them."""
    return (
        '<div class="gd gd-found">'
        + "".join(
            f"<h3>{escape(_heading(severity, len(group)))}</h3>"
            + (f"<p>{escape(say(ADVICE[severity]))}</p>" if advise else "")
            + f'<ol start="{group[0].position}">'
            + "".join(_remark(sheet, remark) for remark in group)
            + "</ol>"
            for severity, group in by_severity(remarks(sheet.report, lines))
        )
        + "</div>"
    )


def _heading(severity: Severity, count: int) -> str:
    return say("{name}（{count} 处）", name=say(SEVERITY_NAMES[severity]), count=count)


def _remark(sheet: Sheet, remark: Remark) -> str:
    finding = remark.finding
    place = lights.of_finding(remark.position)
    sides = "　".join(
        say("{head}：<b>{text}</b>", head=head, text=escape(text))
        for head, text in (
            (say("印的是"), remark.printed),
            (say("按其他格子算"), remark.expected),
        )
        if text
    )
    hint = say("可能的原因：{hint}", hint=told(finding.hint)) if finding.hint else ""
    others = sheet.lights.with_finding(sheet.report, remark)
    name = f"{say(SEVERITY_NAMES[finding.severity])}{remark.position}"
    return (
        f"<li {lights.place(place, name, others)}>"
        f'<span class="place">{escape(remark.place)}</span>'
        f"<div>{escape(told(mask(finding.message)))}</div>"
        + (f"<div>{sides}</div>" if sides else "")
        + (f"<div>{escape(hint)}</div>" if hint else "")
        + (f"<blockquote>{escape(told(mask(finding.quote)))}</blockquote>" if finding.quote else "")
        + f"<div>{_links(sheet.lights, remark, place, others)}</div></li>"
    )


def _links(known: Lights, remark: Remark, place: str, others: list[str]) -> str:
    """Either link lights both sides; they differ in what comes into view."""
    links = []
    cells = [other for other in others if other.startswith("c-")]
    if cells:
        links.append(lights.link(place, escape(say("看表格")), cells[0]))
    if remark.line is not None and known.has_lines:
        text = say("看原文第 {line} 行", line=remark.line)
        links.append(lights.link(place, escape(text), lights.of_line(remark.line)))
    return "　".join(links)
