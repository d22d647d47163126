"""One sentence → what it says: its numbers from left to right, each with its own stretch of words."""

import re
from collections.abc import Sequence
from decimal import Decimal

from govdash.sentences import subjects as of
from govdash.sentences import words as w
from govdash.sentences.agents import agent_of
from govdash.sentences.around import Around, Counted
from govdash.sentences.claims import Claim, claims
from govdash.sentences.lists import Lists, Memory
from govdash.sentences.model import Mention, Role
from govdash.sentences.moments import TIME, Moments
from govdash.sentences.phrases import Phrases
from govdash.sentences.quantities import Quantity
from govdash.sentences.rules import CHANNEL_SUBJECTS
from govdash.sentences.steps import steps
from govdash.sentences.subjects import Family, Subject
from govdash.sentences.sums import Sums
from govdash.sentences.text import Text
from govdash.sentences.tokens import Hit, Tokens

_OTHER = frozenset(
    {"人次", "人", "名", "册", "户", "页", "字", "批", "批次", "类", "级", "个百分点", "家次"}
)
UNCOUNTED = TIME | _OTHER
"""Units of numbers that count nothing we look for."""

_NOT_RATES = re.compile(r"按时|及时|按期|限期|满意|合格|期限|时限|覆盖|达标|准确")
_TOGETHER = re.compile("[合共总]计|相加")
"""两项合计267条: the first number only says how many are added."""
_SHARES = ("占", "占比", "占比为", "占总数的", "占比约", "占全部申请的")
_WHOLES = frozenset({Family.RECEIVED, Family.HANDLED})
_SHARED = _WHOLES | {Family.OUTCOME, Family.APPLICANT}


