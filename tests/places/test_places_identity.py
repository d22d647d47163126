"""Who an agency is, on names and sentences made for these tests; codes were confirmed by hand."""

import time

import pytest

from govdash.places import agency_id, identify
from govdash.places.table import by_name, places
from govdash.report import Region

HESHAN = Region("430903", "湖南省益阳市赫山区", "high")
TAOHUALUN = Region("430903002", "湖南省益阳市赫山区桃花仑街道", "high")
SUQIAN = Region("321300", "江苏省宿迁市", "high")
NOWHERE = Region(None, None, "none")


@pytest.mark.parametrize(
    ("agency", "text", "code", "confidence"),
    [
        ("山海关区人民政府办公室", "", "130303", "high"),
        ("攸县人民政府办公室", "", "430223", "high"),
        ("浦东新区人民政府", "", "310115", "high"),
        ("安徽省", "", "340000", "high"),
        ("上海市科学技术委员会", "", "310000", "high"),
        ("沭阳县发展和改革局", "", "321322", "high"),
        ("益阳市市场监督管理局", "", "430900", "high"),
        ("益阳赫山区教育局", "", "430903", "high"),
        ("古县乡村振兴局", "", "141025", "high"),
        ("北京市朝阳区教育局", "", "110105", "high"),
        ("吉林省长春市朝阳区", "", "220104", "high"),
        ("朝阳区教育局", "北京市朝阳区的学校", "110105", "high"),
        ("朝阳区教育局", "按照长春市的安排", "220104", "medium"),
        ("朝阳区教育局", "按照吉林省的安排", "220104", "medium"),
        ("朝阳区教育局", "", None, "none"),
        ("朝阳区教育局", "北京市来人到长春市学习", None, "none"),
        ("河南省鼓楼区人民政府", "", "410204", "high"),
        ("江苏省鼓楼区人民政府", "", None, "none"),
        ("江苏省鼓楼区人民政府", "徐州市的要求", "320302", "medium"),
        ("西区教育局", "", "510403", "medium"),
        ("西区教育局", "攀枝花市的要求", "510403", "high"),
    ],
)
def test_counties_and_above(agency: str, text: str, code: str | None, confidence: str) -> None:
    region = identify(agency, text).region
    assert (region.code, region.confidence) == (code, confidence)


def test_homonyms_are_listed() -> None:
    assert identify("朝阳区教育局", "").region == Region(
        None, None, "none", ("110105 北京市朝阳区", "220104 吉林省长春市朝阳区")
    )
    listed = identify("鼓楼区人民政府", "").region.candidates
    assert [each[:6] for each in listed] == ["320106", "320302", "350102", "410204"]


@pytest.mark.parametrize(
    ("agency", "text", "code", "confidence"),
    [
        ("桃花仑街道办事处", "", "430903002", "medium"),
        ("桃花仑街道办事处", "湖南省的规定", "430903002", "medium"),
        ("桃花仑街道办事处", "赫山区委、区政府", "430903002", "high"),
        ("桃花仑街道办事处", "益阳市的要求", "430903002", "high"),
        ("桃花仑街道办事处", "资阳区委、区政府", None, "none"),
        ("桃花仑街道办事处", "在县委、县政府的正确领导下", None, "none"),
        ("桃花仑办事处", "", "430903002", "medium"),
        ("桃花仑镇人民政府", "", None, "none"),
        ("汇源办事处", "", "410423004", "medium"),
        ("道里区经纬街道办事处", "", "230102011", "high"),
        ("东莞市虎门镇人民政府", "", "441900121", "high"),
        ("江安镇", "", None, "none"),
        ("江安镇", "江安镇在市委、市政府的正确领导下", "320682113", "high"),
        ("江安镇", "江安镇在县委、县政府的正确领导下", "511523100", "high"),
        ("江安镇", "江安镇在市委、市政府的领导下，我县", "511523100", "high"),
        ("江安镇", "市委、市政府的要求", None, "none"),
        ("江安镇", "江苏省的要求", "320682113", "medium"),
        ("江安镇", "如皋市的要求", "320682113", "high"),
        ("江安县江安镇人民政府", "", "511523100", "high"),
        ("城关镇", "在利辛县委、县政府的领导下", "341623100", "high"),
        ("城关镇", "利辛县和舒城县", None, "none"),
        ("赫山区从前镇人民政府", "", None, "none"),
    ],
)
def test_towns(agency: str, text: str, code: str | None, confidence: str) -> None:
    region = identify(agency, text).region
    assert (region.code, region.confidence) == (code, confidence)
    assert identify(agency, text).level == "township"
    assert identify(agency, text).scope == "self"


