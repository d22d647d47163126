"""What a reader sees on each page, in figures that a person confirmed in the reports."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from govdash.settings import DB_VARIABLE
from govdash.ui.script import SCRIPT
from tests.pages.conftest import OpenPage, captions_of, html_of

SUQIAN = "321300-dd7601a0"


def titles_of(page: AppTest) -> list[str]:
    return [title.value.replace("\\", "") for title in page.header]


NUMBER = {"view": "number"}


def test_a_region_within_another_is_not_added_twice(open_page: OpenPage) -> None:
    page = open_page("applications", year="2024", **NUMBER)
    # 淮安市 3119 (which contains 洪泽区 95) + 宿迁市 3525 + 平潭 218
    assert "2024 年 3 份地区汇总报告共 6,862 件" in titles_of(page)[0]
    assert "已含在“淮安市人民政府”的汇总里" in html_of(page)


def test_what_came_in_is_what_went_out(open_page: OpenPage) -> None:
    """2024, three regions: 6,862 + 155 came, 6,789 were concluded and 228 carried over."""
    page = open_page("applications", year="2024")
    assert (
        "2024 年 3 份地区汇总报告：要办 7,017 件，予以公开 2,864 件，结转下年 228 件"
        in titles_of(page)
    )
    assert "只算每一项都给出的报告。" in captions_of(page)
    assert "对不上" not in captions_of(page)


def test_a_report_that_contradicts_itself_is_left_out_of_the_picture_and_told(
    open_page: OpenPage,
) -> None:
    """2023: 沭阳发改局 26 came and went; 山海关's outcomes are 0 against a total of 2."""
    page = open_page("applications", year="2023", scope="self")
    assert "2023 年 1 份机关自身报告：要办 26 件，予以公开 26 件，结转下年 0 件" in titles_of(page)
    assert "另有 1 份缺项、或办理结果和总计互相矛盾，不在图里。" in captions_of(page)


def test_without_any_whole_report_there_is_a_sentence_instead_of_a_picture(
    open_page: OpenPage,
) -> None:
    page = open_page("applications", year="2023", agency="130303-8fa9b215")
    assert any("画不出来龙去脉" in info.value for info in page.info)


def test_parts_of_a_whole_are_told_with_the_whole(open_page: OpenPage) -> None:
    titles = titles_of(open_page("applications", year="2024"))
    assert (
        "谁在申请：2024 年 3 份地区汇总报告里，最多的是“自然人”，6,862 件中 6,658 件（97.0%）"
        in titles
    )
    assert (
        "办理结果：2024 年 3 份地区汇总报告里，最多的是“予以公开”，6,789 件中 2,864 件（42.2%）"
        in titles
    )


def test_outcomes_of_one_region(open_page: OpenPage) -> None:
    seen = html_of(open_page("applications", year="2024", agency=SUQIAN))
    for outcome in ("1,431", "471", "92", "941", "117", "469"):
        assert f"<span>{outcome}</span>" in seen


def test_nothing_over_nothing_is_a_sentence(open_page: OpenPage) -> None:
    page = open_page(
        "applications", agency="430903002-dd7601a0", measure="disclosure_rate", **NUMBER
    )
    seen = html_of(page)
    assert "办结的申请 0 件，没有比例可算（0/0）" in seen
    assert "0.0%" not in seen


def test_contradicting_outcomes_have_no_rate(open_page: OpenPage) -> None:
    page = open_page("applications", agency="130303-8fa9b215", measure="disclosure_rate", **NUMBER)
    assert "公开率：所选报告里没有数字" in titles_of(page)
    assert "报告里的各项与总计互相矛盾，算不出" in html_of(page)


def test_the_rate_of_a_derived_total_stands_on_its_counts(open_page: OpenPage) -> None:
    page = open_page(
        "applications", agency="320682113-dd7601a0", measure="disclosure_rate", **NUMBER
    )
    seen = html_of(page)
    assert "<span>91.7</span>" in seen
    assert "12 件中 11 件，件数少，仅供参考（95% 区间 65%—99%）" in seen


def test_figures_that_may_not_be_joined_stand_apart(open_page: OpenPage) -> None:
    page = open_page("disclosure", **NUMBER)
    options = page.selectbox(key="measure").options
    assert "规范性文件·对外公开总数量（2019年版）（件）" in options
    assert "行政规范性文件·现行有效件数（2021年版）（件）" in options
    page.selectbox(key="measure").set_value("normative_in_force").run()
    assert dict(page.query_params) == {"view": "number", "measure": "normative_in_force"}
    assert "这一版表样没有此项" in html_of(page)


