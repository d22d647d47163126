"""What a number counts: the noun before it (申请12件) or behind it (12件申请), and its verb."""

import re
from collections.abc import Mapping, Set

from govdash.sentences import subjects as of
from govdash.sentences import words as w
from govdash.sentences.around import ITEM_UNITS, LEFT_GAP, Around, Counted
from govdash.sentences.items import Items
from govdash.sentences.model import Role
from govdash.sentences.quantities import Quantity
from govdash.sentences.rules import OUTCOME_WORDS, subjects_of
from govdash.sentences.subjects import Family, Subject
from govdash.sentences.tokens import Hit, Tokens
from govdash.sentences.verbs import Verbs
from govdash.sentences.words import Word

_RIGHT_GAP = re.compile(
    r"(?:的|作出?|由|来自|系|政务|工作|专题|业务|政府|各类|各种|有关|相关|因|已|经|均|都|全部|依法|审查|涉及|是|为|予以|被|"
    r"“|”|属于|全市|区级|县级|市级|备案|重要|原创)*+"
)
_WITH_CARRIED = re.compile(r"(?:\(|,?其中|,?包?含|,?包括)+(?:上年|上一年|去年)度?(?:结转|转入)")
_ALL_WAYS = re.compile("[合共总]计|、[^,;:、]{0,4}提交")
_NOT_PURSUED = "不再处理"
_LEFT_REACH = 24
_RIGHT_REACH = 12
_LOOSE_UNITS = frozenset("个项部家")
_MARKS = frozenset([*",;:。、()!?\n和及并", ""])
_VERBS = frozenset(
    {w.RECEIVE, w.PROCESS, w.PUBLISH, w.ON_OWN, w.MAKE, w.HOLD, w.REPLY, w.CHARGE, w.UPDATE}
)
_PASSED = frozenset({w.ASKER, w.ALL, w.TOPIC, w.PUBLISH, w.REVISE, w.WHOLE})
_FILLERS = frozenset({w.WHOLE, w.CHANGE})
_SINGLE = frozenset({w.READING, w.MESSAGE, w.CONSULT, w.PRESS, w.TRAINING})
_OF_RULES = {
    of.NORMATIVE_ISSUED: of.RULES_ISSUED,
    of.NORMATIVE_REPEALED: of.RULES_REPEALED,
    of.NORMATIVE_VALID: of.RULES_VALID,
}
_PUBLISHED_ONLY = (
    ("新公开", {of.NORMATIVE_ISSUED: of.NORMATIVE_NEWLY, of.RULES_ISSUED: of.RULES_NEWLY}),
    ("对外公开", {of.NORMATIVE_ISSUED: of.NORMATIVE_OPEN, of.RULES_ISSUED: of.RULES_OPEN}),
)
"""Documents of which a sentence says that they were published, not that they were made."""


