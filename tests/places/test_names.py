"""How good a name is, and which names may be of one agency."""

import pytest

from govdash.places.names import Weight, is_government, is_office, same, weigh

NAMES = {
    Weight.SURE: (
        "赫山区教育局 益阳市赫山区人民政府办公室 国家税务总局益阳市赫山区税务局 上海市人民政府参事室 "
        "国务院办公厅 国家税务总局 中华人民共和国教育部 湖北省咸宁市气象部门 桃花仑街道办事处 贵州省 "
        "贵州省教育厅 全州县教育局 天全县民政局 平阳县万全镇 天全县人民政府 安徽省政务公开办公室 "
        "湖南省人民政府驻北京办事处 本溪市公安局"
    ),
    Weight.KNOWN: (
        "朝阳区教育局 向阳区人民政府 江安镇 城关镇人民政府 赫山区从前镇 银川经济技术开发区管理委员会 "
        "苏州工业园区管理委员会 "
        "重庆市大足区海棠新城开发区管理委员会"
    ),
    Weight.PROPER: (
        "云隐区教育局 云隐镇人民政府 湛江海关 湛江海关关区 平潭综合实验区 示范区教育局 "
        "老坝港滨海新区(角斜镇)"
    ),
    Weight.SHORT: "某县教育局 江县教育局 桥镇人民政府",
    Weight.GENERIC: (
        "市教育局 区人民政府办公室 政府办公室 开发区管委会 我镇 本局 全市 城市管理局 市场监督管理局 "
        "人民政府合作交流办公室 山区人民政府办公室 发展和改革委员会 员会"
    ),
    Weight.NONE: (
        "365体育天津市教育局 老虎机游戏太平乡政府 省益阳市赫山区教育局 赫山区委 首页教育局 教育 局 "
        "益阳市赫山区人民政府赫山区教育局 南平市人民政府信息公开工作领导小组办公室 根据赫山区人民政府 "
        "不断提高全市 二郎街道现面向社会 攸县人民 请输入搜索国家税务总局 赫山区的教育局"
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "weight"),
    [(name, weight) for weight, names in NAMES.items() for name in names.split()],
)
def test_weight(name: str, weight: Weight) -> None:
    assert weigh(name) is weight


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("市科委", "上海市科学技术委员会", True),
        ("沙包堡街道", "都匀市沙包堡街道办事处", True),
        ("宿迁市", "江苏省宿迁市人民政府", True),
        ("平潭综合实验区", "平潭综合实验区管委会", True),
        ("朝阳区教育局", "北京市朝阳区教育局", True),
        ("长春市朝阳区教育局", "北京市朝阳区教育局", False),
        ("赫山区", "赫山区人民政府办公室", False),
        ("赫山区教育局", "赫山区公安局", False),
        ("赫山区教育局", "资阳区教育局", False),
    ],
)
def test_one_agency(one: str, other: str, may_be: bool) -> None:
    assert (same(one, other), same(other, one)) == (may_be, may_be)


@pytest.mark.parametrize(
    ("name", "office", "government"),
    [
        ("赫山区人民政府办公室", True, False),
        ("赫山区人民政府", False, True),
        ("宿迁市", False, True),
        ("桃花仑街道", False, False),
        ("赫山区教育局", False, False),
    ],
)
def test_offices_and_governments(name: str, office: bool, government: bool) -> None:
    assert (is_office(name), is_government(name)) == (office, government)
