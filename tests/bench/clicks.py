"""What one click costs the server, page by page: python -m tests.bench.clicks [--db FILE] [--clicks N].

One reader clicks without thinking: N filters nobody asked for before (*new*), then the same again
(*known*: every answer is kept, what is left is the drawing). Counted is processor time of the server
and its workers, not what passes on the wall; *reader* is that of the reader itself.
"""

import argparse
import asyncio
import random
import statistics
import time
from pathlib import Path

from govdash.settings import default_db
from tests.bench.readers import work
from tests.bench.visitor import PAGES, Visitor, question
from tests.serving import serving

_SETTLED = 0.3
"""Seconds after the last click until nothing of it goes on in the server."""


async def clicks(
    visitor: Visitor, process: int, page: str, queries: list[str]
) -> tuple[float, ...]:
    """Milliseconds a click: work of the server, its answer, work of the reader."""
    before, own = work(process), time.process_time()
    took = []
    for query in queries:
        drawn = await visitor.look(page, query)
        assert not drawn.wrong, drawn.wrong
        took.append(drawn.seconds)
    await asyncio.sleep(_SETTLED)
    count = len(queries)
    return (
        (work(process) - before) / count,
        statistics.median(took) * 1000,
        (time.process_time() - own) * 1000 / count,
    )


async def all_pages(address: str, process: int, count: int) -> None:
    """A line a page."""
    seen = []
    for page in PAGES:
        draw = random.Random(page)
        queries = [question(draw) for _ in range(count)]
        async with Visitor(address) as visitor:
            for _ in range(2):
                await visitor.look(page, "")
            new = await clicks(visitor, process, page, queries)
            known = await clicks(visitor, process, page, queries)
        seen.append((new[0], known[0]))
        told = f"{new[0]:8.1f} {new[1]:7.1f} {known[0]:8.1f} {known[1]:7.1f} {known[2]:8.1f}"
        print(f"{page or 'overview':14}{told}", flush=True)
    means = [statistics.mean(side) for side in zip(*seen, strict=True)]
    print(f"{'mean':14}{means[0]:8.1f} {'':7} {means[1]:8.1f}")


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=default_db())
    parser.add_argument("--clicks", type=int, default=20)
    options = parser.parse_args()
    print(f"{'':14}{'new':>16} {'known':>16}   reader")
    print(f"{'milliseconds':14}" + f"{'work':>8} {'p50':>7} " * 2 + f"{'work':>8}")
    with serving(options.db) as (address, process):
        asyncio.run(all_pages(address, process, options.clicks))


if __name__ == "__main__":
    main()