class Phrases:
    """Names what the numbers of one sentence count."""

    def __init__(self, tokens: Tokens, topic: Family | None = None) -> None:
        self.tokens = tokens
        self.s = tokens.s
        self.topic = topic
        self._items = Items(tokens)
        self._verbs = Verbs(tokens)
        self._documents: dict[Subject, Subject] = {}
        self._results: Mapping[Subject, Subject] = {}
        self._processed = False

    def count(self, around: Around) -> Counted:
        """What one number counts; no subjects where the grammar does not know, or may not say."""
        counted = self._phrase(around)
        unit = around.number.unit
        subjects = counted.subjects
        if not subjects or (subjects == (of.ACCOUNTS,) and unit in ITEM_UNITS):
            subjects = self._items.channel_alone(around)
        if not subjects:
            made = self._documents.get(of.NORMATIVE_ISSUED, of.NORMATIVE_ISSUED)
            subjects = self._verbs.count(around, self.topic, made)
        if subjects == (of.RECEIVED,) and _WITH_CARRIED.match(self.s, around.number.end):
            subjects = (of.PROCESSED,)
        if self._processed:
            subjects = tuple([of.PROCESSED_BY.get(subject, subject) for subject in subjects])
        if self._results:
            subjects = tuple([self._results.get(subject, subject) for subject in subjects])
        return Counted(subjects, counted.role, counted.end)

    def follow(self, subjects: tuple[Subject, ...], words: Set[Word]) -> None:
        """Remember what the sentence speaks of from here on."""
        if subjects:
            self.topic = subjects[0].family
            if subjects[0].family is not Family.SUIT or subjects == (of.SUITS,):
                self._results = {}
            elif len(subjects) == 1:
                self._results = of.RESULTS_OF.get(subjects[0], self._results)
            if self.topic is Family.RECEIVED:
                self._processed = subjects == (of.PROCESSED,)
        elif w.FOREIGN in words:
            self.topic = None

    # ------------------------------------------------------------ the noun

    def _phrase(self, around: Around) -> Counted:
        number = around.number
        right = self._right(around) if number.unit else []
        left = self._left(around, far=not right)
        terms = around.wide if left and left[0] < around.start else around.words
        if right and self._belongs_right(left, around):
            behind = self.tokens.between(right[-1][1], right[-1][1] + 1)
            terms = terms | {word for _, _, word in (*right, *behind)}
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
            if end - hit[1] <= _LEFT_REACH and LEFT_GAP.fullmatch(self.s, hit[1], end):
                return hit
        return None

    def _only_filler(self, around: Around) -> bool:
        if not around.words <= _FILLERS:
            return False
        end = around.number.start
        near = 0 < end - around.start <= _LEFT_REACH or self.s[end - 1] == ")"
        return near and LEFT_GAP.fullmatch(self.s, around.start, end) is not None

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
            if word is w.ACCOUNT:
                break
        while found and not found[-1][2].head:
            found.pop()
        return found

    # ------------------------------------------------------------ what it means

    def _named(self, at: Hit, terms: Set[Word], around: Around) -> tuple[Subject, ...]:
        head = at[2]
        if around.number.unit == "元" and head is w.INFORMATION and w.CHARGE in terms:
            return (of.FEE,)
        if head is w.INFORMATION:
            return self._items.published(at, around)
        if terms.isdisjoint(_VERBS):
            terms = terms | (around.wide & _VERBS)
        if self._joined(at) or self._in_part(head, terms):
            return ()
        head = w.READING if head is w.READING_OF_A_KIND else head
        subjects = subjects_of(head, self._refined(at, terms, around), self.topic)
        if subjects and subjects[0].family is Family.DOCUMENT:
            return self._document(head, subjects[0], around)
        return subjects

    def _in_part(self, head: Word, terms: Set[Word]) -> bool:
        """One sort of interpretations beside others; disputes that may be about anything."""
        if head is w.READING_OF_A_KIND:
            kinds = (w.READING, w.READING_OF_A_KIND)
            return sum(word in kinds for _, _, word in self.tokens.hits) > 1
        handled = head in (w.REVIEW_WORD, w.SUIT_WORD) and w.PROCESS in terms
        return handled and not self._on_disclosure()

    def _refined(self, at: Hit, terms: Set[Word], around: Around) -> Set[Word]:
        """The words that decide, with what only the words around them tell."""
        start, _, head = at
        if head is w.MESSAGE and self._all_answered(around):
            terms = terms | {w.REPLY}
        if head is not w.APPLY:
            return terms
        if w.WAY in terms and _ALL_WAYS.search(self.s, around.start, around.number.start):
            terms = terms - {w.WAY}
        if _NOT_PURSUED in self.s[around.start : around.number.start]:
            terms = terms | (around.wide & OUTCOME_WORDS)
        if start > around.number.start and w.RECEIVE not in terms:
            # 12件申请 without a verb can be any of them.
            terms = terms - {w.WHOLE, w.COUNT}
        return terms

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

    def _document(self, head: Word, subject: Subject, around: Around) -> tuple[Subject, ...]:
        """废止4件 is said of the documents named last; 公开13件（含修改4件）not of those made."""
        if head in (w.REPEAL, w.VALID):
            return (self._documents.get(subject, subject),)
        number = around.number
        self._documents = _OF_RULES if head is w.RULES_WORD else {}
        said = self.s[around.start : number.start]
        for verb, others in _PUBLISHED_ONLY:
            if verb in said:
                return (others[subject],) if subject in others else ()
        behind = self.s[number.end : number.end + _LEFT_REACH]
        return () if behind.startswith("(") and "修改" in behind else (subject,)

    def _on_disclosure(self) -> bool:
        return any(word in (w.TOPIC, w.APPLY) for _, _, word in self.tokens.hits)
