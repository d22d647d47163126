"""Small pictures side by side, one an agency, all of one scale."""

from html import escape

from plotly.subplots import make_subplots

from govdash.forms.series import Quantity
from govdash.store.answers import Records
from govdash.ui.charts import STACK, layout
from govdash.ui.language import say, told
from govdash.ui.picture import Chart
from govdash.ui.quantities import value


def small_multiples(records: Records, quantity: Quantity) -> Chart | None:
    """One small picture an agency over the years, all of one scale; gaps stay gaps."""
    agencies = list(dict.fromkeys(row["agency_id"] for row in records))
    years = sorted({int(row["year"]) for row in records})
    if not agencies or not years:
        return None
    # No more side by side than a phone has room for.
    columns = min(2, len(agencies))
    rows = -(-len(agencies) // columns)
    names = {row["agency_id"]: told(row["agency"] or say("机关不明")) for row in records}
    figure = make_subplots(
        rows,
        columns,
        shared_yaxes="all",
        subplot_titles=[escape(names[one]) for one in agencies],
        vertical_spacing=0.32 / rows,
    )
    axis = list(range(years[0], years[-1] + 1))
    for index, one in enumerate(agencies):
        found = {row["year"]: value(quantity, row) for row in records if row["agency_id"] == one}
        shown = [found.get(year) for year in axis]
        figure.add_scatter(
            x=[str(year) for year in axis],
            y=[
                None if item is None or item.number is None else float(item.number)
                for item in shown
            ],
            text=[item.text if item else "" for item in shown],
            mode="lines+markers+text",
            textposition="top center",
            connectgaps=False,
            cliponaxis=False,
            line={"color": STACK[0]},
            showlegend=False,
            hovertemplate="%{x}：%{text}<extra></extra>",
            row=index // columns + 1,
            col=index % columns + 1,
        )
    figure.update_xaxes(type="category", categoryarray=[str(year) for year in axis])
    highest = max((y for line in figure.data for y in line.y if y is not None), default=0)
    # Room for the numbers under the names.
    figure.update_yaxes(range=[0, (highest or 1) * 1.3], tickformat=",")
    figure.update_xaxes(range=[-0.5, len(axis) - 0.5])
    figure.update_annotations(font_size=12)
    figure.update_layout({**layout(top=40), "height": 160 * rows + 60})
    # Where a picture stands among others is Plotly's to know; the rest is as for every chart.
    return Chart.of(figure)
