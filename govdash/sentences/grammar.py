"""One sentence → what it says: words and numbers in order, each number with its own stretch."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from govdash.sentences import subjects as of
from govdash.sentences import words as w
from govdash.sentences.model import LAST, Mention, Role
from govdash.sentences.quantities import Quantity
from govdash.sentences.rules import CHANNEL_SUBJECTS, subjects_of
from govdash.sentences.subjects import Family, Subject
from govdash.sentences.text import Text
from govdash.sentences.vocabulary import VOCABULARY, WORDS
from govdash.sentences.words import Word

Hit = tuple[int, int, Word]
"""A word of the vocabulary: where it begins and ends, and what it means."""

_LEFT_GAP = re.compile(
    r"(?:[”“》’\"']|案件|事项|件数|数量|总数|总量|数|量|共计|总计|合计|累计|共|总|的|有|为|是|达到|达|了|:|,|"
    r"材料|稿件|活动|工作|情况|班|次|也|仅|各|等|类|公开|发布|决定|上|信息|在内|余|计|分别|已|全年|约|近|逾|超过?|"
    r"大约|将近|内容|答复|办理|申请|金额|收入|费|条目|账号|平台|产品|推送|受理|均|都|场|期)*+"
)
_RIGHT_GAP = re.compile(
    r"(?:的|政务|工作|专题|业务|政府|各类|各种|有关|相关|因|已|经|均|都|全部|依法|审查|涉及|是|为|予以|被|“|”|属于|全市|区级|县级|市级|备案|重要|原创)*+"
)
_INFO_GAP = re.compile(r"(?:了|各类型?|各种|各项|各|的|政府|政务|相关|有关|主动|公开|新|党务|上|出|到|更新|有效|共|全部|:|[全本][省市州区县旗镇乡]|本级)*+")
_LIST_GAP = re.compile(r"(?:、|和|以及|及|与|,)(?:约|近|逾|超过?)?")
_LEFT_REACH = 24
_RIGHT_REACH = 12
_CLAUSE = re.compile(r"[,;:()]")
_AGENT = re.compile(
    r"([一-鿿]{1,20}(?:办公室|委员会|政府|机关|公司|学校|集团|单位|部门|中心|社区|街道|办事处|管委会|总局|"
    r"[局委厅院处科所站队镇乡村县区市州盟旗省办署]))(?:代表.{1,8})?(?:共有?|有|全年|已|在|于|对|也|还|新|政府网|发生|产生|引发|出现|被|因|涉及|开展|有关)*+$"
)
_AGENT_STARTS = re.compile(r"^(?:年度?|今年|本年度?|以来|期间|其中|截至|日|月|底|末|经|由|对|和|及)+")
_MEANS = ("通过", "在", "利用", "依托", "以")
_NOT_RATES = re.compile(r"按时|及时|按期|限期|满意|合格|期限|时限|覆盖|达标|准确")
_TIME = frozenset({"年", "月", "日", "天", "个月", "个工作日"})
_PEOPLE = frozenset({"人次", "人", "名", "册", "户", "页", "字", "批", "批次", "类", "级", "个百分点", "家次"})
UNCOUNTED = _TIME | _PEOPLE
"""Units of numbers that count nothing we look for."""
_BEFORE_REQUEST = frozenset("件条份宗起的类,;:(、。共到了该新各年“收")
_LOOSE_UNITS = frozenset("个项部家")
_MARKS = frozenset([*",;:。、()!?\n和及并", ""])
_YEARS = range(1990, 2101)
_VERBS = frozenset(
    {w.RECEIVE, w.PROCESS, w.PUBLISH, w.ON_OWN, w.MAKE, w.HOLD, w.REPLY, w.CHARGE, w.UPDATE}
)
_ANNOUNCED = re.compile("(?:个|大)?(?:板块|栏目|类别|专栏|大类)")
_SINGLE = frozenset({w.READING, w.MESSAGE, w.CONSULT, w.PRESS, w.TRAINING})
_OF_RULES = {of.NORMATIVE_REPEALED: of.RULES_REPEALED, of.NORMATIVE_VALID: of.RULES_VALID}
_PASSED = frozenset({w.ALL, w.TOPIC, w.PUBLISH, w.REVISE, w.WHOLE})
_NOT_RECEIVED = frozenset(
    {w.FOREIGN, w.DONE, w.CARRY_IN, w.CARRY_OUT, w.LICENSE_WORD, w.PENALTY_WORD, w.COERCION_WORD}
)
_WHOLES = frozenset({Family.RECEIVED, Family.HANDLED})


@dataclass(slots=True)
class Memory:
    """What a sentence leaves to the next one: the last number it gave, by its index."""

    mentions: list[Mention] = field(default_factory=list)
    last: int | None = None


@dataclass(slots=True)
class _Part:
    """A list of parts that has begun: of which whole, and how it was announced."""

    whole: int
    complete: bool = False
    examples: bool = False
    announced: int | None = None
    until: int | None = None


class Sentence:
    """Reads one sentence from left to right."""

    def __init__(self, text: Text, start: int, end: int, memory: Memory) -> None:
        self.text = text
        self.s = text.matched
        self.start, self.end = start, end
        self.memory = memory
        self.words: list[Hit] = [
            (m.start(), m.end(), VOCABULARY[m[0]]) for m in WORDS.finditer(self.s, start, end)
        ]
        self._other_requests()
        self.starts = [hit[0] for hit in self.words]
        self.quote = ""
        self.cut = start
        self.since = start
        self.channels: set[Subject] = set()
        self.year: int | None = None
        self.passing: tuple[int, int] | None = None
        self.topic: Family | None = None
        self.part: _Part | None = None
        self.assigned: dict[int, tuple[tuple[Subject, ...], str]] = {}
        self.agent: str | None = None
        self.processed = False
        self.documents: dict[Subject, Subject] = {}
        self.said: list[tuple[int, int]] = []
        self.said_whole: int | None = None
        self.bars: list[Hit] = []

    def _other_requests(self) -> None:
        """社会救助申请: a bare 申请 behind a noun that we do not know is a request for that."""
        end = self.start
        for index, (start, stop, word) in enumerate(self.words):
            if word is w.APPLY and stop - start == len("申请") and start > end:
                if self.s[start - 1] not in _BEFORE_REQUEST:
                    self.words[index] = (start, stop, w.FOREIGN)
            end = stop

    # ------------------------------------------------------------ the walk

    def read(self, numbers: Sequence[Quantity]) -> None:
        """Take in every number of the sentence, then what it says of all and of none."""
        numbers = [number for number in numbers if not self._inside_word(number)]
        self.last_year = any(word is w.LAST_YEAR for _, _, word in self.words)
        self.bars = [hit for hit in self.words if hit[2] is w.PLAN or hit[2] is w.PERIOD]
        for index, number in enumerate(numbers):
            if number.unit in _TIME:
                self._time(number)
                continue
            if self.last_year:
                self._years_in_words(number.start)
            following = numbers[index + 1] if index + 1 < len(numbers) else None
            self._number(number, numbers[index:], following)
        self._all_and_none(numbers)

    def _barred(self, position: int) -> bool:
        """Whether a plan, or a part of the year, is what the sentence speaks of here."""
        if not self.bars:
            return False
        since = self.s.rfind(";", self.start, position)
        for start, end, word in self.bars:
            if since < start < position:
                whole = any(self.s.startswith("全年", hit[0]) for hit in self._between(end, position))
                if word is w.PLAN or not whole:
                    return True
        return False

    def _inside_word(self, number: Quantity) -> bool:
        """四类过程性信息: a number that belongs to a word."""
        index = bisect_right(self.starts, number.start) - 1
        if index < 0:
            return False
        start, end, _ = self.words[index]
        return number.end <= end and (start, end) != (number.start, number.end)

    def _time(self, number: Quantity) -> None:
        if number.unit == "年" and number.value in _YEARS:
            self._set_year(int(number.value), number.start, number.end)
        elif number.unit == "月" and number.value not in (1, 12):
            self.bars.append((number.start, number.end, w.PERIOD))

    def _years_in_words(self, until: int) -> None:
        for start, end, word in self.words:
            if word is w.LAST_YEAR and self.cut <= start < until:
                self._set_year(LAST, start, end)

    def _set_year(self, year: int, start: int, end: int) -> None:
        """A year stands for the rest of the sentence; one compared with, for its clause."""
        compared = any(
            word is w.COMPARED and stop in (start, start - 1, start - 2) for _, stop, word in self.words
        )
        bracket = self.s.rfind("(", self.start, start) > self.s.rfind(")", self.start, start)
        if compared or bracket or self.s.startswith(("相比", "同期", "的"), end):
            self.passing = (year, end)
        else:
            self.year, self.passing = year, None

    def _year_at(self, position: int) -> int | None:
        if self.passing and not _CLAUSE.search(self.s, self.passing[1], position):
            return self.passing[0]
        return self.year

    # ------------------------------------------------------------ one number

    def _number(
        self, number: Quantity, chain: Sequence[Quantity], following: Quantity | None
    ) -> None:
        stretch = self._between(self.cut, number.start)
        self.channels = {
            CHANNEL_SUBJECTS[word]
            for _, _, word in self._between(self.since, number.start)
            if word in CHANNEL_SUBJECTS
        }
        clause_start = self._clause_start(number.start)
        clause = [hit for hit in stretch if hit[0] >= clause_start]
        self._begin_parts(stretch)
        if number.start not in self.assigned and any(hit[2] is w.EACH for hit in clause):
            self._assign(clause, stretch, chain)
        if number.unit == "%":
            self._rate(number, clause, clause_start)
        elif number.unit not in _PEOPLE and not self._is_change(clause, number):
            limit = following.start if following else self.end
            self._count(number, stretch, clause, clause_start, limit)
        elif number.unit in _PEOPLE:
            self.memory.last = self.memory.last if number.unit == "个百分点" else None
        if self.memory.last is not None and number.unit not in _PEOPLE:
            self.since = number.end
        self.cut = max(self.cut, number.end)
        self._bracket(number)

    def _between(self, start: int, end: int) -> list[Hit]:
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _clause_start(self, position: int) -> int:
        return _last_mark(self.s, self.cut, position)

    def _is_change(self, clause: Sequence[Hit], number: Quantity) -> bool:
        """增加12件, 同比下降3件: the difference and not the number."""
        last = next((hit for hit in reversed(clause) if hit[2] is not w.WHOLE), None)
        if last is None or last[2] is not w.CHANGE:
            return False
        return number.start - last[1] <= len("了约为")

    def _count(
        self,
        number: Quantity,
        stretch: Sequence[Hit],
        clause: Sequence[Hit],
        clause_start: int,
        limit: int,
    ) -> None:
        subjects, unit = self.assigned.get(number.start, ((), number.unit))
        role, end = Role.NUMBER, number.end
        if number.start not in self.assigned:
            subjects, role, end = self._phrase(number, stretch, clause, clause_start, limit)
            subjects = subjects or self._channel_part(clause, number)
        if self.part and self._whole_again(subjects):
            subjects = ()
        if self.processed:
            subjects = tuple(of.PROCESSED_BY.get(subject, subject) for subject in subjects)
        if subjects and not self._fits(subjects, unit):
            subjects = ()
        taken = not (number.bound or self._barred(number.start))
        if taken and (subjects or self.part):
            self._add(number, subjects, unit, role, clause, clause_start, end, stretch)
        else:
            self.memory.last = None
            self._announced(number)
        self.topic = subjects[0].family if subjects else self._topic_without(clause)
        if self.topic is Family.RECEIVED and subjects:
            self.processed = subjects == (of.PROCESSED,)
        self.cut = max(self.cut, end)

    def _whole_again(self, subjects: tuple[Subject, ...]) -> bool:
        """共收到100件，其中受理80件: a part is never the whole itself."""
        return bool(self.part and subjects) and (
            self.memory.mentions[self.part.whole].subjects == subjects if self.part else False
        )

    def _topic_without(self, clause: Sequence[Hit]) -> Family | None:
        foreign = any(word is w.FOREIGN for _, _, word in clause)
        return None if foreign else self.topic

    @staticmethod
    def _fits(subjects: Sequence[Subject], unit: str) -> bool:
        return not unit or all(unit in subject.units for subject in subjects)

    def _add(
        self,
        number: Quantity,
        subjects: tuple[Subject, ...],
        unit: str,
        role: Role,
        clause: Sequence[Hit],
        clause_start: int,
        end: int,
        stretch: Sequence[Hit],
    ) -> None:
        part = self.part
        if len(subjects) > 1 and subjects[0].family is Family.REVIEW:
            # 复议、诉讼均为0件 is said of each, 复议、诉讼共3件 of both.
            if not number.value or any(word is w.ALL for _, _, word in clause):
                for subject in subjects[1:]:
                    self._say(
                        (subject,), number.value, unit or subject.units[0], number.approximate,
                        role, clause_start, end, agent=self.agent,
                    )  # fmt: skip
                subjects = subjects[:1]
        self._say(
            subjects, number.value, unit or (subjects[0].units[0] if subjects else ""),
            number.approximate, role, clause_start, end,
            agent=self._agent_of(clause, clause_start, number.start) if subjects else None,
            strong=any(word in (w.WHOLE, w.ON_OWN) for _, _, word in stretch),
            part_of=part.whole if part else None,
            complete=bool(part and part.complete),
            examples=bool(part and part.examples),
            announced=part.announced if part else None,
        )  # fmt: skip
        self.memory.last = len(self.memory.mentions) - 1
        if subjects and subjects[0].family in _WHOLES:
            self.said.append((number.start, self.memory.last))
        if subjects and not part:
            self.said_whole = self.memory.last

    def _say(
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
        self.quote = self.quote or self.text.quote(self.start, self.end)
        self.memory.mentions.append(
            Mention(
                subjects, value, unit, approximate, role, self.text.quote(start, end), self.quote,
                self.text.line(start), self._year_at(end), **rest,  # type: ignore[arg-type]
            )  # fmt: skip
        )

    # ------------------------------------------------------------ what it counts

    def _phrase(
        self,
        number: Quantity,
        stretch: Sequence[Hit],
        clause: Sequence[Hit],
        clause_start: int,
        limit: int,
    ) -> tuple[tuple[Subject, ...], Role, int]:
        """What a number counts by the noun before it (申请12件) or behind it (12件申请)."""
        right = self._right(number, limit) if number.unit else []
        left = self._left_head(number, stretch, clause, clause_start, far=not right)
        terms = {word for _, _, word in clause}
        if left and left[0] < clause_start:
            terms = {word for _, _, word in stretch}
        between = left is not None and any(
            word in _VERBS for start, _, word in clause if start > left[0]
        )
        if right and (left is None or (between and left[2] is not w.INFORMATION)):
            head, end = right[-1][2], right[-1][1]
            terms |= {word for _, _, word in right}
            role = Role.ALL if w.ALL in terms else Role.NUMBER
            return self._named(head, terms, stretch, right[-1][0], number), role, end
        if left is None or not self._stands_alone(left, number):
            return (), Role.NUMBER, number.end
        return self._named(left[2], terms, stretch, left[0], number), Role.NUMBER, number.end

    def _named(
        self, head: Word, terms: set[Word], stretch: Sequence[Hit], at: int, number: Quantity
    ) -> tuple[Subject, ...]:
        if head is w.INFORMATION:
            return self._published(stretch, at, number)
        wide = {word for _, _, word in stretch}
        if terms.isdisjoint(_VERBS):
            terms |= wide & _VERBS
        if head is w.REVIEW_WORD and w.PROCESS in terms and not self._on_disclosure():
            return ()
        if head is w.APPLY and at > number.start and w.RECEIVE not in terms:
            # 12件申请 without a verb can be any of them.
            terms -= {w.WHOLE, w.COUNT}
        subjects = subjects_of(head, terms, self.topic)
        if self._joined(head, at):
            return ()
        if subjects and subjects[0].family is Family.DOCUMENT:
            return self._document(head, subjects[0], number)
        return subjects

    def _joined(self, head: Word, at: int) -> bool:
        """文件及解读材料82条: the number is of both."""
        if head not in _SINGLE or at == self.start or self.s[at - 1] not in "及和与、":
            return False
        before = self._between(self.start, at)
        return not (before and before[-1][2] is head and before[-1][1] == at - 1)

    def _document(
        self, head: Word, subject: Subject, number: Quantity
    ) -> tuple[Subject, ...]:
        """废止4件 is said of the documents named last; 公开13件（含修改4件）not of those made."""
        if head in (w.REPEAL, w.VALID):
            return (self.documents.get(subject, subject),)
        self.documents = _OF_RULES if head is w.RULES_WORD else {}
        behind = self.s[number.end : number.end + _RIGHT_REACH * 2]
        return () if behind.startswith("(") and "修改" in behind else (subject,)

    def _on_disclosure(self) -> bool:
        return any(word in (w.TOPIC, w.APPLY) for _, _, word in self.words)

    def _left_head(
        self,
        number: Quantity,
        stretch: Sequence[Hit],
        clause: Sequence[Hit],
        clause_start: int,
        *,
        far: bool,
    ) -> Hit | None:
        """The noun right before a number; behind a bare 共计 that of an earlier clause."""
        heads = [hit for hit in clause if hit[2].head]
        if far and not heads and self._only_filler(clause, clause_start, number.start):
            heads = [hit for hit in stretch if hit[2].head]
        for hit in reversed(heads[-2:]):
            if number.start - hit[1] <= _LEFT_REACH and _LEFT_GAP.fullmatch(
                self.s, hit[1], number.start
            ):
                return hit
        return None

    def _only_filler(self, clause: Sequence[Hit], start: int, end: int) -> bool:
        if any(word not in (w.WHOLE, w.CHANGE) for _, _, word in clause):
            return False
        return 0 < end - start <= _LEFT_REACH and _LEFT_GAP.fullmatch(self.s, start, end) is not None

    def _stands_alone(self, left: Hit, number: Quantity) -> bool:
        """Not 政务新媒体三个“100”行动, and a bare number only right behind its noun."""
        if not number.unit:
            return number.start - left[1] <= len("数量共计为")
        behind = self.s[number.end : number.end + 1]
        return number.unit not in _LOOSE_UNITS or behind in _MARKS

    def _right(self, number: Quantity, limit: int) -> list[Hit]:
        """The nouns behind a number, up to the next mark or number."""
        found: list[Hit] = []
        position = number.end
        for hit in self.words[bisect_left(self.starts, position) :]:
            start, end, word = hit
            if start < position:
                continue
            if start >= limit or start - position > _RIGHT_REACH:
                break
            if not _RIGHT_GAP.fullmatch(self.s, position, start):
                break
            if word.head or word in _PASSED:
                found.append(hit)
                position = end
            else:
                break
        while found and not found[-1][2].head:
            found.pop()
        return found

    def _published(
        self, stretch: Sequence[Hit], at: int, number: Quantity
    ) -> tuple[Subject, ...]:
        """Items published: in all, or through the one channel that the phrase names."""
        terms = {word for _, _, word in stretch}
        channels = self.channels
        verb = next((hit for hit in reversed(stretch) if hit[2] in (w.PUBLISH, w.ON_OWN)), None)
        if verb is None:
            update = w.UPDATE in terms and len(channels) == 1
            return tuple(channels) if update and not self._is_topic_list(stretch) else ()
        if at < number.start and verb[1] <= at and not _INFO_GAP.fullmatch(self.s, verb[1], at):
            return ()
        if at < number.start and verb[0] > at:
            return tuple(channels) if len(channels) == 1 else ()
        if not channels:
            return () if self.part else (of.PUBLISHED,)
        several = sum(word in CHANNEL_SUBJECTS for _, _, word in stretch) > 1
        if w.MANY in terms and len(channels) > 1:
            return () if self.part or w.PARTS in terms else (of.PUBLISHED,)
        # 微信、微博等平台 are one channel, 网站等渠道 may be any.
        return tuple(channels) if len(channels) == 1 and (several or w.MANY not in terms) else ()

    def _channel_part(self, clause: Sequence[Hit], number: Quantity) -> tuple[Subject, ...]:
        """其中政府网站76条, 微信推送60条: a channel names its items, without a noun."""
        whole = self.memory.mentions[self.part.whole] if self.part else None
        named = [hit for hit in clause if hit[2] in CHANNEL_SUBJECTS]
        if len({CHANNEL_SUBJECTS[hit[2]] for hit in named}) != 1 or number.unit not in "条篇":
            return ()
        if any(word.head and word is not w.ACCOUNT for _, _, word in clause):
            return ()
        verb = clause[-1][2] is w.PUBLISH and number.start - clause[-1][1] <= len("超过")
        if not verb and (whole is None or whole.subject is not of.PUBLISHED):
            return ()
        near = _LEFT_GAP.fullmatch(self.s, named[-1][1], number.start)
        return (CHANNEL_SUBJECTS[named[0][2]],) if near else ()

    @staticmethod
    def _is_topic_list(stretch: Sequence[Hit]) -> bool:
        return any(word is w.FOREIGN for _, _, word in stretch)

    # ------------------------------------------------------------ lists

    def _assign(
        self, clause: Sequence[Hit], stretch: Sequence[Hit], chain: Sequence[Quantity]
    ) -> None:
        """A、B、C分别为x、y、z: each name with its number, where there are as many of both."""
        each = next(hit for hit in clause if hit[2] is w.EACH)
        run = [chain[0]]
        for number in chain[1:]:
            if not _LIST_GAP.fullmatch(self.s, run[-1].end, number.start):
                break
            run.append(number)
        unit = run[-1].unit
        names = self._names([hit for hit in clause if hit[1] <= each[0]], stretch)
        for index, number in enumerate(run):
            told = names[index] if len(names) == len(run) else ()
            self.assigned[number.start] = (told, number.unit or unit)
        if self.part is None and self.said_whole is not None and run[0] is not run[-1]:
            self.part = _Part(self.said_whole, complete=True)

    def _announced(self, number: Quantity) -> None:
        """政府网站设有10个板块, …: a list of as many parts of what that channel published follows."""
        if not _ANNOUNCED.match(self.s, number.end) or len(self.channels) != 1:
            return
        channel = next(iter(self.channels))
        for index in range(len(self.memory.mentions) - 1, -1, -1):
            if self.memory.mentions[index].subject is channel:
                self.part = _Part(index, announced=int(number.value))
                return

    def _names(self, clause: Sequence[Hit], stretch: Sequence[Hit]) -> list[tuple[Subject, ...]]:
        channels = [hit[2] for hit in clause if hit[2] in CHANNEL_SUBJECTS]
        if len(channels) > 1:
            return [(CHANNEL_SUBJECTS[word],) for word in channels]
        terms = {word for _, _, word in stretch if not word.head} | {w.APPLY}
        heads = [hit[2] for hit in clause if hit[2].head and hit[2] is not w.APPLY]
        return [subjects_of(head, terms | {head}, self.topic) for head in heads]

    def _begin_parts(self, stretch: Sequence[Hit]) -> None:
        if self.part and self.part.until is not None and self.cut >= self.part.until:
            self.part = None
        for start, _, word in stretch:
            if word in (w.PARTS, w.INCLUDES) and self.memory.last is not None:
                if self.part is None or self.part.whole != self.memory.last:
                    self.part = _Part(self.memory.last, until=self._closing(start))
                self.part.examples |= word is w.INCLUDES

    def _closing(self, position: int) -> int | None:
        """Where the bracket ends in which a place stands."""
        opened = self.s.rfind("(", self.start, position)
        if opened < 0 or self.s.find(")", opened, position) >= 0:
            return None
        close = self.s.find(")", position, self.end)
        return close if close >= 0 else None

    def _bracket(self, number: Quantity) -> None:
        """3607件（甲349件、乙933件）: a bracket behind a number lists its parts."""
        last = self.memory.last
        if last is None or not self.s.startswith("(", number.end):
            return
        close = self.s.find(")", number.end, self.end)
        if close > 0 and "、" in self.s[number.end : close] and "含" not in self.s[number.end : close]:
            self.part = _Part(last, complete=True, until=close)

    def _rate(self, number: Quantity, clause: Sequence[Hit], clause_start: int) -> None:
        said = self.s[clause_start : number.start]
        if self._barred(number.start) or _NOT_RATES.search(said):
            return
        words = {word for _, _, word in clause}
        last = self.memory.last
        if w.RATE in words and self.topic in (*_WHOLES, Family.OUTCOME, Family.APPLICANT):
            subject = of.CONCLUDED_RATE
        elif w.RATE_GRANTED in words and self.topic in (*_WHOLES, Family.OUTCOME):
            subject = of.GRANTED_RATE
        elif said.endswith(("占", "占比", "占比为", "占总数的", "占比约", "占全部申请的")) and last is not None:
            subject = of.SHARE
        else:
            return
        self._say(
            (subject,), number.value, "%", number.approximate, Role.NUMBER, clause_start, number.end,
            share_of=last if subject is of.SHARE else None,
        )  # fmt: skip

    # ------------------------------------------------------------ who

    def _agent_of(self, clause: Sequence[Hit], start: int, until: int) -> str | None:
        """The body that the clause names, or else the one an earlier clause of the sentence did."""
        self.agent = self._agent(clause, start, until) or self.agent
        return self.agent

    def _agent(self, clause: Sequence[Hit], start: int, until: int) -> str | None:
        """The body that the clause names before its verb."""
        for begin, end, word in clause:
            if word in CHANNEL_SUBJECTS:
                return None
            if begin > start and (found := self._agent_in(start, begin)):
                return found
            start = end
        return self._agent_in(start, until)

    def _agent_in(self, start: int, end: int) -> str | None:
        match = _AGENT.search(self.s, start, end)
        if match is None or match[1].startswith(_MEANS):
            return None
        return _AGENT_STARTS.sub("", match[1]) or None

    # ------------------------------------------------------------ all and none

    def _all_and_none(self, numbers: Sequence[Quantity]) -> None:
        for start, end, word in self.words:
            if (word is not w.NONE and word is not w.ALL) or self._barred(start):
                continue
            begin, stop = self._clause_around(start, end)
            counted = any(begin <= n.start < stop for n in numbers if n.unit not in _TIME)
            if counted:
                continue
            clause = [hit for hit in self.words if begin <= hit[0] < stop]
            if word is w.NONE:
                self._none((start, end, word), clause, begin, stop)
            else:
                self._all((start, end, word), clause, begin, stop)

    def _clause_around(self, start: int, end: int) -> tuple[int, int]:
        begin = _last_mark(self.s, self.start, start)
        match = _CLAUSE.search(self.s, end, self.end)
        return begin, match.start() if match else self.end

    def _none(self, at: Hit, clause: Sequence[Hit], begin: int, stop: int) -> None:
        after = {word for start, _, word in clause if start >= at[1]}
        words = after if any(word.head or word is w.CHARGE for word in after) else {
            word for _, _, word in clause
        }
        for subject in _denied(words, self._follows(at, clause)):
            self._say((subject,), Decimal(0), subject.units[0], False, Role.NONE, begin, stop,
                      agent=self._agent(clause, begin, at[0]))  # fmt: skip

    def _follows(self, at: Hit, clause: Sequence[Hit]) -> bool:
        """Whether what is denied stands right behind the word: 未收到…, 无依申请公开事项."""
        behind = next((hit for hit in clause if hit[0] >= at[1]), None)
        return behind is not None and behind[0] - at[1] <= 1

    def _all(self, at: Hit, clause: Sequence[Hit], begin: int, stop: int) -> None:
        words = {word for start, _, word in clause if start >= at[0]}
        subjects = [of.OUTCOMES[group] for group, word in w.GROUP_WORDS.items() if word in words]
        subjects += [
            of.BY_APPLICANT[column] for column, word in w.APPLICANT_WORDS.items() if word in words
        ]
        if len(subjects) != 1 or words & {w.NONE, w.CHANGE, w.RATE_GRANTED}:
            return
        index = next((index for place, index in reversed(self.said) if place < at[0]), None)
        whole = self.memory.mentions[index] if index is not None else None
        if whole or any(hit[2] is w.APPLY for hit in self.words):
            self._say(
                (subjects[0],), whole.value if whole else None, "件",
                bool(whole and whole.approximate), Role.ALL, begin, stop,
                agent=whole.agent if whole else self._agent(clause, begin, at[0]), part_of=index,
            )  # fmt: skip


def _last_mark(s: str, start: int, end: int) -> int:
    """Where the clause begins that ends at a place."""
    find = s.rfind
    return (
        max(
            start - 1, find(",", start, end), find(";", start, end), find("(", start, end),
            find(")", start, end),
        )
        + 1
    )  # fmt: skip


def _denied(words: set[Word], follows: bool) -> Iterator[Subject]:
    """What a clause says there was none of."""
    if words & {w.BLAME, *w.RESULT_WORDS.values()}:
        return
    if words & {w.REVIEW_WORD, w.SUIT_WORD}:
        if not words & {w.PENALTY_WORD, w.LICENSE_WORD, w.COERCION_WORD}:
            if w.REVIEW_WORD in words:
                yield of.REVIEWS
            if w.SUIT_WORD in words:
                yield of.SUITS
    elif words & {w.FEE_WORD, w.CHARGE}:
        yield of.FEE
    elif w.APPLY in words and follows and words.isdisjoint(_NOT_RECEIVED):
        yield of.RECEIVED
