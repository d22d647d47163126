"""When: of which year a number is, and whether of a part of the year or of a plan only."""

import re
from collections.abc import Sequence

from govdash.sentences import words as w
from govdash.sentences.model import LAST
from govdash.sentences.quantities import Quantity
from govdash.sentences.tokens import Hit, Tokens

TIME = frozenset({"年", "月", "日", "天", "个月", "个工作日"})
_YEARS = range(1990, 2101)
_WHOLE_MONTHS = (1, 12)
_REALLY = "实际"
_WHOLE_YEAR = "全年"
_REACH = 2
_BESIDE = ("针对", "关于", "继", "对", "系", "涉及")
_THIS = re.compile("本年|今年|当年")


class Moments:
    """The years and parts of years that a sentence has named so far."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._year: int | None = None
        self._named: list[int] = []
        self._passing: tuple[int, int] | None = None
        self._bars = [hit for hit in tokens.hits if hit[2] is w.PLAN or hit[2] is w.PERIOD]
        self._last_years = [hit for hit in tokens.hits if hit[2] is w.LAST_YEAR]

    def note(self, number: Quantity) -> None:
        """Take in 2023年 or 5月; 截至12月 is the whole year."""
        if number.unit == "年" and number.value in _YEARS:
            self._named.append(number.start)
            self._set(int(number.value), number.start, number.end)
        elif number.unit == "月" and number.value not in _WHOLE_MONTHS:
            self._bars.append((number.start, number.end, w.PERIOD))

    def pass_by(self, start: int, end: int) -> None:
        """Take in 去年 and 上年 in the stretch before a number; 本年 after them ends it."""
        for hit in self._last_years:
            if start <= hit[0] < end:
                self._set(LAST, hit[0], hit[1])
                start = hit[1]
        if self._year == LAST and _THIS.search(self.tokens.s, start, end):
            self._year, self._passing = None, None

    def forget(self, spans: Sequence[tuple[int, int]]) -> None:
        """Leave out the years within some stretches."""
        self._last_years = [
            hit for hit in self._last_years if not any(s <= hit[0] < e for s, e in spans)
        ]

    def _set(self, year: int, start: int, end: int) -> None:
        """A year stands for the rest of the sentence; one compared with, for its clause."""
        s = self.tokens.s
        compared = any(
            hit[2] is w.COMPARED and 0 <= start - hit[1] <= _REACH for hit in self.tokens.hits
        )
        compared |= s.endswith(_BESIDE, self.tokens.start, start)
        inside = self.tokens.closing(start) is not None
        if compared or inside or s.startswith(("相比", "同期", "的"), end):
            self._passing = (year, end)
        else:
            self._year, self._passing = year, None

    def names_year(self, start: int, end: int) -> bool:
        """Whether a year is named between two places."""
        return any(start <= named < end for named in self._named)

    def year_at(self, position: int) -> int | None:
        """The year that the sentence speaks of at a place; None where it names none."""
        if self._passing and self.tokens.same_clause(self._passing[1], position):
            return self._passing[0]
        return self._year

    def barred(self, position: int) -> bool:
        """Whether the sentence speaks of a plan, or of a part of the year."""
        if not self._bars:
            return False
        since = self.tokens.s.rfind(";", self.tokens.start, position)
        return any(since < bar[0] < position and self._holds(bar, position) for bar in self._bars)

    def _holds(self, bar: Hit, position: int) -> bool:
        """A plan to the end of the sentence, a part of the year until 全年 or 其中2024年."""
        if bar[2] is w.PLAN:
            return self.tokens.s.find(_REALLY, bar[1], position) < 0
        if self.names_year(bar[1], position):
            return False
        between = self.tokens.between(bar[1], position)
        return not any(self.tokens.s.startswith(_WHOLE_YEAR, hit[0]) for hit in between)
