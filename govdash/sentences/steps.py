"""From one number to another: 由上年的76件增至95件 states the second, and only compares the first."""

import re
from collections.abc import Iterator, Sequence

from govdash.sentences.quantities import Quantity

Span = tuple[int, int]

_FROM = re.compile(r"[由从](?:[^,;:()由从]{0,12})$")
_TO = re.compile(
    r"\)?(?:[^,;:()]{0,4})(?:增|减|降|升|压|缩|扩|调|整合|精简|上涨|下滑|跃|提)[^,;:()]{0,3}[至到为成]"
)
_REACH = 16


def steps(s: str, start: int, numbers: Sequence[Quantity]) -> Iterator[Span]:
    """Where a sentence says what a number was before: from 由 to the end of that number."""
    for at, before in enumerate(numbers[:-1]):
        opened = _FROM.search(s, max(start, before.start - _REACH), before.start)
        if opened and _TO.fullmatch(s, before.end, numbers[at + 1].start):
            yield opened.start(), before.end
