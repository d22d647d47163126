"""The page of a single report: who and what, the years beside it, its tables and its original."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from html import escape
from pathlib import PurePath
from typing import Any
from urllib.parse import urljoin

import streamlit as st

from govdash.forms import FIGURES, FORMS
from govdash.measures import DISCLOSURE_RATE, rate
from govdash.report import Report, Severity, from_json
from govdash.rules import SEVERITY_NAMES
from govdash.settings import public_url
from govdash.store import agency_years, documents
from govdash.store.filters import Filters
from govdash.ui import block, rates, report_finder, sheet, viewer, year_links
from govdash.ui.changes import Changes, columns, story, view
from govdash.ui.data import ask
from govdash.ui.document import show_document
from govdash.ui.files import data_files
from govdash.ui.language import label, say, told
from govdash.ui.remarks import Lines
from govdash.ui.script import print_button
from govdash.ui.verdict import checks_story, verdict
from govdash.ui.words import ORIGIN_NAMES, SCOPE_NAMES, plain

Row = Mapping[str, Any]

_FOLDED_FROM = 13
"""Rows from which the table of changes is folded: fewer are read at a glance."""


def show_report() -> None:
    """Everything about the report that the address names; without one, how to find it."""
    asked = st.query_params.get("id")
    row = ask(agency_years.report, asked) if asked else None
    if row is None:
        report_finder.choose(asked)
        return
    found = ask(documents.document, row["report_id"])
    report = from_json(json.loads(found[0])) if found else None
    lines: Lines = json.loads(found[1]) if found else []
    st.html(sheet.STYLE)
    _head(row, report)
    _years(row)
    corrections = ask(agency_years.corrections, row["report_id"])
    _corrected(corrections)
    if report is None:
        st.info(
            say("这份报告只有数字在数据里，没有全文：表格和原文画不出来。数字在本页下面的文件里。"),
            icon=":material/description:",
        )
    else:
        about = say(ORIGIN_NAMES.get(row["origin"], row["origin"]))
        by_figure = {item["figure"]: item for item in corrections}
        show_document(report, lines, about, corrections=by_figure)
    _end(row)
    known = row["agency_id"] and row["year"]
    of_report = Filters(agency=(row["agency_id"],), year=(row["year"],)) if known else None
    data_files("report", of_report, row["report_id"])


def _head(row: Row, report: Report | None) -> None:
    """Who, which year, which form, where from, and the first thing to know."""
    st.title(plain(_title(row)))
    stop = say("。")
    share = rates.sentence(rate(DISCLOSURE_RATE, row)) + stop
    said = (verdict(report) + stop, checks_story(report)) if report else _audited(row)
    st.html(
        f'<p class="gd-lead"><strong>{escape(said[0])}</strong> {escape(said[1])}<br>'
        f"{escape(share)}</p>"
    )
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in _facts(row) if value
    )
    st.html(f'<dl class="gd-facts">{facts}</dl>')
    with st.container(horizontal=True, key="no-print-head"):
        print_button()
        if _is_link(row["url"]):
            st.link_button(say("打开来源网页"), row["url"], icon=":material/open_in_new:")


def _audited(row: Row) -> tuple[str, str]:
    """What the audit says of a report whose text is not kept."""
    error = say(SEVERITY_NAMES[Severity.ERROR])
    if row["errors"]:
        first = say("发现 {errors} 处{error}", errors=row["errors"], error=error)
    elif row["checks_pass"]:
        first = say("没有发现{error}", error=error)
    else:
        first = say("数字没有读全，核对不了")
    checked = say(
        "{held} 处加总关系相符，{broken} 处不符，{unknown} 处核对不了。",
        held=row["checks_pass"],
        broken=row["checks_fail"],
        unknown=row["checks_not_assessable"],
    )
    return first + say("。"), checked


def _title(row: Row) -> str:
    agency = told(row["agency"]) if row["agency"] else say("机关不明")
    if row["year"] is None:
        return say("{agency}（年度不明）", agency=agency)
    return say("{agency} {year} 年度报告", agency=agency, year=row["year"])


def _facts(row: Row) -> list[tuple[str, str]]:
    """The plain facts as HTML, each with its name."""
    form = FORMS[row["form"]]
    source = escape(say(ORIGIN_NAMES.get(row["origin"], row["origin"])))
    if _is_link(row["url"]):
        source += f' · <a href="{escape(row["url"])}">{escape(row["url"])}</a>'
    return [
        (say("地区"), escape(told(row["region"]) if row["region"] else say("地区不明"))),
        (say("口径"), escape(say(SCOPE_NAMES[row["scope"]]))),
        (say("表样"), escape(label(form.label, form.en))),
        (say("公布日期"), escape(str(row["published"] or say("报告里没有")))),
        (say("来源"), source),
        (say("说明"), escape(told(row["note"] or ""))),
        (say("版本"), _versions(row)),
    ]


def _is_link(url: str | None) -> bool:
    return (url or "").startswith(("http://", "https://"))


def _versions(row: Row) -> str:
    """Which version this is, and where the older ones are; nothing for the only one."""
    older = ask(agency_years.older_versions, row["report_id"])
    if not older:
        return ""
    links = []
    for number in older:
        address = f"api/v1/reports/{row['report_id']}.json?version={number}"
        text = say("第 {number} 版", number=number)
        links.append(f'<a href="{escape(address)}">{escape(text)}</a>')
    now = say("这是第 {number} 版；旧版：", number=row["version"])
    return escape(now) + say("、").join(links)


def _years(row: Row) -> None:
    """The other years of the agency as links, and what differs from the year before."""
    if row["agency_id"] is None:
        return
    others = ask(agency_years.of_agencies, (row["agency_id"],))
    if len(others) < 2:
        return
    st.html(year_links.html(row, others))
    if row["year"] is None:
        return
    before = next((item for item in others if item["year"] == row["year"] - 1), None)
    year = row["year"] - 1
    if before is None:
        st.caption(say("没有 {year} 年的报告，不能和上一年比。", year=year))
    elif before["scope"] != row["scope"]:
        st.caption(
            say(
                "{year} 年的报告口径是“{other}”，今年是“{this}”，两种数字不能比。",
                year=year,
                other=say(SCOPE_NAMES[before["scope"]]),
                this=say(SCOPE_NAMES[row["scope"]]),
            )
        )
    else:
        _changes(row, before["report_id"])


def _changes(row: Row, before: str) -> None:
    pair = ask(agency_years.figures, (before, row["report_id"]), columns())
    if len(pair) < 2:
        return
    earlier = pair[before]
    found = Changes.between(earlier, pair[row["report_id"]])
    doubted = ask(agency_years.doubted, (before, row["report_id"]))
    corrected = {item["figure"] for item in ask(agency_years.corrections, row["report_id"])}
    st.header(say("和 {year} 年比", year=earlier["year"]), anchor="changes")
    told_ = "".join(f"<li>{escape(sentence)}</li>" for sentence in story(found))
    st.html(f'<ul class="gd-list gd-story">{told_}</ul>')
    if found.changed:
        block.show(
            "changes",
            say("变了的数字"),
            partial(view, found, doubted, corrected),
            folded=len(found.changed) >= _FOLDED_FROM,
        )
    st.caption(plain(_compared(found)))


def _compared(found: Changes) -> str:
    """What the table holds, and what it cannot."""
    text = say(
        "比得上的 {all} 个数里，{changed} 个变了，{same} 个没变。",
        all=len(found.changed) + found.same,
        changed=len(found.changed),
        same=found.same,
    )
    if found.incomparable:
        text += say(
            "另有 {count} 个数有一年没有填或读不出，不能比（空白不当作零）。",
            count=found.incomparable,
        )
    if found.before["form"] != found.after["form"]:
        text += say("两年用的表样不同，只比两版都有、口径接得上的数。")
    return text + say("第三部分只比各项的总计一栏。")


def _corrected(corrections: list[dict[str, Any]]) -> None:
    if not corrections:
        return
    st.header(say("{count} 个数字有人工更正", count=len(corrections)), anchor="corrections")
    st.html(viewer.corrected(corrections, FIGURES))


def _end(row: Row) -> None:
    """What a printed page or a quotation needs: source, address and day."""
    parts = [
        _title(row),
        say("来源：{what}", what=_source(row)),
        say("原件校验：SHA-256 {sum}", sum=row["source_sha256"][:16]),
        say("本页：{address}", address=_address(row)),
        say("取用日期：{day}", day=datetime.now(UTC).date().isoformat()),
    ]
    st.html(f'<footer class="gd-end">{"<br>".join(map(escape, parts))}</footer>')


def _source(row: Row) -> str:
    """Where the document came from; of a file of ours only its name."""
    return row["url"] if _is_link(row["url"]) else PurePath(row["source_path"]).name


def _address(row: Row) -> str:
    """As another browser opens it; where the address of the site is not known, from its root on."""
    base = f"{public_url()}/" if public_url() else (st.context.url or "")
    return urljoin(base, f"report?id={row['report_id']}")
