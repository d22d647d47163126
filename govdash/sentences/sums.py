"""The sum behind a list: 文字解读31篇、图片解读22篇, 共53篇 is what was counted; the parts are parts."""

from collections.abc import Sequence, Set
from decimal import Decimal

from govdash.sentences import subjects as of
from govdash.sentences import words as w
from govdash.sentences.quantities import Quantity
from govdash.sentences.rules import CHANNEL_SUBJECTS
from govdash.sentences.subjects import Family, Subject
from govdash.sentences.words import Word

_SAYS_TOTAL = frozenset({w.WHOLE, w.RECEIVE, w.PUBLISH, w.ON_OWN, w.DONE})
_WHOLE_OF = {
    Family.APPLICANT: of.RECEIVED,
    Family.OUTCOME: of.CONCLUDED,
    Family.PUBLISHED: of.PUBLISHED,
    Family.REVIEW: of.REVIEWS,
}


class Sums:
    """The numbers of one sentence, as long as they count the same or parts of the same."""

    def __init__(self) -> None:
        self._run: list[tuple[Decimal, Subject]] = []

    def note(self, number: Quantity, subjects: Sequence[Subject], words: Set[Word]) -> None:
        """Take in a number as a part of what may follow."""
        told = subjects[0] if len(subjects) == 1 else _kind(words)
        if told is None:
            self._run.clear()
        else:
            self._run.append((number.value, told))

    def total(self, number: Quantity, words: Set[Word]) -> tuple[Subject, ...]:
        """What a number without a noun is the sum of; nothing unless the parts add up to it."""
        if len(self._run) < 2 or w.WHOLE not in words or not words <= _SAYS_TOTAL:
            return ()
        parts = {subject for _, subject in self._run}
        if sum(value for value, _ in self._run) != number.value:
            return ()
        if len(parts) == 1 and parts.isdisjoint(CHANNEL_SUBJECTS.values()):
            return tuple(parts)
        if not parts.isdisjoint(_WHOLE_OF.values()):
            return ()
        (family, *others) = {subject.family for subject in parts}
        return (_WHOLE_OF[family],) if not others and family in _WHOLE_OF else ()


def _kind(words: Set[Word]) -> Subject | None:
    """文字解读31篇 and 网上申请30件 alone are not said to be all, and still parts."""
    if w.READING_OF_A_KIND in words:
        return of.INTERPRETATIONS
    return None if words.isdisjoint((w.WAY, w.PARTIAL_WORD)) else of.RECEIVED
