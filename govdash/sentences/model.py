"""What a sentence says: a number (or all, or none) of something, and for whom and when it says so."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from govdash.sentences.subjects import Family, Subject


class Role(StrEnum):
    """How a sentence says it: as a number, as none at all, or as all of what stands before."""

    NUMBER = "number"
    NONE = "none"
    ALL = "all"


class Mention(NamedTuple):
    """One thing a sentence says in figures.

    `subjects` is what is counted: several where their sum is given (予以公开及部分公开 42 件), none
    for a part of a whole that the grammar has no name for. `value` is None where all of an unnamed
    number are meant. `part_of` is the index of the whole among the mentions of the same text;
    `complete` where the sentence lists every part (分别为, or in brackets), `examples` where it
    names some of them (包括, 等); `announced` is how many parts the sentence says there are.
    """

    subjects: tuple[Subject, ...]
    value: Decimal | None
    unit: str
    approximate: bool
    role: Role
    quote: str
    sentence: str
    line: int
    year: int | None = None
    agent: str | None = None
    strong: bool = False
    part_of: int | None = None
    share_of: int | None = None
    complete: bool = False
    examples: bool = False
    announced: int | None = None

    @property
    def subject(self) -> Subject | None:
        """The one thing that is counted; None for a sum or an unnamed part."""
        return self.subjects[0] if len(self.subjects) == 1 else None

    @property
    def family(self) -> Family | None:
        """What sort of thing is counted."""
        return self.subjects[0].family if self.subjects else None


LAST = -1
"""The year of a number that is last year's, where the sentence does not name the year."""
