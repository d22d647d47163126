"""Lists: parts behind their whole (其中, brackets), and names with their numbers (分别为)."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from govdash.sentences import words as w
from govdash.sentences.around import Around
from govdash.sentences.model import Mention
from govdash.sentences.quantities import Quantity
from govdash.sentences.rules import CHANNEL_SUBJECTS, subjects_of
from govdash.sentences.subjects import Family, Subject
from govdash.sentences.tokens import Hit, Tokens

_AND = re.compile(r"(?:、|和|以及|及|与|,)(?:约|近|逾|超过?)?")
_PIECE = (
    r"[^,、;\d]{1,24}(?:\d{1,9}(?:,\d{3}){0,3}|[零一二三四五六七八九十百千两]{1,9})[^,、;\d]{0,4}"
)
_PIECES = re.compile(rf"{_PIECE}(?:[、,;]{_PIECE}){{1,12}}")
_NO_PIECES = re.compile("含|[较比占同]|增|减|[上去]年")
_LONGEST_ITEM = 20
_BOARDS = re.compile("(?:个|大)?(?:板块|栏目|类别|专栏|大类)")


@dataclass(slots=True)
class Memory:
    """What a text has said so far; `last` is the index of the number that 其中 would divide."""

    mentions: list[Mention] = field(default_factory=list)
    last: int | None = None
    open: "Part | None" = None
    """A list that its line has begun and the next short lines go on with."""


@dataclass(slots=True)
class Part:
    """A list of parts that has begun: of which whole, and how it was announced."""

    whole: int
    complete: bool = False
    examples: bool = False
    announced: int | None = None
    until: int | None = None


class Lists:
    """The lists of one sentence."""

    def __init__(self, tokens: Tokens, memory: Memory) -> None:
        self.tokens = tokens
        self.memory = memory
        self.part: Part | None = None
        self.whole: int | None = None
        self._assigned: dict[int, tuple[tuple[Subject, ...], str]] = {}

    def assigned(self, number: Quantity) -> tuple[tuple[Subject, ...], str] | None:
        """What 分别为 gave to a number: its subjects and its unit."""
        return self._assigned.get(number.start)

    def resume(self) -> None:
        """Go on with the list of the line before, where this line is but a name and a number."""
        short = self.tokens.end - self.tokens.start <= _LONGEST_ITEM
        first = self.tokens.hits[0] if self.tokens.hits else None
        if short and first and first[2] in CHANNEL_SUBJECTS:
            self.part = self.memory.open

    def suspend(self) -> None:
        """Leave the list to the next line, where this one ends without a mark."""
        ended = self.tokens.s.startswith("\n", self.tokens.end)
        goes_on = ended and self.part is not None and self.part.until is None
        self.memory.open = self.part if goes_on else None

    def of_parts(self) -> Subject | None:
        """What the list that has begun divides."""
        return self.memory.mentions[self.part.whole].subject if self.part else None

    def begin(self, stretch: Sequence[Hit], cut: int) -> None:
        """Take in 其中 and 包括 before a number, and the end of a bracket."""
        if self.part and self.part.until is not None and cut >= self.part.until:
            self.part = None
        last = self.memory.last
        if last is None:
            return
        for start, _, word in stretch:
            if word is w.PARTS or word is w.INCLUDES:
                if self.part is None or self.part.whole != last:
                    self.part = Part(last, until=self.tokens.closing(start))
                self.part.examples |= word is w.INCLUDES

    def bracket(self, number: Quantity) -> None:
        """3607件（甲349件、乙933件）: a bracket behind a number lists its parts."""
        s, last = self.tokens.s, self.memory.last
        if last is None or not s.startswith("(", number.end):
            return
        close = s.find(")", number.end, self.tokens.end)
        inside = s[number.end : max(close, number.end)]
        if _PIECES.fullmatch(inside) and not _NO_PIECES.search(inside):
            self.part = Part(last, complete=True, until=close)

    def announce(self, number: Quantity, channels: Set[Subject]) -> None:
        """政府网站设有10个板块, …: as many parts of what that channel published will follow."""
        if not _BOARDS.match(self.tokens.s, number.end) or len(channels) != 1:
            return
        (channel,) = channels
        for index in range(len(self.memory.mentions) - 1, -1, -1):
            if self.memory.mentions[index].subject is channel:
                self.part = Part(index, announced=int(number.value))
                return

    def assign(self, around: Around, chain: Sequence[Quantity], topic: Family | None) -> None:
        """A、B、C分别为x、y、z: each name with its number, where there are as many of both."""
        each = next((hit for hit in around.clause if hit[2] is w.EACH), None)
        if each is None or chain[0].start in self._assigned:
            return
        run = [chain[0]]
        for number in chain[1:]:
            if not _AND.fullmatch(self.tokens.s, run[-1].end, number.start):
                break
            run.append(number)
        if len(run) == 1 and self.tokens.s[each[0]] == "各":
            return
        names = _names([hit for hit in around.clause if hit[1] <= each[0]], around.stretch, topic)
        for index, number in enumerate(run):
            told = names[index] if len(names) == len(run) else ()
            self._assigned[number.start] = (told, number.unit or run[-1].unit)
        if self.part is None and self.whole is not None and len(run) > 1:
            self.part = Part(self.whole, complete=True)


def _names(
    clause: Sequence[Hit], stretch: Sequence[Hit], topic: Family | None
) -> list[tuple[Subject, ...]]:
    channels = [hit[2] for hit in clause if hit[2] in CHANNEL_SUBJECTS]
    if len(channels) > 1:
        return [(CHANNEL_SUBJECTS[word],) for word in channels]
    terms = {word for _, _, word in stretch if not word.head} | {w.APPLY}
    heads = [hit[2] for hit in clause if hit[2].head and hit[2] is not w.APPLY]
    return [subjects_of(head, terms | {head}, topic) for head in heads]
