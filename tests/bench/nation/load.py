"""Loading: many documents into nothing, against reading alone; a few more into the whole country."""

import multiprocessing
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from govdash.audit.reuse import BANDS
from govdash.pipeline import open_files
from govdash.store import snapshots
from govdash.store.filters import Filters
from govdash.store.loader import load
from govdash.store.rows import open_ready
from tests.bench.nation.documents import write

_YEARS = (2022, 2023, 2024)
_NEW_YEAR = (2026,)
_TOLD = 10_000

Item = TypeVar("Item")


def whole(count: int) -> None:
    """Load so many documents into an empty store, and read them without storing."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "documents"
        size = write(folder, count, _YEARS)
        print(f"{count:,} documents, {size / count / 1024:.1f} KB each", flush=True)
        start, worked = time.monotonic(), _work()
        read = sum(1 for _ in _told(open_files([folder])))
        alone, work_alone = time.monotonic() - start, _work() - worked
        print(
            f"reading alone: {alone:.1f} s, {read / alone:.0f} a second, "
            f"{work_alone / read * 1000:.2f} ms of work each",
            flush=True,
        )
        db = Path(scratch) / "govdash.duckdb"
        start, worked = time.monotonic(), _work()
        loaded = load(db, _told(open_ready([folder])))
        took, work = time.monotonic() - start, _work() - worked
        kept = snapshots.current(db).stat().st_size
        print(
            f"load: {took:.1f} s, {loaded.stored / took:.0f} a second, "
            f"{work / loaded.stored * 1000:.2f} ms of work each · storing adds "
            f"{took / alone - 1:.0%} of time, {work / work_alone - 1:.0%} of work (≤ 25 %)"
            f" · stored {loaded.stored:,}, refused {loaded.refused}"
            f" · peak memory of the loader {_peak(resource.RUSAGE_SELF):,.0f} MB, of a reader "
            f"{_peak(resource.RUSAGE_CHILDREN):,.0f} MB · store {kept / 2**20:,.0f} MB"
        )


def _told(read: Iterable[Item]) -> Iterator[Item]:
    """The same, with a line every so many: how fast, and how much memory until then."""
    start = time.monotonic()
    for number, item in enumerate(read, start=1):
        yield item
        if number % _TOLD == 0:
            rate = number / (time.monotonic() - start)
            peak = _peak(resource.RUSAGE_SELF)
            print(f"  {number:,} read, {rate:.0f} a second, at most {peak:,.0f} MB", flush=True)


def _peak(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1024


def _work() -> float:
    """Seconds of processor time of this process and of those it has ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


@contextmanager
def unmarked(national: Path, texts: bool) -> Iterator[Path]:
    """A copy of the made-up store that takes documents, gone afterwards.

    With `texts` every report has keys of its text as a real one has, at random.
    """
    with tempfile.TemporaryDirectory(dir=national.parent) as scratch:
        db = Path(scratch) / national.name
        folder = snapshots.folder_of(db)
        folder.mkdir()
        file = folder / "copy.duckdb"
        shutil.copyfile(snapshots.current(national), file)
        with duckdb.connect(str(file)) as connection:
            connection.execute("DELETE FROM meta WHERE key = ?", [snapshots.SYNTHETIC])
            if texts:
                connection.execute(
                    """CREATE TABLE made AS SELECT report_id, 800 AS own,
                    list_transform(range(?), lambda n: hash(report_id, n)) AS bands FROM sketches""",
                    [BANDS],
                )
                connection.execute("DROP TABLE sketches; ALTER TABLE made RENAME TO sketches")
                connection.execute("ALTER TABLE sketches ADD PRIMARY KEY (report_id)")
        db.symlink_to(file.relative_to(db.parent))
        yield db


def more(national: Path, count: int, texts: bool) -> None:
    """Load so many new reports into the country while a reader asks."""
    with tempfile.TemporaryDirectory() as scratch, unmarked(national, texts) as db:
        write(Path(scratch), count, _NEW_YEAR)
        size = snapshots.current(db).stat().st_size / 2**20
        stop, line = multiprocessing.Event(), multiprocessing.SimpleQueue()
        reader = multiprocessing.Process(target=_read, args=(db, stop, line))
        reader.start()
        start = time.monotonic()
        loaded = load(db, open_ready([Path(scratch)]))
        took = time.monotonic() - start
        stop.set()
        took_reads, wrong, seen = line.get()
        reader.join()
        ((reports,),) = snapshots.connect(db).execute("SELECT count(*) FROM reports").fetchall()
        print(
            f"{count:,} new reports into {reports - loaded.stored:,} ({size:,.0f} MB): {took:.1f} s"
            f" · stored {loaded.stored:,}, replaced {loaded.replaced}, refused {loaded.refused}\n"
            f"  a reader meanwhile: {len(took_reads)} questions, p50 "
            f"{statistics.median(took_reads):.0f} ms, most {max(took_reads):.0f} ms, "
            f"wrong or failed {wrong}, snapshots seen {seen}"
        )


def _read(db: Path, stop: Event, line: Any) -> None:
    """Ask for the reports of each year, over and over; what is seen is one snapshot or the next."""
    took: list[float] = []
    wrong, seen = 0, set()
    where, bound = Filters(level=("county",)).where()
    told: dict[str, Any] = {}
    while not stop.is_set():
        start = time.monotonic()
        try:
            with snapshots.connect(db) as connection:
                name = snapshots.name_of(connection)
                answer = connection.execute(
                    f"SELECT year, count(*), sum(concluded) FROM reports WHERE {where} "
                    "GROUP BY year ORDER BY year",
                    bound,
                ).fetchall()
            seen.add(name)
            wrong += told.setdefault(name, answer) != answer
        except Exception:
            wrong += 1
        took.append((time.monotonic() - start) * 1000)
        time.sleep(0.05)
    line.put((took, wrong, len(seen)))
