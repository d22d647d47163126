"""A question that takes too long is ended, and says so."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from govdash.errors import SlowError
from govdash.store.snapshots import Connection


@contextmanager
def within(seconds: float, connection: Connection) -> Iterator[Connection]:
    """End what the connection is asked inside, once it has taken that long.

    Raises:
        SlowError: it was ended.
    """
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield connection
    except duckdb.InterruptException as error:
        raise SlowError(
            f"这个问题超过 {seconds:g} 秒没有算完，已停下。请缩小范围再试。 Took too long, stopped."
        ) from error
    finally:
        timer.cancel()
