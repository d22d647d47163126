"""The years of a quantity: drawn breaks, no line across them, joins with a caution told apart."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go

from govdash.forms.official import DISCLOSURE, FORM_2021, IN_FORCE, ISSUED, NORMATIVE
from govdash.forms.series import Quantity, Series, in_section
from govdash.measures import DISCLOSURE_RATE, REVIEW_CORRECTION_RATE, Measure
from govdash.store.sums import key
from govdash.ui.timeline import over_years


def of_rate(measure: Measure, year: int, scope: str, above: int, below: int) -> dict[str, Any]:
    """A row of sums whose rate is above / below."""
    parts = dict.fromkeys((item.id for item in measure.series), Decimal(0))
    parts[measure.numerator[0]] = Decimal(above)
    left = below - above if measure.numerator[0] in measure.denominator else below
    other = next(item for item in measure.denominator if item not in measure.numerator)
    parts[other] = Decimal(left)
    sums = {key(measure, item): parts[item.id] for item in measure.series}
    return {"year": year, "scope": scope, "reports": 1, f"{measure.id}:n": 1, **sums}


def drawn(rows: list[dict[str, Any]], quantity: Quantity) -> go.Figure:
    """The chart as Plotly takes it."""
    chart = over_years(rows, quantity)
    assert chart is not None
    return go.Figure(chart.spec())


def lines(figure: go.Figure) -> list[list[str]]:
    return [list(trace.x) for trace in figure.data if "lines" in (trace.mode or "")]


def marks(figure: go.Figure) -> list[str]:
    return [note.text.strip() for note in figure.layout.annotations]


def test_no_line_crosses_the_new_law_nor_a_missing_year() -> None:
    rows = [
        of_rate(REVIEW_CORRECTION_RATE, year, "aggregate", 20, 100)
        for year in (2020, 2021, 2023, 2024, 2025)
    ]
    figure = drawn(rows, REVIEW_CORRECTION_RATE)
    assert lines(figure) == [["2020"], ["2021"], ["2023"], ["2024", "2025"]]
    assert marks(figure) == ["2021 年起换新表样", "新复议法"]
    assert [line.x0 for line in figure.layout.shapes] == [0.5, 3.5]


def test_the_law_on_reviews_is_no_break_of_applications() -> None:
    rows = [of_rate(DISCLOSURE_RATE, year, "self", 60, 100) for year in (2023, 2024)]
    figure = drawn(rows, DISCLOSURE_RATE)
    assert lines(figure) == [["2023", "2024"]]
    assert marks(figure) == []


def test_intervals_and_numbers_lie_within_the_picture() -> None:
    rows = [of_rate(REVIEW_CORRECTION_RATE, 2024, "aggregate", 7, 115)]
    rows += [of_rate(REVIEW_CORRECTION_RATE, 2024, "self", 6, 115)]
    figure = drawn(rows, REVIEW_CORRECTION_RATE)
    numbers = {trace.text[0]: trace.y[0] for trace in figure.data if trace.mode == "text"}
    # 7/115 = 6.1 %, Wilson 3.0–12.0 %; 6/115 = 5.2 %, 2.4–10.9 %: one above both, one below both
    # The ends of the intervals are 12.0 and 2.4; the numbers stand 3 % of the height beyond.
    assert {text: round(place, 1) for text, place in numbers.items()} == {"6.1%": 12.4, "5.2%": 2.1}
    assert figure.layout.yaxis.range[1] > 12.0


def section_two() -> dict[str, Series]:
    return {item.id: item for item in in_section(DISCLOSURE)}


def counted(series: Series, *years: int) -> list[dict[str, Any]]:
    return [
        {"year": year, "scope": "self", "reports": 1, f"{series.id}:n": 1, series.id: Decimal(5)}
        for year in years
    ]


def test_a_join_with_a_caution_is_pale_before_the_change() -> None:
    issued = section_two()[FORM_2021.figure(NORMATIVE, ISSUED).id]
    figure = drawn(counted(issued, 2020, 2021), issued)
    assert list(figure.data[0].marker.opacity) == [0.45, 1]
    assert marks(figure) == ["2021 年起换新表样"]


def test_what_may_not_be_joined_has_no_column_in_the_older_form() -> None:
    in_force = section_two()[FORM_2021.figure(NORMATIVE, IN_FORCE).id]
    assert set(in_force.columns) == {"2021"}


def test_each_number_stands_at_its_own_dot() -> None:
    """Whichever scope is the higher one in a year: its number is over it, the other's under."""
    rows = [
        of_rate(DISCLOSURE_RATE, 2022, "aggregate", 60, 100),
        of_rate(DISCLOSURE_RATE, 2022, "self", 20, 100),
        of_rate(DISCLOSURE_RATE, 2023, "aggregate", 40, 100),
        of_rate(DISCLOSURE_RATE, 2023, "self", 90, 100),
        of_rate(DISCLOSURE_RATE, 2023, "unknown", 50, 100),
        of_rate(DISCLOSURE_RATE, 2024, "self", 30, 100),
    ]
    written = {
        (side, year): (text, place, trace.legendgroup)
        for trace in drawn(rows, DISCLOSURE_RATE).data
        if trace.mode == "text"
        for side, year, text, place in zip(
            trace.textposition, trace.x, trace.text, trace.y, strict=True
        )
    }
    assert {key: (text, scope) for key, (text, _, scope) in written.items()} == {
        ("top center", "2022"): ("60.0%", "aggregate"),
        ("bottom center", "2022"): ("20.0%", "self"),
        ("top center", "2023"): ("90.0%", "self"),
        ("bottom center", "2023"): ("40.0%", "aggregate"),
        ("top center", "2024"): ("30.0%", "self"),
    }
    assert all(
        place > float(text[:-1]) if side == "top center" else place < float(text[:-1])
        for (side, _), (text, place, _) in written.items()
    )
