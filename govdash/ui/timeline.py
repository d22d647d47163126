"""One quantity over the years, the two scopes beside each other, and what changed in between."""

from collections.abc import Mapping, Sequence
from typing import Any

from govdash.forms.breaks import BREAKS, Break
from govdash.forms.series import FORM_CHANGE, Quantity, Series
from govdash.measures import Measure
from govdash.store.answers import Records
from govdash.ui import charts
from govdash.ui.language import label, say
from govdash.ui.picture import Chart, Layout, Trace, some, upright
from govdash.ui.quantities import Value, name, unit, value
from govdash.ui.words import SCOPE_NAMES

_SCOPE_STYLE: Mapping[str, tuple[str, str]] = {
    "aggregate": ("#0b5cad", ""),
    "self": ("#d9730d", "/"),
    "unknown": ("#6b7280", "."),
}


def over_years(records: Records, quantity: Quantity) -> Chart | None:
    """By year, the two scopes side by side: counts as bars, rates as dots with their interval.

    A line marks the change of form.
    """
    traces: list[Trace] = []
    is_rate = isinstance(quantity, Measure)
    marks = marks_of(quantity)
    for scope in _SCOPE_STYLE:
        shown = [
            (row, found)
            for row in records
            if row["scope"] == scope and (found := value(quantity, row)).number is not None
        ]
        if shown and is_rate:
            traces += _lines_of_scope(scope, shown, quantity, [year for year, _ in marks])
        elif shown:
            traces.append(_bars_of_scope(scope, shown, quantity))
    if not traces:
        return None
    if is_rate:
        traces += _numbers_of_dots(traces)
    years = sorted({int(row["year"]) for row in records})
    axis = [str(year) for year in range(years[0], years[-1] + 1)]
    across = {
        "type": "category", "categoryorder": "array", "categoryarray": axis,
        "range": [-0.6, len(axis) - 0.4],
    }  # fmt: skip
    highest = max(map(_top, traces))
    # Room for the numbers and, above them, for what the lines say.
    room = 1.2 + 0.1 * len(marks)
    up: Layout = {"title": {"text": unit(quantity)}, "tickformat": ",",
                  "range": [0, (highest or 1) * room]}  # fmt: skip
    if isinstance(quantity, Measure) and quantity.share and highest > 60:
        # No share is larger than the whole, whatever room there is above it.
        up["tickvals"] = list(range(0, 101, 20))
    return Chart(
        traces,
        {
            **charts.layout(),
            "xaxis": across,
            "yaxis": up,
            **_breaks(years, marks),
            # A number that does not fit over its bar is not written over another: it is in the table.
            "uniformtext": {"minsize": 9, "mode": "hide"},
            # Wide bars where there are many, so that more of the numbers fit; slim ones where few.
            "bargap": 0.12 if len(axis) > 3 else 0.5,
        },
    )


def _top(trace: Trace) -> float:
    """How high a trace reaches, with its intervals."""
    up, _ = _reach(trace)
    return max(float(y) + float(more) for y, more in zip(trace["y"], up, strict=True))


def _reach(trace: Trace) -> tuple[Sequence[float], Sequence[float]]:
    """How far the intervals of a trace reach up and down."""
    none = [0.0] * len(trace["y"])
    interval = trace.get("error_y") or {}
    return interval.get("array", none), interval.get("arrayminus", none)


Shown = Sequence[tuple[Mapping[str, Any], Value]]


def _bars_of_scope(scope: str, shown: Shown, quantity: Quantity) -> Trace:
    colour, pattern = _SCOPE_STYLE[scope]
    given = f"{quantity.id}:n"
    return some(
        type="bar",
        x=[str(row["year"]) for row, _ in shown],
        y=[float(found.number or 0) for _, found in shown],
        name=say(SCOPE_NAMES[scope]),
        marker={
            "color": colour,
            # Of the older form, where its row means not quite the same.
            "opacity": [
                0.45 if has_note(quantity) and row["year"] < FORM_CHANGE else 1 for row, _ in shown
            ],
            "pattern": {
                "shape": pattern,
                "fillmode": "overlay",
                "fgcolor": "rgba(255,255,255,0.6)",
            },
        },
        text=[
            f"{found.text}<br>{say('（{count} 份）', count=f'{row[given]:,}')}"
            for row, found in shown
        ],
        textposition="outside",
        textangle=0,
        cliponaxis=False,
        customdata=[[row[f"{quantity.id}:n"], row["reports"], found.text] for row, found in shown],
        hovertemplate=say(
            "%{{x}} 年 {scope}<br>{name}：%{{customdata[2]}} {unit}"
            "<br>%{{customdata[1]}} 份报告中 %{{customdata[0]}} 份给出此数<extra></extra>",
            scope=say(SCOPE_NAMES[scope]),
            name=name(quantity),
            unit=unit(quantity),
        ),
    )


