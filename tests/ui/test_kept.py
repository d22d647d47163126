"""What is kept of answers: made once, never changed by whoever got one, no more than so many bytes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from govdash.ui.kept import Kept


def test_an_answer_is_made_once_and_nobody_changes_that_of_others() -> None:
    kept, made = Kept(10_000), []

    def make() -> list[dict[str, int]]:
        made.append(1)
        return [{"sum": 3}]

    first = kept.get("a", make)
    first[0]["sum"] = 4
    assert kept.get("a", make) == [{"sum": 3}]
    assert len(made) == 1


def test_another_key_has_another_answer() -> None:
    kept = Kept(10_000)
    assert [kept.get(key, lambda key=key: key * 2) for key in (1, 2, 1)] == [2, 4, 2]


def test_none_is_an_answer_too() -> None:
    kept, made = Kept(10_000), []
    for _ in range(2):
        assert kept.get("a", lambda: made.append(1)) is None
    assert len(made) == 1


def test_beyond_its_bytes_the_longest_unused_goes() -> None:
    kept = Kept(5_000)
    for key in "ab":
        kept.get(key, lambda: b"x" * 2_000)
    kept.get("a", lambda: b"")
    kept.get("c", lambda: b"x" * 2_000)
    assert kept.held <= 5_000
    made = [key for key in "acb" if kept.get(key, lambda: b"new") == b"new"]
    assert made == ["b"]


def test_what_is_larger_than_all_is_given_and_not_kept() -> None:
    kept = Kept(100)
    assert kept.get("a", lambda: b"x" * 1_000) == b"x" * 1_000
    assert kept.held == 0
    assert kept.get("a", lambda: b"new") == b"new"


def test_who_asks_the_same_meanwhile_waits_for_the_one_answer() -> None:
    kept, made = Kept(10_000), []
    begun, go_on = Event(), Event()

    def make() -> int:
        made.append(1)
        begun.set()
        assert go_on.wait(10)
        return 7

    with ThreadPoolExecutor(4) as pool:
        first = pool.submit(kept.get, "a", make)
        assert begun.wait(10)
        others = [pool.submit(kept.get, "a", make) for _ in range(3)]
        assert kept.get("b", lambda: 8) == 8  # another question does not wait
        go_on.set()
        assert {one.result(10) for one in (first, *others)} == {7}
    assert len(made) == 1


def test_a_question_that_failed_is_asked_again() -> None:
    kept = Kept(10_000)

    def fail() -> int:
        raise ValueError("slow")

    with pytest.raises(ValueError, match="slow"):
        kept.get("a", fail)
    assert kept.get("a", lambda: 1) == 1
