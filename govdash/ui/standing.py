"""Where one agency stands among peers too many to be listed: a sentence, a strip, and its numbers."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from html import escape

import streamlit as st

from govdash.forms.series import Quantity
from govdash.measures import FEW, Measure, wilson
from govdash.store import peers
from govdash.store.filters import Filters
from govdash.store.peers import Standing
from govdash.ui import helps
from govdash.ui.block import show
from govdash.ui.data import ask
from govdash.ui.language import phrase, say
from govdash.ui.peers import LEAST, rankable
from govdash.ui.quantities import Value, heading, name, value, written
from govdash.ui.stories import count
from govdash.ui.view import View
from govdash.ui.words import plain, sentences

AREA_NAMES = {
    "county": phrase("同一个县"),
    "prefecture": phrase("同一个市"),
    "province": phrase("同一个省"),
    "country": phrase("全国"),
}

STYLE = """
<style>
.gd-strip { max-width: 46rem; margin: 1.9rem 0 .6rem; }
.gd-strip .bar { position: relative; display: grid; grid-template-columns: repeat(4, 1fr); gap: 2px;
  height: 14px; }
.gd-strip .bar i { background: light-dark(#dfe6ee, #333b45); }
.gd-strip .bar b { position: absolute; top: -5px; bottom: -5px; width: 4px; margin-left: -2px;
  background: #0b5cad; outline: 2px solid light-dark(#fff, #14171b); }
.gd-strip .bar span { position: absolute; bottom: calc(100% + 6px); white-space: nowrap;
  font-weight: 600; font-size: .9rem; }
.gd-strip ol { position: relative; height: 4.2em; list-style: none; margin: .3rem 0 0; padding: 0;
  font-size: .8rem; line-height: 1.35; }
.gd-strip li { position: absolute; margin: 0; padding: 0; max-width: 24%; text-align: center;
  transform: translateX(-50%); font-variant-numeric: tabular-nums; }
.gd-strip li:nth-child(1) { left: 0; transform: none; text-align: left; }
.gd-strip li:nth-child(2) { left: 25%; }
.gd-strip li:nth-child(3) { left: 50%; }
.gd-strip li:nth-child(4) { left: 75%; }
.gd-strip li:nth-child(5) { left: auto; right: 0; transform: none; text-align: right; }
.gd-strip small { display: block; opacity: .8; }
</style>
"""


def show_standing(
    key: str, agency_id: str, filters: Filters, area: str, quantity: Quantity
) -> Standing | None:
    """The block of where an agency stands; nothing where too few have the number."""
    whose = Filters(agency=(agency_id,), year=filters.year, scope=filters.scope)
    (row,) = ask(peers.values, whose, (quantity,))[:1] or (None,)
    if row is None:
        return None
    own = value(quantity, row)
    found = ask(peers.standing, filters, quantity, *_place(own, quantity))
    if found.usable < LEAST:
        return None
    title = story(own, found, quantity, area)
    st.header(plain(title), anchor=key, help=helps.help_of(quantity))
    st.html(STYLE + strip(own, found, quantity, title))
    st.caption(plain(cautions(own, found, quantity)))
    show(key, title, partial(table, own, found, quantity, filters.year[0]), folded=True)
    return found


def _place(own: Value, quantity: Quantity) -> tuple[Decimal | None, tuple[float, float] | None]:
    """What the others are compared with: the number as shown and its interval, or neither."""
    if own.number is None or not rankable(own.number, own, quantity):
        return None, None
    rate = own.rate
    if rate is None or not rate.measure.share or rate.value is None or not rate.denominator:
        return own.number, None
    low, high = wilson(rate.value, float(rate.denominator))
    return own.number, (low * 100, high * 100)


def has_place(own: Value, quantity: Quantity) -> bool:
    """Whether the agency's own number can stand in an order."""
    return _place(own, quantity)[0] is not None


def story(own: Value, found: Standing, quantity: Quantity, area: str) -> str:
    """How many of the peers are below, equal and above; or why it is not said."""
    where = say(AREA_NAMES[area])
    if not has_place(own, quantity):
        return say(
            "{name}：{what}，不和{area}的同类机关排高低",
            name=name(quantity),
            what=_why_none(own),
            area=where,
        )
    places = {
        "name": name(quantity),
        "what": _own(own, quantity),
        "area": where,
        "below": f"{found.below:,}",
        "equal": f"{found.equal:,}",
        "above": f"{found.above:,}",
    }
    if isinstance(quantity, Measure):
        return say(
            "{name}：{what}；{area}的同类机关里，{below} 个比它低，{equal} 个和它一样，{above} 个比它高",
            **places,
        )
    return say(
        "{name}：{what}；{area}的同类机关里，{below} 个比它少，{equal} 个和它一样，{above} 个比它多",
        **places,
    )


def _why_none(own: Value) -> str:
    if own.rate is None:
        return say("它的报告里没有可比的数")
    if own.number is None:
        return own.grounds
    return say("{grounds}，不满 {few} 件", grounds=own.grounds, few=FEW)


def _own(own: Value, quantity: Quantity) -> str:
    if own.rate is None:
        return count(own.number or Decimal(0), quantity)
    return say("{share}（{grounds}）", share=own.text, grounds=own.grounds)


def strip(own: Value, found: Standing, quantity: Quantity, title: str) -> str:
    """The peers in four equal parts from the lowest to the highest, and where the agency is."""
    ends = [found.lowest, *found.quartiles, found.highest]
    names = (say("最低"), say("四分之一处"), say("正中间"), say("四分之三处"), say("最高"))
    ticks = "".join(
        f"<li>{escape(_written(end, quantity))}<small>{escape(named)}</small></li>"
        for end, named in zip(ends, names, strict=True)
    )
    mark = ""
    if has_place(own, quantity):
        others = found.below + found.equal + found.above
        place = 100 * (found.below + found.equal / 2) / others if others else 50
        # The label is shifted by as much of itself as it has gone: it never leaves the strip.
        mark = (
            f'<b style="left:{place:.1f}%"></b><span style="left:{place:.1f}%;'
            f'transform:translateX(-{place:.1f}%)">{escape(say("它 {what}", what=own.text))}</span>'
        )
    return (
        f'<div class="gd-strip" role="img" aria-label="{escape(title)}"><div class="bar">'
        f"<i></i><i></i><i></i><i></i>{mark}</div><ol>{ticks}</ol></div>"
    )


def _written(number: Decimal | None, quantity: Quantity) -> str:
    if number is None:
        return "—"
    if isinstance(quantity, Measure):
        return f"{number:,.1f}{'%' if quantity.share else ''}"
    return written(number)


def cautions(own: Value, found: Standing, quantity: Quantity) -> str:
    """Who the peers are, how many of them can be compared, and what the order does not say."""
    said: Sequence[str] = (
        say(
            "同类机关共 {peers} 个（连它自己），其中 {usable} 个有可比的数。",
            peers=f"{found.peers:,}",
            usable=f"{found.usable:,}",
        ),
    )
    if not isinstance(quantity, Measure):
        return sentences(*said, say("大的地方各项都多，数量多少不等于好坏。"))
    interval = ""
    _, bounds = _place(own, quantity)
    if bounds:
        interval = say(
            "它的 95% 区间是 {low}%—{high}%，有 {count} 个同类落在里面，不能说和它谁高谁低。",
            low=f"{bounds[0]:.0f}",
            high=f"{bounds[1]:.0f}",
            count=f"{found.near:,}",
        )
    return sentences(
        *said,
        say("件数不满 {few} 件的不排名次；比例高不一定就是“好”。", few=FEW),
        say(quantity.caveat) if quantity.caveat else "",
        interval,
    )


def table(own: Value, found: Standing, quantity: Quantity, year: int) -> View:
    """The numbers of the strip and the sentence, in one row."""
    placed = has_place(own, quantity)
    cells = {
        "year": (say("年度"), year),
        quantity.id: (heading(quantity), own.number),
        "grounds": (say("{name}的依据", name=name(quantity)), own.grounds or None),
        "peers": (say("同类机关"), found.peers),
        "usable": (say("有可比的数的"), found.usable),
        "below": (say("比它低的"), found.below if placed else None),
        "equal": (say("和它一样的"), found.equal if placed else None),
        "above": (say("比它高的"), found.above if placed else None),
        "lowest": (say("最低"), found.lowest),
        **{
            f"quartile_{index}": (named, number)
            for index, (named, number) in enumerate(
                zip(
                    (say("四分之一处"), say("正中间"), say("四分之三处")),
                    found.quartiles or (None,) * 3,
                    strict=True,
                ),
                start=1,
            )
        },
        "highest": (say("最高"), found.highest),
    }
    return View(
        {key: head for key, (head, _) in cells.items()}, [tuple(cell for _, cell in cells.values())]
    )