class Sentence:
    """Reads one sentence into the memory of its text."""

    def __init__(
        self, text: Text, start: int, end: int, memory: Memory, *, on_requests: bool = False
    ) -> None:
        self.text = text
        self.tokens = Tokens(text.matched, start, end)
        self.memory = memory
        self.moments = Moments(self.tokens)
        self.phrases = Phrases(self.tokens, Family.RECEIVED if on_requests else None)
        self.lists = Lists(self.tokens, memory)
        self._has_channels = any(word in CHANNEL_SUBJECTS for _, _, word in self.tokens.hits)
        self._quote = ""
        # Where the words of the next number begin; where the last number ended, and the last taken.
        self._cut = self._number_end = self._taken_end = start
        self._sums = Sums()
        self._barred: tuple[Subject, ...] = ()
        self._agent: str | None = None
        self._wholes: list[tuple[int, int]] = []

    def read(self, numbers: Sequence[Quantity]) -> None:
        """Take in every number of the sentence, then what it says of all and of none."""
        self.lists.resume()
        numbers = self._stated([number for number in numbers if not self.tokens.holds(number)])
        for index, number in enumerate(numbers):
            if number.unit in TIME:
                self.moments.note(number)
            else:
                self.moments.pass_by(self._cut, number.start)
                self._number(number, numbers[index:])
        self.lists.suspend()
        counted = [number.start for number in numbers if number.unit not in TIME]
        for claim in claims(self.tokens, counted):
            if not self.moments.barred(claim.at):
                self._claim(claim)

    def _stated(self, numbers: list[Quantity]) -> list[Quantity]:
        """Without what a number was before it became another (由76件增至95件)."""
        numbers = [n for n in numbers if not _TOGETHER.match(self.tokens.s, n.end)]
        spans = list(steps(self.tokens.s, self.tokens.start, numbers))
        if not spans:
            return numbers
        self.moments.forget(spans)
        return [n for n in numbers if not any(start < n.end <= end for start, end in spans)]

    # ------------------------------------------------------------ one number

    def _number(self, number: Quantity, chain: Sequence[Quantity]) -> None:
        around = self._around(number, chain)
        if number.unit in _OTHER:
            if number.unit != "个百分点":
                self.memory.last = None
        elif number.unit == "%":
            self._rate(around)
        elif not _is_change(around):
            if w.EACH in around.words:
                self.lists.assign(around, chain, self.phrases.topic)
            self._count(around)
        if self.memory.last is not None and number.unit not in _OTHER:
            self._taken_end = number.end
        self._cut = max(self._cut, number.end)
        self._number_end = number.end
        self.lists.bracket(number)

    def _around(self, number: Quantity, chain: Sequence[Quantity]) -> Around:
        stretch = self.tokens.between(self._cut, number.start)
        start = self.tokens.clause_start(self._cut, number.start)
        self.lists.begin(stretch, self._cut)
        wide = {word for _, _, word in stretch}
        clause, words = stretch, wide
        if stretch and stretch[0][0] < start:
            clause = [hit for hit in stretch if hit[0] >= start]
            words = {word for _, _, word in clause}
        return Around(
            number,
            stretch,
            wide,
            clause,
            words,
            start,
            chain[1].start if len(chain) > 1 else self.tokens.end,
            self._channels(start, number.start) if self._has_channels else frozenset(),
            self.lists.of_parts(),
            self.lists.part is not None,
        )

    def _channels(self, start: int, end: int) -> set[Subject]:
        """The ways of publishing that a number is of: its clause's own, or those named before."""
        clause = self.tokens.between(start, end)
        words = {word for _, _, word in clause}
        verb = not words.isdisjoint((w.ON_OWN, w.PUBLISH))
        own = {CHANNEL_SUBJECTS[word] for word in words if word in CHANNEL_SUBJECTS}
        if own and verb and w.MANY not in words:
            return own
        # 全年主动公开…总计 begins anew, whatever channels other numbers were of.
        since = self._number_end if verb and w.WHOLE in words else self._taken_end
        named = self.tokens.between(since, end)
        return {CHANNEL_SUBJECTS[word] for _, _, word in named if word in CHANNEL_SUBJECTS}

    def _count(self, around: Around) -> None:
        number = around.number
        assigned = self.lists.assigned(number)
        if assigned:
            counted, unit = Counted(assigned[0], Role.NUMBER, number.end), assigned[1]
        else:
            counted, unit = self.phrases.count(around), number.unit
        subjects = counted.subjects
        barred = self.moments.barred(number.start)
        if not subjects:
            subjects = self._from_before(around)
        if not self._fits(subjects, unit):
            subjects = ()
        self._sums.note(number, subjects, around.words)
        self._barred = subjects if barred else ()
        taken = not number.bound and not barred
        if taken and (subjects or self.lists.part):
            self._add(around, Counted(subjects, counted.role, counted.end), unit)
        else:
            self.memory.last = None
            self.lists.announce(number, around.channels)
        self.phrases.follow(subjects, around.words)
        self._cut = max(self._cut, counted.end)

    def _from_before(self, around: Around) -> tuple[Subject, ...]:
        """共58篇 behind its parts; 历年累计公开23万条, 其中2024年新增1万条: what stands before."""
        number = around.number
        if self._barred and self.moments.names_year(around.start, number.start):
            return self._barred
        return self._sums.total(number, around.words)

    def _fits(self, subjects: tuple[Subject, ...], unit: str) -> bool:
        """Whether the unit is one the subjects are counted in; a part is never its own whole."""
        if self.lists.part and self.memory.mentions[self.lists.part.whole].subjects == subjects:
            return False
        return not unit or all(unit in subject.units for subject in subjects)

    def _add(self, around: Around, counted: Counted, unit: str) -> None:
        number, subjects, part = around.number, counted.subjects, self.lists.part
        if subjects:
            here = agent_of(self.tokens, around.clause, around.start, number.start)
            self._agent = here or self._agent
        for subject in self._each_of(around, subjects):
            self._say((subject,), number, unit, counted.role, around.start, counted.end)
            subjects = subjects[:-1]
        strong = not around.wide.isdisjoint((w.WHOLE, w.ON_OWN))
        self._say(
            subjects,
            number,
            unit,
            counted.role,
            around.start,
            counted.end,
            strong=strong,
            part_of=part.whole if part else None,
            complete=bool(part and part.complete),
            examples=bool(part and part.examples),
            announced=part.announced if part else None,
        )
        self.memory.last = len(self.memory.mentions) - 1
        if subjects and subjects[0].family in _WHOLES:
            self._wholes.append((number.start, self.memory.last))
        if subjects and not part:
            self.lists.whole = self.memory.last

    def _each_of(self, around: Around, subjects: tuple[Subject, ...]) -> tuple[Subject, ...]:
        """复议、诉讼均为0件 is said of each, 复议、诉讼共3件 of both."""
        if len(subjects) < 2 or subjects[0].family is not Family.REVIEW:
            return ()
        said = self.tokens.s[around.start : around.number.start]
        each = said.endswith(("各", "各有", "各为"))
        every = each or not around.number.value or w.ALL in around.words
        return subjects[:0:-1] if every else ()

    def _rate(self, around: Around) -> None:
        """办结率100%, 占51.85%: only rates that the table can give."""
        number = around.number
        said = self.tokens.s[around.start : number.start]
        if self.moments.barred(number.start) or _NOT_RATES.search(said):
            return
        topic, last = self.phrases.topic, self.memory.last
        if w.RATE in around.words and topic in _SHARED:
            subject = of.CONCLUDED_RATE
        elif w.RATE_GRANTED in around.words and topic in _SHARED:
            subject = of.GRANTED_RATE
        elif said.endswith(_SHARES) and last is not None:
            subject = of.SHARE
        else:
            return
        share_of = last if subject is of.SHARE else None
        self._say((subject,), number, "%", Role.NUMBER, around.start, number.end, share_of=share_of)

    # ------------------------------------------------------------ mentions

    def _claim(self, claim: Claim) -> None:
        agent = agent_of(self.tokens, claim.clause, claim.start, claim.at)
        if claim.none:
            self._append(
                (claim.subject,), Decimal(0), claim.subject.units[0], False, Role.NONE,
                claim.start, claim.end, agent=agent,
            )  # fmt: skip
            return
        index = next((i for place, i in reversed(self._wholes) if place < claim.at), None)
        whole = self.memory.mentions[index] if index is not None else None
        if claim.single and (whole is None or whole.value != 1):
            return
        if whole or any(word is w.APPLY for _, _, word in self.tokens.hits):
            self._append(
                (claim.subject,), whole.value if whole else None, "件",
                bool(whole and whole.approximate), Role.ALL, claim.start, claim.end,
                agent=whole.agent if whole else agent, part_of=index,
            )  # fmt: skip

    def _say(
        self,
        subjects: tuple[Subject, ...],
        number: Quantity,
        unit: str,
        role: Role,
        start: int,
        end: int,
        **rest: object,
    ) -> None:
        unit = unit or (subjects[0].units[0] if subjects else "")
        agent = self._agent if subjects and unit != "%" else None
        self._append(
            subjects, number.value, unit, number.approximate, role, start, end, agent=agent, **rest
        )

    def _append(
        self,
        subjects: tuple[Subject, ...],
        value: Decimal | None,
        unit: str,
        approximate: bool,
        role: Role,
        start: int,
        end: int,
        **rest: object,
    ) -> None:
        self._quote = self._quote or self.text.quote(self.tokens.start, self.tokens.end)
        self.memory.mentions.append(
            Mention(
                subjects,
                value,
                unit,
                approximate,
                role,
                self.text.quote(start, end),
                self._quote,
                self.text.line(start),
                self.moments.year_at(end),
                **rest,  # type: ignore[arg-type]
            )
        )


def _is_change(around: Around) -> bool:
    """增加12件, 同比下降3件: the difference and not the number."""
    if w.CHANGE not in around.words:
        return False
    last: Hit | None = next((hit for hit in reversed(around.clause) if hit[2] is not w.WHOLE), None)
    if last is None or last[2] is not w.CHANGE:
        return False
    return around.number.start - last[1] <= len("了约为")
