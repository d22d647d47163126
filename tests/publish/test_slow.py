"""Clients that take nothing, and clocks that jump: what they may hold of a server."""

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from govdash.publish.limits import BusyError, Rate
from tests.bench.nation.build import build
from tests.bench.readers import resident
from tests.serving import serving

_CLIENTS = 6
_AT_ONCE = 2


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A server over a made-up store, whose file of all figures is larger than any buffer."""
    db = tmp_path_factory.mktemp("large") / "made.duckdb"
    build(db, share=0.002)
    with serving(db, GOVDASH_EXPORTS=str(2 * _AT_ONCE)) as served:
        yield served


def status_of(client: socket.socket) -> int:
    return int(client.recv(64).split()[1])


def test_a_client_that_takes_nothing_holds_little(large: tuple[str, int]) -> None:
    address, process = large
    host = urlsplit(address)
    asked = f"GET /api/v1/figures.csv HTTP/1.1\r\nHost: {host.netloc}\r\n\r\n".encode()
    before = resident(process)
    with ExitStack() as clients:
        answers = []
        for _ in range(_CLIENTS):
            client = clients.enter_context(
                socket.create_connection((host.hostname or "", host.port or 0), timeout=20)
            )
            client.sendall(asked)
            answers.append(status_of(client))
        time.sleep(2)
        held = resident(process) - before
        start = time.monotonic()
        with urllib.request.urlopen(f"{address}/healthz", timeout=10) as health:
            assert health.status == 200
        waited = time.monotonic() - start
    assert sorted(answers) == [200] * _AT_ONCE + [429] * (_CLIENTS - _AT_ONCE)
    assert (held < 120 * _AT_ONCE, waited < 1) == (True, True), (held, waited)


def test_what_they_held_is_given_back(large: tuple[str, int]) -> None:
    address, _ = large
    told = [_asked(address)]
    while told[-1] == 429 and len(told) < 40:
        time.sleep(0.25)
        told.append(_asked(address))
    assert set(told) <= {200, 429}
    assert told[-1] == 200


def _asked(address: str) -> int:
    try:
        with urllib.request.urlopen(f"{address}/api/v1/figures.csv?year=2023") as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("jump", [-86_400, 86_400])
def test_a_clock_that_jumps_shuts_nobody_out(monkeypatch: pytest.MonkeyPatch, jump: int) -> None:
    rate, now = Rate("2/minute"), time.time
    for _ in range(2):
        rate.check("reader")
    with pytest.raises(BusyError):
        rate.check("reader")
    monkeypatch.setattr(time, "time", lambda: now() + jump)
    for _ in range(2):
        rate.check("reader")
    with pytest.raises(BusyError):
        rate.check("reader")
