"""Holds the API to what the server can bear: files at a time, and requests of one client."""

import threading
import time
from collections import Counter
from collections.abc import Callable

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from govdash.errors import GovdashError
from govdash.settings import exports, rate


class BusyError(GovdashError):
    """Too much at once; `after` is when to come again, in seconds."""

    def __init__(self, text: str, after: int) -> None:
        super().__init__(text)
        self.after = after


class Slots:
    """How many files are being made, in all and for each client."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._each = max(1, total // 2)
        self._lock = threading.Lock()
        self._taken: Counter[str] = Counter()

    def taken(self) -> int:
        """How many are being made now."""
        with self._lock:
            return self._taken.total()

    def take(self, client: str) -> Callable[[], None]:
        """Take a place; what is returned gives it back, once.

        Raises:
            BusyError: all are taken, or this client has its share.
        """
        with self._lock:
            if self._taken.total() >= self._total or self._taken[client] >= self._each:
                raise BusyError("正在生成的文件太多，请稍后再试。 Too many exports at once.", 5)
            self._taken[client] += 1
        given: list[bool] = []

        def give() -> None:
            with self._lock:
                if not given:
                    given.append(True)
                    self._taken[client] -= 1

        return give


_DRIFT = 2.0
"""Seconds that a clock may be set right without anybody noticing."""


def _offset() -> float:
    """How far the clock is from the time that has really passed; it changes when the clock is set."""
    return time.time() - time.monotonic()


class Rate:
    """How often one client may ask."""

    def __init__(self, text: str) -> None:
        self._limit = parse(text)
        self._storage = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._storage)
        self._offset = _offset()

    def check(self, client: str) -> None:
        """Count one request.

        Raises:
            BusyError: it is one too many.
        """
        if abs(_offset() - self._offset) > _DRIFT:
            # The library counts by the clock: set back a day, it would shut a client out for a day.
            self._storage.reset()
            self._offset = _offset()
        if not self._limiter.hit(self._limit, client):
            raise BusyError(
                f"请求太频繁（每个访问者 {self._limit}）。 Too many requests.",
                self._limit.get_expiry(),
            )


SLOTS = Slots(exports())
RATE = Rate(rate())
