"""Rows → Plotly figures: each with its own numbers written on it, never by colour alone."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from govdash.forms.series import Quantity
from govdash.measures import Measure, wilson
from govdash.store.answers import Records
from govdash.ui.language import say, told
from govdash.ui.picture import Chart, Layout, most, some
from govdash.ui.quantities import Value, name, unit

MOST_BARS = 30
"""Reports drawn at once; the table below a chart always has all of them."""

STACK = (
    "#0b5cad", "#6cb0f5", "#b03a2e", "#e0a030", "#2a7f62", "#8a4fa3", "#6b7280", "#c0c4cc",
)  # fmt: skip
"""Told apart by colour-blind eyes and in grey, in the order of the form."""
# What a report stands as, from the gravest to none.
_STANDING = {
    "error": "#b03a2e",
    "warning": "#d9730d",
    "notice": "#e0c060",
    "info": "#8a4fa3",
    "clean": "#6cb0f5",
    "damaged": "#c0c4cc",
}
_PATTERNS = ("", "/", "x", "\\", ".", "-", "|", "+")


def layout(*, rows: int = 0, top: int | None = None, legend: Layout | None = None) -> Layout:
    """The frame that all charts share; `rows` are those of a chart that lies on its side."""
    return {
        "margin": {"l": 8, "r": 8, "t": top or (24 if rows else 48), "b": 8},
        "height": 34 * rows + 90 if rows else 360,
        "legend": {
            "orientation": "h",
            "y": 1,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
            **(legend or {}),
        },
        "bargap": 0.3,
        "dragmode": False,
    }


def interval(found: Sequence[Value]) -> dict[str, object] | None:
    """The 95 % intervals of some shares, as lengths from the points; of no share there is none."""
    rates = [item.rate for item in found]
    bounds = [
        wilson(rate.value or 0, float(rate.denominator or 1))
        for rate in rates
        if rate is not None and rate.measure.share
    ]
    if len(bounds) < len(rates):
        return None
    points = [float(item.number or 0) for item in found]
    return {
        "type": "data",
        "symmetric": False,
        "array": [high * 100 - point for point, (_, high) in zip(points, bounds, strict=True)],
        "arrayminus": [point - low * 100 for point, (low, _) in zip(points, bounds, strict=True)],
        "color": "#8a8f98",
        "thickness": 1.2,
    }


def ranked(names: Sequence[str], found: Sequence[Value], quantity: Quantity) -> Chart | None:
    """One row a name, in the order given: counts as bars, rates as dots with their interval.

    What has no number is not drawn; the table below has it with the reason.
    """
    shown = [
        (named, item) for named, item in zip(names, found, strict=True) if item.number is not None
    ][:MOST_BARS]
    if not shown:
        return None
    values = [float(item.number or 0) for _, item in shown]
    places = [str(index) for index in range(len(shown))]
    texts = [item.text for _, item in shown]
    data = [[escape(named), item.grounds] for named, item in shown]
    hover = f"%{{customdata[0]}}<br>{name(quantity)}：%{{text}}　%{{customdata[1]}}<extra></extra>"
    if isinstance(quantity, Measure):
        trace = some(
            type="scatter",
            x=values, y=places, mode="markers+text", text=texts, textposition="top center",
            marker={"size": 10, "color": STACK[0]}, customdata=data, hovertemplate=hover,
            error_x=interval([item for _, item in shown]), cliponaxis=False,
        )  # fmt: skip
    else:
        trace = some(
            type="bar",
            x=values, y=places, orientation="h", text=texts, textposition="outside",
            marker={"color": STACK[0]}, customdata=data, hovertemplate=hover, cliponaxis=False,
        )  # fmt: skip
    title = unit(quantity)
    if isinstance(quantity, Measure) and quantity.share:
        title = say("{name}（%），横线为 95% 区间", name=name(quantity))
    # Room for the number behind the longest bar, also on a phone: a cut number is a wrong one.
    across = {"title": {"text": title}, "tickformat": ",", "rangemode": "tozero",
              "range": [0, most(values) * 1.35], "showgrid": False}  # fmt: skip
    down = named_rows(places, [named for named, _ in shown])
    return Chart([trace], {**layout(rows=len(shown)), "xaxis": across, "yaxis": down})


def standings(records: Records, parts: Mapping[str, str]) -> Chart:
    """One bar a year, split by what the reports of it stand as (key → name)."""
    bars = []
    years = [str(row["year"] or say("年度不明")) for row in records]
    for key, name_ in parts.items():
        counts = [int(row[key]) for row in records]
        if not any(counts):
            continue
        bar = some(
            type="bar",
            x=years,
            y=counts,
            name=name_,
            marker=filling(_STANDING[key], list(_STANDING).index(key)),
            text=[f"{count:,}" if count else "" for count in counts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            hovertemplate=say("%{{x}} 年<br>{name}：%{{y:,}} 份<extra></extra>", name=name_),
        )
        bars.append(bar)
    up = {"title": {"text": say("报告（份）")}, "tickformat": ","}
    return Chart(bars, {**layout(), "barmode": "stack", "xaxis": {"type": "category"}, "yaxis": up})


def filling(colour: str, index: int) -> dict[str, object]:
    """A colour with the pattern that tells it from the others in grey."""
    return {
        "color": colour,
        "pattern": {
            "shape": _PATTERNS[index % len(_PATTERNS)],
            "fillmode": "overlay",
            "fgcolor": "rgba(255,255,255,0.45)",
            "solidity": 0.12,
        },
    }


def counts(names: Sequence[str], values: Sequence[int], unit: str) -> Chart:
    """One horizontal bar a name, in the order given, with its number behind it."""
    bars = some(
        type="bar",
        y=list(names),
        x=list(values),
        orientation="h",
        marker={"color": STACK[0]},
        text=[f"{value:,}" for value in values],
        textposition="outside",
        cliponaxis=False,
        hovertemplate=f"%{{y}}：%{{x:,}} {unit}<extra></extra>",
    )
    # Every bar has its number: an axis of halves would say less.
    across = {"title": {"text": unit}, "showticklabels": False, "showgrid": False,
              "range": [0, most(values) * 1.25]}  # fmt: skip
    down = {"type": "category", "autorange": "reversed", "automargin": True}
    frame = {**layout(top=8), "height": 36 * len(names) + 60}
    return Chart([bars], {**frame, "xaxis": across, "yaxis": down})


def label(row: Mapping[str, Any]) -> str:
    """How a report is named on an axis."""
    return f"{told(row['agency'] or say('机关不明'))} {row['year'] or say('年度不明')}"


def named_rows(places: Sequence[str], names: Sequence[str]) -> Layout:
    """An axis with the name of each row, as text and never as markup; of two of one name both stay."""
    return {
        "type": "category", "autorange": "reversed", "automargin": True,
        "tickvals": list(places), "ticktext": [escape(named) for named in names],
    }  # fmt: skip
