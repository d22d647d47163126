"""kill -9 of `govdash load` at random moments: python -m tests.bench.kill [TIMES]."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from govdash.pipeline import open_files
from govdash.publish.files import pieces
from govdash.settings import DATA, ROOT
from govdash.store import releases, snapshots
from govdash.store.filters import Filters
from govdash.store.loader import load
from govdash.store.tables import table

SHANHAIGUAN = DATA / "samples" / "山海关区人民政府办公室_2023.txt"
YUECUN = DATA / "samples" / "岳村街道_2020.txt"
_YEARS = range(2019, 2049)


def figures(db: Path) -> bytes:
    with snapshots.connect(db) as connection:
        return b"".join(pieces(connection, table("figures", Filters()), "csv"))


def kill_loads(folder: Path, times: int, seed: int = 7) -> int:
    """Kill loads; after each, what is served must be the old or the new snapshot, whole.

    Returns how many were really interrupted. At the end a load completes, and the store is
    the one that was never interrupted.
    """
    db, calm, more = folder / "g.duckdb", folder / "calm.duckdb", folder / "more"
    more.mkdir()
    text = YUECUN.read_text(encoding="utf-8")
    for year in _YEARS:
        (more / f"{year}.txt").write_text(text.replace("2020年", f"{year}年"), encoding="utf-8")
    for store in (db, calm):
        load(store, open_files([SHANHAIGUAN]))
    before = figures(db)
    load(calm, open_files([more]))
    after = figures(calm)
    assert before != after
    command = [sys.executable, "-m", "govdash", "load", str(more), "--db"]
    whole = _seconds([*command, str(folder / "timed.duckdb")])
    draw = random.Random(seed)
    interrupted = 0
    for _ in range(times):
        loader = subprocess.Popen([*command, str(db)], cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(draw.uniform(0.3, whole * 1.05))
        os.kill(loader.pid, signal.SIGKILL)
        interrupted += loader.wait() == -signal.SIGKILL
        assert figures(db) in (before, after)
        served = snapshots.current(db).stem
        assert releases.verify(db, served) is None
        if figures(db) == after:
            # The kill came after publishing: begin again from the snapshot before.
            releases.restore(db, next(r.id for r in releases.releases(db) if r.id != served))
    assert load(db, open_files([more])).stored == len(_YEARS)
    assert figures(db) == after
    left = {file.name.split("-")[0] for file in snapshots.folder_of(db).iterdir()}
    assert "writing" not in left
    return interrupted


def _seconds(command: list[str]) -> float:
    start = time.monotonic()
    subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=True)
    return time.monotonic() - start


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as scratch:
        done = kill_loads(Path(scratch), asked, seed=int(time.time()))
    print(f"{asked} kills, {done} while loading: each time the snapshot before or after was served")
    print("whole and verified; the load after them completed, equal to one never interrupted.")
