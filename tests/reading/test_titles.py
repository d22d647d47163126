"""Titles: the grammar on single lines, and on generated pages of every division: right or None."""

import pytest
from opencc import OpenCC

from govdash.reading.heading import read_heading
from govdash.reading.parts import split
from govdash.reading.titles import find_titles, pieces, read_title
from tests.floors import hold
from tests.reading.helpers import cleaned
from tests.reading.titles import NOISES, PATTERNS, Made, preambles, titles

PAGES = 600
FEWEST_GIVEN = 0.97


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("赫山区教育局2023年政府信息公开工作年度报告", "赫山区教育局", 2023),
        ("攸县人民政府信息公开工作2023年度报告", "攸县人民政府", 2023),
        ("攸县人民政府政府信息公开工作2023年度报告", "攸县人民政府", 2023),
        ("安徽省政务公开办公室2016年政府信息公开工作年度报告", "安徽省政务公开办公室", 2016),
        ("关于2023年度赫山区教育局政府信息公开情况的报告", "赫山区教育局", 2023),
        ("2023年政府信息公开工作年度报告", None, 2023),
        ("赫山区教育局政府信息公开年报", "赫山区教育局", None),
        ("赫山区教育局2022—2023年政府信息公开年报", None, None),
        ("赫山区教育局2023年(1-12月)政府信息公开工作年度报告", "赫山区教育局", 2023),
        ("赫山区教育局2023年政府信息公开工作年度报告.pdf", "赫山区教育局", 2023),
        ("宿迁市2023年政府信息公开工作年度报告(全市)", "宿迁市", 2023),
    ],
)
def test_grammar(text: str, agency: str | None, year: int | None) -> None:
    found = list(find_titles(pieces([text])))
    assert [(title.agency, title.year) for title in found] == ([(agency, year)] if found else [])
    assert bool(found) == (agency is not None or year is not None)


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开年报",
        "首页>政务公开>政府信息公开年报",
        "赫山区教育局2023年上半年政府信息公开工作报告",
        "赫山区教育局2023年第三季度政府信息公开报告",
        "赫山区教育局2023年政府信息公开工作年度报告解读",
        "关于做好2023年政府信息公开工作年度报告编制工作的通知",
        "赫山区教育局2023年法治政府建设年度报告",
        "国办公开办函[2021]30号",
        "我局重视此事,按时公布了2022年政府信息公开工作年度报告",
    ],
)
def test_no_title(text: str) -> None:
    assert read_title(text) is None


def read(page: Made) -> tuple[str | None, int | None]:
    found = read_heading(split(cleaned(page.page.encode()).lines))
    return found.agency, found.year


def is_right(page: Made, agency: str | None, year: int | None) -> bool:
    # A few characters (濬, 澂) have no simplified form in a converter's table.
    names = page.names | {OpenCC("t2s").convert(OpenCC("s2t").convert(each)) for each in page.names}
    return agency in (None, *names) and year in (None, page.year)


def test_generated_titles_are_right_or_none() -> None:
    pages = list(titles(PAGES, 2026))
    read_pages = [(page, *read(page)) for page in pages]
    wrong = [(p.kind, p.page, a, y) for p, a, y in read_pages if not is_right(p, a, y)]
    assert wrong == []
    assert {page.kind for page in pages} == set(NOISES)
    named = sum(agency is not None for _, agency, _ in read_pages) / PAGES
    dated = sum(year is not None for _, _, year in read_pages) / PAGES
    assert min(named, dated) >= FEWEST_GIVEN
    hold("titles", "agency", named)
    hold("titles", "year", dated)


def test_generated_preambles_are_right_or_none() -> None:
    read_pages = [(page, *read(page)) for page in preambles(PAGES, 2026)]
    wrong = [(p.agency, p.page, a, y) for p, a, y in read_pages if not is_right(p, a, y)]
    assert wrong == []
    hold("preambles", "agency", sum(agency is not None for _, agency, _ in read_pages) / PAGES)
    hold("preambles", "year", sum(year is not None for _, _, year in read_pages) / PAGES)


def test_the_generator_makes_many_kinds() -> None:
    assert len(PATTERNS) * len(NOISES) >= 200
    assert len({page.agency for page in titles(200, 1)}) > 150


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        ("浙江省宁波市江\n东区教育局2023年政府信息公开年报", "浙江省宁波市江东区教育局"),
        ("北京市东\n城区教育局2023年政府信息公开年报", "北京市东城区教育局"),
        ("益阳市赫\n山区人民政府办公室2023年政府信息公开年报", "益阳市赫山区人民政府办公室"),
        ("益阳市赫山区人民政府\n赫山区教育局2023年政府信息公开年报", "赫山区教育局"),
        ("益阳市\n赫山区教育局2023年政府信息公开年报", "益阳市赫山区教育局"),
        ("无障碍阅读\n云隐镇2023年政府信息公开年报", "云隐镇"),
        ("山区教育局2023年政府信息公开年报", None),
        ("市教育局2023年政府信息公开年报", None),
        ("365体育平台\n人民政府外事办公室2023年政府信息公开年报", None),
    ],
)
def test_a_name_is_put_together_or_left(lines: str, agency: str | None) -> None:
    found = read_heading(split(cleaned(f"{lines}\n一、总体情况\n工作有序。\n".encode()).lines))
    assert (found.agency, found.year) == (agency, 2023)
