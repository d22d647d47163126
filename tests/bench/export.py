"""A million tidy rows through the API, against DuckDB's own COPY: python -m tests.bench.export.

The store is made up, lies in a temporary folder and is gone afterwards.
"""

import statistics
import tempfile
import threading
import time
import urllib.request
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from govdash.forms import FIGURES
from govdash.store import loader, releases, snapshots
from govdash.store.filters import Filters
from govdash.store.tables import table
from tests.serving import serving

REPORTS = 5_000
_CHUNK = 1 << 20
_READS = 40
_PAGE = "api/v1/datapackage.json"
"""What a second reader asks for meanwhile, four times a second.

It runs a question for each table and much Python in the server's own threads, as a page does.
"""


def synthetic(db: Path, reports: int = REPORTS) -> None:
    """A store of made-up reports: most figures 0, as in real ones."""
    draw = np.random.default_rng(1)
    ids = [f"{110000 + i % 400}-{i:08x}-{2019 + i % 6}" for i in range(reports)]
    kind = pa.decimal128(18, 6)
    figures = {
        figure: [
            Decimal(int(value))
            for value in draw.integers(0, 300, reports) * (draw.random(reports) > 0.86)
        ]
        for figure in FIGURES
    }
    rows = pa.table(
        {"report_id": ids, **{name: pa.array(values, kind) for name, values in figures.items()}}
    )
    with snapshots.writing(db) as draft:
        with duckdb.connect(str(draft)) as connection:
            loader.prepare(connection)
            connection.register("made", rows)
            connection.execute("INSERT INTO figures SELECT * FROM made")
            connection.execute(
                """INSERT INTO reports SELECT report_id, report_id[:15],
                '某省某市某县某某局' || report_id[8:15], report_id[-4:]::INT, '2021', '标题', NULL,
                'self', 'county', 'department', report_id[:6], '某省某市某县', 'high', 'file', NULL,
                'https://example.org/' || report_id, report_id || '.html', sha256(report_id),
                'text/html', 'utf-8', 'hans', 90, 0, 0, NULL, 1 FROM made"""
            )
            connection.execute("INSERT INTO outcomes (report_id) SELECT report_id FROM made")
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('snapshot', 'synthetic')")
        releases.publish(db, draft, "synthetic")


def copied(db: Path, out: Path) -> float:
    """Seconds that DuckDB's own COPY of the same rows takes; no better than the second time."""
    took = []
    for _ in range(3):
        with snapshots.connect(db) as connection:
            start = time.monotonic()
            connection.execute(f"COPY ({table('figures', Filters()).sql()}) TO '{out}' (HEADER)")
            took.append(time.monotonic() - start)
    return min(took)


def fetched(address: str) -> tuple[float, int, int]:
    """(seconds, bytes, rows) of one download."""
    start = time.monotonic()
    size = rows = 0
    with urllib.request.urlopen(f"{address}/api/v1/figures.csv") as answer:
        while chunk := answer.read(_CHUNK):
            size += len(chunk)
            rows += chunk.count(b"\n")
    return time.monotonic() - start, size, rows - 1


def resident(process: int) -> int:
    """What a process holds, in MB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    return 0


def reads(address: str, times: int = _READS) -> list[float]:
    """Milliseconds a second reader waits for one page's answer."""
    took = []
    for _ in range(times):
        start = time.monotonic()
        with urllib.request.urlopen(f"{address}/{_PAGE}") as answer:
            answer.read()
        took.append((time.monotonic() - start) * 1000)
        time.sleep(0.25)
    return took


class Watch(threading.Thread):
    """The most a process held while it was watched."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.peak, self.done = process, 0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.02):
            self.peak = max(self.peak, resident(self.process))


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        db = Path(scratch) / "synthetic.duckdb"
        synthetic(db)
        with serving(db, GOVDASH_RATE="100000/minute") as (address, process):
            reads(address, 4)
            before = resident(process)
            watch = Watch(process)
            watch.start()
            took, size, rows = fetched(address)
            watch.done.set()
            copy = copied(db, Path(scratch) / "copy.csv")
            took = min(took, fetched(address)[0], fetched(address)[0])
            alone = reads(address)
            stop = threading.Event()
            others = threading.Thread(target=lambda: _until(stop, address), daemon=True)
            others.start()
            busy = reads(address)
            stop.set()
            others.join()
    print(f"rows {rows:,} · {size / 1e6:.0f} MB")
    print(f"COPY {copy:.2f} s · API {took:.2f} s · throughput {copy / took:.2f} of COPY (≥ 0.5)")
    print(f"memory {before} MB → peak {watch.peak} MB: +{watch.peak - before} MB (< 100)")
    quiet, loud = statistics.median(alone), statistics.median(busy)
    print(f"second reader {quiet:.0f} ms → {loud:.0f} ms: × {loud / quiet:.2f} (≤ 1.33)")


def _until(stop: threading.Event, address: str) -> None:
    while not stop.is_set():
        with urllib.request.urlopen(f"{address}/api/v1/figures.csv") as answer:
            while answer.read(_CHUNK):
                pass


if __name__ == "__main__":
    main()
