"""地图: the provinces as tiles, for any quantity, one year and one scope at a time."""

import streamlit as st

from govdash.forms.series import Quantity
from govdash.store.answers import Records
from govdash.store.filters import Filters
from govdash.store.sums import by_region, by_year
from govdash.ui import explore, quantities, tables, tiles
from govdash.ui.block import covered, nothing, show
from govdash.ui.data import ask_years
from govdash.ui.files import data_files
from govdash.ui.filters import ask_filters, region_name
from govdash.ui.language import say
from govdash.ui.quantities import Value, name, unit, value
from govdash.ui.stories import top_story
from govdash.ui.view import Link
from govdash.ui.words import SCOPE_NAMES, plain


def show_map() -> None:
    """The page."""
    st.title(say("地图"))
    st.markdown(
        say(
            "每个省级地区一格，一样大，不画边界。颜色越醒目，数字越大；点一格看这个地方。"
            "大的地方申请自然多，数量多少不等于好坏。"
        )
    )
    filters = ask_filters("region", say("地图总是画出所有省级地区"))
    every = tuple(quantities.everything().values())
    quantity = quantities.choose(
        "measure", say("看哪个数字"), every, quantities.of_applications()[0]
    )
    if not covered(filters).reports:
        return
    year = explore.newest_year(ask_years(by_year, filters, (quantity,)), quantity)
    of_year = explore.of_year(filters, year) if year else filters
    by_province = ask_years(by_region, of_year, (quantity,))
    rows = [row for row in by_province if row[f"{quantity.id}:n"]]
    if not rows:
        nothing()
        return
    drawn, scope = explore.main_scope(rows, quantity)
    _draw(of_year, drawn, quantity, scope)
    show(
        "map",
        name(quantity),
        lambda: tables.of_groups(rows, (quantity,), say("地区"), lambda code: _link(of_year, code)),
        folded=True,
    )
    data_files("map", filters)


def _link(filters: Filters, code: str) -> Link:
    # Where everything of a province is shown; the quantity chosen here may be of another page.
    return Link(region_name(code), ".", {**filters.query(), "region": [code]})


def _draw(filters: Filters, rows: Records, quantity: Quantity, scope: str) -> None:
    found: list[Value] = [value(quantity, row) for row in rows]
    title = top_story([region_name(row["part"]) for row in rows], found, quantity)
    st.header(
        plain(
            say(
                "{year} 年收到的{scope}报告里，{told}",
                year=filters.year[0],
                scope=say(SCOPE_NAMES[scope]),
                told=title,
            )
        ),
        anchor="map",
    )
    drawn = {
        row["part"]: tiles.Tile(
            None if item.number is None else float(item.number),
            item.text,
            say("；").join(filter(None, (item.grounds, explore.counted(row, quantity)))),
            _link(filters, row["part"]),
        )
        for row, item in zip(rows, found, strict=True)
    }
    sizes = [tile.size for tile in drawn.values() if tile.size is not None]
    st.html(
        tiles.STYLE + tiles.draw(drawn) + (tiles.legend(sizes, unit(quantity)) if sizes else "")
    )
    st.caption(
        say(
            "只画“{scope}”的报告；{given} 个省级地区有数，{none} 个无数据。",
            scope=say(SCOPE_NAMES[scope]),
            given=len(sizes),
            none=len(tiles.grid()) - len(sizes),
        )
    )
