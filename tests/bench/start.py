"""From `govdash serve` to the first page: python -m tests.bench.start DIR [--times N].

Each time a new server, over the samples and over the country of `tests.bench.nation`: until it
listens, until the first page is drawn for a reader without a browser, and, of a server that nobody
else has asked, until the first figures are painted in a fresh Chromium. The files may still be in
the machine's memory from the time before.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from govdash.pipeline import open_files
from govdash.settings import SAMPLES
from govdash.store.loader import load
from tests.bench.nation.__main__ import NAME
from tests.bench.paint import USEFUL, fresh
from tests.bench.visitor import Visitor
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.serving import serving


async def _drawn(address: str) -> None:
    async with Visitor(address) as visitor:
        drawn = await visitor.look("", "")
        assert not drawn.wrong, drawn.wrong


def to_page(db: Path) -> tuple[float, float]:
    """Seconds from the start until the server listens, and until its first page is drawn."""
    start = time.monotonic()
    with serving(db) as (address, _):
        listens = time.monotonic() - start
        asyncio.run(_drawn(address))
        return listens, time.monotonic() - start


def to_paint(browser: Browser, db: Path) -> float:
    """Seconds from the start until the first figures are painted."""
    start = time.monotonic()
    with serving(db) as (address, _), fresh(browser) as page:
        page.goto(address)
        page.wait_for_selector(USEFUL)
        return time.monotonic() - start


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    heads = ("listens", "page drawn", "painted")
    print(f"{'seconds':14}" + "".join(f"{head:>18}" for head in heads))
    print(f"{'':14}" + f"{'p50':>10} {'most':>7}" * len(heads))
    with tempfile.TemporaryDirectory() as folder:
        samples = Path(folder) / "samples.duckdb"
        load(samples, open_files(SAMPLES))
        stores = {"samples": samples, "nation": options.folder / NAME}
        times = range(options.times)
        pages = {name: [to_page(db) for _ in times] for name, db in stores.items()}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name, db in stores.items():
                took = [*zip(*pages[name], strict=True), [to_paint(browser, db) for _ in times]]
                told = "".join(f"{statistics.median(one):10.2f} {max(one):7.2f}" for one in took)
                print(f"{name:14}{told}", flush=True)
            browser.close()


if __name__ == "__main__":
    main()
