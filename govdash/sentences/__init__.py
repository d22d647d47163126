"""Sentences → what they say in figures: of what, how many, for which year and by whose account.

A small grammar and no list of wordings: `quantities` finds the numbers, `words` the vocabulary,
`grammar` gives each number the noun before or behind it, `rules` says what that noun counts.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from govdash.forms.official import GRANTED, NATURAL_PERSON, NORMATIVE_2019, RULES
from govdash.sentences.grammar import UNCOUNTED, Sentence
from govdash.sentences.lists import Memory
from govdash.sentences.model import LAST, Mention, Role
from govdash.sentences.quantities import Quantity, quantities
from govdash.sentences.scope import of_report, settled
from govdash.sentences.subjects import Family, Subject, figures
from govdash.sentences.text import prepare

_SENTENCE = re.compile(r"[^。!?\n]+")
# Without a number a sentence can only say that there was none, or that all were alike.
_NOTHING = "(?:新?收到|接到|受理|接收|有?依申请|政府信息公开申请|信息公开申请|公民|任何)"
# Every alternative begins with a plain character, which lets the search skip at full speed.
_CLAIM = re.compile(
    "复议|诉讼|发布会|培训|征[集求]|结转|申请:|零申请|收费|处理费|费用|同意公开|"
    f"{NORMATIVE_2019.short}|{RULES.short}|{GRANTED.short}|{NATURAL_PERSON.short}|"
    f"未{_NOTHING}|没有{_NOTHING}|无{_NOTHING}|为零"
)
_ON_REQUESTS = "依申请"
# A province's overview has some 10,000 characters; what is far beyond is no narrative.
_LONGEST_TEXT = 40_000
_LONGEST_HEADING = 30
_LONGEST_SENTENCE = 1_500


# The reading and the audit ask for the same sections of a report, one right after the other.
@lru_cache(maxsize=16)
def mentions(text: str) -> tuple[Mention, ...]:
    """Everything that a text says in figures, in its order; `line` counts its lines from 0."""
    prepared = prepare(text[:_LONGEST_TEXT])
    numbers = quantities(prepared.matched)
    starts = [number.start for number in numbers]
    memory = Memory()
    on_requests = False
    speaks_of_requests = _ON_REQUESTS in prepared.matched
    for match in _SENTENCE.finditer(prepared.matched):
        start, end = match.span()
        mine = numbers[bisect_left(starts, start) : bisect_left(starts, end)]
        headed_so = on_requests
        if speaks_of_requests:
            on_requests = _ON_REQUESTS in _heading(prepared.matched, start, end, mine)
        if end - start > _LONGEST_SENTENCE:
            continue
        if any(number.unit not in UNCOUNTED for number in mine) or _CLAIM.search(
            prepared.matched, start, end
        ):
            Sentence(prepared, start, end, memory, on_requests=headed_so).read(mine)
    return tuple(memory.mentions)


def _heading(s: str, start: int, end: int, numbers: Sequence[Quantity]) -> str:
    """The end of a sentence where it only says what the next one speaks of: 依申请公开规范."""
    start = s.rfind(";", start, end) + 1 or start
    if end - start > _LONGEST_HEADING or any(number.start >= start for number in numbers):
        return ""
    return s[start:end]


__all__ = [
    "LAST",
    "Family",
    "Mention",
    "Quantity",
    "Role",
    "Subject",
    "figures",
    "mentions",
    "of_report",
    "settled",
]
