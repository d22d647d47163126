"""机关: one page an agency: its years, its reports, what was found in them, how it moved, its peers."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from govdash.forms.official import (
    FORM_2021,
    NEW_RECEIVED,
    REVIEW,
    SUIT_AFTER_REVIEW,
    SUIT_DIRECT,
    TOTAL,
)
from govdash.forms.series import Quantity, Series, concluded, of_figure, outcomes
from govdash.measures import DISCLOSURE_RATE, change
from govdash.places.table import lineage
from govdash.report import Severity
from govdash.rules import SEVERITY_NAMES
from govdash.store import coverage, directory, peers, quality
from govdash.store.answers import Records
from govdash.store.filters import Filters
from govdash.ui import finder, helps, quantities, tables, timeline
from govdash.ui.block import block, show
from govdash.ui.data import ask
from govdash.ui.files import data_files
from govdash.ui.filters import tell_unused
from govdash.ui.language import say, told
from govdash.ui.quantities import heading, name, value
from govdash.ui.standing import AREA_NAMES, show_standing
from govdash.ui.stories import count, nothing_of
from govdash.ui.view import Cell, Link, View
from govdash.ui.words import KIND_NAMES, LEVEL_NAMES, SCOPE_NAMES, plain

_CASES = tuple(
    of_figure(FORM_2021.figure(row, TOTAL).id) for row in (REVIEW, SUIT_DIRECT, SUIT_AFTER_REVIEW)
)
RECEIVED = of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id)
SERIES: tuple[Quantity, ...] = (
    RECEIVED,
    concluded(),
    DISCLOSURE_RATE,
    *_CASES,
)
_MOVED: tuple[Series, ...] = (RECEIVED, concluded(), *outcomes(), *_CASES)
_FIRST = 10
_UNUSED = ("year", "region", "level", "kind", "scope", "form")


def show_agency() -> None:
    """The page of the agency that the address names, or the way to find one."""
    asked = st.query_params.get_all("agency")
    row = ask(directory.agency, asked[0]) if asked else None
    st.title(told(row["agency"]) if row else say("机关"))
    if row is None:
        if asked:
            st.warning(say("链接里的机关在这里找不到。"), icon=":material/link_off:")
        st.markdown(say("一个机关一页：历年的数字和报告、核对出的问题、和同类机关比在哪里。"))
        finder.search_box()
        return
    tell_unused(_UNUSED, say("这里是一个机关的全部报告"))
    if len(asked) > 1:
        text = say("链接里有 {count} 个机关，这里只看第一个；放在一起看", count=len(asked))
        together = Link(text, "compare", {"agency": asked})
        st.html(f'<p class="gd-line">{together.html}</p>')
    years = ask(peers.years_of, row["agency_id"], SERIES)
    _head(row, years)
    _reports(years)
    _moved(ask(peers.years_of, row["agency_id"], _MOVED))
    filters = Filters(agency=(row["agency_id"],))
    every = tuple(quantities.everything().values())
    chosen = quantities.choose("measure", say("看哪个数字"), every, RECEIVED)
    yearly = _as_sums(ask(peers.years_of, row["agency_id"], (chosen,)), chosen)
    block(
        "series",
        newest_story(yearly, chosen),
        partial(tables.of_groups, yearly, (chosen,)),
        timeline.over_years(yearly, chosen),
        hint=helps.help_of(chosen),
    )
    _findings(row, filters)
    _peers(row, chosen)
    data_files("agency", filters)


def _head(row: Mapping[str, Any], years: Records) -> None:
    above = [
        Link(told(place.name), ".", {"region": [place.code]}).html
        for place in lineage(row["region_code"] or "")
    ]
    facts = [
        " › ".join(above) or escape(say("地区不明")),
        escape(say(LEVEL_NAMES[row["level"]])),
        escape(say(KIND_NAMES[row["kind"]])),
    ]
    st.html(f'<p class="gd-line">{" · ".join(facts)}</p>')
    others = sorted({each["agency"] for each in years if each["agency"]} - {row["agency"]})
    if others:
        names = say("、").join(map(told, others))
        st.caption(plain(say("它的报告里也写作：{names}。", names=names)))


def _reports(years: Records) -> None:
    """A line a year with the main numbers; a year without a report stands there as missing."""
    asked = ask(coverage.years)
    have = {each["year"] for each in years}
    missing = [str(year) for year in sorted(asked) if year not in have]
    st.header(say("历年报告（{count} 份）", count=len(years)), anchor="reports")
    show("reports", say("历年报告"), partial(_of_years, years), folded=False)
    if missing:
        st.caption(
            say(
                "本站有报告的年度里，这个机关缺 {years} 年：可能没有公布，也可能是我们没有收到。",
                years=say("、").join(missing),
            )
        )


def _of_years(years: Records) -> View:
    columns = {"year": say("年度"), "scope": say("口径")}
    for quantity in SERIES:
        columns |= tables.headings(quantity)
    columns |= {"errors": say("数字矛盾"), "remark": say("说明")}
    counts = [quantity for quantity in SERIES if isinstance(quantity, Series)]
    rows = [
        (
            Link(str(each["year"] or say("年度不明")), "report", {"id": each["report_id"]}),
            say(SCOPE_NAMES[each["scope"]]),
            *(cell for quantity in SERIES for cell in tables.cells(quantity, each)),
            each["errors"],
            tables.remark(each, counts),
        )
        for each in years
    ]
    return View(columns, rows)


def newest_story(yearly: Records, quantity: Quantity) -> str:
    """The newest value of one agency; of a rate with what it stands on, or why there is none."""
    given = [row for row in yearly if row[f"{quantity.id}:n"]]
    if not given:
        return nothing_of(quantity)
    row = max(given, key=lambda each: each["year"])
    found = value(quantity, row)
    if not found.rate:
        what = count(found.number or Decimal(0), quantity)
    elif found.number is None:
        what = found.grounds
    else:
        what = say("{share}（{grounds}）", share=found.text, grounds=found.grounds)
    return say("{name}：{year} 年 {what}", name=name(quantity), year=row["year"], what=what)


def _as_sums(rows: Records, quantity: Quantity) -> Records:
    """The reports of one agency as sums of one report each, the form that charts over years take."""
    sums = []
    for row in rows:
        if row["year"] is None:
            continue
        given = all(row[item.id] is not None for item in quantity.series)
        values = {f"{quantity.id}:{item.id}": row[item.id] for item in quantity.series}
        sums.append({**row, **values, "reports": 1, f"{quantity.id}:n": int(given)})
    return sorted(sums, key=lambda row: (row["scope"], row["year"]))


def _moved(years: Records) -> None:
    """The main numbers of the two newest years beside each other, or why they are not."""
    dated = [each for each in years if each["year"]]
    newest = max((each["year"] for each in dated), default=None)
    pair = next(
        (
            (old, new)
            for new in dated
            for old in dated
            if new["year"] == newest
            and old["year"] == new["year"] - 1
            and new["scope"] == old["scope"] != "unknown"
        ),
        None,
    )
    if pair is None:
        st.caption(say("最近一份报告没有上一年同一口径的可比，看不出变化。"))
        return
    title = say("{year} 年和上一年比", year=newest)
    st.header(title, anchor="moved")
    show("moved", title, partial(_of_moves, *pair), folded=False)
    if wrong := sum(each["errors"] for each in pair):
        st.caption(
            plain(say("这两份报告共有 {count} 处数字矛盾，变化要打开报告核对。", count=wrong))
        )


def _of_moves(old: Mapping[str, Any], new: Mapping[str, Any]) -> View:
    """A row a number: both years, and how much it changed where both give it."""
    columns = {
        "figure": say("数字"),
        "before": say("{year} 年", year=old["year"]),
        "after": say("{year} 年", year=new["year"]),
        "difference": say("增减"),
        "change:share": say("增减（%）"),
        "remark": say("说明"),
    }
    return View(columns, [_move(item, old, new) for item in _MOVED])


def _move(item: Series, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Cell, ...]:
    before, after = old[item.id], new[item.id]
    told_ = (heading(item), before, after)
    if before is None or after is None:
        return (*told_, None, None, say("有一年没有可比的数"))
    share = change(before, after)
    if share is None:
        return (*told_, after - before, None, say("件数太少，不算百分比"))
    return (*told_, after - before, round(Decimal(share) * 100, 1), "")


def _findings(row: Mapping[str, Any], filters: Filters) -> None:
    """How many of each severity, and the gravest of them."""
    st.header(say("核对时发现的问题"), anchor="findings")
    rows: Records = []
    counts = []
    for severity in quality.PROBLEMS:
        of_severity = replace(filters, severity=(severity,))
        part = ask(quality.findings, of_severity, 0, _FIRST)
        rows += part.rows[: _FIRST - len(rows)]
        if part.total:
            kind = say(SEVERITY_NAMES[Severity(severity)])
            counts.append((part.total, say("{kind} {count} 处", kind=kind, count=part.total)))
    if row["extractions"]:
        st.caption(
            say("我们手里的文本有 {count} 处读不全，不是机关的差错。", count=row["extractions"])
        )
    if not rows:
        st.success(say("它的报告没有发现问题。"), icon=":material/check:")
        return
    total = sum(count_ for count_, _ in counts)
    st.markdown(plain(say("；").join(words for _, words in counts)))
    show("findings", say("核对时发现的问题"), partial(tables.of_findings, rows), folded=False)
    if total > _FIRST:
        link = Link(
            say("全部 {count} 处", count=total), "quality", {"agency": list(filters.agency)}
        )
        st.html(f'<p class="gd-line">{link.html}</p>')


def _peers(row: Mapping[str, Any], quantity: Quantity) -> None:
    """Who it can fairly be compared with, near and far, and where it stands among all of them."""
    st.header(say("同类机关"), anchor="peers")
    year = row["last_year"]
    lines: list[str] = []
    found = None
    for area in peers.areas(row["stem"], row["kind"]):
        found = ask(peers.of_agency, row["agency_id"], year, area) if year else None
        if found is None or found.count < 2:
            continue
        text = say(
            "{area}的 {count} 个（连它自己）",
            area=say(AREA_NAMES[area]),
            count=f"{found.count:,}",
        )
        link = Link(text, "compare", {"peers": row["agency_id"], "area": area, "year": [str(year)]})
        lines.append(f"<li>{link.html}</li>")
    # The last area is the widest.
    if found is None or not lines:
        st.caption(say("这里还没有和它同层级、同类别、同口径、同年度的其他报告，不作比较。"))
        return
    st.caption(
        plain(
            say(
                "只和同层级（{level}）、同类别（{kind}）、同口径（{scope}）、同年度（{year} 年）的比。",
                level=say(LEVEL_NAMES[row["level"]]),
                kind=say(KIND_NAMES[row["kind"]]),
                scope=say(SCOPE_NAMES[found.filters.scope[0]]),
                year=year,
            )
        )
    )
    st.html(f'<ul class="gd-line">{"".join(lines)}</ul>')
    show_standing("standing", row["agency_id"], found.filters, "country", quantity)
