"""The dashboard and its API as `govdash serve` starts them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from govdash.settings import ROOT


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    db: Path, folder: Path | None = None, workers: int = 1, **environment: str
) -> Iterator[tuple[str, int]]:
    """The address of a running server over a store, and its process.

    In `folder` the server keeps what it puts down (`temporary`) and prints (`printed.txt`).
    """
    port = free_port()
    with ExitStack() as stack:
        out: int | IO[bytes] = subprocess.DEVNULL
        if folder is not None:
            out = stack.enter_context((folder / "printed.txt").open("wb"))
            (folder / "temporary").mkdir()
            environment |= {
                "GOVDASH_LOG": "debug",
                "TMPDIR": str(folder / "temporary"),
            }
        process = subprocess.Popen(
            [sys.executable, "-m", "govdash", "serve", "--db", str(db),
             "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers)],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=out,
            stderr=out,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, process)
            yield address, process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) in (0, -signal.SIGTERM)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            assert process.poll() is None, "the server has stopped"
            time.sleep(0.05)
    raise AssertionError("the server does not answer")
