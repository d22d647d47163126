"""Every choice of every page: set by hand → in the address → the same view in a fresh browser."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_browser import choose, open_at

pytestmark = pytest.mark.browser

Act = Callable[[Page], None]
SEEN = "[data-testid=stMain] :is(h1, h2, h3, .gd-view, .gd-tiles, [data-testid=stMetricValue])"
"""What a reader takes from a page: headings, key numbers and tables, open or not."""
FILTERED = ("", "disclosure", "applications", "cases", "map", "quality", "downloads")


def chosen(label: str, text: str) -> Act:
    return lambda page: choose(page, label, text)


def switched(key: str, text: str) -> Act:
    return lambda page: page.locator(f".st-key-{key}").get_by_text(text, exact=True).click()


FILTERS: tuple[tuple[Act, dict[str, list[str]]], ...] = (
    (chosen("年度", "2023"), {"year": ["2023"]}),
    (chosen("省级", "江苏省"), {"region": ["320000"]}),
    (chosen("层级", "市级"), {"level": ["prefecture"]}),
    (chosen("口径", "地区汇总"), {"scope": ["aggregate"]}),
)
CHOICES: tuple[tuple[str, Act, dict[str, list[str]]], ...] = (
    ("", chosen("机关", "宿迁市（"), {"agency": ["321300-dd7601a0"]}),
    ("", chosen("类别", "部门"), {"kind": ["department"]}),
    ("disclosure", switched("view", "正文自述的条数"), {"view": ["stated"]}),
    ("disclosure?view=number", chosen("看哪个数字", "规章·本年制发件数"),
     {"view": ["number"], "measure": ["rules_issued"]}),
    ("applications", switched("view", "任选一个数字"), {"view": ["number"]}),
    ("applications?view=number", chosen("看哪个数字", "办结率"),
     {"view": ["number"], "measure": ["clearance_rate"]}),
    ("applications?view=number", switched("order", "按年度和地区"),
     {"view": ["number"], "order": ["place"]}),
    ("cases", switched("view", "任选一个数字"), {"view": ["number"]}),
    ("map", chosen("看哪个数字", "公开率"), {"measure": ["disclosure_rate"]}),
    ("agency?agency=321300-dd7601a0", chosen("看哪个数字", "结转率"),
     {"agency": ["321300-dd7601a0"], "measure": ["carry_over_rate"]}),
    ("compare?peers=321300-dd7601a0", chosen("比哪个数字", "公开率"),
     {"peers": ["321300-dd7601a0"], "measure": ["disclosure_rate"]}),
)  # fmt: skip


def view_of(page: Page) -> list[str]:
    """What is seen of a page, once it has come to rest."""
    expect(page.get_by_text("本站不是政府网站")).to_be_visible(timeout=20_000)
    seen: list[str] = []
    same = 0
    for _ in range(60):
        now: list[str] = page.locator(SEEN).evaluate_all("all => all.map(one => one.textContent)")
        at_rest = page.locator("[data-test-script-state=notRunning]").count() > 0
        same = same + 1 if now == seen and at_rest else 0
        if same == 3:
            return seen
        seen = now
        page.wait_for_timeout(300)
    raise AssertionError("the page does not come to rest")


def holds(browser: Browser, server: str, path: str, act: Act, query: dict[str, list[str]]) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    open_at(page, f"{server}/{path}")
    before = view_of(page)
    act(page)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == query)
    # The address changes before the page is drawn anew, and that may take several steps.
    page.wait_for_timeout(1_000)
    after, link = view_of(page), page.url
    context.close()
    fresh = browser.new_context(viewport={"width": 1440, "height": 1000})
    opened = fresh.new_page()
    open_at(opened, link)
    assert view_of(opened) == after
    fresh.close()
    assert after != before


@pytest.mark.parametrize("name", FILTERED)
def test_a_filter_is_in_the_link(browser: Browser, server: str, name: str) -> None:
    """Each page with one filter of its own turn, so that together they try them all."""
    act, query = FILTERS[FILTERED.index(name) % len(FILTERS)]
    holds(browser, server, name, act, query)


@pytest.mark.parametrize(("path", "act", "query"), CHOICES, ids=[f"{c[0]}-{c[2]}" for c in CHOICES])
def test_a_choice_is_in_the_link(
    browser: Browser, server: str, path: str, act: Act, query: dict[str, list[str]]
) -> None:
    holds(browser, server, path, act, query)
