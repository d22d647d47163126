"""Generated narratives of our own wording: shares pinned, the patterns never tuned for apart."""

import pytest

from tests.bench.narratives import score
from tests.floors import hold
from tests.narrative_held_out import HELD_OUT
from tests.narrative_once import PATTERNS
from tests.narratives import narratives

COUNT = 230


def test_there_are_enough_patterns() -> None:
    names = [pattern.name for pattern in (*PATTERNS, *HELD_OUT)]
    assert len(names) == len(set(names))
    assert (len(PATTERNS) >= 60, len(HELD_OUT) >= 25) == (True, True)


def test_every_pattern_is_written() -> None:
    written = {name for narrative in narratives(COUNT + 5, 3) for name in narrative.facts}
    assert written == {pattern.name for pattern in PATTERNS}


@pytest.mark.parametrize(("held_out", "prefix"), [(False, ""), (True, "held-out ")])
def test_precision_and_recall(held_out: bool, prefix: str) -> None:
    result = score(narratives(COUNT, 1, held_out=held_out))
    hold("narratives", f"{prefix}precision", result.precision)
    hold("narratives", f"{prefix}recall", result.recall)
    assert result.precision >= 0.99
    assert held_out or result.recall >= 0.95


def test_a_narrative_is_what_its_seed_says() -> None:
    first, again = (next(narratives(1, 5)) for _ in range(2))
    assert first == again
    assert first != next(narratives(1, 6))
