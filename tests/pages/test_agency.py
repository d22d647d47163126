"""机关: one page an agency, in figures that a person confirmed in its reports."""

import re

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage, captions_of, html_of

SUQIAN = "321300-dd7601a0"
SHANHAIGUAN = "130303-8fa9b215"


def text_of(page: object) -> str:
    return "\n".join(item.value.replace("\\", "") for item in page.markdown)  # type: ignore[attr-defined]


def rows_of(page: AppTest, head: str) -> dict[str, list[str]]:
    """The rows of the table that has this heading, by their first cell."""
    (table,) = [item for item in html_of(page).split("<table>") if f">{head}</th>" in item]
    rows = [re.findall(r"<span>(.*?)</span>", row) for row in table.split("<tr>")[2:]]
    return {first: rest for first, *rest in rows if rest}


def test_who_it_is_its_years_and_how_it_moved(open_page: OpenPage) -> None:
    page = open_page("agency", agency=SUQIAN)
    assert page.title[0].value == "宿迁市"
    assert (
        '<a href=".?region=320000" target="_self">江苏省</a> › '
        '<a href=".?region=321300" target="_self">宿迁市</a> · 市级 · 人民政府'
    ) in html_of(page)
    table = html_of(page)
    assert f'href="report?id={SUQIAN}-2024"' in table
    assert "3,521 件中 1,902 件" in table
    assert "缺 2020、2021、2022 年" in captions_of(page)


def test_the_newest_year_stands_beside_the_one_before(open_page: OpenPage) -> None:
    page = open_page("agency", agency=SUQIAN)
    assert "2024 年和上一年比" in [item.value for item in page.header]
    rows = rows_of(page, "2024 年")
    assert len(rows) == 11
    # 3,525 / 3,511 = 1.00399; 52 / 89 = 0.5843
    assert rows["本年新收政府信息公开申请数量（件）"] == ["3,511", "3,525", "14", "0.4", ""]
    assert rows["复议后起诉（件）"] == ["89", "52", "-37", "-41.6", ""]


def test_a_chosen_number_stays_in_the_address(open_page: OpenPage) -> None:
    page = open_page("agency", agency=SUQIAN, measure="concluded")
    titles = [item.value.replace("\\", "") for item in page.header]
    assert "本年度办结：2024 年 3,521 件" in titles


def test_its_peers_are_a_link_to_compare(open_page: OpenPage) -> None:
    page = open_page("agency", agency=SUQIAN)
    link = f"compare?peers={SUQIAN}&amp;area=province&amp;year=2024"
    assert f'<a href="{link}" target="_self">同一个省的 2 个（连它自己）</a>' in html_of(page)


def test_findings_are_counted_the_gravest_first(open_page: OpenPage) -> None:
    page = open_page("agency", agency=SHANHAIGUAN)
    assert "数字矛盾 2 处" in text_of(page)
    assert "没有上一年同一口径的可比" in captions_of(page)
    assert "不作比较" in captions_of(page)


def test_without_an_agency_there_is_a_search(open_page: OpenPage) -> None:
    page = open_page("agency")
    assert page.title[0].value == "机关"
    assert page.text_input(key="find").label == "查你的地方或机关"
    assert "找不到" in open_page("agency", agency="999999-00000000").warning[0].value
