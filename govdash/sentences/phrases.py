"""What a number counts: the noun before it (申请12件) or behind it (12件申请), and its verb."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from govdash.sentences import subjects as of
from govdash.sentences import words as w
from govdash.sentences.model import Role
from govdash.sentences.quantities import Quantity
from govdash.sentences.rules import CHANNEL_SUBJECTS, subjects_of
from govdash.sentences.subjects import Family, Subject
from govdash.sentences.tokens import Hit, Tokens
from govdash.sentences.words import Word

# What may stand between a noun and its number; possessive, so that no text makes them try twice.
_LEFT_GAP = re.compile(
    r"(?:[”“》’\"']|案件|事项|件数|数量|总数|总量|数|量|共计|总计|合计|累计|共|总|的|有|为|是|达到|达|了|:|,|"
    r"材料|稿件|活动|工作|情况|班|次|也|仅|各|等|类|公开|发布|决定|上|信息|在内|余|计|分别|已|全年|约|近|"
    r"逾|超过?|大约|将近|内容|答复|办理|申请|金额|收入|收取|收费|费|条目|账号|平台|产品|推送|受理|均|都|场|期)*+"
)
_RIGHT_GAP = re.compile(
    r"(?:的|政务|工作|专题|业务|政府|各类|各种|有关|相关|因|已|经|均|都|全部|依法|审查|涉及|是|为|予以|被|"
    r"“|”|属于|全市|区级|县级|市级|备案|重要|原创)*+"
)
_INFORMATION_GAP = re.compile(
    r"(?:了|各类型?|各种|各项|各|的|政府|政务|相关|有关|主动|公开|新|党务|上|出|到|更新|有效|共|全部|:|"
    r"[全本][省市州区县旗镇乡]|本级)*+"
)
_LEFT_REACH = 24
_RIGHT_REACH = 12
_LOOSE_UNITS = frozenset("个项部家")
_ITEM_UNITS = frozenset("条篇")
_MARKS = frozenset([*",;:。、()!?\n和及并", ""])
_VERBS = frozenset(
    {w.RECEIVE, w.PROCESS, w.PUBLISH, w.ON_OWN, w.MAKE, w.HOLD, w.REPLY, w.CHARGE, w.UPDATE}
)
_PASSED = frozenset({w.ALL, w.TOPIC, w.PUBLISH, w.REVISE, w.WHOLE})
_SINGLE = frozenset({w.READING, w.MESSAGE, w.CONSULT, w.PRESS, w.TRAINING})
_OF_RULES = {of.NORMATIVE_REPEALED: of.RULES_REPEALED, of.NORMATIVE_VALID: of.RULES_VALID}


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a number.

    `stretch` are the words since the number before it, `clause` those of its own clause, which
    begins at `start`; `limit` is where the next number begins; `channels` are all ways of
    publishing named since the last number taken; `whole` is what a list of parts divides.
    """

    number: Quantity
    stretch: Sequence[Hit]
    clause: Sequence[Hit]
    start: int
    limit: int
    channels: Set[Subject]
    whole: Subject | None
    in_parts: bool

    @property
    def wide(self) -> set[Word]:
        """All words of the stretch."""
        return {word for _, _, word in self.stretch}


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts, and where the words end that say so."""

    subjects: tuple[Subject, ...]
    role: Role
    end: int


class Phrases:
    """Names what the numbers of one sentence count."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.s = tokens.s
        self.topic: Family | None = None
        self._documents: dict[Subject, Subject] = {}
        self._processed = False

    def count(self, around: Around) -> Counted:
        """What one number counts; no subjects where the grammar does not know, or may not say."""
        counted = self._phrase(around)
        unit = around.number.unit
        subjects = counted.subjects
        if not subjects or (subjects == (of.ACCOUNTS,) and unit in _ITEM_UNITS):
            subjects = self._channel_alone(around)
        if self._processed:
            subjects = tuple(of.PROCESSED_BY.get(subject, subject) for subject in subjects)
        return Counted(subjects, counted.role, counted.end)

    def follow(self, subjects: tuple[Subject, ...], clause: Sequence[Hit]) -> None:
        """Remember what the sentence speaks of from here on."""
        if subjects:
            self.topic = subjects[0].family
            if self.topic is Family.RECEIVED:
                self._processed = subjects == (of.PROCESSED,)
        elif any(word is w.FOREIGN for _, _, word in clause):
            self.topic = None

    # ------------------------------------------------------------ the noun

    def _phrase(self, around: Around) -> Counted:
        number = around.number
        right = self._right(around) if number.unit else []
        left = self._left(around, far=not right)
        terms = {word for _, _, word in around.clause}
        if left and left[0] < around.start:
            terms = around.wide
        if right and self._belongs_right(left, around):
            terms |= {word for _, _, word in right}
            role = Role.ALL if w.ALL in terms else Role.NUMBER
            return Counted(self._named(right[-1], terms, around), role, right[-1][1])
        if left is None or not self._ends_here(left, number):
            return Counted((), Role.NUMBER, number.end)
        return Counted(self._named(left, terms, around), Role.NUMBER, number.end)

    def _belongs_right(self, left: Hit | None, around: Around) -> bool:
        """Whether the noun behind the number is its own: none before it, or a verb in between."""
        if left is None:
            return True
        if left[2] in (w.VALID, w.REPEAL):
            return True
        between = any(hit[0] > left[0] and hit[2] in _VERBS for hit in around.clause)
        return between and left[2] is not w.INFORMATION

    def _left(self, around: Around, *, far: bool) -> Hit | None:
        """The noun right before a number; behind a bare 共计 that of an earlier clause."""
        end = around.number.start
        heads = [hit for hit in around.clause if hit[2].head]
        if far and not heads and self._only_filler(around):
            heads = [hit for hit in around.stretch if hit[2].head]
        for hit in reversed(heads[-2:]):
            if end - hit[1] <= _LEFT_REACH and _LEFT_GAP.fullmatch(self.s, hit[1], end):
                return hit
        return None

    def _only_filler(self, around: Around) -> bool:
        if any(word not in (w.WHOLE, w.CHANGE) for _, _, word in around.clause):
            return False
        end = around.number.start
        near = 0 < end - around.start <= _LEFT_REACH
        return near and _LEFT_GAP.fullmatch(self.s, around.start, end) is not None

    def _ends_here(self, left: Hit, number: Quantity) -> bool:
        """Not 政务新媒体三个“100”行动; and a bare number only right behind its noun."""
        if not number.unit:
            return number.start - left[1] <= len("数量共计为")
        behind = self.s[number.end : number.end + 1]
        return number.unit not in _LOOSE_UNITS or behind in _MARKS

    def _right(self, around: Around) -> list[Hit]:
        """The nouns behind a number, up to the next mark or number."""
        found: list[Hit] = []
        position = around.number.end
        for hit in self.tokens.behind(position):
            start, end, word = hit
            if start >= around.limit or start - position > _RIGHT_REACH:
                break
            known = word.head or word in _PASSED
            if not known or not _RIGHT_GAP.fullmatch(self.s, position, start):
                break
            found.append(hit)
            position = end
        while found and not found[-1][2].head:
            found.pop()
        return found

    # ------------------------------------------------------------ what it means

    def _named(self, at: Hit, terms: set[Word], around: Around) -> tuple[Subject, ...]:
        head = at[2]
        if around.number.unit == "元" and head is w.INFORMATION and w.CHARGE in terms:
            return (of.FEE,)
        if head is w.MESSAGE and self._all_answered(around):
            terms.add(w.REPLY)
        if head is w.INFORMATION:
            return self._published(at, around)
        if terms.isdisjoint(_VERBS):
            terms |= around.wide & _VERBS
        if (
            head in (w.REVIEW_WORD, w.SUIT_WORD)
            and w.PROCESS in terms
            and not self._on_disclosure()
        ):
            return ()
        if head is w.APPLY and at[0] > around.number.start and w.RECEIVE not in terms:
            # 12件申请 without a verb can be any of them.
            terms -= {w.WHOLE, w.COUNT}
        if self._joined(at):
            return ()
        subjects = subjects_of(head, terms, self.topic)
        if subjects and subjects[0].family is Family.DOCUMENT:
            return self._document(head, subjects[0], around.number)
        return subjects

    def _all_answered(self, around: Around) -> bool:
        """收到留言12条, 全部回复: what is said of all of them behind the number."""
        behind = [h[2] for h in self.tokens.between(around.number.end, around.limit)]
        return behind[:1] == [w.ALL] and not {w.REPLY, w.DONE}.isdisjoint(behind)

    def _joined(self, at: Hit) -> bool:
        """文件及解读材料82条: the number is of both."""
        start, _, head = at
        if head not in _SINGLE or start == self.tokens.start or self.s[start - 1] not in "及和与、":
            return False
        before = self.tokens.between(self.tokens.start, start)
        return not (before and before[-1][2] is head and before[-1][1] == start - 1)

    def _document(self, head: Word, subject: Subject, number: Quantity) -> tuple[Subject, ...]:
        """废止4件 is said of the documents named last; 公开13件（含修改4件）not of those made."""
        if head in (w.REPEAL, w.VALID):
            return (self._documents.get(subject, subject),)
        self._documents = _OF_RULES if head is w.RULES_WORD else {}
        behind = self.s[number.end : number.end + _LEFT_REACH]
        return () if behind.startswith("(") and "修改" in behind else (subject,)

    def _on_disclosure(self) -> bool:
        return any(word in (w.TOPIC, w.APPLY) for _, _, word in self.tokens.hits)

    # ------------------------------------------------------------ items published

    def _published(self, at: Hit, around: Around) -> tuple[Subject, ...]:
        """Items published: in all, or through the one channel that the phrase names."""
        one = tuple(around.channels) if len(around.channels) == 1 else ()
        verb = next(
            (hit for hit in reversed(around.stretch) if hit[2] in (w.PUBLISH, w.ON_OWN)), None
        )
        if verb is None:
            updated = (
                not around.wide.isdisjoint((w.UPDATE, w.ADDED)) and w.FOREIGN not in around.wide
            )
            return one if updated else ()
        before = at[0] < around.number.start
        if before and verb[0] > at[0]:
            return one
        if before and not _INFORMATION_GAP.fullmatch(self.s, verb[1], at[0]):
            return ()
        if not around.channels:
            return () if around.in_parts else (of.PUBLISHED,)
        return self._through(around, one)

    def _through(self, around: Around, one: tuple[Subject, ...]) -> tuple[Subject, ...]:
        """网站、微信等渠道 are all of them, 微信、微博等平台 one, and 网站等渠道 may be any."""
        if w.MANY not in around.wide:
            return one
        if not one:
            part = around.in_parts or w.PARTS in around.wide
            return () if part else (of.PUBLISHED,)
        several = sum(word in CHANNEL_SUBJECTS for _, _, word in around.stretch) > 1
        return one if several else ()

    def _channel_alone(self, around: Around) -> tuple[Subject, ...]:
        """其中政府网站76条, 微信推送60条: a channel names its items, without a noun."""
        number = around.number
        named = [hit for hit in around.clause if hit[2] in CHANNEL_SUBJECTS]
        if len({CHANNEL_SUBJECTS[hit[2]] for hit in named}) != 1:
            return ()
        other = any(word.head and word is not w.ACCOUNT for _, _, word in around.clause)
        if other or number.unit not in _ITEM_UNITS:
            return ()
        _, end, word = around.clause[-1]
        verb = word is w.PUBLISH and number.start - end <= len("超过")
        if not verb and around.whole is not of.PUBLISHED:
            return ()
        near = _LEFT_GAP.fullmatch(self.s, named[-1][1], number.start)
        return (CHANNEL_SUBJECTS[named[0][2]],) if near else ()
