"""Journeys in a real Chromium, each from its question to the answer: citizen, official, journalist."""

import csv
import io
import json
import re
import time
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from govdash.settings import DATA
from tests.browser.test_browser import choose, download, open_at

pytestmark = pytest.mark.browser

SAMPLE = (DATA / "samples" / "山海关区人民政府办公室_2023.txt").read_text(encoding="utf-8")
GRANTED = "予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
CORRECTED = SAMPLE.replace(GRANTED, "予以公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |", 1)
CANARY = "仅供内部的草稿八七六五四三"


def paste(page: Page, text: str) -> float:
    """Paste a report, press the button, and tell how long until there is an answer."""
    page.get_by_label("报告全文").fill(text)
    start = time.monotonic()
    page.get_by_role("button", name="核对", exact=True).click()
    return start


def answered(page: Page, text: str) -> None:
    expect(page.locator("#verdict", has_text=re.compile(f"^{text}$")).first).to_be_visible()


def drop(page: Page, name: str, data: bytes) -> None:
    page.get_by_role("tab", name="放入文件").click()
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    )


def test_an_official_finds_why_corrects_and_is_clean(page: Page, server: str) -> None:
    open_at(page, f"{server}/check")
    start = paste(page, SAMPLE)
    answered(page, "发现 2 处数字矛盾")
    assert time.monotonic() - start < 5
    finding = page.locator("#f1")
    expect(finding).to_contain_text("各种办理结果加起来是 0 件，“总计”填的是 2 件，差 2 件。")
    expect(finding).to_contain_text("印的是：2")
    finding.get_by_role("link", name="看原文第 63 行").click()
    expect(page.locator("div.lit")).to_contain_text("(七)总计 | 2 | 0 | 0")
    expect(page.locator("div.lit")).to_be_in_viewport()
    paste(page, CORRECTED)
    answered(page, "没有发现数字矛盾")
    expect(page.locator(".gd-found")).not_to_contain_text("数字矛盾")
    assert urlsplit(page.url).query == ""


def test_what_was_found_can_be_taken_along(page: Page, server: str) -> None:
    open_at(page, f"{server}/check")
    paste(page, SAMPLE)
    answered(page, "发现 2 处数字矛盾")
    shown = page.locator(".gd-found li").evaluate_all(
        "items => items.map(item => [...item.children].map(child => child.innerText))"
    )
    rows = list(csv.DictReader(io.StringIO(download(page, "check").decode("utf-8-sig"))))
    assert [(row["place"], row["message"]) for row in rows] == [(one[0], one[1]) for one in shown]
    assert [(row["printed"], row["expected"], row["line"]) for row in rows] == [
        ("2", "0", "63"),
        ("2", "0", "63"),
        ("", "", "69"),
        ("", "", "8"),
    ]
    with page.expect_download() as waiting:
        page.locator(".st-key-check-json button").click()
    parsed = json.loads(Path(waiting.value.path()).read_bytes())
    assert (parsed["schema"], parsed["agency"]) == ("govdash.report/1", "山海关区人民政府办公室")
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="打印或存成 PDF").click()
    assert page.title() == "printed"


def test_a_check_by_keyboard_alone(page: Page, server: str) -> None:
    open_at(page, f"{server}/check")
    page.get_by_label("报告全文").focus()
    page.keyboard.insert_text(CORRECTED)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="核对", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    answered(page, "没有发现数字矛盾")


