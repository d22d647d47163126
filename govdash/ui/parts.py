"""A whole and its parts: applicants, outcomes, reasons, results; one bar a year, of one scope."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from govdash.forms.series import Together
from govdash.measures import part_of, rate
from govdash.store.answers import Records
from govdash.store.sums import values_of
from govdash.ui import charts, helps, rates, tables, timeline
from govdash.ui.block import block
from govdash.ui.language import say
from govdash.ui.picture import Chart, Layout, Trace, level
from govdash.ui.quantities import name, unit, written
from govdash.ui.stories import count
from govdash.ui.view import Cell, View
from govdash.ui.words import SCOPE_NAMES, parts_of, sentences

Values = Mapping[str, Decimal]


def parts(key: str, yearly: Records, whole: Together, note: str = "") -> None:
    """The block of a whole: its newest year in the title, its years as bars, all of it as a table.

    `yearly` are its sums by year, perhaps among others.
    """
    rows = [row for row in yearly if row[f"{whole.id}:n"]]
    # The newest first, and within a year the scope that more reports have.
    rows.sort(key=lambda row: (-row["year"], -row[f"{whole.id}:n"]))
    drawn = [row for row in rows if row["scope"] == rows[0]["scope"]]
    other = len(drawn) < len(rows)
    block(
        key,
        story(drawn, whole),
        partial(table, rows, whole),
        draw(drawn, whole),
        sentences(note, _one_scope(str(drawn[0]["scope"])) if other else ""),
        helps.help_of(whole),
    )


def _one_scope(scope: str) -> str:
    return say(
        "图里只画“{scope}”的报告；另一种口径在数据表里，也可以在上面“正在看”里选。",
        scope=say(SCOPE_NAMES[scope]),
    )


def story(rows: Records, whole: Together) -> str:
    """Which part is the largest in the first of the rows that has any; ties are told as such."""
    for row in rows:
        values: Values = values_of(row, whole)
        total = sum(values.values(), Decimal(0))
        if not total:
            continue
        most = max(values.values())
        first = [
            part
            for item, part in zip(whole.series, parts_of(whole.series), strict=True)
            if values[item.id] == most
        ]
        return say(
            "{what}：{year} 年 {count} 份{scope}报告里，最多的是“{part}”，{all}中 {some}{share}",
            what=name(whole),
            year=row["year"],
            count=f"{row[f'{whole.id}:n']:,}",
            scope=say(SCOPE_NAMES[row["scope"]]),
            part=say("”和“").join(first),
            all=count(total, whole),
            some=count(most, whole),
            share=_share(whole, values, most),
        )
    if rows:
        return say("{what}：所选报告里都是 0", what=name(whole))
    return say("{name}：所选报告里没有数字", name=name(whole))


def _share(whole: Together, values: Values, most: Decimal) -> str:
    item = next(item for item in whole.series if values[item.id] == most)
    share = rates.share(rate(part_of(whole, item), values))
    return say("（{share}）", share=share) if share else ""


def table(rows: Records, whole: Together) -> View:
    """The parts as counted, what they add up to, and how much of it each of them is."""
    counted = tables.of_groups(rows, (whole,))
    shares = {
        f"{item.id}:share": say("{part}占（%）", part=part)
        for item, part in zip(whole.series, parts_of(whole.series), strict=True)
    }
    cells: list[tuple[Cell, ...]] = []
    for row, known in zip(rows, counted.rows, strict=True):
        values: Values = values_of(row, whole)
        found = [rate(part_of(whole, item), values).value for item in whole.series]
        cells.append(
            (
                *known,
                sum(values.values(), Decimal(0)),
                *(None if share is None else Decimal(f"{share * 100:.1f}") for share in found),
            )
        )
    return View({**counted.columns, "sum": say("各项合计"), **shares}, cells)


def draw(rows: Records, whole: Together) -> Chart | None:
    """One bar a row, split into the parts in printed order; a line where form or law changed."""
    rows = rows[: charts.MOST_BARS]
    if not rows:
        return None
    lines = _lines([int(row["year"]) for row in rows], whole)
    places = [str(place) for place, mark in enumerate(lines) if not mark]
    values: list[Values] = [values_of(row, whole) for row in rows]
    sums = [sum(each.values(), Decimal(0)) for each in values]
    names = [
        say("{year} 年<br>{count} 份", year=row["year"], count=f"{row[f'{whole.id}:n']:,}")
        for row in rows
    ]
    totals = {
        "type": "scatter",
        "y": places,
        "x": [float(total) for total in sums],
        "mode": "text",
        "text": [f" {written(total)}" for total in sums],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
    down = {
        "type": "category", "categoryorder": "array",
        "categoryarray": list(map(str, range(len(lines)))), "range": [len(lines) - 0.5, -0.5],
        "automargin": True, "tickvals": places, "ticktext": names,
    }  # fmt: skip
    # Room for the number behind the longest bar, also on a phone: a cut number is a wrong one.
    longest = max(len(written(total)) for total in sums)
    across = {
        "showticklabels": False, "showgrid": False, "zeroline": False,
        "range": [0, (float(max(sums)) or 1) / (1 - (longest + 2) / 34)],
    }  # fmt: skip
    marks = [(place, mark) for place, mark in enumerate(lines) if mark]
    return Chart(
        [*_parts(places, names, values, whole), totals],
        {
            **charts.layout(rows=len(rows), top=12, legend={"maxheight": 0.9}),
            "height": 44 * len(lines) + 20 * _legend_lines(whole) + 40,
            "barmode": "stack",
            "xaxis": across,
            "yaxis": down,
            # What changed, on a line of its own: over a bar nobody could read it.
            "shapes": [level(place - 0.25) for place, _ in marks],
            "annotations": [_mark(place, mark) for place, mark in marks],
            # A number that does not fit is not written so small that nobody can read it.
            "uniformtext": {"minsize": 10, "mode": "hide"},
        },
    )


def _legend_lines(whole: Together) -> int:
    """How many lines the legend takes on a phone: two names on one, if they are short."""
    names = parts_of(whole.series)
    width = max(sum(1 if character.isascii() else 2 for character in name) for name in names)
    return len(names) if width > 14 else -(-len(names) // 2)


def _lines(years: Sequence[int], whole: Together) -> list[str]:
    """The lines of the picture: empty for a bar, else what changed below the bar above."""
    lines: list[str] = []
    for newer, year in zip((None, *years), years, strict=False):
        if newer is not None:
            lines += [text for first, text in timeline.marks_of(whole) if year < first <= newer]
        lines.append("")
    return lines


def _mark(place: int, text: str) -> Layout:
    return {
        "y": place + 0.1, "x": 0, "xref": "paper", "xanchor": "left", "yanchor": "middle",
        "showarrow": False, "text": f"↑ {text}", "font": {"size": 12},
    }  # fmt: skip


def _parts(
    places: Sequence[str], names: Sequence[str], values: Sequence[Values], whole: Together
) -> list[Trace]:
    bars = []
    for index, (item, part) in enumerate(zip(whole.series, parts_of(whole.series), strict=True)):
        figures = [each[item.id] for each in values]
        shares = [rates.share(rate(part_of(whole, item), each)) for each in values]
        bar = {
            "type": "bar",
            "y": places,
            "x": [float(figure) for figure in figures],
            "orientation": "h",
            "name": part,
            "marker": charts.filling(charts.STACK[index % len(charts.STACK)], index),
            "text": [written(figure) if figure else "" for figure in figures],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "customdata": [
                [named.replace("<br>", " "), written(figure), share]
                for named, figure, share in zip(names, figures, shares, strict=True)
            ],
            "hovertemplate": (
                f"%{{customdata[0]}}<br>{part}：%{{customdata[1]}} {unit(whole)}"
                "　%{customdata[2]}<extra></extra>"
            ),
        }
        bars.append(bar)
    return bars
