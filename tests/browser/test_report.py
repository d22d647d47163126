"""A single report in a real Chromium: what lights what, its link, its print, its width on a phone."""

import io
import re
from pathlib import Path
from urllib.parse import unquote

import pypdfium2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_browser import open_at

pytestmark = pytest.mark.browser

REPORT = "report?id=130303-8fa9b215-2023"
TOTAL = "(七)总计 | 2 | 0 | 0 | 0 | 0 | 0 | 2"
_SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def cell(page: Page, figure: str) -> Locator:
    return page.locator(f'[id="c-{figure}"]')


def lit(page: Page) -> list[str]:
    """The places that are lit, in the order of the page."""
    expect(page.locator(".lit").first).to_be_visible()
    found: list[str] = page.locator(".lit").evaluate_all("nodes => nodes.map(node => node.id)")
    return found


def test_a_number_lights_its_line_and_the_page_stays(page: Page, server: str) -> None:
    open_at(page, f"{server}/{REPORT}")
    number = cell(page, "outcome_total.total").get_by_role("link", name="2", exact=True)
    number.scroll_into_view_if_needed()
    before = page.evaluate(_SCROLLED)
    number.click()
    assert lit(page) == ["c-outcome_total.total", "L63"]
    expect(page.locator("#L63")).to_be_in_viewport()
    expect(page.locator("#L63")).to_contain_text(TOTAL)
    expect(page.locator("#L63")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("status").filter(has_text="原文第 63 行")).to_be_visible()
    assert page.evaluate(_SCROLLED) == before
    assert unquote(page.url).endswith("#c-outcome_total.total")


def test_a_finding_lights_both_sides_and_its_link_does_so_again(
    browser: Browser, page: Page, server: str
) -> None:
    open_at(page, f"{server}/{REPORT}")
    both = ["f1", "c-outcome_total.natural_person", "L63"]
    page.locator("#f1").get_by_role("link", name="看表格").click()
    assert lit(page) == both
    expect(cell(page, "outcome_total.natural_person")).to_be_in_viewport()
    expect(page.locator("#L63")).to_be_in_viewport()
    fresh = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    open_at(fresh, page.url)
    assert lit(fresh) == both
    expect(fresh.locator("#f1")).to_be_in_viewport()
    expect(fresh.locator("#L63")).to_be_in_viewport()
    fresh.context.close()


@pytest.mark.parametrize("language", ["", "&lang=zh-Hant", "&lang=en"])
def test_a_link_to_a_line_lights_its_cells_in_every_language(
    page: Page, server: str, language: str
) -> None:
    page.goto(f"{server}/{REPORT}{language}#L63")
    assert lit(page)[-2:] == ["c-outcome_total.total", "L63"]
    expect(cell(page, "outcome_total.natural_person")).to_be_in_viewport()
    expect(page.locator("#L63")).to_be_in_viewport()
    assert page.url.endswith("#L63")


def test_by_keyboard_alone_and_back_again(page: Page, server: str) -> None:
    open_at(page, f"{server}/{REPORT}")
    mark = cell(page, "outcome_total.total").get_by_role("link", name="数字矛盾2")
    mark.focus()
    page.keyboard.press("Enter")
    assert lit(page) == ["f2", "c-outcome_total.total", "L63"]
    expect(page.locator("#f2").get_by_role("link").first).to_be_focused()
    page.locator("#L8 a").focus()
    page.keyboard.press("Enter")
    assert "L8" in lit(page)
    page.go_back()
    expect(page.locator("#f2")).to_have_class("lit")
    page.keyboard.press("Escape")
    expect(page.locator(".lit")).to_have_count(0)
    assert "#" not in page.url


def test_tables_are_named_and_their_heads_have_a_scope(page: Page, server: str) -> None:
    open_at(page, f"{server}/{REPORT}")
    table = page.get_by_role("table", name="三、收到和处理政府信息公开申请情况")
    expect(table.get_by_role("row")).to_have_count(27 + 2)
    assert table.locator("th:not([scope])").count() == 0
    expect(table.get_by_role("rowheader", name="（七）总计")).to_be_visible()


def test_it_prints_on_a4_with_its_source_at_the_end(page: Page, server: str) -> None:
    open_at(page, f"{server}/{REPORT}")
    expect(page.locator(".gd-end")).to_be_visible()
    pages = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert [round(side) for side in pages[0].get_size()] == [595, 842]
    texts = [sheet.get_textpage().get_text_range() for sheet in pages]
    whole = "".join(texts)
    assert "打印或存成" not in whole
    assert "数据质量" not in whole
    # The table of section 三 stands on one sheet, and the last line of the original is printed.
    assert [("申请人情况" in text, "四、结转下年度继续办理" in text) for text in texts].count(
        (True, True)
    ) >= 1
    assert re.search(r"73\s+无。", whole)
    assert re.search(rf"本页：\S+{re.escape(REPORT)}", texts[-1])
    assert "取用日期：" in texts[-1]


def test_a_phone_scrolls_down_only_and_reaches_the_line(browser: Browser, server: str) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
    page = phone.new_page()
    open_at(page, f"{server}/{REPORT}")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    cell(page, "new_received.natural_person").locator("a").first.click()
    assert lit(page) == ["c-new_received.natural_person", "L40"]
    expect(page.locator("#L40")).to_be_in_viewport()
    phone.close()


def test_the_differences_are_the_table_and_the_file(page: Page, server: str) -> None:
    open_at(page, f"{server}/report?id=321300-dd7601a0-2024")
    with page.expect_download() as waiting:
        page.locator(".st-key-changes-csv button").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "figure,unit,before,after,difference,remark"
    assert lines[1] == "规章·本年废止件数（2021年版）,件,0,1,1,"
    assert "本年新收政府信息公开申请数量,件,3511,3525,14," in lines
    page.locator(".st-key-changes-table summary").click()
    expect(page.locator(".st-key-changes-table .gd-view tr")).to_have_count(len(lines))