def test_names_inside_ordinary_sentences_are_no_evidence() -> None:
    towns = ["政和县", "会同县", "温县", "道县"]
    assert all(name in by_name() for name in towns)
    region = identify("城关镇", "财政和县级部门会同县直单位，高温县域，街道县区").region
    assert (region.code, len(region.candidates)) == (None, 20)


def test_at_most_twenty_candidates() -> None:
    assert len(by_name()["城关镇"]) > 20
    assert len(identify("城关镇", "").region.candidates) == 20


def test_an_unknown_town_names_only_its_county() -> None:
    assert identify("赫山区从前镇人民政府", "").region.candidates == ("430903 湖南省益阳市赫山区",)


@pytest.mark.parametrize(
    ("agency", "level", "kind", "scope"),
    [
        ("国务院办公厅", "national", "government_office", "unknown"),
        ("中华人民共和国教育部", "national", "department", "unknown"),
        ("国家税务总局", "national", "department", "unknown"),
        ("湖南省教育厅", "province", "department", "self"),
        ("宿迁市", "prefecture", "government", "aggregate"),
        ("宿迁市人民政府", "prefecture", "government", "aggregate"),
        ("洪雅县洪川镇", "township", "town_government", "self"),
        ("阿拉善盟额济纳旗温图高勒苏木人民政府", "township", "town_government", "self"),
        ("桃花仑街道", "township", "subdistrict_office", "self"),
        ("北京市朝阳区来广营地区办事处", "township", "subdistrict_office", "self"),
        ("榕城区政府办公室", "county", "government_office", "self"),
        ("上海市人民政府参事室", "province", "department", "self"),
        ("湖南省人民政府驻北京办事处", "province", "department", "self"),
        ("平潭综合实验区", "unknown", "dev_zone", "aggregate"),
        ("平潭综合实验区管委会", "unknown", "dev_zone", "unknown"),
        ("上海市国有资产监督管理委员会", "province", "department", "self"),
        ("国家税务总局益阳市赫山区税务局", "county", "vertical", "self"),
        ("吉林省气象局", "province", "vertical", "self"),
        ("湖北省咸宁市气象部门", "prefecture", "vertical", "aggregate"),
        ("上海市地方金融监督管理局", "province", "department", "self"),
        ("湛江海关", "unknown", "vertical", "self"),
        ("国家统计局益阳调查队", "unknown", "vertical", "self"),
        ("洪泽县人民政府", "county", "government", "aggregate"),
        ("市教育局", "unknown", "department", "self"),
        ("示范区教育局", "unknown", "department", "self"),
        (None, "unknown", "unknown", "unknown"),
        ("", "unknown", "unknown", "unknown"),
    ],
)
def test_level_kind_scope(agency: str | None, level: str, kind: str, scope: str) -> None:
    found = identify(agency, "")
    assert (found.level, found.kind, found.scope) == (level, kind, scope)


@pytest.mark.parametrize(
    ("agency", "text", "scope"),
    [
        ("赫山区人民政府办公室", "本报告由各镇、街道和区政府各部门的材料汇总编制", "unknown"),
        ("赫山区人民政府", "本报告所列数据仅限区政府机关", "unknown"),
        ("平潭综合实验区管委会", "汇总实验区各有关单位的情况编制而成", "aggregate"),
        ("桃花仑街道", "汇总各有关单位的情况编制而成", "self"),
        ("咸宁市气象局", "咸宁市气象局2023年政府信息公开年报(汇总)", "aggregate"),
        ("咸宁市气象局", "咸宁市气象局2023年政府信息公开年报(机关)", "self"),
    ],
)
def test_scope_follows_the_text_where_it_speaks(agency: str, text: str, scope: str) -> None:
    assert identify(agency, text).scope == scope


@pytest.mark.parametrize(
    ("agency", "candidates"),
    [
        ("平潭综合实验区", ()),
        ("苏州工业园区管理委员会", ()),
        ("石家庄高新技术产业开发区管理委员会", ()),
        ("国家税务总局", ()),
        ("国务院办公厅", ()),
        ("湛江海关", ()),
        ("洪泽县人民政府", ()),
        ("重庆市大足区海棠新城开发区管理委员会", ("500111 重庆市大足区",)),
        ("益阳市高新区教育局", ("430900 湖南省益阳市",)),
        ("益阳市从前区教育局", ("430900 湖南省益阳市",)),
        ("姜堰区溱湖风景区人民政府", ("321204 江苏省泰州市姜堰区",)),
        ("包河区滨湖世纪社区", ("340111 安徽省合肥市包河区",)),
        ("曹妃甸区一农场", ("130209 河北省唐山市曹妃甸区",)),
        ("讷河市龙河镇茂山林场", ("230281104 黑龙江省齐齐哈尔市讷河市龙河镇",)),
    ],
)
def test_no_code_is_guessed(agency: str, candidates: tuple[str, ...]) -> None:
    assert identify(agency, "").region == Region(None, None, "none", candidates)


