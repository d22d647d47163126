"""Everybody can use it: axe-core finds nothing on any page, light and wide, dark and narrow.

Its own rules of good practice (order of headings, landmarks) are asked as well as those of WCAG.

What Streamlit itself draws and does not let us change is listed here and in docs/accessibility.md.
"""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser

PAGES = (
    "", "disclosure?view=stated", "applications", "applications?view=number", "cases",
    "agency?agency=321300-dd7601a0", "compare?agency=321300-dd7601a0&agency=320800-dd7601a0",
    "map", "report?id=130303-8fa9b215-2023", "quality", "corrections", "downloads", "method", "check",
)  # fmt: skip
STREAMLIT = {
    ("list", "stSidebarNavItems"),
    ("listitem", "<li"),
}
"""Rule and what the element holds: the headings of the list of pages stand in the list itself."""
COME_TO_REST = """() => Promise.all(
  document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime < Infinity)
    .map(one => one.finished.catch(() => null)))"""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def violations(browser: Browser, address: str, theme: str, width: int) -> set[tuple[str, str]]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("本站不是政府网站")).to_be_visible(timeout=30_000)
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    time.sleep(0.3)
    # A colour on its way to another is none that a reader has to read.
    page.evaluate(COME_TO_REST)
    found = Axe().run(page, options={"runOnly": list(RULES)}).response["violations"]
    context.close()
    return {
        (rule["id"], node["html"][:160])
        for rule in found
        for node in rule["nodes"]
        if not any(rule["id"] == known and part in node["html"] for known, part in STREAMLIT)
    }


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390)])
def test_nothing_is_found(browser: Browser, server: str, name: str, theme: str, width: int) -> None:
    assert violations(browser, f"{server}/{name}", theme, width) == set()


def test_the_check_can_fail(browser: Browser, server: str) -> None:
    """axe runs inside our Content-Security-Policy: Streamlit's own fault is seen."""
    page = browser.new_page()
    page.goto(server)
    expect(page.get_by_text("本站不是政府网站")).to_be_visible(timeout=30_000)
    found = Axe().run(page, options={"runOnly": list(RULES)}).response["violations"]
    page.close()
    assert "list" in {rule["id"] for rule in found}
