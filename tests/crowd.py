"""A cluster of processes on this machine, started as docs/running.md says."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.conftest import REPOSITORY

_SECONDS = 30
_HERE = ("--host", "127.0.0.1", "--no-dashboard")


@contextmanager
def _running(*arguments: str, **settings: str) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments, *_HERE],
        cwd=REPOSITORY,
        env=os.environ | settings,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(_SECONDS)


@contextmanager
def crowd(folder: Path, workers: int, **settings: str) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and so many workers, each a process: the address, and the processes started."""
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        started = [
            stack.enter_context(
                _running("scheduler", "--port", "0", "--scheduler-file", str(file), **settings)
            )
        ]
        until = time.monotonic() + _SECONDS
        while not file.exists() and time.monotonic() < until:
            time.sleep(0.05)
        address = str(json.loads(file.read_text())["address"])
        if workers:
            each = ("--nworkers", str(workers), "--nthreads", "1", "--local-directory", str(folder))
            started.append(stack.enter_context(_running("worker", address, *each, **settings)))
        yield address, [process.pid for process in started]
        file.unlink()
