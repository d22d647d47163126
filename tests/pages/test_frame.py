"""The frame around every page: filters and address, search, language, the first page."""

import pytest

from govdash.ui.language import traditional
from tests.pages.conftest import OpenPage, captions_of, html_of

SUQIAN = "321300-dd7601a0"


def markdown_of(page: object) -> str:
    return "\n".join(item.value for item in page.markdown)  # type: ignore[attr-defined]


def filters_line(page: object) -> str:
    return page.expander[0].label.replace("\\", "")  # type: ignore[attr-defined]


def test_the_overview_tells_what_is_here(open_page: OpenPage) -> None:
    page = open_page("overview")
    assert [metric.value for metric in page.metric] == ["14 份", "11 个", "5 个", "3 处"]
    assert "本页包含 14 份报告：11 个已知机关中的 11 个，2020—2024 年。" in captions_of(page)
    assert "还缺 41 份" in captions_of(page)


def test_the_newest_year_is_told_in_sentences(open_page: OpenPage) -> None:
    # 淮安 (with 洪泽) 3,119 + 宿迁 3,525 + 平潭 218; 复议 of the three; 公开率 from their sums.
    told = markdown_of(open_page("overview")).replace("\\", "")
    assert "**地区汇总**的 3 份报告：新收申请 6,862 件，办结 6,789 件" in told
    assert "公开率 56.2%（6,789 件中 3,818 件）" in told
    assert "**机关自身**的 1 份报告：新收申请 34 件" in told


def test_the_overview_leads_from_a_finding_to_its_report(open_page: OpenPage) -> None:
    seen = html_of(open_page("overview"))
    assert "各种办理结果加起来是 0 件，“总计”填的是 2 件，差 2 件。" in seen
    assert 'href="report?id=130303-8fa9b215-2023"' in seen


@pytest.mark.parametrize("typed", ["宿迁", "宿遷", "sqs", "SQS"])
def test_an_agency_is_found_by_two_characters_or_initials(open_page: OpenPage, typed: str) -> None:
    page = open_page("overview")
    page.text_input(key="find").set_value(typed).run()
    assert f'<a href="agency?agency={SUQIAN}" target="_self">' in html_of(page)


def test_what_is_not_found_is_told_with_a_way_on(open_page: OpenPage) -> None:
    page = open_page("overview")
    page.text_input(key="find").set_value("火星").run()
    assert "没有找到名称里有“火星”的机关" in page.info[0].value
    page.text_input(key="find").set_value("火").run()
    assert "再输入一个字" in captions_of(page)


def test_the_filters_follow_the_address(open_page: OpenPage) -> None:
    page = open_page("overview", year="2024", agency=SUQIAN, level="prefecture", scope="aggregate")
    assert page.multiselect(key="year").value == ["2024"]
    assert page.multiselect(key="agency").value == [SUQIAN]
    assert filters_line(page) == "正在看：全部地区 · 宿迁市 · 2024 年 · 市级 · 地区汇总（点开更改）"
    assert page.metric[0].value == "1 份"


def test_a_division_is_chosen_step_by_step(open_page: OpenPage) -> None:
    page = open_page("overview")
    page.selectbox(key="region-0").set_value("320000").run()
    assert dict(page.query_params) == {"region": "320000"}
    assert filters_line(page).startswith("正在看：江苏省 ·")
    # 宿迁 2 years, 淮安, 洪泽, 沭阳发改局, 江安镇
    assert page.metric[0].value == "6 份"
    page.selectbox(key="region-1").set_value("321300").run()
    assert dict(page.query_params) == {"region": "321300"}
    assert page.metric[0].value == "3 份"
    page.selectbox(key="region-1").set_value(None).run()
    assert dict(page.query_params) == {"region": "320000"}


def test_the_address_follows_the_filters_and_the_turn_of_the_page(open_page: OpenPage) -> None:
    page = open_page("disclosure")
    page.multiselect(key="year").set_value(["2023"]).run()
    assert dict(page.query_params) == {"year": "2023"}
    page.switch_page("../../pages/cases.py").run()
    assert page.multiselect(key="year").value == ["2023"]
    assert dict(page.query_params) == {"year": "2023"}


def test_all_choices_are_taken_back_at_once(open_page: OpenPage) -> None:
    page = open_page("overview", year="2024", region="320000")
    next(button for button in page.button if button.label == "清除全部条件").click().run()
    assert dict(page.query_params) == {}
    assert page.metric[0].value == "14 份"


def test_a_link_to_an_unknown_agency_says_so(open_page: OpenPage) -> None:
    page = open_page("overview", agency="999999-00000000")
    assert "这里找不到" in page.warning[0].value


def test_a_wrong_choice_in_a_link_is_told_and_the_others_hold(open_page: OpenPage) -> None:
    page = open_page("overview", level="planet", year="2024")
    assert "链接里的条件有误" in page.warning[0].value
    assert page.metric[0].value == "5 份"


def test_an_empty_choice_says_what_to_do(open_page: OpenPage) -> None:
    page = open_page("overview", year="2020", agency=SUQIAN)
    assert "没有报告。可以在上面“正在看”里放宽条件" in page.warning[0].value
    assert page.metric.len == 0


def texts_of(page: object) -> list[str]:
    texts = [html_of(page), captions_of(page), markdown_of(page)]  # type: ignore[arg-type]
    for kind in ("title", "header", "subheader", "info", "warning", "success", "metric"):
        texts += [str(getattr(item, "value", "")) for item in page.get(kind)]  # type: ignore[attr-defined]
        texts += [str(getattr(item, "label", "")) for item in page.get(kind)]  # type: ignore[attr-defined]
    return texts


def test_the_language_goes_with_the_address(open_page: OpenPage) -> None:
    page = open_page("overview", lang="zh-Hant")
    assert page.title[0].value == "政府信息公開年報"
    seen = "\n".join(texts_of(page))
    assert "宿遷市" in seen
    assert traditional(seen) == seen
    assert "report?id=130303-8fa9b215-2023&amp;lang=zh-Hant" in seen
    page.segmented_control(key="language").set_value("en").run()
    assert dict(page.query_params) == {"lang": "en"}
    assert page.title[0].value == "Open government information, yearly reports"


def test_one_report_is_no_reports_in_english(open_page: OpenPage) -> None:
    """The forms of the catalogue's plural: 1 report, 14 reports."""
    one = open_page("overview", lang="en", year="2024", agency=SUQIAN)
    told = captions_of(one).replace("\\", "")
    assert "This page covers 1 report by 1 of 1 known agencies, 2024. Of these, figures" in told
    assert "**Whole area**, 1 report: requests received: 3,525 cases" in markdown_of(one).replace(
        "\\", ""
    )
    assert "Download 1 row (CSV)" in [link.proto.label for link in one.get("link_button")]
    assert "This page covers 14 reports by 11 of 11" in captions_of(
        open_page("overview", lang="en")
    )


def test_a_page_that_fails_says_so_in_the_readers_words(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback and no English box: what went wrong is ours, is logged, and the frame stands."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("govdash.ui.overview.search_box", broken)
    with pytest.raises(AssertionError, match="本站出错"):
        open_page("overview")
