"""A file made beside the server's own work: in a thread that gives way to readers of pages."""

import os
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import duckdb

from govdash.errors import SlowError
from govdash.publish.files import Bytes
from govdash.settings import export_seconds
from govdash.store import snapshots

_SLICE = 1 << 18
_AHEAD = 8
"""Slices made before they are taken: enough that neither side waits, little to hold."""

_NICE = 10
"""How far the making stands back behind the pages (Linux: per thread, inherited by DuckDB's)."""

_PATIENCE = 0.5

Make = Callable[[snapshots.Connection], Iterator[Bytes]]


class Making(threading.Thread):
    """Makes a file in slices; closing it ends the making."""

    def __init__(self, path: Path, make: Make) -> None:
        super().__init__(daemon=True, name="govdash-export")
        self._path, self._make = path, make
        self._slices: queue.Queue[bytes | BaseException | None] = queue.Queue(_AHEAD)
        self._closed = threading.Event()
        self._connection: snapshots.Connection | None = None

    def run(self) -> None:
        """Make all slices, then None; or what went wrong."""
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        try:
            with snapshots.apart(self._path) as connection:
                self._connection = connection
                for piece in self._make(connection):
                    whole = memoryview(piece)
                    for start in range(0, len(whole), _SLICE):
                        if not self._put(bytes(whole[start : start + _SLICE])):
                            return
            self._put(None)
        except BaseException as error:  # it is raised again where the file is read
            self._put(error)

    def _put(self, item: bytes | BaseException | None) -> bool:
        while not self._closed.is_set():
            try:
                self._slices.put(item, timeout=_PATIENCE)
            except queue.Full:
                continue
            return True
        return False

    def close(self) -> None:
        """Nobody takes any more: also a question that is being asked is ended."""
        self._closed.set()
        if self._connection is not None:
            with suppress(duckdb.Error):  # it may have been closed meanwhile
                self._connection.interrupt()

    def slices(self) -> Iterator[bytes]:
        """The slices in order.

        Raises:
            GovdashError: what the making could not do; SlowError: nothing came for too long.
        """
        while (item := self._next()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    def _next(self) -> bytes | BaseException | None:
        try:
            return self._slices.get(timeout=export_seconds())
        except queue.Empty:
            raise SlowError(
                "这个文件太久没有算出来，已停下。请缩小范围再试。 Took too long, stopped."
            ) from None
