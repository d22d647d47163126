"""Who published, for which year, and when."""

import pytest

from govdash.reading.heading import read_heading
from govdash.reading.parts import Parts, split
from tests.reading.helpers import cleaned


def parts(document: str) -> Parts:
    return split(cleaned(document.encode()).lines)


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        ("某县教育局2023年政府信息公开工作年度报告", "某县教育局", 2023),
        ("2023年某县教育局政府信息公开工作年度报告", "某县教育局", 2023),
        ("某县教育局2023年度政府信息公开工作报告", "某县教育局", 2023),
        ("某县教育局政府信息公开工作2023年度报告", "某县教育局", 2023),
        ("名称：某县教育局２０２３年政府信息公开年度报告", "某县教育局", 2023),
        ("某县教育局关于2023年度政府信息公开情况的报告", "某县教育局", 2023),
        ("发文日期：2024-01-23\n某县教育局2023年政府信息公开年报", "某县教育局", 2023),
        ("某县教育局2023年政府信息公开年度报告-某县政府网", "某县教育局", 2023),
        ("某县教育局\n2023 年政府信息公开工作年度报告", "某县教育局", 2023),
        # A folder of a site may be the year of the report or of its publication.
        ("首页>政府信息公开年报>2021>某镇年度报告", None, None),
        ("发布日期：2024-01-23", None, 2023),
        ("发布日期：2024-04-23", None, None),
        ("国办公开办函〔2021〕30号", None, None),
        ("统计期限自2022年1月1日至2022年12月31日", None, 2022),
        ("统计期限自202111日至20211231日", None, 2021),
        ("2021年1月1日至2022年12月31日", None, None),
        ("2023年政府信息公开工作年度报告", None, 2023),
    ],
)  # fmt: skip
def test_agency_and_year(lines: str, agency: str | None, year: int | None) -> None:
    found = read_heading(parts(f"{lines}\n一、总体情况\n工作有序。\n"))
    assert (found.agency, found.year) == (agency, year)


@pytest.mark.parametrize(
    ("body", "agency", "year"),
    [
        ("2021年，江安镇在市委领导下开展工作。", "江安镇", 2021),
        ("我镇在市委领导下开展工作。", None, None),
        ("2021年好于2020年。", None, None),
    ],
)
def test_from_the_body(body: str, agency: str | None, year: int | None) -> None:
    found = read_heading(parts(f"一、总体情况\n{body}\n"))
    assert (found.title, found.agency, found.year) == (None, agency, year)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("发布时间：2022-01-10 16:29 浏览次数：3", "2022-01-10"),
        ("发文日期:2024-1-3 |", "2024-01-03"),
        ("公开日期：2022年1月10日", "2022-01-10"),
        ("发布日期：2022/1/10", "2022-01-10"),
        ("2022-01-10", None),
        ("有效期：2022-01-10", None),
        ("发布日期：2022-13-45", None),
        ("发布日期：2022-02-30", None),
    ],
)
def test_published(line: str, published: str | None) -> None:
    assert read_heading(parts(f"{line}\n一、总体情况\n")).published == published
