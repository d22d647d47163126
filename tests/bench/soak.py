"""Readers, a loader, and everything that goes wrong, at once: python -m tests.bench.soak [SECONDS].

Every answer is held against what a publication held: the bytes of a table, and the number of
reports that a page speaks of. While the store is damaged an error is the right answer; a number
that no publication had is never right.
"""

import asyncio
import hashlib
import os
import random
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from govdash.pipeline import open_files
from govdash.publish.files import pieces
from govdash.settings import DATA, ROOT
from govdash.store import snapshots
from govdash.store.filters import Filters
from govdash.store.loader import load
from govdash.store.tables import table
from tests.bench.readers import resident
from tests.bench.visitor import Visitor
from tests.serving import serving

SAMPLE = DATA / "samples" / "岳村街道_2020.txt"
_FIRST = 2021
_READERS = 8
_SAID = re.compile(r"本页包含 ([\d,]+) 份报告")
_FULL = 300_000


@dataclass
class Truth:
    """What was published, and what was seen of it."""

    digests: set[str] = field(default_factory=set)
    reports: int = 0
    damaged: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)


def bytes_of(db: Path) -> str:
    """The digest of a table as the published snapshot has it."""
    with snapshots.connect(db) as connection:
        made = b"".join(pieces(connection, table("figures", Filters()), "csv"))
    return hashlib.sha256(made).hexdigest()


def write(folder: Path, year: int) -> Path:
    """One more report."""
    file = folder / f"{year}.txt"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace("2020年", f"{year}年"), "utf-8")
    return file


def ask(address: str, truth: Truth) -> None:
    """A client of the API, over and over."""
    while not truth.done.is_set():
        calm = not truth.damaged
        try:
            with urllib.request.urlopen(f"{address}/api/v1/figures.csv", timeout=30) as answer:
                truth.seen[hashlib.sha256(answer.read()).hexdigest()] += 1
            truth.counts["answers of the API"] += 1
        except urllib.error.HTTPError as error:
            truth.counts[f"API {error.code}"] += 1
            if calm and not truth.damaged and error.code != 429:
                truth.wrong.append(f"API {error.code} though nothing was damaged")
        except (OSError, HTTPException):
            truth.counts["answers of the API cut off, and known to be"] += 1
        time.sleep(0.1)


async def look(address: str, number: int, truth: Truth) -> None:
    """A reader of a page, over and over; who is cut off comes again."""
    draw = random.Random(number)
    while not truth.done.is_set():
        try:
            async with Visitor(address, f"127.0.0.{number + 1}") as visitor:
                while not truth.done.is_set():
                    least, calm = truth.reports, not truth.damaged
                    page = draw.choice(("applications", "disclosure", "cases"))
                    drawn = await visitor.look(page, "year=2020")
                    truth.counts["pages"] += 1
                    drawn_right(" ".join(drawn.texts), drawn.wrong, least, calm, truth)
                    await asyncio.sleep(draw.expovariate(1))
        except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake) as error:
            truth.counts[f"pages cut: {type(error).__name__}"] += 1
            await asyncio.sleep(0.2)


def drawn_right(text: str, told: list[str], least: int, calm: bool, truth: Truth) -> None:
    """Hold what a page says against what was published."""
    found = _SAID.search(text)
    if found is None:
        truth.counts["pages that tell an error"] += 1
        if calm and not truth.damaged:
            truth.wrong.append(f"no page though nothing was damaged: {told[:1]} {text[-200:]}")
    elif found[1] != "1":
        truth.wrong.append(f"a page of {found[1]} reports, {least} known")


