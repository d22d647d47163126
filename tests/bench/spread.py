"""Reading over a cluster against plain processes: `python -m tests.bench.spread [--count N]`.

The scheduler and the workers are processes of this machine; every store made must be equal to the
first one. *Work* is processor time of all that takes part.
"""

import argparse
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psutil
from distributed import Client

from govdash.pipeline.cluster import joined
from govdash.pipeline.workers import Spread, spread
from govdash.publish import package
from govdash.store import snapshots
from govdash.store.filters import Filters
from govdash.store.loader import load
from govdash.store.rows import open_ready
from tests.bench.nation.documents import write
from tests.crowd import crowd

_YEARS = (2022, 2023, 2024)


def _work() -> float:
    """Seconds of processor time of this process, of all below it and of those that ended."""
    us = psutil.Process()
    return sum(sum(each.cpu_times()[:4]) for each in (us, *us.children(recursive=True)))


class Race:
    """The same documents read and stored in one way after the other."""

    def __init__(self, folder: Path, scratch: Path, count: int, rounds: int) -> None:
        self._folder, self._scratch, self._count, self._rounds = folder, scratch, count, rounds
        self._first: tuple[str, bytes] | None = None
        self._alone = 0.0

    def run(self, name: str, way: Spread) -> None:
        """Wait for one report, then read all and load all so many times; print the best of each."""
        first = self._timed(lambda: next(iter(self._ready(way))))[0]
        reading, loading = [], []
        for _ in range(self._rounds):
            reading.append(self._timed(lambda: sum(1 for _ in self._ready(way))))
            loading.append(self._timed(lambda: self._load(way)))
        (read, read_work), (loaded, load_work) = min(reading), min(loading)
        self._alone = self._alone or read
        print(
            f"{name:21} {first:7.1f} {read:7.1f} {self._count / read:7.0f} {self._alone / read:8.2f} "
            f"{read_work / self._count * 1000:7.2f} {loaded:9.1f} {self._count / loaded:7.0f} "
            f"{load_work / self._count * 1000:7.2f}   {self._equal()}",
            flush=True,
        )

    def killed(self, name: str, way: Spread, address: str) -> None:
        """Load once while one of the workers is killed when a third is read."""

        def broken_off() -> Iterator[object]:
            for number, item in enumerate(self._ready(way)):
                if number == self._count // 3:
                    with Client(address, set_as_default=False) as client:
                        os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)
                yield item

        db = self._fresh()
        start = time.monotonic()
        load(db, broken_off())  # type: ignore[arg-type]
        took = time.monotonic() - start
        print(f"{name:21} {'':40} {took:9.1f} {self._count / took:7.0f} {'':7}   {self._equal()}")

    def _ready(self, way: Spread) -> Iterator[object]:
        return open_ready([self._folder], way)

    def _timed(self, do: Callable[[], object]) -> tuple[float, float]:
        start, work = time.monotonic(), _work()
        do()
        return time.monotonic() - start, _work() - work

    def _fresh(self) -> Path:
        db = self._scratch / "g.duckdb"
        db.unlink(missing_ok=True)
        return db

    def _load(self, way: Spread) -> None:
        load(self._fresh(), self._ready(way), keep=0)  # type: ignore[arg-type]

    def _equal(self) -> str:
        with snapshots.connect(self._scratch / "g.duckdb") as connection:
            name = snapshots.name_of(connection)
            made = name, b"".join(package.pieces(connection, Filters()))
        self._first = self._first or made
        return f"{name}, {'equal' if made == self._first else 'DIFFERENT'}"


@contextmanager
def _joined(scratch: Path, workers: int) -> Iterator[tuple[Spread, str]]:
    with crowd(scratch, workers) as address:
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(workers)
        with joined(address) as way:
            yield way, address


def main() -> None:
    """Run all ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        size = write(scratch / "documents", options.count, _YEARS)
        print(f"{options.count:,} documents, {size / options.count / 1024:.1f} KB each")
        print(
            f"{'':21} {'first s':>7} {'read s':>7} {'a s':>7} {'speed-up':>8} {'work ms':>7} {'load s':>9} "
            f"{'a s':>7} {'work ms':>7}   snapshot and package"
        )
        race = Race(scratch / "documents", scratch, options.count, options.rounds)
        for cores in (1, 2):
            race.run(f"plain, {cores} processes", partial(spread, cores=cores))
        for workers in (1, 2, 4):
            with _joined(scratch, workers) as (way, address):
                race.run(f"cluster, {workers} workers", way)
                if workers == 2:
                    race.killed("  one of them killed", way, address)


if __name__ == "__main__":
    main()
