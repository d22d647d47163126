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
    "agency": "机关",
    "compare": "比较",
    "map": "地图",
    "report": "单份报告",
    "quality": "数据质量",
    "corrections": "更正记录",
    "downloads": "数据下载",
    "method": "方法与名词",
    "check": "自查",
}
WITHOUT_CHART = (
    "disclosure",
    "report",
    "check",
    "agency",
    "compare",
    "map",
    "corrections",
    "downloads",
    "method",
)
FILTERS = ("年度", "机关", "层级", "类别", "口径", "省级", "市级", "县级")
SEVERAL = ("年度", "机关", "层级", "类别", "口径", "性质", "规则")
"""Choices of several, whose list stays open; in a choice of one Escape takes it back."""
RECEIVED = "本年新收政府信息公开申请数量"


def open_at(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("本站不是政府网站")).to_be_visible()


def title_says(page: Page, key: str, text: str) -> None:
    """The title of a block; while a page is drawn anew the one before may still stand there."""
    expect(page.locator(f"#{key}", has_text=text).first).to_be_visible()


def open_filters(page: Page) -> None:
    """Open the line that says what is looked at, where it is closed."""
    line = page.locator(".st-key-no-print-filters details")
    if line.get_attribute("open") is None:
        line.locator("summary").click()
        # A list that opens while the panel still moves is closed again by the movement.
        page.wait_for_timeout(500)


def choose(page: Page, label: str, text: str) -> None:
    """Choose an option by typing, as a reader does."""
    if label in FILTERS:
        open_filters(page)
    page.get_by_label(label, exact=True).first.click()
    page.keyboard.type(text)
    page.get_by_role("option").filter(has_text=text).first.click()
    if label in SEVERAL:
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
    refused: list[str] = []
    page.on(
        "console",
        lambda said: refused.append(said.text) if "Content Security" in said.text else None,
    )
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    open_at(page, f"{server}/{name}")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    if name not in WITHOUT_CHART:
        expect(page.locator(".js-plotly-plot .plot-container").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert {host for host in hosts if host} == {urlsplit(server).netloc}
    assert refused == []
    assert page.evaluate("document.documentElement.lang") == "zh-CN"


def test_a_filter_changes_the_address_and_the_figures(page: Page, server: str) -> None:
    open_at(page, f"{server}/applications?view=number")
    title_says(page, "by-year", "2024 年 3 份地区汇总报告共 6,862 件")
    choose(page, "年度", "2023")
    title_says(page, "by-year", "2023 年 2 份地区汇总报告共 3,592 件")
    choose(page, "机关", "宿迁市（")
    title_says(page, "by-year", f"{RECEIVED}：2023 年 1 份地区汇总报告共 3,511 件")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"view": ["number"], "year": ["2023"], "agency": ["321300-dd7601a0"]}


def test_the_address_opens_the_same_view_and_back_works(page: Page, server: str) -> None:
    open_at(page, f"{server}/applications?view=number&year=2024&agency=321300-dd7601a0")
    title_says(page, "by-year", f"{RECEIVED}：2024 年 1 份地区汇总报告共 3,525 件")
    choose(page, "年度", "2023")
    expect(page).to_have_url(re.compile("year=2024&year=2023"))
    expect(page.get_by_text("本页包含 2 份报告")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"year=2024&agency"))
    expect(page.get_by_text("本页包含 1 份报告")).to_be_visible()
    page.go_forward()
    expect(page.get_by_text("本页包含 2 份报告")).to_be_visible()


def test_a_choice_is_kept_when_the_page_is_turned(page: Page, server: str) -> None:
    open_at(page, f"{server}/applications")
    choose(page, "年度", "2023")
    title_says(page, "flow", "2023 年 2 份地区汇总报告")
    page.get_by_role("link", name="复议诉讼").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("复议诉讼")
    title_says(page, "review_results", "2023 年 2 份地区汇总报告里")
    assert parse_qs(urlsplit(page.url).query) == {"year": ["2023"]}


@pytest.mark.parametrize("key", ["flow", "applicants", "outcomes", "reasons"])
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
    assert len(shown) > 2
    assert shown == in_file


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


def test_the_document_speaks_the_language_chosen(page: Page, server: str) -> None:
    page.goto(f"{server}/map?lang=zh-Hant")
    expect(page.get_by_role("heading", level=1)).to_have_text("地圖")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    page.locator(".st-key-language").get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Map")
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert parse_qs(urlsplit(page.url).query) == {"lang": ["en"]}
