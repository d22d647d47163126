"""Reading over the machines of a Dask cluster, by the processes that read on one machine.

A worker of the cluster only hands chunks on to a reader process of its own (`workers.Crew`): a
document that hangs or kills its reader is lost alone there, with the same reason as here. Chunks
hold the bytes of the documents, so that nothing but a network has to be shared. Where a worker is
gone, Dask gives its chunks to others; results are taken in order, each once.
"""

import logging
import pickle
import threading
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from distributed import Client, Future, Security, get_worker
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from govdash.errors import ClusterError
from govdash.pipeline.alike import differences, made_of
from govdash.pipeline.workers import Crew, Item, Result, Spread, Task, chunks, unbroken

_AHEAD = 3
"""Chunks a reader that are sent before the first is back."""
_MOST_BYTES = 256 * 1024 * 1024
"""Of documents that are sent and not back: what the scheduler and we hold in memory."""
PATIENCE = 60.0
"""Seconds without a single worker after which there is no cluster."""
_CONNECT = 10.0
_TICK = 0.01
_US = "govdash"
_LOUD = ("distributed", "distributed.client")
"""What they log of a scheduler that is gone is told by us in one line."""


_Flight = deque[tuple["Future[bytes]", list[Any], int]]
"""What was sent and is not back, in order, with how many bytes of documents it holds."""


@contextmanager
def joined(address: str) -> Iterator[Spread]:
    """The way of a running cluster to have work done.

    Raises:
        ClusterError: there is none at that address, or it has no workers.
    """
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    known = Security()
    if address.startswith("tls:") and not known.get_connection_args("client")["ssl_context"]:
        raise ClusterError(f"{address}：没有证书，写在 Dask 的设置 distributed.comm.tls 里")
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False, security=known)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}：连不上调度器") from error
    with client, ExitStack() as unfinished:
        cluster = _Cluster(address, client, unfinished)
        try:
            client.wait_for_workers(1, PATIENCE)
        except TimeoutError as error:
            raise cluster.deserted() from error
        cluster.require_us()
        yield cluster.spread


@dataclass(frozen=True, slots=True)
class _Cluster:
    address: str
    client: Client
    unfinished: ExitStack
    """Lets go of what is on the way while there still is a client to say so."""

    def require_us(self) -> None:
        """Tell workers without govdash apart: given work, they would only die of it.

        Raises:
            ClusterError: there is one.
        """
        with self._speaking():
            found = self.client.run(metadata.version, _US, on_error="return")
        for worker, version in found.items():
            if version != metadata.version(_US):
                raise ClusterError(f"{worker}：没有装 {_US} {metadata.version(_US)}")

    def spread(self, task: Task[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
        """The result of every item, in their order; those the cluster cannot do are done here.

        Raises:
            ClusterError: it is gone, or a worker of it would not read as we do.
        """
        results = self._in_order(task, items)
        self.unfinished.callback(results.close)
        return results

    def _in_order(
        self, task: Task[Item, Result], items: Iterable[Item]
    ) -> Generator[Result, None, None]:
        waiting = chunks(map(task.packed, items), task.size)
        flight: _Flight = deque()
        number = 0
        while True:
            with unbroken():
                while self._has_room(flight) and (chunk := next(waiting, None)):
                    number += 1
                    future = self._send(task, chunk, number)
                    flight.append((future, chunk, sum(map(task.size, chunk))))
                    del future
            if not flight:
                return
            self._wait_for(flight[0][0])
            yield from self._first(flight, task)

    def _has_room(self, flight: _Flight) -> bool:
        if not flight:
            return True
        return (
            len(flight) < max(self._readers(), 1) * _AHEAD
            and sum(weight for _, _, weight in flight) < _MOST_BYTES
        )

    def _readers(self) -> int:
        with self._speaking():
            return sum(self.client.nthreads().values())

    def _send(self, task: Task[Item, Result], chunk: list[Item], number: int) -> "Future[bytes]":
        data = pickle.dumps((task, chunk))
        return self.client.submit(read, made_of(), data, pure=False, priority=-number)

    def _wait_for(self, future: "Future[bytes]") -> None:
        deserted = 0.0
        while not future.done():
            time.sleep(_TICK)
            deserted += _TICK
            if deserted > PATIENCE:
                deserted = 0.0
                with unbroken():
                    if not self._readers():
                        raise self.deserted()

    def _first(self, flight: _Flight, task: Task[Any, Result]) -> Iterable[Result]:
        """What the first that was sent became; Ctrl-C would be lost where futures come and go."""
        with unbroken():
            future, chunk, _ = flight.popleft()
            try:
                with self._speaking():
                    found: list[Result] = pickle.loads(future.result())  # noqa: S301
                return found
            except KilledWorker:
                # So many workers died with it that one of its documents may be why.
                return _read_here(task, chunk)
            finally:
                del future

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        try:
            yield
        except (ClusterError, KilledWorker):
            raise
        except (CommClosedError, CancelledError) as error:
            raise ClusterError(f"{self.address}：失去了调度器") from error
        except Exception as error:
            told = f"{type(error).__name__}：{error}"
            raise ClusterError(f"{self.address}：集群读取时出错：{told}") from error

    def deserted(self) -> ClusterError:
        """What to say when nobody is there to work."""
        return ClusterError(f"{self.address}：{PATIENCE:.0f} 秒里没有一个工作进程")


def _read_here(task: Task[Item, Result], chunk: list[Item]) -> Iterator[Result]:
    crew = Crew(1)
    try:
        yield from crew.results(task, [chunk])
    finally:
        crew.dismiss()


# ---------------------------------------------------------------- on a worker of the cluster

_resting: list[Crew] = []
"""Crews of this process that have nothing to do; they end with it."""
_lock = threading.Lock()


def read(asked: dict[str, str], data: bytes) -> bytes:
    """Do a chunk of work in a process of our own, if that and this one are made of what is asked.

    Raises:
        ClusterError: they are not.
    """
    with _lock:
        crew = _resting.pop() if _resting else Crew(1)
    try:
        # Asked twice: the first question is lost where the process died while it rested.
        *_, reader = crew.results(_ASK, [[None, None]])
        for there in (made_of(), reader):
            if told := differences(there, asked):
                raise ClusterError(f"{get_worker().address} 会读得不一样：{told}")
        task, chunk = pickle.loads(data)  # noqa: S301
        results = pickle.dumps(list(crew.results(task, [chunk])))
    except BaseException:
        crew.dismiss()
        raise
    with _lock:
        _resting.append(crew)
    return results


def _made_of(_item: None) -> dict[str, str]:
    return made_of()


def _unknown(_item: None, reason: str) -> dict[str, str]:
    return {"govdash": reason}


def _nothing(item: None) -> None:
    return item


def _no_bytes(_item: None) -> int:
    return 0


_ASK = Task(_made_of, _unknown, _no_bytes, _nothing)
