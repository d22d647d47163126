"""Makes titles as agencies write them, in the pages they stand in; with the names that are right."""

import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from opencc import OpenCC

from tests.conftest import REPOSITORY

REGIONS = REPOSITORY / "data" / "regions.csv"

PATTERNS = (
    "{a}{y}年政府信息公开工作年度报告",
    "{a}{y}年度政府信息公开工作年度报告",
    "{a}{y}年度政府信息公开年度报告",
    "{a}政府信息公开工作{y}年度报告",
    "{a}政府信息公开{y}年年度报告",
    "{y}年{a}政府信息公开工作年度报告",
    "{y}年度{a}政府信息公开年度报告",
    "{a}关于{y}年度政府信息公开工作情况的报告",
    "{a}关于{y}年政府信息公开工作年度报告",
    "关于{a}{y}年政府信息公开工作的报告",
    "{a}{y}年政府信息公开年报",
    "{a}{y}年政务公开工作年度报告",
    "{a}{y}年信息公开工作年度报告",
    "{a}{y}年度政府信息公开工作报告",
    "《{a}{y}年政府信息公开工作年度报告》",
    "{a}{y}年政府信息公开工作的年度报告",
    "{a}{y}年年度政府信息公开工作报告",
    "{a}政府信息公开工作年度报告（{y}年）",
    "{a}{y}年政府信息公开工作年度报告（全文）",
    "{a}({y}年度)政府信息公开工作年度报告",
)

OFFICES = (
    "", "人民政府", "人民政府办公室", "政府办公室", "教育局", "市场监督管理局", "发展和改革委员会",
    "卫生健康委员会", "住房和城乡建设局", "城市管理局", "乡村振兴局", "气象局", "公安局", "信访局",
    "政务服务数据管理局", "档案馆", "公共资源交易中心", "机关事务管理局", "民族宗教事务局", "统计局",
    "人民政府外事办公室", "经济技术开发区管理委员会", "综合行政执法局", "地方金融监督管理局", "民政局",
    "文化广电和旅游局", "国有资产监督管理委员会", "水利局", "政务公开办公室", "交通运输局", "税务局",
)  # fmt: skip
TOWN_OFFICES = ("", "人民政府")
STREET_OFFICES = ("", "办事处")
MINISTRY = "国家税务总局"


@dataclass(frozen=True, slots=True)
class Made:
    """A page above its first section, and what is right of it."""

    page: str
    agency: str
    names: frozenset[str]
    year: int
    kind: str


@cache
def divisions() -> dict[str, dict[str, str]]:
    with REGIONS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def chain(code: str) -> list[str]:
    """The names from the province down."""
    names: list[str] = []
    while code:
        names.insert(0, divisions()[code]["name"])
        code = divisions()[code]["parent"]
    return names


def agency(draw: random.Random) -> tuple[str, frozenset[str]]:
    """A name made of a division and an organisation, and all shorter and longer ones of it."""
    while True:
        row = draw.choice(list(divisions().values()))
        name, level = row["name"], row["level"]
        if level == "township" and not name.endswith(("镇", "乡", "街道", "苏木")):
            continue
        if level == "county" and "70" <= row["code"][4:6] < "80":
            continue
        if level == "township" and draw.random() < 0.5:
            continue
        break
    offices = OFFICES if level != "township" else TOWN_OFFICES
    if name.endswith("街道"):
        offices = STREET_OFFICES
    office = draw.choice(offices)
    places = chain(row["code"])
    keep = draw.randint(1, len(places))
    before = MINISTRY if office == "税务局" else ""
    whole = before + "".join(places[-keep:]) + office
    names = {
        b + "".join(places[-n:]) + office for n in range(1, len(places) + 1) for b in ("", before)
    }
    return whole, frozenset(names)


# ---------------------------------------------------------------- what pages do to a title

_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def _torn(parts: int) -> Callable[[random.Random, str], str]:
    def tear(draw: random.Random, title: str) -> str:
        cuts = sorted(draw.sample(range(2, len(title) - 1), parts - 1))
        edges = [0, *cuts, len(title)]
        return "\n".join(title[a:b] for a, b in pairwise(edges))

    return tear


def _pinyin(draw: random.Random, title: str) -> str:
    notes = ("zhèn", "kāi", "de", "yī", "guó")
    return "".join(
        f"{c}({draw.choice(notes)})" if "㐀" <= c <= "鿿" and draw.random() < 0.3 else c
        for c in _s2t().convert(title)
    )


@cache
def _s2t() -> OpenCC:
    return OpenCC("s2t")


def _crumbs(draw: random.Random, title: str) -> str:
    year, day, minute = draw.randint(2020, 2026), draw.randint(10, 28), draw.randint(10, 59)
    return (
        "当前位置：首页 > 政府信息公开 > 政府信息公开年报 > 正文\n\n"
        f"{title}\n发布时间：{year}-01-{day} 10:{minute} 浏览次数：12 次 字体：[大 中 小]"
    )


