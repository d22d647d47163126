"""A sentence cut into the words of the vocabulary, and the clauses they stand in."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from govdash.sentences import words as w
from govdash.sentences.quantities import Quantity
from govdash.sentences.vocabulary import VOCABULARY, WORDS
from govdash.sentences.words import Word

Hit = tuple[int, int, Word]
"""A word of the vocabulary: where it begins and ends, and what it means."""

_CLAUSE = re.compile(r"[,;:()]")
_BEGIN = re.compile("[,;()]")
"""What a clause begins behind; a colon only ends one."""
_BEFORE_REQUEST = frozenset("件条份宗起的类,;:(、。共到了该新各年“收零无其")


class Tokens:
    """The known words of one sentence of a text, in their order."""

    def __init__(self, s: str, start: int, end: int) -> None:
        self.s = s
        self.start = start
        self.end = end
        self.hits: list[Hit] = [
            (*match.span(), VOCABULARY[match[0]]) for match in WORDS.finditer(s, start, end)
        ]
        self._mark_other_requests()
        self._starts = [hit[0] for hit in self.hits]
        self._begins = [match.end() for match in _BEGIN.finditer(s, start, end)]

    def _mark_other_requests(self) -> None:
        """社会救助申请: a bare 申请 behind a noun that we do not know is a request for that."""
        end = self.start
        for index, (start, stop, word) in enumerate(self.hits):
            bare = word is w.APPLY and stop - start == len("申请") and start > end
            if bare and self.s[start - 1] not in _BEFORE_REQUEST:
                self.hits[index] = (start, stop, w.FOREIGN)
            end = stop

    def between(self, start: int, end: int) -> list[Hit]:
        """The words that begin between two places."""
        return self.hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def behind(self, position: int) -> Iterator[Hit]:
        """The words from a place on."""
        return islice(self.hits, bisect_left(self._starts, position), None)

    def holds(self, number: Quantity) -> bool:
        """Whether a number is part of a word (四类过程性信息)."""
        index = bisect_right(self._starts, number.start) - 1
        if index < 0:
            return False
        start, end, _ = self.hits[index]
        return number.end <= end and (start, end) != (number.start, number.end)

    def clause_start(self, start: int, end: int) -> int:
        """Where the clause begins that ends at a place."""
        place = bisect_right(self._begins, end)
        return max(start, self._begins[place - 1]) if place else start

    def clause_around(self, start: int, end: int) -> tuple[int, int]:
        """Where the clause of a word begins and ends."""
        match = _CLAUSE.search(self.s, end, self.end)
        return self.clause_start(self.start, start), match.start() if match else self.end

    def same_clause(self, start: int, end: int) -> bool:
        """Whether no mark stands between two places."""
        return _CLAUSE.search(self.s, start, end) is None

    def closing(self, position: int) -> int | None:
        """Where the bracket ends in which a place stands."""
        opened = self.s.rfind("(", self.start, position)
        if opened < 0 or self.s.find(")", opened, position) >= 0:
            return None
        close = self.s.find(")", position, self.end)
        return close if close >= 0 else None
