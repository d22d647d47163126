"""What a reader waits for in a real browser: python -m tests.bench.paint DIR [--datasette PATH].

Over the national store of `tests.bench.nation`: each page opened in a fresh browser (nothing kept),
until its first figures are painted and until it has come to rest; then a filter changed on it by
hand, until it has come to rest again. Beside it the page of Datasette that answers the same
question over the same figures, once for any year and once for another: there a filter is a page.
"""

import argparse
import statistics
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from govdash.store import snapshots
from tests.bench.nation.peers import NAME as SQLITE
from tests.bench.nation.queries import YEAR, drawn, questions, served
from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.test_browser import choose
from tests.serving import serving

USEFUL = (
    "[data-testid=stMain] :is(.gd-lead, .gd-view, .gd-tiles, .js-plotly-plot .main-svg, "
    "[data-testid=stMetricValue], [data-testid=stDataFrame] canvas, table), table.rows-and-columns"
)
"""What a reader came for: figures."""
_WATCH = """
const looked = '[data-testid=stMain], body > main, section.content';
window.gd = {painted: 0, changed: 0, mark: 0};
const useful = 'USEFUL';
addEventListener('mousedown', () => gd.mark = performance.now(), true);
new MutationObserver(all => {
    if (!all.some(one => !one.target.closest || one.target.closest(looked)))
        return;
    const now = performance.now();
    gd.changed = now;
    if (!gd.painted && document.querySelector(useful)) gd.painted = now;
}).observe(document, {subtree: true, childList: true, characterData: true});
""".replace("USEFUL", USEFUL)
"""Notes when something changes in what a reader looks at, and when the first figures stand there."""
_AT_REST = """() => performance.now() - gd.changed > 600 &&
    !document.querySelector('[data-testid=stMain] [data-testid=stSkeleton]') && (
    document.querySelector('[data-test-script-state=notRunning]') || !document.querySelector('#root'))"""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page as it is opened, what is then changed on it, and the question that Datasette answers."""

    page: str
    change: Callable[[Page], None]
    question: str


def _pick(label: str, option: str) -> Callable[[Page], None]:
    return lambda page: choose(page, label, option)


def _follow(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("link", name=name).first.click()


def visits(agency: str) -> tuple[Visit, ...]:
    """Every page that asks the store something; `agency` is looked at where one has to be."""
    year = _pick("年度", str(YEAR))
    return (
        Visit("", year, "national sums by year"),
        Visit("disclosure", year, "national sums by year"),
        Visit("applications", year, "national sums by year"),
        Visit("cases", year, "sums by level"),
        Visit("map", year, "sums by province and year"),
        Visit(f"agency?agency={agency}", _pick("看哪个数字", "公开率"), "one agency: its years"),
        Visit(f"compare?peers={agency}", _pick("比哪个数字", "公开率"), "one agency: its years"),
        Visit(f"report?id={agency}-{YEAR}", _follow(str(YEAR - 1)), "one report: all its columns"),
        Visit("quality", year, "how reports stand, by year"),
        Visit("downloads", year, "coverage and what is missing"),
    )


@contextmanager
def fresh(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has kept nothing."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.add_init_script(_WATCH)
    yield page
    context.close()


def _rest(page: Page) -> None:
    for _ in range(1200):
        if page.evaluate(_AT_REST):
            return
        time.sleep(0.05)
    raise AssertionError(f"{page.url} does not come to rest")


def ours(browser: Browser, address: str, visit: Visit) -> tuple[float, float, float]:
    """Milliseconds until the first figures, until rest, and from a choice until rest."""
    with fresh(browser) as page:
        page.goto(f"{address}/{visit.page}")
        page.wait_for_selector("h1")
        _rest(page)
        painted, whole = page.evaluate("[gd.painted, gd.changed]")
        visit.change(page)
        time.sleep(0.3)
        _rest(page)
        return painted, whole, page.evaluate("gd.changed - gd.mark")


def theirs(browser: Browser, address: str, sql: str, bound: dict[str, str]) -> float:
    """Milliseconds until the page of Datasette is painted."""
    with fresh(browser) as page:
        page.goto(f"{address}?{urllib.parse.urlencode({'sql': sql, **bound})}")
        page.wait_for_selector("table.rows-and-columns")
        return float(page.evaluate("gd.painted"))


def _p(took: Sequence[float]) -> str:
    if len(took) < 2:
        return f"{took[0]:7.0f} {'–':>7}"
    cut = statistics.quantiles(took, n=100, method="inclusive")
    return f"{cut[49]:7.0f} {cut[94]:7.0f}"


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=12)
    parser.add_argument("--datasette")
    parser.add_argument("--pages", nargs="*")
    options = parser.parse_args()
    store = options.folder / "govdash.duckdb"
    with snapshots.connect(store) as connection:
        agencies = drawn(connection, options.times + 1)
    asked = {question.name: question for question in questions()}
    print(
        f"{'':14} {'first figures':>15} {'whole page':>15} {'filter':>15} {'Datasette':>15}  filter times"
    )
    print(f"{'milliseconds':14}" + f" {'p50':>7} {'p95':>7}" * 4)
    with (
        serving(store) as (address, _),
        served(options.datasette, options.folder / SQLITE) as peer,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for number in range(len(visits(""))):
            name = visits("")[number].page.split("?")[0] or "overview"
            if options.pages and name not in options.pages:
                continue
            ours(browser, address, visits(agencies[0])[number])
            seen = [ours(browser, address, visits(one)[number]) for one in agencies[1:]]
            told = f"{name:14} " + " ".join(_p([one[at] for one in seen]) for at in range(3))
            if peer:
                question = asked[visits("")[number].question]
                took: list[float] = []
                for agency in agencies[1:]:
                    took.append(
                        theirs(
                            browser,
                            peer,
                            question.sql,
                            question.bound(agency),
                        )
                    )
                    if len(took) >= 3 and sum(took) > 20_000:
                        break
                ratio = statistics.median(took) / statistics.median(one[2] for one in seen)
                told += f" {_p(took)}  {ratio:6.1f}  {question.name}"
            print(told, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
