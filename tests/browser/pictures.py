"""Pictures of every page as readers see them, for a person to look at.

python -m tests.browser.pictures DIR [--db FILE] [--only NAME ...]

Wide (1440 px) and narrow (390 px), light and dark, the whole length of each page, over the store
named or one of the samples that ship with it.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from govdash.pipeline import open_files
from govdash.settings import SAMPLES
from govdash.store.loader import load
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.serving import serving

VIEWS = {
    "overview": "",
    "search": "?find=sqs",
    "nothing": "?year=2020&region=320000",
    "disclosure": "disclosure",
    "number": "disclosure?view=number",
    "stated": "disclosure?view=stated",
    "applications": "applications",
    "rate": "applications?view=number&measure=disclosure_rate",
    "cases": "cases",
    "agency": "agency?agency=321300-dd7601a0",
    "peers": "compare?peers=321300-dd7601a0&year=2024&measure=disclosure_rate",
    "compare": "compare?agency=321300-dd7601a0&agency=320800-dd7601a0&agency=320813-dd7601a0",
    "map": "map?region=320000",
    "report": "report?id=130303-8fa9b215-2023",
    "reports": "report",
    "quality": "quality",
    "corrections": "corrections",
    "check": "check",
    "downloads": "downloads",
    "method": "method",
    "english": "applications?lang=en",
    "traditional": "agency?agency=321300-dd7601a0&lang=zh-Hant",
}
SIZES = {"wide": 1440, "narrow": 390}


def picture(browser: Browser, address: str, width: int, theme: str, file: Path) -> None:
    """The whole page, once it has come to rest."""
    context = browser.new_context(
        viewport={"width": width, "height": 1000},
        color_scheme=theme,  # type: ignore[arg-type]
        is_mobile=width < 600,
    )
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    page.wait_for_timeout(800)
    # The page scrolls inside its frame: only a window as high as its content shows it whole.
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(int(height) + 80, 12_000)})
    # A flow fades in after it was drawn for the new height.
    page.wait_for_timeout(1_500)
    page.screenshot(path=file)
    context.close()


def take(folder: Path, db: Path, names: Sequence[str]) -> None:
    """All pictures of the views named, over a store."""
    folder.mkdir(parents=True, exist_ok=True)
    with serving(db) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in names:
            for size, width in SIZES.items():
                for theme in ("light", "dark"):
                    file = folder / f"{name}-{size}-{theme}.png"
                    picture(browser, f"{address}/{VIEWS[name]}", width, theme, file)
                    print(file)
        browser.close()


def main() -> None:
    """Read the command line, and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--only", nargs="*", default=list(VIEWS), choices=list(VIEWS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as kept:
        db = given.db or Path(kept) / "govdash.duckdb"
        if given.db is None:
            load(db, open_files(SAMPLES))
        take(given.folder, db, given.only)


if __name__ == "__main__":
    main()
