"""单份报告 as a reader meets it: by its address or by search, with its years and what changed."""

from pathlib import Path

import pytest

from govdash.cli import main
from govdash.settings import DATA, DB_VARIABLE
from govdash.ui.script import SCRIPT
from tests.pages.conftest import OpenPage, captions_of, html_of

NAME = "山海关区人民政府办公室"
AGENCY = "130303-8fa9b215"
SUQIAN = "321300-dd7601a0"
SAMPLE = (DATA / "samples" / f"{NAME}_2023.txt").read_text(encoding="utf-8")
TOTAL = "(七)总计 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |"
GRANTED = "予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"


@pytest.fixture
def open_years(open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Pages over three years of one agency: the first read anew, the second corrected by hand."""
    made, lines, db = tmp_path / "made", tmp_path / "corrections.csv", tmp_path / "g.duckdb"
    made.mkdir()
    first = SAMPLE.replace("2023", "2022").replace(TOTAL, TOTAL.replace("2", "1"), 1)
    first = first.replace(GRANTED, "予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |", 1)
    (made / "2022.txt").write_text(first.replace("7591", "7592"), encoding="utf-8")
    lines.write_text(
        "report,figure,value,reason,source,by,date\n"
        f"{AGENCY}-2023,granted.total,2,来函说明漏填,5月7日来函,编者,2024-05-08\n",
        encoding="utf-8",
    )
    monkeypatch.setenv(DB_VARIABLE, str(db))
    given = ["--db", str(db), "--corrections", str(lines)]
    assert main(["load", str(made), *given]) == 0
    (made / "2022.txt").write_text(first, encoding="utf-8")
    (made / "2023.txt").write_text(SAMPLE, encoding="utf-8")
    later = SAMPLE.replace("2023", "2025").replace(
        "六、其他", "联系人：王小明，13800138000\n六、其他"
    )
    (made / "2025.txt").write_text(later, encoding="utf-8")
    assert main(["load", str(made), *given]) == 0
    return open_page


def test_the_head_says_who_what_and_what_the_audit_says(open_page: OpenPage) -> None:
    page = open_page("report", id=f"{SUQIAN}-2024")
    assert page.title[0].value == "宿迁市 2024 年度报告"
    seen = html_of(page)
    assert "<strong>没有发现数字矛盾。</strong> 42 处加总关系中，42 处相符，0 处不符。" in seen
    assert "公开率：54.0%，3,521 件中 1,902 件。" in seen
    assert "<dt>口径</dt><dd>地区汇总</dd>" in seen
    assert "<dt>版本</dt>" not in seen


def test_a_contradiction_is_the_first_thing_said(open_page: OpenPage) -> None:
    seen = html_of(open_page("report", id=f"{AGENCY}-2023"))
    assert "<strong>发现 2 处数字矛盾。</strong> 42 处加总关系中，40 处相符，2 处不符。" in seen
    assert "公开率：报告里的各项与总计互相矛盾，算不出。" in seen


def test_the_differences_from_the_year_before(open_page: OpenPage) -> None:
    """宿迁市 2023 → 2024, as its two reports print them."""
    page = open_page("report", id=f"{SUQIAN}-2024")
    seen = html_of(page)
    assert "本年新收政府信息公开申请数量 3,525 件，比 2023 年多 14 件。" in seen
    assert "本年度办结 3,521 件，比 2023 年多 35 件。" in seen
    assert "2023 年：43.6%，3,486 件中 1,519 件；2024 年：54.0%，3,521 件中 1,902 件。" in seen
    assert "变动最大的是“行政许可·本年处理决定数量”，从 1,808,595 到 1,573,179 件。" in seen
    assert "<span>-235,416</span>" in seen
    assert "比得上的 54 个数里，51 个变了，3 个没变。" in captions_of(page)


def test_other_years_are_one_click_away(open_years: OpenPage) -> None:
    seen = html_of(open_years("report", id=f"{AGENCY}-2023"))
    link = f'<a href="report?id={AGENCY}-'
    assert f'{link}2022" target="_self" rel="prev">‹ 上一份</a>' in seen
    assert f'{link}2025" target="_self" rel="next">下一份 ›</a>' in seen
    assert '<span aria-current="page">2023</span>' in seen


def test_what_is_unknown_in_one_year_is_not_compared(open_years: OpenPage) -> None:
    """The outcomes of 2023 contradict its total, so nobody knows how many were concluded."""
    page = open_years("report", id=f"{AGENCY}-2023")
    assert "本年度办结：有一年没有可比的数。" in html_of(page)
    assert "另有 7 个数有一年没有填或读不出，不能比（空白不当作零）。" in captions_of(page)


def test_a_year_that_is_missing_is_said(open_years: OpenPage) -> None:
    page = open_years("report", id=f"{AGENCY}-2025")
    assert "没有 2024 年的报告，不能和上一年比。" in captions_of(page)


def test_corrections_stand_beside_what_is_printed(open_years: OpenPage) -> None:
    page = open_years("report", id=f"{AGENCY}-2023")
    assert "1 个数字有人工更正" in [title.value for title in page.header]
    seen = html_of(page)
    assert "印的是 0，更正为 2。理由：来函说明漏填（依据：5月7日来函；编者，2024-05-08）" in seen
    assert 'data-light>0</a><span class="derived"><b>更正为 2</b></span>' in seen


def test_older_versions_lead_to_the_api(open_years: OpenPage) -> None:
    seen = html_of(open_years("report", id=f"{AGENCY}-2022"))
    old = f'<a href="api/v1/reports/{AGENCY}-2022.json?version=1">第 1 版</a>'
    assert f"<dd>这是第 2 版；旧版：{old}</dd>" in seen


def test_contacts_are_hidden_in_the_original(open_years: OpenPage) -> None:
    seen = html_of(open_years("report", id=f"{AGENCY}-2025"))
    assert "联系人：〔已隐去〕，〔已隐去〕" in seen
    assert "13800138000" not in seen


def test_what_belongs_together_is_written_in_the_page(open_page: OpenPage) -> None:
    """A cell names its line, a line its cells, a finding both."""
    seen = html_of(open_page("report", id=f"{AGENCY}-2023"))
    assert seen.count(' class="marked">') == 2
    cell = '<td id="c-outcome_total.total" data-name="总计·总计" data-lights="L63" class="marked">'
    assert cell in seen
    assert '<a href="#c-outcome_total.total" data-light>2</a>' in seen
    assert '<a href="#f2" data-light data-go="f2">数字矛盾2</a>' in seen
    assert 'id="f2" data-name="数字矛盾2" data-lights="c-outcome_total.total L63"' in seen
    assert '<a href="#f2" data-light data-go="L63">看原文第 63 行</a>' in seen
    assert 'id="L63" data-name="原文第 63 行" data-lights="c-outcome_total.natural_person ' in seen
    assert f"<span>{TOTAL}" in seen
    assert f"<script>{SCRIPT}</script>" in seen


def test_blank_derived_and_inferred_are_shown_as_such(open_page: OpenPage) -> None:
    seen = html_of(open_page("report", id="320682113-dd7601a0-2021"))
    assert seen.count(">未填</span>") == 167
    assert "推算&nbsp;12" in seen
    assert seen.count("栏目为推断") == 8


def test_a_report_without_text_says_so(open_page: OpenPage) -> None:
    page = open_page("report", id=f"{SUQIAN}-2024")
    assert "这里只有人工核对的数字，没有原文。" in captions_of(page)
    assert '<td id="c-outcome_total.total" data-name="总计·总计" data-lights="">3,521</td>' in (
        html_of(page)
    )


def test_without_an_address_reports_are_listed_and_searched(open_page: OpenPage) -> None:
    page = open_page("report")
    assert "这里的 14 份报告" in [title.value for title in page.header]
    page.text_input(key="find").set_value("宿迁").run()
    seen = html_of(page)
    assert f'<a href="report?id={SUQIAN}-2024" target="_self">2024</a>' in seen
    assert AGENCY not in seen
    page.text_input(key="find").set_value("无此机关").run()
    assert "没有找到名称里有“无此机关”的机关" in page.info[0].value


def test_an_unknown_report_is_said_and_no_other_shown(open_page: OpenPage) -> None:
    page = open_page("report", id="999999-00000000-2020")
    assert "不在数据里" in page.warning[0].value
    assert [title.value for title in page.title] == ["单份报告"]
    assert dict(page.query_params)["id"] == "999999-00000000-2020"


def test_the_page_speaks_english(open_page: OpenPage) -> None:
    page = open_page("report", id=f"{SUQIAN}-2024", lang="en")
    assert page.title[0].value == r"宿迁市\: annual report 2024"
    seen = html_of(page)
    assert "Contradiction: none found. " in seen
    assert '<th class="row" scope="row" colspan="2">Concluded in the year</th>' in seen
    assert "3,525 cases, 14 cases more than in 2023. " in seen
    assert "3. Requests received and handled" in [title.value for title in page.header]