def has_note(quantity: Quantity) -> bool:
    """Whether it continues across the change of form only with a caution."""
    return isinstance(quantity, Series) and quantity.crosses and bool(quantity.note)


def _lines_of_scope(
    scope: str, shown: Shown, quantity: Quantity, cuts: Sequence[int]
) -> list[Trace]:
    """The dots of a scope, joined only where no year is missing and no law or form changed."""
    parts: list[list[tuple[Mapping[str, Any], Value]]] = []
    for row, found in sorted(shown, key=lambda pair: pair[0]["year"]):
        year = row["year"]
        if not parts or parts[-1][-1][0]["year"] != year - 1 or year in cuts:
            parts.append([])
        parts[-1].append((row, found))
    lines = [_dots_of_scope(scope, part, quantity) for part in parts]
    for line in lines[1:]:
        line["showlegend"] = False
    return lines


def _numbers_of_dots(lines: Sequence[Trace]) -> list[Trace]:
    """Write the numbers of the dots: of each year the highest over it, the lowest under it.

    Beyond all intervals of the year, where nothing lies over them. There is no room for a third
    between the two: it is in the table. A scope that is hidden takes its numbers along.
    """
    dots: dict[str, list[tuple[float, float, float, str, str]]] = {}
    for line in lines:
        told = zip(line["x"], line["y"], *_reach(line), line["text"], strict=True)
        for x, y, more, less, text in told:
            dots.setdefault(x, []).append((y, y + more, y - less, text, line["legendgroup"]))
    apart = 0.03 * max(each[1] for of_year in dots.values() for each in of_year)
    numbers: dict[str, list[tuple[str, float, str, str]]] = {}
    for x, of_year in dots.items():
        *_, text, scope = max(of_year)
        top = max(each[1] for each in of_year)
        numbers.setdefault(scope, []).append((x, top + apart, text, "top center"))
        if len(of_year) > 1:
            *_, text, scope = min(of_year)
            low = min(each[2] for each in of_year)
            numbers.setdefault(scope, []).append((x, low - apart, text, "bottom center"))
    drawn = []
    for scope, written in numbers.items():
        years, places, texts, sides = map(list, zip(*written, strict=True))
        trace = some(
            type="scatter",
            x=years, y=places, text=texts, mode="text", textposition=sides, legendgroup=scope,
            cliponaxis=False, hoverinfo="skip", showlegend=False,
        )  # fmt: skip
        drawn.append(trace)
    return drawn


def _dots_of_scope(scope: str, shown: Shown, quantity: Quantity) -> Trace:
    colour, _ = _SCOPE_STYLE[scope]
    return some(
        type="scatter",
        x=[str(row["year"]) for row, _ in shown],
        y=[float(found.number or 0) for _, found in shown],
        name=say(SCOPE_NAMES[scope]),
        legendgroup=scope,
        mode="lines+markers",
        line={"color": colour, "dash": "solid" if scope == "aggregate" else "dot"},
        marker={
            "size": 10,
            "color": colour,
            "symbol": "circle" if scope == "aggregate" else "diamond",
        },
        error_y=charts.interval([found for _, found in shown]),
        text=[found.text for _, found in shown],
        customdata=[[found.grounds] for _, found in shown],
        hovertemplate=say(
            "%{{x}} 年 {scope}<br>{name}：%{{text}}，%{{customdata[0]}}<extra></extra>",
            scope=say(SCOPE_NAMES[scope]),
            name=name(quantity),
        ),
    )


def marks_of(quantity: Quantity) -> list[tuple[int, str]]:
    """The years from which the numbers mean something else, and what a chart says there."""
    return [
        (FORM_CHANGE, say("{year} 年起换新表样", year=FORM_CHANGE)),
        *((change.year, label(change.mark, change.mark_en)) for change in breaks_of(quantity)),
    ]


def breaks_of(quantity: Quantity) -> list[Break]:
    """The changes of law that concern a quantity."""
    sections = {figure.section for item in quantity.series for figure in item.figures}
    return [change for change in BREAKS if change.section.id in sections]


def _breaks(years: Sequence[int], marks: Sequence[tuple[int, str]]) -> Layout:
    """A line before each year from which the numbers mean something else."""
    lines, texts = [], []
    for height, (first, text) in enumerate(marks):
        if not years or not years[0] < first <= years[-1]:
            continue
        place = first - years[0] - 0.5
        lines.append(upright(place))
        note = {
            "x": place, "y": 0.98 - 0.08 * height, "yref": "paper", "yanchor": "top",
            "xanchor": "left", "showarrow": False, "text": f" {text}", "font": {"size": 12},
        }  # fmt: skip
        texts.append(note)
    return {"shapes": lines, "annotations": texts}
