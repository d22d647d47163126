"""Readers clicking through the pages: python -m tests.bench.readers [--db FILE] [--seconds N].

Each opens a page, then changes a filter (through the address) or, every fifth time, turns the
page, thinking five seconds in the middle between two clicks. Measured from click to drawn page,
without a browser's painting; server and readers share the machine. *work* is the processor time of
the server and its workers in milliseconds a click (the page that each opens first is one), and of
the readers beside it.
"""

import argparse
import asyncio
import os
import random
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from govdash.settings import default_db
from tests.bench.visitor import PAGES, Visitor, question
from tests.serving import serving

THINK = 5.0
STEPS = (1, 10, 50, 100, 200)
_TURNS = 0.2


def _of_all(process: int, name: str) -> list[str]:
    """A file of /proc of a server and of each of its workers."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    files = [Path(f"/proc/{number}/{name}") for number in (str(process), *children)]
    return [file.read_text() for file in files if file.exists()]


def resident(process: int) -> float:
    """MB that a server holds, with its workers."""
    pages = sum(int(told.split()[1]) for told in _of_all(process, "statm"))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def work(process: int) -> float:
    """Milliseconds of processor time that a server has used, with its workers."""
    fields = [told.rpartition(")")[2].split() for told in _of_all(process, "stat")]
    ticks = sum(int(told[11]) + int(told[12]) for told in fields)  # in user mode and for it
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


@dataclass
class Seen:
    """What the readers of one step met."""

    filters: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


async def reader(address: str, name: tuple[int, int], seconds: float, seen: Seen) -> None:
    """One reader, for a while."""
    draw = random.Random(str(name))
    end = asyncio.get_running_loop().time() + seconds
    await asyncio.sleep(draw.uniform(0, min(THINK, seconds / 4)))
    page = draw.choice(PAGES)
    try:
        async with Visitor(address, f"127.0.0.{1 + name[1] % 200}") as visitor:
            drawn = await visitor.look(page, "")
            seen.first.append(drawn.seconds)
            seen.wrong += drawn.wrong
            while True:
                await asyncio.sleep(draw.expovariate(1 / THINK))
                if asyncio.get_running_loop().time() > end:
                    return
                turned = draw.random() < _TURNS
                page = draw.choice(PAGES) if turned else page
                drawn = await visitor.look(page, question(draw))
                (seen.turns if turned else seen.filters).append(drawn.seconds)
                seen.wrong += drawn.wrong
    except (OSError, TimeoutError) as error:
        seen.wrong.append(f"{type(error).__name__}: {error}")


async def crowd(address: str, count: int, seconds: float) -> Seen:
    """Many readers at once."""
    seen = Seen()
    async with asyncio.TaskGroup() as group:
        for number in range(count):
            group.create_task(reader(address, (count, number), seconds, seen))
    return seen


def at(values: list[float], share: float) -> str:
    """A quantile in milliseconds."""
    if len(values) < 2:
        return f"{values[0] * 1000:.0f}" if values else "–"
    return f"{statistics.quantiles(values, n=100)[round(share * 100) - 1] * 1000:.0f}"


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", type=Path, default=default_db())
    parser.add_argument("--seconds", type=float, default=25)
    parser.add_argument("--steps", type=int, nargs="+", default=STEPS)
    parser.add_argument("--workers", type=int, nargs="+", default=(1, 2))
    options = parser.parse_args()
    print(
        "workers readers | filter p50 p95 | page p50 p95 | first p95 | n errors | work readers' "
        "| MB MB/reader"
    )
    for workers in options.workers:
        with serving(options.db, workers=workers) as (address, process):
            asyncio.run(crowd(address, 4, 8))  # everything loaded once
            empty = resident(process)
            for count in options.steps:
                before, own = work(process), time.process_time()
                seen = asyncio.run(crowd(address, count, options.seconds))
                spent, own = work(process) - before, (time.process_time() - own) * 1000
                clicks = len(seen.first) + len(seen.filters) + len(seen.turns) or 1
                held = resident(process)
                print(
                    f"{workers} {count} | {at(seen.filters, 0.5)} {at(seen.filters, 0.95)} "
                    f"| {at(seen.turns, 0.5)} {at(seen.turns, 0.95)} | {at(seen.first, 0.95)} "
                    f"| {len(seen.filters) + len(seen.turns)} {len(seen.wrong)} "
                    f"| {spent / clicks:.0f} {own / clicks:.1f} "
                    f"| {held:.0f} {(held - empty) / count:.2f}",
                    flush=True,
                )
                for told in sorted(set(seen.wrong))[:3]:
                    print(f"    {told}")


if __name__ == "__main__":
    main()
