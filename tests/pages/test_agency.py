"""机关: one page an agency, in figures that a person confirmed in its reports."""

from tests.pages.conftest import OpenPage, captions_of, html_of

SUQIAN = "321300-dd7601a0"
SHANHAIGUAN = "130303-8fa9b215"


def text_of(page: object) -> str:
    return "\n".join(item.value.replace("\\", "") for item in page.markdown)  # type: ignore[attr-defined]


def test_who_it_is_its_years_and_how_it_moved(open_page: OpenPage) -> None:
    page = open_page("agency", agency=SUQIAN)
    assert page.title[0].value == "宿迁市"
    seen = text_of(page)
    assert (
        '<a href=".?region=320000" target="_self">江苏省</a> › '
        '<a href=".?region=321300" target="_self">宿迁市</a> · 市级 · 人民政府'
    ) in html_of(page)
    # 3,511 → 3,525 is +0.4 %; 3,486 → 3,521 is +1.0 %
    assert "3,511 → 3,525 件（+0.4%）" in seen
    assert "本年度办结 3,486 → 3,521 件（+1.0%）" in seen
    table = html_of(page)
    assert f'href="report?id={SUQIAN}-2024"' in table
    assert "3,521 件中 1,902 件" in table
    assert "缺 2020、2021、2022 年" in captions_of(page)


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
    assert "没有上一年同一口径的可比" in text_of(page)
    assert "不作比较" in captions_of(page)


def test_without_an_agency_there_is_a_search(open_page: OpenPage) -> None:
    page = open_page("agency")
    assert page.title[0].value == "机关"
    assert page.text_input(key="find").label == "查你的地方或机关"
    assert "找不到" in open_page("agency", agency="999999-00000000").warning[0].value
