"""A cluster of processes on this machine, started as docs/running.md says."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tests.conftest import REPOSITORY

_SECONDS = 30
_HERE = ("--host", "127.0.0.1", "--no-dashboard")


@contextmanager
def _running(*arguments: str, **settings: str) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments, *_HERE],
        cwd=REPOSITORY,
        env=os.environ | settings,
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(_SECONDS)


def _address(file: Path) -> str:
    """What the scheduler writes once it listens."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        with suppress(OSError, ValueError):
            return str(json.loads(file.read_text())["address"])
        time.sleep(0.05)
    raise TimeoutError(file)


@contextmanager
def crowd(folder: Path, workers: int, **settings: str) -> Iterator[str]:
    """A scheduler and so many workers, each a process: the address."""
    file = folder / "scheduler.json"
    with ExitStack() as stack:
        stack.enter_context(
            _running("scheduler", "--port", "0", "--scheduler-file", str(file), **settings)
        )
        address = _address(file)
        if workers:
            each = ("--nworkers", str(workers), "--nthreads", "1", "--local-directory", str(folder))
            stack.enter_context(_running("worker", address, *each, **settings))
        yield address
        file.unlink()
