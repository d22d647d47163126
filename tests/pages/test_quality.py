"""数据质量 as a journalist meets it, in counts that a person made."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from govdash.settings import DB_VARIABLE
from tests.pages.conftest import OpenPage, captions_of, html_of
from tests.uneven import GAP, build


@pytest.fixture(scope="module")
def uneven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("uneven"))


def titles(page: object) -> list[str]:
    return [item.value.replace("\\", "") for item in (*page.header, *page.header)]  # type: ignore[attr-defined]


def link_to_file(page: object, key: str) -> str:
    return next(
        item.proto.url
        for item in page.get("link_button")  # type: ignore[attr-defined]
        if f"{key}-csv" in item.proto.id
    )


def test_the_headline_counts_reports_and_findings(open_page: OpenPage) -> None:
    page = open_page("quality")
    assert titles(page)[:3] == [
        "14 份报告里，2 份有数字矛盾（3 处），1 份有疑点（2 处），5 份有填写不规范（5 处）",
        "2024 年 5 份报告没有发现数字矛盾；各年合计 14 份里 2 份有",
        "最常见的是“空白格”：14 份报告里有 2 份",
    ]
    assert "本页包含 14 份报告" in captions_of(page)


def test_a_link_holds_year_severity_and_rule(open_page: OpenPage) -> None:
    page = open_page("quality", year="2023", severity="error", rule="R2_outcome_sum")
    assert page.multiselect(key="severity").value == ["error"]
    assert page.multiselect(key="rule").value == ["R2_outcome_sum"]
    assert titles(page)[0] == "按所选的规则看，4 份报告里，1 份有数字矛盾（2 处）"
    seen = html_of(page)
    assert 'href="report?id=130303-8fa9b215-2023#L63"' in seen
    # What was not asked for is not shown as none.
    by_agency = open_page(
        "quality", year="2023", severity="error", rule="R2_outcome_sum", list="agencies"
    )
    assert "数字矛盾（处）" in html_of(by_agency)
    assert "疑点（处）" not in html_of(by_agency)
    assert dict(page.query_params) == {
        "year": "2023", "severity": "error", "rule": "R2_outcome_sum"
    }  # fmt: skip


def test_a_rule_of_two_severities_is_named_with_each(open_page: OpenPage) -> None:
    """江安镇 misses two totals: one is an error, the other a doubt."""
    page = open_page("quality", rule="R5_total_missing")
    assert titles(page)[2] == (
        "最常见的是“缺少总计（数字矛盾）”、“缺少总计（疑点）”：14 份报告里各有 1 份"
    )


def test_the_address_follows_the_choices(open_page: OpenPage) -> None:
    page = open_page("quality")
    page.multiselect(key="severity").set_value(["warning"]).run()
    assert dict(page.query_params) == {"severity": "warning"}
    assert titles(page)[0] == "14 份报告里，1 份有疑点（2 处）"
    assert titles(page)[1] == "2024 年 5 份报告没有发现疑点；各年合计 14 份里 1 份有"


def test_the_file_of_the_findings_is_asked_with_the_same_filters(open_page: OpenPage) -> None:
    page = open_page("quality", year="2023", severity="error")
    address = urlsplit(link_to_file(page, "findings"))
    assert address.path == "api/v1/findings.csv"
    assert parse_qs(address.query) == {"year": ["2023"], "severity": ["error"]}


def test_our_damage_stands_apart(open_page: OpenPage) -> None:
    page = open_page("quality", severity="error", rule="R2_outcome_sum", list="damaged")
    seen = html_of(page)
    assert "这是我们的文本有损，不是机关的差错" in captions_of(page)
    # Four reports, whatever severity and rule were chosen for the agencies.
    assert seen.count("因此不采用。") == 4
    assert "造假" not in seen + captions_of(page)


def test_nothing_found_says_what_to_do(open_page: OpenPage) -> None:
    page = open_page("quality", year="2022", severity="error")
    assert titles(page)[0] == "2 份报告里，没有发现数字矛盾"
    assert "可以在上面去掉" in page.success[0].value


def test_no_reports_is_told_before_any_figure(open_page: OpenPage) -> None:
    page = open_page("quality", year="2020", agency="321300-dd7601a0")
    assert "没有报告" in page.warning[0].value
    assert titles(page) == []


def test_a_long_table_comes_a_page_at_a_time(
    open_page: OpenPage, uneven: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DB_VARIABLE, str(uneven))
    page = open_page("quality", severity="error")
    assert "第 1—50 行，共 131 行" in captions_of(page).replace("\\", "")
    # All but the one of 江安镇, which is of 2021 and stands in another line.
    assert html_of(page).count(">原文第 63 行<") == 49
    page.number_input(key="findings-page").set_value(3).run()
    assert "第 101—131 行，共 131 行" in captions_of(page)
    assert dict(page.query_params) == {"severity": "error", "findings-page": "3"}
    # Another choice begins at its first page.
    page.multiselect(key="severity").set_value(["error", "notice"]).run()
    assert page.number_input(key="findings-page").value == 1
    assert "findings-page" not in page.query_params


def test_a_link_opens_the_second_page(
    open_page: OpenPage, uneven: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DB_VARIABLE, str(uneven))
    page = open_page("quality", **{"severity": "error", "findings-page": "3"})
    assert page.number_input(key="findings-page").value == 3
    assert "第 101—131 行" in captions_of(page)
    wrong = open_page("quality", **{"severity": "error", "findings-page": "99"})
    assert wrong.number_input(key="findings-page").value == 1
    assert "在这里找不到" in wrong.warning[0].value


def test_gaps_and_refused_files_are_named(
    open_page: OpenPage, uneven: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DB_VARIABLE, str(uneven))
    page = open_page("quality", list="gaps")
    assert "1 个机关前后都有报告，中间却缺了年度" in captions_of(page)
    assert f">{GAP}</a>" in html_of(page)
    assert "<span>2021 2022</span>" in html_of(page)
    told = captions_of(open_page("quality", list="refused")).replace("\\", "")
    assert "3 个文件没能读作年度报告：空文件（2 个）；不是年度报告" in told
    told = captions_of(open_page("quality", list="agencies"))
    assert "另有 1 份报告看不出是哪个机关" in told


def test_one_list_at_a_time_each_with_its_number(
    open_page: OpenPage, uneven: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """131 contradictions: 山海关 2, 江安镇 1, and 2 in each of 64 made-up reports."""
    monkeypatch.setenv(DB_VARIABLE, str(uneven))
    page = open_page("quality", severity="error")
    lists = page.segmented_control(key="list")
    named = list(lists.options)
    assert named[0] == "逐条问题 131"
    assert named[3:] == ["中间缺年的机关 1", "没能读取的文件 3"]
    lists.set_value("gaps").run()
    assert dict(page.query_params) == {"severity": "error", "list": "gaps"}
    assert page.get("number_input") == []


def test_a_reader_of_english_reads_english(open_page: OpenPage) -> None:
    page = open_page("quality", lang="en")
    assert titles(page)[:3] == [
        "Of 14 reports: Contradiction in 2 (findings: 3), Doubtful in 1 (findings: 2), "
        "Not as the form asks in 5 (findings: 5)",
        "2024: Contradiction in none of 5 reports; all years: 2 of 14",
        "Most common: Blank cells; reports with it: 2 of 14",
    ]


def test_a_reader_of_traditional_script_reads_it(open_page: OpenPage) -> None:
    page = open_page("quality", lang="zh-Hant")
    assert titles(page)[1] == "2024 年 5 份報告沒有發現數字矛盾；各年合計 14 份裡 2 份有"
    assert "江安鎮" in html_of(page)


def test_a_missing_store_is_told_with_what_to_do(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("quality")
    monkeypatch.setenv(DB_VARIABLE, str(tmp_path / "none.duckdb"))
    page.run()
    assert [error.value for error in page.exception] == []
    assert "govdash load" in page.error[0].value
