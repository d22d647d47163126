"""Rows → Plotly figures: each with its own numbers written on it, never by colour alone."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import plotly.graph_objects as go

from govdash.forms.series import FORM_CHANGE, Series
from govdash.measures import Measure, rate, wilson
from govdash.report import number
from govdash.store.questions import Records
from govdash.ui import rates
from govdash.ui.words import SCOPE_NAMES, parts_of

MOST_BARS = 30
"""Reports drawn at once; the table below a chart always has all of them."""

_SCOPE_STYLE: Mapping[str, tuple[str, str]] = {
    "aggregate": ("#0b5cad", ""),
    "self": ("#d9730d", "/"),
    "unknown": ("#6b7280", "."),
}
# Told apart by colour-blind eyes and in grey, in the order of the form.
_STACK = (
    "#0b5cad", "#6cb0f5", "#b03a2e", "#e0a030", "#2a7f62", "#8a4fa3", "#6b7280", "#c0c4cc",
)  # fmt: skip
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


def _layout(figure: go.Figure, *, rows: int = 0) -> go.Figure:
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": 48, "b": 8},
        height=max(320, 40 * rows + 130) if rows else 360,
        legend={
            "orientation": "h",
            "y": 1,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
        },
        bargap=0.3,
        dragmode=False,
    )
    return figure


def over_years(records: Records, series: Series) -> go.Figure:
    """Bars by year, the two scopes side by side; a line marks the change of form."""
    figure = go.Figure()
    for scope, (colour, pattern) in _SCOPE_STYLE.items():
        rows = [row for row in records if row["scope"] == scope and row[series.id] is not None]
        if not rows:
            continue
        values = [float(row[series.id]) for row in rows]
        figure.add_bar(
            x=[str(row["year"]) for row in rows],
            y=values,
            name=SCOPE_NAMES[scope],
            marker={
                "color": colour,
                "pattern": {
                    "shape": pattern,
                    "fillmode": "overlay",
                    "fgcolor": "rgba(255,255,255,0.6)",
                },
            },
            text=[f"{written(row[series.id])}<br>（{row[f'{series.id}:n']} 份）" for row in rows],
            textposition="outside",
            cliponaxis=False,
            customdata=[[row[f"{series.id}:n"], row["reports"]] for row in rows],
            hovertemplate=(
                f"%{{x}} 年 {SCOPE_NAMES[scope]}<br>{series.label}：%{{y:,}} {series.unit}"
                "<br>%{customdata[1]} 份报告中 %{customdata[0]} 份给出此数<extra></extra>"
            ),
        )
    years = sorted({int(row["year"]) for row in records})
    axis = [str(year) for year in range(years[0], years[-1] + 1)] if years else []
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=axis, title="年度")
    if axis:
        figure.update_xaxes(range=[-0.6, len(axis) - 0.4])
    highest = max((max(bar.y) for bar in figure.data), default=0)
    figure.update_yaxes(title=series.unit, tickformat=",", range=[0, (highest or 1) * 1.25])
    _mark_break(figure, years)
    return _layout(figure)


def _mark_break(figure: go.Figure, years: Sequence[int]) -> None:
    if years and years[0] < FORM_CHANGE <= years[-1]:
        place = FORM_CHANGE - years[0] - 0.5
        figure.add_vline(x=place, line={"dash": "dash", "color": "#6b7280", "width": 1})
        figure.add_annotation(
            x=place, y=0.98, yref="paper", yanchor="top", xanchor="left", showarrow=False,
            text=f" {FORM_CHANGE} 年起换新表样", font={"size": 12},
        )  # fmt: skip


def standings(records: Records, parts: Mapping[str, str]) -> go.Figure:
    """One bar a year, split by what the reports of it stand as (key → name)."""
    figure = go.Figure()
    years = [str(row["year"] or "年度不明") for row in records]
    for key, name in parts.items():
        counts = [int(row[key]) for row in records]
        if not any(counts):
            continue
        figure.add_bar(
            x=years,
            y=counts,
            name=name,
            marker=_filling(_STANDING[key], list(_STANDING).index(key)),
            text=[f"{count:,}" if count else "" for count in counts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            hovertemplate=f"%{{x}} 年<br>{name}：%{{y:,}} 份<extra></extra>",
        )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(type="category", title="年度")
    figure.update_yaxes(title="报告（份）", tickformat=",")
    return _layout(figure)


def _filling(colour: str, index: int) -> dict[str, object]:
    return {
        "color": colour,
        "pattern": {
            "shape": _PATTERNS[index % len(_PATTERNS)],
            "fillmode": "overlay",
            "fgcolor": "rgba(255,255,255,0.45)",
            "solidity": 0.12,
        },
    }


def counts(names: Sequence[str], values: Sequence[int], unit: str) -> go.Figure:
    """One horizontal bar a name, in the order given, with its number behind it."""
    figure = go.Figure(
        go.Bar(
            y=list(names),
            x=list(values),
            orientation="h",
            marker={"color": _STACK[0]},
            text=[f"{value:,}" for value in values],
            textposition="outside",
            cliponaxis=False,
            hovertemplate=f"%{{y}}：%{{x:,}} {unit}<extra></extra>",
        )
    )
    figure.update_yaxes(type="category", autorange="reversed", automargin=True)
    # Every bar has its number: an axis of halves would say less.
    figure.update_xaxes(
        title=unit, showticklabels=False, showgrid=False, range=[0, (max(values) or 1) * 1.25]
    )
    return _layout(figure).update_layout(margin={"t": 8}, height=36 * len(names) + 60)


def label(row: Mapping[str, object]) -> str:
    """How a report is named on an axis."""
    return f"{row['agency'] or '机关不明'} {row['year'] or '年度不明'}"


def of_reports(records: Records, series: Sequence[Series]) -> go.Figure | None:
    """One bar a report, split into the series in printed order; the first reports of the table."""
    rows = records[:MOST_BARS]
    if not rows:
        return None
    figure = go.Figure()
    for index, (item, name) in enumerate(zip(series, parts_of(series), strict=True)):
        figure.add_bar(
            y=[row["report_id"] for row in rows],
            x=[float(row[item.id] or 0) for row in rows],
            orientation="h",
            name=name,
            marker=_filling(_STACK[index % len(_STACK)], index if len(series) > 1 else 0),
            text=[_bar_text(row[item.id], alone=len(series) == 1) for row in rows],
            textposition="inside" if len(series) > 1 else "outside",
            insidetextanchor="middle",
            cliponaxis=False,
            customdata=[[label(row), _bar_text(row[item.id], alone=True)] for row in rows],
            hovertemplate=(
                f"%{{customdata[0]}}<br>{item.label}：%{{customdata[1]}} {item.unit}<extra></extra>"
            ),
        )
    figure.update_layout(barmode="stack")
    if len(series) > 1:
        _write_totals(figure, rows, series)
    _name_reports(figure, rows)
    # Room for the number behind the longest bar, also on a phone: a cut number is a wrong one.
    longest = max(sum(float(row[item.id] or 0) for item in series) for row in rows)
    figure.update_xaxes(title=series[0].unit, tickformat=",", range=[0, (longest or 1) * 1.45])
    return _layout(figure, rows=len(rows))


def _write_totals(figure: go.Figure, rows: Records, series: Sequence[Series]) -> None:
    """Behind each stack how much it is in all; a stack with a part missing says so."""
    sums = [sum((row[item.id] or Decimal(0) for item in series), Decimal(0)) for row in rows]
    figure.add_scatter(
        y=[row["report_id"] for row in rows],
        x=[float(total) for total in sums],
        mode="text",
        text=[
            f"  {written(total)}"
            if all(row[item.id] is not None for item in series)
            else "  数字不全"
            for row, total in zip(rows, sums, strict=True)
        ],
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def _bar_text(value: Decimal | None, *, alone: bool) -> str:
    """What is written on a bar; parts of a stack that are 0 are left to the table."""
    if value is None:
        return "没有数字" if alone else ""
    return written(value) if value or alone else ""


def written(value: Decimal) -> str:
    """A figure as the tables write it."""
    return f"{number(value):,}"


def _name_reports(figure: go.Figure, rows: Records) -> None:
    """Name each bar by agency and year; two agencies of one name stay two bars."""
    figure.update_yaxes(
        type="category",
        autorange="reversed",
        automargin=True,
        tickvals=[row["report_id"] for row in rows],
        ticktext=[label(row) for row in rows],
    )


def of_rates(records: Records, measure: Measure) -> go.Figure | None:
    """A dot a report with its 95 % interval; reports without a percentage are not drawn."""
    every = [(row, rate(measure, row)) for row in records]
    shown = [(row, item) for row, item in every if item.value is not None][:MOST_BARS]
    if not shown:
        return None
    shares = [(item.value or 0) * 100 for _, item in shown]
    bounds = [wilson((item.value or 0), float(item.denominator or 1)) for _, item in shown]
    figure = go.Figure()
    figure.add_scatter(
        x=shares,
        y=[row["report_id"] for row, _ in shown],
        mode="markers+text",
        marker={"size": 11, "color": _STACK[0]},
        text=[f"{share:.1f}%" for share in shares],
        textposition="top center",
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [high * 100 - share for share, (_, high) in zip(shares, bounds, strict=True)],
            "arrayminus": [
                share - low * 100 for share, (low, _) in zip(shares, bounds, strict=True)
            ],
            "color": "#6b7280",
        },
        customdata=[[label(row), rates.grounds(item)] for row, item in shown],
        hovertemplate="%{customdata[0]}<br>%{x:.1f}%：%{customdata[1]}<extra></extra>",
    )
    figure.update_xaxes(
        title=f"{measure.name}（%），横线为 95% 区间",
        range=[-3, 122],
        tickvals=[0, 25, 50, 75, 100],
    )
    _name_reports(figure, [row for row, _ in shown])
    return _layout(figure, rows=len(shown))