def publish(db: Path, file: Path, truth: Truth, full: bool = False) -> None:
    """Load one report; with a disk that is full first."""
    command = [sys.executable, "-m", "govdash", "load", str(file), "--db", str(db)]
    if full:
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (_FULL, _FULL))  # noqa: E731
        failed = subprocess.run(command, cwd=ROOT, capture_output=True, preexec_fn=limit)
        truth.counts["loads on a full disk"] += 1
        if failed.returncode == 0 or bytes_of(db) not in truth.digests:
            truth.wrong.append("a load on a full disk changed the store")
    before = bytes_of(db)
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    truth.digests.add(bytes_of(db))
    truth.reports += 1
    truth.counts["publications"] += 1
    if bytes_of(db) == before:
        truth.wrong.append("a load changed nothing")


def kill(process: int, truth: Truth) -> None:
    """End one worker, hard."""
    workers = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    if workers:
        os.kill(int(random.choice(workers)), signal.SIGKILL)
        truth.counts["workers killed"] += 1


def damage(db: Path, truth: Truth, how: Callable[[Path], None]) -> None:
    """Point the store at a copy that gets damaged, for two seconds."""
    right = snapshots.current(db)
    copy = right.with_name(f"copy-{time.time_ns()}.duckdb")
    shutil.copyfile(right, copy)
    _point(db, copy)
    time.sleep(1)  # it is open in the workers now
    truth.damaged = True
    how(copy)
    time.sleep(2)
    _point(db, right)
    time.sleep(2)
    truth.damaged = False
    copy.unlink()
    truth.counts[f"store {how.__name__}"] += 1


def _point(db: Path, target: Path) -> None:
    link = db.with_name("link")
    link.symlink_to(os.path.relpath(target, db.parent))
    link.replace(db)


def truncated(file: Path) -> None:
    """Half of it is gone."""
    os.truncate(file, file.stat().st_size // 2)


def replaced(file: Path) -> None:
    """Another file stands there."""
    file.unlink()
    file.write_bytes(b"no store at all" * 1000)


def faults(db: Path, folder: Path, process: int, seconds: float, truth: Truth) -> None:
    """All that happens to a server, by turns."""
    end, turn = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        publish(db, write(folder, _FIRST + turn), truth, full=turn % 4 == 3)
        if turn % 3 == 0:
            kill(process, truth)
        if turn % 5 == 2:
            damage(db, truth, truncated if turn % 2 else replaced)
        truth.memory.append(resident(process))
        turn += 1
    time.sleep(3)
    truth.done.set()


async def readers(address: str, truth: Truth) -> None:
    """Several at once."""
    async with asyncio.TaskGroup() as group:
        for number in range(_READERS):
            group.create_task(look(address, number, truth))


def main() -> None:
    """Print the counts; fails where anything was wrong."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 120
    truth = Truth()
    with tempfile.TemporaryDirectory() as scratch:
        folder, db = Path(scratch), Path(scratch) / "g.duckdb"
        load(db, open_files([SAMPLE]))
        truth.digests.add(bytes_of(db))
        truth.reports = 1
        with serving(db, workers=2, GOVDASH_RATE="100000/minute") as (address, process):
            threads = [threading.Thread(target=ask, args=(address, truth)) for _ in range(2)]
            threads.append(
                threading.Thread(target=faults, args=(db, folder, process, seconds, truth))
            )
            for thread in threads:
                thread.start()
            asyncio.run(readers(address, truth))
            for thread in threads:
                thread.join()
    strange = sum(number for digest, number in truth.seen.items() if digest not in truth.digests)
    for name, number in sorted(truth.counts.items()):
        print(f"{name}: {number}")
    print(f"snapshots seen: {len(truth.seen)} of {len(truth.digests)}")
    print(f"wrong answers: {strange + len(truth.wrong)}")
    third = max(1, len(truth.memory) // 3)
    parts = (truth.memory[third : 2 * third], truth.memory[-third:])
    start, end = map(statistics.median, parts)
    print(f"memory of both: {start:.0f} MB in the second third, {end:.0f} MB in the last")
    for told in truth.wrong[:5]:
        print(f"    {told}")
    sys.exit(bool(strange or truth.wrong))


if __name__ == "__main__":
    main()
