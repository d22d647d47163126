"""The dashboard in a real Chromium: every page, filters, address, file against screen, viewer."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

PAGES = {
    "": "政府信息公开年报",
    "disclosure": "主动公开",
    "applications": "依申请公开",
    "cases": "复议诉讼",
    "report": "单份报告",
    "quality": "数据质量",
    "check": "自查",
}
WITHOUT_CHART = ("report", "check")
RECEIVED = "本年新收政府信息公开申请数量"


def open_at(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("本站不是政府网站")).to_be_visible()


def title_says(page: Page, key: str, text: str) -> None:
    """The title of a block; while a page is drawn anew the one before may still stand there."""
    expect(page.locator(f"#{key}", has_text=text).first).to_be_visible()


def choose(page: Page, label: str, text: str) -> None:
    """Choose an option by typing, as a reader does."""
    page.get_by_label(label).first.click()
    page.keyboard.type(text)
    page.get_by_role("option").filter(has_text=text).first.click()
    page.keyboard.press("Escape")


def download(page: Page, key: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f".st-key-{key}-csv button").click()
    return Path(waiting.value.path()).read_bytes()


def table_on_screen(page: Page, key: str) -> list[list[str]]:
    """The cells of a block's table as they are read on the screen."""
    holder = page.locator(f".st-key-{key}-table")
    holder.locator("summary").click()
    rows = holder.locator(".gd-view tr")
    expect(rows.first).to_be_visible()
    cells: list[list[str]] = rows.evaluate_all(
        "rows => rows.slice(1).map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return cells


def as_shown(text: str) -> str:
    """A cell of a file as the screen shows it: thousands parted, nothing for a missing one."""
    if text == "":
        return "—"
    if re.fullmatch(r"-?\d{4,}", text):
        return f"{int(text):,}"
    return text


@pytest.mark.parametrize(("name", "title"), PAGES.items())
def test_every_page_opens_and_asks_nobody_else(
    page: Page, server: str, name: str, title: str
) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    open_at(page, f"{server}/{name}")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    if name not in WITHOUT_CHART:
        expect(page.locator(".js-plotly-plot .plot-container").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert {host for host in hosts if host} == {urlsplit(server).netloc}


def test_a_filter_changes_the_address_and_the_figures(page: Page, server: str) -> None:
    open_at(page, f"{server}/applications")
    title_says(page, "received", "2024 年 3 份地区汇总报告共 6,862 件")
    choose(page, "年度", "2023")
    title_says(page, "received", "2023 年 2 份地区汇总报告共 3,592 件")
    choose(page, "机关（可输入名称查找）", "宿迁市（")
    title_says(page, "received", f"{RECEIVED}：2023 年 1 份地区汇总报告共 3,511 件")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"year": ["2023"], "agency": ["321300-dd7601a0"]}


def test_the_address_opens_the_same_view_and_back_works(page: Page, server: str) -> None:
    open_at(page, f"{server}/applications?year=2024&agency=321300-dd7601a0")
    title_says(page, "received", f"{RECEIVED}：2024 年 1 份地区汇总报告共 3,525 件")
    choose(page, "年度", "2023")
    expect(page).to_have_url(re.compile("year=2024&year=2023"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"year=2024&agency"))
    expect(page.get_by_text("本页包含 1 份报告")).to_be_visible()


def test_a_choice_is_kept_when_the_page_is_turned(page: Page, server: str) -> None:
    open_at(page, f"{server}/applications")
    choose(page, "年度", "2023")
    title_says(page, "received", "3,592")
    page.get_by_role("link", name="复议诉讼").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("复议诉讼")
    title_says(page, "review-by-year", "2023 年 2 份地区汇总报告共 442 件")
    assert parse_qs(urlsplit(page.url).query) == {"year": ["2023"]}


@pytest.mark.parametrize("key", ["received", "outcomes", "rates"])
def test_the_file_is_the_table_on_the_screen(page: Page, server: str, key: str) -> None:
    open_at(page, f"{server}/applications?year=2024&year=2023")
    shown = table_on_screen(page, key)
    raw = download(page, key)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    first_year = rows[0].index("year")
    in_file = [
        [cell if index == first_year else as_shown(cell) for index, cell in enumerate(row)]
        for row in rows[1:]
    ]
    shown = [["" if cell == "—" else cell for cell in row] for row in shown]
    in_file = [["" if cell == "—" else cell for cell in row] for row in in_file]
    assert len(shown) > 3
    assert shown == in_file


def test_a_number_lights_the_line_it_stands_on(page: Page, server: str) -> None:
    open_at(page, f"{server}/report?id=130303-8fa9b215-2023")
    total = page.locator('[id="c-outcome_total.total"]')
    expect(total).to_contain_text("数字矛盾2")
    total.locator("a").first.click()
    lit = page.locator("div:target")
    expect(lit).to_contain_text("(七)总计 | 2 | 0 | 0 | 0 | 0 | 0 | 2")
    expect(lit).to_be_in_viewport()
    page.locator("#f1 a").first.click()
    expect(page.locator('td:target[id="c-outcome_total.natural_person"]')).to_be_in_viewport()


def test_nothing_over_nothing_is_a_sentence_with_counts(page: Page, server: str) -> None:
    open_at(page, f"{server}/report?id=430903002-dd7601a0-2021")
    expect(page.get_by_text("公开率：办结的申请 0 件，没有比例可算（0/0）")).to_be_visible()


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_scrolls_down_only(browser: Browser, server: str, name: str) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
    page = phone.new_page()
    open_at(page, f"{server}/{name}")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    phone.close()