def _table(draw: random.Random, title: str) -> str:
    year = draw.randint(2020, 2026)
    return (
        f"索 引 号 | 01443{draw.randint(1000, 9999)}/{year}-0473 | 主题分类 | 政府信息公开年报 |\n"
        f"发布机构 | 办公室 | 发文日期 | {year}-01-18 |\n名称 | {title} |\n文号 | | 有效性 | 有效 |"
    )


NOISES: dict[str, Callable[[random.Random, str], str]] = {
    "plain": lambda _, title: title,
    "torn in two": _torn(2),
    "torn in three": _torn(3),
    "twice": lambda _, title: f"{title}\n\n{title}",
    "twice, then torn": lambda draw, title: f"{title}\n{_torn(2)(draw, title)}",
    "site behind": lambda _, title: f"{title}_政府信息公开年报_政务公开",
    "site behind, dash": lambda _, title: f"{title}-通知公告-门户网站",
    "crumbs": _crumbs,
    "label": lambda _, title: (
        f"标题: {title}\n发布时间: 2024-03-08 15:34\n文号: \n发布机构: \n栏目: 政府信息公开年报"
    ),
    "table": _table,
    "full width": lambda _, title: title.translate(_WIDE),
    "Chinese year": lambda _, title: title.translate(_CHINESE),
    "traditional": lambda _, title: _s2t().convert(title),
    "pinyin": _pinyin,
    "blanks": lambda draw, title: (
        " ".join(title) if draw.random() < 0.5 else title.replace("年", " 年 ")
    ),
    "question marks": lambda _, title: f"????????{title}",
    "number above": lambda _, title: f"国办公开办函〔2021〕30号\n2026-02-03\n{title}",
    "bars": lambda _, title: f"{title} | ||||||||||",
    "markdown": lambda _, title: f"# **{title}**",
    "cover": lambda draw, title: f"{title}\n二〇二{draw.choice('四五六')}年一月",
    "menu": lambda _, title: (
        f"无障碍阅读\n首页\n政务公开\n政府信息公开指南\n{title}\n【字体：大 中 小】 打印"
    ),
}

# Sentences that announce a report; nothing else on the page names the agency.
PREAMBLES = (
    "现公布{a}{y}年政府信息公开工作年度报告。",
    "根据《中华人民共和国政府信息公开条例》规定,现向社会公布{y}年度{a}政府信息公开工作年度报告。",
    "按照《关于做好{y}年度政府信息公开工作年度报告编制发布工作的通知》要求,"
    "特编制《{a}{y}年政府信息公开工作年度报告》。",
    "现将{y}年{a}政府信息公开工作报告如下。",
    "根据有关规定,特向社会公布{a}{y}年度政府信息公开年度报告,请予监督。",
    "依据条例要求,{a}编制了{y}年政府信息公开工作年度报告,全文分为六个部分。",
    "本报告由{a}编制。本报告所列数据的统计期限自{y}年1月1日起至{y}年12月31日止。",
    "根据《某省政府信息公开规定》(2020年第3号),由{a}编制本报告,统计期限为{y}年1月1日至12月31日。",
    "{a}现面向社会公开{y}年度政府信息公开工作年度报告。",
    "本报告由{a}根据条例要求编制,统计时间为{y}年1月1日到{y}年12月31日。",
)

FILLER = "一、总体情况\n坚持公开为常态，各项制度逐步健全，平台运行平稳，队伍得到充实，工作按部就班地推进。\n"


def make(draw: random.Random) -> Made:
    """One page."""
    whole, names = agency(draw)
    year = draw.randint(2019, 2025)
    title = draw.choice(PATTERNS).format(a=whole, y=year)
    kind = draw.choice(sorted(NOISES))
    page = NOISES[kind](draw, title)
    filler = FILLER * 4
    if kind in ("traditional", "pinyin"):
        filler = _s2t().convert(filler)
    return Made(f"{page}\n{filler}", whole, names, year, kind)


def titles(count: int, seed: int) -> Iterator[Made]:
    """So many pages, the same ones for the same seed."""
    draw = random.Random(seed)
    for _ in range(count):
        yield make(draw)


def preambles(count: int, seed: int) -> Iterator[Made]:
    """Pages without a title, on which a sentence announces the report."""
    draw = random.Random(seed)
    for number in range(count):
        whole, names = agency(draw)
        year = draw.randint(2019, 2025)
        sentence = PREAMBLES[number % len(PREAMBLES)].format(a=whole, y=year)
        yield Made(f"{sentence}\n{FILLER * 4}", whole, names, year, sentence)
