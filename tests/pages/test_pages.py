"""What a reader sees on each page, in figures that a person confirmed in the reports."""

from pathlib import Path

from govdash.settings import DB_VARIABLE
from tests.pages.conftest import OpenPage, captions_of, html_of

SUQIAN = "321300-dd7601a0"


def test_the_overview_tells_what_is_here(open_page: OpenPage) -> None:
    page = open_page("overview")
    assert [metric.value for metric in page.metric] == ["14 份", "11 个", "5 个", "3 处"]
    assert "本页包含 14 份报告：11 个已知机关中的 11 个，2020—2024 年。" in captions_of(page)
    assert "还缺 41 份" in captions_of(page)


def test_the_overview_leads_from_a_finding_to_its_report(open_page: OpenPage) -> None:
    seen = html_of(open_page("overview"))
    assert "各种办理结果加起来是 0 件，“总计”填的是 2 件，差 2 件。" in seen
    assert 'href="report?id=130303-8fa9b215-2023"' in seen


def test_a_region_within_another_is_not_added_twice(open_page: OpenPage) -> None:
    page = open_page("applications", year="2024")
    # 淮安市 3119 (which contains 洪泽区 95) + 宿迁市 3525 + 平潭 218
    assert "2024 年 3 份地区汇总报告共 6,862 件" in page.subheader[0].value
    assert "已含在“淮安市人民政府”的汇总里" in html_of(page)


def test_the_filters_follow_the_address(open_page: OpenPage) -> None:
    page = open_page("applications", year="2024", agency=SUQIAN)
    assert page.multiselect(key="year").value == ["2024"]
    assert page.multiselect(key="agency").value == [SUQIAN]
    assert "2024 年 1 份地区汇总报告共 3,525 件" in page.subheader[0].value
    seen = html_of(page)
    for outcome in ("3,521", "1,431", "471", "941", "117", "469"):
        assert f"<span>{outcome}</span>" in seen


def test_the_address_follows_the_filters_and_the_turn_of_the_page(open_page: OpenPage) -> None:
    page = open_page("disclosure")
    page.multiselect(key="year").set_value(["2023"]).run()
    assert dict(page.query_params) == {"year": "2023", "figure": "normative_issued"}
    page.switch_page("../../pages/cases.py").run()
    assert page.multiselect(key="year").value == ["2023"]
    assert "2023 年 2 份地区汇总报告共 442 件" in page.subheader[0].value


def test_a_link_to_an_unknown_agency_says_so(open_page: OpenPage) -> None:
    page = open_page("overview", agency="999999-00000000")
    assert "这里找不到" in page.warning[0].value


def test_nothing_over_nothing_is_a_sentence(open_page: OpenPage) -> None:
    page = open_page("applications", agency="430903002-dd7601a0")
    seen = html_of(page)
    assert "办结的申请 0 件，没有比例可算（0/0）" in seen
    assert "0.0%" not in seen


def test_contradicting_outcomes_have_no_rate(open_page: OpenPage) -> None:
    page = open_page("applications", agency="130303-8fa9b215")
    assert "公开率：1 份报告中 0 份算得出百分比，1 份报告里的各项与总计互相矛盾，算不出" in [
        title.value for title in page.subheader
    ]


def test_the_rate_of_a_derived_total_stands_on_its_counts(open_page: OpenPage) -> None:
    seen = html_of(open_page("applications", agency="320682113-dd7601a0"))
    assert "<span>91.7</span>" in seen
    assert "12 件中 11 件，件数少，仅供参考（95% 区间 65%—99%）" in seen


def test_figures_that_may_not_be_joined_stand_apart(open_page: OpenPage) -> None:
    page = open_page("disclosure")
    options = page.selectbox(key="figure").options
    assert "规范性文件·对外公开总数量（2019年版）（件）" in options
    assert "行政规范性文件·现行有效件数（2021年版）（件）" in options
    page.selectbox(key="figure").set_value("normative_in_force").run()
    assert "这一版表样没有此项" in html_of(page)


def test_the_viewer_marks_the_cells_of_a_finding(open_page: OpenPage) -> None:
    page = open_page("report", id="130303-8fa9b215-2023")
    seen = html_of(page)
    assert seen.count('class="marked"') == 2
    assert '<td id="c-outcome_total.total" class="marked"' in seen
    assert '<a href="#f2">数字矛盾2</a>' in seen
    assert '<a href="#L63">看原文第 63 行</a>' in seen
    assert "<span>63</span><span>(七)总计 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |" in seen


def test_the_viewer_shows_blank_derived_and_inferred_as_such(open_page: OpenPage) -> None:
    seen = html_of(open_page("report", id="320682113-dd7601a0-2021"))
    assert seen.count(">未填</span>") == 167
    assert "推算 12" in seen
    assert seen.count("栏目为推断") == 8


def test_a_report_without_text_says_so(open_page: OpenPage) -> None:
    page = open_page("report", id="321300-dd7601a0-2024")
    assert "没有原文" in page.info[0].value


def test_an_empty_choice_is_said(open_page: OpenPage) -> None:
    page = open_page("overview", year="2020", agency=SUQIAN)
    assert "没有报告" in page.warning[0].value
    assert page.metric[0].value == "0 份"


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
    overview, report = html_of(open_page("overview")), html_of(open_page("report"))
    assert "<img src=x" not in overview + report
    assert "<script" not in overview + report
    assert "&lt;script&gt;alert(2)" in report


def test_our_damage_is_not_told_as_the_agencys(open_page: OpenPage) -> None:
    """上海 2024: 71 cells of our copy are unreadable, so nothing is said of its outcomes."""
    page = open_page("applications", agency="310000-c69a46bd")
    titles = [title.value for title in page.subheader]
    assert "办理结果：所选报告里没有数字；另有 1 份的数字缺失或互相矛盾，不算在内" in titles
    assert "公开率：1 份报告中 0 份算得出百分比，1 份我们手里的文本读不全，算不出" in titles
    assert "还缺 4 份" in captions_of(page)


def test_what_was_derived_or_blank_is_told_beside_the_figures(open_page: OpenPage) -> None:
    seen = html_of(open_page("applications", agency="320682113-dd7601a0"))
    assert "报告没有填总计，办结数由分项推算；19 种结果没有填，按没有计" in seen


def test_a_link_to_an_unknown_report_shows_no_other(open_page: OpenPage) -> None:
    page = open_page("report")
    page.query_params["id"] = "999999-00000000-2020"
    page.run()
    assert "在这里找不到" in page.warning[0].value
    assert page.header.len == 0
    assert dict(page.query_params)["id"] == "999999-00000000-2020"


def test_filters_of_the_api_hold_in_a_link(open_page: OpenPage) -> None:
    page = open_page("overview", region="430000")
    assert page.metric[0].value == "1 份"
    assert "region = 430000" in captions_of(page)
    assert "链接里的条件有误" in open_page("overview", level="planet").warning[0].value
