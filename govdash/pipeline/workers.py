"""Many pieces of work on all cores, each within its time; one that kills its worker is lost alone.

Workers are plain processes that import nothing but the work: they start in a third of a second,
see no Ctrl-C, and end by themselves when the process they work for is gone.
"""

import gc
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection, Pipe, wait
from types import FrameType
from typing import Any, Generic, Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

SECONDS = 30.0
"""For one piece of work; a report takes milliseconds."""
FEW = 50
"""Pieces of work that are done before workers would have started."""

_GRACE = 5.0
"""Seconds more until a worker that does not listen is killed."""
_CHUNK = 50
_CHUNK_BYTES = 8 * 1024 * 1024
_AHEAD = 4
"""Chunks a worker that may be done before the first is: bounds what waits in memory."""
_MOST_MEMORY = 2 * 1024**3
_TICK = 1.0
_RARELY = 50_000
"""New objects between two searches for cycles, each through all that was imported: some thirty
documents, where Python would search every few hundred objects."""
_CODE = (
    "import sys; sys.path[:] = {path!r}; from govdash.pipeline.workers import serve; serve({file})"
)

TOO_LONG = f"读取超过 {SECONDS:.0f} 秒，已放弃"
KILLED = "读取时进程崩溃（内存不足或文件有害），已放弃"
FAILED = "读取时程序出错，请报告"


@dataclass(frozen=True, slots=True)
class Task(Generic[Item, Result]):
    """What to do with each piece, what a lost one becomes, and how many bytes one holds.

    `packed` gives a piece all it needs where there is no disk of ours.
    """

    work: Callable[[Item], Result]
    lost: Callable[[Item, str], Result]
    size: Callable[[Item], int]
    packed: Callable[[Item], Item]


class Spread(Protocol):
    """A way to have much work done: the result of every piece, in their order."""

    def __call__(self, task: Task[Item, Result], items: Iterable[Item]) -> Iterator[Result]:
        """Do the work; no more of the items is taken than can soon be done."""


class _TooLongError(BaseException):
    """Not an Exception: nothing that catches those may keep it from ending the work."""


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """End what runs too long; only the main thread of a process can be told."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def unbroken() -> Iterator[None]:
    """Put Ctrl-C off until what is begun is whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


