"""A running server over the samples, and a real Chromium that looks at it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from govdash.settings import ROOT
from tests.conftest import REQUIRE_ALL
from tests.uneven import build

CHROMIUM = "/usr/bin/chromium"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(db: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """The dashboard over a store as `govdash serve` starts it; what it prints goes to a file.

    `folder` is where the server may put what it has to put down.
    """
    port = _free_port()
    printed = folder / "printed.txt"
    temporary = folder / "temporary"
    temporary.mkdir()
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "govdash", "serve", "--db", str(db),
             "--host", "127.0.0.1", "--port", str(port)],
            cwd=ROOT,
            env={
                **os.environ,
                "STREAMLIT_SERVER_HEADLESS": "true",
                "STREAMLIT_LOGGER_LEVEL": "debug",
                "TMPDIR": str(temporary),
            },
            stdout=out,
            stderr=out,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(address, process)
            yield address, printed
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard over the samples."""
    with serving(store, tmp_path_factory.mktemp("server")) as (address, _):
        yield address


@pytest.fixture(scope="session")
def uneven_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The dashboard over a store of everything that goes wrong, and the folder of its server."""
    folder = tmp_path_factory.mktemp("uneven")
    with serving(build(folder), folder) as (address, _):
        yield address, folder


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            assert process.poll() is None, "the server has stopped"
            time.sleep(0.25)
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not (Path(CHROMIUM).exists() or shutil.which("chromium")):
        if os.environ.get(REQUIRE_ALL) == "1":
            pytest.fail("no Chromium here")
        pytest.skip("no Chromium here")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of 1440 px."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(30_000)
    yield opened
    context.close()
