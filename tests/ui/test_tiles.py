"""The grid of provinces: all 34, each once, near to its neighbours; no number is no shade."""

from govdash.places.table import places
from govdash.ui.tiles import Tile, bounds, draw, grid, legend
from govdash.ui.view import Link


def test_every_province_has_one_tile() -> None:
    provinces = {place.code for place in places().values() if place.level == "province"}
    assert set(grid()) == provinces
    assert len(provinces) == 34
    assert len(set(grid().values())) == 34


def test_neighbours_lie_where_they_should() -> None:
    at = grid()
    heilongjiang, hainan, xinjiang, shanghai = (
        at[code] for code in ("230000", "460000", "650000", "310000")
    )
    assert heilongjiang[0] < shanghai[0] < hainan[0]
    assert xinjiang[1] < shanghai[1]
    assert at["710000"][1] == max(column for _, column in at.values())


def test_classes_hold_about_as_many_and_none_is_empty() -> None:
    assert bounds([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) == [3, 5, 7, 9]
    assert bounds([5, 5, 5]) == []
    assert bounds([0, 0, 0, 0, 9]) == [9]


def test_a_legend_says_the_numbers_of_its_classes() -> None:
    told = legend([5.0, 5.0, 1200.0], "件")
    assert "</i>5 件" in told
    assert "</i>1,200 件" in told


def test_without_a_number_a_tile_says_so_and_has_no_shade() -> None:
    link = Link("江苏省", ".", {"region": ["320000"]})
    drawn = draw({"320000": Tile(None, "—", "件数太少", link)})
    assert drawn.count("无数据") == 33
    assert 'class="gd-none" href=".?region=320000"' in drawn
    assert "gd-k" not in drawn