@contextmanager
def unsearched() -> Iterator[None]:
    """Search for cycles rarely: what is read goes with its last reference, and has none."""
    before = gc.get_threshold()
    gc.set_threshold(_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def attempt(task: Task[Item, Result], item: Item) -> Result:
    """Do one piece of work; whatever goes wrong with it, it has a result."""
    try:
        with _within(SECONDS):
            return task.work(item)
    except _TooLongError:
        return task.lost(item, TOO_LONG)
    except MemoryError:
        return task.lost(item, KILLED)
    except Exception as error:
        # A fault of ours: told with its name, and no other file pays for it.
        return task.lost(item, f"{FAILED}：{type(error).__name__}")


def spread(task: Task[Item, Result], items: Iterable[Item], cores: int = 0) -> Iterator[Result]:
    """The result of every item, in their order; few items are done here."""
    items = iter(items)
    first = list(islice(items, FEW + 1))
    cores = cores or len(os.sched_getaffinity(0))
    if len(first) <= FEW or cores == 1:
        yield from (attempt(task, item) for item in chain(first, items))
        return
    crew = Crew(cores)
    try:
        yield from crew.results(task, chunks(chain(first, items), task.size))
    finally:
        crew.dismiss()


def chunks(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """The items in lists that are worth a message and not too large for one."""
    chunk: list[Item] = []
    weight = 0
    for item in items:
        chunk.append(item)
        weight += size(item)
        if len(chunk) >= _CHUNK or weight >= _CHUNK_BYTES:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


@dataclass(slots=True)
class _Worker:
    """A process, the chunk it has in hand, what it has done of it, and since when the next."""

    process: "subprocess.Popen[bytes]"
    line: Connection
    number: int = -1
    chunk: list[Any] = field(default_factory=list)
    done: list[Any] = field(default_factory=list)
    since: float = 0.0

    @property
    def is_idle(self) -> bool:
        return self.number < 0


class Crew:
    """Workers that do one run after the other; chunks go out in order and come back in any."""

    def __init__(self, cores: int) -> None:
        self._task: Task[Any, Any]
        self._chunks: Iterator[list[Any]] = iter(())
        self._ahead = cores * _AHEAD
        self._next = self._handed = 0
        self._finished: dict[int, list[Any]] = {}
        self._workers = [self._start() for _ in range(cores)]

    def results(self, task: Task[Item, Result], chunks: Iterable[list[Item]]) -> Iterator[Result]:
        """Everything in order; a run that is left unfinished is the last of this crew."""
        self._task, self._chunks = task, iter(chunks)
        while True:
            self._hand_out()
            while self._next in self._finished:
                done = self._finished.pop(self._next)
                self._next += 1
                self._hand_out()
                yield from done
            if all(worker.is_idle for worker in self._workers):
                return
            self._collect()

    def dismiss(self) -> None:
        """End every worker, also in the middle of its work."""
        for worker in self._workers:
            worker.line.close()
            worker.process.kill()
            worker.process.wait()

    def _start(self) -> _Worker:
        ours, theirs = Pipe()
        code = _CODE.format(path=sys.path, file=theirs.fileno())
        # A group of its own: Ctrl-C in a terminal is for us alone.
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-c", code],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            process_group=0,
        )
        theirs.close()
        return _Worker(process, ours)

    def _hand_out(self) -> None:
        """Give idle workers chunks; not too far ahead, or one slow file would pile up all others."""
        for worker in self._workers:
            if worker.is_idle and self._handed < self._next + self._ahead:
                chunk = next(self._chunks, None)
                if chunk is None:
                    return
                worker.number, worker.chunk, worker.done = self._handed, chunk, []
                self._handed += 1
                self._set_to_work(worker)

    def _set_to_work(self, worker: _Worker) -> None:
        worker.since = time.monotonic()
        # One that has just died is noticed when nothing comes from it.
        with suppress(OSError):
            worker.line.send((self._task, worker.chunk[len(worker.done) :]))

    def _collect(self) -> None:
        """Take in what is done, and part with workers that died or hang."""
        busy = {worker.line: worker for worker in self._workers if not worker.is_idle}
        ready = wait(list(busy), _TICK)
        for line, worker in busy.items():
            if line in ready:
                self._take(worker)
            elif time.monotonic() - worker.since > SECONDS + _GRACE:
                self._replace(worker, TOO_LONG)

    def _take(self, worker: _Worker) -> None:
        try:
            while len(worker.done) < len(worker.chunk) and worker.line.poll():
                worker.done.append(worker.line.recv())
                worker.since = time.monotonic()
        except (EOFError, OSError):
            self._replace(worker, KILLED)
            return
        self._finish(worker)

    def _finish(self, worker: _Worker) -> None:
        if len(worker.done) == len(worker.chunk):
            self._finished[worker.number] = worker.done
            worker.number, worker.chunk, worker.done = -1, [], []

    def _replace(self, worker: _Worker, reason: str) -> None:
        """A new process for one that is gone; the piece it had in hand is lost, the others go on."""
        worker.line.close()
        worker.process.kill()
        worker.process.wait()
        worker.done.append(self._task.lost(worker.chunk[len(worker.done)], reason))
        fresh = self._start()
        worker.process, worker.line = fresh.process, fresh.line
        if len(worker.done) < len(worker.chunk):
            self._set_to_work(worker)
        self._finish(worker)


def serve(file: int) -> None:
    """What a worker does until the process that started it is gone."""
    # Also where a service is stopped as a whole: what this one has in hand would be told as lost.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (_MOST_MEMORY, hard))
    line = Connection(file)
    with suppress(EOFError, ConnectionError), unsearched():
        while True:
            task, chunk = line.recv()
            for item in chunk:
                line.send(attempt(task, item))
