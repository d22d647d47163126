"""A chart as plain traces and a layout, which is what the reader's browser gets.

Building the same with Plotly's own objects looks at every property each time one is added, in front
of every reader: 8 to 10 ms of work a chart against 0.2. Here nobody looks; the tests give every
chart of every page to Plotly, which refuses what it does not know (`tests/pages/test_charts.py`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

import plotly.io as pio
import streamlit as st
from plotly.basedatatypes import BaseFigure

Trace = dict[str, Any]
Layout = dict[str, Any]

_DASHED = {"dash": "dash", "color": "#6b7280", "width": 1}


@dataclass(slots=True)
class Chart:
    """The traces, in the order they are drawn, and all that stands around them."""

    data: list[Trace] = field(default_factory=list)
    layout: Layout = field(default_factory=dict)

    @classmethod
    def of(cls, figure: BaseFigure) -> Self:
        """A figure that Plotly has put together."""
        parts = figure.to_dict()
        return cls(parts["data"], parts["layout"])

    def spec(self) -> dict[str, Any]:
        """As Plotly writes it, under the theme of the page."""
        # No line and no note is nothing to say.
        layout = {name: part for name, part in self.layout.items() if part != []}
        return {"data": self.data, "layout": {"template": _template(), **layout}}

    def show(self, key: str, alt: str) -> None:
        """Draw it; `alt` names it for those who cannot see it."""
        st.plotly_chart(
            _Whole(self.spec()),
            key=key,
            alt=alt,
            config={"displaylogo": False, "displayModeBar": False},
        )


class _Whole(BaseFigure):  # type: ignore[misc]
    """What Streamlit takes for a figure that was looked at already: it asks for nothing but its parts."""

    def __init__(self, spec: dict[str, Any]) -> None:
        object.__setattr__(self, "_spec", spec)

    def to_dict(self) -> dict[str, Any]:
        """The parts."""
        spec: dict[str, Any] = self._spec
        return spec


@cache
def _template() -> dict[str, Any]:
    written: dict[str, Any] = pio.templates[pio.templates.default].to_plotly_json()
    return written


def level(y: float) -> Layout:
    """A dashed line across the picture at a height."""
    return {"type": "line", "x0": 0, "x1": 1, "xref": "x domain", "y0": y, "y1": y, "yref": "y",
            "line": _DASHED}  # fmt: skip


def upright(x: float) -> Layout:
    """A dashed line from the foot of the picture to its top."""
    return {"type": "line", "x0": x, "x1": x, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain",
            "line": _DASHED}  # fmt: skip


def some(**parts: Any) -> Trace:
    """A trace or a layout without what is None."""
    return {name: part for name, part in parts.items() if part is not None}


def most(values: Iterable[float | None]) -> float:
    """The largest of some values, 1 where there is none above nothing: the end of an axis."""
    return max((value for value in values if value is not None), default=0) or 1