def test_the_counts_of_section_two_stand_in_one_table(open_page: OpenPage) -> None:
    """2024: 宿迁 50 + 淮安 8 documents issued (平潭's are unreadable); 上海科委 13."""
    page = open_page("disclosure", year="2024")
    assert titles_of(page)[0] == (
        "行政规范性文件·本年制发件数：2024 年 2 份地区汇总报告共 58 件；2024 年 1 份机关自身报告共 13 件"
    )
    seen = html_of(page)
    assert 'href="disclosure?year=2024&amp;view=number&amp;measure=normative_issued"' in seen
    assert "对外公开总数量" not in seen


def test_a_division_leads_to_the_same_number_there(open_page: OpenPage) -> None:
    seen = html_of(open_page("applications", year="2024", region="320000", **NUMBER))
    assert (
        'href="applications?year=2024&amp;region=321300&amp;view=number'
        '&amp;measure=new_received.total"' in seen
    )


def test_what_is_said_in_sentences_stands_apart(open_page: OpenPage) -> None:
    """江安镇 917 条 and 桃花仑街道 220 条, both of 2021; each leads to its line."""
    page = open_page("disclosure", view="stated")
    assert "正文自述：2021 年 2 份机关自身报告说共主动公开 1,137 条" in titles_of(page)
    seen = html_of(page)
    assert 'href="report?id=320682113-dd7601a0-2021#L9"' in seen
    assert "<span>全年主动公开政府信息917条</span>" in seen


def test_reviews_and_suits_are_told_with_their_denominators(open_page: OpenPage) -> None:
    page = open_page("cases", year="2024")
    assert any(
        title.startswith("复议纠错率：2024 年 3 份地区汇总报告合计为 18.3%（454 件中 83 件）")
        for title in titles_of(page)
    )
    assert "尚未审结的不在分母里" in captions_of(page)
    assert "换了法律" not in captions_of(page)
    assert "可能只是因为换了法律。" in captions_of(open_page("cases"))


def test_text_of_reports_is_escaped(
    open_page: OpenPage, tmp_path: Path, monkeypatch: object, samples: dict[str, bytes]
) -> None:
    """Markup in an agency's name and in the text reaches the page as text."""
    from govdash.pipeline import open_files
    from govdash.store.loader import load

    source = samples["岳村街道_2020.txt"].decode()
    hostile = source.replace("岳村街道2020年", "<img src=x onerror=alert(1)>街道2020年").replace(
        "一、总体情况", "一、总体情况\n<script>alert(2)</script>\n"
    )
    (tmp_path / "hostile.txt").write_text(hostile, encoding="utf-8")
    db = tmp_path / "hostile.duckdb"
    load(db, open_files([tmp_path / "hostile.txt"]))
    monkeypatch.setenv(DB_VARIABLE, str(db))  # type: ignore[attr-defined]
    found = open_page("report")
    (link,) = re.findall(r'href="report\?id=([^"]+)"', html_of(found))
    seen = html_of(open_page("overview")) + html_of(found) + html_of(open_page("report", id=link))
    assert "<img src=x" not in seen
    assert re.findall("<script>(.*?)</script>", seen, re.DOTALL) == [SCRIPT]
    assert "&lt;script&gt;alert(2)" in seen


def test_our_damage_is_not_told_as_the_agencys(open_page: OpenPage) -> None:
    """上海 2024: 71 cells of our copy are unreadable, so nothing is said of its outcomes."""
    page = open_page("applications", agency="310000-c69a46bd", measure="disclosure_rate", **NUMBER)
    assert "公开率：1 份报告中 0 份算得出百分比，1 份我们手里的文本读不全，算不出" in titles_of(
        page
    )
    assert "还缺 4 份" in captions_of(page)


def test_what_was_derived_or_blank_is_told_beside_the_figures(open_page: OpenPage) -> None:
    page = open_page("applications", agency="320682113-dd7601a0", measure="concluded", **NUMBER)
    assert "报告没有填总计，办结数由分项推算；19 种结果没有填，按没有计" in html_of(page)


def test_a_table_too_long_for_one_file_says_where_it_can_be_had(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [button.key for button in open_page("applications", **NUMBER).get("download_button")]
    assert "by-agency-csv" in keys
    monkeypatch.setattr("govdash.ui.paged.MOST", 13)
    page = open_page("applications", **NUMBER)
    assert "这张表有 14 行，太长" in captions_of(page)
    assert "by-agency-csv" not in [button.key for button in page.get("download_button")]
    assert any("api/v1/applications.csv" in code.value for code in page.code)
