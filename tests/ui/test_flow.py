"""The picture of requests: in its middle as much leaves as comes, whatever the reports say."""

from decimal import Decimal

import plotly.graph_objects as go
import pytest

from govdash.ui.flow import FLOW, balanced, draw

MIDDLE = len(FLOW.series)
# 2024: 淮安 + 宿迁 + 平潭, received and carried in, six outcomes, carried out
REAL = (6862, 155, 2864, 954, 309, 1797, 206, 659, 228)


def values(*figures: int) -> dict[str, Decimal]:
    return {item.id: Decimal(figure) for item, figure in zip(FLOW.series, figures, strict=True)}


def sides(*figures: int) -> tuple[Decimal, Decimal]:
    links, _ = balanced(values(*figures))
    into = sum((count for _, to, count in links if to == MIDDLE), Decimal(0))
    out = sum((count for start, _, count in links if start == MIDDLE), Decimal(0))
    return into, out


def test_real_figures_balance_by_themselves() -> None:
    assert sides(*REAL) == (7017, 7017)
    assert balanced(values(*REAL))[1] == 0


@pytest.mark.parametrize(("received", "amiss"), [(6872, 10), (6852, -10)])
def test_what_does_not_match_is_a_stream_of_its_own(received: int, amiss: int) -> None:
    figures = (received, *REAL[1:])
    links, found = balanced(values(*figures))
    into, out = sides(*figures)
    assert (found, into) == (amiss, out)
    ends = (MIDDLE, MIDDLE + 1) if amiss > 0 else (MIDDLE + 1, MIDDLE)
    assert links[-1] == (*ends, 10)


def test_every_node_has_its_number_and_nothing_flows_where_there_is_none() -> None:
    (sankey,) = go.Figure(draw(values(26, 0, 26, *[0] * 6)).spec()).data
    assert list(sankey.node.label)[:3] == ["本年新收<br>26", "上年结转<br>0", "予以公开 26"]
    assert list(sankey.link.value) == [26, 26]
