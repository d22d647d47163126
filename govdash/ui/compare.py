"""比较: any set of agencies, or the fair peers of one, by any measure; ranked only where that is fair."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from govdash.forms.series import FORM_CHANGE, Quantity, Series
from govdash.store import coverage, directory, peers
from govdash.store.filters import Filters
from govdash.ui import address, charts, finder, multiples, quantities, tables
from govdash.ui.block import chart, show
from govdash.ui.data import ask
from govdash.ui.files import data_files
from govdash.ui.filters import tell_unused
from govdash.ui.language import say, told
from govdash.ui.peers import LEAST, Side, cautions, mixed, sides, story
from govdash.ui.quantities import name
from govdash.ui.standing import AREA_NAMES, show_standing
from govdash.ui.view import REPORT, Cell, Link, View
from govdash.ui.words import KIND_NAMES, LEVEL_NAMES, SCOPE_NAMES, plain

_SMALL = 12
"""Agencies drawn as small pictures over the years."""


_UNUSED = ("region", "level", "kind", "scope", "form")


@dataclass(frozen=True, slots=True)
class Compared:
    """Whose reports of one year stand side by side: who has none, and what is not the same.

    `peers` is how many there are in an `area`: of too many only the order is told.
    """

    filters: Filters
    without: int
    area: str = ""
    peers: int = 0
    mixed: Sequence[str] = ()
    missing: Sequence[str] = ()


def show_compare() -> None:
    """The page."""
    st.title(say("比较"))
    st.markdown(
        say(
            "把几个机关放在一起看。只有同层级、同类别、同口径、同一年的才排先后；"
            "件数少的不排，也不算百分比。"
        )
    )
    tell_unused(_UNUSED, say("比谁由这一页自己定"))
    year = _year()
    one = next(iter(address.said("peers")), None)
    compared = _of_peers(one, year) if one else _of_chosen(year)
    if compared is None:
        return
    every = tuple(quantities.everything().values())
    quantity = quantities.choose(
        "measure", say("比哪个数字"), every, quantities.of_applications()[0]
    )
    if one and compared.peers > peers.MOST:
        _stand(one, compared, quantity)
    else:
        _side_by_side(compared, quantity, year, one)
    data_files("compare", compared.filters)


def _stand(one: str, compared: Compared, quantity: Quantity) -> None:
    st.caption(plain(in_words(compared, compared.peers, compared.filters.year[0])))
    if show_standing("standing", one, compared.filters, compared.area, quantity) is None:
        _tell(
            say("给出“{name}”的同类不到 {least} 个，没有可比的。", name=name(quantity), least=LEAST)
        )
    _tell(say("一次只列得清 {most} 个机关：选近一点的范围，可以一个一个看。", most=peers.MOST))


def _side_by_side(compared: Compared, quantity: Quantity, year: int, one: str | None) -> None:
    rows = ask(peers.values, compared.filters, (quantity,))
    st.caption(plain(in_words(compared, len({row["agency_id"] for row in rows}), year)))
    if not rows:
        st.info(say("这一年它们都没有报告，请换一个年度。"), icon=":material/event_busy:")
        return
    if compared.mixed:
        st.warning(
            say(
                "它们的{what}不同或看不出，放在一起只能各看各的，不排先后。",
                what=say("、").join(compared.mixed),
            ),
            icon=":material/balance:",
        )
    fair = not compared.mixed
    found = sides(rows, quantity, fair=fair)
    _draw(found, quantity, fair=fair, one=one)
    _over_years(found, quantity, one)


def _year() -> int:
    every = [str(year) for year in ask(coverage.years)]
    if not every:
        return 0
    return int(address.one("year", say("年度"), every, str, every[0], width=220))


def _of_peers(agency_id: str, year: int) -> Compared | None:
    known = ask(directory.agency, agency_id)
    if known is None:
        st.warning(say("链接里的机关在这里找不到。"), icon=":material/link_off:")
        return None
    options = peers.areas(known["stem"], known["kind"])
    area = address.switch(
        "area", say("和哪里的比"), options, lambda key: say(AREA_NAMES[key]), options[0]
    )
    st.header(plain(say("{agency}和同类机关", agency=told(known["agency"]))), anchor="peers")
    by_hand = Link(say("改为自己挑机关"), "compare", {"agency": agency_id, "year": str(year)})
    its_page = replace(finder.page_of(known), text=say("看这个机关的页面"))
    st.html(f'<p class="gd-line">{by_hand.html} · {its_page.html}</p>')
    found = ask(peers.of_agency, agency_id, year, area)
    if found is None:
        _tell(
            say(
                "这个机关 {year} 年没有报告，或看不出层级、类别和口径，找不到能公平比较的。",
                year=year,
            )
        )
        return None
    if found.count < 2:
        _tell(
            say("{year} 年这个范围里只有它自己的报告，没有可比的；可以选大一点的范围。", year=year)
        )
        return None
    return Compared(found.filters, found.without, area, found.count)


def _tell(text: str) -> None:
    st.info(text, icon=":material/info:")


def _of_chosen(year: int) -> Compared | None:
    finder.choose_several("agency")
    asked = tuple(dict.fromkeys(address.said("agency")))
    known = {row["agency_id"]: row for row in ask(directory.named, asked)}
    if len(known) < 2:
        _tell(say("请选两个以上的机关；也可以从一个机关的页面进来，和它的同类机关比。"))
        return None
    if len(known) > peers.MOST:
        _tell(say("选了 {count} 个，一次只比得清 {most} 个。", count=len(known), most=peers.MOST))
        return None
    filters = Filters(agency=tuple(known), year=(year,))
    rows = ask(peers.values, filters, ())
    have = {row["agency_id"] for row in rows}
    missing = [told(row["agency"]) for key, row in known.items() if key not in have]
    return Compared(filters, len(missing), mixed=mixed(rows), missing=missing[:5])


def in_words(compared: Compared, count: int, year: int) -> str:
    """Says what is compared with what, and who is missing."""
    filters = compared.filters
    parts = [
        say("{year} 年", year=year),
        *(say(LEVEL_NAMES[key]) for key in filters.level),
        *(say(KIND_NAMES[key]) for key in filters.kind),
        *(say(SCOPE_NAMES[key]) for key in filters.scope),
    ]
    text = say(
        "比较的是：{what}的 {count} 个机关。",
        what=say("、").join(parts),
        count=f"{count:,}",
    )
    if compared.missing and len(compared.missing) == compared.without:
        text += say("这一年没有报告的：{names}。", names=say("、").join(compared.missing))
    elif compared.without:
        text += say("另有 {count} 个这一年没有报告。", count=compared.without)
    return text


def _draw(found: Sequence[Side], quantity: Quantity, *, fair: bool, one: str | None) -> None:
    title = story(found, quantity)
    st.header(plain(title), anchor="compared")
    shown = drawn(found, one)
    names = [_name(side, one) for side in shown]
    chart("compared", title, charts.ranked(names, [side.found for side in shown], quantity))
    known = sum(side.found.number is not None for side in found)
    if known > len(shown):
        st.caption(
            say("图里只画 {some} 个，表里有全部 {all} 个。", some=len(shown), all=len(found))
        )
    st.caption(plain(" ".join(cautions(found, quantity, fair=fair))))
    show("compared", title, partial(of_sides, found, quantity, fair=fair), folded=False)


def drawn(found: Sequence[Side], one: str | None) -> list[Side]:
    """The sides that a chart has room for; the one that all are compared with is among them."""
    known = [side for side in found if side.found.number is not None]
    first = known[: charts.MOST_BARS]
    own = [side for side in known[charts.MOST_BARS :] if side.row["agency_id"] == one]
    return [*first[: charts.MOST_BARS - len(own)], *own]


def _name(side: Side, one: str | None) -> str:
    mark = say("▶ ") if side.row["agency_id"] == one else ""
    place = f"{side.place}. " if side.place else ""
    return f"{mark}{place}{told(side.row['agency'] or say('机关不明'))}"


def of_sides(found: Sequence[Side], quantity: Quantity, *, fair: bool) -> View:
    """The comparison as a table: places only where there are any, a rate beside its counts.

    What is the same in all stands in the sentence above, and not in every row.
    """
    ranked = any(side.place for side in found)
    columns = {"rank": say("名次")} if ranked else {}
    columns |= {"agency": say("机关"), "region": say("地区")}
    if not fair:
        columns |= {"level": say("层级"), "kind": say("类别"), "scope": say("口径")}
    columns |= tables.headings(quantity) | {"errors": say("数字矛盾")}
    if isinstance(quantity, Series):
        columns["remark"] = say("说明")
    columns[REPORT] = say("报告编号")
    rows: list[tuple[Cell, ...]] = [
        (
            *([side.place] if ranked else []),
            _agency(side.row),
            told(side.row["region"] or "") or None,
            *([] if fair else _sort(side.row)),
            *tables.cells(quantity, side.row),
            side.row["errors"],
            *([tables.remark(side.row, [quantity])] if isinstance(quantity, Series) else []),
            side.row["report_id"],
        )
        for side in found
    ]
    return View(columns, rows)


def _sort(row: dict[str, Any]) -> tuple[str, str, str]:
    return (
        say(LEVEL_NAMES[row["level"]]),
        say(KIND_NAMES[row["kind"]]),
        say(SCOPE_NAMES[row["scope"]]),
    )


def _agency(row: dict[str, Any]) -> Cell:
    text = told(row["agency"] or say("机关不明"))
    return Link(text, "agency", {"agency": row["agency_id"]}) if row["agency_id"] else text


def _over_years(found: Sequence[Side], quantity: Quantity, one: str | None) -> None:
    """Small pictures of the same agencies over the years, all of one scale."""
    known = {side.row["agency_id"]: side.row["scope"] for side in found if side.row["agency_id"]}
    ids = sorted(known, key=lambda key: key != one)[:_SMALL]
    if not ids:
        return
    # Only the scope compared: a line never leads from an agency's own number to a sum over an area.
    rows = [
        row
        for row in ask(peers.values, Filters(agency=tuple(ids)), (quantity,))
        if row["year"] and row["scope"] == known[row["agency_id"]]
    ]
    rows.sort(key=lambda row: (ids.index(row["agency_id"]), row["year"]))
    years = {row["year"] for row in rows}
    if len(years) < 2:
        return
    title = say("{name}：历年，每格一个机关，尺度相同", name=name(quantity))
    st.header(plain(title), anchor="years")
    chart("years", title, multiples.small_multiples(rows, quantity))
    if min(years) < FORM_CHANGE <= max(years):
        st.caption(say("{year} 年起换新表样。", year=FORM_CHANGE))
    if len(known) > _SMALL:
        st.caption(say("只画前 {count} 个。", count=_SMALL))
    show("years", title, partial(tables.of_reports, rows, (quantity,)), folded=True)
