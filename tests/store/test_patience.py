"""A question that takes too long is ended; others are not."""

import time

import duckdb
import pytest

from govdash.errors import SlowError
from govdash.store.patience import within

SLOW = "SELECT count(*) FROM range(10_000_000_000) a WHERE hash(a.range) = 1"


def test_a_slow_question_is_ended_and_the_connection_goes_on() -> None:
    with duckdb.connect(":memory:") as connection:
        other = connection.cursor()
        start = time.monotonic()
        with pytest.raises(SlowError, match=r"0\.2 秒"), within(0.2, connection) as asked:
            asked.execute(SLOW)
        assert time.monotonic() - start < 5
        assert other.execute("SELECT 1").fetchall() == [(1,)]
        with within(0.2, connection) as asked:
            assert asked.execute("SELECT 2").fetchall() == [(2,)]


def test_only_the_slow_one_is_ended() -> None:
    with duckdb.connect(":memory:") as connection:
        quick = connection.cursor()
        with within(30, quick), pytest.raises(SlowError), within(0.1, connection.cursor()) as asked:
            asked.execute(SLOW)
        assert quick.execute("SELECT 3").fetchall() == [(3,)]
