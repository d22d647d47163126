"""比较: what is compared with what, and where nothing is ranked, from the samples."""

from tests.pages.conftest import OpenPage, captions_of, html_of

SUQIAN, HUAIAN, HONGZE = "321300-dd7601a0", "320800-dd7601a0", "320813-dd7601a0"
JIANGAN = "320682113-dd7601a0"


def titles(page: object) -> list[str]:
    return [item.value.replace("\\", "") for item in page.header]  # type: ignore[attr-defined]


def test_two_peers_are_compared_and_not_ranked(open_page: OpenPage) -> None:
    page = open_page("compare", peers=SUQIAN, year="2024", measure="disclosure_rate")
    captions = captions_of(page)
    assert "比较的是：2024 年、市级、人民政府、地区汇总的 2 个机关。" in captions
    assert "公开率：2 个机关，不排先后" in titles(page)
    assert "件数满 30 件的不到 3 个，排不成名次。" in captions
    # 宿迁 2024: 1,431 granted and 471 in part of 3,521
    assert "<span>54.0</span>" in html_of(page)
    assert "3,521 件中 1,902 件" in html_of(page)
    assert "名次" not in html_of(page)


def test_unlike_agencies_carry_a_warning(open_page: OpenPage) -> None:
    page = open_page("compare", agency=[SUQIAN, HUAIAN, HONGZE, JIANGAN], year="2024")
    assert "它们的层级不同或看不出" in page.warning[0].value
    captions = captions_of(page)
    assert "2024 年的 3 个机关。这一年没有报告的：江安镇。" in captions
    assert "大的地方各项都多" in captions
    seen = html_of(page)
    assert "名次" not in seen
    assert "<span>3,119</span>" in seen
    assert "<span>县级</span>" in seen


def test_peers_without_a_report_are_told(open_page: OpenPage) -> None:
    page = open_page("compare", peers=SUQIAN, year="2023")
    assert "2023 年这个范围里只有它自己的报告" in page.info[0].value


def test_an_agency_of_unknown_level_has_no_peers(open_page: OpenPage) -> None:
    page = open_page("compare", peers="000000-650ce4c9", year="2024")
    assert "找不到能公平比较的" in page.info[0].value


def test_one_agency_is_no_comparison(open_page: OpenPage) -> None:
    assert "请选两个以上的机关" in open_page("compare", agency=SUQIAN).info[0].value
    assert "请选两个以上的机关" in open_page("compare").info[0].value
