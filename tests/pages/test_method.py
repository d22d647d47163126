"""方法与名词 and 数据下载: everything declared is told, and what is told is what is used."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from govdash.forms.glossary import GLOSSARY
from govdash.measures import MEASURES
from govdash.publish import workbook
from govdash.publish.files import FORMATS
from govdash.report import SCOPES, State
from govdash.rules import RULES
from govdash.store import snapshots
from govdash.store.counts import count_of
from govdash.store.filters import Filters
from govdash.store.tables import EXPORTS, table
from govdash.ui import files
from govdash.ui.files import KINDS
from tests.pages.conftest import OpenPage, captions_of, html_of


def test_every_word_formula_and_rule_has_its_place(open_page: OpenPage) -> None:
    seen = html_of(open_page("method"))
    for anchor in (*(f"word-{term.id}" for term in GLOSSARY), *MEASURES, *RULES):
        assert f'<dt id="{anchor}" ' in seen
    assert len(GLOSSARY) == 25


def test_a_formula_is_written_with_the_words_of_the_form(open_page: OpenPage) -> None:
    seen = html_of(open_page("method"))
    assert "公开率 = （予以公开 + 部分公开） ÷ 本年度办结" in seen
    assert "每百件办结的复议数 = 行政复议 ÷ 本年度办结 × 100" in seen
    assert "对外公开总数量" in seen
    assert "从不相接：两版表样问的不是同一件事。" in seen


def test_a_rule_leads_to_its_findings_and_says_how_many(open_page: OpenPage) -> None:
    """R2 fails in 山海关 2023 alone."""
    seen = html_of(open_page("method"))
    assert "R2_outcome_sum · 数字矛盾 · 现有数据里 1 份报告<" in seen
    assert 'href="quality?rule=R2_outcome_sum&amp;severity=error#lists"' in seen
    # 江安镇 2021 misses one total in an error and one in a doubt: neither number hides the other.
    assert (
        "R5_total_missing · 数字矛盾 · 现有数据里 1 份报告（数字矛盾），1 份报告（疑点）<" in seen
    )
    assert (
        'href="quality?rule=R5_total_missing&amp;severity=error&amp;severity=warning#lists"' in seen
    )
    assert "R3_row_total · 数字矛盾 · 现有数据里 没有<" in seen


def test_a_word_is_found_and_nothing_found_is_said(open_page: OpenPage) -> None:
    page = open_page("method")
    page.text_input(key="find").set_value("結轉").run()
    seen = html_of(page)
    assert '<dt id="carry_over_rate" ' in seen
    assert '<dt id="disclosure_rate" ' not in seen
    assert dict(page.query_params) == {"find": "結轉"}
    page.text_input(key="find").set_value("火星").run()
    assert "本页没有“火星”" in page.info[0].value


def test_what_only_one_form_asks_is_listed(open_page: OpenPage) -> None:
    """Counted in the two forms by hand: section 二 has five cells of its own in the newer one."""
    seen = html_of(open_page("method"))
    assert "只有 2019 年版表样有的（17 项）" in seen
    assert "只有 2021 年版表样有的（5 项）" in seen
    assert '<dt id="break-2021"' in seen
    assert '<dt id="break-2024"' in seen


def test_what_stands_in_a_cell_without_a_number_is_told(open_page: OpenPage) -> None:
    seen = html_of(open_page("method"))
    for state in State:
        assert (f'<dt id="state-{state}"' in seen) == (state is not State.VALUE)
    for scope in SCOPES:
        assert f'<dt id="scope-{scope}"' in seen


def test_a_search_in_english_minds_no_capitals(open_page: OpenPage) -> None:
    page = open_page("method", lang="en")
    page.text_input(key="find").set_value("CARRY-over").run()
    assert '<dt id="carry_over_rate"' in html_of(page)
    assert '<dt id="disclosure_rate"' not in html_of(page)


def test_no_file_is_offered_that_would_be_refused(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook of at most 1,000 cells, a package of at most 13 of the 14 reports."""
    monkeypatch.setattr(workbook, "MAX_CELLS", 1_000)
    monkeypatch.setattr(files, "SERVED", 13)
    page = open_page("downloads")
    seen = html_of(page)
    assert 'href="api/v1/reports.xlsx"' in seen  # 14 rows of 27
    assert 'href="api/v1/figures.xlsx"' not in seen
    assert 'href="api/v1/figures.csv"' in seen
    assert "datapackage.zip" not in "".join(item.proto.url for item in page.get("link_button"))
    assert "14 份报告打成一个包太大（最多 13 份）" in captions_of(page)


def test_the_citation_names_snapshot_and_day(open_page: OpenPage, store: Path) -> None:
    with snapshots.connect(store) as connection:
        snapshot = snapshots.name_of(connection)
    (cited,) = [code.value for code in open_page("downloads").code if "取用于" in code.value]
    assert f"快照 {snapshot}，取用于 {date.today().isoformat()}，" in cited


def test_every_column_of_every_table_is_told(open_page: OpenPage) -> None:
    page = open_page("downloads")
    told = page.dataframe[1].value
    assert list(told[told["表格"] == "agencies"]["栏目"]) == [
        "agency_id", "agency", "region_code", "region", "level", "kind", "first_year", "last_year",
        "reports", "years",
    ]  # fmt: skip
    assert set(told["表格"]) == set(EXPORTS)


def test_a_link_opens_with_what_was_looked_for(open_page: OpenPage) -> None:
    page = open_page("method", find="三安全")
    assert page.text_input(key="find").value == "三安全"
    assert '<dt id="word-stability"' in html_of(page)
    assert '<dt id="word-review"' not in html_of(page)


def test_downloads_offer_every_table_under_the_filters(open_page: OpenPage) -> None:
    page = open_page("downloads", year="2024")
    seen = html_of(page)
    assert '<code>reports</code></span></td><td class="n" data-head="行数"><span>5<' in seen
    assert '<code>figures</code></span></td><td class="n" data-head="行数"><span>1,000<' in seen
    for name, kind in product(EXPORTS, FORMATS):
        assert f'href="api/v1/{name}.{kind}?year=2024" download' in seen
    assert set(KINDS) == set(FORMATS)
    links = [button.proto.url for button in page.get("link_button")]
    assert "api/v1/datapackage.zip?year=2024" in links


FILTERS = [
    Filters(),
    Filters(year=(2024,)),
    Filters(region=("320000",), scope=("self",)),
    Filters(severity=("error",)),
]


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("name", EXPORTS)
def test_a_count_is_the_number_of_rows_in_the_file(
    store: Path, name: str, filters: Filters
) -> None:
    with snapshots.connect(store) as connection:
        counted = count_of(connection, name, filters)
        assert counted == table(name, filters).count(connection)


def test_the_dictionary_on_the_page_is_the_file(open_page: OpenPage) -> None:
    page = open_page("downloads")
    assert page.dataframe[0].value.shape == (410, 5)