def test_hostile_files_are_refused_and_the_next_report_is_read(page: Page, server: str) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 150_000_000)
    open_at(page, f"{server}/check")
    for name, data, reason in (
        ("炸弹.docx", bomb.getvalue(), "解压后过大"),
        ("垃圾.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 300, "PDF 已损坏"),
        ("嵌套.html", b"<html>" + b"<div>" * 100_000, "不是年度报告"),
    ):
        drop(page, name, data)
        expect(page.get_by_test_id("stAlert").filter(has_text=reason)).to_be_visible()
        expect(page.locator("#verdict")).to_have_count(0)
        expect(page.get_by_test_id("stException")).to_have_count(0)
    drop(page, "大.txt", b"a" * 21_000_000)
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("20")
    expect(page.locator("#verdict")).to_have_count(0)
    drop(page, "报告.txt", SAMPLE.encode("gb18030"))
    answered(page, "发现 2 处数字矛盾")


def test_nothing_given_is_kept_anywhere(browser: Browser, uneven_server: tuple[str, Path]) -> None:
    address, folder = uneven_server
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*.duckdb")}
    own = browser.new_context()
    page = own.new_page()
    open_at(page, f"{address}/check")
    paste(page, SAMPLE.replace("六、其他", f"{CANARY}\n六、其他", 1))
    answered(page, "发现 2 处数字矛盾")
    expect(page.locator(".gd-pane", has_text=CANARY)).to_be_visible()
    drop(page, f"{CANARY}.pdf", b"%PDF-1.7 " + CANARY.encode())
    expect(page.get_by_test_id("stAlert").filter(has_text="PDF 已损坏")).to_be_visible()
    assert CANARY not in page.url
    other = browser.new_context().new_page()
    open_at(other, f"{address}/check")
    expect(other.get_by_label("报告全文")).to_have_value("")
    assert CANARY not in other.content()
    own.close()
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*.duckdb")} == before
    assert len(before) == 2
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert (folder / "printed.txt") in files
    assert [file.name for file in files if CANARY.encode() in file.read_bytes()] == []
    assert list((folder / "temporary").iterdir()) == []


def rows_on_screen(page: Page, key: str) -> list[list[str]]:
    """The cells of a paged table as they are read on the screen."""
    rows = page.locator(f".st-key-{key}-table .gd-view tr")
    expect(rows.nth(1)).to_be_visible()
    cells: list[list[str]] = rows.evaluate_all(
        "rows => rows.slice(1).map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return cells


def test_a_journalist_follows_an_error_to_its_line_and_takes_the_file(
    browser: Browser, page: Page, uneven_server: tuple[str, Path]
) -> None:
    address, _ = uneven_server
    open_at(page, f"{address}/quality")
    choose(page, "年度", "2023")
    choose(page, "性质", "数字矛盾")
    expect(page.locator("#headline", has_text="有数字矛盾（126 处）").first).to_be_visible()
    chosen = {"year": ["2023"], "severity": ["error"]}
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == chosen)
    shown = []
    for number, rows in ((1, "1—50"), (2, "51—100"), (3, "101—126")):
        if number > 1:
            page.get_by_label("第几页（共 3 页）").fill(str(number))
            page.keyboard.press("Enter")
        expect(page.get_by_text(f"第 {rows} 行，共 126 行")).to_be_visible()
        shown += rows_on_screen(page, "findings")
    link = page.url

    # The file of all rows holds the same rows in the same order as the three pages.
    href = page.locator(".st-key-findings-csv a").get_attribute("href")
    raw = page.request.get(f"{address}/{href}").body()
    assert raw.startswith(b"\xef\xbb\xbf")
    file = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [(row[0], row[1], row[4]) for row in shown] == [
        (row["year"], row["agency"] or "机关不明", row["message"]) for row in file
    ]
    assert {row["severity"] for row in file} == {"error"}

    # The same link a day later, in another browser: the same rows.
    fresh = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    open_at(fresh, link)
    expect(fresh.get_by_text("第 101—126 行，共 126 行")).to_be_visible()
    assert rows_on_screen(fresh, "findings") == shown[100:]
    fresh.context.close()

    # From a row to the report, at the line, which is lit.
    page.locator(".st-key-findings-table").get_by_role("link", name="原文第 63 行").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2023 年度报告")
    lit = page.locator("div.lit")
    expect(lit).to_contain_text("(七)总计 | 2 | 0 | 0 | 0 | 0 | 0 | 2")
    expect(lit).to_be_in_viewport()


def test_the_file_of_agencies_is_the_table_on_the_screen(page: Page, server: str) -> None:
    open_at(page, f"{server}/quality?severity=error&severity=notice&list=agencies")
    shown = rows_on_screen(page, "agencies")
    rows = list(csv.reader(io.StringIO(download(page, "agencies").decode("utf-8-sig"))))
    assert rows[0] == ["agency", "region", "reports", "years", "error", "notice"]
    assert [["" if cell == "—" else cell for cell in row] for row in shown] == rows[1:]
    assert len(shown) == 11


@pytest.mark.parametrize("given", ["report", "refused"])
def test_a_check_on_a_phone_scrolls_down_only(browser: Browser, server: str, given: str) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
    page = phone.new_page()
    open_at(page, f"{server}/check")
    paste(page, SAMPLE if given == "report" else "通知")
    if given == "report":
        answered(page, "发现 2 处数字矛盾")
    else:
        expect(page.get_by_test_id("stAlert")).to_contain_text("不是年度报告")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    phone.close()


@pytest.mark.parametrize("typed", ["宿迁", "宿遷", "sqs"])
def test_a_citizen_finds_the_town_and_what_became_of_requests(
    page: Page, server: str, typed: str
) -> None:
    """我住在宿迁，有人向市里申请信息，结果怎样？"""
    open_at(page, server)
    page.get_by_label("查你的地方或机关").fill(typed)
    page.get_by_role("link", name="宿迁市（江苏省宿迁市）").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("宿迁市")
    years = page.locator(".st-key-reports-table .gd-view")
    expect(years).to_contain_text("3,521 件中 1,902 件")
    years.get_by_role("link", name="2024").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("宿迁市 2024 年度报告")
    expect(page.get_by_text("公开率：54.0%，3,521 件中 1,902 件")).to_be_visible()
    granted = page.locator('[id="c-granted.total"]')
    expect(granted).to_contain_text("1,431")


def test_an_official_compares_with_peers_and_finds_why_the_report_is_flagged(
    page: Page, uneven_server: tuple[str, Path]
) -> None:
    """我们局和县里别的局比怎么样？我们的报告为什么被标出来？"""
    address, _ = uneven_server
    open_at(page, address)
    page.get_by_label("查你的地方或机关").fill("东山局")
    page.get_by_role("link", name=re.compile("^山海关区东山局")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("山海关区东山局")
    page.get_by_role("link", name=re.compile("60 个")).first.click()
    expect(page.get_by_text(re.compile("比较的是：.*60 个"))).to_be_visible()
    row = page.locator(".st-key-compared-table .gd-view tr").filter(has_text="山海关区东山局")
    expect(row).to_be_visible()
    row.get_by_role("link").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("山海关区东山局 2023 年度报告")
    expect(page.locator("#f1")).to_contain_text(
        "各种办理结果加起来是 0 件，“总计”填的是 2 件，差 2 件。"
    )
    page.locator("#f1").get_by_role("link", name="看原文第 63 行").click()
    expect(page.locator(".gd-pane div.lit")).to_contain_text("(七)总计 | 2 | 0 | 0")
