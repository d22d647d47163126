"""A million tidy rows through the API, against DuckDB's own COPY: python -m tests.bench.export.

The store is made up, lies in a temporary folder and is gone afterwards.
"""

import asyncio
import random
import statistics
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from govdash.store import snapshots
from govdash.store.filters import Filters
from govdash.store.tables import table
from tests.bench.nation.build import build
from tests.bench.readers import resident
from tests.bench.visitor import Visitor, question
from tests.serving import serving

SHARE = 0.02
YEAR = 2023
_CHUNK = 1 << 20
_READS = 40
_RUNS = 3
_PAGE = "applications"
"""What a second reader looks at meanwhile, a filter changed about three times a second."""


def copied(db: Path, out: Path) -> float:
    """Seconds that DuckDB's own COPY of the same rows takes; no better than the second time."""
    took = []
    for _ in range(3):
        with snapshots.connect(db) as connection:
            # All rows at once need more than a reader may hold.
            connection.execute("SET memory_limit = '8GB'")
            start = time.monotonic()
            asked = table("figures", Filters(year=(YEAR,)))
            connection.execute(f"COPY ({asked.sql()}) TO '{out}' (HEADER)", asked.values)
            took.append(time.monotonic() - start)
    return min(took)


def fetched(address: str) -> tuple[float, int, int]:
    """(seconds, bytes, rows) of one download."""
    start = time.monotonic()
    size = rows = 0
    with urllib.request.urlopen(f"{address}/api/v1/figures.csv?year={YEAR}") as answer:
        while chunk := answer.read(_CHUNK):
            size += len(chunk)
            rows += chunk.count(b"\n")
    return time.monotonic() - start, size, rows - 1


async def clicks(address: str) -> list[float]:
    """Milliseconds that a reader of the dashboard waits for a page after changing a filter."""
    draw, took = random.Random(3), []
    async with Visitor(address) as visitor:
        await visitor.look(_PAGE, "")
        for _ in range(_READS):
            drawn = await visitor.look(_PAGE, question(draw))
            assert not drawn.wrong, drawn.wrong
            took.append(drawn.seconds * 1000)
            await asyncio.sleep(0.25)
    return took


class Watch(threading.Thread):
    """The most a process held while it was watched."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.peak, self.done = process, 0.0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.02):
            self.peak = max(self.peak, resident(self.process))


def measured(db: Path, scratch: Path) -> tuple[float, float, float]:
    """(throughput against COPY, MB more at the peak, times a reader waits longer), each once."""
    with serving(db, GOVDASH_RATE="100000/minute") as (address, process):
        asyncio.run(clicks(address))  # every page asked for once
        before = resident(process)
        watch = Watch(process)
        watch.start()
        took, _, rows = fetched(address)
        watch.done.set()
        assert rows > 900_000, rows
        shares = []
        for _ in range(3):
            copy = copied(db, scratch / "copy.csv")
            shares.append(copy / min(took, fetched(address)[0]))
        alone = asyncio.run(clicks(address))
        stop = threading.Event()
        others = threading.Thread(target=_until, args=(stop, address), daemon=True)
        others.start()
        busy = asyncio.run(clicks(address))
        stop.set()
        others.join()
    slower = statistics.median(busy) / statistics.median(alone)
    return statistics.median(shares), watch.peak - before, slower


def main() -> None:
    """Several servers one after the other; the median of each."""
    with tempfile.TemporaryDirectory() as scratch:
        db = Path(scratch) / "synthetic.duckdb"
        build(db, SHARE)
        runs = []
        for _ in range(_RUNS):
            runs.append(measured(db, Path(scratch)))
            share, more, slower = runs[-1]
            print(f"  throughput {share:.2f} of COPY · +{more:.0f} MB · reader × {slower:.2f}")
    share, more, slower = (statistics.median(column) for column in zip(*runs, strict=True))
    print(f"median of {_RUNS}: throughput {share:.2f} of COPY (≥ 0.5), +{more:.0f} MB (< 100),")
    print(f"a second reader of the dashboard waits × {slower:.2f} (≤ 1.33)")


def _until(stop: threading.Event, address: str) -> None:
    while not stop.is_set():
        with urllib.request.urlopen(f"{address}/api/v1/figures.csv?year={YEAR}") as answer:
            while answer.read(_CHUNK):
                pass


if __name__ == "__main__":
    main()
