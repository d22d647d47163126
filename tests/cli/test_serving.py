"""The server as it is started: several processes at one port, its log, its end, its sockets."""

import json
import os
import re
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from govdash.cli import main
from govdash.cli.serving import listening
from tests.serving import serving

PROCESS = re.compile(r"^govdash_process (\S+)", re.M)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serving")


@pytest.fixture(scope="module")
def pair(store: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Two workers behind one port."""
    with serving(store, folder, workers=2) as served:
        yield served


def asked(address: str, path: str, source: str = "127.0.0.1") -> tuple[int, str]:
    host, _, port = address.removeprefix("http://").partition(":")
    connection = HTTPConnection(host, int(port), timeout=20, source_address=(source, 0))
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def worker(address: str, source: str) -> str:
    """Which process answers."""
    found = PROCESS.search(asked(address, "/metrics", source)[1])
    assert found
    return found[1]


def children(process: int) -> set[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text()
    return {int(number) for number in told.split()}


def test_a_reader_stays_with_one_process(pair: tuple[str, int]) -> None:
    address, process = pair
    assert len(children(process)) == 2
    met = {}
    for last in range(1, 7):
        source = f"127.0.0.{last}"
        (met[last],) = {worker(address, source) for _ in range(5)}
    # Neighbours differ in the last byte: they are shared out by turns.
    assert met[1] == met[3] == met[5] != met[2] == met[4] == met[6]


def test_each_process_has_a_port_of_its_own(pair: tuple[str, int]) -> None:
    host, port = pair[0].rsplit(":", 1)
    seen = {worker(f"{host}:{int(port) + number}", "127.0.0.1") for number in (1, 2)}
    assert seen == {worker(pair[0], "127.0.0.1"), worker(pair[0], "127.0.0.2")}


def test_a_process_that_died_is_started_anew(pair: tuple[str, int]) -> None:
    address, process = pair
    before = children(process)
    for victim in before:
        os.kill(victim, signal.SIGKILL)
    # Both are gone: who asks now waits in the queue and is answered.
    for source in ("127.0.0.1", "127.0.0.2"):
        assert asked(address, "/healthz", source)[0] == 200
    assert len(children(process)) == 2
    assert not children(process) & before


def test_the_log_is_lines_of_json_without_the_reader(pair: tuple[str, int], folder: Path) -> None:
    asked(pair[0], "/api/v1/agencies.csv?region=32", "127.0.0.9")
    time.sleep(0.5)
    text = (folder / "printed.txt").read_text()
    lines = [json.loads(line) for line in text.splitlines() if not line.startswith("govdash: ")]
    (told,) = [line for line in lines if line.get("route") == "/api/v1/agencies.csv"]
    assert (told["level"], told["method"], told["status"]) == ("info", "GET", 200)
    assert "127.0.0.9" not in text
    assert "region=32" not in text


def test_a_running_download_is_finished_at_the_end(store: Path, tmp_path: Path) -> None:
    with serving(store, tmp_path) as (address, process):
        whole = urllib.request.urlopen(f"{address}/api/v1/figures.csv").read()
        opened = urllib.request.urlopen(f"{address}/api/v1/figures.csv")
        first = opened.read(10)
        os.kill(process, signal.SIGTERM)
        time.sleep(0.5)
        with pytest.raises(OSError, match="refused"):
            urllib.request.urlopen(f"{address}/healthz")
        assert first + opened.read() == whole


def test_small_packets_are_sent_at_once() -> None:
    with listening("127.0.0.1", 0) as door:
        # asyncio turns TCP_NODELAY on where the protocol of the socket is named.
        assert door.proto == socket.IPPROTO_TCP


def test_a_taken_port_is_told(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path.cwd())
    with listening("127.0.0.1", 0) as door:
        port = str(door.getsockname()[1])
        arguments = ["serve", "--db", str(store), "--host", "127.0.0.1", "--port", port]
        assert main(arguments) == 2
        assert main([*arguments, "--workers", "2"]) == 2
    assert capsys.readouterr().err.count(f"127.0.0.1:{port}：") >= 2
