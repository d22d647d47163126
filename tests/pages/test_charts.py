"""Charts go to the reader as plain parts; here Plotly looks at each, and refuses what it does not know."""

import json
from typing import Any

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from govdash.measures import DISCLOSURE_RATE
from govdash.ui.picture import Chart, _Whole
from tests.pages.conftest import OpenPage

# Every kind of chart: streams, parts, years as bars and as dots, ranks, small ones, standings, counts.
SHOWN: list[tuple[str, dict[str, Any], int]] = [
    ("overview", {}, 1),
    ("applications", {}, 5),
    ("applications", {"view": "number"}, 2),
    ("applications", {"view": "number", "measure": DISCLOSURE_RATE.id, "lang": "en"}, 2),
    ("cases", {"lang": "zh-Hant"}, 5),
    ("agency", {"agency": "321300-dd7601a0"}, 1),
    ("quality", {"severity": ["error", "info"]}, 2),
]


def specs(page: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in page.get("plotly_chart")]


@pytest.mark.parametrize(("name", "query", "least"), SHOWN)
def test_plotly_takes_every_chart_as_it_is(
    open_page: OpenPage, name: str, query: dict[str, Any], least: int
) -> None:
    found = specs(open_page(name, **query))
    assert len(found) >= least
    for spec in found:
        looked_at = json.loads(go.Figure(spec).to_json())
        # Nothing was dropped, and nothing said in another way than Plotly's own.
        assert looked_at == spec


def test_a_chart_that_plotly_does_not_know_is_refused_here() -> None:
    with pytest.raises(ValueError, match="colour"):
        go.Figure(Chart([{"type": "bar", "colour": "red"}]).spec())


def test_streamlit_gets_the_parts_untouched() -> None:
    spec = Chart([{"type": "bar", "y": [3]}], {"height": 90}).spec()
    assert _Whole(spec).to_dict() is spec
