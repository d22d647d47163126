"""What came in and what became of it, as one picture: 新收 and 上年结转 → outcomes and 结转下年度."""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from govdash.forms.official import (
    APPLICATIONS,
    CARRIED_IN,
    CARRIED_OUT,
    FORM_2021,
    NEW_RECEIVED,
    TOTAL,
)
from govdash.forms.series import Series, Together, of_figure, outcomes
from govdash.store.answers import Records
from govdash.store.sums import values_of
from govdash.ui import helps
from govdash.ui.block import block
from govdash.ui.language import label, say
from govdash.ui.picture import Chart
from govdash.ui.quantities import name, written
from govdash.ui.view import View
from govdash.ui.words import SCOPE_NAMES, sentences

_IN = tuple(of_figure(FORM_2021.figure(row, TOTAL).id) for row in (NEW_RECEIVED, CARRIED_IN))
_OUT = (*outcomes(), of_figure(FORM_2021.figure(CARRIED_OUT, TOTAL).id))
FLOW = Together("flow", APPLICATIONS.title, APPLICATIONS.en, (*_IN, *_OUT))

_SHORT = {
    item.id: (row.keyword, row.en)
    for item, row in (*zip(_IN, (NEW_RECEIVED, CARRIED_IN), strict=True), (_OUT[-1], CARRIED_OUT))
}
"""What the rows are called in a picture, where their whole labels would lie over each other."""

_COLOURS = (
    "#0b5cad", "#6b7280",
    "#0b5cad", "#6cb0f5", "#b03a2e", "#e0a030", "#2a7f62", "#8a4fa3", "#6b7280",
)  # fmt: skip
_MIDDLE, _AMISS = "#0b5cad", "#b03a2e"


def flow(yearly: Records) -> None:
    """The picture of the newest year and of the scope that more reports have."""
    rows = [row for row in yearly if row["flow:n"]]
    if not rows:
        st.info(
            say("所选报告里，没有一份把来的和去的都写全了，画不出来龙去脉。"),
            icon=":material/account_tree:",
        )
        return
    row = max(rows, key=lambda each: (each["year"], each["flow:n"]))
    values = values_of(row, FLOW)
    title = say(
        "{year} 年 {count} 份{scope}报告：要办 {came} 件，{granted} {some} 件，{left} {rest} 件",
        year=row["year"],
        count=f"{row['flow:n']:,}",
        scope=say(SCOPE_NAMES[row["scope"]]),
        came=written(came(values)),
        granted=name(_OUT[0]),
        some=written(values[_OUT[0].id]),
        left=_short(_OUT[-1]),
        rest=written(values[_OUT[-1].id]),
    )
    block(
        "flow", title, partial(table, rows), draw(values), _note(row, values), helps.help_of(FLOW)
    )


def came(values: Mapping[str, Decimal]) -> Decimal:
    """All that had to be dealt with."""
    return sum((values[item.id] for item in _IN), Decimal(0))


def went(values: Mapping[str, Decimal]) -> Decimal:
    """All that was dealt with or handed on."""
    return sum((values[item.id] for item in _OUT), Decimal(0))


def _note(row: Mapping[str, Any], values: Mapping[str, Decimal]) -> str:
    """What is left out of the picture, and what in it does not balance."""
    amiss = came(values) - went(values)
    left_out = row["reports"] - row["flow:n"]
    return sentences(
        say("左边是来的，右边是去的：办结的六种结果，和转到下一年的。只算每一项都给出的报告。"),
        say("另有 {count} 份缺项、或办理结果和总计互相矛盾，不在图里。", count=f"{left_out:,}")
        if left_out
        else "",
        say(
            "来的比去的多 {count} 件：有的报告收和办对不上，图里单列为“对不上”，见“数据质量”。",
            count=written(amiss),
        )
        if amiss > 0
        else "",
        say(
            "去的比来的多 {count} 件：有的报告收和办对不上，图里单列为“对不上”，见“数据质量”。",
            count=written(-amiss),
        )
        if amiss < 0
        else "",
    )


def _short(series: Series) -> str:
    return label(*_SHORT[series.id]) if series.id in _SHORT else name(series)


def table(rows: Records) -> View:
    """One row a year and scope: every number of the picture."""
    columns = {
        "year": say("年度"),
        "scope": say("口径"),
        "reports": say("各项都给出的报告数"),
        "left_out": say("不在内的报告数"),
    }
    columns |= {item.id: _short(item) for item in FLOW.series}
    columns |= {"came": say("来的合计"), "went": say("去的合计")}
    cells = []
    for row in sorted(rows, key=lambda each: (-each["year"], each["scope"])):
        values = values_of(row, FLOW)
        cells.append(
            (
                row["year"],
                say(SCOPE_NAMES[row["scope"]]),
                row["flow:n"],
                row["reports"] - row["flow:n"],
                *(values[item.id] for item in FLOW.series),
                came(values),
                went(values),
            )
        )
    return View(columns, cells)


Link = tuple[int, int, Decimal]
"""From which node to which, and how many."""


def balanced(values: Mapping[str, Decimal]) -> tuple[list[Link], Decimal]:
    """The streams of the picture, and what does not match: in the middle as much leaves as comes.

    The nodes are those of the flow in order, then the middle, then what does not match.
    """
    middle = len(FLOW.series)
    links = [(index, middle, values[item.id]) for index, item in enumerate(_IN)]
    links += [(middle, index, values[item.id]) for index, item in enumerate(_OUT, start=len(_IN))]
    amiss = came(values) - went(values)
    links.append((middle, middle + 1, amiss) if amiss > 0 else (middle + 1, middle, -amiss))
    return [link for link in links if link[2]], amiss


def draw(values: Mapping[str, Decimal]) -> Chart:
    """The picture, each node with its number."""
    links, amiss = balanced(values)
    # What comes stands on two lines: beside it there is only half the width of a phone.
    shown = [f"{_short(item)}<br>{written(values[item.id])}" for item in _IN]
    shown += [f"{_short(item)} {written(values[item.id])}" for item in _OUT]
    shown += ["", say("对不上 {count}", count=written(abs(amiss)))]
    streams = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": shown,
            "color": [*_COLOURS, _MIDDLE, _AMISS],
            "pad": 22,
            "thickness": 14,
            "line": {"width": 0},
        },
        "link": {
            "source": [source for source, _, _ in links],
            "target": [target for _, target, _ in links],
            "value": [float(value) for _, _, value in links],
            "color": "rgba(120,130,145,0.4)",
        },
        "valueformat": ",",
        "hoverinfo": "none",
        "textfont": {"size": 13, "shadow": "none"},
    }
    # Over the middle, where a label beside the node would lie over those on the right of a phone.
    middle = {
        "x": 0.5, "y": 1, "xref": "paper", "yref": "paper", "yanchor": "bottom", "showarrow": False,
        "text": say("要办 {count} 件", count=written(max(came(values), went(values)))),
        "font": {"size": 13},
    }  # fmt: skip
    return Chart([streams], {
        "annotations": [middle], "height": 460, "margin": {"l": 8, "r": 8, "t": 30, "b": 8},
        "font": {"size": 13},
    })  # fmt: skip
