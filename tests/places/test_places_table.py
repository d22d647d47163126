"""The table of divisions and the script that makes it."""

import json
from collections import Counter
from pathlib import Path

import pytest

from govdash.places import ancestors, province_of, region_name
from govdash.places.derive import rows
from govdash.places.table import places


def test_rows_and_levels() -> None:
    counted = Counter(place.level for place in places().values())
    assert counted == {"province": 34, "prefecture": 333, "county": 2974, "township": 41352}


def test_every_parent_is_there() -> None:
    orphans = [p.code for p in places().values() if p.parent and p.parent not in places()]
    assert orphans == []
    assert [p.code for p in places().values() if not p.parent and p.level != "province"] == []


@pytest.mark.parametrize(
    ("code", "name", "above"),
    [
        ("430000", "湖南省", ()),
        ("430900", "湖南省益阳市", ("430000",)),
        ("430903002", "湖南省益阳市赫山区桃花仑街道", ("430000", "430900", "430903")),
        ("110105", "北京市朝阳区", ("110000",)),
        ("500229", "重庆市城口县", ("500000",)),
        ("429006", "湖北省天门市", ("420000",)),
        ("659001", "新疆维吾尔自治区石河子市", ("650000",)),
        ("441900121", "广东省东莞市虎门镇", ("440000", "441900")),
        ("620200", "甘肃省嘉峪关市", ("620000",)),
        ("710000", "台湾省", ()),
        ("810000", "香港特别行政区", ()),
        ("820000", "澳门特别行政区", ()),
        ("999999", None, ()),
    ],
)
def test_full_names(code: str, name: str | None, above: tuple[str, ...]) -> None:
    assert region_name(code) == name
    assert ancestors(code) == above


def test_no_filler_in_a_full_name() -> None:
    fillers = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
    assert [p.code for p in places().values() if p.name in fillers] == []


@pytest.mark.parametrize(
    ("code", "province"),
    [("430903002", "430000"), ("430000", "430000"), ("441900121", "440000"), ("1", None)],
)
def test_province(code: str, province: str | None) -> None:
    assert province_of(code) == province


def test_province_of_nothing() -> None:
    assert province_of(None) is None


def test_derive(tmp_path: Path) -> None:
    lists = {
        "provinces": [{"code": "11", "name": "北京市"}, {"code": "44", "name": "广东省"}],
        "cities": [
            {"code": "1101", "name": "市辖区", "provinceCode": "11"},
            {"code": "4419", "name": "东莞市", "provinceCode": "44"},
        ],
        "areas": [
            {"code": "110105", "name": "朝阳区", "cityCode": "1101"},
            {"code": "441900", "name": "东莞市", "cityCode": "4419"},
        ],
        "streets": [
            {"code": "110105001", "name": "建外街道", "areaCode": "110105"},
            {"code": "441900121", "name": "虎门镇", "areaCode": "441900"},
        ],
    }
    for name, entries in lists.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(entries), encoding="utf-8")
    assert list(rows(tmp_path)) == [
        ("110000", "北京市", "", "province"),
        ("440000", "广东省", "", "province"),
        ("710000", "台湾省", "", "province"),
        ("810000", "香港特别行政区", "", "province"),
        ("820000", "澳门特别行政区", "", "province"),
        ("441900", "东莞市", "440000", "prefecture"),
        ("110105", "朝阳区", "110000", "county"),
        ("110105001", "建外街道", "110105", "township"),
        ("441900121", "虎门镇", "441900", "township"),
    ]
