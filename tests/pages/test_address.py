"""The address is the state: every widget of every page, set by hand, gives a link to the same view."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from govdash.settings import PAGES
from govdash.ui.address import MOMENTARY
from tests.pages.conftest import OpenPage, captions_of, html_of

SUQIAN = "321300-dd7601a0"
STARTS: Mapping[str, tuple[dict[str, str | list[str]], ...]] = {
    "overview": ({},),
    "disclosure": ({"view": "number"}, {"view": "stated"}),
    "applications": ({"view": "number"},),
    "cases": ({"view": "number"},),
    "agency": ({}, {"agency": SUQIAN}),
    "compare": ({"peers": SUQIAN, "year": "2024"}, {"year": "2024"}),
    "map": ({},),
    "report": ({}, {"id": f"{SUQIAN}-2024"}),
    "quality": ({},),
    "corrections": ({},),
    "downloads": ({},),
    "method": ({},),
    "check": ({},),
}
KINDS = ("selectbox", "multiselect", "text_input", "text_area", "number_input", "button_group",
         "segmented_control", "checkbox", "toggle", "radio", "slider", "pills", "date_input",
         "file_uploader", "pagination", "select_slider", "color_picker")  # fmt: skip
TYPED = {"find": "宿迁"}
MANY = "findings-page"


def view_of(page: AppTest) -> list[str]:
    """What a reader takes from a page: headings, sentences, tables, and what is chosen."""
    seen = [html_of(page), captions_of(page)]
    seen += [f"{widget.key} {widget.value}" for widget in widgets(page)]
    for kind in ("title", "header", "metric", "markdown", "info", "warning", "success"):
        seen += [str(item.value) for item in page.get(kind)]
    return seen


def widgets(page: AppTest) -> list[Any]:
    return [item for kind in KINDS for item in page.get(kind) if hasattr(item, "key")]


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, list[Any]]:
    """What each widget has been offered to choose from, by its key."""
    known: dict[str, list[Any]] = {}

    def spied(original: Callable[..., Any]) -> Callable[..., Any]:
        def widget(label: str, choices: Sequence[Any], *rest: Any, key: str, **more: Any) -> Any:
            known[key] = list(choices)
            return original(label, choices, *rest, key=key, **more)

        return widget

    for name in ("selectbox", "multiselect", "segmented_control"):
        monkeypatch.setattr(st, name, spied(getattr(st, name)))
    return known


def change(widget: Any, options: Mapping[str, list[Any]]) -> None:
    """Set a widget to something else than it says now."""
    key = widget.key
    if key in TYPED:
        widget.set_value(TYPED[key]).run()
    elif isinstance(widget.value, list):
        widget.set_value([options[key][-1]]).run()
    else:
        other = next(one for one in reversed(options[key]) if one != widget.value)
        widget.set_value(other).run()


def test_every_page_is_tried() -> None:
    assert set(STARTS) == {file.stem for file in PAGES.glob("*.py")}


def test_every_widget_is_in_the_link_or_momentary(
    open_page: OpenPage, options: Mapping[str, list[Any]]
) -> None:
    tried: set[str] = set()
    momentary: set[str] = set()
    for name, starts in STARTS.items():
        for query in starts:
            keys = [widget.key for widget in widgets(open_page(name, **query))]
            assert None not in keys, f"{name}: a widget without a key is in no link"
            for key in keys:
                # The number of an upload stands behind its name.
                if any(key.startswith(known) for known in MOMENTARY):
                    momentary.add(key)
                elif key not in tried:
                    tried.add(key)
                    page = open_page(name, **query)
                    before = view_of(page)
                    change(next(one for one in widgets(page) if one.key == key), options)
                    asked = dict(page.query_params.items())
                    assert asked != query, f"{name}: {key} is not in the address"
                    after = view_of(page)
                    assert after != before, f"{name}: {key} changes nothing"
                    assert view_of(open_page(name, **asked)) == after, (name, key, asked)
    assert {"find", "year", "region-0", "language", "measure", "view", "stated", "list"} < tried
    assert {"check-text", "check-file-0"} <= momentary


def test_a_search_is_in_the_link_and_going_back_takes_it_back(open_page: OpenPage) -> None:
    for name, word in (("overview", "宿迁市"), ("agency", "宿迁市"), ("report", "2024")):
        page = open_page(name, find="宿迁")
        assert page.text_input(key="find").value == "宿迁"
        assert word in html_of(page)
        page.text_input(key="find").set_value("淮安").run()
        assert page.query_params["find"] == "淮安"
        page.query_params["find"] = "宿迁"
        page.run()
        assert page.text_input(key="find").value == "宿迁"


def test_the_map_keeps_year_and_level_and_says_that_it_draws_all_provinces(
    open_page: OpenPage,
) -> None:
    """2021: 岳村街道 and 桃花仑街道 and 江安镇 are of the township level; of a county there is none."""
    page = open_page("map", year="2021", region="32", level="township")
    assert page.multiselect(key="year").value == ["2021"]
    assert page.multiselect(key="level").value == ["township"]
    assert page.expander[0].label.replace("\\", "").startswith("正在看：全部地区 · 2021 年 · 乡级")
    told = captions_of(page).replace("\\", "")
    assert "这一页不按“江苏省”筛选：地图总是画出所有省级地区。换到别的页，这个条件还在。" in told
    assert "2021 年收到的" in page.header[0].value
    # Nothing of the address is lost: the next page looks at the same division.
    page.switch_page("../../pages/disclosure.py").run()
    assert page.query_params["region"] == "32"
    assert "江苏省 · 2021 年 · 乡级" in page.expander[0].label.replace("\\", "")


def test_a_map_without_a_region_says_nothing_of_one(open_page: OpenPage) -> None:
    assert "这一页不按" not in captions_of(open_page("map", year="2024"))