def test_vertical_agencies_lie_where_they_serve() -> None:
    assert identify("国家税务总局广州市白云区税务局", "").region.code == "440111"
    assert identify("东乡区气象局", "").region.code == "361003"


@pytest.mark.parametrize(
    ("region", "names"),
    [
        (
            TAOHUALUN,
            [
                "桃花仑街道",
                "桃花仑街道办事处",
                "桃花仑办事处",
                "赫山区桃花仑街道",
                "湖南省益阳市赫山区桃花仑街道办事处",
                "益阳市赫山区人民政府桃花仑街道办事处",
            ],
        ),
        (
            HESHAN,
            [
                "赫山区人民政府办公室",
                "赫山区政府办",
                "区政府办",
                "益阳市赫山区政府办公室",
                "益阳赫山区政府办公室",
            ],
        ),
        (SUQIAN, ["宿迁市", "宿迁市人民政府", "宿迁市（全市）", "江苏省宿迁市人民政府"]),
        (SUQIAN, ["宿迁市发展和改革委员会", "宿迁市发改委", "市发改委"]),
        (
            NOWHERE,
            [
                "平潭综合实验区",
                "平潭综合实验区管委会",
                "平潭综合实验区管理委员会",
                "平潭综合实验区党工委管委会",
            ],
        ),
        (HESHAN, ["国家税务总局益阳市赫山区税务局", "赫山区税务局"]),
        (NOWHERE, ["从前镇", "从前镇人民政府"]),
        (NOWHERE, ["从前街道", "从前街道办事处", "从前办事处"]),
    ],
)
def test_aliases_join(region: Region, names: list[str]) -> None:
    assert len({agency_id(name, region) for name in names}) == 1


def test_different_agencies_do_not_join() -> None:
    names = ["赫山区", "赫山区政府办", "赫山区市场监管局", "赫山区城市管理局", "赫山区教育局"]
    ids = {agency_id(name, HESHAN) for name in names}
    assert len(ids) == len(names)
    assert agency_id("云隐镇", NOWHERE) != agency_id("云隐乡", NOWHERE)


@pytest.mark.parametrize("name", ["市教育局", "示范区教育局", "开发区管委会", "人民政府办公室"])
def test_a_name_that_is_anyones_joins_nothing(name: str) -> None:
    assert agency_id(name, NOWHERE) is None


def test_homonyms_do_not_join() -> None:
    beijing = Region("110105", "北京市朝阳区", "high")
    changchun = Region("220104", "吉林省长春市朝阳区", "high")
    here = agency_id("朝阳区教育局", beijing)
    assert here != agency_id("朝阳区教育局", changchun)
    assert here == agency_id("北京市朝阳区教育局", beijing)


def test_ids_stay_as_they_are() -> None:
    assert agency_id("宿迁市", SUQIAN) == "321300-dd7601a0"
    assert agency_id("桃花仑街道办事处", TAOHUALUN) == "430903002-dd7601a0"
    assert agency_id("平潭综合实验区", NOWHERE) == "000000-650ce4c9"
    assert agency_id("平潭综合实验区", None) == "000000-650ce4c9"
    assert agency_id(None, SUQIAN) is None
    assert agency_id("", None) is None


def test_a_full_name_never_leads_elsewhere() -> None:
    """Every twentieth division, named with its parent, gets its own code or none."""
    wrong, found = [], 0
    for place in list(places().values())[::20]:
        if not place.parent:
            continue
        name = places()[place.parent].name + place.name
        code = identify(f"{name}人民政府", "").region.code
        found += code == place.code
        if code not in (None, place.code):
            wrong.append((name, code))
    assert wrong == []
    assert found > 1900


def test_fast_enough_for_millions() -> None:
    text = "在区委、区政府的正确领导下，认真做好政府信息公开工作。" * 150
    identify("桃花仑街道办事处", text)
    started = time.perf_counter()
    for _ in range(50):
        assert identify("桃花仑街道办事处", text).region.code == "430903002"
    assert (time.perf_counter() - started) / 50 < 0.01
