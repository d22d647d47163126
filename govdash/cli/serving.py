"""`govdash serve`: one process, or several behind one port, each reader always at the same one.

Several: the parent opens one listening socket a worker, all at the same port, and the kernel
chooses by the reader's address (Linux, SO_ATTACH_REUSEPORT_CBPF). The sockets stay the parent's: a
worker that died is started anew and finds waiting readers in its queue. Each worker also listens
at a port of its own, port + 1, port + 2, …, for a proxy in front that chooses itself.
"""

import ctypes
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from types import FrameType

from govdash.errors import UsageError
from govdash.settings import GRACE, ROOT

_BACKLOG = 1024
_AGAIN = 1.0
_ATTACH_CBPF = 51  # SO_ATTACH_REUSEPORT_CBPF, which Python has no name for
_NET = 0xFFF00000  # SKF_NET_OFF: what follows counts from the header of IP


def listening(host: str, port: int, shared: bool = False) -> socket.socket:
    """A listening socket; its protocol is named, so that asyncio sends small packets at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if family == socket.AF_INET6:
        opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    try:
        opened.bind((host, port))
    except OSError as error:
        opened.close()
        raise UsageError(f"{host}:{port}：{error.strerror}") from error
    opened.listen(_BACKLOG)
    opened.set_inheritable(True)
    return opened


def by_address(group: list[socket.socket]) -> None:
    """Let the kernel give every address (IPv6: every /64) always to the same socket of a group.

    Raises:
        UsageError: this system cannot.
    """
    program = [
        (0x30, 0, 0, _NET),  # A = first byte of the IP header
        (0x74, 0, 0, 4),  # A = version
        (0x15, 0, 2, 6),  # not 6: go on with the source address of IPv4
        (0x20, 0, 0, _NET + 12),  # A = second word of the source address of IPv6
        (0x05, 0, 0, 1),
        (0x20, 0, 0, _NET + 12),  # A = source address of IPv4
        (0x94, 0, 0, len(group)),  # A %= sockets
        (0x16, 0, 0, 0),  # return A
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    told = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    try:
        group[0].setsockopt(socket.SOL_SOCKET, _ATTACH_CBPF, told)
    except OSError as error:
        raise UsageError(
            "这个系统不能让几个进程共用一个端口；请用 nginx 分派（docs/running.md）。 "
            "No shared port on this system."
        ) from error


class Workers:
    """The parent of several workers: starts them, starts anew what died, stops them together."""

    def __init__(self, host: str, port: int, count: int) -> None:
        shared = [listening(host, port, shared=True) for _ in range(count)]
        by_address(shared)
        own = [listening("127.0.0.1", port + 1 + number) for number in range(count)]
        self._sockets = list(zip(shared, own, strict=True))
        self._running: list[subprocess.Popen[bytes] | None] = [None] * count
        self._stopping = False

    def run(self) -> int:
        """Serve until told to stop."""
        for asked in (signal.SIGTERM, signal.SIGINT):
            signal.signal(asked, self._stop)
        while not self._stopping:
            for number, worker in enumerate(self._running):
                if worker is None or worker.poll() is not None:
                    self._running[number] = self._start(number)
            time.sleep(_AGAIN)
        return self._ended()

    def _start(self, number: int) -> "subprocess.Popen[bytes]":
        handles = [opened.fileno() for opened in self._sockets[number]]
        command = [sys.executable, "-m", "govdash.cli.worker", *map(str, handles)]
        return subprocess.Popen(command, cwd=ROOT, pass_fds=handles)  # noqa: S603

    def _stop(self, _: int, __: FrameType | None) -> None:
        self._stopping = True

    def _ended(self) -> int:
        workers = [worker for worker in self._running if worker is not None]
        for worker in workers:
            worker.terminate()
        for worker in workers:
            try:
                worker.wait(GRACE + 5)
            except subprocess.TimeoutExpired:
                worker.kill()
        return 0


def serve(host: str, port: int, workers: int) -> int:
    """Serve the dashboard and the API until told to stop.

    Raises:
        UsageError: the port is taken, or several workers are not possible here.
    """
    os.chdir(ROOT)
    print(f"govdash: http://{host}:{port}", file=sys.stderr)
    if workers == 1:
        # Here: a parent of several needs nothing of it.
        from govdash.cli.worker import run

        return run([listening(host, port)])
    return Workers(host, port, workers).run()
